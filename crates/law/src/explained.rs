//! A result that explains itself: the steps with the real numbers, the parameters, the articles, the doubts.

use std::borrow::Cow;

use kernel::{Date, Money};
use serde::{Deserialize, Serialize};

use crate::{Article, Parameter, Refusal, Status};

/// One line of reasoning, readable without the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Step {
    /// What was done, in Chinese, with the real numbers.
    pub text_zh: String,
    /// What was done, in English, with the real numbers.
    pub text_en: String,
    /// The formula with the numbers put in, such as `20,000.00 × 3`.
    pub formula: String,
    /// What came out.
    pub result: String,
    /// The articles that command it.
    pub articles: Vec<Article>,
}

/// A doubt that the reader must know of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Warning {
    /// In Chinese.
    pub text_zh: String,
    /// In English.
    pub text_en: String,
}

/// Which row of the law's data was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ParameterUsed {
    /// Parameter id.
    pub id: String,
    /// Place for which the row stands; a city may use its province's row.
    pub place: String,
    /// The value, in the shape of the data file. Amounts and rates are texts.
    pub value: serde_json::Value,
    /// Unit of the value.
    pub unit: String,
    /// First day in force.
    pub first_day: Date,
    /// Last day in force; `None` while no end is known.
    #[cfg_attr(feature = "schema", schema(required))]
    pub last_day: Option<Date>,
    /// How well it is founded.
    pub status: Status,
    /// Instrument and article.
    pub citation: String,
}

/// A result with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Explained<T> {
    /// The answer.
    pub value: T,
    /// How it came about, in order.
    pub steps: Vec<Step>,
    /// The rows of the law's data that were used.
    pub parameters: Vec<ParameterUsed>,
    /// Every article that a step names, once.
    pub articles: Vec<Article>,
    /// Doubts.
    pub warnings: Vec<Warning>,
    /// The weakest status among the parameters; `law_text` when none was needed.
    pub confidence: Status,
}

impl<T> Explained<T> {
    /// The same reasons for a value made from this one.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Explained<U> {
        Explained {
            value: make(self.value),
            steps: self.steps,
            parameters: self.parameters,
            articles: self.articles,
            warnings: self.warnings,
            confidence: self.confidence,
        }
    }
}

/// An amount handed to a calculator: typed in by somebody, or looked up with [`crate::Parameters::figure`].
/// A looked-up figure brings its source, its doubts and its status into the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The amount.
    pub amount: Money,
    /// The row it came from; `None` for an amount given by hand.
    pub source: Option<ParameterUsed>,
    /// What the row warns of.
    pub warnings: Vec<Warning>,
}

impl Figure {
    /// An amount given by hand.
    pub const fn given(amount: Money) -> Self {
        Self { amount, source: None, warnings: Vec::new() }
    }

    /// The same source, multiplied by a whole number (a yearly amount from a monthly one).
    pub fn times(mut self, factor: i64) -> Result<Self, Refusal> {
        self.amount = Money::from_fen(self.amount.fen().checked_mul(factor).ok_or(Refusal::TooLarge)?);
        Ok(self)
    }
}

impl From<Money> for Figure {
    fn from(amount: Money) -> Self {
        Self::given(amount)
    }
}

/// The sheet on which a calculator writes while it works.
#[derive(Debug, Default)]
pub(crate) struct Working {
    steps: Vec<Step>,
    parameters: Vec<ParameterUsed>,
    articles: Vec<Article>,
    warnings: Vec<Warning>,
}

impl Working {
    /// Writes a line.
    pub(crate) fn step(
        &mut self,
        zh: impl Into<String>,
        en: impl Into<String>,
        formula: impl Into<String>,
        result: impl Into<String>,
        articles: &[Article],
    ) {
        for article in articles {
            self.cite(article);
        }
        self.steps.push(Step {
            text_zh: zh.into(),
            text_en: en.into(),
            formula: formula.into(),
            result: result.into(),
            articles: articles.to_vec(),
        });
    }

    /// Notes a doubt, once.
    pub(crate) fn warn(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        self.push_warning(Warning { text_zh: zh.into(), text_en: en.into() });
    }

    /// Notes an article without a line of its own.
    pub(crate) fn cite(&mut self, article: &Article) {
        if !self.articles.contains(article) {
            self.articles.push(article.clone());
        }
    }

    /// Notes that a row was used.
    pub(crate) fn uses(&mut self, parameter: &Parameter) {
        self.push_parameter(parameter.used());
        for warning in parameter.warnings() {
            self.push_warning(warning);
        }
    }

    /// Notes where a figure came from and gives its amount.
    pub(crate) fn figure(&mut self, figure: &Figure) -> Money {
        if let Some(source) = &figure.source {
            self.push_parameter(source.clone());
        }
        for warning in &figure.warnings {
            self.push_warning(warning.clone());
        }
        figure.amount
    }

    /// Takes another result's reasons over and gives its value.
    pub(crate) fn absorb<T>(&mut self, other: Explained<T>) -> T {
        self.steps.extend(other.steps);
        other.parameters.into_iter().for_each(|parameter| self.push_parameter(parameter));
        other.articles.iter().for_each(|article| self.cite(article));
        other.warnings.into_iter().for_each(|warning| self.push_warning(warning));
        other.value
    }

    /// Closes the sheet.
    pub(crate) fn done<T>(self, value: T) -> Explained<T> {
        let confidence = self.parameters.iter().map(|used| used.status).max().unwrap_or(Status::LawText);
        Explained {
            value,
            steps: self.steps,
            parameters: self.parameters,
            articles: self.articles,
            warnings: self.warnings,
            confidence,
        }
    }

    fn push_warning(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    fn push_parameter(&mut self, used: ParameterUsed) {
        if !self.parameters.contains(&used) {
            self.parameters.push(used);
        }
    }
}

/// An article of law, in the forms that code, Chinese readers and English readers use.
pub(crate) type Text = Cow<'static, str>;
