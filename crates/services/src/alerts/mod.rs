//! Alerts about persons and what is done about them: talks, actions, support by the manager; the person's own page.
//!
//! Open only while all gates of named mode stand. The HRBP sees a band and reasons, the manager a task without
//! reasons, the person everything about themself.

mod assignees;
mod commands;
mod desk;
mod follow;
mod helps;
mod history;
mod own;
mod page;
mod raise;
mod stage;
mod views;

pub use assignees::{assign_alert, list_alert_assignees};
pub use commands::{close_alert, snooze_alert};
pub use desk::{get_alert, list_alerts, open_alerts};
pub use follow::{
    answer_talk, ask_support, finish_support_task, list_support_tasks, record_retention_action, record_talk,
};
pub use own::own_insight;
pub use raise::raise_alerts;
pub use stage::prepare_demo;
pub use views::{
    AlertAssignee, AlertAssigneeList, AlertEventView, AlertList, AlertPage, AlertQuery, AlertSummary, AnswerTalk,
    AskSupport, AssignAlert, CloseAlert, Help, Marker, OwnInsight, OwnTalk, Point, RecordRetentionAction, RecordTalk,
    SetAsideCount, SnoozeAlert, SupportTaskList, SupportTaskView, Timeline,
};
