//! Data quality: rules declared as data, run over all companies, with findings that somebody mends until a day, a score
//! per company whose definition is shown, and the quarterly or half-yearly audit drawn from a run.

mod audit;
mod audit_items;
mod audit_views;
mod book;
mod calendar;
mod checks;
mod findings;
mod overview;
mod owners;
mod report;
mod rules;
mod run;
mod score;
mod views;

pub use audit::{audit, audit_report, list_audits, open_audit, open_audit_in, sign_audit};
pub use audit_items::put_audit_item;
pub use audit_views::{
    AuditDetail, AuditFigure, AuditItemView, AuditList, AuditPlanView, AuditSummary, PutAuditItem, PutAuditPlan,
    SignAudit,
};
pub use calendar::{put_audit_plan, put_audit_plan_in, tick};
pub use findings::{accept_finding, assign_findings, list_findings};
pub use overview::quality_overview;
pub use owners::list_quality_owners;
pub use run::{QUALITY_RUN, latest_run, run_quality, run_quality_now, start_quality_run};
pub use views::{
    AcceptFinding, AssignFindings, Assigned, CompanyQuality, FindingList, FindingQuery, FindingView, OwnerList,
    OwnerRef, QualityOverview, QualityPoint, QualityQuery, QualityRunView, RuleQuality,
};
