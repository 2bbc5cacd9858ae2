//! What the pure machine must be told: the statutory day counts and the zone.

use kernel::{Date, Instant, Problem};
use law::Parameters;
use workflow::{LegalLimits, Zone};

use crate::{App, Result};

/// The statutory day counts in force on a day.
pub fn legal_limits(day: Date) -> Result<LegalLimits> {
    let refused = |refusal: law::Refusal| -> Problem { refusal.problem() };
    let law = Parameters::builtin().map_err(|refusal| refused(refusal.clone()))?;
    let notice = |in_probation| law::termination::employee_notice(law, day, in_probation);
    let days = |id: &str| law.national(id, day).and_then(law::Parameter::whole);
    Ok(LegalLimits {
        notice_days: notice(false).map_err(refused)?.value.notice_days,
        probation_notice_days: notice(true).map_err(refused)?.value.notice_days,
        file_transfer_days: days("term.transfer_days").map_err(refused)?,
        housing_fund_days: days("term.housing_fund_change_days").map_err(refused)?,
    })
}

/// The group's distance from UTC at an instant.
pub fn zone_of(app: &App, at: Instant) -> Zone {
    use chrono::Offset;
    let local = at.to_chrono().with_timezone(&app.zone());
    Zone::of_minutes(local.offset().fix().local_minus_utc() / 60)
}
