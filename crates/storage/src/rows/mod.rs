//! One file per record: its declaration (class, label, search, timeline) and its mapping, side by side.
//!
//! Operational tables (`session`, `login_throttle`, `job`, `audit_*`, `person_salt`, `person_token`,
//! `roster`, `idempotency`) are no records: they carry no declaration and leave no trail.

/// The two items that SeaORM wants of every entity and that we have no use for: relations are joins written
/// out where they are needed.
macro_rules! entity {
    () => {
        /// None: joins are written where they are needed.
        #[derive(Copy, Clone, Debug, sea_orm::EnumIter, sea_orm::DeriveRelation)]
        pub enum Relation {}

        impl sea_orm::ActiveModelBehavior for ActiveModel {}
    };
}

/// A timeline row: the columns `row_id valid_from valid_until known_from known_until recorded_at` have these names
/// everywhere.
macro_rules! timeline_entity {
    ($key:ident) => {
        entity!();

        impl crate::TimelineRow for Model {
            fn key_column() -> Column {
                Column::$key
            }
            fn range(&self) -> kernel::DateRange {
                kernel::DateRange::new(self.valid_from, self.valid_until)
                    .unwrap_or_else(|_| kernel::DateRange::starting(self.valid_from))
            }
            fn known(&self) -> kernel::Known {
                kernel::Known { from: self.known_from.into(), until: self.known_until.map(Into::into) }
            }
            fn rewritten(
                &self,
                row_id: uuid::Uuid,
                range: kernel::DateRange,
                known_from: kernel::Instant,
                recorded_at: kernel::Instant,
            ) -> Self {
                Self {
                    row_id,
                    valid_from: range.from(),
                    valid_until: range.until(),
                    known_from: known_from.into(),
                    known_until: None,
                    recorded_at: recorded_at.into(),
                    ..self.clone()
                }
            }
            fn superseded(&self, at: kernel::Instant) -> Self {
                Self { known_until: Some(at.into()), ..self.clone() }
            }
        }
    };
}

pub mod account;
pub mod alert;
pub mod alert_event;
pub mod approval;
pub mod approval_step;
pub mod assignment;
pub mod audit_checkpoint;
pub mod audit_entry;
pub mod audit_node;
pub mod award;
pub mod award_budget;
pub mod catalogue_item;
pub mod certificate;
pub mod change_request;
pub mod code_mapping;
pub mod compensation;
pub mod complaint;
pub mod contract;
pub mod contract_renewal;
pub mod contract_terms;
pub mod custom_field;
pub mod custom_value;
pub mod data_audit;
pub mod data_audit_item;
pub mod data_audit_plan;
pub mod discipline;
pub mod duplicate_verdict;
pub mod duty_status;
pub mod employment;
pub mod file;
pub mod file_destruction;
pub mod file_destruction_item;
pub mod file_hold;
pub mod file_loan;
pub mod file_rule;
pub mod file_version;
pub mod flow;
pub mod flow_definition;
pub mod flow_item;
pub mod gate;
pub mod grant;
pub mod help_article;
pub mod idempotency;
pub mod import_effect;
pub mod import_run;
pub mod insight_model;
pub mod insight_score;
pub mod job;
pub mod key_person;
pub mod law_figure;
pub mod leave;
pub mod leave_entitlement;
pub mod legal_entity;
pub mod letter_template;
pub mod login_throttle;
pub mod model_training;
pub mod noncompete;
pub mod number_counter;
pub mod number_rule;
pub mod objection;
pub mod offboarding;
pub mod offboarding_event;
pub mod org_unit;
pub mod performance_result;
pub mod person;
pub mod person_contact;
pub mod person_event;
pub mod person_merge;
pub mod person_salt;
pub mod person_tag;
pub mod person_token;
pub mod personnel_change;
pub mod personnel_letter;
pub mod position;
pub mod proof;
pub mod qualification;
pub mod quality_finding;
pub mod quality_run;
pub mod quality_score;
pub mod reorganisation;
pub mod reporting_line;
pub mod retention_action;
pub mod roster;
pub mod saved_query;
pub mod saved_view;
pub mod service_bond;
pub mod session;
pub mod settlement;
pub mod sheet_update;
pub mod state_file;
pub mod state_file_move;
pub mod support_task;
pub mod talk;
pub mod task;
pub mod task_nudge;
pub mod ticket;
pub mod ticket_message;
pub mod unit_foresight;
pub mod work_rule;
pub mod work_rule_ack;
pub mod work_rule_step;

pub use account::Model as Account;
pub use alert::Model as Alert;
pub use alert_event::Model as AlertEvent;
pub use approval::Model as Approval;
pub use approval_step::Model as ApprovalStep;
pub use assignment::Model as Assignment;
pub use award::Model as Award;
pub use award_budget::Model as AwardBudget;
pub use catalogue_item::Model as CatalogueItem;
pub use certificate::Model as Certificate;
pub use change_request::Model as ChangeRequest;
pub use code_mapping::Model as CodeMapping;
pub use compensation::Model as Compensation;
pub use complaint::Model as Complaint;
pub use contract::Model as Contract;
pub use contract_renewal::Model as ContractRenewal;
pub use contract_terms::Model as ContractTerms;
pub use custom_field::Model as CustomField;
pub use custom_value::Model as CustomValue;
pub use data_audit::Model as DataAudit;
pub use data_audit_item::Model as DataAuditItem;
pub use data_audit_plan::Model as DataAuditPlan;
pub use discipline::Model as Discipline;
pub use duplicate_verdict::Model as DuplicateVerdict;
pub use duty_status::Model as DutyStatus;
pub use employment::Model as Employment;
pub use file::Model as File;
pub use file_destruction::Model as FileDestruction;
pub use file_destruction_item::Model as FileDestructionItem;
pub use file_hold::Model as FileHold;
pub use file_loan::Model as FileLoan;
pub use file_rule::Model as FileRule;
pub use file_version::Model as FileVersion;
pub use flow::Model as Flow;
pub use flow_definition::Model as FlowDefinition;
pub use flow_item::Model as FlowItem;
pub use gate::Model as Gate;
pub use grant::Model as Grant;
pub use help_article::Model as HelpArticle;
pub use import_effect::Model as ImportEffect;
pub use import_run::Model as ImportRun;
pub use insight_model::Model as InsightModel;
pub use insight_score::Model as InsightScore;
pub use key_person::Model as KeyPerson;
pub use law_figure::Model as LawFigure;
pub use leave::Model as Leave;
pub use leave_entitlement::Model as LeaveEntitlement;
pub use legal_entity::Model as LegalEntity;
pub use letter_template::Model as LetterTemplate;
pub use model_training::Model as ModelTraining;
pub use noncompete::Model as Noncompete;
pub use number_counter::Model as NumberCounter;
pub use number_rule::Model as NumberRule;
pub use objection::Model as Objection;
pub use offboarding::Model as Offboarding;
pub use offboarding_event::Model as OffboardingEvent;
pub use org_unit::Model as OrgUnit;
pub use performance_result::Model as PerformanceResult;
pub use person::Model as Person;
pub use person_contact::Model as PersonContact;
pub use person_event::Model as PersonEvent;
pub use person_merge::Model as PersonMerge;
pub use person_tag::Model as PersonTag;
pub use personnel_change::Model as PersonnelChange;
pub use personnel_letter::Model as PersonnelLetter;
pub use position::Model as Position;
pub use proof::Model as Proof;
pub use qualification::Model as Qualification;
pub use quality_finding::Model as QualityFinding;
pub use quality_run::Model as QualityRun;
pub use quality_score::Model as QualityScore;
pub use reorganisation::Model as Reorganisation;
pub use reporting_line::Model as ReportingLine;
pub use retention_action::Model as RetentionAction;
pub use saved_query::Model as SavedQuery;
pub use saved_view::Model as SavedView;
pub use service_bond::Model as ServiceBond;
pub use session::Model as Session;
pub use settlement::Model as Settlement;
pub use sheet_update::Model as SheetUpdate;
pub use state_file::Model as StateFile;
pub use state_file_move::Model as StateFileMove;
pub use support_task::Model as SupportTask;
pub use talk::Model as Talk;
pub use task::Model as Task;
pub use task_nudge::Model as TaskNudge;
pub use ticket::Model as Ticket;
pub use ticket_message::Model as TicketMessage;
pub use unit_foresight::Model as UnitForesight;
pub use work_rule::Model as WorkRule;
pub use work_rule_ack::Model as WorkRuleAck;
pub use work_rule_step::Model as WorkRuleStep;

/// The declarations of all records: what the page draws forms and tables from.
pub const RECORDS: &[&kernel::RecordMeta] = &[
    <Account as kernel::Record>::META,
    <Alert as kernel::Record>::META,
    <AlertEvent as kernel::Record>::META,
    <Approval as kernel::Record>::META,
    <ApprovalStep as kernel::Record>::META,
    <Assignment as kernel::Record>::META,
    <CatalogueItem as kernel::Record>::META,
    <Certificate as kernel::Record>::META,
    <ChangeRequest as kernel::Record>::META,
    <Compensation as kernel::Record>::META,
    <Contract as kernel::Record>::META,
    <ContractRenewal as kernel::Record>::META,
    <ContractTerms as kernel::Record>::META,
    <CustomField as kernel::Record>::META,
    <CustomValue as kernel::Record>::META,
    <DutyStatus as kernel::Record>::META,
    <Employment as kernel::Record>::META,
    <File as kernel::Record>::META,
    <FileDestruction as kernel::Record>::META,
    <FileDestructionItem as kernel::Record>::META,
    <FileHold as kernel::Record>::META,
    <FileLoan as kernel::Record>::META,
    <FileRule as kernel::Record>::META,
    <FileVersion as kernel::Record>::META,
    <Flow as kernel::Record>::META,
    <FlowDefinition as kernel::Record>::META,
    <FlowItem as kernel::Record>::META,
    <Gate as kernel::Record>::META,
    <Grant as kernel::Record>::META,
    <InsightModel as kernel::Record>::META,
    <InsightScore as kernel::Record>::META,
    <KeyPerson as kernel::Record>::META,
    <LawFigure as kernel::Record>::META,
    <ImportEffect as kernel::Record>::META,
    <ImportRun as kernel::Record>::META,
    <Leave as kernel::Record>::META,
    <LeaveEntitlement as kernel::Record>::META,
    <LegalEntity as kernel::Record>::META,
    <LetterTemplate as kernel::Record>::META,
    <ModelTraining as kernel::Record>::META,
    <Noncompete as kernel::Record>::META,
    <Objection as kernel::Record>::META,
    <Offboarding as kernel::Record>::META,
    <OffboardingEvent as kernel::Record>::META,
    <OrgUnit as kernel::Record>::META,
    <PerformanceResult as kernel::Record>::META,
    <Person as kernel::Record>::META,
    <PersonContact as kernel::Record>::META,
    <PersonEvent as kernel::Record>::META,
    <PersonTag as kernel::Record>::META,
    <RetentionAction as kernel::Record>::META,
    <SavedView as kernel::Record>::META,
    <Qualification as kernel::Record>::META,
    <Position as kernel::Record>::META,
    <Reorganisation as kernel::Record>::META,
    <ReportingLine as kernel::Record>::META,
    <PersonnelChange as kernel::Record>::META,
    <PersonnelLetter as kernel::Record>::META,
    <ServiceBond as kernel::Record>::META,
    <Settlement as kernel::Record>::META,
    <SheetUpdate as kernel::Record>::META,
    <StateFile as kernel::Record>::META,
    <StateFileMove as kernel::Record>::META,
    <SupportTask as kernel::Record>::META,
    <Talk as kernel::Record>::META,
    <Task as kernel::Record>::META,
    <TaskNudge as kernel::Record>::META,
    <UnitForesight as kernel::Record>::META,
    <NumberRule as kernel::Record>::META,
    <NumberCounter as kernel::Record>::META,
    <CodeMapping as kernel::Record>::META,
    <DuplicateVerdict as kernel::Record>::META,
    <PersonMerge as kernel::Record>::META,
    <QualityRun as kernel::Record>::META,
    <QualityScore as kernel::Record>::META,
    <QualityFinding as kernel::Record>::META,
    <DataAuditPlan as kernel::Record>::META,
    <DataAudit as kernel::Record>::META,
    <DataAuditItem as kernel::Record>::META,
    <SavedQuery as kernel::Record>::META,
    <Award as kernel::Record>::META,
    <AwardBudget as kernel::Record>::META,
    <Complaint as kernel::Record>::META,
    <Discipline as kernel::Record>::META,
    <HelpArticle as kernel::Record>::META,
    <Proof as kernel::Record>::META,
    <Ticket as kernel::Record>::META,
    <TicketMessage as kernel::Record>::META,
    <WorkRule as kernel::Record>::META,
    <WorkRuleAck as kernel::Record>::META,
    <WorkRuleStep as kernel::Record>::META,
];
