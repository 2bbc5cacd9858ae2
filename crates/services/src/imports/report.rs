//! What a check or a run found.

use std::collections::{BTreeMap, HashSet, VecDeque};

use kernel::{Date, Instant, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::mapping::{Defaults, Knowledge};
use super::migration::FileKind;
use super::target::{Care, Target};
use super::texts;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row cannot be imported.
    Error,
    /// The row is imported without this value, or with what the finding says.
    Warning,
}

/// What accepting the proposal does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FixKind {
    /// The cell gets this value.
    Value,
    /// The row is left out.
    LeaveOut,
}

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fix {
    /// What accepting it does.
    pub kind: FixKind,
    /// The new value; empty when the row is left out.
    pub value: String,
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// Name of the finding within this import: `218:legal_entity:legal_entity_unknown`.
    pub id: String,
    /// Which file of a set; none for a roster.
    #[serde(default)]
    #[schema(required)]
    pub file: Option<String>,
    /// Row as the file shows it.
    pub row: u32,
    /// Heading of the column.
    #[schema(required)]
    pub heading: Option<String>,
    /// What the column means.
    #[schema(required)]
    pub target: Option<Target>,
    /// Stable code.
    pub code: String,
    /// How bad.
    pub severity: Severity,
    /// Whose row.
    pub full_name: String,
    /// Whose row.
    pub employee_no: String,
    /// The cell as it stands, delicate values masked.
    #[schema(required)]
    pub original: Option<String>,
    /// What is proposed, when there is one sensible way.
    #[schema(required)]
    pub fix: Option<Fix>,
    /// What is wrong.
    pub what: Text,
    /// How to mend it.
    pub mend: Text,
}

/// Something that was handled or assumed, for the whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Note {
    /// Stable code.
    pub code: String,
    /// Which file of a set; none for a roster.
    #[serde(default)]
    #[schema(required)]
    pub file: Option<String>,
    /// Heading of the column, when it is about one.
    #[schema(required)]
    pub heading: Option<String>,
    /// How many cells or rows; 0 when that means nothing.
    pub count: u32,
    /// The first few rows.
    pub rows: Vec<u32>,
    /// In words.
    pub text: Text,
}

/// How many findings of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FindingCount {
    /// Which.
    pub code: String,
    /// How bad.
    pub severity: Severity,
    /// How many.
    pub count: u32,
    /// In words.
    pub text: Text,
}

/// What a compared number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Things.
    Count,
    /// Fen.
    Fen,
    /// Half working days.
    HalfDays,
}

/// One number on both sides: what the file asks for, and what stands in the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Comparison {
    /// `rows`, `persons`, `present`, `exited`, `pay_month`, `managers`, …; with `:name` for one employer.
    pub key: String,
    /// In words.
    pub text: Text,
    /// What it counts.
    pub unit: Unit,
    /// What the file asks for.
    #[schema(required)]
    pub expected: Option<i64>,
    /// What stands in the database; none before the run.
    #[schema(required)]
    pub found: Option<i64>,
    /// Whether both agree; true before the run.
    pub agrees: bool,
}

/// What a check or a run found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Report {
    /// When it was made.
    pub made_at: Instant,
    /// Filled rows of the file.
    pub rows: u32,
    /// Rows without any finding.
    pub clean_rows: u32,
    /// Rows that are imported with warnings.
    pub warned_rows: u32,
    /// Rows that cannot be imported.
    pub bad_rows: u32,
    /// Rows left out on purpose: by a person, or because they begin after today.
    pub left_out_rows: u32,
    /// Rows with a finding that has a proposal.
    pub fixable_rows: u32,
    /// Columns that are imported.
    pub columns_mapped: u32,
    /// Columns of the file.
    pub columns: u32,
    /// Kinds of findings, most frequent first.
    pub counts: Vec<FindingCount>,
    /// The findings by row; at most 2,000 are listed, the counts are complete.
    pub findings: Vec<Finding>,
    /// What was handled or assumed.
    pub notes: Vec<Note>,
    /// Both sides compared.
    pub comparisons: Vec<Comparison>,
    /// The files of a set; empty for a roster.
    #[serde(default)]
    pub files: Vec<FileReport>,
}

/// What a check found in one file of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FileReport {
    /// Its name.
    pub name: String,
    /// What it holds; none: nobody can tell, and it is not read.
    #[schema(required)]
    pub kind: Option<FileKind>,
    /// The same for people.
    #[schema(required)]
    pub title: Option<Text>,
    /// Filled rows.
    pub rows: u32,
    /// Rows without any finding.
    pub clean_rows: u32,
    /// Rows that are imported with warnings.
    pub warned_rows: u32,
    /// Rows that cannot be imported.
    pub bad_rows: u32,
    /// Rows that are not imported because of others, and examples.
    pub left_out_rows: u32,
}

/// Findings listed in a report.
pub(super) const LISTED: usize = 2_000;
/// Findings that are looked back at.
const RECENT: usize = 40;

/// How often something was handled, where first, and what is said of it.
type Handled = (u32, Vec<u32>, String);

/// Collects findings and notes while rows are read. A file may be wrong in every cell: all findings are counted, and
/// only the first rows' are kept with their words.
#[derive(Debug, Default)]
pub(super) struct Log {
    findings: Vec<Finding>,
    /// Findings of later rows are only counted: so many of earlier rows are there already.
    full_up_to: Option<u32>,
    counts: BTreeMap<(Severity, String), u32>,
    rows: HashSet<u32>,
    fixable: HashSet<u32>,
    bad_exits: HashSet<u32>,
    /// The last few, so that one thing is not said twice about a cell.
    recent: VecDeque<(u32, Option<Target>, String)>,
    errors: u64,
    notes: BTreeMap<(&'static str, Option<String>), Handled>,
}

/// Where a finding stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) row: u32,
    pub(super) full_name: &'a str,
    pub(super) employee_no: &'a str,
    pub(super) heading: Option<&'a str>,
    pub(super) target: Option<Target>,
    pub(super) original: &'a str,
}

impl Log {
    /// Adds a finding. `detail` fills the text.
    pub(super) fn find(&mut self, spot: Spot<'_>, severity: Severity, code: &str, detail: &str, fix: Option<Fix>) {
        let Spot { row, full_name, employee_no, heading, target, original } = spot;
        if self.recent.iter().any(|own| own.0 == row && own.1 == target && own.2 == code) {
            return;
        }
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back((row, target, code.to_owned()));
        self.count(row, severity, code, fix.is_some());
        if target == Some(Target::ExitDate) {
            self.bad_exits.insert(row);
        }
        if self.full_up_to.is_some_and(|full| row > full) {
            return;
        }
        let (what, mend) = texts::finding(code, detail);
        let care = target.map_or(Care::Plain, Target::care);
        self.findings.push(Finding {
            id: format!("{row}:{}:{code}", target.map_or("row", Target::key)),
            file: None,
            row,
            heading: heading.map(str::to_owned),
            target,
            code: code.to_owned(),
            severity,
            full_name: full_name.to_owned(),
            employee_no: employee_no.to_owned(),
            original: Some(masked(care, original)).filter(|text| !text.is_empty()),
            fix,
            what,
            mend,
        });
        if self.findings.len() >= 2 * LISTED {
            self.keep_first();
        }
    }

    fn count(&mut self, row: u32, severity: Severity, code: &str, fixable: bool) {
        match self.counts.get_mut(&(severity, code.to_owned())) {
            Some(count) => *count += 1,
            None => {
                self.counts.insert((severity, code.to_owned()), 1);
            }
        }
        self.rows.insert(row);
        if fixable {
            self.fixable.insert(row);
        }
        self.errors += u64::from(severity == Severity::Error);
    }

    /// Sorts by row, errors first, and forgets the words of what is not listed.
    fn keep_first(&mut self) {
        self.findings.sort_by_key(|finding| (finding.row, finding.severity));
        if self.findings.len() > LISTED {
            self.findings.truncate(LISTED);
            self.full_up_to = self.findings.last().map(|finding| finding.row);
        }
    }

    /// The findings that are listed, by row.
    pub(super) fn listed(&mut self) -> &[Finding] {
        self.keep_first();
        &self.findings
    }

    /// Errors so far.
    pub(super) const fn errors(&self) -> u64 {
        self.errors
    }

    /// Rows that have any finding.
    pub(super) const fn rows(&self) -> &HashSet<u32> {
        &self.rows
    }

    /// Rows with a proposal.
    pub(super) fn fixable_rows(&self) -> usize {
        self.fixable.len()
    }

    /// Whether something was found about the row's last day.
    pub(super) fn has_bad_exit(&self, row: u32) -> bool {
        self.bad_exits.contains(&row)
    }

    /// Counts something that was handled.
    pub(super) fn handled(&mut self, code: &'static str, heading: Option<&str>, row: u32) {
        let entry = self.notes.entry((code, heading.map(str::to_owned))).or_default();
        entry.0 += 1;
        if entry.1.len() < 5 {
            entry.1.push(row);
        }
    }

    /// Says an assumption.
    pub(super) fn say(&mut self, code: &'static str, heading: Option<&str>, detail: impl Into<String>) {
        self.notes.entry((code, heading.map(str::to_owned))).or_default().2 = detail.into();
    }

    /// Says since when facts count as known.
    pub(super) fn say_knowledge(&mut self, defaults: &Defaults, today: Date) {
        match (defaults.knowledge, defaults.lag_days) {
            (Knowledge::History, 0) => self.say("known_at_once", None, ""),
            (Knowledge::History, days) => self.say("known_history", None, days.to_string()),
            (Knowledge::Snapshot, _) => {
                self.say("known_snapshot", None, defaults.known_on.unwrap_or(today).to_string());
            }
        }
    }

    /// The notes in words.
    pub(super) fn notes(&self) -> Vec<Note> {
        let notes = self.notes.iter().map(|((code, heading), (count, rows, detail))| {
            let detail = if detail.is_empty() { count.to_string() } else { detail.clone() };
            Note {
                code: (*code).to_owned(),
                file: None,
                heading: heading.clone(),
                count: *count,
                rows: rows.clone(),
                text: texts::note(code, &detail),
            }
        });
        notes.collect()
    }

    /// Kinds of findings, errors first, then by frequency.
    pub(super) fn counts(&self) -> Vec<FindingCount> {
        let mut counts: Vec<FindingCount> = self
            .counts
            .iter()
            .map(|((severity, code), count)| {
                let text = texts::finding(code, "…").0;
                FindingCount { code: code.clone(), severity: *severity, count: *count, text }
            })
            .collect();
        counts.sort_by_key(|kind| (kind.severity, std::cmp::Reverse(kind.count)));
        counts
    }
}

/// Delicate values keep their ends, pay and protected values nothing.
fn masked(care: Care, text: &str) -> String {
    let text = text.trim();
    let chars: Vec<char> = text.chars().collect();
    match care {
        Care::Plain => chars.iter().take(80).collect(),
        Care::Hidden | Care::Protected if text.is_empty() => String::new(),
        Care::Hidden | Care::Protected => "•••".to_owned(),
        Care::Masked if chars.len() <= 7 => "*".repeat(chars.len()),
        Care::Masked => {
            let ends = if chars.len() >= 15 { 4 } else { 3 };
            let (front, back): (String, String) =
                (chars[..ends].iter().collect(), chars[chars.len() - ends..].iter().collect());
            format!("{front}{}{back}", "*".repeat(chars.len() - 2 * ends))
        }
    }
}
