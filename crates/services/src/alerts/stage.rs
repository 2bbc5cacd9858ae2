//! The demo group has passed the gates, and its model has spoken.

use access::Caller;
use kernel::{Month, PersonId};
use storage::query::Find;
use storage::rows::Alert;

use super::raise::raise_alerts;
use crate::insights::{score_month, train_now};
use crate::privacy::{ApproveGate, GateKind, approve_gate};
use crate::{App, Result};

/// Passes the gates, trains, scores the last month and raises its alerts. Returns whether one is about `person`.
pub async fn prepare_demo(app: &App, person: PersonId) -> Result<bool> {
    let caller = Caller::system();
    for (gate, evidence) in [
        (
            GateKind::WorkRuleAcknowledged,
            "《员工留任支持办法》2026-06-01 经职工代表大会讨论并公示，员工确认率 100%（演示数据）",
        ),
        (GateKind::NoticeGiven, "《个人信息处理告知书》2026 年第 3 版，2026-06-15 送达全体员工（演示数据）"),
        (GateKind::ImpactAssessmentApproved, "影响评估 PIA-2026-07，2026-07-15 经个人信息保护负责人批准（演示数据）"),
    ] {
        let input = ApproveGate { evidence: evidence.to_owned(), first_day: None, last_day: None };
        approve_gate(app, &caller, gate, input).await?;
    }
    train_now(app).await?;
    let month = Month::of(app.today()).plus(-1);
    score_month(app, Some(month)).await?;
    raise_alerts(app, month).await?;
    let alert = Find::<Alert>::new().eq(Alert::PERSON_ID, person.0).one(&app.db()).await?;
    Ok(alert.is_some())
}
