//! Reads the inputs of a case, naming what is missing or wrong.

use kernel::{Date, Money};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::compare::number;
use crate::Refusal;

/// The inputs of a case.
pub(crate) struct Inputs<'a>(&'a Map<String, Value>);

impl<'a> Inputs<'a> {
    /// The inputs of a case.
    pub(crate) fn of(case: &'a Value) -> Result<Self, Refusal> {
        case.get("inputs").and_then(Value::as_object).map(Self).ok_or_else(|| Refusal::missing("inputs"))
    }

    /// A value that is there and not null.
    fn given(&self, field: &str) -> Option<&'a Value> {
        self.0.get(field).filter(|value| !value.is_null())
    }

    fn needed(&self, field: &str) -> Result<&'a Value, Refusal> {
        self.given(field).ok_or_else(|| Refusal::missing(field))
    }

    /// An amount of money.
    pub(crate) fn money(&self, field: &str) -> Result<Money, Refusal> {
        as_money(field, self.needed(field)?)
    }

    /// An amount of money that may be left out.
    pub(crate) fn money_if_given(&self, field: &str) -> Result<Option<Money>, Refusal> {
        self.given(field).map(|value| as_money(field, value)).transpose()
    }

    /// An exact number.
    pub(crate) fn decimal(&self, field: &str) -> Result<Decimal, Refusal> {
        as_decimal(field, self.needed(field)?)
    }

    /// A count.
    pub(crate) fn whole(&self, field: &str) -> Result<u32, Refusal> {
        as_whole(field, self.needed(field)?)
    }

    /// A count that may be left out.
    pub(crate) fn decimal_if_given(&self, field: &str) -> Result<Option<Decimal>, Refusal> {
        self.given(field).map(|value| as_decimal(field, value)).transpose()
    }

    /// A count that may be left out.
    pub(crate) fn whole_if_given(&self, field: &str) -> Result<Option<u32>, Refusal> {
        self.given(field).map(|value| as_whole(field, value)).transpose()
    }

    /// A day.
    pub(crate) fn date(&self, field: &str) -> Result<Date, Refusal> {
        as_date(field, self.needed(field)?)
    }

    /// A day that may be left out.
    pub(crate) fn date_if_given(&self, field: &str) -> Result<Option<Date>, Refusal> {
        self.given(field).map(|value| as_date(field, value)).transpose()
    }

    /// The first day of a month written `YYYY-MM`; a whole day is understood too.
    pub(crate) fn month(&self, field: &str) -> Result<Date, Refusal> {
        let text = self.text(field)?;
        let day = if text.trim().len() == "YYYY-MM".len() { format!("{}-01", text.trim()) } else { text.to_owned() };
        as_date(field, &Value::String(day))
    }

    /// A year.
    pub(crate) fn year(&self, field: &str) -> Result<i32, Refusal> {
        let year = self.whole(field)?;
        i32::try_from(year).map_err(|_| Refusal::wrong(field, "年份超出范围。", "the year is out of range"))
    }

    /// Yes or no; left out means no.
    pub(crate) fn truth(&self, field: &str) -> Result<bool, Refusal> {
        match self.given(field) {
            None => Ok(false),
            Some(value) => {
                value.as_bool().ok_or_else(|| Refusal::wrong(field, "应为 true 或 false。", "must be true or false"))
            }
        }
    }

    /// A list of exact numbers.
    pub(crate) fn decimals(&self, field: &str) -> Result<Vec<Decimal>, Refusal> {
        let list = self.needed(field)?.as_array();
        let list = list.ok_or_else(|| Refusal::wrong(field, "应为数字列表。", "must be a list of numbers"))?;
        list.iter().map(|item| as_decimal(field, item)).collect()
    }

    /// A text.
    pub(crate) fn text(&self, field: &str) -> Result<&'a str, Refusal> {
        let text = self.needed(field)?.as_str();
        text.ok_or_else(|| Refusal::wrong(field, "应为文本。", "must be a text"))
    }

    /// A list of texts.
    pub(crate) fn texts(&self, field: &str) -> Result<Vec<String>, Refusal> {
        let wrong = || Refusal::wrong(field, "应为文本列表。", "must be a list of texts");
        let list = self.needed(field)?.as_array().ok_or_else(wrong)?;
        list.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
    }
}

fn as_decimal(field: &str, value: &Value) -> Result<Decimal, Refusal> {
    number(value).ok_or_else(|| Refusal::wrong(field, format!("{value} 不是数字。"), format!("{value} is no number")))
}

fn as_whole(field: &str, value: &Value) -> Result<u32, Refusal> {
    let wrong = || Refusal::wrong(field, format!("{value} 不是非负整数。"), format!("{value} is no whole number"));
    let number = as_decimal(field, value)?;
    if number.fract().is_zero() { u32::try_from(number).map_err(|_| wrong()) } else { Err(wrong()) }
}

fn as_money(field: &str, value: &Value) -> Result<Money, Refusal> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return Err(Refusal::wrong(field, "应为金额。", "must be an amount")),
    };
    Money::parse(&text).map_err(|error| Refusal::wrong(field, format!("“{text}”不是有效金额。"), error.to_string()))
}

/// A day written `YYYY-MM-DD`.
pub(super) fn as_date(field: &str, value: &Value) -> Result<Date, Refusal> {
    value.as_str().and_then(|text| text.trim().parse().ok()).ok_or_else(|| {
        Refusal::wrong(field, format!("{value} 不是 YYYY-MM-DD 日期。"), format!("{value} is no day as YYYY-MM-DD"))
    })
}
