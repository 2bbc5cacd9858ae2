//! What holds for each category: class, who must have it, how long it is kept.

use std::sync::LazyLock;

use access::{Caller, Permission};
use kernel::{Date, ErrorKind, FieldClass, Problem};
use serde::Deserialize;
use storage::Db;
use storage::query::Find;
use storage::rows::FileRule;

use super::views::{FileRuleList, FileRuleView};
use crate::{App, Result};

/// Who must have a document of a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Audience {
    Everyone,
    Kinds,
    KeyPeople,
    Nobody,
}

impl Audience {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Kinds => "kinds",
            Self::KeyPeople => "key_people",
            Self::Nobody => "nobody",
        }
    }

    pub(super) fn of(text: &str) -> Option<Self> {
        [Self::Everyone, Self::Kinds, Self::KeyPeople, Self::Nobody].into_iter().find(|known| known.key() == text)
    }
}

/// From when the years of keeping count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum KeepFrom {
    #[default]
    Exit,
    Filed,
}

impl KeepFrom {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Exit => "exit",
            Self::Filed => "filed",
        }
    }

    pub(super) fn of(text: &str) -> Option<Self> {
        [Self::Exit, Self::Filed].into_iter().find(|known| known.key() == text)
    }
}

/// The rule of a category, as shipped or as the firm decided.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) code: String,
    pub(super) class: FieldClass,
    pub(super) audience: Audience,
    #[serde(default)]
    pub(super) kinds: Vec<String>,
    pub(super) keep_years: u32,
    #[serde(default)]
    pub(super) keep_from: KeepFrom,
    pub(super) basis: String,
    /// The parameter of law below which no firm may go.
    floor: Option<String>,
    article: Option<String>,
    #[serde(skip)]
    own: bool,
}

#[derive(Deserialize)]
struct Policy {
    category: Vec<Rule>,
}

static SHIPPED: LazyLock<std::result::Result<Vec<Rule>, String>> = LazyLock::new(|| {
    toml::from_str::<Policy>(include_str!("../../data/file-policy.toml"))
        .map(|policy| policy.category)
        .map_err(|error| error.to_string())
});

fn shipped() -> Result<&'static [Rule]> {
    SHIPPED
        .as_deref()
        .map_err(|detail| Problem::new(ErrorKind::Internal, "internal.file_policy").with("detail", detail))
}

impl Rule {
    /// A category of the firm's own, before it decided anything about it: kept for good, told to few.
    fn unknown(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            class: FieldClass::Talk,
            audience: Audience::Nobody,
            kinds: Vec::new(),
            keep_years: 0,
            keep_from: KeepFrom::Exit,
            basis: String::new(),
            floor: None,
            article: None,
            own: false,
        }
    }

    fn decided(&self, row: &FileRule) -> Result<Self> {
        let damaged = || Problem::new(ErrorKind::Internal, "internal.file_policy").with("detail", &row.category);
        Ok(Self {
            class: class_of(&row.class).ok_or_else(damaged)?,
            audience: Audience::of(&row.audience).ok_or_else(damaged)?,
            kinds: row.kinds.split(',').filter(|kind| !kind.is_empty()).map(str::to_owned).collect(),
            keep_years: u32::try_from(row.keep_years).map_err(|_| damaged())?,
            keep_from: KeepFrom::of(&row.keep_from).ok_or_else(damaged)?,
            basis: row.basis.clone(),
            own: true,
            ..self.clone()
        })
    }

    /// The fewest years that the law allows on a day, with its article.
    pub(super) fn least(&self, day: Date) -> Result<Option<(u32, &str)>> {
        let Some(floor) = &self.floor else { return Ok(None) };
        let law = law::Parameters::builtin().map_err(|refusal| refusal.problem())?;
        let years = law.national(floor, day).and_then(law::Parameter::whole).map_err(|refusal| refusal.problem())?;
        Ok(Some((years, self.article.as_deref().unwrap_or_default())))
    }

    /// Whether somebody with this kind of employment must have it.
    pub(super) fn asks(&self, kind: &str, key_person: bool) -> bool {
        match self.audience {
            Audience::Everyone => true,
            Audience::Kinds => self.kinds.iter().any(|known| known == kind),
            Audience::KeyPeople => key_person,
            Audience::Nobody => false,
        }
    }

    pub(super) fn view(&self, day: Date) -> Result<FileRuleView> {
        let least = self.least(day)?;
        Ok(FileRuleView {
            category: self.code.clone(),
            class: self.class,
            audience: self.audience.key().to_owned(),
            kinds: self.kinds.clone(),
            keep_years: self.keep_years,
            keep_from: self.keep_from.key().to_owned(),
            basis: self.basis.clone(),
            least_years: least.map(|(years, _)| years),
            article: least.map(|(_, article)| article.to_owned()),
            own: self.own,
        })
    }
}

pub(super) fn class_of(text: &str) -> Option<FieldClass> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

/// All rules, in the order of the shipped list; the firm's own categories come last.
pub(super) async fn rules(db: &Db<'_>, day: Date) -> Result<Vec<Rule>> {
    let decided = Find::<FileRule>::new().all(db).await?;
    let items = crate::organisation::catalogue(db, "file_category", day).await?;
    let mut rules: Vec<Rule> = shipped()?.to_vec();
    for item in &items {
        if !rules.iter().any(|rule| rule.code == item.code) {
            rules.push(Rule::unknown(&item.code));
        }
    }
    for row in &decided {
        if let Some(rule) = rules.iter_mut().find(|rule| rule.code == row.category) {
            *rule = rule.decided(row)?;
        }
    }
    Ok(rules)
}

/// The rule of one category.
pub(super) async fn rule(db: &Db<'_>, code: &str, day: Date) -> Result<Rule> {
    let found = rules(db, day).await?.into_iter().find(|rule| rule.code == code);
    found.ok_or_else(|| Problem::invalid("files.category_unknown").at("/category").with("category", code))
}

/// The rules of all categories. Anybody signed in may know how long what is kept.
pub async fn list_file_rules(app: &App, caller: &Caller) -> Result<FileRuleList> {
    caller.require(Permission::SessionUse)?;
    let today = app.today();
    let rules = rules(&app.db(), today).await?;
    Ok(FileRuleList { items: rules.iter().map(|rule| rule.view(today)).collect::<Result<_>>()? })
}
