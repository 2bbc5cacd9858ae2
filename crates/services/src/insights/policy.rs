//! How far early warning may go: shares, expiries, and whom an alert is about. `data/insight-policy.toml`.

use std::collections::HashMap;
use std::hash::BuildHasher;

use chrono::Days;
use kernel::{Date, ErrorKind, Problem};
use serde::Deserialize;
use uuid::Uuid;

use super::views::Band;
use crate::Result;

/// The policy as data.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Months after a month's end in which a resignation counts.
    pub horizon_months: i32,
    /// Most alerts of a month, as a share of the headcount.
    pub alert_share: f64,
    /// Days after which scores and alerts die.
    pub expiry_days: u64,
    /// Days without a second alert about the same person.
    pub quiet_days: u64,
    /// Fewest people of a group that is shown.
    pub smallest_group: usize,
    /// Seed of the training.
    pub seed: u64,
}

impl Policy {
    /// The policy that ships with Renhe.
    pub fn built_in() -> Result<Self> {
        toml::from_str(include_str!("../../data/insight-policy.toml"))
            .map_err(|error| Problem::new(ErrorKind::Internal, "internal.insight_policy").with("detail", error))
    }

    /// How many alerts a month may bring.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "head counts are small and shares lie between 0 and 1"
    )]
    pub fn most_alerts(&self, headcount: usize) -> usize {
        (headcount as f64 * self.alert_share).floor() as usize
    }
}

/// Somebody whom the model flags.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Who.
    pub person: Uuid,
    /// Calibrated probability.
    pub probability: f64,
    /// Band.
    pub band: Band,
}

/// The last alert about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastAlert {
    /// Its band.
    pub band: Band,
    /// The day it was raised.
    pub raised_on: Date,
    /// Whether it is still open.
    pub open: bool,
}

/// Whom new alerts are about: elevated or high, no open alert, none in the quiet days unless the band rose; the
/// highest probabilities first, never more than the policy's share of the headcount.
pub fn choose<S: BuildHasher>(
    policy: &Policy,
    candidates: &[Candidate],
    past: &HashMap<Uuid, PastAlert, S>,
    headcount: usize,
    today: Date,
) -> Vec<Uuid> {
    let quiet_from = today - Days::new(policy.quiet_days);
    let may = |candidate: &&Candidate| {
        candidate.band >= Band::Elevated
            && past
                .get(&candidate.person)
                .is_none_or(|past| !past.open && (past.raised_on < quiet_from || candidate.band > past.band))
    };
    let mut chosen: Vec<&Candidate> = candidates.iter().filter(may).collect();
    chosen.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.person.cmp(&b.person)));
    chosen.truncate(policy.most_alerts(headcount));
    chosen.into_iter().map(|candidate| candidate.person).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn one(n: u128, probability: f64, band: Band) -> Candidate {
        Candidate { person: Uuid::from_u128(n), probability, band }
    }

    fn after(band: Band, raised_on: &str, open: bool) -> HashMap<Uuid, PastAlert> {
        HashMap::from([(Uuid::from_u128(1), PastAlert { band, raised_on: day(raised_on), open })])
    }

    #[test]
    fn nobody_is_alerted_twice_in_ninety_days_unless_the_band_rises() {
        let policy = Policy::built_in().unwrap();
        let today = day("2026-11-20");
        let chosen = |band, past: &HashMap<_, _>| choose(&policy, &[one(1, 0.4, band)], past, 100, today).len();
        assert_eq!(chosen(Band::Elevated, &after(Band::Elevated, "2026-09-01", false)), 0);
        assert_eq!(chosen(Band::High, &after(Band::Elevated, "2026-09-01", false)), 1);
        assert_eq!(chosen(Band::Elevated, &after(Band::Elevated, "2026-08-20", false)), 1);
        assert_eq!(chosen(Band::High, &after(Band::Elevated, "2026-09-01", true)), 0, "one open alert a person");
    }

    #[test]
    fn a_medium_band_never_becomes_an_alert() {
        let policy = Policy::built_in().unwrap();
        assert!(choose(&policy, &[one(1, 0.4, Band::Medium)], &HashMap::new(), 100, day("2026-11-20")).is_empty());
    }

    proptest! {
        #[test]
        fn alerts_of_a_month_never_exceed_five_per_cent_of_the_headcount(
            heads in 0_usize..2_000, scores in prop::collection::vec(0.0_f64..1.0, 0..300)
        ) {
            let policy = Policy::built_in().unwrap();
            let candidates: Vec<_> = scores.iter().zip(1..).map(|(p, n)| one(n, *p, Band::High)).collect();
            let chosen = choose(&policy, &candidates, &HashMap::new(), heads, day("2026-11-20"));
            prop_assert!(chosen.len() * 20 <= heads);
        }
    }
}
