//! The state machine of a run: `(definition, state, event, now) → (state, effects)` or a refusal.

use std::collections::BTreeMap;

use kernel::{AccountId, Date, Instant, Text};
use serde::{Deserialize, Serialize};

use crate::time::{Edge, anchor};
use crate::{
    AnchorAt, AnchorKind, Completion, Context, Definition, Delegation, Effect, Escalation, FlowStatus, Kind, Offset,
    Refusal, Relation, Span, State, Task, TaskState, TaskStatus, Voided,
};

const HOUR: i64 = 3600;

/// Something that happened to a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Somebody finished a task.
    TaskCompleted {
        /// Task key.
        task: String,
        /// Who.
        by: AccountId,
        /// What they noted.
        note: Option<String>,
    },
    /// Somebody left out an optional task.
    TaskSkipped {
        /// Task key.
        task: String,
        /// Who.
        by: AccountId,
        /// Why.
        reason: String,
    },
    /// A completion turned out to be wrong.
    TaskReopened {
        /// Task key.
        task: String,
        /// Who.
        by: AccountId,
        /// Why.
        reason: String,
    },
    /// A task is given to somebody else.
    Delegated {
        /// Task key.
        task: String,
        /// Who gives it away.
        by: AccountId,
        /// Who does it from now on.
        to: AccountId,
    },
    /// Somebody found work that the definition does not know.
    TaskAdded {
        /// Key of the lane whose owner does it.
        lane: String,
        /// What it is.
        title: Text,
        /// The last day on which it is in time.
        due: Date,
    },
    /// An anchor became known or moved: the last day changed.
    AnchorMoved {
        /// Anchor key.
        anchor: String,
        /// Where it lies now.
        to: AnchorAt,
    },
    /// The flow is stopped: a resignation was withdrawn with consent.
    Cancelled,
    /// Time passed.
    Tick,
}

/// Starts a run at `now`. Tells which tasks are open, blocked or scheduled.
pub fn start(definition: &Definition, context: Context, now: Instant) -> Result<(State, Vec<Effect>), Refusal> {
    for (key, at) in &context.anchors {
        check_anchor(definition, key, *at)?;
    }
    let mut context = context;
    context.anchors.insert(anchor::FLOW_START.into(), AnchorAt::Instant(now));
    let tasks: BTreeMap<String, TaskState> = definition
        .tasks
        .iter()
        .map(|task| {
            let needed = task.condition.as_ref().is_none_or(|fact| context.facts.contains(fact));
            // `Closed` stands for "not placed yet": placing it below tells where it went.
            let status = if needed { TaskStatus::Closed } else { TaskStatus::NotNeeded };
            let state = TaskState {
                status,
                due: due_of(task, &context),
                completion: None,
                delegation: None,
                escalated: 0,
                overdue_told: false,
                open: Vec::new(),
                voided: Vec::new(),
            };
            (task.key.clone(), state)
        })
        .collect();
    let mut state = State {
        definition: definition.key.clone(),
        version: definition.version,
        status: FlowStatus::Running,
        started_at: now,
        ended_at: None,
        seen_at: now,
        context,
        tasks,
        added: Vec::new(),
    };
    let mut effects = Vec::new();
    settle(definition, &mut state, &mut effects);
    Ok((state, effects))
}

/// Takes one event. On a refusal nothing has changed.
///
/// Time only moves forward: an earlier `now` counts as the latest instant the run has seen,
/// so that two nodes with slightly different clocks agree.
pub fn step(
    definition: &Definition,
    state: &State,
    event: Event,
    now: Instant,
) -> Result<(State, Vec<Effect>), Refusal> {
    if state.definition != definition.key || state.version != definition.version {
        return Err(Refusal::WrongVersion);
    }
    let definition = &*state.whole(definition);
    let mut next = state.clone();
    next.seen_at = now.max(state.seen_at);
    let mut effects = Vec::new();
    let reopens = state.status == FlowStatus::Completed && matches!(event, Event::TaskReopened { .. });
    if state.status == FlowStatus::Running {
        settle(definition, &mut next, &mut effects);
    } else if !reopens {
        return if event == Event::Tick { Ok((state.clone(), effects)) } else { Err(Refusal::FlowEnded) };
    }
    if event != Event::Tick {
        if next.status != FlowStatus::Running && !reopens {
            return Err(Refusal::FlowEnded);
        }
        apply(definition, &mut next, event, &mut effects)?;
        let whole = next.whole(definition);
        settle(&whole, &mut next, &mut effects);
    }
    Ok((next, effects))
}

/// The next instant at which time alone changes something; a `Tick` before it has no effect.
pub fn next_wake(definition: &Definition, state: &State) -> Option<Instant> {
    if state.status != FlowStatus::Running {
        return None;
    }
    let definition = &*state.whole(definition);
    let of_tasks = definition.tasks.iter().filter_map(|task| {
        let at = state.tasks.get(&task.key)?;
        match at.status {
            TaskStatus::Scheduled => start_of(task, &state.context).instant(),
            TaskStatus::Open | TaskStatus::Blocked => {
                let overdue = at.due.filter(|_| !at.overdue_told);
                [overdue, next_escalation(task, at)].into_iter().flatten().min()
            }
            _ => None,
        }
    });
    of_tasks.chain(expiry(definition, &state.context)).min()
}

fn apply(definition: &Definition, state: &mut State, event: Event, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
    match event {
        Event::TaskCompleted { task, by, note } => {
            may_complete(definition, state, &task)?;
            finish(state, task, TaskStatus::Done, Completion { at: state.seen_at, by, note }, effects)
        }
        Event::TaskSkipped { task, by, reason } => {
            may_skip(definition, state, &task)?;
            let completion = Completion { at: state.seen_at, by, note: Some(given(reason)?) };
            finish(state, task, TaskStatus::Skipped, completion, effects)
        }
        Event::TaskReopened { task, by, reason } => reopen(definition, state, task, by, given(reason)?, effects),
        Event::Delegated { task, by, to } => {
            let at = state.seen_at;
            let entry = unfinished(state, &task)?;
            entry.delegation = Some(Delegation { at, by, to });
            effects.push(Effect::TaskDelegated { task, to });
            Ok(())
        }
        Event::TaskAdded { lane, title, due } => add(definition, state, lane, title, due),
        Event::AnchorMoved { anchor, to } => move_anchor(definition, state, anchor, to, effects),
        Event::Cancelled => {
            end(state, FlowStatus::Cancelled, effects);
            effects.push(Effect::FlowCancelled);
            Ok(())
        }
        Event::Tick => Ok(()),
    }
}

/// A reason that says something.
fn given(reason: String) -> Result<String, Refusal> {
    if reason.trim().is_empty() { Err(Refusal::ReasonMissing) } else { Ok(reason) }
}

fn unfinished<'a>(state: &'a mut State, task: &str) -> Result<&'a mut TaskState, Refusal> {
    let entry = state.tasks.get_mut(task).ok_or_else(|| Refusal::UnknownTask(task.into()))?;
    match entry.status {
        TaskStatus::Done | TaskStatus::Skipped => Err(Refusal::AlreadyDone(task.into())),
        TaskStatus::NotNeeded => Err(Refusal::NotNeeded(task.into())),
        _ => Ok(entry),
    }
}

fn may_complete(definition: &Definition, state: &mut State, key: &str) -> Result<(), Refusal> {
    let status = unfinished(state, key)?.status;
    let task = definition.task(key).ok_or_else(|| Refusal::UnknownTask(key.into()))?;
    match status {
        TaskStatus::Blocked => Err(Refusal::Blocked { task: key.into(), waits_for: waits_for(state, task) }),
        // Most work may be done ahead of the day on which it is asked for; ending access or certifying an end may not.
        TaskStatus::Scheduled if task.kind.is_bound_to_start() => {
            Err(Refusal::TooEarly { task: key.into(), at: start_of(task, &state.context).instant() })
        }
        _ => Ok(()),
    }
}

fn may_skip(definition: &Definition, state: &mut State, key: &str) -> Result<(), Refusal> {
    unfinished(state, key)?;
    if definition.task(key).is_some_and(|task| task.optional) { Ok(()) } else { Err(Refusal::NotOptional(key.into())) }
}

fn finish(
    state: &mut State,
    task: String,
    status: TaskStatus,
    completion: Completion,
    effects: &mut Vec<Effect>,
) -> Result<(), Refusal> {
    let at = completion.at;
    let entry = unfinished(state, &task)?;
    close_span(entry, at);
    entry.status = status;
    entry.completion = Some(completion);
    effects.push(Effect::TaskFinished { task, status });
    Ok(())
}

fn reopen(
    definition: &Definition,
    state: &mut State,
    task: String,
    by: AccountId,
    reason: String,
    effects: &mut Vec<Effect>,
) -> Result<(), Refusal> {
    let entry = state.tasks.get(&task).ok_or_else(|| Refusal::UnknownTask(task.clone()))?;
    let Some(completion) = entry.completion.clone() else {
        return Err(Refusal::NotDone(task));
    };
    let relied_on = |key: &str| state.tasks.get(key).is_some_and(|entry| entry.completion.is_some());
    let successors: Vec<String> =
        definition.successors(&task).filter(|next| relied_on(&next.key)).map(|next| next.key.clone()).collect();
    if !successors.is_empty() {
        return Err(Refusal::ReliedOn { task, successors });
    }
    let due = definition.task(&task).and_then(|declared| due_of(declared, &state.context));
    let at = state.seen_at;
    state.status = FlowStatus::Running;
    state.ended_at = None;
    if let Some(entry) = state.tasks.get_mut(&task) {
        entry.voided.push(Voided { completion, at, by, reason });
        entry.completion = None;
        entry.status = TaskStatus::Closed; // placed anew below
        entry.due = due;
    }
    effects.push(Effect::TaskReopened { task });
    Ok(())
}

/// Work for one run alone. It is a plain statement that something is done: it has no predecessor, nothing waits for
/// it, so neither wages nor certificate nor access can be held back by it, and its owner may leave it out.
fn add(definition: &Definition, state: &mut State, lane: String, title: Text, due: Date) -> Result<(), Refusal> {
    if definition.lane(&lane).is_none() {
        return Err(Refusal::UnknownLane(lane));
    }
    let key = format!("added_{}", state.added.len() + 1);
    let anchor = format!("{key}_due");
    state.context.anchors.insert(anchor.clone(), AnchorAt::Day(due));
    let task = Task {
        stage: stage_by(definition, state, due).unwrap_or_default(),
        key: key.clone(),
        lane,
        title,
        kind: Kind::Confirm,
        after: Vec::new(),
        starts: None,
        due: Some(Offset { anchor, days: Some(0), hours: None, limit: None }),
        escalation: vec![Escalation { after_hours: 24, to: Relation::Hr }],
        article: None,
        optional: true,
        condition: None,
    };
    let entry = TaskState {
        status: TaskStatus::Closed, // placed by the next settling
        due: due_of(&task, &state.context),
        completion: None,
        delegation: None,
        escalated: 0,
        overdue_told: false,
        open: Vec::new(),
        voided: Vec::new(),
    };
    state.tasks.insert(key, entry);
    state.added.push(task);
    Ok(())
}

/// The column of the board in which work with such a deadline stands: that of the last task due by then.
fn stage_by(definition: &Definition, state: &State, due: Date) -> Option<String> {
    let by = state.context.zone.start_of(due.succ_opt()?);
    let place = |task: &Task| definition.stages.iter().position(|stage| stage.key == task.stage);
    let until = |task: &&Task| state.tasks.get(&task.key).and_then(|entry| entry.due).filter(|at| *at <= by);
    let last =
        definition.tasks.iter().filter(|task| until(task).is_some()).max_by_key(|task| (until(task), place(task)));
    last.map(|task| task.stage.clone()).or_else(|| definition.stages.first().map(|stage| stage.key.clone()))
}

fn move_anchor(
    definition: &Definition,
    state: &mut State,
    key: String,
    to: AnchorAt,
    effects: &mut Vec<Effect>,
) -> Result<(), Refusal> {
    check_anchor(definition, &key, to)?;
    state.context.anchors.insert(key, to);
    let now = state.seen_at;
    for task in &definition.tasks {
        let starts = start_of(task, &state.context).instant();
        let due = due_of(task, &state.context);
        let Some(entry) = state.tasks.get_mut(&task.key) else { continue };
        if let Some(done) = &entry.completion {
            if task.kind.is_bound_to_start() && starts.is_some_and(|starts| done.at < starts) {
                return Err(Refusal::AnchorUsed { task: task.key.clone() });
            }
        } else if entry.due != due {
            entry.due = due;
            entry.overdue_told &= due.is_some_and(|due| due <= now);
            let passed =
                task.escalation.iter().filter(|level| due.is_some_and(|due| fires(**level, due) <= now)).count();
            entry.escalated = entry.escalated.min(passed);
            if entry.status != TaskStatus::NotNeeded {
                effects.push(Effect::DueMoved { task: task.key.clone(), due });
            }
        }
    }
    Ok(())
}

fn check_anchor(definition: &Definition, key: &str, at: AnchorAt) -> Result<(), Refusal> {
    let Some(declared) = definition.anchors.iter().find(|anchor| anchor.key == key) else {
        return Err(Refusal::UnknownAnchor(key.into()));
    };
    if declared.kind == at.kind() { Ok(()) } else { Err(Refusal::WrongAnchorKind(key.into())) }
}

/// Brings the run up to `seen_at`: expiry, starts, deadlines, escalation, completion.
fn settle(definition: &Definition, state: &mut State, effects: &mut Vec<Effect>) {
    if state.status != FlowStatus::Running {
        return;
    }
    let now = state.seen_at;
    if expiry(definition, &state.context).is_some_and(|expires| expires <= now) {
        end(state, FlowStatus::Expired, effects);
        effects.push(Effect::Expired);
        return;
    }
    for task in &definition.tasks {
        place(state, task, effects);
    }
    for task in &definition.tasks {
        remind(state, task, effects);
    }
    if state.tasks.values().all(|entry| entry.status.is_finished()) {
        state.status = FlowStatus::Completed;
        state.ended_at = Some(now);
        effects.push(Effect::FlowCompleted);
    }
}

/// Puts an unfinished task where it belongs now, and tells when that is somewhere new.
fn place(state: &mut State, task: &Task, effects: &mut Vec<Effect>) {
    let now = state.seen_at;
    let waits_for = waits_for(state, task);
    let starts = start_of(task, &state.context);
    let Some(entry) = state.tasks.get_mut(&task.key).filter(|entry| !entry.status.is_finished()) else { return };
    let status = if !waits_for.is_empty() {
        TaskStatus::Blocked
    } else if starts.is_ahead_of(now) {
        TaskStatus::Scheduled
    } else {
        TaskStatus::Open
    };
    if status == entry.status {
        return;
    }
    close_span(entry, now);
    entry.status = status;
    let key = task.key.clone();
    effects.push(match status {
        TaskStatus::Blocked => Effect::TaskBlocked { task: key, waits_for },
        TaskStatus::Scheduled => Effect::TaskScheduled { task: key, at: starts.instant() },
        _ => {
            entry.open.push(Span { from: now, until: None });
            Effect::TaskOpened { task: key, lane: task.lane.clone(), due: entry.due }
        }
    });
}

/// Tells when an open task's deadline passed, and takes the steps of its escalation that are due.
/// A blocked task is late too: somebody must hear that its deadline will be missed.
fn remind(state: &mut State, task: &Task, effects: &mut Vec<Effect>) {
    let now = state.seen_at;
    let waiting = |entry: &&mut TaskState| matches!(entry.status, TaskStatus::Open | TaskStatus::Blocked);
    let Some(entry) = state.tasks.get_mut(&task.key).filter(waiting) else { return };
    let Some(due) = entry.due else { return };
    if due <= now && !entry.overdue_told {
        entry.overdue_told = true;
        effects.push(Effect::Overdue { task: task.key.clone(), due });
    }
    while let Some(level) = task.escalation.get(entry.escalated).filter(|level| fires(**level, due) <= now) {
        entry.escalated += 1;
        effects.push(Effect::Escalated { task: task.key.clone(), to: level.to, step: entry.escalated });
    }
}

fn end(state: &mut State, status: FlowStatus, effects: &mut Vec<Effect>) {
    let now = state.seen_at;
    state.status = status;
    state.ended_at = Some(now);
    for (key, entry) in state.tasks.iter_mut().filter(|(_, entry)| !entry.status.is_finished()) {
        close_span(entry, now);
        entry.status = TaskStatus::Closed;
        effects.push(Effect::TaskClosed { task: key.clone() });
    }
}

fn close_span(entry: &mut TaskState, now: Instant) {
    if let Some(span) = entry.open.last_mut() {
        span.until.get_or_insert(now);
    }
}

fn waits_for(state: &State, task: &Task) -> Vec<String> {
    let finished = |key: &String| state.tasks.get(key).is_some_and(|entry| entry.status.is_finished());
    task.after.iter().filter(|key| !finished(key)).cloned().collect()
}

/// From when a task is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Start {
    /// As soon as the tasks before it are finished.
    Free,
    /// From an instant.
    At(Instant),
    /// From an anchor that is not known yet.
    Unknown,
}

impl Start {
    pub(crate) const fn instant(self) -> Option<Instant> {
        match self {
            Self::At(at) => Some(at),
            Self::Free | Self::Unknown => None,
        }
    }

    fn is_ahead_of(self, now: Instant) -> bool {
        match self {
            Self::Free => false,
            Self::At(at) => now < at,
            Self::Unknown => true,
        }
    }
}

pub(crate) fn start_of(task: &Task, context: &Context) -> Start {
    let Some(starts) = task.starts.as_ref() else { return Start::Free };
    match context.anchors.get(&starts.anchor) {
        Some(at) => Start::At(starts.resolve(*at, context.zone, &context.limits, Edge::Start)),
        None => Start::Unknown,
    }
}

fn due_of(task: &Task, context: &Context) -> Option<Instant> {
    let due = task.due.as_ref()?;
    let at = context.anchors.get(&due.anchor)?;
    Some(due.resolve(*at, context.zone, &context.limits, Edge::Due))
}

fn expiry(definition: &Definition, context: &Context) -> Option<Instant> {
    let expires = definition.expires.as_ref()?;
    let at = context.anchors.get(&expires.anchor)?;
    Some(expires.resolve(*at, context.zone, &context.limits, Edge::Due))
}

fn fires(level: Escalation, due: Instant) -> Instant {
    due.plus_seconds(i64::from(level.after_hours) * HOUR)
}

fn next_escalation(task: &Task, entry: &TaskState) -> Option<Instant> {
    Some(fires(*task.escalation.get(entry.escalated)?, entry.due?))
}

/// The kind of a declared anchor, `flow_start` included.
pub(crate) fn anchor_kind(definition: &Definition, key: &str) -> Option<AnchorKind> {
    if key == anchor::FLOW_START {
        return Some(AnchorKind::Instant);
    }
    definition.anchors.iter().find(|anchor| anchor.key == key).map(|anchor| anchor.kind)
}
