//! Both sides of an import: what the file asks for, and what stands in the database afterwards.

use std::collections::BTreeMap;

use kernel::{Money, Problem, Record, Text};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Assignment, Compensation, Contract, Employment, LegalEntity, PerformanceResult};
use uuid::Uuid;

use super::bosses::Boss;
use super::check::Checked;
use super::mapping::PayPeriod;
use super::report::{Comparison, Report, Unit};
use super::write::Made;
use crate::Result;

/// Numbers of one side, by key.
type Side = BTreeMap<String, i64>;

fn add(side: &mut Side, key: &str, employer: Option<&str>, by: i64) {
    *side.entry(key.to_owned()).or_default() += by;
    if let Some(name) = employer {
        *side.entry(format!("{key}:{name}")).or_default() += by;
    }
}

/// What the file asks for, of the rows that go in.
fn expected(checked: &Checked) -> Side {
    let mut side = Side::new();
    for key in ["persons", "present", "exited", "pay_month", "managers", "results"] {
        side.insert(key.to_owned(), 0);
    }
    for (at, draft) in checked.drafts.iter().enumerate().filter(|(_, draft)| draft.goes_in()) {
        let employer = checked.employers[at].as_ref().map(super::employers::Employer::name);
        add(&mut side, "persons", employer, 1);
        add(&mut side, if draft.exit_on.is_some() { "exited" } else { "present" }, None, 1);
        if let Some(pay) = draft.pay {
            add(&mut side, "pay_month", employer, pay.fen());
        }
        let boss = match checked.bosses[at] {
            Some(Boss::Row(above)) => checked.drafts[above].goes_in(),
            Some(Boss::Person(_)) => true,
            None => false,
        };
        add(&mut side, "managers", None, i64::from(boss));
        add(&mut side, "results", None, i64::from(draft.score.is_some() && draft.reviewed_on.is_some()));
    }
    side
}

/// Rows whose manager stands in a row that does not go in.
pub(super) fn lost_managers(checked: &mut Checked) {
    let Checked { drafts, log, bosses, .. } = checked;
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.goes_in()) {
        if matches!(bosses[at], Some(Boss::Row(above)) if !drafts[above].goes_in()) {
            log.handled("manager_left_out", None, draft.row);
        }
    }
}

/// What stands in the database about the people whom this run made.
async fn found(work: &UnitOfWork, made: &Made) -> Result<Side> {
    let db = work.db();
    let mut side = Side::new();
    for key in ["persons", "present", "exited", "pay_month", "managers", "results"] {
        side.insert(key.to_owned(), 0);
    }
    let names: BTreeMap<Uuid, String> =
        Find::<LegalEntity>::new().all(&db).await?.into_iter().map(|row| (row.id, row.name)).collect();
    let mut people: Vec<Uuid> = made.people.values().map(|hired| hired.person_id.0).collect();
    // They were written in this order: whoever stands beside another is read with them.
    people.sort_unstable();
    for people in people.chunks(400) {
        let mut employers: BTreeMap<Uuid, &str> = BTreeMap::new();
        let find = Find::<Employment>::new().any(Employment::PERSON_ID, people.iter().copied());
        for row in find.known().all(&db).await? {
            let name = names.get(&row.legal_entity_id).map(String::as_str);
            employers.insert(row.employment_id, name.unwrap_or_default());
            add(&mut side, "persons", name, 1);
            add(&mut side, if row.valid_until.is_some() { "exited" } else { "present" }, None, 1);
        }
        let find = Find::<Compensation>::new().any(Compensation::PERSON_ID, people.iter().copied());
        for row in find.known().all(&db).await? {
            let store = work.store();
            let pay: Money = store
                .unseal(Compensation::META.name, Compensation::BASE_PAY, row.employment_id, &row.base_pay)?
                .into_exposed();
            add(&mut side, "pay_month", employers.get(&row.employment_id).copied(), pay.fen());
        }
        let find = Find::<Assignment>::new().any(Assignment::PERSON_ID, people.iter().copied());
        let managed = find.known().all(&db).await?.iter().filter(|row| row.manager_id.is_some()).count();
        add(&mut side, "managers", None, i64::try_from(managed).unwrap_or(i64::MAX));
        let find = Find::<PerformanceResult>::new().any(PerformanceResult::PERSON_ID, people.iter().copied());
        let results = find.known().count(&db).await?;
        add(&mut side, "results", None, results.cast_signed());
        // By employment: a fresh database has no statistics yet, and would rather walk through all that is known.
        let contracts = Find::<Contract>::new().any(Contract::EMPLOYMENT_ID, employers.keys().copied()).known();
        add(&mut side, "contracts", None, contracts.count(&db).await?.cast_signed());
    }
    Ok(side)
}

fn title(key: &str) -> Text {
    let (kind, employer) = key.split_once(':').unwrap_or((key, ""));
    let (zh, en) = match kind {
        "rows" => ("总行数", "Rows"),
        "persons" => ("导入人数", "People"),
        "present" => ("在职人数", "Employed"),
        "exited" => ("离职人数", "Left"),
        "pay_month" => ("月基本工资合计", "Monthly base pay in all"),
        "pay_file" => ("文件中的薪酬合计", "Pay in the file in all"),
        "managers" => ("已设汇报对象", "Managers set"),
        "managers_named" => ("汇报对象可找到", "Managers found"),
        "results" => ("绩效结果", "Performance results"),
        "contracts" => ("合同份数", "Contracts"),
        "set_legal_entities" => ("用人单位", "Employers"),
        "set_units" => ("部门（含变更）", "Units with their changes"),
        "set_persons" => ("人员", "People"),
        "set_employments" => ("用工记录", "Employments"),
        "set_assignments" => ("任职记录", "Assignments"),
        "set_contracts" => ("合同", "Contracts"),
        "set_pay" => ("薪酬记录", "Amounts of pay"),
        "set_leave_balances" => ("假期余额", "Leave balances"),
        "set_documents" => ("档案材料", "Documents"),
        "pay_sum" => ("月基本工资合计（全部记录）", "Base pay over all records"),
        "leave_sum" => ("假期余额合计（半天）", "Leave in all, in half days"),
        other => (other, other),
    };
    if employer.is_empty() {
        Text::new(zh, en)
    } else {
        Text::new(format!("{zh}（{employer}）"), format!("{en} ({employer})"))
    }
}

pub(super) fn line(key: &str, expected: Option<i64>, found: Option<i64>) -> Comparison {
    let unit = match key {
        "leave_sum" => Unit::HalfDays,
        key if key.starts_with("pay_") => Unit::Fen,
        _ => Unit::Count,
    };
    let agrees = expected.is_none() || found.is_none() || expected == found;
    Comparison { key: key.to_owned(), text: title(key), unit, expected, found, agrees }
}

/// The comparison before a run: one side only, but for what the file names and cannot be found.
pub(super) fn planned(checked: &Checked, period: PayPeriod) -> Vec<Comparison> {
    let side = expected(checked);
    let mut lines = vec![line("rows", Some(checked.drafts.len().try_into().unwrap_or(i64::MAX)), None)];
    lines.extend(side.iter().map(|(key, number)| line(key, Some(*number), None)));
    lines.extend(both(checked, period));
    lines
}

/// Numbers that a run does not change.
fn both(checked: &Checked, period: PayPeriod) -> Vec<Comparison> {
    let rows = || checked.drafts.iter().enumerate().filter(|(_, draft)| !draft.left_out);
    let named = rows().filter(|(_, draft)| draft.manager_no.is_some() || draft.manager_name.is_some()).count();
    let resolved = rows().filter(|(at, _)| checked.bosses[*at].is_some()).count();
    let number = |count: usize| Some(i64::try_from(count).unwrap_or(i64::MAX));
    let mut lines = vec![line("managers_named", number(named), number(resolved))];
    let in_file = checked.drafts.iter().filter(|draft| draft.goes_in()).filter_map(|draft| draft.pay_in_file);
    if period == PayPeriod::Year
        && let Ok(sum) = Money::try_sum(in_file)
    {
        lines.push(line("pay_file", Some(sum.fen()), None));
    }
    lines
}

/// What a run has to bring about, counted before it begins: a run lets go of each row once it is written.
pub(super) struct Asked {
    rows: i64,
    side: Side,
    lines: Vec<Comparison>,
}

impl Asked {
    pub(super) fn of(checked: &Checked, period: PayPeriod) -> Self {
        let rows = i64::try_from(checked.drafts.len()).unwrap_or(i64::MAX);
        Self { rows, side: expected(checked), lines: both(checked, period) }
    }
}

/// The comparison after a run, read back from the database. A difference is our own fault: nothing stays.
pub(super) async fn verified(work: &UnitOfWork, asked: Asked, made: &Made) -> Result<Vec<Comparison>> {
    let Asked { rows, side: asked, lines: both } = asked;
    let stands = found(work, made).await?;
    let mut lines = vec![line("rows", Some(rows), Some(rows))];
    for (key, number) in &stands {
        lines.push(line(key, asked.get(key).copied(), Some(*number)));
    }
    for (key, number) in asked.iter().filter(|(key, _)| !stands.contains_key(*key)) {
        lines.push(line(key, Some(*number), Some(0)));
    }
    if let Some(wrong) = lines.iter().find(|line| !line.agrees) {
        let problem = Problem::new(kernel::ErrorKind::Internal, "imports.verification_failed");
        return Err(problem.with("what", &wrong.text.en));
    }
    lines.extend(both);
    Ok(lines)
}

/// The report of a checked file.
pub(super) fn report(
    checked: &mut Checked,
    comparisons: Vec<Comparison>,
    made_at: kernel::Instant,
    (mapped, columns): (usize, usize),
) -> Report {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let findings = checked.log.listed().to_vec();
    let (drafts, log) = (&checked.drafts, &checked.log);
    let many =
        |wanted: &dyn Fn(&super::draft::Draft) -> bool| count(drafts.iter().filter(|draft| wanted(draft)).count());
    Report {
        made_at,
        rows: count(drafts.len()),
        clean_rows: many(&|draft| draft.goes_in() && !log.rows().contains(&draft.row)),
        warned_rows: many(&|draft| draft.goes_in() && log.rows().contains(&draft.row)),
        bad_rows: many(&|draft| draft.bad && !draft.left_out),
        left_out_rows: many(&|draft| draft.left_out),
        fixable_rows: count(log.fixable_rows()),
        columns_mapped: count(mapped),
        columns: count(columns),
        counts: log.counts(),
        findings,
        notes: log.notes(),
        comparisons,
        files: Vec::new(),
    }
}
