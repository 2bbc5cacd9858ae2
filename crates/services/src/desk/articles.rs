//! The knowledge base.

use access::{Caller, Permission};
use kernel::Problem;
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::HelpArticle as Row;
use uuid::Uuid;

use super::views::{ArticleList, ArticleQuery, ArticleView, PutArticle};
use crate::organisation::check_code;
use crate::people::{initials_of, pinyin_of};
use crate::{App, Created, Result};

/// Articles by title; `q` matches the title, its pinyin or its initials.
pub async fn list_articles(app: &App, caller: &Caller, query: ArticleQuery) -> Result<ArticleList> {
    caller.require(Permission::SessionUse)?;
    // A knowledge base has hundreds of articles, not hundreds of thousands: they are matched here.
    let rows = Find::<Row>::new().ascending(Row::TITLE_PINYIN).all(&app.db()).await?;
    let wanted = query.q.unwrap_or_default().trim().to_lowercase();
    let matches = |row: &Row| {
        wanted.is_empty()
            || row.title.to_lowercase().contains(&wanted)
            || row.title_pinyin.contains(&wanted)
            || row.title_initials.starts_with(&wanted)
    };
    Ok(ArticleList { items: rows.into_iter().filter(matches).map(view).collect() })
}

fn view(row: Row) -> ArticleView {
    let Row { id, title, title_pinyin: _, title_initials: _, category, body, updated_at, updated_by: _ } = row;
    ArticleView { id, title, category, body, updated_at: updated_at.into() }
}

/// Writes an article.
pub async fn put_article(app: &App, caller: &Caller, input: PutArticle) -> Result<Created> {
    caller.require(Permission::DeskWork)?;
    let mut work = app.begin(caller, "put_article", None).await?;
    let id = put_article_in(&mut work, input).await?;
    work.commit().await?;
    Ok(Created { id })
}

/// The same inside a unit of work.
pub async fn put_article_in(work: &mut UnitOfWork, input: PutArticle) -> Result<Uuid> {
    check_code(&work.db(), "ticket_category", &input.category, "/category").await?;
    let (title, body) = (input.title.trim().to_owned(), input.body.trim().to_owned());
    for (text, pointer) in [(&title, "/title"), (&body, "/body")] {
        if text.is_empty() {
            return Err(Problem::invalid("input.required").at(pointer));
        }
    }
    let old = match input.id {
        Some(id) => Some(Find::<Row>::by_id(&work.db(), id).await?.ok_or(Problem::not_found("desk.article_unknown"))?),
        None => None,
    };
    let id = old.as_ref().map_or_else(|| work.new_id(), |old| old.id);
    let row = Row {
        id,
        title_pinyin: pinyin_of(&title),
        title_initials: initials_of(&title),
        title,
        category: input.category,
        body,
        updated_at: work.now().into(),
        updated_by: work.context().actor,
    };
    match old {
        Some(old) => work.update(&old, row).await?,
        None => work.insert(row).await?,
    }
    Ok(id)
}
