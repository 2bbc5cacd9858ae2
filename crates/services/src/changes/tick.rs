//! A scheduled change is in effect from its day on. Its rows are on the timelines already; only its state moves.

use storage::WriteContext;
use storage::query::Find;
use storage::rows::PersonnelChange as Row;

use super::record::ChangeState;
use crate::{App, Result};

/// Marks what has come into effect; returns how many.
pub async fn tick(app: &App) -> Result<usize> {
    let today = app.today();
    let scheduled = Find::<Row>::new().eq(Row::STATE, ChangeState::Scheduled.key());
    let mut rows = scheduled.all(&app.db()).await?;
    rows.retain(|row| row.effective_on <= today);
    if rows.is_empty() {
        return Ok(0);
    }
    let mut work = app.store().begin(WriteContext::system("changes_take_effect")).await?;
    let mut moved = 0;
    for row in rows {
        // Read again: somebody may have undone it since.
        let Some(row) = Find::<Row>::by_id(&work.db(), row.id).await? else { continue };
        if row.state == ChangeState::Scheduled.key() {
            work.update(&row, Row { state: ChangeState::Effective.key().to_owned(), ..row.clone() }).await?;
            moved += 1;
        }
    }
    work.commit().await?;
    Ok(moved)
}
