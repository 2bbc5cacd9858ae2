//! Writes that may be repeated under one key, as the edge asks for them.

use storage::RepeatedWrite;

use crate::{App, Result};

/// What is known of a write with this key.
pub use storage::RepeatedWrite as Repeat;

/// Begins a write that may be repeated. `input` is what makes two requests the same.
pub async fn begin(app: &App, key: &str, input: &str) -> Result<RepeatedWrite> {
    Ok(app.store().begin_repeatable(key, input).await?)
}

/// Keeps the answer for a day, or forgets a write that failed by our own fault.
pub async fn end(app: &App, key: &str, answer: Option<(u16, &[u8])>) -> Result<()> {
    match answer {
        Some((status, body)) => Ok(app.store().answer_repeatable(key, status, body).await?),
        None => Ok(app.store().forget_repeatable(key).await?),
    }
}
