//! `renhe bench people`: how fast lists, searches and pages of people are, over HTTP, with session and permissions.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Instant;

use access::Caller;
use anyhow::{Context as _, Result, bail};
use chrono::Days;
use clap::Args;
use http_api::ApiOptions;
use kernel::{Date, Entropy as _, SeededEntropy, Sensitive, SystemClock};
use serde::Serialize;
use services::App;
use services::demo::{Crowd, CrowdPerson};
use services::identity::{GrantRole, NewAccount, SignIn, create_account_in, grant_in, sign_in};
use services::people::{initials_of, pinyin_of};
use tokio::net::TcpListener;
use uuid::Uuid;

use super::NoFlags;
use super::bench_load::{Call, Measured, load};
use crate::cli::Global;
use crate::output::{Output, progress};
use crate::{page, settings, wiring};

/// Fill a store with people and five years of history, and ask for them
///
/// Measures at a tenth of the people and at all of them. Needs an empty data folder (a temporary one unless --data is
/// given) and, with --database-url, an empty database.
#[derive(Debug, Args)]
pub struct BenchPeople {
    /// How many people at the end
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    employees: usize,
    /// Calls of each kind, in six passes over all kinds: the first is not counted, figures are medians of the others
    #[arg(long, value_name = "N", default_value_t = 2_400)]
    calls: usize,
    /// Clients that ask at once
    #[arg(long, value_name = "N", default_value_t = 8)]
    clients: usize,
    /// The same seed makes the same people and the same questions
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// What came of it.
#[derive(Debug, Serialize)]
struct Report {
    engine: &'static str,
    clients: usize,
    rounds: Vec<Round>,
    /// Of each kind of call: p95 with all people over p95 with a tenth.
    ratios: Vec<Ratio>,
}

#[derive(Debug, Serialize)]
struct Round {
    people: usize,
    units: usize,
    fill_seconds: f64,
    trail_entries: u64,
    /// Statements that find out who asks; every call has them.
    statements_to_know_who: u64,
    calls: Vec<Kind>,
}

/// A kind of call.
#[derive(Debug, Serialize)]
struct Kind {
    #[serde(flatten)]
    measured: Measured,
    /// Statements for one of them, on average, with those that find out who asks.
    statements: u64,
}

#[derive(Debug, Serialize)]
struct Ratio {
    what: String,
    p95: f64,
}

/// Who asks: a session, and whose people one sees.
struct Asker {
    cookie: String,
    /// The unit below which the asker sees; `None`: everybody.
    unit: Option<usize>,
}

/// Counts everybody of a day by unit: one client asks, now and then.
const CHART: &str = "chart of some day, one";
/// One of these for so many of the others.
const CHARTS: usize = 20;
/// Passes over all kinds.
const PASSES: usize = 6;
/// Enough that no account meets its limit of calls.
const HR: usize = 96;
const HRBP: usize = 16;
/// Of those who open pages two in seven are partners for a part of the group.
const READERS: usize = 56;
const PASSWORD: &str = "Bench-Pass-2026";

impl BenchPeople {
    pub async fn run(self, global: &Global, output: Output) -> Result<ExitCode> {
        let own =
            global.data.is_none().then(|| std::env::temp_dir().join(format!("renhe-people-{}", std::process::id())));
        let data = own.clone().or_else(|| global.data.clone());
        let settings = settings::read(&Global { data, ..global.clone() }, &NoFlags {})?;
        let app = wiring::open_with(&settings, std::sync::Arc::new(SystemClock)).await?;
        if app.store().pending_migrations().await? == 0 {
            bail!("{} holds data: give an empty folder and an empty database", settings.data.display());
        }
        app.store().clone().close().await?;
        let app = wiring::open_or_make(&settings, std::sync::Arc::new(SystemClock)).await?;
        let report = self.measure(&app).await;
        app.store().clone().close().await?;
        if let Some(folder) = own {
            std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
        let report = report?;
        output.result(&report, words(&report)?)?;
        Ok(ExitCode::SUCCESS)
    }

    async fn measure(&self, app: &App) -> Result<Report> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let router = http_api::router(app.clone(), ApiOptions::default(), page::router());
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(axum::serve(listener, service).into_future());
        let mut crowd = Crowd::found(app, self.seed).await?;
        let mut rounds = Vec::new();
        for people in [self.employees / 10, self.employees] {
            rounds.push(self.round(app, address, &mut crowd, people.max(100)).await?);
        }
        server.abort();
        let ratios = match rounds.as_slice() {
            [tenth, all] => ratios(tenth, all),
            _ => Vec::new(),
        };
        Ok(Report { engine: app.store().engine(), clients: self.clients, rounds, ratios })
    }

    async fn round(&self, app: &App, address: SocketAddr, crowd: &mut Crowd, people: usize) -> Result<Round> {
        let began = Instant::now();
        let bar = progress(people as u64, "writing people");
        crowd.grow(app, people, |there| bar.set_position(there as u64)).await?;
        bar.finish_and_clear();
        app.store().analyse().await?;
        let fill_seconds = began.elapsed().as_secs_f64();
        let askers = askers(app, crowd).await?;
        let questions =
            Questions { crowd, askers: &askers, entropy: SeededEntropy::new(self.seed), today: app.today() };
        let kinds = questions.all(self.calls.max(PASSES));
        // The first pass is not counted: nobody serves for long from a file that was never looked at.
        let _warm = self.pass(app, address, &kinds, 0).await?;
        let mut passes = Vec::new();
        for part in 1..PASSES {
            passes.push(self.pass(app, address, &kinds, part).await?);
        }
        let calls = (0..kinds.len()).map(|place| middle(passes.iter().map(|pass| &pass[place]).collect())).collect();
        let who = Call { path: "/session".to_owned(), cookie: askers[0].cookie.clone() };
        let who = kind(app, address, "", vec![who], 1).await?;
        Ok(Round {
            people,
            units: crowd.units.len(),
            fill_seconds,
            trail_entries: app.store().audit_status().await?.size,
            statements_to_know_who: who.statements,
            calls,
        })
    }

    /// A part of the calls of each kind.
    async fn pass(
        &self,
        app: &App,
        address: SocketAddr,
        kinds: &[(&'static str, Vec<Call>)],
        part: usize,
    ) -> Result<Vec<Kind>> {
        let mut measured = Vec::new();
        for (what, asked) in kinds {
            let asked = asked.iter().skip(part).step_by(PASSES).cloned().collect();
            let clients = if *what == CHART { 1 } else { self.clients };
            measured.push(kind(app, address, what, asked, clients).await?);
        }
        Ok(measured)
    }
}

/// The median of each figure: a machine that does something else for a while spoils one pass and not a kind of call.
fn middle(passes: Vec<&Kind>) -> Kind {
    let of = |figure: fn(&Measured) -> f64| {
        let mut figures: Vec<f64> = passes.iter().map(|kind| figure(&kind.measured)).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    let Kind { measured, statements } = passes[0];
    Kind {
        measured: Measured {
            what: measured.what.clone(),
            calls: passes.iter().map(|kind| kind.measured.calls).sum(),
            p50_ms: of(|one| one.p50_ms),
            p95_ms: of(|one| one.p95_ms),
            p99_ms: of(|one| one.p99_ms),
            slowest_ms: of(|one| one.slowest_ms),
            per_second: of(|one| one.per_second),
            bytes: measured.bytes,
        },
        statements: *statements,
    }
}

async fn kind(app: &App, address: SocketAddr, what: &'static str, asked: Vec<Call>, clients: usize) -> Result<Kind> {
    let (before, calls) = (app.store().statements(), asked.len().max(1) as u64);
    let measured = tokio::task::spawn_blocking(move || load(address, what, &asked, clients)).await??;
    let statements = (app.store().statements() - before + calls / 2) / calls;
    Ok(Kind { measured, statements })
}

/// HR for everybody, and partners for a part of the group each.
async fn askers(app: &App, crowd: &Crowd) -> Result<Vec<Asker>> {
    let mut work = app.begin(&Caller::system(), "bench_people", None).await?;
    let mut made = Vec::new();
    for place in 0..HR + HRBP {
        let unit = (place >= HR).then(|| 1 + (place - HR) % (crowd.units.len() - 1));
        let login = format!("bench{}.{place}", crowd.people.len());
        let account = NewAccount {
            login: login.clone(),
            display_name: login.clone(),
            person_id: None,
            password: Sensitive::new(PASSWORD.to_owned()),
        };
        let account = create_account_in(app, &mut work, account).await?;
        let role = if unit.is_some() { "hrbp" } else { "hr" };
        let scope_id = unit.map(|unit| crowd.units[unit].0);
        let grant = GrantRole { role: role.to_owned(), scope: None, scope_id, reason: "bench".to_owned() };
        grant_in(app, &mut work, account, &grant).await?;
        made.push((login, unit));
    }
    work.commit().await?;
    let mut askers = Vec::new();
    for (login, unit) in made {
        let input = SignIn { login: login.clone(), password: Sensitive::new(PASSWORD.to_owned()) };
        let signed_in = sign_in(app, input, &login).await?;
        askers.push(Asker { cookie: signed_in.token.text().to_owned(), unit });
    }
    Ok(askers)
}

/// What is asked, drawn from a seed.
struct Questions<'a> {
    crowd: &'a Crowd,
    askers: &'a [Asker],
    entropy: SeededEntropy,
    today: Date,
}

impl Questions<'_> {
    #[expect(clippy::type_complexity, reason = "a table that is read once, right here")]
    fn all(&self, calls: usize) -> Vec<(&'static str, Vec<Call>)> {
        let (hr, readers) = (&self.askers[..HR], &self.askers[self.askers.len() - READERS..]);
        let kinds: [(&'static str, &[Asker], fn(&Self, &Asker) -> String); 14] = [
            ("list, first page", hr, |_, _| "/people?limit=100".to_owned()),
            ("list, some page", hr, |q, _| {
                format!("/people?limit=100&cursor={}~{}", pinyin_of(&q.person(None).full_name), Uuid::nil())
            }),
            ("list of some day", hr, |q, _| format!("/people?limit=100&as_of={}", q.day())),
            ("list of one's scope", &self.askers[HR..], |_, _| "/people?limit=100".to_owned()),
            ("list of a unit", hr, |q, _| format!("/people?limit=100&unit_id={}", q.unit())),
            ("list by day of hire", hr, |_, _| "/people?limit=100&sort=hired_descending".to_owned()),
            ("how many", hr, |_, _| "/people-count".to_owned()),
            ("search by name", hr, |q, _| format!("/search?q={}", escaped(&q.person(None).full_name))),
            ("search by pinyin", hr, |q, _| {
                let name = pinyin_of(&q.person(None).full_name);
                format!("/search?q={}", name.get(..q.below(name.len() - 2) + 2).unwrap_or(&name))
            }),
            ("search by initials", hr, |q, _| format!("/search?q={}", initials_of(&q.person(None).full_name))),
            ("search by number", hr, |q, _| format!("/search?q={}", q.person(None).employee_no)),
            ("page of some day", readers, |q, asker| format!("/people/{}?as_of={}", q.person(asker.unit).id, q.day())),
            ("timeline", readers, |q, asker| format!("/people/{}/timeline", q.person(asker.unit).id)),
            (CHART, hr, |q, _| format!("/organisation/chart?as_of={}", q.day())),
        ];
        let of_kind = |(what, askers, path)| {
            (what, self.calls(if what == CHART { calls.div_ceil(CHARTS) } else { calls }, askers, path))
        };
        kinds.into_iter().map(of_kind).collect()
    }

    fn calls(&self, calls: usize, askers: &[Asker], path: fn(&Self, &Asker) -> String) -> Vec<Call> {
        let one = |asker: &Asker| Call { path: path(self, asker), cookie: asker.cookie.clone() };
        (0..calls).map(|turn| one(&askers[turn % askers.len()])).collect()
    }

    fn below(&self, bound: usize) -> usize {
        usize::try_from(self.entropy.word() % bound.max(1) as u64).unwrap_or_default()
    }

    /// Somebody whom the asker sees.
    fn person(&self, unit: Option<usize>) -> &CrowdPerson {
        let people = &self.crowd.people;
        let Some(top) = unit else { return &people[self.below(people.len())] };
        let within = |mut unit: usize| loop {
            match Crowd::above(unit) {
                _ if unit == top => return true,
                Some(above) => unit = above,
                None => return false,
            }
        };
        let start = self.below(people.len());
        let mut found = (0..people.len()).map(|step| &people[(start + step) % people.len()]);
        found.find(|person| within(person.unit)).unwrap_or(&people[0])
    }

    fn day(&self) -> Date {
        self.today - Days::new(self.below(5 * 365 - 10) as u64)
    }

    fn unit(&self) -> Uuid {
        self.crowd.units[self.below(self.crowd.units.len())].0
    }
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        let _infallible = write!(all, "%{byte:02X}");
        all
    })
}

fn ratios(tenth: &Round, all: &Round) -> Vec<Ratio> {
    // What counts everybody grows with everybody.
    let pairs = tenth.calls.iter().zip(&all.calls).filter(|(few, _)| few.measured.what != CHART);
    pairs
        .map(|(few, many)| Ratio {
            what: many.measured.what.clone(),
            p95: many.measured.p95_ms / few.measured.p95_ms.max(0.001),
        })
        .collect()
}

fn words(report: &Report) -> Result<String> {
    let mut text =
        format!("{}, {} clients; figures are medians of {} passes\n", report.engine, report.clients, PASSES - 1);
    for round in &report.rounds {
        let Round { people, units, fill_seconds, trail_entries, statements_to_know_who, .. } = round;
        writeln!(text, "\n{people} people in {units} units, written in {fill_seconds:.0} s, {trail_entries} entries")?;
        writeln!(text, "statements: {statements_to_know_who} of each call find out who asks")?;
        let heads = ["p50 ms", "p95 ms", "p99 ms", "a second", "bytes", "statements"];
        writeln!(text, "{:<22}{}", "", heads.map(|head| format!("{head:>11}")).concat())?;
        for Kind { measured, statements } in &round.calls {
            let Measured { what, p50_ms, p95_ms, p99_ms, per_second, bytes, .. } = measured;
            writeln!(
                text,
                "{what:<22}{p50_ms:>11.1}{p95_ms:>11.1}{p99_ms:>11.1}{per_second:>11.0}{bytes:>11}{statements:>11}"
            )?;
        }
    }
    text.push_str("\np95 with all people over p95 with a tenth\n");
    for ratio in &report.ratios {
        writeln!(text, "{:<22}{:>9.2}", ratio.what, ratio.p95)?;
    }
    Ok(text.trim_end().to_owned())
}
