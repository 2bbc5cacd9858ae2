//! What a field can hold, and how a value is checked. Values are kept as text in one canonical form per kind.

use kernel::{Date, Problem};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::views::CustomRules;
use crate::Result;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomKind {
    /// Free text.
    Text,
    /// A whole number.
    Integer,
    /// A number with up to six decimals, as text: `12.5`.
    Decimal,
    /// An amount in fen.
    Money,
    /// A day.
    Date,
    /// Yes or no.
    Boolean,
    /// A code of a reference list.
    Code,
}

/// The longest text a field takes, in characters.
const TEXT_MAX: usize = 2_000;

impl CustomKind {
    /// Its name at rest.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Money => "money",
            Self::Date => "date",
            Self::Boolean => "boolean",
            Self::Code => "code",
        }
    }

    /// From its name at rest.
    pub(super) fn of(key: &str) -> Self {
        match key {
            "integer" => Self::Integer,
            "decimal" => Self::Decimal,
            "money" => Self::Money,
            "date" => Self::Date,
            "boolean" => Self::Boolean,
            "code" => Self::Code,
            _ => Self::Text,
        }
    }

    /// The canonical text of a value, or what is wrong with it. Codes are looked up by the caller.
    pub(super) fn canonical(self, value: &Value, rules: &CustomRules, pointer: &str) -> Result<String> {
        let wrong = |code| Problem::invalid(code).at(pointer);
        match (self, value) {
            (Self::Text | Self::Code, Value::String(text)) => within_length(text.trim(), rules, pointer),
            (Self::Integer, Value::Number(_)) => {
                let number = value.as_i64().ok_or_else(|| wrong("custom_fields.not_an_integer"))?;
                within_bounds(number, rules, pointer).map(|number| number.to_string())
            }
            (Self::Money, Value::Number(_)) => {
                let fen = value.as_i64().ok_or_else(|| wrong("custom_fields.not_money"))?;
                within_bounds(fen, rules, pointer).map(|fen| fen.to_string())
            }
            (Self::Decimal, Value::String(text)) => {
                decimal(text.trim()).ok_or_else(|| wrong("custom_fields.not_decimal"))
            }
            (Self::Date, Value::String(text)) => {
                let day = text.parse::<Date>().map_err(|_| wrong("custom_fields.not_a_day"))?;
                Ok(day.to_string())
            }
            (Self::Boolean, Value::Bool(truth)) => Ok(truth.to_string()),
            _ => Err(wrong("custom_fields.wrong_kind").with("kind", self.key())),
        }
    }

    /// The value on the wire.
    pub(super) fn value(self, text: &str) -> Value {
        match self {
            Self::Integer | Self::Money => text.parse::<i64>().map_or(Value::Null, |number| json!(number)),
            Self::Boolean => json!(text == "true"),
            Self::Text | Self::Decimal | Self::Date | Self::Code => json!(text),
        }
    }

    /// The schema of a value, for the served description of the API.
    pub fn schema(self) -> Value {
        match self {
            Self::Text | Self::Code => json!({ "type": ["string", "null"] }),
            Self::Integer | Self::Money => json!({ "type": ["integer", "null"], "format": "int64" }),
            Self::Decimal => json!({ "type": ["string", "null"], "pattern": "^-?[0-9]{1,12}(\\.[0-9]{1,6})?$" }),
            Self::Date => json!({ "type": ["string", "null"], "format": "date" }),
            Self::Boolean => json!({ "type": ["boolean", "null"] }),
        }
    }
}

fn within_length(text: &str, rules: &CustomRules, pointer: &str) -> Result<String> {
    let most = rules.max_length.map_or(TEXT_MAX, |most| usize::from(most).min(TEXT_MAX));
    let length = text.chars().count();
    if length > most {
        return Err(Problem::invalid("custom_fields.too_long").at(pointer).with("most", most).with("length", length));
    }
    Ok(text.to_owned())
}

fn within_bounds(number: i64, rules: &CustomRules, pointer: &str) -> Result<i64> {
    if rules.min.is_some_and(|min| number < min) || rules.max.is_some_and(|max| number > max) {
        let bound = |bound: Option<i64>| bound.map_or_else(|| "…".to_owned(), |bound| bound.to_string());
        let problem = Problem::invalid("custom_fields.out_of_bounds").at(pointer);
        return Err(problem.with("min", bound(rules.min)).with("max", bound(rules.max)));
    }
    Ok(number)
}

/// `-12.50` → `-12.5`; nothing that is no plain decimal.
fn decimal(text: &str) -> Option<String> {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let sound =
        !whole.is_empty() && whole.len() <= 12 && fraction.len() <= 6 && all_digits(whole) && all_digits(fraction);
    if !sound || digits.ends_with('.') {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.trim_end_matches('0');
    let sign = if whole == "0" && fraction.is_empty() { "" } else { sign };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_has_one_form() {
        for (written, kept) in [("007.50", "7.5"), ("-0.00", "0"), ("12", "12"), ("-3.000001", "-3.000001")] {
            assert_eq!(decimal(written).as_deref(), Some(kept), "{written}");
        }
        for wrong in ["", "-", ".5", "5.", "1e3", "1,000", "1.0000001", "1234567890123"] {
            assert_eq!(decimal(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_value_of_another_kind_is_refused_at_its_place() {
        let rules = CustomRules { min: Some(1), max: Some(5), max_length: Some(3) };
        let code = |kind: CustomKind, value: Value| kind.canonical(&value, &rules, "/values/x").map_err(|p| p.code);
        assert_eq!(code(CustomKind::Integer, json!(5)), Ok("5".to_owned()));
        assert_eq!(code(CustomKind::Integer, json!(6)), Err("custom_fields.out_of_bounds"));
        assert_eq!(code(CustomKind::Integer, json!(1.5)), Err("custom_fields.not_an_integer"));
        assert_eq!(code(CustomKind::Integer, json!("5")), Err("custom_fields.wrong_kind"));
        assert_eq!(code(CustomKind::Text, json!("云平台部")), Err("custom_fields.too_long"));
        assert_eq!(code(CustomKind::Date, json!("2026-02-30")), Err("custom_fields.not_a_day"));
    }
}
