//! The whole file at once: rows against each other, against the calendar and against what Renhe holds.

use std::collections::{BTreeMap, HashMap};

use documents::tables::{Notice, Sheet};
use kernel::Date;

use super::bosses::{self, Boss};
use super::draft::Draft;
use super::employers::{self, Employer};
use super::known::{Known, titled};
use super::mapping::{FutureHires, Mapping, Plan};
use super::read::Reader;
use super::report::{Fix, FixKind, Log, Severity, Spot};
use super::target::Target;
use super::texts::in_both;
use crate::App;

/// The file, checked.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) drafts: Vec<Draft>,
    pub(super) log: Log,
    /// Of each draft.
    pub(super) bosses: Vec<Option<Boss>>,
    /// Of each draft; none where the row is bad.
    pub(super) employers: Vec<Option<Employer>>,
}

/// What a check looks at.
pub(super) struct Scene<'a> {
    pub(super) app: &'a App,
    pub(super) sheet: &'a Sheet,
    pub(super) mapping: &'a Mapping,
    pub(super) known: &'a Known,
    pub(super) today: Date,
}

impl Scene<'_> {
    /// Where a finding about a draft stands.
    pub(super) fn spot<'b>(&'b self, draft: &'b Draft, target: Target, original: &'b str) -> Spot<'b> {
        Spot {
            row: draft.row,
            full_name: &draft.full_name,
            employee_no: &draft.employee_no,
            heading: self.mapping.column(target).map(|at| self.sheet.header[at].as_str()),
            target: Some(target),
            original,
        }
    }
}

/// Proposes a value.
pub(super) fn value(text: impl Into<String>) -> Fix {
    Fix { kind: FixKind::Value, value: text.into() }
}

/// Reads and compares everything. Nothing is written.
pub(super) fn check(app: &App, sheet: &Sheet, plan: &Plan, known: &Known) -> Checked {
    let today = app.today();
    let mapping = &plan.mapping;
    let scene = Scene { app, sheet, mapping, known, today };
    let mut log = Log::default();
    let reader = Reader::new(sheet, mapping, &plan.edits, known, today);
    let mut drafts = reader.drafts(&mut log);
    notices(sheet, &mut drafts, &scene, &mut log);
    let repeated = repeated_rows(&scene, &mut drafts, &mut log);
    numbers(&scene, &mut drafts, &repeated, &mut log);
    identities(&scene, &mut drafts, &repeated, &mut log);
    for draft in &mut drafts {
        days(&scene, draft, &mut log);
    }
    let employers = employers::find(&scene, &mut drafts, &mut log);
    let bosses = bosses::find(&scene, &drafts, &mut log);
    statements(&scene, &reader, &drafts, &employers, &mut log);
    Checked { drafts, log, bosses, employers }
}

/// What the reader of the file noticed.
fn notices(sheet: &Sheet, drafts: &mut [Draft], scene: &Scene<'_>, log: &mut Log) {
    let by_row: HashMap<u32, usize> = drafts.iter().enumerate().map(|(at, draft)| (draft.row, at)).collect();
    let join = |rows: &[u32]| rows.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    for notice in &sheet.notices {
        match notice {
            Notice::TitleRowsSkipped { rows } => log.say("notice_title_rows", None, join(rows)),
            Notice::HeaderUncertain { row } => log.say("notice_header", None, row.to_string()),
            Notice::HeaderEmpty { name, .. } | Notice::HeaderDuplicate { renamed: name, .. } => {
                log.say("notice_header", Some(name), name.clone());
            }
            Notice::HeaderRepeated { row } => {
                log.say("notice_header_repeated", None, row.to_string());
                log.handled("notice_header_repeated", None, *row);
            }
            Notice::MergedDown { first_row, last_row, .. } => {
                log.say("notice_merged", None, format!("{first_row}–{last_row}"));
            }
            Notice::EncodingUncertain { .. } => log.say("notice_encoding", None, ""),
            Notice::OtherSheets { sheets } => log.say("notice_sheets", None, sheets.join(", ")),
            Notice::RowTooLong { row, .. } => bad_row(*row, "row_too_long", &by_row, drafts, scene, log),
            Notice::CutOff { row } => bad_row(*row, "row_cut_off", &by_row, drafts, scene, log),
            Notice::DigitsLost { row, column } => lost_digits(*row, *column, &by_row, drafts, scene, log),
            Notice::FormulaWithoutValue { row, column } => {
                // The notice counts columns from 1.
                let target = scene.mapping.columns.get(column.saturating_sub(1)).and_then(|column| column.target);
                let Some(draft) = by_row.get(row).map(|at| &mut drafts[*at]) else { continue };
                if let Some(target) = target {
                    log.find(scene.spot(draft, target, ""), Severity::Error, "formula_without_value", "", None);
                    draft.bad = true;
                }
            }
        }
    }
}

/// A row that is wrong as a whole.
fn bad_row(row: u32, code: &str, by_row: &HashMap<u32, usize>, drafts: &mut [Draft], scene: &Scene<'_>, log: &mut Log) {
    if let Some(draft) = by_row.get(&row).map(|at| &mut drafts[*at]) {
        let spot = Spot { heading: None, target: None, ..scene.spot(draft, Target::FullName, "") };
        log.find(spot, Severity::Error, code, "", None);
        draft.bad = true;
    }
}

/// A spreadsheet keeps 15 digits: a longer number in a delicate column is wrong, not merely odd.
fn lost_digits(
    row: u32,
    column: usize,
    by_row: &HashMap<u32, usize>,
    drafts: &mut [Draft],
    scene: &Scene<'_>,
    log: &mut Log,
) {
    // The notice counts columns from 1.
    let target = scene.mapping.columns.get(column.saturating_sub(1)).and_then(|column| column.target);
    let Some(draft) = by_row.get(&row).map(|at| &mut drafts[*at]) else { return };
    match target {
        Some(Target::IdentityNumber) => draft.identity_number = None,
        Some(Target::BankAccount) => draft.bank_account = None,
        _ => return,
    }
    let target = target.unwrap_or(Target::IdentityNumber);
    log.find(scene.spot(draft, target, ""), Severity::Warning, "digits_lost", "", None);
}

/// Rows that say the same as an earlier one; the later ones are proposed to be left out.
fn repeated_rows(scene: &Scene<'_>, drafts: &mut [Draft], log: &mut Log) -> Vec<bool> {
    let mut seen: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut repeated = vec![false; drafts.len()];
    for at in 0..drafts.len() {
        if drafts[at].left_out {
            continue;
        }
        let alike = seen.entry(drafts[at].fingerprint()).or_default();
        let Some(first) = alike.iter().find(|own| drafts[**own].says_the_same(&drafts[at])).copied() else {
            alike.push(at);
            continue;
        };
        let (first, draft) = (drafts[first].row, &mut drafts[at]);
        let spot = Spot { heading: None, target: None, ..scene.spot(draft, Target::FullName, "") };
        let fix = Fix { kind: FixKind::LeaveOut, value: String::new() };
        log.find(spot, Severity::Error, "row_repeated", &first.to_string(), Some(fix));
        (draft.bad, repeated[at]) = (true, true);
    }
    repeated
}

/// `YC0042` is the prefix `YC` and four digits.
fn pattern(number: &str) -> Option<(&str, usize, u64)> {
    let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (prefix, tail) = number.split_at(number.len() - digits);
    Some((prefix, digits, tail.parse().ok()?))
}

/// The next free numbers of each pattern.
struct NextNumbers<'a>(BTreeMap<(&'a str, usize), u64>);

impl<'a> NextNumbers<'a> {
    fn new(numbers: impl Iterator<Item = &'a str>) -> Self {
        let mut highest = BTreeMap::new();
        for (prefix, digits, count) in numbers.filter_map(pattern) {
            let entry = highest.entry((prefix, digits)).or_insert(0);
            *entry = count.max(*entry);
        }
        Self(highest)
    }

    fn after(&mut self, prefix: &str, digits: usize) -> Option<String> {
        let (_, count) = self.0.iter_mut().find(|((own, width), _)| *own == prefix && *width == digits)?;
        *count += 1;
        Some(format!("{prefix}{count:0digits$}"))
    }

    /// The usual pattern of the file, for a row without a number.
    fn usual(numbers: &[String]) -> Option<(String, usize)> {
        let mut counts: BTreeMap<(&str, usize), usize> = BTreeMap::new();
        for (prefix, digits, _) in numbers.iter().filter_map(|number| pattern(number)) {
            *counts.entry((prefix, digits)).or_default() += 1;
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count)?;
        Some((most.0.0.to_owned(), most.0.1))
    }
}

/// Every row that shares a number is wrong until somebody decides which one keeps it.
fn numbers(scene: &Scene<'_>, drafts: &mut [Draft], repeated: &[bool], log: &mut Log) {
    let all: Vec<String> = drafts.iter().map(|draft| draft.employee_no.clone()).collect();
    let taken = scene.known.numbers.keys();
    let mut next = NextNumbers::new(all.iter().chain(taken).map(String::as_str));
    let usual = NextNumbers::usual(&all);
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, number) in all.iter().enumerate().filter(|(at, _)| !repeated[*at] && !drafts[*at].left_out) {
        groups.entry(number).or_default().push(at);
    }
    for (number, members) in groups {
        let shared = members.len() > 1;
        for (order, at) in members.iter().enumerate() {
            let (code, fix, other) = if number.is_empty() {
                let fix = usual.as_ref().and_then(|(prefix, digits)| next.after(prefix, *digits));
                ("employee_no_missing", fix, String::new())
            } else if scene.known.numbers.contains_key(number) {
                ("employee_no_taken", None, String::new())
            } else if shared {
                let fix = (order > 0).then(|| pattern(number)).flatten();
                let fix = fix.and_then(|(prefix, digits, _)| next.after(prefix, digits));
                let other = members.iter().find(|other| *other != at).map_or(0, |other| drafts[*other].row);
                ("employee_no_repeated", fix, other.to_string())
            } else {
                continue;
            };
            log.find(
                scene.spot(&drafts[*at], Target::EmployeeNo, number),
                Severity::Error,
                code,
                &other,
                fix.map(value),
            );
            drafts[*at].bad = true;
        }
    }
}

fn identities(scene: &Scene<'_>, drafts: &mut [Draft], repeated: &[bool], log: &mut Log) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(at, draft)| !repeated[*at] && !draft.left_out) {
        if let Some(number) = &draft.identity_number {
            groups.entry(number.clone()).or_default().push(at);
        }
    }
    for (number, members) in groups {
        let blind = scene.app.store().blind("person.identity_number", &number);
        let known = scene.known.identities.contains(&blind);
        if !known && members.len() < 2 {
            continue;
        }
        for at in &members {
            let other = members.iter().find(|other| *other != at).map_or(0, |other| drafts[*other].row);
            let code = if known { "identity_known" } else { "identity_repeated" };
            let spot = scene.spot(&drafts[*at], Target::IdentityNumber, &number);
            log.find(spot, Severity::Error, code, &other.to_string(), None);
            drafts[*at].bad = true;
        }
    }
}

/// The days of one row against each other and against today.
fn days(scene: &Scene<'_>, draft: &mut Draft, log: &mut Log) {
    let Some(hired) = draft.hired_on else { return };
    if draft.exit_on.is_some_and(|exit| exit < hired) {
        let exit = draft.exit_on.map(|day| day.to_string()).unwrap_or_default();
        log.find(
            scene.spot(draft, Target::ExitDate, &exit),
            Severity::Error,
            "exit_before_hire",
            &hired.to_string(),
            None,
        );
        draft.bad = true;
    }
    let left = draft.status.as_deref() == Some("left");
    let gone = draft.exit_on.is_some_and(|exit| exit <= scene.today);
    let no_exit = draft.exit_on.is_none() && !log.has_bad_exit(draft.row);
    if left && no_exit {
        log.find(scene.spot(draft, Target::ExitDate, ""), Severity::Error, "exit_missing", "", None);
        draft.bad = true;
    }
    if !left && draft.status.is_some() && gone {
        let exit = draft.exit_on.map(|day| day.to_string()).unwrap_or_default();
        log.find(scene.spot(draft, Target::ExitDate, &exit), Severity::Warning, "status_contradicts_exit", "", None);
    }
    contract(scene, draft, hired, log);
    if draft.exit_on.is_some_and(|exit| exit > scene.today) {
        draft.exit_on = None;
        log.handled("exit_not_yet", None, draft.row);
    }
    if draft.exit_on.is_none() {
        (draft.exit_ground, draft.exit_reason) = (None, None);
    }
    if hired > scene.today && scene.mapping.defaults.future_hires == FutureHires::LeaveOut && !draft.bad {
        draft.left_out = true;
        log.handled("hire_not_yet", None, draft.row);
    }
    review(scene, draft, log);
}

fn contract(scene: &Scene<'_>, draft: &mut Draft, hired: Date, log: &mut Log) {
    if let Some(first) = draft.contract_first.filter(|first| *first < hired) {
        let text = hired.to_string();
        let fix = Some(value(first.to_string()));
        let severity = if hired > scene.today { Severity::Error } else { Severity::Warning };
        log.find(scene.spot(draft, Target::HiredOn, &text), severity, "hire_after_contract", &first.to_string(), fix);
        draft.bad |= severity == Severity::Error;
        // A contract cannot be in force before the employment; the hire date holds unless it is mended.
        draft.contract_first = Some(hired);
    }
    let first = draft.contract_first.unwrap_or(hired);
    if draft.contract_last.is_some_and(|last| last < first) {
        let last = draft.contract_last.map(|day| day.to_string()).unwrap_or_default();
        log.find(scene.spot(draft, Target::ContractLastDay, &last), Severity::Warning, "contract_order", "", None);
        draft.contract_broken = true;
    }
    if draft.contract_kind.as_deref() == Some("fixed_term") && draft.contract_last.is_none() {
        let spot = scene.spot(draft, Target::ContractLastDay, "");
        log.find(spot, Severity::Warning, "contract_last_missing", "", None);
        draft.contract_broken = true;
    }
}

fn review(scene: &Scene<'_>, draft: &mut Draft, log: &mut Log) {
    if draft.score.is_none() {
        return;
    }
    match draft.reviewed_on {
        None => {
            let spot = scene.spot(draft, Target::PerformanceDay, "");
            log.find(spot, Severity::Warning, "performance_without_day", "", None);
            draft.score = None;
        }
        Some(day) if day > scene.today => {
            log.handled("review_not_yet", None, draft.row);
            draft.score = None;
        }
        Some(_) => {}
    }
}

/// What holds for the whole file and stands nowhere in it.
fn statements(scene: &Scene<'_>, reader: &Reader<'_>, drafts: &[Draft], employers: &[Option<Employer>], log: &mut Log) {
    let (mapping, defaults) = (scene.mapping, &scene.mapping.defaults);
    let lacks = |target| mapping.column(target).is_none();
    if lacks(Target::LegalEntity) {
        log.say("legal_entity_default", None, defaults.legal_entity.clone());
    }
    let created = employers::created(employers);
    if !created.is_empty() {
        log.say("legal_entity_created", None, created.join("、"));
    }
    log.say("unit_root", None, defaults.unit_root.clone());
    let texts = [
        (Target::Position, &defaults.position),
        (Target::Place, &defaults.place),
        (Target::EmploymentKind, &defaults.employment_kind),
        (Target::WorkingTime, &defaults.working_time),
    ];
    for (target, default) in texts {
        if lacks(target) {
            log.say("default_used", Some(target.key()), titled(&scene.known.catalogue, target.key(), default));
        }
    }
    if lacks(Target::ContractKind) && lacks(Target::ContractLastDay) {
        log.say("contract_default", None, titled(&scene.known.catalogue, "contract_kind", &defaults.contract_kind));
    }
    if drafts.iter().any(|draft| draft.pay.is_some()) {
        let yearly = defaults.pay_period == super::mapping::PayPeriod::Year;
        let (zh, en) = if yearly { ("年", "yearly") } else { ("月", "monthly") };
        log.say("pay_period", None, in_both(zh, en));
        log.say("currency", None, "");
    }
    if drafts.iter().any(|draft| draft.score.is_some()) {
        log.say("performance_period", None, "");
        if reader.score_factor() > 1 {
            log.say("performance_scale", None, reader.score_factor().to_string());
        }
    }
    log.say_knowledge(defaults, scene.today);
    log.say("undated", None, "");
}
