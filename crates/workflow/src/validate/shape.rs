//! Names, references, cycles, escalation: what any flow needs, whatever its purpose.

use std::collections::BTreeSet;

use super::Findings;
use crate::runtime::anchor_kind;
use crate::time::anchor;
use crate::{AnchorKind, Definition, Offset, Task, Text, graph};

pub(super) fn check(definition: &Definition, findings: &mut Findings) {
    names(definition, findings);
    anchors(definition, findings);
    for task in &definition.tasks {
        references(definition, task, findings);
        escalation(definition, task, findings);
    }
    order(definition, findings);
    unused(definition, findings);
}

/// Every key is well formed and given once; every title has both languages.
fn names(definition: &Definition, findings: &mut Findings) {
    let tasks = definition.tasks.iter().map(|task| ("tasks", &task.key, &task.title));
    let lanes = definition.lanes.iter().map(|lane| ("lanes", &lane.key, &lane.title));
    let stages = definition.stages.iter().map(|stage| ("stages", &stage.key, &stage.title));
    let facts = definition.facts.iter().map(|fact| ("facts", &fact.key, &fact.title));
    let anchors = definition.anchors.iter().map(|anchor| ("anchors", &anchor.key, &anchor.title));
    let own = std::iter::once(("definition", &definition.key, &definition.title));
    let mut seen = BTreeSet::new();
    for (list, key, title) in own.chain(tasks).chain(lanes).chain(stages).chain(facts).chain(anchors) {
        let task = (list == "tasks").then_some(key.as_str());
        if !seen.insert((list, key)) {
            let text =
                Text::new(format!("标识“{key}”重复，每个标识只能用一次。"), format!("The key {key} is used twice."));
            findings.error("duplicate_key", task, text);
        }
        let well_formed = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if key.is_empty() || !well_formed {
            let text = Text::new(
                format!("标识“{key}”只能由小写字母、数字和下划线组成。"),
                format!("The key {key:?} may hold only a-z, 0-9 and _."),
            );
            findings.error("bad_key", task, text);
        }
        if title.incomplete() {
            let text = Text::new(
                format!("“{key}”的中文或英文名称为空。"),
                format!("{key} has no title in one of the two languages."),
            );
            findings.error("missing_title", task, text);
        }
    }
    if definition.tasks.is_empty() {
        findings.error("no_tasks", None, Text::of("流程没有任何任务。", "The flow has no tasks."));
    }
    if definition.triggers.is_empty() {
        findings.error("no_trigger", None, Text::of("流程没有启动条件。", "Nothing may start the flow."));
    }
}

/// Well-known anchors keep their kind; `flow_start` is given, not declared.
fn anchors(definition: &Definition, findings: &mut Findings) {
    for declared in &definition.anchors {
        let expected = match declared.key.as_str() {
            anchor::LAST_WORKING_MINUTE => Some(AnchorKind::Instant),
            anchor::END_OF_EMPLOYMENT => Some(AnchorKind::Day),
            anchor::FLOW_START => None,
            _ => Some(declared.kind),
        };
        if expected != Some(declared.kind) {
            let text = Text::new(
                format!("时间基准“{}”是系统定义的，类型不能改变。", declared.key),
                format!("The anchor {} is defined by the system; its kind cannot change.", declared.key),
            );
            findings.error("reserved_anchor", None, text);
        }
    }
    if let Some(expires) = &definition.expires {
        offset(definition, None, expires, findings);
    }
}

fn references(definition: &Definition, task: &Task, findings: &mut Findings) {
    let key = Some(task.key.as_str());
    let mut unknown = |what_zh: &str, what_en: &str, name: &str| {
        let text = Text::new(
            format!("任务“{}”引用了不存在的{what_zh}“{name}”。", task.title.zh),
            format!("The task {} refers to {what_en} {name}, which does not exist.", task.key),
        );
        findings.error("unknown_reference", key, text);
    };
    if definition.lane(&task.lane).is_none() {
        unknown("泳道", "the lane", &task.lane);
    }
    if !definition.stages.iter().any(|stage| stage.key == task.stage) {
        unknown("阶段", "the stage", &task.stage);
    }
    for before in &task.after {
        if definition.task(before).is_none() {
            unknown("前置任务", "the task", before);
        }
    }
    if let Some(fact) = task.condition.as_ref().filter(|fact| !definition.facts.iter().any(|f| f.key == **fact)) {
        unknown("条件", "the condition", fact);
    }
    for used in [&task.starts, &task.due].into_iter().flatten() {
        offset(definition, Some(task), used, findings);
    }
}

fn offset(definition: &Definition, task: Option<&Task>, used: &Offset, findings: &mut Findings) {
    let key = task.map(|task| task.key.as_str());
    let counted =
        usize::from(used.days.is_some()) + usize::from(used.hours.is_some()) + usize::from(used.limit.is_some());
    if counted > 1 {
        let text = Text::of(
            "时间只能按天、按小时或按法定期限三者之一计算。",
            "A time is counted in days, in hours or by a statutory limit, not by two of them.",
        );
        findings.error("ambiguous_offset", key, text);
    }
    match anchor_kind(definition, &used.anchor) {
        None => {
            let text = Text::new(
                format!("时间基准“{}”不存在。", used.anchor),
                format!("The anchor {} does not exist.", used.anchor),
            );
            findings.error("unknown_reference", key, text);
        }
        Some(AnchorKind::Day) if used.hours.is_some() => {
            let text = Text::new(
                format!("“{}”是日期，只能按天计算。", used.anchor),
                format!("{} is a day; hours cannot be counted from it.", used.anchor),
            );
            findings.error("hours_from_a_day", key, text);
        }
        Some(_) => {}
    }
}

/// Whoever is late must be heard of.
fn escalation(definition: &Definition, task: &Task, findings: &mut Findings) {
    let key = Some(task.key.as_str());
    let firm = definition.owner(task).is_some_and(crate::Relation::is_firm);
    if task.escalation.is_empty() && firm {
        let text = Text::new(
            format!("任务“{}”超时后没有人会收到提醒，请添加升级规则。", task.title.zh),
            format!("Nobody hears of it when {} is late; add an escalation.", task.key),
        );
        if task.kind.is_statutory() {
            findings.error("missing_escalation", key, text);
        } else {
            findings.warning("missing_escalation", key, text);
        }
    }
    if task.due.is_none() && !task.escalation.is_empty() {
        let text = Text::new(
            format!("任务“{}”有升级规则但没有期限。", task.title.zh),
            format!("{} has an escalation but no deadline.", task.key),
        );
        findings.error("escalation_without_due", key, text);
    } else if task.due.is_none() && firm {
        let text = Text::new(format!("任务“{}”没有期限。", task.title.zh), format!("{} has no deadline.", task.key));
        findings.warning("missing_due", key, text);
    }
    if !task.escalation.is_sorted_by_key(|level| level.after_hours) {
        let text = Text::new(
            format!("任务“{}”的升级规则须按时间先后排列。", task.title.zh),
            format!("The escalation of {} must be in order of time.", task.key),
        );
        findings.error("escalation_order", key, text);
    }
}

/// No cycle, nothing that can never start, no edge that runs backward over the board.
fn order(definition: &Definition, findings: &mut Findings) {
    if let Some(cycle) = graph::cycle(definition) {
        let text = Text::new(
            format!("任务互相等待，永远无法开始：{}。", cycle.join("、")),
            format!("These tasks wait for each other for ever: {}.", cycle.join(", ")),
        );
        findings.error("cycle", cycle.first().copied(), text);
    }
    let hopeless = |task: &Task| {
        let missing = task.after.iter().any(|key| definition.task(key).is_none());
        let circular = graph::ancestors(definition, task).iter().any(|before| before.key == task.key);
        let timeless = task.starts.as_ref().is_some_and(|at| anchor_kind(definition, &at.anchor).is_none());
        missing || circular || timeless
    };
    let stage = |task: &Task| definition.stages.iter().position(|stage| stage.key == task.stage);
    for task in &definition.tasks {
        let ancestors = graph::ancestors(definition, task);
        if ancestors.iter().any(|before| before.key != task.key && hopeless(before)) {
            let text = Text::new(
                format!("任务“{}”永远不会开始：它的前置任务无法完成。", task.title.zh),
                format!("{} can never start: a task before it can never be done.", task.key),
            );
            findings.error("unreachable", Some(&task.key), text);
        }
        for before in task.after.iter().filter_map(|key| definition.task(key)) {
            if stage(before) > stage(task) {
                let text = Text::new(
                    format!("任务“{}”排在其前置任务“{}”之前的阶段。", task.title.zh, before.title.zh),
                    format!("{} stands in an earlier stage than {}, for which it waits.", task.key, before.key),
                );
                findings.warning("backward_edge", Some(&task.key), text);
            }
        }
    }
}

fn unused(definition: &Definition, findings: &mut Findings) {
    for lane in definition.lanes.iter().filter(|lane| !definition.tasks.iter().any(|task| task.lane == lane.key)) {
        let text =
            Text::new(format!("泳道“{}”没有任务。", lane.title.zh), format!("The lane {} has no tasks.", lane.key));
        findings.warning("unused", None, text);
    }
    for stage in definition.stages.iter().filter(|stage| !definition.tasks.iter().any(|task| task.stage == stage.key)) {
        let text =
            Text::new(format!("阶段“{}”没有任务。", stage.title.zh), format!("The stage {} has no tasks.", stage.key));
        findings.warning("unused", None, text);
    }
}
