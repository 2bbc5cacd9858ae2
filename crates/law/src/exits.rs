//! The exit matrix: what each ground demands and pays. The table itself is `data/exits.toml`.

use kernel::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::exact::plain;
use crate::explained::Working;
use crate::{Article, Explained, Ground, Parameters, Refusal};

/// What an exit pays by law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExitPay {
    /// Nothing beyond wages and leave.
    None,
    /// Severance of art. 46 and 47.
    N,
    /// Damages of art. 87, instead of severance.
    TwoN,
}

/// Who must give notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExitNotice {
    /// Nobody.
    None,
    /// The employee, art. 37.
    Employee,
    /// The employer in writing, or one month's wage instead, art. 40.
    EmployerOrWage,
    /// The employer to the union or all staff, art. 41.
    Layoff,
}

/// What arts. 42 and 45 say to this ground when the person is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// Not allowed, art. 42.
    Blocked,
    /// The contract goes on until the state ends, art. 45.
    Extended,
    /// Stays open.
    Open,
    /// Never allowed, art. 48.
    Unlawful,
}

/// How service before the law of 2008 counts, art. 97 para. 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Before2008 {
    /// Not at all: the ground is new in the law of 2008.
    None,
    /// By the rules of 1994.
    OldRule,
    /// By the rules of 1994, which cap these grounds.
    OldRuleCapped,
    /// By the new law from the first day of work (damages, Implementation Regulation art. 25).
    FromHire,
}

/// One demand of the law on the way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExitStep {
    /// Stable code: `union_first`.
    pub code: String,
    /// In Chinese.
    pub text_zh: String,
    /// In English.
    pub text_en: String,
    /// Code of the article, if one commands it.
    #[serde(default)]
    pub article: Option<String>,
}

/// A row of the matrix as the file holds it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExitRow {
    pub(crate) ground: Ground,
    pub(crate) name_zh: String,
    pub(crate) name_en: String,
    articles: Vec<String>,
    pub(crate) notice: ExitNotice,
    pub(crate) pay: ExitPay,
    pub(crate) protection: Protection,
    pub(crate) before_2008: Before2008,
    #[serde(default, rename = "step")]
    steps: Vec<ExitStep>,
}

impl ExitRow {
    /// The articles of the ground.
    pub(crate) fn articles(&self) -> Result<Vec<Article>, Refusal> {
        self.articles.iter().map(|code| known(code)).collect()
    }
}

/// The whole matrix.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExitTable {
    exit: Vec<ExitRow>,
}

impl ExitTable {
    /// The row of a ground.
    pub(crate) fn row(&self, ground: Ground) -> Result<&ExitRow, Refusal> {
        self.exit.iter().find(|row| row.ground == ground).ok_or_else(|| Refusal::MalformedParameter {
            id: "exits.toml".to_owned(),
            reason: format!("no row for {}", ground.as_str()),
        })
    }
}

/// What a ground demands and pays, with the figures of the day filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ExitRule {
    /// The ground.
    pub ground: Ground,
    /// Its Chinese name.
    pub name_zh: String,
    /// Its English name.
    pub name_en: String,
    /// The articles of the ground.
    pub articles: Vec<Article>,
    /// Who must give notice.
    pub notice: ExitNotice,
    /// Days of notice outside probation; `None` when nobody must give any.
    pub notice_days: Option<u32>,
    /// Days of notice in probation, where they differ.
    pub notice_days_in_probation: Option<u32>,
    /// What it pays.
    pub pays: ExitPay,
    /// What arts. 42 and 45 say for protected persons.
    pub protection: Protection,
    /// What has to be done, in order.
    pub steps: Vec<ExitStep>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct EmployeeNoticeDays {
    pub(crate) normal: u32,
    pub(crate) probation: u32,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct EmployerNotice {
    pub(crate) days: u32,
}

#[derive(Debug, Clone, Deserialize)]
struct Layoff {
    persons: u32,
    percent: Decimal,
    notice_days: u32,
    rehire_months: u32,
}

/// What a ground demands and pays on a day. Labour Contract Law arts. 36 to 48.
///
/// # Errors
/// Refuses when a parameter of the ground is not in force on that day.
pub fn exit_rule(law: &Parameters, ground: Ground, on: Date) -> Result<Explained<ExitRule>, Refusal> {
    let row = law.exits.row(ground)?;
    let mut sheet = Working::default();
    let articles = row.articles()?;
    let (mut notice_days, mut probation_days) = (None, None);
    let mut fill: Vec<(&str, String)> = Vec::new();
    match row.notice {
        ExitNotice::None => {}
        ExitNotice::Employee => {
            let parameter = law.national("term.notice.employee", on)?;
            sheet.uses(parameter);
            let days: EmployeeNoticeDays = parameter.shape()?;
            notice_days = Some(days.normal);
            probation_days = Some(days.probation);
            fill.push(("{employee_days}", days.normal.to_string()));
            fill.push(("{probation_days}", days.probation.to_string()));
        }
        ExitNotice::EmployerOrWage => {
            let parameter = law.national("term.notice.employer", on)?;
            sheet.uses(parameter);
            let notice: EmployerNotice = parameter.shape()?;
            notice_days = Some(notice.days);
            fill.push(("{employer_days}", notice.days.to_string()));
        }
        ExitNotice::Layoff => {
            let parameter = law.national("term.layoff", on)?;
            sheet.uses(parameter);
            let layoff: Layoff = parameter.shape()?;
            notice_days = Some(layoff.notice_days);
            fill.push(("{layoff_persons}", layoff.persons.to_string()));
            fill.push(("{layoff_percent}", plain(layoff.percent)));
            fill.push(("{layoff_days}", layoff.notice_days.to_string()));
            fill.push(("{rehire_months}", layoff.rehire_months.to_string()));
        }
    }
    let steps = filled(&row.steps, &fill);
    for step in &steps {
        let cited: Vec<Article> = step.article.iter().map(|code| known(code)).collect::<Result<_, _>>()?;
        sheet.step(&step.text_zh, &step.text_en, "", "", &cited);
    }
    for article in &articles {
        sheet.cite(article);
    }
    Ok(sheet.done(ExitRule {
        ground,
        name_zh: row.name_zh.clone(),
        name_en: row.name_en.clone(),
        articles,
        notice: row.notice,
        notice_days,
        notice_days_in_probation: probation_days,
        pays: row.pay,
        protection: row.protection,
        steps,
    }))
}

/// The whole matrix on a day, in the order of the file.
pub fn exit_matrix(law: &Parameters, on: Date) -> Result<Vec<Explained<ExitRule>>, Refusal> {
    law.exits.exit.iter().map(|row| exit_rule(law, row.ground, on)).collect()
}

/// Puts the figures of the day into the texts.
fn filled(steps: &[ExitStep], figures: &[(&str, String)]) -> Vec<ExitStep> {
    let fill = |text: &str| figures.iter().fold(text.to_owned(), |text, (mark, value)| text.replace(mark, value));
    steps
        .iter()
        .map(|step| ExitStep { text_zh: fill(&step.text_zh), text_en: fill(&step.text_en), ..step.clone() })
        .collect()
}

/// The article with this code; a code that no article has is a fault of the data file.
fn known(code: &str) -> Result<Article, Refusal> {
    Article::find(code).cloned().ok_or_else(|| Refusal::MalformedParameter {
        id: "exits.toml".to_owned(),
        reason: format!("no article is called {code}"),
    })
}
