//! Compares what a case expects with what came out.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde_json::Value;

/// The first difference; `None` when every expected fact came out.
pub(super) fn difference(expected: &Value, got: &Value) -> Option<String> {
    if expected.as_object().is_none_or(serde_json::Map::is_empty) {
        return Some("the case expects nothing".to_owned());
    }
    differs("", expected, got)
}

fn differs(at: &str, expected: &Value, got: &Value) -> Option<String> {
    match (expected, got) {
        (Value::Object(expected), Value::Object(got)) => expected.iter().find_map(|(key, value)| {
            let at = format!("{at}/{key}");
            match got.get(key) {
                Some(found) => differs(&at, value, found),
                None => Some(format!("{at}: expected {value}, nothing came out")),
            }
        }),
        (Value::Array(expected), Value::Array(got)) if expected.len() == got.len() => {
            expected.iter().zip(got).enumerate().find_map(|(i, (a, b))| differs(&format!("{at}/{i}"), a, b))
        }
        _ if same(expected, got) => None,
        _ => Some(format!("{at}: expected {expected}, got {got}")),
    }
}

/// Equal values; numbers by value, whether written as text or number; texts without regard to spacing.
fn same(expected: &Value, got: &Value) -> bool {
    if expected == got {
        return true;
    }
    if let (Some(a), Some(b)) = (number(expected), number(got)) {
        return a == b;
    }
    match (expected, got) {
        (Value::String(a), Value::String(b)) => a.split_whitespace().eq(b.split_whitespace()),
        _ => false,
    }
}

/// A number, written as a number or as text.
pub(super) fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Number(number) => Decimal::from_str(&number.to_string()).ok(),
        Value::String(text) => Decimal::from_str(text.trim()).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_fen_more_is_a_difference() {
        assert_eq!(difference(&json!({"a": "1.00"}), &json!({"a": "1.0", "b": 2})), None);
        assert!(difference(&json!({"a": "1.00"}), &json!({"a": "1.01"})).is_some());
    }

    #[test]
    fn a_missing_key_and_an_empty_expectation_fail() {
        assert!(difference(&json!({"a": false}), &json!({"b": false})).is_some());
        assert!(difference(&json!({}), &json!({"b": false})).is_some());
        assert!(difference(&Value::Null, &json!({"b": false})).is_some());
    }

    #[test]
    fn lists_are_compared_in_order_and_length() {
        assert!(difference(&json!({"a": ["x", "y"]}), &json!({"a": ["y", "x"]})).is_some());
        assert!(difference(&json!({"a": []}), &json!({"a": ["x"]})).is_some());
    }
}
