//! `renhe bench import`: brings an invented roster in as a process of its own, measures it, and then compares every
//! field of every person with what the roster said.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use kernel::{Money, Record as _, SystemClock};
use serde::Serialize;
use services::App;
use storage::Sealed;
use storage::query::Find;
use storage::rows::{Assignment, Compensation, Contract, Employment, LegalEntity, Person};
use uuid::Uuid;

use super::NoFlags;
use super::bench_roster::{Line, write_roster};
use crate::cli::Global;
use crate::output::Output;
use crate::{settings, wiring};

/// Bring an invented roster in, measure time and memory, and compare every field afterwards
///
/// Needs an empty data folder (a temporary one unless --data is given).
#[derive(Debug, Args)]
pub struct BenchImport {
    /// People in the roster
    #[arg(long, default_value_t = 100_000)]
    employees: u32,
    /// One row in so many is wrong and must be named; 0: none
    #[arg(long, default_value_t = 0)]
    dirty: u32,
    /// Only write the roster here
    #[arg(long, value_name = "ROSTER.xlsx")]
    make: Option<PathBuf>,
}

/// What came of it.
#[derive(Debug, Default, Serialize)]
struct Report {
    employees: u32,
    columns: usize,
    file_mib: f64,
    /// Of the importing process, from its start to its end: reading, checking, writing, comparing.
    seconds: f64,
    rows_per_second: f64,
    /// The most memory it held at once.
    peak_rss_mib: f64,
    database_mib: f64,
    people: usize,
    fields_compared: usize,
    /// The first fields that differ from the roster.
    lost: Vec<String>,
    /// Base pay of a month in the roster and in the database, in fen.
    pay_fen: [i64; 2],
    /// What `renhe import people` said.
    problem: Option<String>,
    bad_rows: u64,
}

impl Report {
    fn well(&self) -> bool {
        self.lost.is_empty() && self.problem.is_none() && self.pay_fen[0] == self.pay_fen[1]
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { employees, columns, file_mib, seconds, rows_per_second, peak_rss_mib, .. } = self;
        writeln!(f, "{employees} rows × {columns} columns, {file_mib:.1} MiB of XLSX")?;
        writeln!(f, "{seconds:.1} s ({rows_per_second:.0} rows/s), peak {peak_rss_mib:.0} MiB")?;
        writeln!(f, "database {:.0} MiB, {} people, {} rows refused", self.database_mib, self.people, self.bad_rows)?;
        writeln!(f, "{} fields compared, {} differ", self.fields_compared, self.lost.len())?;
        let [file, stored] = self.pay_fen.map(Money::from_fen);
        write!(f, "base pay of a month: {file} in the roster, {stored} in the database")?;
        for lost in self.lost.iter().take(20) {
            write!(f, "\n  ✗ {lost}")?;
        }
        self.problem.iter().try_for_each(|problem| write!(f, "\n  ✗ {problem}"))
    }
}

impl BenchImport {
    pub async fn run(self, global: &Global, output: Output) -> Result<ExitCode> {
        if let Some(path) = &self.make {
            write_roster(path, self.employees, self.dirty)?;
            return Ok(ExitCode::SUCCESS);
        }
        let own =
            global.data.is_none().then(|| std::env::temp_dir().join(format!("renhe-import-{}", std::process::id())));
        let data = own.clone().or_else(|| global.data.clone()).context("a data folder")?;
        let report = self.measure(global, &data).await;
        if let Some(folder) = own {
            std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
        let report = report?;
        output.result(&report, &report)?;
        Ok(if report.well() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    async fn measure(&self, global: &Global, data: &Path) -> Result<Report> {
        std::fs::create_dir_all(data)?;
        let roster = data.join("roster.xlsx");
        let program = std::env::current_exe()?;
        // A process of its own: what the maker of the file needs is not what the import needs.
        let made = Command::new(&program)
            .args(["bench", "import", "--employees", &self.employees.to_string(), "--dirty", &self.dirty.to_string()])
            .arg("--make")
            .arg(&roster)
            .status()?;
        if !made.success() {
            bail!("the roster could not be made");
        }
        let mut report = Report { employees: self.employees, columns: Line::COLUMNS.len(), ..Report::default() };
        report.file_mib = mib(std::fs::metadata(&roster)?.len());
        self.import(&program, data, &roster, &mut report)?;
        let global = Global { data: Some(data.to_owned()), database_url: None, ..global.clone() };
        let settings = settings::read(&global, &NoFlags {})?;
        let app = wiring::open_with(&settings, Arc::new(SystemClock)).await?;
        self.compare(&app, &mut report).await?;
        app.store().clone().close().await?;
        report.database_mib = std::fs::read_dir(data)?
            .flatten()
            .filter(|file| file.file_name().to_string_lossy().starts_with("renhe"))
            .filter_map(|file| file.metadata().ok())
            .map(|file| mib(file.len()))
            .sum();
        Ok(report)
    }

    /// Runs the import and watches its memory.
    fn import(&self, program: &Path, data: &Path, roster: &Path, report: &mut Report) -> Result<()> {
        let began = Instant::now();
        let mut command = Command::new(program);
        command.args(["import", "people"]).arg(roster).arg("--data").arg(data).arg("--json");
        if self.dirty > 0 {
            command.arg("--skip-bad-rows");
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut out = child.stdout.take().context("the import has no output")?;
        let reader = std::thread::spawn(move || {
            let mut text = String::new();
            std::io::Read::read_to_string(&mut out, &mut text).map(|_| text)
        });
        let mut peak = 0;
        while child.try_wait()?.is_none() {
            peak = peak.max(high_water(child.id()).unwrap_or(0));
            std::thread::sleep(Duration::from_millis(20));
        }
        report.seconds = began.elapsed().as_secs_f64();
        report.rows_per_second = f64::from(self.employees) / report.seconds.max(0.001);
        report.peak_rss_mib = mib(peak);
        let text = reader.join().map_err(|_| anyhow::anyhow!("the import's output was lost"))??;
        let said: serde_json::Value = serde_json::from_str(&text).context("the import said nothing")?;
        report.problem = said["problem"].as_str().map(str::to_owned);
        report.bad_rows = said["report"]["bad_rows"].as_u64().unwrap_or(0);
        Ok(())
    }

    /// Every field of every person against the roster, read without the import's own code.
    async fn compare(&self, app: &App, report: &mut Report) -> Result<()> {
        let stored = Stored::read(app).await?;
        report.people = stored.employments.len();
        report.pay_fen[1] = stored.pay.values().map(|pay| pay.fen()).sum();
        let mut expected = 0;
        for at in 0..self.employees {
            let line = Line::at(at, self.employees, self.dirty);
            if line.is_wrong() {
                continue;
            }
            expected += 1;
            report.pay_fen[0] += line.pay.fen();
            let Some(found) = stored.line(app, &line.number)? else {
                report.lost.push(format!("{}: nobody", line.number));
                continue;
            };
            for (name, said, stands) in
                line.fields().into_iter().zip(found).map(|((name, said), own)| (name, said, own))
            {
                report.fields_compared += 1;
                if said != stands && report.lost.len() < 100 {
                    report.lost.push(format!("{} {name}: {said:?} → {stands:?}", line.number));
                }
            }
        }
        if expected != report.people {
            report.lost.push(format!("{expected} people in the roster, {} in the database", report.people));
        }
        Ok(())
    }
}

/// What stands in the database, by employee number and person.
struct Stored {
    employments: HashMap<String, Employment>,
    people: HashMap<Uuid, Person>,
    assignments: HashMap<Uuid, Assignment>,
    contracts: HashMap<Uuid, Contract>,
    pay: HashMap<Uuid, Money>,
    employers: HashMap<Uuid, String>,
    units: HashMap<Uuid, storage::rows::OrgUnit>,
}

impl Stored {
    async fn read(app: &App) -> Result<Self> {
        let db = app.db();
        let mut pay = HashMap::new();
        for row in Find::<Compensation>::new().known().all(&db).await? {
            let field = Compensation::BASE_PAY;
            let amount = app.store().unseal(Compensation::META.name, field, row.employment_id, &row.base_pay)?;
            pay.insert(row.employment_id, *amount.expose());
        }
        let employments = Find::<Employment>::new().known().all(&db).await?;
        let assignments = Find::<Assignment>::new().known().all(&db).await?;
        let contracts = Find::<Contract>::new().known().all(&db).await?;
        let employers = Find::<LegalEntity>::new().all(&db).await?;
        let units = Find::<storage::rows::OrgUnit>::new().known().all(&db).await?;
        Ok(Self {
            employments: employments.into_iter().map(|row| (row.employee_no.clone(), row)).collect(),
            people: Find::<Person>::new().all(&db).await?.into_iter().map(|row| (row.id, row)).collect(),
            assignments: assignments.into_iter().map(|row| (row.employment_id, row)).collect(),
            contracts: contracts.into_iter().map(|row| (row.employment_id, row)).collect(),
            pay,
            employers: employers.into_iter().map(|row| (row.id, row.name)).collect(),
            units: units.into_iter().map(|row| (row.unit_id, row)).collect(),
        })
    }

    /// The texts of [`Line::fields`] as they stand, in the same order.
    fn line(&self, app: &App, number: &str) -> Result<Option<Vec<String>>> {
        let Some(employment) = self.employments.get(number) else { return Ok(None) };
        let (Some(person), Some(seat), Some(contract), Some(pay)) = (
            self.people.get(&employment.person_id),
            self.assignments.get(&employment.employment_id),
            self.contracts.get(&employment.employment_id),
            self.pay.get(&employment.employment_id),
        ) else {
            return Ok(None);
        };
        let open = |field: &'static kernel::FieldMeta, sealed: &Option<Sealed<String>>| -> Result<String> {
            let Some(sealed) = sealed else { return Ok(String::new()) };
            Ok(app.store().unseal(Person::META.name, field, person.id, sealed)?.into_exposed())
        };
        let unit = self.units.get(&seat.unit_id);
        let above = unit.and_then(|unit| unit.parent_id).and_then(|parent| self.units.get(&parent));
        let manager = seat.manager_id.and_then(|manager| self.people.get(&manager));
        let day = |day: Option<kernel::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let before = |until: Option<kernel::Date>| until.and_then(|until| until.pred_opt());
        Ok(Some(vec![
            employment.employee_no.clone(),
            person.full_name.clone(),
            open(Person::IDENTITY_NUMBER, &person.identity_number)?,
            open(Person::PHONE, &person.phone)?,
            open(Person::EMAIL, &person.email)?,
            open(Person::BANK_ACCOUNT, &person.bank_account)?,
            self.employers.get(&employment.legal_entity_id).cloned().unwrap_or_default(),
            above.map(|unit| unit.name.clone()).unwrap_or_default(),
            unit.map(|unit| unit.name.clone()).unwrap_or_default(),
            seat.position.clone(),
            seat.job_level.clone().unwrap_or_default(),
            manager.map(|person| person.full_name.clone()).unwrap_or_default(),
            seat.place.clone(),
            employment.kind.clone(),
            employment.valid_from.to_string(),
            day(before(employment.probation_until)),
            contract.kind.clone(),
            contract.valid_from.to_string(),
            day(before(contract.valid_until)),
            pay.to_string(),
        ]))
    }
}

/// The most memory a process ever held, in bytes, as Linux counts it.
fn high_water(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib * 1024)
}

#[expect(clippy::cast_precision_loss, reason = "for people")]
fn mib(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
