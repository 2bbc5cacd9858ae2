//! What can be permitted. One name per thing one does; the scope says to whom.

use serde::{Deserialize, Serialize};

// `$key` is a token and no literal fragment: utoipa does not read the wire name out of a fragment.
macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $key:tt, $zh:literal, $en:literal;)+) => {
        /// A permission, named `resource.action` on the wire and in role data.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub enum Permission {
            $($(#[$doc])* #[serde(rename = $key)] $name,)+
        }

        impl Permission {
            /// All of them, in the order of the policy matrix.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// `resource.action`.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }

            /// In words, for "ask your security administrator for …".
            pub const fn title(self, chinese: bool) -> &'static str {
                match self { $(Self::$name => if chinese { $zh } else { $en }),+ }
            }
        }
    };
}

impl Permission {
    /// Whether it is never used on the own record. Nobody sets the own pay, runs the own leaving or signs the own
    /// certificate: a colleague does, whatever roles one holds.
    pub const fn over_others_only(self) -> bool {
        matches!(
            self,
            Self::PersonWrite
                | Self::PayWrite
                | Self::PersonMerge
                | Self::AlertAct
                | Self::OffboardingManage
                | Self::SettlementReview
                | Self::CertificateIssue
                | Self::ContractWrite
                | Self::ChangePropose
                | Self::ChangeManage
                | Self::FileWrite
                | Self::FileDestroy
                | Self::ConductManage
                | Self::AwardPropose
        )
    }
}

permissions! {
    /// Anybody signed in: own session, own tasks, reference lists.
    SessionUse = "session.use", "登录后使用", "use the system";
    /// See people: the directory and the employee page. Field classes decide what is on it.
    PersonRead = "person.read", "查看人员", "see people";
    /// Hire, transfer, record events.
    PersonWrite = "person.write", "维护人员信息", "maintain people";
    /// Change pay.
    PayWrite = "pay.write", "调整薪酬", "change pay";
    /// Look at a masked value, with a reason that goes into the trail.
    PersonReveal = "person.reveal", "查看敏感字段", "reveal masked values";
    /// Share a view of the directory with a role.
    ViewShare = "view.share", "共享人员视图", "share views of the directory";
    /// The own team: who is away, what is due.
    TeamRead = "team.read", "查看我的团队", "see the own team";
    /// Ask for changes of the own data, object to tags, see who looked.
    ChangeRequest = "change.request", "申请变更本人信息", "ask for changes of the own data";
    /// See companies and units.
    OrganisationRead = "organisation.read", "查看组织", "see the organisation";
    /// Maintain companies and units.
    OrganisationWrite = "organisation.write", "维护组织", "maintain the organisation";
    /// Draft reorganisations and submit them.
    ReorganisationPlan = "reorganisation.plan", "起草组织调整", "plan reorganisations";
    /// See reorganisations: all of them over the whole group, else those one is asked about.
    ReorganisationRead = "reorganisation.read", "查看组织调整", "see reorganisations";
    /// Maintain reference lists.
    CatalogueWrite = "catalogue.write", "维护基础数据", "maintain reference lists";
    /// See the data standard: number rules, code mappings, data quality, audits.
    StandardRead = "standard.read", "查看数据标准", "see the data standard";
    /// Maintain number rules and code mappings, run quality checks, assign findings, sign audits.
    StandardWrite = "standard.write", "维护数据标准", "maintain the data standard";
    /// Compare persons that may be one, merge them, take a merge back.
    PersonMerge = "person.merge", "合并重复人员", "merge duplicate persons";
    /// Ask questions across companies.
    QueryRun = "query.run", "跨公司查询", "query across companies";
    /// Import a roster.
    RosterImport = "roster.import", "导入花名册", "import a roster";
    /// Export a roster.
    RosterExport = "roster.export", "导出花名册", "export a roster";
    /// Figures over people.
    OverviewRead = "overview.read", "查看总览", "see the overview";
    /// Foresight by team, never by name.
    ForesightRead = "foresight.read", "查看团队预警", "see team foresight";
    /// Alerts about a person, with drivers.
    AlertRead = "alert.read", "查看提醒", "see alerts";
    /// Record a talk or a retention action, close an alert.
    AlertAct = "alert.act", "处理提醒", "act on alerts";
    /// The model card and its backtest.
    ModelRead = "model.read", "查看模型说明", "see the model card";
    /// Train and score.
    ModelTrain = "model.train", "训练模型", "train the model";
    /// Record that a gate of a risky feature is passed.
    GateApprove = "gate.approve", "确认启用条件", "approve gates";
    /// See gates.
    GateRead = "gate.read", "查看启用条件", "see gates";
    /// The own band and inputs.
    OwnInsightRead = "own_insight.read", "查看本人关注度", "see the own band";
    /// Object to a score about oneself.
    ObjectionFile = "objection.file", "提出异议", "object";
    /// Decide an objection.
    ObjectionDecide = "objection.decide", "答复异议", "decide objections";
    /// See leaving cases.
    OffboardingRead = "offboarding.read", "查看离职办理", "see leaving cases";
    /// Open a pre-offboarding, record a resignation, run a case.
    OffboardingManage = "offboarding.manage", "办理离职", "run leaving cases";
    /// Submit the own resignation.
    ResignationSubmit = "resignation.submit", "提交离职申请", "submit the own resignation";
    /// See personnel changes.
    ChangeRead = "change.read", "查看人事异动", "see personnel changes";
    /// Open a personnel change and send it into approval.
    ChangePropose = "change.propose", "发起人事异动", "propose personnel changes";
    /// Correct, undo, record agreements, make letters, rehire and retire.
    ChangeManage = "change.manage", "办理人事异动", "run personnel changes";
    /// Work on tasks given to oneself or one's function.
    TaskWork = "task.work", "处理待办", "work on tasks";
    /// Review a settlement.
    SettlementReview = "settlement.review", "复核结算", "review settlements";
    /// Issue a certificate of leaving.
    CertificateIssue = "certificate.issue", "签发离职证明", "issue certificates";
    /// See contracts, what is due on them, and agreements beyond the job.
    ContractRead = "contract.read", "查看劳动合同", "see contracts";
    /// Renew contracts, record their terms and agreements beyond the job.
    ContractWrite = "contract.write", "办理劳动合同", "run contracts";
    /// See documents in the files of persons; their classes decide which.
    FileRead = "file.read", "查看员工档案", "see employee files";
    /// File documents, mark key people, keep the transfer of the state's file.
    FileWrite = "file.write", "维护员工档案", "maintain employee files";
    /// Ask to see what one may not see otherwise.
    FileBorrow = "file.borrow", "借阅员工档案", "borrow employee files";
    /// Rules of keeping, holds, destruction by two people.
    FileDestroy = "file.destroy", "档案保管与销毁", "keep and destroy files";
    /// Draft, consult and publish work rules.
    WorkRuleManage = "work_rule.manage", "维护规章制度", "maintain work rules";
    /// Run disciplinary cases and budgets for awards.
    ConductManage = "conduct.manage", "办理奖惩", "run discipline and award budgets";
    /// Propose awards.
    AwardPropose = "award.propose", "提名奖励", "propose awards";
    /// Handle complaints.
    ComplaintHandle = "complaint.handle", "受理申诉", "handle complaints";
    /// Answer questions of the service desk.
    DeskWork = "desk.work", "人事服务台", "answer the service desk";
    /// Read the trail.
    AuditRead = "audit.read", "查看审计", "read the trail";
    /// See accounts and roles.
    AccountRead = "account.read", "查看账号", "see accounts";
    /// Create accounts.
    AccountWrite = "account.write", "维护账号", "maintain accounts";
    /// Grant and withdraw roles.
    GrantWrite = "grant.write", "授予角色", "grant roles";
    /// Change settings.
    SettingsWrite = "settings.write", "修改设置", "change settings";
}
