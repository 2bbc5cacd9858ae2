//! Factual tags: each has a source, a basis and an end, and the person sees it and may object.

use std::collections::HashMap;

use access::{Caller, Disclosure, Permission};
use chrono::{Days, Months};
use kernel::{FieldClass, PersonId, Problem, Record};
use storage::query::{Find, subject_of};
use storage::rows::{Account, CatalogueItem, PersonTag};
use uuid::Uuid;

use super::views::{AnswerTag, NewTag, ObjectToTag, TagList, TagView};
use crate::app::required_reason;
use crate::organisation::check_code;
use crate::{App, Created, Result};

/// The longest that a tag may hold before somebody looks at it again.
const MONTHS_MAX: u32 = 24;

/// Records a tag about a person.
pub async fn add_tag(app: &App, caller: &Caller, person: PersonId, input: NewTag) -> Result<Created> {
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::PersonWrite, &subject)?;
    let mut work = app.begin(caller, "add_tag", None).await?;
    check_code(&work.db(), "person_tag", &input.kind, "/kind").await?;
    for (pointer, text) in [("/source", &input.source), ("/basis", &input.basis)] {
        if text.trim().is_empty() {
            return Err(Problem::invalid("input.required").at(pointer));
        }
        refuse_protected(text, pointer)?;
    }
    let same = Find::<CatalogueItem>::new().eq(CatalogueItem::KIND, "person_tag");
    for item in same.eq(CatalogueItem::CODE, input.kind.as_str()).all(&work.db()).await? {
        refuse_protected(&item.title_zh, "/kind")?;
        refuse_protected(&item.title_en, "/kind")?;
    }
    if input.last_day < input.first_day {
        return Err(Problem::invalid("input.range_reversed").at("/last_day"));
    }
    if input.last_day > input.first_day + Months::new(MONTHS_MAX) {
        return Err(Problem::invalid("profile.tag_too_long").at("/last_day").with("months", MONTHS_MAX));
    }
    let id = work.new_id();
    let row = PersonTag {
        id,
        person_id: person.0,
        kind: input.kind,
        source: input.source.trim().to_owned(),
        basis: work.seal(PersonTag::META, PersonTag::BASIS, id, &input.basis.trim().to_owned()),
        valid_from: input.first_day,
        valid_until: input.last_day + Days::new(1),
        recorded_by: caller.account().map(|account| account.0),
        recorded_at: work.now().into(),
        objection: None,
        objected_at: None,
        withdrawn_at: None,
    };
    work.insert(row).await?;
    work.commit().await?;
    Ok(Created { id })
}

/// What the law protects is no tag: neither a trait nor what somebody did with full right.
fn refuse_protected(text: &str, pointer: &str) -> Result<()> {
    let Some(signal) = rules::columns::mentioned(text) else { return Ok(()) };
    let info = signal.info();
    Err(Problem::invalid("profile.tag_protected").at(pointer).with("signal", info.key).by_law(info.article.to_string()))
}

/// The tags that hold today.
pub async fn list_tags(app: &App, caller: &Caller, person: PersonId) -> Result<TagList> {
    let (db, today) = (app.db(), app.today());
    let subject = subject_of(&db, person.0, today).await?;
    caller.require_for(Permission::PersonRead, &subject)?;
    if !caller.may_read(FieldClass::Employment, &subject) {
        return Ok(TagList { items: Vec::new() });
    }
    let rows = Find::<PersonTag>::new().eq(PersonTag::PERSON_ID, person.0).none(PersonTag::WITHDRAWN_AT);
    let mut rows = rows.gte(PersonTag::VALID_UNTIL, today + Days::new(1)).all(&db).await?;
    // Contested means: not used, until somebody has answered.
    let answers = caller.is(person.0) || caller.require_for(Permission::PersonWrite, &subject).is_ok();
    rows.retain(|row| row.objected_at.is_none() || answers);
    rows.sort_by_key(|row| (row.valid_until, row.id));
    let accounts = Find::<Account>::new().any(Account::ID, rows.iter().filter_map(|row| row.recorded_by));
    let names: HashMap<Uuid, String> =
        accounts.all(&db).await?.into_iter().map(|row| (row.id, row.display_name)).collect();
    let items = rows.into_iter().map(|row| view(app, caller.disclose(subject), row, &names));
    Ok(TagList { items: items.collect::<Result<_>>()? })
}

fn view(app: &App, mut shown: Disclosure<'_>, row: PersonTag, names: &HashMap<Uuid, String>) -> Result<TagView> {
    let PersonTag {
        id,
        person_id: _,
        kind,
        source,
        basis,
        valid_from,
        valid_until,
        recorded_by,
        recorded_at,
        objection,
        objected_at,
        withdrawn_at: _,
    } = row;
    let open = |field, sealed: &_| app.store().unseal("person_tag", field, id, sealed);
    Ok(TagView {
        id,
        kind: shown.show(PersonTag::KIND, kind),
        source: shown.show(PersonTag::SOURCE, source),
        basis: shown
            .show_with(PersonTag::BASIS, || open(PersonTag::BASIS, &basis))?
            .map(kernel::Sensitive::into_exposed),
        first_day: shown.show_as("first_day", PersonTag::VALID_FROM, valid_from),
        last_day: shown.show_as("last_day", PersonTag::VALID_UNTIL, valid_until - Days::new(1)),
        recorded_by: recorded_by.and_then(|account| names.get(&account).cloned()),
        recorded_at: recorded_at.into(),
        objected: objected_at.is_some(),
        objection: shown.show_with(PersonTag::OBJECTION, || {
            let opened = objection.as_ref().map(|sealed| open(PersonTag::OBJECTION, sealed)).transpose()?;
            Ok::<_, Problem>(opened.map(kernel::Sensitive::into_exposed))
        })?,
        redacted: shown.redacted(),
    })
}

async fn standing(work: &storage::UnitOfWork, id: Uuid) -> Result<PersonTag> {
    let row = Find::<PersonTag>::by_id(&work.db(), id).await?.filter(|row| row.withdrawn_at.is_none());
    row.ok_or(Problem::not_found("profile.tag_unknown"))
}

/// Objects to a tag about oneself. Until somebody answers, nobody else but personnel sees it.
pub async fn object_to_tag(app: &App, caller: &Caller, id: Uuid, input: ObjectToTag) -> Result<()> {
    caller.require(Permission::ChangeRequest)?;
    let objection = input.objection.into_exposed().trim().to_owned();
    if objection.chars().count() < 2 {
        return Err(Problem::invalid("input.reason_required").at("/objection"));
    }
    let mut work = app.begin(caller, "object_to_tag", None).await?;
    let row = standing(&work, id).await?;
    if !caller.is(row.person_id) {
        return Err(Problem::not_found("profile.tag_unknown"));
    }
    let new = PersonTag {
        objection: Some(work.seal(PersonTag::META, PersonTag::OBJECTION, id, &objection)),
        objected_at: Some(work.now().into()),
        ..row.clone()
    };
    work.update(&row, new).await?;
    work.commit().await?;
    Ok(())
}

/// Answers an objection, or takes a tag back without one.
pub async fn answer_tag(app: &App, caller: &Caller, id: Uuid, input: AnswerTag) -> Result<()> {
    caller.require(Permission::PersonWrite)?;
    let mut work = app.begin(caller, "answer_tag", Some(required_reason(&input.reason)?)).await?;
    let row = standing(&work, id).await?;
    let subject = subject_of(&work.db(), row.person_id, app.today()).await?;
    caller.require_for(Permission::PersonWrite, &subject)?;
    let new = if input.keep {
        PersonTag { objected_at: None, ..row.clone() }
    } else {
        PersonTag { withdrawn_at: Some(work.now().into()), ..row.clone() }
    };
    work.update(&row, new).await?;
    work.commit().await?;
    Ok(())
}
