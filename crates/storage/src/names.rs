//! What people are found by. The unit of work keeps the tokens in step with the rows they come from, in the same
//! transaction; they say nothing that the rows do not say, so they leave no trail of their own.

use std::collections::BTreeSet;

use kernel::{FieldValue, Record};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::StorageError;
use crate::rows::{employment, person_token};

/// Longer texts are found by their beginning.
const BYTES_MAX: usize = 60;
/// Rows per insert statement.
const CHUNK: usize = 4_000;

/// Letters and digits alone, in lower case: how names are compared.
pub(crate) fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The range of tokens that begin with a text: from, and before. `None` when nothing is left of the text.
pub(crate) fn beginning_with(text: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let from = cut(&fold(text));
    let mut before = from.clone();
    // UTF-8 holds no byte 255, so the last byte can always be counted up.
    *before.last_mut()? += 1;
    Some((from, before))
}

fn cut(text: &str) -> Vec<u8> {
    let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= BYTES_MAX).last();
    text.as_bytes()[..end.unwrap_or(0)].to_vec()
}

/// A name is found by what stands at its beginning, at the beginning of each later word or Chinese character, and by
/// the pinyin and the initials from each of these places on.
pub(crate) fn name_tokens(full_name: &str, pinyin: &str, initials: &str) -> BTreeSet<Vec<u8>> {
    let mut found = BTreeSet::new();
    let mut within_word = false;
    for (at, c) in full_name.char_indices() {
        if c.is_alphanumeric() && (!c.is_ascii() || !within_word) {
            found.insert(cut(&fold(&full_name[at..])));
        }
        within_word = c.is_alphanumeric();
    }
    // Which letter of the pinyin begins a syllable is not stored. Each that is among the initials may: a name is
    // then also found from some places inside a syllable, which harms nobody.
    for (at, c) in pinyin.char_indices() {
        if at == 0 || initials.contains(c) {
            found.insert(cut(&fold(&pinyin[at..])));
        }
    }
    for (at, _) in initials.char_indices() {
        if at == 0 || initials[at..].chars().count() > 1 {
            found.insert(cut(&fold(&initials[at..])));
        }
    }
    found.remove(&Vec::new());
    found
}

/// The tokens that a row gives: of a person the name, of an employment the number.
struct Given {
    person: Uuid,
    source: &'static str,
    tokens: BTreeSet<Vec<u8>>,
}

fn given<R: Record>(row: &R) -> Option<Given> {
    let source = match R::META.name {
        "person" => "name",
        "employment" => "number",
        _ => return None,
    };
    let values = row.values();
    let text = |name: &str| match R::META.fields.iter().position(|field| field.name == name).map(|at| &values[at]) {
        Some(FieldValue::Text(text)) => text.as_str(),
        _ => "",
    };
    let tokens = if source == "name" {
        name_tokens(text("full_name"), text("name_pinyin"), text("name_initials"))
    } else {
        let number = cut(&fold(text("employee_no")));
        BTreeSet::from_iter((!number.is_empty()).then_some(number))
    };
    Some(Given { person: row.subject()?, source, tokens })
}

/// Adds what new rows are found by.
pub(crate) async fn added<R: Record, C: ConnectionTrait>(db: &C, rows: &[R]) -> Result<(), StorageError> {
    let mut new = Vec::new();
    for row in rows {
        let Some(Given { person, source, tokens }) = given(row) else { return Ok(()) };
        let model = |token| person_token::Model { token, person_id: person, source: source.to_owned() };
        new.extend(tokens.into_iter().map(model));
    }
    insert(db, new).await
}

pub(crate) async fn insert<C: ConnectionTrait>(db: &C, tokens: Vec<person_token::Model>) -> Result<(), StorageError> {
    use person_token::Column::{PersonId, Source, Token};
    for chunk in tokens.chunks(CHUNK) {
        let models = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        // Each version of an employment carries the same number.
        let known = OnConflict::columns([Token, PersonId, Source]).do_nothing().to_owned();
        person_token::Entity::insert_many(models).on_conflict(known).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Follows a row that was replaced by a new version of itself.
pub(crate) async fn replaced<R: Record, C: ConnectionTrait>(db: &C, old: &R, new: &R) -> Result<(), StorageError> {
    let (Some(before), Some(after)) = (given(old), given(new)) else { return Ok(()) };
    if before.tokens != after.tokens {
        removed(db, old).await?;
        added(db, std::slice::from_ref(new)).await?;
    }
    Ok(())
}

/// Forgets what a removed row was found by, unless another row still gives it.
pub(crate) async fn removed<R: Record, C: ConnectionTrait>(db: &C, row: &R) -> Result<(), StorageError> {
    let Some(Given { person, source, tokens }) = given(row) else { return Ok(()) };
    if source == "number" {
        let rows = employment::Entity::find().filter(employment::Column::PersonId.eq(person));
        let same = rows.filter(employment::Column::RowId.ne(row.id())).count(db).await?;
        if same > 0 {
            return Ok(());
        }
    }
    person_token::Entity::delete_many()
        .filter(person_token::Column::PersonId.eq(person))
        .filter(person_token::Column::Source.eq(source))
        .filter(person_token::Column::Token.is_in(tokens))
        .exec(db)
        .await?;
    Ok(())
}

/// Gives persons the numbers of their employments anew, after employments went from one to another.
pub(crate) async fn renumbered<C: ConnectionTrait>(db: &C, persons: [Uuid; 2]) -> Result<(), StorageError> {
    person_token::Entity::delete_many()
        .filter(person_token::Column::PersonId.is_in(persons))
        .filter(person_token::Column::Source.eq("number"))
        .exec(db)
        .await?;
    let rows = employment::Entity::find().filter(employment::Column::PersonId.is_in(persons)).all(db).await?;
    added(db, &rows).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(tokens: BTreeSet<Vec<u8>>) -> Vec<String> {
        tokens.into_iter().map(|token| String::from_utf8_lossy(&token).into_owned()).collect()
    }

    #[test]
    fn a_name_is_found_from_each_character_and_each_syllable_on() {
        let found = texts(name_tokens("张明远", "zhangmingyuan", "zmy"));
        for token in ["zhangmingyuan", "mingyuan", "yuan", "zmy", "my", "张明远", "明远", "远"] {
            assert!(found.iter().any(|known| known == token), "{token}: {found:?}");
        }
    }

    #[test]
    fn what_begins_with_a_text_lies_in_its_range_and_nothing_else_does() {
        let (from, before) = beginning_with("Zh an").unwrap_or_default();
        let within = |text: &str| from.as_slice() <= text.as_bytes() && text.as_bytes() < before.as_slice();
        assert!(within("zhan") && within("zhangsan") && !within("zhao") && !within("zha"));
        assert!(beginning_with(" % ").is_none());
    }
}
