//! The report of a set: findings and notes of every file, and the numbers of both sides.

use kernel::{Instant, Money, Problem};
use storage::UnitOfWork;
use uuid::Uuid;

use super::super::compare::line;
use super::super::report::{Comparison, FileReport, FindingCount, LISTED, Report};
use super::super::target::Target;
use super::entries::Said;
use super::kinds::FileKind;
use super::plan::SetFile;
use super::set::{Key, Set, Table};
use super::stored::{Effects, Fields, Stored};
use crate::{App, Result};

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What a check found in all files. A file of unknown kind counts as one bad row: it holds something.
pub(super) fn report(set: &mut Set, files: &[SetFile], made_at: Instant, comparisons: Vec<Comparison>) -> Report {
    let mut report = Report {
        made_at,
        rows: 0,
        clean_rows: 0,
        warned_rows: 0,
        bad_rows: 0,
        left_out_rows: 0,
        fixable_rows: 0,
        columns_mapped: 0,
        columns: 0,
        counts: Vec::new(),
        findings: Vec::new(),
        notes: Vec::new(),
        comparisons,
        files: Vec::new(),
    };
    for file in files {
        let own = match set.tables.iter_mut().find(|table| table.name == file.name) {
            Some(table) => of_table(table, &mut report),
            None => unread(file, &mut report),
        };
        report.rows += own.rows;
        report.clean_rows += own.clean_rows;
        report.warned_rows += own.warned_rows;
        report.bad_rows += own.bad_rows;
        report.left_out_rows += own.left_out_rows;
        report.columns += number(file.mapping.columns.len());
        report.columns_mapped += number(file.mapping.columns.iter().filter(|column| column.target.is_some()).count());
        report.files.push(own);
    }
    report.findings.truncate(LISTED);
    report.counts.sort_by_key(|kind| (kind.severity, std::cmp::Reverse(kind.count)));
    report
}

fn of_table(table: &mut Table, report: &mut Report) -> FileReport {
    let name = table.name.clone();
    for finding in table.log.listed() {
        let mut finding = finding.clone();
        finding.id = format!("{name}:{}", finding.id);
        finding.file = Some(name.clone());
        report.findings.push(finding);
    }
    for mut note in table.log.notes() {
        note.file = Some(name.clone());
        report.notes.push(note);
    }
    for count in table.log.counts() {
        add(&mut report.counts, count);
    }
    let found = table.log.rows();
    let many = |wanted: &dyn Fn(&super::entries::Entry) -> bool| {
        number(table.entries.iter().filter(|entry| wanted(entry)).count())
    };
    FileReport {
        name,
        kind: Some(table.kind),
        title: Some(table.kind.title()),
        rows: number(table.entries.len()),
        clean_rows: many(&|entry| entry.goes_in() && !found.contains(&entry.row)),
        warned_rows: many(&|entry| entry.goes_in() && found.contains(&entry.row)),
        bad_rows: many(&|entry| entry.bad && !entry.left_out),
        left_out_rows: many(&|entry| entry.left_out),
    }
}

fn add(counts: &mut Vec<FindingCount>, count: FindingCount) {
    match counts.iter_mut().find(|own| own.code == count.code && own.severity == count.severity) {
        Some(own) => own.count += count.count,
        None => counts.push(count),
    }
}

/// A file that nobody can tell what it holds: everything in it would be lost without a word.
fn unread(file: &SetFile, report: &mut Report) -> FileReport {
    let text = super::super::texts::note("file_kind_unknown", "");
    report.notes.push(super::super::report::Note {
        code: "file_kind_unknown".to_owned(),
        file: Some(file.name.clone()),
        heading: None,
        count: file.rows,
        rows: Vec::new(),
        text,
    });
    FileReport {
        name: file.name.clone(),
        kind: None,
        title: None,
        rows: file.rows,
        clean_rows: 0,
        warned_rows: 0,
        bad_rows: file.rows.max(1),
        left_out_rows: 0,
    }
}

/// Sums of one side.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Sums {
    rows: i64,
    pay: i64,
    half_days: i64,
}

impl Sums {
    fn add(&mut self, said: &std::collections::BTreeMap<Target, Said>) -> Result<()> {
        self.rows += 1;
        if let Some(Said::Pay(amount)) = said.get(&Target::BasePay) {
            let sum = Money::try_sum([Money::from_fen(self.pay), *amount]);
            self.pay = sum.map_err(|_| Problem::invalid("imports.sum_too_large"))?.fen();
        }
        let days = said.get(&Target::LeaveDays).or_else(|| said.get(&Target::LeaveHours));
        if let Some(Said::HalfDays(days)) = days {
            self.half_days += days;
        }
        Ok(())
    }
}

fn lines(kind: FileKind, asked: Sums, found: Option<Sums>) -> Vec<Comparison> {
    let mut lines = vec![line(&format!("set_{}", kind.key()), Some(asked.rows), found.map(|own| own.rows))];
    if kind == FileKind::Pay {
        lines.push(line("pay_sum", Some(asked.pay), found.map(|own| own.pay)));
    }
    if kind == FileKind::LeaveBalances {
        lines.push(line("leave_sum", Some(asked.half_days), found.map(|own| own.half_days)));
    }
    lines
}

fn asked(set: &Set, kind: FileKind) -> Result<Sums> {
    let mut sums = Sums::default();
    set.of(kind).try_for_each(|(_, entry)| sums.add(&entry.said))?;
    Ok(sums)
}

/// What the set asks for, before a run.
pub(super) fn planned(set: &Set) -> Result<Vec<Comparison>> {
    let kinds = FileKind::ALL.into_iter().filter(|kind| set.has(*kind));
    let all = kinds.map(|kind| Ok(lines(kind, asked(set, kind)?, None))).collect::<Result<Vec<_>>>()?;
    Ok(all.into_iter().flatten().collect())
}

/// What the run brought about, read back inside its unit of work. A difference is our own fault: nothing stays.
pub(super) async fn verified(app: &App, work: &UnitOfWork, set: &Set, import: Uuid) -> Result<Vec<Comparison>> {
    let stored = Stored::read(app, work.db()).await?;
    let effects = Effects::read(&work.db(), import).await?;
    let mut all = Vec::new();
    for kind in FileKind::ALL.into_iter().filter(|kind| set.has(*kind)) {
        let asked = asked(set, kind)?;
        if kind == FileKind::Documents {
            all.extend(lines(kind, asked, None));
            continue;
        }
        let keys: Vec<Key> = set.of(kind).map(|(key, _)| key).collect();
        let mut found = Sums::default();
        let fields = stored.fields(set, kind, &keys, &effects).await?;
        fields.values().try_for_each(|fields: &Fields| found.add(fields))?;
        all.extend(lines(kind, asked, Some(found)));
    }
    if let Some(wrong) = all.iter().find(|line| !line.agrees) {
        let problem = Problem::new(kernel::ErrorKind::Internal, "imports.verification_failed");
        return Err(problem.with("what", &wrong.text.en));
    }
    Ok(all)
}
