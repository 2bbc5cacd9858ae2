//! What a running flow remembers, and what it asks the world to do.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use kernel::{AccountId, Instant};
use serde::{Deserialize, Serialize};

use crate::{AnchorAt, Definition, LegalLimits, Relation, Span, Task, Zone};

/// What a run needs to know about its subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Where the declared anchors lie. An absent one is not known yet; its tasks wait.
    pub anchors: BTreeMap<String, AnchorAt>,
    /// Facts that hold, for conditions.
    pub facts: BTreeSet<String>,
    /// The work place's zone.
    pub zone: Zone,
    /// The statutory day counts in force when the flow started.
    pub limits: LegalLimits,
}

/// Where a flow is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FlowStatus {
    /// Work is going on.
    Running,
    /// Every task is finished.
    Completed,
    /// Somebody stopped it.
    Cancelled,
    /// Its time ran out.
    Expired,
}

/// A running or finished flow. Serialisable; the same events give the same state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Key of the definition it runs on.
    pub definition: String,
    /// Version of the definition it runs on.
    pub version: u32,
    /// Where it is.
    pub status: FlowStatus,
    /// When it started.
    pub started_at: Instant,
    /// When it completed, was cancelled or expired.
    pub ended_at: Option<Instant>,
    /// The latest instant it has seen: time never runs backward inside a flow.
    pub seen_at: Instant,
    /// What it knows about its subject.
    pub context: Context,
    /// Every task of the definition by key.
    pub tasks: BTreeMap<String, TaskState>,
    /// Tasks that people added to this run alone. They wait for nothing and nothing waits for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Task>,
}

impl State {
    /// The definition together with the tasks that were added to this run. Doing it twice adds nothing.
    pub fn whole<'a>(&self, definition: &'a Definition) -> Cow<'a, Definition> {
        let missing: Vec<&Task> = self.added.iter().filter(|task| definition.task(&task.key).is_none()).collect();
        if missing.is_empty() {
            return Cow::Borrowed(definition);
        }
        let mut whole = definition.clone();
        whole.tasks.extend(missing.into_iter().cloned());
        Cow::Owned(whole)
    }
}

/// Where a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// Waits for other tasks.
    Blocked,
    /// Waits for its start.
    Scheduled,
    /// Can be done now.
    Open,
    /// Done, once.
    Done,
    /// Left out by its owner, with a reason.
    Skipped,
    /// Not part of this run: its condition does not hold.
    NotNeeded,
    /// The flow ended before it was done.
    Closed,
}

impl TaskStatus {
    /// Whether tasks behind it may go on.
    pub const fn is_finished(self) -> bool {
        matches!(self, Self::Done | Self::Skipped | Self::NotNeeded)
    }
}

/// One task of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskState {
    /// Where it is.
    pub status: TaskStatus,
    /// By when it must be done, as far as its anchor is known.
    pub due: Option<Instant>,
    /// The one completion (or leaving-out) that counts.
    pub completion: Option<Completion>,
    /// Who does it instead of the owner of the lane.
    pub delegation: Option<Delegation>,
    /// How many steps of the escalation were taken.
    pub escalated: usize,
    /// Whether the deadline's passing was told.
    pub overdue_told: bool,
    /// When it was open, for the cycle time.
    pub open: Vec<Span>,
    /// Completions that a reopening made void, oldest first.
    pub voided: Vec<Voided>,
}

/// Who finished a task, when, and what they noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: AccountId,
    /// A note, or the reason of leaving it out. May name people: store it sealed.
    pub note: Option<String>,
}

/// A task given to somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// When.
    pub at: Instant,
    /// Who gave it away.
    pub by: AccountId,
    /// Who does it now.
    pub to: AccountId,
}

/// A completion that no longer counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    /// What had been said.
    pub completion: Completion,
    /// When it was reopened.
    pub at: Instant,
    /// Who reopened it.
    pub by: AccountId,
    /// Why.
    pub reason: String,
}

/// What a step asks the world to do. Effects are told at least once; carrying one out twice must not hurt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// The task can be done now: tell whoever does it.
    TaskOpened {
        /// Task key.
        task: String,
        /// Lane key.
        lane: String,
        /// By when.
        due: Option<Instant>,
    },
    /// The task waits for others.
    TaskBlocked {
        /// Task key.
        task: String,
        /// The unfinished tasks before it.
        waits_for: Vec<String>,
    },
    /// The task waits for its start.
    TaskScheduled {
        /// Task key.
        task: String,
        /// From when it can be done; absent while its anchor is not known.
        at: Option<Instant>,
    },
    /// The deadline moved.
    DueMoved {
        /// Task key.
        task: String,
        /// The new deadline.
        due: Option<Instant>,
    },
    /// The deadline passed.
    Overdue {
        /// Task key.
        task: String,
        /// The deadline.
        due: Instant,
    },
    /// Somebody must hear of the task.
    Escalated {
        /// Task key.
        task: String,
        /// Who.
        to: Relation,
        /// Which step of the escalation, from 1.
        step: usize,
    },
    /// The task is finished.
    TaskFinished {
        /// Task key.
        task: String,
        /// `done` or `skipped`.
        status: TaskStatus,
    },
    /// The task is given to somebody else.
    TaskDelegated {
        /// Task key.
        task: String,
        /// Who does it now.
        to: AccountId,
    },
    /// The task's completion no longer counts.
    TaskReopened {
        /// Task key.
        task: String,
    },
    /// The task will not be done: the flow has ended.
    TaskClosed {
        /// Task key.
        task: String,
    },
    /// Every task is finished.
    FlowCompleted,
    /// Somebody stopped the flow.
    FlowCancelled,
    /// The flow's time ran out.
    Expired,
}
