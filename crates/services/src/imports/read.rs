//! Rows of the file to drafts: every cell is read, nothing is compared yet.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Days, Months};
use documents::amounts::{self, PerTime};
use documents::dates::{DateError, DateHint, Inference, Order, ParsedDate, guess_column, parse_loose};
use documents::identifiers;
use documents::tables::{Cell, Row, Sheet};
use kernel::{Date, Money};
use storage::rows::CatalogueItem;

use super::draft::Draft;
use super::guess::{kind, number};
use super::known::{Known, titled};
use super::mapping::{Edit, Mapping, PayPeriod, is};
use super::report::{Fix, FixKind, Log, Severity, Spot};
use super::target::Target;
use super::words::{Dictionary, fold_word, is_nothing};
use crate::custom_fields::{CustomFieldView, is_plain, read_text};

/// Reads rows under a mapping.
pub(super) struct Reader<'a> {
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    columns: BTreeMap<Target, usize>,
    edits: HashMap<(u32, &'a str), &'a str>,
    left_out: HashSet<u32>,
    hints: BTreeMap<Target, DateHint>,
    words: BTreeMap<Target, Dictionary>,
    score_factor: i64,
    catalogue: &'a [CatalogueItem],
    /// Column, place among the known fields of the firm, and the field.
    custom: Vec<(usize, usize, &'a CustomFieldView)>,
    today: Date,
}

/// The spot of one cell in one row.
pub(super) struct At<'a> {
    pub(super) row: &'a Row,
    pub(super) who: (&'a str, &'a str),
    pub(super) target: Target,
}

fn own_columns<'a>(mapping: &Mapping, known: &'a [CustomFieldView]) -> Vec<(usize, usize, &'a CustomFieldView)> {
    let columns = mapping.columns.iter().enumerate().filter_map(|(at, column)| {
        let key = column.custom.as_ref()?;
        let place = known.iter().position(|field| is(field, key))?;
        Some((at, place, &known[place]))
    });
    columns.collect()
}

impl<'a> Reader<'a> {
    /// Prepares: what a column says about its days, which words stand for which codes.
    pub(super) fn new(
        sheet: &'a Sheet,
        mapping: &'a Mapping,
        edits: &'a [Edit],
        known: &'a Known,
        today: Date,
    ) -> Self {
        let catalogue = known.catalogue.as_slice();
        let columns: BTreeMap<Target, usize> =
            mapping.columns.iter().enumerate().filter_map(|(at, column)| Some((column.target?, at))).collect();
        let hints = columns.iter().filter(|(target, _)| target.is_day()).map(|(target, at)| {
            let mut hint = guess_column(sheet.texts(*at).map(|(_, text)| text), kind(*target), today).hint();
            if let Some(order) = mapping.columns[*at].day_order {
                hint.order = Some(order.into());
            }
            (*target, hint)
        });
        let words = Target::ALL.iter().map(|target| {
            let items = catalogue.iter().filter(|item| Some(item.kind.as_str()) == target.catalogue());
            let items = items.map(|item| (item.code.as_str(), item.title_zh.as_str(), item.title_en.as_str()));
            (*target, Dictionary::new(*target, items, mapping.values.get(target.key())))
        });
        let filled = |edit: &&'a Edit| edit.heading.is_some();
        Self {
            hints: hints.collect(),
            words: words.collect(),
            edits: edits
                .iter()
                .filter(filled)
                .map(|edit| ((edit.row, edit.heading.as_deref().unwrap_or_default()), edit.value.as_str()))
                .collect(),
            left_out: edits.iter().filter(|edit| edit.heading.is_none()).map(|edit| edit.row).collect(),
            score_factor: score_factor(sheet, columns.get(&Target::Performance).copied()),
            sheet,
            custom: own_columns(mapping, &known.custom),
            today,
            mapping,
            columns,
            catalogue,
        }
    }

    /// The factor that brings scores to a scale of 100.
    pub(super) const fn score_factor(&self) -> i64 {
        self.score_factor
    }

    /// All rows.
    pub(super) fn drafts(&self, log: &mut Log) -> Vec<Draft> {
        self.sheet.rows.iter().map(|row| self.draft(row, log)).collect()
    }

    fn draft(&self, row: &Row, log: &mut Log) -> Draft {
        let name = self.name(row, log);
        let employee_no = self.employee_no(row, log);
        let who = (name.as_str(), employee_no.as_str());
        let at = |target| At { row, who, target };
        let before = log.errors();
        let mut draft = Draft {
            row: row.number,
            identity_number: self.identity(&at(Target::IdentityNumber), log),
            phone: self.phone(&at(Target::Phone), log),
            email: self.email(&at(Target::Email), log),
            bank_account: self.text(row, Target::BankAccount, log).map(|text| compact(&text)),
            birth_date: self.day(&at(Target::BirthDate), Severity::Warning, log),
            sex: self.code(&at(Target::Sex), None, log),
            legal_entity: self.text(row, Target::LegalEntity, log),
            units: self.units(&at(Target::UnitPath), log),
            position: self.text(row, Target::Position, log),
            job_level: self.text(row, Target::JobLevel, log),
            manager_no: self.text(row, Target::ManagerNo, log).map(|text| number(&text)),
            manager_name: self.text(row, Target::ManagerName, log),
            place: self.place(&at(Target::Place), log),
            kind: self.code(&at(Target::EmploymentKind), Some(&self.mapping.defaults.employment_kind), log),
            working_time: self.code(&at(Target::WorkingTime), Some(&self.mapping.defaults.working_time), log),
            hired_on: self.day(&at(Target::HiredOn), Severity::Error, log),
            status: self.code(&at(Target::EmploymentStatus), None, log),
            exit_on: self.day(&at(Target::ExitDate), Severity::Error, log),
            exit_reason: self.exit_reason(&at(Target::ExitReason), log),
            contract_kind: self.code(&at(Target::ContractKind), None, log),
            contract_first: self.day(&at(Target::ContractFirstDay), Severity::Warning, log),
            contract_last: self.day(&at(Target::ContractLastDay), Severity::Warning, log),
            reviewed_on: self.day(&at(Target::PerformanceDay), Severity::Warning, log),
            score: self.score(&at(Target::Performance), log),
            left_out: self.left_out.contains(&row.number),
            ..Draft::default()
        };
        draft.exit_ground = self.exit_ground(&at(Target::ExitGround), log);
        draft.probation_last_day = self.probation(&at(Target::ProbationEnd), draft.hired_on, log);
        (draft.pay, draft.pay_in_file) = self.pay(&at(Target::BasePay), log);
        self.required(&at(Target::FullName), draft.hired_on.is_none(), log);
        draft.bad = log.errors() > before;
        draft.custom = self.custom(row, who, log);
        (draft.full_name, draft.employee_no) = (name, employee_no);
        draft
    }

    /// Values of the firm's own fields. What is no value is named and left out.
    fn custom(&self, row: &Row, (full_name, employee_no): (&str, &str), log: &mut Log) -> Vec<(usize, String)> {
        let mut values = Vec::new();
        for (column, place, field) in &self.custom {
            let heading = self.sheet.header[*column].as_str();
            let mended = self.edits.get(&(row.number, heading)).copied();
            let Some(original) = mended.or_else(|| row.cells.get(*column).map(Cell::text)) else { continue };
            if is_nothing(original) {
                continue;
            }
            let list = field.list.as_deref().unwrap_or_default();
            let items = self.catalogue.iter().filter(|item| item.kind == list);
            let names =
                items.flat_map(|item| [&item.title_zh, &item.title_en].map(|name| (name.as_str(), &*item.code)));
            if let Some(text) = read_text(field, original, self.today, names) {
                values.push((*place, text));
                continue;
            }
            let original = if is_plain(field.class) { original } else { "" };
            let spot = Spot { row: row.number, full_name, employee_no, heading: Some(heading), target: None, original };
            log.find(spot, Severity::Warning, "custom_form", &field.title.zh, None);
        }
        values
    }

    /// Findings for a name or a first day that is not there. A number that is not there is compared with the others.
    fn required(&self, at: &At<'_>, no_hire: bool, log: &mut Log) {
        if at.who.0.is_empty() {
            self.find(at, (Severity::Error, "name_missing"), "", None, log);
        }
        let hired = At { row: at.row, who: at.who, target: Target::HiredOn };
        if no_hire && self.raw(at.row, Target::HiredOn).is_none_or(is_nothing) {
            self.find(&hired, (Severity::Error, "hired_on_missing"), "", None, log);
        }
    }

    pub(super) fn find(
        &self,
        at: &At<'_>,
        (severity, code): (Severity, &str),
        detail: &str,
        fix: Option<String>,
        log: &mut Log,
    ) {
        log.find(self.spot(at), severity, code, detail, fix.map(|value| Fix { kind: FixKind::Value, value }));
    }

    pub(super) fn spot<'b>(&'b self, at: &'b At<'b>) -> Spot<'b> {
        let heading = self.columns.get(&at.target).map(|column| self.sheet.header[*column].as_str());
        Spot {
            row: at.row.number,
            full_name: at.who.0,
            employee_no: at.who.1,
            heading,
            target: Some(at.target),
            original: self.raw(at.row, at.target).unwrap_or_default(),
        }
    }

    /// The mended text of a cell, or what stands in the file.
    pub(super) fn raw<'b>(&'b self, row: &'b Row, target: Target) -> Option<&'b str> {
        let column = *self.columns.get(&target)?;
        let heading = self.sheet.header[column].as_str();
        let mended = if self.edits.is_empty() { None } else { self.edits.get(&(row.number, heading)).copied() };
        mended.or_else(|| row.cells.get(column).map(Cell::text))
    }

    /// The text freed of padding; `None` when there is nothing.
    pub(super) fn text(&self, row: &Row, target: Target, log: &mut Log) -> Option<String> {
        let raw = self.raw(row, target)?;
        let column = *self.columns.get(&target)?;
        let heading = Some(self.sheet.header[column].as_str());
        if matches!(row.cells.get(column), Some(Cell::Error(own)) if **own == *raw) {
            let at = At { row, who: ("", ""), target };
            self.find(&at, (Severity::Warning, "cell_error"), "", None, log);
            return None;
        }
        if is_nothing(raw) {
            return None;
        }
        if row.is_formula(column) {
            log.handled("formula", heading, row.number);
        }
        let folded = if target == Target::LegalEntity { fold_name(raw) } else { documents::fold(raw) };
        let clean = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        if clean != raw {
            log.handled("trimmed", heading, row.number);
        }
        Some(clean)
    }

    /// Chinese names lose the blanks inside, others keep single ones.
    pub(super) fn name(&self, row: &Row, log: &mut Log) -> String {
        let name = self.text(row, Target::FullName, log).unwrap_or_default();
        let chinese = name.chars().all(|c| c == ' ' || ('\u{3400}'..='\u{9fff}').contains(&c));
        if chinese { name.replace(' ', "") } else { name }
    }

    pub(super) fn employee_no(&self, row: &Row, log: &mut Log) -> String {
        let text = self.text(row, Target::EmployeeNo, log).unwrap_or_default();
        let clean = number(&text);
        if clean != text {
            log.handled("number_cleaned", None, row.number);
        }
        clean
    }

    pub(super) fn identity(&self, at: &At<'_>, log: &mut Log) -> Option<String> {
        let text = self.text(at.row, Target::IdentityNumber, log)?;
        let letters_first = text.chars().next().is_some_and(char::is_alphabetic);
        // Passports and permits have other forms; they are kept as they stand.
        if letters_first && text.chars().count() <= 12 {
            return Some(compact(&text).to_uppercase());
        }
        match identifiers::identity_number(&text) {
            Ok(number) => Some(number),
            Err(error) => {
                let detail = text.chars().count().to_string();
                self.find(at, (Severity::Warning, error.code()), &detail, None, log);
                None
            }
        }
    }

    pub(super) fn phone(&self, at: &At<'_>, log: &mut Log) -> Option<String> {
        let text = self.text(at.row, Target::Phone, log)?;
        if let Ok(phone) = identifiers::phone(&number(&text)) {
            return Some(phone);
        }
        self.find(at, (Severity::Warning, "phone_form"), "", None, log);
        None
    }

    pub(super) fn email(&self, at: &At<'_>, log: &mut Log) -> Option<String> {
        let text = self.text(at.row, Target::Email, log)?;
        if let Ok(email) = identifiers::email(&text) {
            return Some(email);
        }
        self.find(at, (Severity::Warning, "email_form"), "", None, log);
        None
    }

    /// A word of a list; unknown words take the default, or nothing where there is none.
    pub(super) fn code(&self, at: &At<'_>, default: Option<&str>, log: &mut Log) -> Option<String> {
        let text = self.text(at.row, at.target, log)?;
        if let Some(code) = self.words.get(&at.target).and_then(|words| words.find(&text)) {
            return Some(code.to_owned());
        }
        match default {
            Some(default) => {
                let titled = titled(self.catalogue, at.target.key(), default);
                self.find(at, (Severity::Warning, "code_unknown"), &titled, None, log);
            }
            None => self.find(at, (Severity::Warning, "word_unknown"), "", None, log),
        }
        None
    }

    /// The column of the kind of exit, else what the status says about it: `Voluntarily Terminated`.
    fn exit_ground(&self, at: &At<'_>, log: &mut Log) -> Option<String> {
        if self.columns.contains_key(&Target::ExitGround) {
            return self.code(at, None, log);
        }
        let status = self.raw(at.row, Target::EmploymentStatus)?;
        self.words.get(&Target::ExitGround)?.find(status).map(str::to_owned)
    }

    /// Reasons without a code of their own are kept as `other`, without their text.
    pub(super) fn exit_reason(&self, at: &At<'_>, log: &mut Log) -> Option<String> {
        let text = self.text(at.row, Target::ExitReason, log)?;
        let found = self.words.get(&Target::ExitReason).and_then(|words| words.find(&text));
        if found.is_none_or(|code| code == "other" && fold_word(&text) != "other" && text != "其他") {
            log.handled("exit_reason_generalised", None, at.row.number);
        }
        Some(found.unwrap_or("other").to_owned())
    }

    pub(super) fn place(&self, at: &At<'_>, log: &mut Log) -> Option<String> {
        let text = self.text(at.row, Target::Place, log)?;
        let mapped = self.words.get(&Target::Place).and_then(|words| words.find(&text));
        let known = law::Parameters::builtin().and_then(|law| law.place(mapped.unwrap_or(&text)));
        if let Ok(place) = known {
            return Some(place.code().to_owned());
        }
        let titled = titled(self.catalogue, at.target.key(), &self.mapping.defaults.place);
        self.find(at, (Severity::Warning, "place_unknown"), &titled, None, log);
        None
    }

    fn units(&self, at: &At<'_>, log: &mut Log) -> Vec<String> {
        let levels = [Target::UnitPath, Target::Unit1, Target::Unit2, Target::Unit3];
        let texts: Vec<String> = levels.into_iter().filter_map(|target| self.text(at.row, target, log)).collect();
        if texts.is_empty() {
            self.find(at, (Severity::Warning, "unit_missing"), "", None, log);
        }
        let separator = self.mapping.defaults.unit_separator.as_deref().filter(|text| !text.is_empty());
        let mut units: Vec<String> = match separator {
            None => texts,
            Some(separator) => {
                let parts = texts.iter().flat_map(|text| text.split(separator));
                parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
            }
        };
        // Many paths begin with the top unit itself.
        if units.first() == Some(&self.mapping.defaults.unit_root) {
            units.remove(0);
        }
        units
    }

    pub(super) fn day(&self, at: &At<'_>, severity: Severity, log: &mut Log) -> Option<Date> {
        let hint = *self.hints.get(&at.target)?;
        let raw = self.raw(at.row, at.target).filter(|text| !is_nothing(text))?;
        let column = self.columns.get(&at.target)?;
        let heading = Some(self.sheet.header[*column].as_str());
        match parse_loose(raw, hint) {
            Ok(ParsedDate::Missing | ParsedDate::OpenEnd) => None,
            Ok(ParsedDate::Day { day, inferred }) => {
                for inference in &inferred {
                    match inference {
                        Inference::Order { order } => {
                            log.say("day_order", heading, order_name(*order));
                            log.handled("day_order", heading, at.row.number);
                        }
                        Inference::Century { .. } => log.handled("two_digit_year", heading, at.row.number),
                        Inference::ExcelSerial => log.handled("excel_serial", heading, at.row.number),
                        Inference::TimeDropped => log.handled("time_dropped", heading, at.row.number),
                        // A file may be newer than the clock: what lies a few years ahead is not yet known, no mistake.
                        Inference::Unusual { latest, .. } if day > *latest && day <= *latest + Months::new(12 * 9) => {}
                        Inference::Unusual { .. } => {
                            let code = if at.target == Target::HiredOn { "hire_unusual" } else { "date_unusual" };
                            let fix = (at.target == Target::HiredOn).then(|| self.other_first_day(at)).flatten();
                            self.find(at, (severity, code), &day.to_string(), fix, log);
                            return None;
                        }
                        Inference::PerhapsOpenEnd => return None,
                    }
                }
                Some(day)
            }
            Err(error) => {
                let (detail, fix) = said(&error);
                self.find(at, (severity, error.code()), &detail, fix, log);
                None
            }
        }
    }

    /// The contract's first day, as a proposal for a hire date that cannot be.
    fn other_first_day(&self, at: &At<'_>) -> Option<String> {
        let hint = *self.hints.get(&Target::ContractFirstDay)?;
        let day = parse_loose(self.raw(at.row, Target::ContractFirstDay)?, hint).ok()?.day()?;
        (day <= hint.today).then(|| day.to_string())
    }

    /// A day, or a number of months.
    pub(super) fn probation(&self, at: &At<'_>, hired_on: Option<Date>, log: &mut Log) -> Option<Date> {
        let text = self.raw(at.row, at.target).filter(|text| !is_nothing(text))?;
        let digits = fold_word(text);
        let digits = digits.trim_end_matches("个月").trim_end_matches('月').trim_end_matches("months");
        match number(digits).parse::<u32>() {
            Ok(0) => None,
            Ok(months @ 1..=12) => {
                hired_on?.checked_add_months(Months::new(months)).and_then(|day| day.checked_sub_days(Days::new(1)))
            }
            _ => {
                let day = self.day(at, Severity::Warning, log)?;
                if hired_on.is_some_and(|hired| day < hired) {
                    self.find(at, (Severity::Warning, "probation_before_hire"), "", None, log);
                    return None;
                }
                Some(day)
            }
        }
    }

    /// `(a month's pay, as the file has it)`.
    pub(super) fn pay(&self, at: &At<'_>, log: &mut Log) -> (Option<Money>, Option<Money>) {
        let Some(text) = self.text(at.row, Target::BasePay, log) else { return (None, None) };
        let parsed = match amounts::parse_loose(&text) {
            Ok(Some(parsed)) => parsed,
            Ok(None) => return (None, None),
            Err(error) => {
                self.find(at, (Severity::Warning, error.code()), "", None, log);
                return (None, None);
            }
        };
        if parsed.amount.fen() <= 0 {
            self.find(at, (Severity::Warning, "pay_not_positive"), "", None, log);
            return (None, None);
        }
        let yearly = match parsed.per {
            Some(PerTime::Month) => false,
            Some(PerTime::Year) => true,
            None => self.mapping.defaults.pay_period == PayPeriod::Year,
            Some(PerTime::Day | PerTime::Hour) => {
                self.find(at, (Severity::Warning, "amount_not_an_amount"), "", None, log);
                return (None, None);
            }
        };
        if !yearly {
            return (Some(parsed.amount), Some(parsed.amount));
        }
        log.handled("pay_divided", None, at.row.number);
        let fen = parsed.amount.fen();
        (Some(Money::from_fen(fen / 12 + i64::from(fen % 12 >= 6))), Some(parsed.amount))
    }

    fn score(&self, at: &At<'_>, log: &mut Log) -> Option<i64> {
        let text = self.text(at.row, Target::Performance, log)?;
        if let Some(score) = self.words.get(&Target::Performance).and_then(|words| words.find(&text)) {
            return score.parse().ok();
        }
        let Ok(Some(parsed)) = amounts::parse_loose(&text) else {
            self.find(at, (Severity::Warning, "word_unknown"), "", None, log);
            return None;
        };
        // An amount with two places reads like a score in hundredths.
        let score = parsed.amount.fen() * self.score_factor;
        if !(0..=10_000).contains(&score) {
            self.find(at, (Severity::Warning, "performance_out_of_range"), "", None, log);
            return None;
        }
        Some(score)
    }
}

/// Scores up to 5 or 10 are brought to 100.
fn score_factor(sheet: &Sheet, column: Option<usize>) -> i64 {
    let Some(column) = column else { return 1 };
    let scores = sheet.texts(column).filter_map(|(_, text)| amounts::parse_loose(text).ok().flatten());
    match scores.map(|score| score.amount.fen()).max() {
        Some(..=0) | None => 1,
        Some(..=500) => 20,
        Some(..=1_000) => 10,
        Some(_) => 1,
    }
}

pub(super) fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

const fn order_name(order: Order) -> &'static str {
    match order {
        Order::YearMonthDay => "年-月-日 (Y-M-D)",
        Order::MonthDayYear => "月/日/年 (M/D/Y)",
        Order::DayMonthYear => "日/月/年 (D/M/Y)",
    }
}

/// The readings of a day that could not be read, and the one to propose when there is only one.
fn said(error: &DateError) -> (String, Option<String>) {
    match error {
        DateError::Ambiguous { readings } => {
            (readings.iter().map(Date::to_string).collect::<Vec<_>>().join(" / "), None)
        }
        DateError::AgainstOrder { reading } | DateError::PerhapsSerial { reading } => {
            (reading.to_string(), Some(reading.to_string()))
        }
        _ => (String::new(), None),
    }
}

/// The registered name of a firm bears full-width brackets, and they stay.
fn fold_name(raw: &str) -> String {
    let brackets = [('（', '\u{e000}'), ('）', '\u{e001}')];
    let kept = brackets.iter().fold(raw.to_owned(), |text, (own, held)| text.replace(*own, &held.to_string()));
    brackets.iter().fold(documents::fold(&kept), |text, (own, held)| text.replace(*held, &own.to_string()))
}
