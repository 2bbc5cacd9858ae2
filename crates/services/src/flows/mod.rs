//! Flows: their definitions and versions, their runs, the tasks that people see, checklists, time passing.
//!
//! A run is decided by the pure machine in `workflow`; this room keeps its state sealed, finds who does what,
//! and keeps one row per task for lists. Rooms above start runs and finish the tasks that belong to them.

mod assignees;
mod definitions;
mod engine;
mod items;
mod nudge;
mod setting;
mod tasks;
mod tick;
mod view;
mod views;

pub use assignees::{Owner, owners_around};
pub use definitions::{definition, get_flow_definition, list_flow_definitions, publish_flow_definition};
pub use engine::{StartFlow, add_fact_in, add_task_in, cancel_in, complete_in, move_anchor_in, skip_in, start_in};
pub use items::{add_flow_item, list_flow_items, list_my_handovers, receive_flow_item, remove_flow_item};
pub use nudge::nudge_in;
pub use setting::{legal_limits, zone_of};
pub use tasks::{complete_task, delegate_task, get_task, list_my_tasks, reopen_task, skip_task};
pub use tick::tick;
pub use view::{Run, flow_view, run, runs};
pub use views::{
    AddFlowItem, CompleteTask, DelegateTask, FlowDefinitionList, FlowDefinitionSummary, FlowDefinitionView, FlowItem,
    FlowOwner, FlowTask, FlowView, HandoverList, ItemCount, NudgeView, PublishFlowDefinition, ReasonGiven, TaskAction,
    TaskList, TaskPerson, TaskSelection, TaskView, TasksQuery,
};
