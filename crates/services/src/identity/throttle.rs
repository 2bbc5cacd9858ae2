//! Throttling and lockout: five failures in fifteen minutes lock a login; an address gets more tries, because
//! an office shares one.

use std::hash::{Hash as _, Hasher as _};

use kernel::{ErrorKind, Problem};
use storage::Throttle;

use crate::{App, Result};

const WINDOW_SECONDS: i64 = 15 * 60;
const LOGIN_FAILURES_MAX: i32 = 5;
const ADDRESS_FAILURES_MAX: i32 = 50;

/// Tries for one login come one after the other: many at once would all be judged before the first is counted.
static TURNS: [tokio::sync::Mutex<()>; 64] = [const { tokio::sync::Mutex::const_new(()) }; 64];

/// Waits for the turn of a login; logins that share a turn wait for each other, which harms nobody.
pub(super) async fn turn(login: &str) -> tokio::sync::MutexGuard<'static, ()> {
    let mut hasher = std::hash::DefaultHasher::new();
    login.hash(&mut hasher);
    let lane = usize::try_from(hasher.finish() % 64).unwrap_or(0);
    TURNS[lane].lock().await
}

/// Refuses while a key is locked.
pub(super) async fn check(app: &App, login: &str, address: &str) -> Result<()> {
    for key in keys(login, address) {
        let locked = app.store().throttle(&key.0).await?.and_then(|throttle| throttle.locked_until);
        if let Some(until) = locked.filter(|until| *until > app.now()) {
            let minutes = (until.micros() - app.now().micros()) / 60_000_000 + 1;
            return Err(Problem::new(ErrorKind::TooMany, "identity.locked").with("minutes", minutes));
        }
    }
    Ok(())
}

/// Counts a failure.
pub(super) async fn failed(app: &App, login: &str, address: &str) -> Result<()> {
    let now = app.now();
    for (key, most) in keys(login, address) {
        let known = app.store().throttle(&key).await?;
        let fresh = Throttle { failures: 0, window_from: now, locked_until: None };
        let mut throttle = known.filter(|known| known.window_from.plus_seconds(WINDOW_SECONDS) > now).unwrap_or(fresh);
        throttle.failures += 1;
        if throttle.failures >= most {
            throttle.locked_until = Some(now.plus_seconds(WINDOW_SECONDS));
        }
        app.store().set_throttle(&key, throttle).await?;
    }
    Ok(())
}

/// A success clears the login, not the address: one known password must not open the door to guessing others.
pub(super) async fn succeeded(app: &App, login: &str) -> Result<()> {
    Ok(app.store().clear_throttle(&format!("login:{login}")).await?)
}

fn keys(login: &str, address: &str) -> [(String, i32); 2] {
    [(format!("login:{login}"), LOGIN_FAILURES_MAX), (format!("address:{address}"), ADDRESS_FAILURES_MAX)]
}
