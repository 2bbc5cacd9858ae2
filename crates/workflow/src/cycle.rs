//! How long the part of a flow took that the firm controls, and where the time went.

use kernel::Instant;
use serde::{Deserialize, Serialize};

use crate::{Definition, Span, State, Text};

/// What the figure means; shown beside it.
pub const CYCLE_TIME_DEFINITION: Text = Text::of(
    "企业可控用时：至少有一项非员工任务已经可以办理、尚未办结的时间之和，重叠只计一次。\
     法定通知期内的等待、等待约定日期或最后工作时刻、等待员工本人办理的时间不计入。\
     选择按工作时间计算时，只计工作日历内的小时。",
    "Time the firm controls: all time in which at least one task of anybody but the employee could be done and was not \
     done yet; overlaps count once. Waiting in the statutory notice period, waiting for an agreed date or the last \
     working minute, and waiting for the employee do not count. Counted in working time, only hours of the work \
     calendar count.",
);

/// Where one run's time went. All in whole minutes, rounded down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CycleTime {
    /// From the start to the end (or to `now`), on the wall clock.
    pub elapsed_minutes: i64,
    /// The part the firm controls, see [`CYCLE_TIME_DEFINITION`].
    pub firm_minutes: i64,
    /// The part of the rest in which only the employee's tasks were open.
    pub employee_minutes: i64,
    /// One entry per lane of the firm that had a task open.
    pub lanes: Vec<LaneTime>,
    /// The lane with the longest median: where to look first.
    #[cfg_attr(feature = "schema", schema(required))]
    pub bottleneck: Option<String>,
}

/// How long the tasks of a lane were open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LaneTime {
    /// Lane key.
    pub lane: String,
    /// Minutes each task was open, ascending.
    pub task_minutes: Vec<i64>,
    /// Their median; of two middle values the lower.
    pub median_minutes: i64,
}

/// Many runs together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CycleSummary {
    /// How many runs.
    pub runs: usize,
    /// The median of the time the firm controls; `None` without runs.
    #[cfg_attr(feature = "schema", schema(required))]
    pub median_firm_minutes: Option<i64>,
    /// All tasks of a lane over all runs.
    pub lanes: Vec<LaneTime>,
    /// The lane with the longest median.
    #[cfg_attr(feature = "schema", schema(required))]
    pub bottleneck: Option<String>,
}

/// Measures one run at `now`.
///
/// `working`: the spans that count (office hours of the work calendar), or `None` for the wall clock.
pub fn cycle_time(definition: &Definition, state: &State, working: Option<&[Span]>, now: Instant) -> CycleTime {
    let definition = &*state.whole(definition);
    let end = state.ended_at.unwrap_or(now).max(state.started_at);
    let working = working.map(|spans| union(spans.iter().map(|span| bounds(*span, end)).collect()));
    let counted = |spans: Vec<Bounds>| {
        let spans = union(spans);
        minutes(&working.as_ref().map_or_else(|| spans.clone(), |working| intersection(&spans, working)))
    };
    let mut firm = Vec::new();
    let mut employee = Vec::new();
    let mut lanes = Vec::new();
    for lane in &definition.lanes {
        let mut task_minutes = Vec::new();
        for task in definition.tasks.iter().filter(|task| task.lane == lane.key) {
            let open = state.tasks.get(&task.key).map(|entry| entry.open.as_slice()).unwrap_or_default();
            let open: Vec<Bounds> = open.iter().map(|span| bounds(*span, end)).collect();
            if lane.owner.is_firm() && !open.is_empty() {
                task_minutes.push(counted(open.clone()));
            }
            if lane.owner.is_firm() { &mut firm } else { &mut employee }.extend(open);
        }
        lanes.extend(lane_time(lane.key.clone(), task_minutes));
    }
    let firm_minutes = counted(firm.clone());
    employee.extend(firm);
    CycleTime {
        elapsed_minutes: minutes(&[(state.started_at.micros(), end.micros())]),
        firm_minutes,
        employee_minutes: counted(employee) - firm_minutes,
        bottleneck: slowest(&lanes),
        lanes,
    }
}

/// Puts many runs together.
pub fn summarise(runs: &[CycleTime]) -> CycleSummary {
    let mut order: Vec<&str> = Vec::new();
    for lane in runs.iter().flat_map(|run| &run.lanes) {
        if !order.contains(&lane.lane.as_str()) {
            order.push(&lane.lane);
        }
    }
    let of_lane = |key: &str| {
        let lanes = runs.iter().flat_map(|run| &run.lanes).filter(|lane| lane.lane == key);
        lane_time(key.to_owned(), lanes.flat_map(|lane| lane.task_minutes.iter().copied()).collect())
    };
    let lanes: Vec<LaneTime> = order.into_iter().filter_map(of_lane).collect();
    let mut firm: Vec<i64> = runs.iter().map(|run| run.firm_minutes).collect();
    firm.sort_unstable();
    CycleSummary { runs: runs.len(), median_firm_minutes: median(&firm), bottleneck: slowest(&lanes), lanes }
}

/// Microseconds `[from, until)`.
type Bounds = (i64, i64);

fn bounds(span: Span, end: Instant) -> Bounds {
    (span.from.micros(), span.until.unwrap_or(end).min(end).micros())
}

/// Sorted, disjoint, without empty pieces.
fn union(mut spans: Vec<Bounds>) -> Vec<Bounds> {
    spans.retain(|(from, until)| from < until);
    spans.sort_unstable();
    let mut merged: Vec<Bounds> = Vec::new();
    for (from, until) in spans {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => merged.push((from, until)),
        }
    }
    merged
}

/// What two unions share.
fn intersection(left: &[Bounds], right: &[Bounds]) -> Vec<Bounds> {
    let (mut i, mut j) = (0, 0);
    let mut shared = Vec::new();
    while let (Some(a), Some(b)) = (left.get(i), right.get(j)) {
        let (from, until) = (a.0.max(b.0), a.1.min(b.1));
        if from < until {
            shared.push((from, until));
        }
        if a.1 < b.1 { i += 1 } else { j += 1 }
    }
    shared
}

fn minutes(spans: &[Bounds]) -> i64 {
    spans.iter().map(|(from, until)| until - from).sum::<i64>() / 60_000_000
}

fn lane_time(lane: String, mut task_minutes: Vec<i64>) -> Option<LaneTime> {
    task_minutes.sort_unstable();
    let median_minutes = median(&task_minutes)?;
    Some(LaneTime { lane, task_minutes, median_minutes })
}

fn median(sorted: &[i64]) -> Option<i64> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

/// The first lane with the longest median.
fn slowest(lanes: &[LaneTime]) -> Option<String> {
    let longest = lanes.iter().map(|lane| lane.median_minutes).max().filter(|longest| *longest > 0)?;
    lanes.iter().find(|lane| lane.median_minutes == longest).map(|lane| lane.lane.clone())
}
