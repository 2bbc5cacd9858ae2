//! Work rules and what rests on them: consultation, publication, acknowledgement; discipline; awards within a budget;
//! complaints, which are protected conduct.
//!
//! Nobody is disciplined under a version that was not acknowledged. A complaint is read by the person and by whoever
//! handles it, and is an input of nothing: [`COMPLAINT`] is a protected signal, which no rule and no model can take.

mod awards;
mod complaints;
mod discipline;
mod filed;
mod notice;
mod rules;
mod views;

pub use awards::{
    award_decided_in, get_award, list_awards, propose_award, propose_award_in, put_award_budget, put_award_budget_in,
};
pub use complaints::{
    COMPLAINT, answer_complaint, file_complaint, file_complaint_in, list_complaints, own_complaints,
    take_back_complaint, take_complaint,
};
pub use discipline::{
    discipline_decided_in, drop_discipline, get_discipline, hear_discipline, list_discipline, open_discipline,
    open_discipline_in, own_discipline, propose_discipline, tell_union,
};
pub use rules::{
    acknowledge_in, acknowledge_work_rule, draft_work_rule, draft_work_rule_in, list_unacknowledged, list_work_rules,
    publish_work_rule, publish_work_rule_in, record_rule_step, record_rule_step_in,
};
pub use views::{
    AcknowledgementCount, AnswerComplaint, AwardBudgetView, AwardList, AwardPage, AwardView, ComplaintList,
    ComplaintView, DisciplineList, DisciplinePage, DisciplineView, DropDiscipline, FileComplaint, Hearing, NewAward,
    NewDiscipline, NewRuleStep, NewWorkRule, PublishWorkRule, PutAwardBudget, RuleStepView, UnacknowledgedView,
    UnionNotice, WorkRuleList, WorkRuleView,
};
