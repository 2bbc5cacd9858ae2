//! What personnel has under way on the last evening, as people of the story did it: a disciplinary case with its steps,
//! a field of the firm's own with values, certificates of skill, and a document that is lent out.

use std::collections::HashMap;

use access::Caller;
use chrono::{Days, Months};
use kernel::{Date, FieldClass, PersonId, Sensitive, Text};
use serde_json::{Map, Value};
use storage::query::Find;
use storage::rows::{Assignment, Employment, OrgUnit, WorkRule, WorkRuleAck};

use super::conduct::IN_FORCE;
use super::logins::caller;
use crate::approvals::{ApprovalsQuery, Decide, list_approvals};
use crate::conduct::{Hearing, NewDiscipline, UnionNotice, hear_discipline, open_discipline, tell_union};
use crate::custom_fields::{CustomKind, CustomRules, PutCustomField, put_custom_field, put_custom_values_in};
use crate::files::{AskFileLoan, ask_file_loan};
use crate::inbox::decide_approval;
use crate::qualifications::{PutQualification, add_qualification};
use crate::{App, Result};

pub(super) async fn play(app: &App, cast: &HashMap<&'static str, PersonId>, end: Date) -> Result<()> {
    let Some(hr) = caller(app, "han.xue").await? else { return Ok(()) };
    discipline(app, &hr, end).await?;
    cost_centres(app, &hr, end).await?;
    certificates(app, &hr, cast, end).await?;
    lend(app, &hr, cast).await
}

/// Late four times in a month, under a rule that was read before (Labour Contract Law art. 4 and 43): the person was
/// heard and the union told, so that the measure can be proposed.
async fn discipline(app: &App, hr: &Caller, end: Date) -> Result<()> {
    let rule = Find::<WorkRule>::new().eq(WorkRule::TITLE, IN_FORCE).eq(WorkRule::STATE, "published");
    let Some(rule) = rule.one(&app.db()).await? else { return Ok(()) };
    let Some(person_id) = somebody_who_read(app, rule.id, end).await? else { return Ok(()) };
    let case = NewDiscipline {
        person_id,
        work_rule_id: rule.id,
        clause: "第七条".to_owned(),
        measure: "warning".to_owned(),
        incident_on: end - Days::new(12),
        facts: Sensitive::new("本月第四次迟到，均超过三十分钟，未事先说明；附考勤记录四条。".to_owned()),
    };
    let id = open_discipline(app, hr, case).await?.id;
    let said = Sensitive::new("承认迟到，称近期照顾住院家人，愿意调整到岗时间。".to_owned());
    hear_discipline(app, hr, id, Hearing { day: end - Days::new(8), said }).await?;
    let answer = Some(Sensitive::new("知悉。建议考虑其家庭情况，从轻处理。".to_owned()));
    tell_union(app, hr, id, UnionNotice { day: end - Days::new(5), answer }).await?;
    Ok(())
}

/// The third by employee number of those who read the rule and are still there.
async fn somebody_who_read(app: &App, rule: uuid::Uuid, day: Date) -> Result<Option<PersonId>> {
    let read = Find::<WorkRuleAck>::new().eq(WorkRuleAck::WORK_RULE_ID, rule).all(&app.db()).await?;
    let there = Find::<Employment>::new().known().on(day).none(Employment::VALID_UNTIL);
    let there = there.any(Employment::PERSON_ID, read.iter().map(|ack| ack.person_id));
    let rows = there.ascending(Employment::EMPLOYEE_NO).all(&app.db()).await?;
    Ok(rows.get(2).map(|row| PersonId(row.person_id)))
}

/// A field that the firm added to employments, filled in for the functions of the group.
async fn cost_centres(app: &App, hr: &Caller, end: Date) -> Result<()> {
    let first_day = end - Months::new(6);
    let field = PutCustomField {
        record: "employment".to_owned(),
        code: "cost_centre".to_owned(),
        title: Text::of("成本中心", "Cost centre"),
        kind: CustomKind::Text,
        list: None,
        class: FieldClass::Employment,
        required: false,
        searchable: true,
        rules: CustomRules::default(),
        sort: 10,
        category: None,
        first_day: Some(first_day),
        last_day: None,
    };
    put_custom_field(app, hr, field).await?;
    let units = Find::<OrgUnit>::new().known().on(end).all(&app.db()).await?;
    let codes: HashMap<_, _> = units.into_iter().map(|unit| (unit.unit_id, unit.code)).collect();
    let posts = Find::<Assignment>::new().known().on(end).all(&app.db()).await?;
    let mut work = app.begin(hr, "put_custom_values", None).await?;
    let known_at = work.now();
    for post in posts {
        let Some(code) = codes.get(&post.unit_id).filter(|code| code.starts_with('F')) else { continue };
        let values = Map::from_iter([("cost_centre".to_owned(), Value::from(format!("CC-{code}")))]);
        let record = ("employment", post.employment_id);
        put_custom_values_in(app, &mut work, record, first_day.max(post.valid_from), known_at, &values).await?;
    }
    work.commit().await?;
    Ok(())
}

/// Who, what it certifies, who issued it, its number, months since and until.
type Certificate = (&'static str, &'static str, &'static str, &'static str, u32, Option<u32>);

const CERTIFICATES: [Certificate; 3] = [
    ("it", "信息安全工程师（中级）", "人力资源和社会保障部、工业和信息化部", "演示-2024-0417", 30, None),
    ("zhang", "内训师资格", "云程学院", "演示-NX-0032", 8, Some(28)),
    ("privacy", "法律职业资格", "司法部", "演示-A-1998", 180, None),
];

async fn certificates(app: &App, hr: &Caller, cast: &HashMap<&'static str, PersonId>, end: Date) -> Result<()> {
    for (role, title, issuer, number, since, until) in CERTIFICATES {
        let Some(person_id) = cast.get(role).copied() else { continue };
        let certificate = PutQualification {
            person_id,
            title: title.to_owned(),
            issuer: issuer.to_owned(),
            number: Some(Sensitive::new(number.to_owned())),
            issued_on: end - Months::new(since),
            expires_on: until.map(|months| end + Months::new(months)),
        };
        add_qualification(app, hr, certificate).await?;
    }
    Ok(())
}

/// The head of the business unit has borrowed the contract of a manager for two weeks.
async fn lend(app: &App, hr: &Caller, cast: &HashMap<&'static str, PersonId>) -> Result<()> {
    let (Some(owner), Some(manager)) = (caller(app, "luo.xiaolan").await?, cast.get("manager")) else {
        return Ok(());
    };
    let ask = AskFileLoan {
        person_id: Some(*manager),
        employee_no: None,
        full_name: None,
        file_id: None,
        category: Some("contract".to_owned()),
        reason: "核对岗位调整条款".to_owned(),
        days: 14,
    };
    let loan = ask_file_loan(app, &owner, ask).await?;
    let open = list_approvals(app, hr, ApprovalsQuery::default()).await?.items;
    if let Some(question) = open.iter().find(|question| question.about_id == loan.id.0) {
        decide_approval(app, hr, question.id, Decide { approve: true, reason: None }).await?;
    }
    Ok(())
}
