//! The law's figures as dated rows, and the one way to read them.

use std::sync::OnceLock;

use chrono::Days;
use kernel::{Date, DateRange, Money};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::exact::MONTHS_IN_YEAR;
use crate::exits::ExitTable;
use crate::explained::{Figure, ParameterUsed, Warning};
use crate::place::{COUNTRY, Places};
use crate::{Place, Refusal, Status, data};

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Law, regulation, notice, with its number.
    pub instrument: String,
    /// Article and paragraph.
    #[serde(default)]
    pub article: Option<String>,
    /// Address of the official page, where known.
    #[serde(default)]
    pub url: Option<String>,
}

/// A warning that a row carries into every result that uses it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caution {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// One row of the law's data: a value, where and when it is in force, and how we know.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// What it is: `wage.minimum_month`.
    pub id: String,
    /// Other ids under which it is known, such as the id of one year's series.
    #[serde(default)]
    pub also: Vec<String>,
    /// Path code of the place: `CN`, `CN-Shanghai`, `CN-Guangdong-Guangzhou`.
    pub jurisdiction: String,
    /// The value. Amounts and rates are texts, so that no float is involved; counts are integers.
    pub value: toml::Value,
    /// `CNY/month`, `days`, `percent`, `rule` …
    pub unit: String,
    /// First day in force.
    pub from: Date,
    /// End, exclusive; `None` while no end is known.
    #[serde(default)]
    pub until: Option<Date>,
    /// How well it is founded.
    pub status: Status,
    /// Where it comes from.
    pub citation: Citation,
    /// The day on which somebody last held the row against what is known of it.
    pub verified_on: Date,
    /// Chinese name.
    pub name_zh: String,
    /// A remark for the keeper of the data.
    #[serde(default)]
    pub note: Option<String>,
    /// A warning for whoever uses the value.
    #[serde(default)]
    pub caution: Option<Caution>,
    /// Carried over from an earlier year until the new figure is published; expect a back-dated difference.
    #[serde(default)]
    pub provisional: bool,
}

impl Parameter {
    /// The days on which it is in force.
    pub fn range(&self) -> Result<DateRange, Refusal> {
        DateRange::new(self.from, self.until).map_err(|error| self.malformed(error.to_string()))
    }

    /// Last day in force.
    pub fn last_day(&self) -> Option<Date> {
        self.until.map(|until| until - Days::new(1))
    }

    /// Whether it goes by this id.
    pub fn is_called(&self, id: &str) -> bool {
        self.id == id || self.also.iter().any(|other| other == id)
    }

    /// The value as an amount of money.
    pub fn money(&self) -> Result<Money, Refusal> {
        let text: String = self.shape()?;
        Money::parse(&text).map_err(|error| self.malformed(error.to_string()))
    }

    /// The value as an exact number.
    pub fn decimal(&self) -> Result<Decimal, Refusal> {
        self.shape()
    }

    /// The value as a count.
    pub fn whole(&self) -> Result<u32, Refusal> {
        self.shape()
    }

    /// The value in a calculator's own shape.
    pub fn shape<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        self.value.clone().try_into().map_err(|error: toml::de::Error| self.malformed(error.message()))
    }

    /// The value as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::to_value(&self.value).unwrap_or(serde_json::Value::Null)
    }

    /// Instrument and article in one line.
    pub fn cited(&self) -> String {
        match &self.citation.article {
            Some(article) => format!("{} {article}", self.citation.instrument),
            None => self.citation.instrument.clone(),
        }
    }

    /// The row as results carry it.
    pub fn used(&self) -> ParameterUsed {
        ParameterUsed {
            id: self.id.clone(),
            place: self.jurisdiction.clone(),
            value: self.json(),
            unit: self.unit.clone(),
            first_day: self.from,
            last_day: self.last_day(),
            status: self.status,
            citation: self.cited(),
        }
    }

    /// What the user of the value must be told.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if let Some(caution) = &self.caution {
            warnings.push(Warning { text_zh: caution.zh.clone(), text_en: caution.en.clone() });
        }
        if self.provisional {
            warnings.push(Warning {
                text_zh: format!("{}（{}）沿用上一年度标准，新标准公布后需补差。", self.name_zh, self.id),
                text_en: format!(
                    "{} is provisional: last year's figure is carried over; expect a back-dated difference.",
                    self.id
                ),
            });
        }
        warnings
    }

    fn malformed(&self, reason: impl Into<String>) -> Refusal {
        Refusal::MalformedParameter { id: self.id.clone(), reason: reason.into() }
    }
}

/// One data file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    value: Vec<Parameter>,
}

/// All figures, places and exit rules.
#[derive(Debug)]
pub struct Parameters {
    rows: Vec<Parameter>,
    places: Places,
    pub(crate) exits: ExitTable,
}

impl Parameters {
    /// The data inside the binary, parsed once.
    pub fn builtin() -> Result<&'static Self, Refusal> {
        static BUILTIN: OnceLock<Result<Parameters, Refusal>> = OnceLock::new();
        BUILTIN.get_or_init(|| Self::parse(data::VALUES, data::PLACES, data::EXITS)).as_ref().map_err(Refusal::clone)
    }

    /// Reads data files: `(name, text)` of the values, the places, the exit rules.
    pub fn parse(values: &[(&str, &str)], places: &str, exits: &str) -> Result<Self, Refusal> {
        let broken = |file: &str, error: &toml::de::Error| Refusal::MalformedParameter {
            id: file.to_owned(),
            reason: error.to_string(),
        };
        let mut rows = Vec::new();
        for (name, text) in values {
            let file: File = toml::from_str(text).map_err(|error| broken(name, &error))?;
            rows.extend(file.value);
        }
        let places = toml::from_str(places).map_err(|error| broken("places.toml", &error))?;
        let exits = toml::from_str(exits).map_err(|error| broken("exits.toml", &error))?;
        Ok(Self { rows, places, exits })
    }

    /// Every row, for lists.
    pub fn rows(&self) -> &[Parameter] {
        &self.rows
    }

    /// Understands a place by code or name.
    pub fn place(&self, text: &str) -> Result<Place, Refusal> {
        self.places.find(text).ok_or_else(|| Refusal::UnknownPlace { place: text.to_owned() })
    }

    /// What a listed place is called in Chinese.
    pub fn place_name_zh(&self, code: &str) -> Option<&str> {
        self.places.rows().iter().find(|row| row.code == code).map(|row| row.name_zh.as_str())
    }

    /// The one row of this id in force there and then. The nearest place that has any row in force decides:
    /// the city, else its province, else the country. None or two rows are refused, never guessed.
    pub fn at(&self, id: &str, place: &str, date: Date) -> Result<&Parameter, Refusal> {
        let place = self.place(place)?;
        for code in place.chain() {
            let mut matching = Vec::new();
            for row in self.rows.iter().filter(|row| row.jurisdiction == code && row.is_called(id)) {
                if row.range()?.contains(date) {
                    matching.push(row);
                }
            }
            match matching.as_slice() {
                [] => {}
                [row] => return Ok(row),
                several => {
                    return Err(Refusal::AmbiguousParameter {
                        id: id.to_owned(),
                        place: code.to_owned(),
                        date,
                        count: several.len(),
                    });
                }
            }
        }
        Err(Refusal::NoParameter { id: id.to_owned(), place: place.code().to_owned(), date })
    }

    /// The one national row in force on a day.
    pub fn national(&self, id: &str, date: Date) -> Result<&Parameter, Refusal> {
        self.at(id, COUNTRY, date)
    }

    /// An amount with its source, for the inputs of a calculator. Says so when a larger place's figure is used.
    pub fn figure(&self, id: &str, place: &str, date: Date) -> Result<Figure, Refusal> {
        let row = self.at(id, place, date)?;
        let asked = self.place(place)?;
        let mut warnings = row.warnings();
        if row.jurisdiction != asked.code() {
            warnings.push(Warning {
                text_zh: format!("{} 没有 {id} 的数据，取用 {} 的数值。", asked.code(), row.jurisdiction),
                text_en: format!(
                    "{} has no {id} of its own; the figure of {} is used.",
                    asked.code(),
                    row.jurisdiction
                ),
            });
        }
        Ok(Figure { amount: row.money()?, source: Some(row.used()), warnings })
    }

    /// The local monthly minimum wage on a day. Art. 47 floor: Implementation Regulation art. 27.
    pub fn minimum_wage(&self, place: &str, date: Date) -> Result<Figure, Refusal> {
        self.figure("wage.minimum_month", place, date)
    }

    /// The prior year's average monthly wage that is used on a day. Labour Contract Law art. 47(2).
    pub fn average_wage(&self, place: &str, date: Date) -> Result<Figure, Refusal> {
        self.figure("wage.average_month", place, date)
    }

    /// The prior year's average annual wage that is used on a day: twelve monthly averages. 财税〔2018〕164号 art. 5.
    pub fn average_annual_wage(&self, place: &str, date: Date) -> Result<Figure, Refusal> {
        self.average_wage(place, date)?.times(MONTHS_IN_YEAR)
    }

    #[cfg(test)]
    pub(crate) fn places(&self) -> &Places {
        &self.places
    }
}
