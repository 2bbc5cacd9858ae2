//! The custom fields of many records at once, for lists and files.

use std::collections::HashMap;

use access::{Caller, Shown, Subject};
use kernel::{Date, Instant};
use serde_json::Value;
use storage::Db;
use storage::query::Find;
use storage::rows::{CustomField, CustomValue};
use uuid::Uuid;

use super::define::view;
use super::values::open;
use super::views::CustomFieldView;
use crate::{App, Result};

/// Records with custom fields of which a line of a roster has one each.
pub const OF_A_PERSON: &[&str] = &["person", "employment", "assignment"];

/// The fields that a line of a roster may fill on a day, in order.
pub async fn fields_of_a_person(db: &Db<'_>, day: Date) -> Result<Vec<CustomFieldView>> {
    let find = Find::<CustomField>::new().any(CustomField::RECORD, OF_A_PERSON.iter().copied());
    let mut fields = find.all(db).await?;
    fields.retain(|row| row.valid_from <= day && row.valid_until.is_none_or(|until| day < until));
    let place = |record: &str| OF_A_PERSON.iter().position(|known| *known == record);
    fields.sort_by(|a, b| (place(&a.record), a.sort, &a.code).cmp(&(place(&b.record), b.sort, &b.code)));
    Ok(fields.into_iter().map(view).collect())
}

/// The fields of some kinds of record that are filled in on a day, with everybody's values.
#[derive(Debug)]
pub struct CustomSheet {
    fields: Vec<CustomFieldView>,
    values: HashMap<(Uuid, Uuid), CustomValue>,
}

impl CustomSheet {
    /// Reads the sheet of people's records: two statements, however many they are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn read(db: &Db<'_>, persons: Option<&[Uuid]>, (day, known_at): (Date, Instant)) -> Result<Self> {
        let fields = fields_of_a_person(db, day).await?;
        let find = Find::<CustomValue>::new().any(CustomValue::FIELD_ID, fields.iter().map(|field| field.id.0));
        let find = match persons {
            Some(persons) => find.any(CustomValue::PERSON_ID, persons.iter().copied()),
            None => find,
        };
        let values = if fields.is_empty() { Vec::new() } else { find.as_of(day, known_at).all(db).await? };
        let values = values.into_iter().map(|row| ((row.field_id, row.record_id), row)).collect();
        Ok(Self { fields, values })
    }

    /// The fields, by record and in the order of the page.
    pub fn fields(&self) -> &[CustomFieldView] {
        &self.fields
    }

    /// What a record has in a field, as far as the caller may see it of its person.
    ///
    /// # Errors
    /// When a sealed value cannot be opened.
    pub fn value(
        &self,
        app: &App,
        caller: &Caller,
        subject: &Subject,
        (field, record): (&CustomFieldView, Uuid),
    ) -> Result<Shown<Option<Value>>> {
        let row = self.values.get(&(field.id.0, record)).filter(|_| caller.may_read(field.class, subject));
        let text = row.map(|row| open(app, row)).transpose()?.flatten();
        Ok(caller.show_class(subject, field.class, text.map(|text| field.kind.value(&text))))
    }
}
