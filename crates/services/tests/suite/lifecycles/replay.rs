//! The naive replay: every employment is a table of days, filled event by event.

use kernel::Instant;

use super::{DAYS, Event, NewPost};

/// What holds on a day under one employment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Day {
    pub(super) unit: usize,
    pub(super) position: usize,
    pub(super) level: usize,
    pub(super) place: usize,
}

#[derive(Debug, Clone)]
pub(super) struct Job {
    /// Whether it hangs on the second record of the person.
    pub(super) twin: bool,
    pub(super) hired: usize,
    pub(super) until: Option<usize>,
    pub(super) probation_until: Option<usize>,
    pub(super) posts: Vec<Option<Day>>,
    pub(super) pay: Vec<Option<(i64, &'static str)>>,
    pub(super) duty: Vec<Option<bool>>,
}

/// The naive replay: every employment is a table of days.
#[derive(Debug, Clone, Default)]
pub(super) struct Replay {
    pub(super) jobs: Vec<Job>,
}

impl Job {
    pub(super) fn end(&self) -> usize {
        self.until.unwrap_or(DAYS)
    }

    /// A field changes from a day on until it would change anyway, or over given days.
    fn field(&mut self, day: usize, last: Option<usize>, field: fn(&mut Day) -> &mut usize, value: Option<usize>) {
        let (Some(value), Some(mut first)) = (value, self.posts[day]) else { return };
        let old = *field(&mut first);
        for slot in &mut self.posts[day..last.map_or(DAYS, |last| (last + 1).min(DAYS))] {
            let Some(post) = slot else { break };
            if last.is_none() && *field(post) != old {
                break;
            }
            *field(post) = value;
        }
    }

    fn post(&mut self, day: usize, last: Option<usize>, post: NewPost, reason: &'static str) {
        self.field(day, last, |post| &mut post.unit, post.unit);
        self.field(day, last, |post| &mut post.position, post.position);
        self.field(day, last, |post| &mut post.level, post.level);
        self.field(day, last, |post| &mut post.place, post.place);
        if let Some(pay) = post.pay {
            self.raise(day, last, (pay, reason));
        }
    }

    fn raise(&mut self, day: usize, last: Option<usize>, pay: (i64, &'static str)) {
        let (old, end) = (self.pay[day], self.end());
        for slot in &mut self.pay[day..last.map_or(end, |last| (last + 1).min(end))] {
            if last.is_none() && *slot != old {
                break;
            }
            *slot = Some(pay);
        }
    }

    fn cut(&mut self, until: usize) {
        self.until = Some(until);
        self.posts[until..].fill(None);
        self.pay[until..].fill(None);
        self.duty[until..].fill(None);
    }
}

impl Replay {
    /// Everything that was known at an instant, without what was taken back by then.
    pub(super) fn of(history: &[(Instant, Event)], known: Instant) -> Self {
        let heard: Vec<_> = history.iter().filter(|(at, _)| *at <= known).collect();
        let gone: Vec<usize> = heard
            .iter()
            .filter_map(|(_, event)| match event {
                Event::Undo { event } => Some(*event),
                _ => None,
            })
            .collect();
        let mut replay = Self::default();
        for (place, (_, event)) in heard.into_iter().enumerate() {
            if !gone.contains(&place) {
                replay.apply(*event);
            }
        }
        replay
    }

    pub(super) fn job(&self, day: usize, twin: Option<bool>) -> Option<&Job> {
        let mut jobs = self.jobs.iter().filter(|job| twin.is_none_or(|twin| job.twin == twin));
        jobs.find(|job| job.hired <= day && day < job.end())
    }

    fn job_mut(&mut self, day: usize) -> &mut Job {
        self.jobs.iter_mut().find(|job| job.hired <= day && day < job.end()).unwrap()
    }

    fn begin(&mut self, (day, twin): (usize, bool), post: Day, pay: Option<i64>, probation: Option<usize>) {
        let mut job = Job {
            twin,
            hired: day,
            until: None,
            probation_until: probation.map(|last| last + 1),
            posts: vec![None; DAYS],
            pay: vec![None; DAYS],
            duty: vec![None; DAYS],
        };
        job.posts[day..].fill(Some(post));
        job.pay[day..].fill(pay.map(|pay| (pay, "hire")));
        self.jobs.push(job);
    }

    fn apply(&mut self, event: Event) {
        match event {
            Event::Hire { day, unit, pay, probation } => {
                self.begin((day, false), Day { unit, position: 0, level: 0, place: 0 }, Some(pay), probation);
            }
            Event::Rehire { day, unit, pay, twin } => {
                self.begin((day, twin), Day { unit, position: 0, level: 0, place: 0 }, Some(pay), None);
            }
            Event::HireTwin { day, unit, pay } => {
                self.begin((day, true), Day { unit, position: 0, level: 0, place: 0 }, Some(pay), None);
            }
            Event::Transfer { day, post, promote } => {
                let reason = if promote { "promotion" } else { "transfer" };
                self.job_mut(day).post(day, None, post, reason);
            }
            Event::Raise { day, pay } => self.job_mut(day).raise(day, None, (pay, "annual_review")),
            Event::Confirm { day } => self.job_mut(day).probation_until = Some(day),
            Event::Away { day, last, secondment } => {
                let job = self.job_mut(day);
                let end = job.end();
                job.duty[day..last.map_or(end, |last| (last + 1).min(end))].fill(Some(secondment));
            }
            Event::Back { day, secondment } => {
                for slot in &mut self.job_mut(day).duty[day..] {
                    if *slot != Some(secondment) {
                        break;
                    }
                    *slot = None;
                }
            }
            Event::Exit { last } => self.job_mut(last).cut(last + 1),
            Event::Reinstate { last } => {
                let job = self.job_mut(last);
                job.until = None;
                let (post, pay, duty) = (job.posts[last], job.pay[last], job.duty[last]);
                job.posts[last + 1..].fill(post);
                job.pay[last + 1..].fill(pay);
                job.duty[last + 1..].fill(duty);
            }
            Event::OtherEmployer { day, twin } => {
                let old = self.job_mut(day);
                let (post, pay) = (old.posts[day].unwrap(), old.pay[day].map(|(pay, _)| pay));
                old.cut(day);
                self.begin((day, twin), post, pay, None);
            }
            Event::Correct { day, last, post } => self.job_mut(day).post(day, last, post, "correction"),
            Event::CorrectProbation { day, last } => self.job_mut(day).probation_until = Some(last + 1),
            Event::CorrectHire { day, hired } => {
                let job = self.job_mut(day);
                let old = std::mem::replace(&mut job.hired, hired);
                if hired < old {
                    let (post, pay) = (job.posts[old], job.pay[old]);
                    job.posts[hired..old].fill(post);
                    job.pay[hired..old].fill(pay);
                } else {
                    job.posts[old..hired].fill(None);
                    job.pay[old..hired].fill(None);
                    job.duty[old..hired].fill(None);
                }
            }
            Event::Undo { .. } | Event::Merge | Event::Unmerge => {}
        }
    }
}
