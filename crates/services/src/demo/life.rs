//! Month by month: strain rises and falls, and what people do follows from it. See `data/demo-model.toml`.

use chrono::{Datelike, Days, Months};
use kernel::{Date, Money, Month};

use super::organisation::{Seat, hundreds, level, new_person, workday};
use super::parameters::Parameters;
use super::plan::{Act, Plan, Planned, PlannedPerson};
use super::random::Draws;

/// What is going on inside a person; nothing of it is ever written down.
#[derive(Debug, Clone)]
struct Inner {
    strain: f64,
    level: f64,
    /// Months into the ramp, its length and height.
    ramp: Option<(i64, i64, f64)>,
    /// Month in which another ramp begins.
    next_ramp: Option<Month>,
    last_raise: Date,
    quarter: Vec<f64>,
    pay: Money,
    rank: usize,
    until: Option<Date>,
    leaving: bool,
    staged: bool,
}

const LEVELS: [&str; 5] = ["P4", "P5", "P6", "P7", "P8"];
const REASONS: [(&str, f64); 9] = [
    ("career", 0.25),
    ("pay", 0.20),
    ("manager", 0.12),
    ("workload", 0.12),
    ("content", 0.08),
    ("location", 0.08),
    ("family", 0.08),
    ("study", 0.04),
    ("culture", 0.03),
];

pub(super) struct Life<'a> {
    pub(super) draws: &'a Draws,
    pub(super) parameters: &'a Parameters,
    pub(super) start: Date,
    pub(super) end: Date,
    plan: Plan,
    inner: Vec<Inner>,
    team: Vec<f64>,
    /// (month of hire, unit) of seats to be filled again.
    seats: Vec<(Date, usize)>,
    staged: Vec<usize>,
}

impl<'a> Life<'a> {
    pub(super) fn new(
        draws: &'a Draws,
        parameters: &'a Parameters,
        (start, end): (Date, Date),
        plan: Plan,
        staged: Vec<usize>,
    ) -> Self {
        let team = plan.units.iter().map(|_| draws.normal(0.0, parameters.strain.team_spread)).collect();
        let mut life = Self { draws, parameters, start, end, plan, inner: Vec::new(), team, seats: Vec::new(), staged };
        for person in 0..life.plan.people.len() {
            life.enter(person);
        }
        life
    }

    /// Lives through all months and returns the plan with its acts by day.
    pub(super) fn run(mut self) -> Plan {
        let (mut month, last) = (Month::of(self.start), Month::of(self.end));
        while month <= last {
            self.fill_seats(month);
            for person in 0..self.plan.people.len() {
                if self.employed(person, month) {
                    self.live(person, month);
                }
            }
            month = month.plus(1);
        }
        let end = self.end;
        self.plan.acts.retain(|planned| planned.day <= end);
        self.plan.acts.sort_by_key(|planned| planned.day);
        self.plan
    }

    fn act(&mut self, day: Date, person: usize, act: Act) {
        self.plan.acts.push(Planned { day, person, act });
    }

    fn enter(&mut self, person: usize) {
        let planned = &self.plan.people[person];
        let rank = LEVELS.iter().position(|level| *level == planned.job_level).unwrap_or(LEVELS.len());
        let performance = &self.parameters.performance;
        let inner = Inner {
            strain: self.draws.normal(0.0, 0.4),
            level: self.draws.normal(performance.level_mean, performance.level_spread),
            ramp: None,
            next_ramp: None,
            last_raise: planned.hired_on,
            quarter: Vec::new(),
            pay: planned.base_pay,
            rank,
            until: None,
            leaving: false,
            staged: self.staged.contains(&person),
        };
        let hired_on = planned.hired_on;
        let contract = planned.contract_months;
        self.inner.push(inner);
        self.act(hired_on, person, Act::Hire);
        // Two fixed terms, then open-ended (Labour Contract Law art. 14).
        if let Some(months) = contract {
            let renewed = hired_on + Months::new(months);
            self.act(renewed, person, Act::RenewContract { months: Some(months) });
            self.act(renewed + Months::new(months), person, Act::RenewContract { months: None });
        }
    }

    fn employed(&self, person: usize, month: Month) -> bool {
        let inner = &self.inner[person];
        self.plan.people[person].hired_on < month.end() && inner.until.is_none_or(|until| until >= month.first_day())
    }

    fn live(&mut self, person: usize, month: Month) {
        if person == self.plan.zhang {
            return;
        }
        self.feel(person, month);
        self.absences(person, month);
        self.goals(person, month);
        self.performance(person, month);
        self.pay_review(person, month);
        if !self.inner[person].leaving && !self.inner[person].staged {
            self.decide(person, month);
        }
    }

    /// The strain of the month.
    fn feel(&mut self, person: usize, month: Month) {
        let (p, draws) = (&self.parameters, self.draws);
        let unit = self.plan.people[person].unit;
        let stale = i64::from(month.since(Month::of(self.inner[person].last_raise)) - 12).max(0);
        let inner = &mut self.inner[person];
        if inner.next_ramp == Some(month) || (inner.ramp.is_none() && draws.chance(p.episode.monthly_probability)) {
            inner.next_ramp = None;
            inner.ramp = Some((0, draws.whole(p.episode.months), draws.between(p.episode.height)));
        }
        #[expect(clippy::cast_precision_loss, reason = "months are small numbers")]
        let ramp = inner.ramp.map_or(0.0, |(at, length, height)| height * at as f64 / length as f64);
        #[expect(clippy::cast_precision_loss, reason = "months are small numbers")]
        let stagnation = p.strain.stagnation_per_month * stale.min(24) as f64;
        let base = p.strain.persistence * inner.strain + draws.normal(0.0, p.strain.noise);
        inner.strain = base.clamp(-1.5, 1.5);
        let felt = inner.strain + ramp + stagnation + self.team[unit];
        inner.quarter.push(felt);
        if let Some((at, ..)) = &mut inner.ramp {
            *at += 1;
        }
    }

    fn felt(&self, person: usize) -> f64 {
        self.inner[person].quarter.last().copied().unwrap_or(0.0).max(0.0)
    }

    /// A working day of the month, at most its 26th, on which the person is employed.
    fn day_in(&self, person: usize, month: Month) -> Option<Date> {
        let first = month.first_day().max(self.plan.people[person].hired_on);
        let last = self.inner[person].until.unwrap_or(Date::MAX).min(month.first_day() + Days::new(25));
        let span = (last - first).num_days();
        if span < 0 {
            return None;
        }
        let day = workday(first + Days::new(u64::try_from(self.draws.whole([0, span])).unwrap_or(0)));
        (day <= last.max(first)).then_some(day)
    }

    fn leave(&mut self, person: usize, month: Month, kind: &'static str, half_days: i32) {
        let Some(day) = self.day_in(person, month) else { return };
        let last_day = day + Days::new(u64::try_from((half_days - 1) / 2).unwrap_or(0));
        if self.inner[person].until.is_none_or(|until| last_day <= until) {
            self.act(day, person, Act::Leave { kind, last_day, half_days });
        }
    }

    fn absences(&mut self, person: usize, month: Month) {
        let (p, draws) = (&self.parameters.leave, self.draws);
        let felt = self.felt(person);
        for _ in 0..draws.poisson(p.personal_base + p.personal_per_strain * felt) {
            self.leave(person, month, "personal", i32::try_from(draws.whole([1, 4])).unwrap_or(2));
        }
        for _ in 0..draws.poisson(p.sick) {
            self.leave(person, month, "sick", i32::try_from(draws.whole([1, 8])).unwrap_or(2));
        }
        if self.plan.people[person].female && draws.chance(p.maternity) {
            self.leave(person, month, "maternity", 196);
        }
        if matches!(month.first_day().month(), 2 | 5 | 7 | 8 | 10) && draws.chance(0.45) {
            self.leave(person, month, "annual", i32::try_from(draws.whole([2, 8])).unwrap_or(4));
        }
    }

    fn goals(&mut self, person: usize, month: Month) {
        const GOALS: [&str; 6] =
            ["季度版本按期上线", "故障恢复时间缩短", "客户续约率", "成本下降 8%", "自动化覆盖率", "交付里程碑"];
        let p = &self.parameters.goals;
        for _ in 0..self.draws.poisson(p.slip_base + p.slip_per_strain * self.felt(person)) {
            if let Some(day) = self.day_in(person, month) {
                let goal = (*self.draws.pick(&GOALS)).to_owned();
                self.act(day, person, Act::GoalSlipped { goal });
            }
        }
    }

    /// The quarter that ended last month is scored on the twelfth.
    fn performance(&mut self, person: usize, month: Month) {
        if !month.first_day().month0().is_multiple_of(3) {
            return;
        }
        let (p, draws) = (&self.parameters.performance, self.draws);
        let first_day = month.plus(-3).first_day();
        let months: Vec<f64> = std::mem::take(&mut self.inner[person].quarter);
        // This month's strain belongs to the quarter that begins.
        let (this, past) = months.split_last().map_or((0.0, &[][..]), |(this, past)| (*this, past));
        self.inner[person].quarter.push(this);
        if past.is_empty() || self.plan.people[person].hired_on > first_day + Days::new(45) {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "at most three months")]
        let felt = past.iter().map(|felt| felt.max(0.0)).sum::<f64>() / past.len() as f64;
        let score = self.inner[person].level + draws.normal(0.0, p.noise) - p.per_strain * felt;
        let day = workday(month.first_day() + Days::new(11));
        if self.inner[person].until.is_none_or(|until| day <= until) {
            self.score(person, day, first_day, score);
        }
    }

    fn score(&mut self, person: usize, day: Date, first_day: Date, score: f64) {
        let cycle = format!("{}Q{}", first_day.year(), first_day.month0() / 3 + 1);
        let last_day = Month::of(first_day).plus(3).first_day() - Days::new(1);
        #[expect(clippy::cast_possible_truncation, reason = "a score is at most a hundred and twenty")]
        let score_hundredths = (score.clamp(40.0, 120.0) * 10.0).round() as i64 * 10;
        self.act(day, person, Act::Performance { cycle, first_day, last_day, score_hundredths });
    }

    fn raise(&mut self, person: usize, day: Date, percent: f64, reason: &'static str) {
        #[expect(clippy::cast_precision_loss, reason = "pay fits a double; the result is rounded to hundreds")]
        let yuan = self.inner[person].pay.fen() as f64 / 100.0;
        let amount = hundreds(yuan * (1.0 + percent / 100.0));
        let inner = &mut self.inner[person];
        inner.pay = amount;
        inner.last_raise = day;
        inner.strain -= self.parameters.strain.raise_relief * percent / 10.0;
        self.act(day, person, Act::Pay { amount, reason });
    }

    fn pay_review(&mut self, person: usize, month: Month) {
        let (p, draws) = (&self.parameters.pay, self.draws);
        let new = month.since(Month::of(self.plan.people[person].hired_on)) < 9;
        if month.first_day().month() != p.review_month || new || self.inner[person].until.is_some() {
            return;
        }
        let day = workday(month.first_day());
        if self.inner[person].rank < LEVELS.len() - 2 && draws.chance(p.promotion_probability) {
            self.inner[person].rank += 1;
            let job_level = LEVELS[self.inner[person].rank].to_owned();
            self.act(day, person, Act::Promotion { job_level });
            self.raise(person, day, p.promotion_percent, "promotion");
        } else if draws.chance(p.review_probability) {
            let percent = draws.normal(p.review_percent_mean, p.review_percent_spread).clamp(1.0, 15.0);
            self.raise(person, day, percent, "annual_review");
        }
    }

    /// Does the person go, and how?
    fn decide(&mut self, person: usize, month: Month) {
        let (p, draws) = (self.parameters, self.draws);
        let Some(day) = self.day_in(person, month) else { return };
        let early = month.since(Month::of(self.plan.people[person].hired_on)) < p.exit.early_months;
        if let Some((at, length, _)) = self.inner[person].ramp
            && at > length
        {
            self.inner[person].ramp = None;
            if draws.chance(p.episode.resigns) {
                self.hand_in(person, day, true);
            }
            return;
        }
        if draws.chance(p.exit.sudden * if early { 2.0 } else { 1.0 }) {
            self.hand_in(person, day, false);
        } else if draws.chance(p.exit.involuntary) {
            let ground = *draws.pick(&["art40_incompetent", "art44_expiry_no_offer", "art36_employer_proposed"]);
            self.go(person, day, day + Days::new(30), ground, Some("performance"));
        } else if draws.chance(p.movement.transfer) {
            self.transfer(person, day);
        }
    }

    /// Hands in a resignation: goes, or is kept by a raise and perhaps begins to let go again.
    fn hand_in(&mut self, person: usize, day: Date, may_be_kept: bool) {
        let (p, draws) = (self.parameters, self.draws);
        let notice = Days::new(u64::try_from(draws.whole(p.exit.notice_days)).unwrap_or(30));
        let mut mark = draws.unit() * REASONS.iter().map(|(_, share)| share).sum::<f64>();
        let reason = REASONS.iter().find(|(_, share)| {
            mark -= share;
            mark <= 0.0
        });
        let reason = reason.map_or("other", |(reason, _)| *reason);
        self.act(day, person, Act::Resigns { last_day: day + notice });
        if may_be_kept && draws.chance(p.episode.retained) {
            let withdrawn = workday(day + Days::new(8));
            self.act(withdrawn, person, Act::Withdraws);
            self.raise(person, workday(withdrawn + Days::new(12)), draws.between(p.pay.retention_percent), "retention");
            if draws.chance(p.episode.returns) {
                let months = i32::try_from(draws.whole(p.episode.return_after_months)).unwrap_or(5);
                self.inner[person].next_ramp = Some(Month::of(day).plus(months));
            }
            return;
        }
        self.go(person, day, day + notice, "employee_resign_art37", Some(reason));
    }

    fn go(&mut self, person: usize, day: Date, last_day: Date, ground: &'static str, reason: Option<&'static str>) {
        self.inner[person].until = Some(last_day);
        self.inner[person].leaving = true;
        self.act(day, person, Act::Leaves { ground, last_day, reason });
        // What was planned for later does not happen.
        self.plan.acts.retain(|planned| planned.person != person || planned.day <= last_day);
        let unit = self.plan.people[person].unit;
        if self.plan.units[unit].head == Some(person) {
            self.succeed(unit, person, last_day + Days::new(1));
        } else if self.draws.chance(self.parameters.people.replacement) {
            let wait = u64::try_from(self.draws.whole([15, 60])).unwrap_or(30);
            self.seats.push((workday(last_day + Days::new(wait)), unit));
        }
    }

    /// The most senior member takes the lead; the others report to them.
    fn succeed(&mut self, unit: usize, old: usize, day: Date) {
        let team: Vec<usize> = (0..self.plan.people.len())
            .filter(|person| self.plan.people[*person].manager == Some(old) && !self.inner[*person].leaving)
            .filter(|person| self.plan.people[*person].hired_on < day)
            .collect();
        let next =
            team.iter().copied().filter(|person| self.plan.people[*person].unit == unit && *person != self.plan.zhang);
        let Some(next) = next.max_by_key(|person| (self.inner[*person].rank, std::cmp::Reverse(*person))) else {
            return;
        };
        let above = self.plan.people[old].manager;
        self.plan.units[unit].head = Some(next);
        self.act(day, next, Act::Heads { unit });
        self.team[unit] = self.draws.normal(0.0, self.parameters.strain.team_spread);
        for person in team {
            let manager = if person == next { above } else { Some(next) };
            self.plan.people[person].manager = manager;
            if let Some(manager) = manager {
                self.act(day, person, Act::NewManager { manager });
            }
        }
        self.seats.push((workday(day + Days::new(30)), unit));
    }

    fn transfer(&mut self, person: usize, day: Date) {
        let unit = self.plan.people[person].unit;
        let teams: Vec<usize> = (0..self.plan.units.len())
            .filter(|team| *team != unit && self.plan.units[*team].parent == self.plan.units[unit].parent)
            .collect();
        if teams.is_empty() || self.plan.units[unit].head == Some(person) || self.plan.units[unit].kind != "team" {
            return;
        }
        let team = *self.draws.pick(&teams);
        let manager = self.plan.units[team].head;
        self.plan.people[person].unit = team;
        self.plan.people[person].manager = manager;
        self.act(day, person, Act::Transfer { unit: team, manager });
    }

    fn fill_seats(&mut self, month: Month) {
        let (due, later) = std::mem::take(&mut self.seats).into_iter().partition(|(day, _)| *day < month.end());
        self.seats = later;
        for (day, unit) in due {
            let lead = self.plan.units[unit].head;
            // A seat is filled with somebody of the team's trade, not of its lead's.
            let of_unit = || self.plan.people.iter().filter(|person| person.unit == unit);
            let member = |person: &&PlannedPerson| matches!(person.job_level.as_str(), "P4" | "P5" | "P6" | "P7");
            let sample = of_unit().find(member).or_else(|| of_unit().next());
            let Some((position, place)) = sample.map(|person| (person.position.clone(), person.place)) else {
                continue;
            };
            let place =
                ["CN-Shanghai", "CN-Beijing", "CN-Guangdong-Shenzhen", "CN-Zhejiang-Hangzhou", "CN-Sichuan-Chengdu"]
                    .iter()
                    .position(|known| *known == place)
                    .unwrap_or(0);
            let level = level(self.draws);
            let seat = Seat { unit, manager: lead, position: &position, level, place };
            let person = new_person(&mut self.plan, self.draws, self.parameters, seat, day);
            self.enter(person);
        }
    }
}

impl Life<'_> {
    /// Zhang's story, on rails.
    pub(super) fn stage_zhang(&mut self) {
        let (zhang, p, end) = (self.plan.zhang, &self.parameters.zhang, self.end);
        let ago = |days: i64| workday(end - Days::new(u64::try_from(days).unwrap_or(0)));
        let after = u64::try_from(self.draws.whole(p.resigns_after)).unwrap_or(60);
        self.plan.zhang_resigns_on = workday(end + Days::new(after));
        let resigned = ago(p.resigned);
        self.act(resigned, zhang, Act::Resigns { last_day: resigned + Days::new(30) });
        self.act(ago(p.withdrawn), zhang, Act::Withdraws);
        let slips: Vec<_> = p.slips.iter().map(|(days, goal)| (ago(*days), goal.clone())).collect();
        for (day, goal) in slips {
            self.act(day, zhang, Act::GoalSlipped { goal });
        }
        let personal: Vec<_> = p.personal.iter().map(|[days, half_days]| (ago(*days), *half_days)).collect();
        for (day, half_days) in personal {
            let half_days = i32::try_from(half_days).unwrap_or(1);
            let last_day = day + Days::new(u64::try_from((half_days - 1) / 2).unwrap_or(0));
            self.act(day, zhang, Act::Leave { kind: "personal", last_day, half_days });
        }
        let sick = ago(200);
        self.act(sick, zhang, Act::Leave { kind: "sick", last_day: sick, half_days: 2 });
        let (raised, percent) = (ago(p.raised), p.raise_percent);
        self.raise(zhang, raised, percent, "retention");
        // The last complete quarters before the end, scored on the twelfth of the month after.
        let scores = p.scores.clone();
        let mut quarter = Month::of(end - Days::new(12));
        while !quarter.first_day().month0().is_multiple_of(3) {
            quarter = quarter.plus(-1);
        }
        for (back, score) in (1..).zip(scores.into_iter().rev()) {
            let begins = quarter.plus(-3 * back);
            let day = workday(begins.plus(3).first_day() + Days::new(11));
            self.score(zhang, day, begins.first_day(), score);
        }
    }
}
