//! JSON: a list of flat objects, alone or as the one list inside an object. Read object by object.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::records::{Records, Value};
use super::{Limits, Sheet, Source, TableError};

/// What was gathered, and what is wrong with it in our own words: the parser's errors are only texts.
struct State {
    records: RefCell<Records>,
    refused: RefCell<Option<TableError>>,
}

impl State {
    fn keep<E: serde::de::Error>(&self, done: Result<(), TableError>) -> Result<(), E> {
        done.map_err(|error| {
            let told = E::custom(&error);
            *self.refused.borrow_mut() = Some(error);
            told
        })
    }
}

pub(super) fn read(text: &str, file_name: &str, limits: &Limits) -> Result<Sheet, TableError> {
    let state = State { records: RefCell::new(Records::new(limits)), refused: RefCell::new(None) };
    let mut parser = serde_json::Deserializer::from_str(text);
    let parsed = Top(&state).deserialize(&mut parser).and_then(|()| parser.end());
    if let Some(refused) = state.refused.into_inner() {
        return Err(refused);
    }
    parsed.map_err(|error| broken(&error))?;
    state.records.into_inner().sheet(file_name, Source::Json, Vec::new())
}

fn broken(error: &serde_json::Error) -> TableError {
    if error.is_eof() {
        return TableError::CutOff;
    }
    let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
    TableError::BrokenMarkup { format: "JSON", line, detail: error.to_string() }
}

/// The list, or an object around it.
struct Top<'a>(&'a State);

impl<'de> DeserializeSeed<'de> for Top<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Record(self.0))?.is_some() {
            self.0.keep(self.0.records.borrow_mut().end())?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(_name) = object.next_key::<String>()? {
            object.next_value_seed(Inner(self.0))?;
        }
        Ok(())
    }
}

/// A list inside the outermost object; anything else there is about the file, not about a record.
struct Inner<'a>(&'a State);

impl<'de> DeserializeSeed<'de> for Inner<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_any(self)
    }
}

macro_rules! ignore {
    ($($visit:ident: $ty:ty),+) => {$(
        fn $visit<E>(self, _: $ty) -> Result<(), E> {
            Ok(())
        }
    )+};
}

impl<'de> Visitor<'de> for Inner<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    ignore!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str);

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        Top(self.0).visit_seq(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// One record.
struct Record<'a>(&'a State);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        while let Some(name) = object.next_key::<String>()? {
            object.next_value_seed(Field { state: self.0, name: &name })?;
        }
        Ok(())
    }
}

/// One field.
struct Field<'a> {
    state: &'a State,
    name: &'a str,
}

impl Field<'_> {
    fn take<E: serde::de::Error>(self, value: Value<'_>) -> Result<(), E> {
        self.state.keep(self.state.records.borrow_mut().field(self.name, value))
    }

    fn nested<E: serde::de::Error>(self) -> E {
        let row = self.state.records.borrow().number();
        let error = TableError::Nested { row, field: self.name.to_owned() };
        self.state.keep::<E>(Err(error)).err().unwrap_or_else(|| E::custom("nested"))
    }
}

impl<'de> DeserializeSeed<'de> for Field<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Field<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, yes or no, or nothing")
    }

    fn visit_bool<E: serde::de::Error>(self, truth: bool) -> Result<(), E> {
        self.take(Value::Bool(truth))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        self.take(Value::Number(&number.to_string()))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        self.take(Value::Number(&number.to_string()))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<(), E> {
        self.take(Value::Number(&number.to_string()))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.take(Value::Text(text))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.take(Value::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.nested())
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.nested())
    }
}
