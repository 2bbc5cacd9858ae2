//! The law in the edges: what no editor may draw, whatever the firm would like.

use super::Findings;
use crate::article;
use crate::exit::PRE_OFFBOARDING_DAYS;
use crate::time::anchor;
use crate::{Definition, Kind, LegalLimits, Offset, Purpose, Task, Text, Trigger, graph};

pub(super) fn check(definition: &Definition, limits: &LegalLimits, findings: &mut Findings) {
    triggers(definition, findings);
    match definition.purpose {
        Purpose::Offboarding => {
            complete(definition, findings);
            for task in &definition.tasks {
                offboarding_task(definition, task, limits, findings);
            }
        }
        Purpose::PreOffboarding => pre_offboarding(definition, findings),
        Purpose::Objection | Purpose::General => outside_an_exit(definition, findings),
    }
}

fn triggers(definition: &Definition, findings: &mut Findings) {
    let exit = matches!(definition.purpose, Purpose::Offboarding | Purpose::PreOffboarding);
    for trigger in definition.triggers.iter().filter(|_| exit) {
        match (definition.purpose, trigger) {
            (_, Trigger::Score | Trigger::Alert) => {
                let text = Text::of(
                    "预测分数或预警不能启动离职流程，必须由人说明理由并有面谈或书面记录。",
                    "A score or an alert cannot start an exit; a person must, with a reason and a talk or statement on record.",
                );
                findings.unlawful("score_starts_exit", None, text, article::NO_DECISION_BY_SCORE);
            }
            (Purpose::Offboarding, Trigger::WrittenResignation | Trigger::WrittenAgreement)
            | (Purpose::PreOffboarding, Trigger::PersonWithReason) => {}
            (Purpose::Offboarding, _) => {
                let text = Text::of(
                    "离职办理只能由书面辞职或书面协商一致启动。",
                    "An offboarding starts with a written resignation or a written agreement only.",
                );
                findings.unlawful("exit_without_basis", None, text, article::AGREEMENT_OR_RESIGNATION);
            }
            _ => {
                let text = Text::of(
                    "离职预案只能由人说明理由后启动。",
                    "A pre-offboarding is opened by a person with a reason only.",
                );
                findings.error("wrong_trigger", None, text);
            }
        }
    }
}

/// An offboarding holds everything that the law asks for at the end.
fn complete(definition: &Definition, findings: &mut Findings) {
    let needed = [
        (Kind::Certificate, "签发离职证明", "issuing the certificate", article::AT_THE_END),
        (Kind::WagePayment, "付清工资", "paying the wages", article::WAGES_AT_THE_END),
        (Kind::Transfer, "社保与档案转移", "transferring file and social insurance", article::AT_THE_END),
        (Kind::HousingFund, "公积金封存", "reporting to the housing fund", article::HOUSING_FUND),
        (Kind::SeverancePayment, "支付经济补偿", "paying severance", article::SEVERANCE_AT_HANDOVER),
    ];
    for (kind, zh, en, article) in needed {
        if !definition.tasks.iter().any(|task| task.kind == kind) {
            let text = Text::new(format!("离职办理缺少“{zh}”任务。"), format!("The offboarding has no task for {en}."));
            findings.unlawful("statutory_task_missing", None, text, article);
        }
    }
}

fn offboarding_task(definition: &Definition, task: &Task, limits: &LegalLimits, findings: &mut Findings) {
    let most = |days: u32| i64::from(days);
    match task.kind {
        Kind::Certificate => {
            waits_for_nothing(task, limits, article::AT_THE_END, findings);
            if task.starts.is_none() {
                let text = Text::of(
                    "离职证明写明劳动关系已经结束，请设定开始时间，避免提前签发。",
                    "A certificate states an end that has come; give it a start, so that it is not issued before.",
                );
                findings.warning("certificate_without_start", Some(&task.key), text);
            }
        }
        Kind::WagePayment => waits_for_nothing(task, limits, article::WAGES_AT_THE_END, findings),
        Kind::SeverancePayment => severance(definition, task, findings),
        Kind::Transfer => {
            within(task, most(limits.file_transfer_days), limits, article::AT_THE_END, findings);
            waits_at_most_for_the_certificate(definition, task, article::AT_THE_END, findings);
        }
        Kind::HousingFund => {
            within(task, most(limits.housing_fund_days), limits, article::HOUSING_FUND, findings);
            waits_at_most_for_the_certificate(definition, task, article::HOUSING_FUND, findings);
        }
        Kind::Access => not_before_the_last_minute(task, findings),
        Kind::StatusChange => status_at_the_end(task, findings),
        _ => {}
    }
    let may_be_conditional = task.kind == Kind::SeverancePayment && task.condition.is_some();
    if task.kind.is_statutory() && (task.optional || (task.condition.is_some() && !may_be_conditional)) {
        let text = Text::new(
            format!("“{}”是法定义务，不能设为可选或附加条件。", task.title.zh),
            format!("{} is a duty by law; it can be neither optional nor conditional.", task.key),
        );
        findings.unlawful("statutory_task_optional", Some(&task.key), text, article::AT_THE_END);
    }
}

/// Certificate and wages: no predecessor, no hidden one behind a start, due on the last day.
fn waits_for_nothing(task: &Task, limits: &LegalLimits, article: Text, findings: &mut Findings) {
    let key = Some(task.key.as_str());
    if !task.after.is_empty() {
        let text = Text::new(
            format!("“{}”不得等待任何任务，请删除前置任务。", task.title.zh),
            format!("{} waits for nothing; remove what stands before it.", task.key),
        );
        findings.unlawful("must_wait_for_nothing", key, text, article.clone());
    }
    let late_start = |starts: &Offset| match starts.anchor.as_str() {
        anchor::END_OF_EMPLOYMENT => starts.whole_days(limits).unwrap_or(0) > 0,
        anchor::LAST_WORKING_MINUTE => {
            starts.whole_days(limits).unwrap_or(0) > 0 || starts.hours.is_some_and(|hours| hours > 0)
        }
        _ => true,
    };
    if task.starts.as_ref().is_some_and(late_start) {
        let text = Text::new(
            format!("“{}”最迟须在劳动关系结束当日开始办理。", task.title.zh),
            format!("{} must be possible on the last day of employment.", task.key),
        );
        findings.unlawful("starts_after_the_end", key, text, article.clone());
    }
    let on_the_last_day =
        |due: &Offset| due.anchor == anchor::END_OF_EMPLOYMENT && due.whole_days(limits).unwrap_or(0) == 0;
    if !task.due.as_ref().is_some_and(on_the_last_day) {
        let text = Text::new(
            format!("“{}”的期限须为劳动关系结束当日。", task.title.zh),
            format!("{} is due on the last day of employment.", task.key),
        );
        findings.unlawful("due_at_the_end", key, text, article);
    }
}

/// Severance may wait for the handover and for nothing else.
fn severance(definition: &Definition, task: &Task, findings: &mut Findings) {
    for before in graph::ancestors(definition, task).into_iter().filter(|before| !before.kind.is_handover()) {
        let text = Text::new(
            format!("支付经济补偿只能等待工作交接，不能等待“{}”。", before.title.zh),
            format!("Severance may wait for the handover only, not for {}.", before.key),
        );
        findings.unlawful("severance_waits_for_handover_only", Some(&task.key), text, article::SEVERANCE_AT_HANDOVER);
    }
}

/// A deadline counted from the last day, at most the statutory number of days after it.
fn within(task: &Task, most: i64, limits: &LegalLimits, article: Text, findings: &mut Findings) {
    let in_time = |due: &Offset| due.anchor == anchor::END_OF_EMPLOYMENT && due.whole_days(limits).unwrap_or(0) <= most;
    if !task.due.as_ref().is_some_and(in_time) {
        let text = Text::new(
            format!("“{}”须在劳动关系结束后 {most} 日内办结。", task.title.zh),
            format!("{} is due within {most} days after the last day of employment.", task.key),
        );
        findings.unlawful("later_than_the_law_allows", Some(&task.key), text, article.clone());
    }
    let in_time = |starts: &Offset| {
        let counted_from_the_end =
            matches!(starts.anchor.as_str(), anchor::END_OF_EMPLOYMENT | anchor::LAST_WORKING_MINUTE);
        counted_from_the_end
            && starts.hours.is_none_or(|hours| hours <= 0)
            && starts.whole_days(limits).unwrap_or(0) <= most
    };
    if !task.starts.as_ref().is_none_or(in_time) {
        let text = Text::new(
            format!("“{}”的开始时间晚于法定期限。", task.title.zh),
            format!("{} would start after the statutory period.", task.key),
        );
        findings.unlawful("later_than_the_law_allows", Some(&task.key), text, article);
    }
}

fn waits_at_most_for_the_certificate(definition: &Definition, task: &Task, article: Text, findings: &mut Findings) {
    for before in graph::ancestors(definition, task).into_iter().filter(|before| before.kind != Kind::Certificate) {
        let text = Text::new(
            format!("“{}”有法定期限，不能等待“{}”。", task.title.zh, before.title.zh),
            format!("{} has a statutory period; it cannot wait for {}.", task.key, before.key),
        );
        findings.unlawful("statutory_task_waits", Some(&task.key), text, article.clone());
    }
}

/// Access ends at the last working minute, never earlier: until then the contract is performed in full.
fn not_before_the_last_minute(task: &Task, findings: &mut Findings) {
    let in_time = |starts: &Offset| match starts.anchor.as_str() {
        anchor::LAST_WORKING_MINUTE => {
            starts.days.is_none_or(|days| days > 0) && starts.hours.is_none_or(|hours| hours >= 0)
        }
        anchor::END_OF_EMPLOYMENT => starts.limit.is_some() || starts.days.is_some_and(|days| days > 0),
        _ => false,
    };
    if !task.starts.as_ref().is_some_and(in_time) {
        let text = Text::new(
            format!("“{}”不得早于最后工作时刻。", task.title.zh),
            format!("{} must not happen before the last working minute.", task.key),
        );
        findings.unlawful("access_before_the_last_minute", Some(&task.key), text, article::PERFORM_IN_FULL);
    }
}

fn status_at_the_end(task: &Task, findings: &mut Findings) {
    let in_time = |starts: &Offset| {
        starts.anchor == anchor::END_OF_EMPLOYMENT && (starts.limit.is_some() || starts.days.unwrap_or(0) >= 0)
    };
    if !task.starts.as_ref().is_some_and(in_time) {
        let text = Text::new(
            format!("“{}”不得早于劳动关系结束日。", task.title.zh),
            format!("{} must not happen before the last day of employment.", task.key),
        );
        findings.unlawful("status_before_the_end", Some(&task.key), text, article::PERFORM_IN_FULL);
    }
}

/// Before a resignation or an agreement there is continuity work, and it ends by itself.
fn pre_offboarding(definition: &Definition, findings: &mut Findings) {
    for task in definition.tasks.iter().filter(|task| !task.kind.is_continuity()) {
        let text = Text::new(
            format!("离职预案只能安排工作延续事项；“{}”须等书面辞职或协商一致。", task.title.zh),
            format!("A pre-offboarding holds continuity work only; {} needs a resignation or an agreement.", task.key),
        );
        findings.unlawful("not_continuity_work", Some(&task.key), text, article::AGREEMENT_OR_RESIGNATION);
    }
    let short = |expires: &Offset| {
        let most = i64::from(PRE_OFFBOARDING_DAYS);
        let in_time = |counted: Option<i32>, most: i64| counted.is_some_and(|counted| i64::from(counted) <= most);
        // Counted in whole days the plan lives to the end of its last day, hence one day less.
        let short = in_time(expires.days, most - 1) || in_time(expires.hours, most * 24);
        expires.anchor == anchor::FLOW_START && expires.limit.is_none() && short
    };
    if !definition.expires.as_ref().is_some_and(short) {
        let text = Text::new(
            format!("离职预案须在启动后 {PRE_OFFBOARDING_DAYS} 日内自动失效。"),
            format!("A pre-offboarding expires within {PRE_OFFBOARDING_DAYS} days of its start."),
        );
        findings.error("must_expire", None, text);
    }
}

/// Exit work outside an exit flow would walk around everything above.
fn outside_an_exit(definition: &Definition, findings: &mut Findings) {
    let exit_work = |kind: Kind| {
        kind.is_statutory() || matches!(kind, Kind::Access | Kind::StatusChange | Kind::Settlement | Kind::Interview)
    };
    for task in definition.tasks.iter().filter(|task| exit_work(task.kind)) {
        let text = Text::new(
            format!("“{}”只能放在离职办理流程中。", task.title.zh),
            format!("{} belongs into an offboarding flow only.", task.key),
        );
        findings.unlawful("exit_work_elsewhere", Some(&task.key), text, article::AGREEMENT_OR_RESIGNATION);
    }
}
