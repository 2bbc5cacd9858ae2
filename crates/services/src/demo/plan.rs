//! What will happen in the invented group, as a list of dated acts: pure and repeatable.

use kernel::{Date, Money};

/// One of the group's units.
#[derive(Debug, Clone)]
pub(super) struct PlannedUnit {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) parent: Option<usize>,
    pub(super) head: Option<usize>,
}

/// One of the group's people.
#[derive(Debug, Clone)]
pub(super) struct PlannedPerson {
    pub(super) name: String,
    pub(super) employee_no: String,
    pub(super) female: bool,
    pub(super) birth: Date,
    pub(super) identity_number: String,
    pub(super) phone: String,
    pub(super) bank_account: String,
    pub(super) entity: usize,
    pub(super) unit: usize,
    pub(super) manager: Option<usize>,
    pub(super) position: String,
    pub(super) job_level: String,
    pub(super) place: &'static str,
    pub(super) hired_on: Date,
    pub(super) base_pay: Money,
    pub(super) contract_months: Option<u32>,
}

/// Something that happens.
#[derive(Debug, Clone)]
pub(super) enum Act {
    Hire,
    Transfer {
        unit: usize,
        manager: Option<usize>,
    },
    NewManager {
        manager: usize,
    },
    Promotion {
        job_level: String,
    },
    Pay {
        amount: Money,
        reason: &'static str,
    },
    Performance {
        cycle: String,
        first_day: Date,
        last_day: Date,
        score_hundredths: i64,
    },
    Leave {
        kind: &'static str,
        last_day: Date,
        half_days: i32,
    },
    GoalSlipped {
        goal: String,
    },
    Resigns {
        last_day: Date,
    },
    Withdraws,
    Leaves {
        ground: &'static str,
        last_day: Date,
        reason: Option<&'static str>,
    },
    RenewContract {
        months: Option<u32>,
    },
    /// The person becomes the head of the unit.
    Heads {
        unit: usize,
    },
}

/// An act of somebody on a day: the day it becomes known and is written.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) day: Date,
    pub(super) person: usize,
    pub(super) act: Act,
}

/// The whole group.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) entities: Vec<(&'static str, &'static str, &'static str)>,
    pub(super) units: Vec<PlannedUnit>,
    pub(super) people: Vec<PlannedPerson>,
    /// By day; within a day in the order they were drawn.
    pub(super) acts: Vec<Planned>,
    /// Whose story is on rails.
    pub(super) zhang: usize,
    /// The day of that resignation, after the end of the history.
    pub(super) zhang_resigns_on: Date,
}
