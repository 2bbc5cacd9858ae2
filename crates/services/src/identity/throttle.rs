//! Throttling and lockout: five failures in fifteen minutes lock a login; an address gets more tries, because
//! an office shares one.

use kernel::{ErrorKind, Instant, Problem};
use storage::TryLimit;

use crate::{App, Result};

const WINDOW_SECONDS: i64 = 15 * 60;
const LOGIN: TryLimit = TryLimit { most: 5, window_seconds: WINDOW_SECONDS };
const ADDRESS: TryLimit = TryLimit { most: 50, window_seconds: WINDOW_SECONDS };

/// Takes a try before the password is looked at, and refuses where none is left: counted afterwards, many at once would
/// all be judged before the first counts.
pub(super) async fn take(app: &App, login: &str, address: &str) -> Result<()> {
    let now = app.now();
    let keys = [(login_key(login), LOGIN), (address_key(address), ADDRESS)];
    for (key, _) in &keys {
        if let Some(until) = app.store().locked_until(key).await?.filter(|until| *until > now) {
            return Err(locked(now, until));
        }
    }
    for (key, limit) in &keys {
        if app.store().count_try(key, now, *limit).await? > limit.most {
            return Err(locked(now, now.plus_seconds(WINDOW_SECONDS)));
        }
    }
    Ok(())
}

fn locked(now: Instant, until: Instant) -> Problem {
    let minutes = (until.micros() - now.micros()) / 60_000_000 + 1;
    Problem::new(ErrorKind::TooMany, "identity.locked").with("minutes", minutes)
}

/// A success clears the login, and gives the address its try back but no more: one known password must not open the
/// door to guessing others.
pub(super) async fn succeeded(app: &App, login: &str, address: &str) -> Result<()> {
    app.store().clear_throttle(&login_key(login)).await?;
    Ok(app.store().uncount_try(&address_key(address)).await?)
}

fn login_key(login: &str) -> String {
    format!("login:{login}")
}

fn address_key(address: &str) -> String {
    format!("address:{address}")
}
