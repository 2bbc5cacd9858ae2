//! The first mapping: from headings, values and what the group already has. Everything in it may be edited.

use std::collections::{BTreeMap, BTreeSet};

use documents::amounts;
use documents::dates::{DateKind, OrderGuess, guess_column};
use documents::tables::Sheet;
use kernel::Date;

use super::mapping::{ColumnMap, DayOrder, Defaults, Mapping, PayPeriod, Why, is};
use super::target::{Care, Target, fold_heading};
use super::words::is_nothing;
use crate::custom_fields::CustomFieldView;

/// What the group already has.
#[derive(Debug, Clone, Default)]
pub(super) struct Ground {
    /// Active employers by name, with their places.
    pub(super) legal_entities: Vec<(String, String)>,
    /// The top unit's name, if there is exactly one.
    pub(super) root: Option<String>,
    /// Fields that the firm added.
    pub(super) custom: Vec<CustomFieldView>,
}

/// The mapping as guessed.
pub(super) fn guess(sheet: &Sheet, ground: &Ground, today: Date) -> Mapping {
    let mut columns: Vec<ColumnMap> = Vec::new();
    for (at, heading) in sheet.header.iter().enumerate() {
        let (mut target, mut why) = by_heading(heading);
        if target.is_some_and(|target| columns.iter().any(|column| column.target == Some(target))) {
            (target, why) = (None, Why::AnotherColumn);
        }
        if target.is_some_and(|target| !values_fit(sheet, at, target, &columns, today)) {
            (target, why) = (None, Why::ValuesDoNotFit);
        }
        let custom = (why == Why::NoPurpose).then(|| own_field(heading, ground)).flatten();
        let custom = custom.filter(|key| columns.iter().all(|column| column.custom.as_ref() != Some(key)));
        let why = if custom.is_some() { Why::Heading } else { why };
        columns.push(ColumnMap { heading: heading.clone(), target, custom, why, day_order: None, purpose: None });
    }
    prefer_levels(&mut columns);
    let mut mapping = Mapping { defaults: Defaults::default(), values: BTreeMap::new(), columns };
    mapping.defaults = defaults(sheet, &mapping, ground);
    mapping
}

/// The firm's own field of this name.
fn own_field(heading: &str, ground: &Ground) -> Option<String> {
    let folded = fold_heading(heading);
    let named = |field: &&CustomFieldView| {
        let names = [field.title.zh.as_ref(), field.title.en.as_ref(), field.code.as_str()];
        names.into_iter().any(|name| fold_heading(name) == folded) || is(field, heading)
    };
    ground.custom.iter().find(named).map(|field| format!("{}.{}", field.record, field.code))
}

fn by_heading(heading: &str) -> (Option<Target>, Why) {
    if rules::columns::protected(heading).is_some() {
        return (None, Why::Protected);
    }
    let folded = fold_heading(heading);
    let found = Target::of_a_roster().find(|target| target.headings().contains(&folded.as_str()));
    match found {
        Some(target) if target.care() == Care::Protected => (None, Why::Protected),
        Some(target) => (Some(target), Why::Heading),
        None => (None, Why::NoPurpose),
    }
}

/// At least half of what is filled must look like what the heading says. A heading alone is thin evidence: the column
/// `ManagerID` of one well-known file holds numbers of managers that are no employee numbers.
fn values_fit(sheet: &Sheet, at: usize, target: Target, columns: &[ColumnMap], today: Date) -> bool {
    let filled: Vec<&str> = sheet.texts(at).map(|(_, text)| text).filter(|text| !is_nothing(text)).collect();
    if filled.is_empty() {
        return true;
    }
    let at_least_half = |fit: usize| fit * 2 >= filled.len();
    match target {
        Target::ManagerNo => {
            let Some(numbers) = number_column(sheet, columns) else { return true };
            let numbers: BTreeSet<String> = sheet.texts(numbers).map(|(_, text)| number(text)).collect();
            at_least_half(filled.iter().filter(|text| numbers.contains(&number(text))).count())
        }
        Target::BasePay => at_least_half(filled.iter().filter(|text| amounts::parse_loose(text).is_ok()).count()),
        Target::ProbationEnd => true,
        target if target.is_day() => {
            let unread = guess_column(filled.iter().copied(), kind(target), today).problems;
            let unreadable = unread.iter().filter(|(_, error)| error.code() == "date_not_a_date").count();
            at_least_half(filled.len().saturating_sub(unreadable))
        }
        _ => true,
    }
}

/// The number column may stand to the right of the manager's.
fn number_column(sheet: &Sheet, columns: &[ColumnMap]) -> Option<usize> {
    let known = columns.iter().position(|column| column.target == Some(Target::EmployeeNo));
    let named = || {
        sheet.header.iter().position(|heading| Target::EmployeeNo.headings().contains(&fold_heading(heading).as_str()))
    };
    known.or_else(named)
}

/// `22.0` is what some programs make of 22.
pub(super) fn number(text: &str) -> String {
    let folded = documents::fold(text);
    let whole = folded.split_once('.').filter(|(whole, rest)| {
        !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit()) && rest.bytes().all(|b| b == b'0')
    });
    whole.map_or(folded.as_str(), |(whole, _)| whole).to_owned()
}

/// With columns for each level, a column with the whole path says the same again.
fn prefer_levels(columns: &mut [ColumnMap]) {
    let first_level = columns.iter().any(|column| column.target == Some(Target::Unit1));
    let second_level = columns.iter().any(|column| column.target == Some(Target::Unit2));
    for column in columns.iter_mut().filter(|column| column.target == Some(Target::UnitPath)) {
        if first_level && second_level {
            (column.target, column.why) = (None, Why::AnotherColumn);
        } else if first_level {
            // 事业部 and 部门: two levels.
            column.target = Some(Target::Unit2);
        }
    }
}

fn defaults(sheet: &Sheet, mapping: &Mapping, ground: &Ground) -> Defaults {
    let mut defaults = Defaults::default();
    if let Some((name, place)) = ground.legal_entities.first() {
        defaults.legal_entity.clone_from(name);
        defaults.legal_entity_place.clone_from(place);
        defaults.place.clone_from(place);
    } else if mapping.column(Target::LegalEntity).is_none() {
        "本公司".clone_into(&mut defaults.legal_entity);
    }
    defaults.create_legal_entities = ground.legal_entities.is_empty();
    if let Some(root) = &ground.root {
        defaults.unit_root.clone_from(root);
    }
    if let Some(at) = mapping.column(Target::UnitPath) {
        defaults.unit_separator = separator(sheet, at);
    }
    if let Some(at) = mapping.column(Target::BasePay) {
        defaults.pay_period = pay_period(sheet, at);
    }
    defaults
}

/// What separates the levels: a mark that stands in at least half of the different texts.
fn separator(sheet: &Sheet, at: usize) -> Option<String> {
    let texts: BTreeSet<String> = sheet.texts(at).map(|(_, text)| documents::fold(text)).collect();
    let marks = [">", "/", "\\", "-", "·", "|"];
    let found = marks.iter().find(|mark| {
        let with = texts.iter().filter(|text| text.contains(**mark)).count();
        with >= 2 && with * 2 >= texts.len()
    });
    found.map(|mark| (*mark).to_owned())
}

/// The heading says it, or the size does: a middle amount of 40,000 and more is no month's pay for half of a staff.
fn pay_period(sheet: &Sheet, at: usize) -> PayPeriod {
    let heading = sheet.header[at].to_lowercase();
    if ["年", "annual", "year"].iter().any(|word| heading.contains(word)) {
        return PayPeriod::Year;
    }
    if ["月", "month"].iter().any(|word| heading.contains(word)) {
        return PayPeriod::Month;
    }
    let read = sheet.texts(at).filter_map(|(_, text)| amounts::parse_loose(text).ok().flatten());
    let mut fen: Vec<i64> = read.map(|amount| amount.amount.fen()).collect();
    fen.sort_unstable();
    if fen.get(fen.len() / 2).is_some_and(|middle| *middle >= 4_000_000) { PayPeriod::Year } else { PayPeriod::Month }
}

/// What the days of a column stand for.
pub(super) const fn kind(target: Target) -> DateKind {
    match target {
        Target::BirthDate => DateKind::Birth,
        Target::ContractFirstDay | Target::ContractLastDay | Target::LastDay | Target::UsableUntil => DateKind::Term,
        _ => DateKind::Event,
    }
}

/// A column of days whose order nothing decides: the person who imports must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OpenOrder {
    pub(super) column: usize,
    pub(super) orders: Vec<DayOrder>,
    pub(super) example: String,
    pub(super) readings: Vec<Date>,
}

/// The questions that the columns of days leave.
pub(super) fn open_orders(sheet: &Sheet, mapping: &Mapping, today: Date) -> Vec<OpenOrder> {
    let mut open = Vec::new();
    for (at, column) in mapping.columns.iter().enumerate() {
        let Some(target) = column.target.filter(|target| target.is_day()) else { continue };
        if column.day_order.is_some() {
            continue;
        }
        let texts: Vec<&str> = sheet.texts(at).map(|(_, text)| text).collect();
        if let OrderGuess::Ambiguous { orders, example, readings } =
            guess_column(texts.iter().copied(), kind(target), today).order
        {
            let example = texts.get(example).copied().unwrap_or_default().trim().to_owned();
            let orders = orders.into_iter().map(DayOrder::from).collect();
            open.push(OpenOrder { column: at, orders, example, readings });
        }
    }
    open
}
