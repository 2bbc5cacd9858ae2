//! Working lives: each employment with its posts, contracts and pay, and the leave that people bring along.

use std::collections::HashMap;

use kernel::{Date, Instant, LegalEntityId, OrgUnitId, Problem, Sensitive};
use storage::UnitOfWork;

use super::super::target::Target;
use super::entries::Entry;
use super::kinds::FileKind;
use super::set::Key;
use super::write::{Made, TOGETHER, Writer};
use crate::Result;
use crate::people::{
    ContractTerms, EndEmployment, Hiring, NewEntitlement, PayFact, Post, Since, WorkingLife, record_entitlements_in,
};

/// The rows of each employment, by first day.
struct Facts<'a> {
    contracts: HashMap<&'a str, Vec<Key>>,
    pay: HashMap<&'a str, Vec<Key>>,
}

impl Writer<'_> {
    fn facts(&self) -> Facts<'_> {
        let lines = |kind, day| {
            let mut lines: HashMap<&str, Vec<Key>> = HashMap::new();
            for (key, entry) in self.set.of(kind) {
                lines.entry(entry.text(Target::EmployeeNo)).or_default().push(key);
            }
            for rows in lines.values_mut() {
                rows.sort_by_key(|key| (self.set.entry(*key).day(day), *key));
            }
            lines
        };
        Facts {
            contracts: lines(FileKind::Contracts, Target::ContractFirstDay),
            pay: lines(FileKind::Pay, Target::FirstDay),
        }
    }

    /// All employments, five hundred at a time.
    pub(super) async fn lives(&self, work: &mut UnitOfWork, made: &mut Made) -> Result<()> {
        let facts = self.facts();
        let mut hiring = Hiring::read(&work.db()).await?;
        let rows: Vec<(Key, &Entry)> = self.set.of(FileKind::Employments).collect();
        for chunk in rows.chunks(TOGETHER) {
            self.step(0)?;
            let mut done = 0;
            for (key, entry) in chunk {
                let life = self.life(*key, entry, &facts, made)?;
                let contracts = facts.contracts.get(entry.text(Target::EmployeeNo)).map_or(&[][..], Vec::as_slice);
                done += 1 + life.posts.len() + life.contracts.len() + life.pay.len();
                let lived = hiring.live(work, life).map_err(|problem| self.in_row(problem, *key))?;
                made.effects.push(("employment", lived.employment_id.0, *key));
                let contracts = contracts.iter().zip(lived.contracts);
                made.effects.extend(contracts.map(|(row, id)| ("contract", id, *row)));
            }
            hiring.write(work).await?;
            self.effects(work, made).await?;
            self.step(done)?;
        }
        Ok(())
    }

    fn life(&self, key: Key, entry: &Entry, facts: &Facts<'_>, made: &Made) -> Result<WorkingLife> {
        let number = entry.text(Target::EmployeeNo);
        let unknown = || self.in_row(Problem::invalid("people.unknown"), key);
        let person = self.refs.person_of(self.set, key).and_then(|person| made.persons.get(&person));
        let person_id = kernel::PersonId(*person.ok_or_else(unknown)?);
        let hired_on = entry.day(Target::HiredOn).ok_or_else(unknown)?;
        let defaults = self.defaults(key);
        let exit = entry.day(Target::ExitDate).map(|last_day| {
            let ground = entry.maybe(Target::ExitGround).unwrap_or_else(|| defaults.exit_ground.clone());
            let reason = entry.maybe(Target::ExitReason).map(Sensitive::new);
            (EndEmployment { last_day, ground, reason }, self.known_at(key, last_day))
        });
        let none: Vec<Key> = Vec::new();
        let rows = |lines: &HashMap<&str, Vec<Key>>| lines.get(number).cloned().unwrap_or_default();
        let posts = self.posts(self.refs.posts.get(number).unwrap_or(&none), made)?;
        let known_at = posts.first().map_or_else(|| self.known_at(key, hired_on), |post| post.known_at);
        // The end is known no earlier than what came before it.
        let latest = posts.iter().map(|post| post.known_at).max();
        let pay = self.pay(&rows(&facts.pay));
        let latest = latest.into_iter().chain(pay.iter().map(|pay| pay.known_at)).max();
        Ok(WorkingLife {
            person_id,
            legal_entity_id: LegalEntityId(self.employer(key, made)?),
            employee_no: number.to_owned(),
            kind: entry.maybe(Target::EmploymentKind).unwrap_or_else(|| defaults.employment_kind.clone()),
            hired_on,
            known_at,
            probation_last_day: entry.day(Target::ProbationEnd),
            posts,
            contracts: self.contracts(&rows(&facts.contracts)),
            pay,
            exit: exit.map(|(exit, known)| (exit, latest.map_or(known, |latest| latest.max(known)))),
        })
    }

    /// Each post from its first day on. Where one ends and none follows at once, nothing holds until the next one.
    fn posts(&self, rows: &[Key], made: &Made) -> Result<Vec<Since<Post>>> {
        let mut posts: Vec<Since<Post>> = Vec::with_capacity(rows.len());
        for (at, key) in rows.iter().enumerate() {
            let entry = self.set.entry(*key);
            let Some(first_day) = entry.day(Target::FirstDay) else { continue };
            let post = self.post(*key, entry, made)?;
            let known_at = self.known_in(Some(post.unit_id.0), self.known_at(*key, first_day), made);
            let known_at = later(&posts, known_at);
            posts.push(Since { first_day, known_at, value: Some(post) });
            let next = rows.get(at + 1).and_then(|next| self.set.entry(*next).day(Target::FirstDay));
            let after = entry.day(Target::LastDay).and_then(|last| last.succ_opt());
            if let Some(after) = after.filter(|after| next.is_some_and(|next| *after < next)) {
                let known_at = later(&posts, self.known_at(*key, after));
                posts.push(Since { first_day: after, known_at, value: None });
            }
        }
        Ok(posts)
    }

    fn post(&self, key: Key, entry: &Entry, made: &Made) -> Result<Post> {
        let defaults = self.defaults(key);
        let unit = self.unit(entry.text(Target::UnitCode), made);
        let unit = unit.ok_or_else(|| self.in_row(Problem::invalid("organisation.unit_unknown"), key))?;
        Ok(Post {
            unit_id: OrgUnitId(unit),
            manager_id: entry.maybe(Target::ManagerNo).and_then(|number| self.holder(&number, made)),
            position: entry.maybe(Target::Position).unwrap_or_else(|| defaults.position.clone()),
            job_level: entry.maybe(Target::JobLevel),
            place: entry.maybe(Target::Place).unwrap_or_else(|| defaults.place.clone()),
            working_time: entry.maybe(Target::WorkingTime).unwrap_or_else(|| defaults.working_time.clone()),
        })
    }

    fn contracts(&self, rows: &[Key]) -> Vec<(ContractTerms, Instant)> {
        let terms = rows.iter().filter_map(|key| {
            let entry = self.set.entry(*key);
            let first_day = entry.day(Target::ContractFirstDay)?;
            let (last_day, signed_on) = (entry.day(Target::ContractLastDay), entry.day(Target::SignedOn));
            let terms = ContractTerms { kind: contract_kind(entry), first_day, last_day, signed_on };
            // What is signed ahead is known from its signing on.
            let since: Date = signed_on.map_or(first_day, |signed| signed.min(first_day));
            Some((terms, self.known_at(*key, since)))
        });
        terms.collect()
    }

    fn pay(&self, rows: &[Key]) -> Vec<Since<PayFact>> {
        let mut line: Vec<Since<PayFact>> = Vec::with_capacity(rows.len());
        for key in rows {
            let entry = self.set.entry(*key);
            let (Some(first_day), Some(amount)) = (entry.day(Target::FirstDay), entry.pay()) else { continue };
            let usual = if line.is_empty() { "hire" } else { "import" };
            let reason = entry.maybe(Target::PayReason).unwrap_or_else(|| usual.to_owned());
            let known_at = later(&line, self.known_at(*key, first_day));
            let base_pay = Sensitive::new(amount);
            line.push(Since { first_day, known_at, value: Some(PayFact { base_pay, reason }) });
        }
        line
    }

    /// Leave that people bring along, known since today: a balance is a statement of the day on which it is made.
    pub(super) async fn leave(&self, work: &mut UnitOfWork, made: &mut Made) -> Result<()> {
        let (mut keys, mut input) = (Vec::new(), Vec::new());
        for (key, entry) in self.set.of(FileKind::LeaveBalances) {
            let holder = self.holder(entry.text(Target::EmployeeNo), made);
            let (Some(person_id), Some(half_days), Some(year)) = (holder, entry.half_days(), entry.year()) else {
                continue;
            };
            keys.push(key);
            input.push(NewEntitlement {
                person_id,
                kind: Sensitive::new(entry.text(Target::LeaveKind).to_owned()),
                year,
                half_days: i32::try_from(half_days).unwrap_or(i32::MAX),
                last_day: entry.day(Target::UsableUntil),
            });
        }
        let known_at = work.now();
        let ids = record_entitlements_in(work, input, known_at).await?;
        self.step(ids.len())?;
        made.effects.extend(ids.into_iter().zip(keys).map(|(id, key)| ("leave_entitlement", id, key)));
        Ok(())
    }
}

/// Nothing on a line is known before what stands earlier on it.
fn later<T>(line: &[Since<T>], known_at: Instant) -> Instant {
    line.last().map_or(known_at, |last| last.known_at.max(known_at))
}

/// As named; else a term where a last day is given.
pub(super) fn contract_kind(entry: &Entry) -> String {
    entry.maybe(Target::ContractKind).unwrap_or_else(|| {
        let fixed = entry.day(Target::ContractLastDay).is_some();
        if fixed { "fixed_term" } else { "open_ended" }.to_owned()
    })
}
