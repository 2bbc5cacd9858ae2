//! What people are found by. The unit of work keeps the tokens in step with the rows they come from, in the same
//! transaction; they say nothing that the rows do not say, so they leave no trail of their own.

use std::collections::BTreeSet;

use kernel::{FieldValue, Record};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, InsertMany, IntoActiveModel, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::StorageError;
use crate::rows::{employment, person_token};

/// Longer texts are found by their beginning.
const BYTES_MAX: usize = 60;
/// Rows per insert statement.
const CHUNK: usize = 4_000;

/// Letters and digits alone, in lower case: how names are compared.
pub(crate) fn fold(text: &str) -> String {
    // Pinyin and initials are folded already, and an import folds millions of them.
    if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return text.to_owned();
    }
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What begins with the text stands before what merely goes on with it: `zhang` finds the Zhangs first.
const FROM_THE_BEGINNING: u8 = b'1';
const FROM_LATER_ON: u8 = b'2';

/// Tokens from one up to, and without, another.
pub(crate) type Range = (Vec<u8>, Vec<u8>);

/// The tokens that begin with a text, the better ones first. `None` when nothing is left of the text.
pub(crate) fn beginning_with(text: &str) -> Option<[Range; 2]> {
    let text = fold(text);
    (!text.is_empty()).then(|| [FROM_THE_BEGINNING, FROM_LATER_ON].map(|place| range(token(place, &text))))
}

fn range(from: Vec<u8>) -> Range {
    let mut before = from.clone();
    // UTF-8 holds no byte 255, so the last byte can always be counted up.
    before.last_mut().into_iter().for_each(|last| *last += 1);
    (from, before)
}

fn token(place: u8, folded: &str) -> Vec<u8> {
    let mut token = vec![place];
    token.extend(cut(folded).as_bytes());
    token
}

/// The token of an employee number.
pub(crate) fn number_token(number: &str) -> Vec<u8> {
    token(FROM_THE_BEGINNING, &fold(number))
}

fn cut(text: &str) -> &str {
    let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= BYTES_MAX).last();
    &text[..end.unwrap_or(0)]
}

/// A name is found by what stands at its beginning, at the beginning of each later word or Chinese character, and by
/// the pinyin and the initials from each of these places on.
pub(crate) fn name_tokens(full_name: &str, pinyin: &str, initials: &str) -> BTreeSet<Vec<u8>> {
    let mut found = BTreeSet::new();
    let mut within_word = false;
    for (at, c) in full_name.char_indices() {
        if c.is_alphanumeric() && (!c.is_ascii() || !within_word) {
            found.insert((at, fold(&full_name[at..])));
        }
        within_word = c.is_alphanumeric();
    }
    // Which letter of the pinyin begins a syllable is not stored. Each that is among the initials may: a name is
    // then also found from some places inside a syllable, which harms nobody.
    for (at, c) in pinyin.char_indices() {
        if at == 0 || initials.contains(c) {
            found.insert((at, fold(&pinyin[at..])));
        }
    }
    for (at, _) in initials.char_indices() {
        if at == 0 || initials[at..].chars().count() > 1 {
            found.insert((at, fold(&initials[at..])));
        }
    }
    let places = found.into_iter().filter(|(_, text)| !text.is_empty());
    places.map(|(at, text)| token(if at == 0 { FROM_THE_BEGINNING } else { FROM_LATER_ON }, &text)).collect()
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
        BTreeSet::from([number_token(text("employee_no"))])
    };
    Some(Given { person: row.subject()?, source, tokens })
}

/// What new rows are found by, as statements to write.
pub(crate) fn given_by<R: Record>(rows: &[R]) -> impl Iterator<Item = Insert> + use<R> {
    let given = rows.iter().map_while(given).flat_map(|Given { person, source, tokens }| {
        let model = move |token| person_token::Model { token, person_id: person, source: source.to_owned() };
        tokens.into_iter().map(model)
    });
    inserts(given.collect())
}

type Insert = InsertMany<person_token::ActiveModel>;

/// Statements that write tokens. Each version of an employment carries the same number.
pub(crate) fn inserts(tokens: Vec<person_token::Model>) -> impl Iterator<Item = Insert> {
    use person_token::Column::{PersonId, Source, Token};
    let mut tokens = tokens.into_iter().map(IntoActiveModel::into_active_model);
    std::iter::from_fn(move || {
        let chunk: Vec<_> = tokens.by_ref().take(CHUNK).collect();
        let known = OnConflict::columns([Token, PersonId, Source]).do_nothing().to_owned();
        (!chunk.is_empty()).then(|| person_token::Entity::insert_many(chunk).on_conflict(known))
    })
}

/// Adds what new rows are found by.
pub(crate) async fn added<R: Record, C: ConnectionTrait>(db: &C, rows: &[R]) -> Result<(), StorageError> {
    for insert in given_by(rows) {
        insert.exec_without_returning(db).await?;
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
        for token in ["1zhangmingyuan", "2mingyuan", "2yuan", "1zmy", "2my", "1张明远", "2明远", "2远"] {
            assert!(found.iter().any(|known| known == token), "{token}: {found:?}");
        }
    }

    #[test]
    fn what_begins_with_a_text_lies_in_its_ranges_and_nothing_else_does() {
        let ranges = beginning_with("Zh an").unwrap_or_default();
        let within =
            |text: &str| ranges.iter().any(|(from, before)| **from <= *text.as_bytes() && *text.as_bytes() < **before);
        assert!(within("1zhan") && within("2zhangsan") && !within("1zhao") && !within("2zha") && !within("zhan"));
        assert!(beginning_with(" % ").is_none());
    }
}
