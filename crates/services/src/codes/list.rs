//! What is mapped, what is not, and who uses it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use access::{Caller, Permission};
use chrono::Days;
use kernel::{Date, LegalEntityId};
use storage::Db;
use storage::query::Find;
use storage::rows::{Assignment, CatalogueItem, CodeMapping, LegalEntity};
use uuid::Uuid;

use super::kinds::{CodeKind, KINDS, kind};
use super::views::{
    CodeCompany, CodeMappingList, CodeMappingQuery, CodeMappingView, CodeSetList, CodeSetView, StandardCode,
};
use crate::organisation::catalogue;
use crate::{App, Result};

/// What companies' codes mean on a day.
#[derive(Debug, Clone, Default)]
pub struct Mapped {
    standard: BTreeMap<String, String>,
    by_code: HashMap<(Uuid, String), String>,
}

impl Mapped {
    /// Whether the group has a standard for these codes at all.
    pub fn has_standard(&self) -> bool {
        !self.standard.is_empty()
    }

    /// The standard code behind a company's code. A company that uses the standard's own code needs no mapping.
    pub fn standard<'a>(&'a self, company: Uuid, code: &'a str) -> Option<&'a str> {
        let mapped = self.by_code.get(&(company, code.to_owned())).map(String::as_str);
        mapped.or_else(|| self.standard.contains_key(code).then_some(code))
    }

    /// The companies' codes that are mapped to one of these standard codes.
    pub fn codes_for<'a>(&'a self, standard: &'a [&str]) -> impl Iterator<Item = (Uuid, String)> + 'a {
        let meant = self.by_code.iter().filter(|(_, code)| standard.contains(&code.as_str()));
        meant.map(|((company, code), _)| (*company, code.clone()))
    }

    /// What a standard code is called.
    pub fn title(&self, code: &str) -> Option<&str> {
        self.standard.get(code).map(String::as_str)
    }
}

/// The mapping of one set on a day.
pub async fn mapped_codes(db: &Db<'_>, key: &str, day: Date) -> Result<Mapped> {
    let set = kind(key)?;
    let standard = catalogue(db, set.catalogue, day).await?;
    let rows = Find::<CodeMapping>::new().eq(CodeMapping::KIND, key).known().on(day).all(db).await?;
    let by_code = rows.into_iter().filter_map(|row| Some(((row.legal_entity_id, row.local_code), row.standard_code?)));
    Ok(Mapped {
        standard: standard.into_iter().map(|item| (item.code, item.title_zh)).collect(),
        by_code: by_code.collect(),
    })
}

/// Codes in use on a day: how many people of which company carry which.
pub(super) async fn in_use(db: &Db<'_>, set: &CodeKind, day: Date) -> Result<BTreeMap<(Uuid, String), u64>> {
    let mut used = BTreeMap::new();
    let Some(code_of) = set.used else { return Ok(used) };
    for row in Find::<Assignment>::new().known().on(day).all(db).await? {
        if let Some(code) = code_of(&row).map(str::trim).filter(|code| !code.is_empty()) {
            *used.entry((row.legal_entity_id, code.to_owned())).or_default() += 1;
        }
    }
    Ok(used)
}

fn standard_codes(items: Vec<CatalogueItem>) -> Vec<StandardCode> {
    items
        .into_iter()
        .map(|item| StandardCode { code: item.code, title_zh: item.title_zh, title_en: item.title_en })
        .collect()
}

/// The sets with their standards, and how far each company is mapped.
pub async fn list_code_sets(app: &App, caller: &Caller) -> Result<CodeSetList> {
    caller.require(Permission::StandardRead)?;
    let (db, day) = (app.db(), app.today());
    let entities = Find::<LegalEntity>::new().ascending(LegalEntity::SHORT_NAME).all(&db).await?;
    let mut items = Vec::new();
    for set in &KINDS {
        let (mapped, used) = (mapped_codes(&db, set.key, day).await?, in_use(&db, set, day).await?);
        let kept = Find::<CodeMapping>::new().eq(CodeMapping::KIND, set.key).known().on(day).all(&db).await?;
        let company = |entity: &LegalEntity| {
            let own = kept.iter().filter(|row| row.legal_entity_id == entity.id).map(|row| row.local_code.as_str());
            let worn = used.keys().filter(|(id, _)| *id == entity.id).map(|(_, code)| code.as_str());
            let codes: BTreeSet<&str> = own.chain(worn).collect();
            let known = codes.iter().filter(|code| mapped.standard(entity.id, code).is_some()).count();
            CodeCompany {
                legal_entity_id: LegalEntityId(entity.id),
                name: entity.short_name.clone(),
                mapped: known as u64,
                unmapped: (codes.len() - known) as u64,
            }
        };
        items.push(CodeSetView {
            kind: set.key,
            title: set.title.clone(),
            catalogue: set.catalogue,
            companies: entities.iter().map(company).collect(),
            standard: standard_codes(catalogue(&db, set.catalogue, day).await?),
        });
    }
    Ok(CodeSetList { items })
}

/// The codes of companies in one set: those that are kept, and those in use that nobody has kept.
pub async fn list_code_mappings(app: &App, caller: &Caller, query: &CodeMappingQuery) -> Result<CodeMappingList> {
    caller.require(Permission::StandardRead)?;
    let set = kind(&query.kind)?;
    let db = app.db();
    let day = query.as_of.unwrap_or_else(|| app.today());
    let names: HashMap<Uuid, String> =
        Find::<LegalEntity>::new().all(&db).await?.into_iter().map(|row| (row.id, row.short_name)).collect();
    let standard = catalogue(&db, set.catalogue, day).await?;
    let mut used = in_use(&db, set, day).await?;
    let mut items = Vec::new();
    for row in Find::<CodeMapping>::new().eq(CodeMapping::KIND, set.key).known().on(day).all(&db).await? {
        let people = used.remove(&(row.legal_entity_id, row.local_code.clone())).unwrap_or(0);
        items.push(kept(row, people, &names, &standard));
    }
    for ((entity, code), people) in used {
        // The standard's own code means itself.
        let own = standard.iter().find(|item| item.code == code).map(|item| item.code.clone());
        items.push(CodeMappingView {
            mapping_id: None,
            legal_entity_id: LegalEntityId(entity),
            company: names.get(&entity).cloned().unwrap_or_default(),
            suggestion: if own.is_some() { None } else { suggested(&code, "", &standard) },
            standard_title: own.as_deref().and_then(|code| title(&standard, code)),
            standard_code: own,
            local_title: String::new(),
            local_code: code,
            people,
            first_day: None,
            last_day: None,
        });
    }
    items.retain(|item| query.legal_entity_id.is_none_or(|id| id == item.legal_entity_id));
    let unmapped = items.iter().filter(|item| item.standard_code.is_none()).count() as u64;
    items.retain(|item| query.unmapped != Some(true) || item.standard_code.is_none());
    items.sort_by(|a, b| {
        let key = |item: &CodeMappingView| {
            (
                item.standard_code.is_some(),
                std::cmp::Reverse(item.people),
                item.company.clone(),
                item.local_code.clone(),
            )
        };
        key(a).cmp(&key(b))
    });
    Ok(CodeMappingList { items, unmapped, standard: standard_codes(standard) })
}

fn kept(row: CodeMapping, people: u64, names: &HashMap<Uuid, String>, standard: &[CatalogueItem]) -> CodeMappingView {
    let CodeMapping {
        row_id: _,
        mapping_id,
        kind: _,
        legal_entity_id,
        local_code,
        local_title,
        standard_code,
        valid_from,
        valid_until,
        known_from: _,
        known_until: _,
        recorded_at: _,
    } = row;
    CodeMappingView {
        mapping_id: Some(mapping_id),
        legal_entity_id: LegalEntityId(legal_entity_id),
        company: names.get(&legal_entity_id).cloned().unwrap_or_default(),
        suggestion: if standard_code.is_some() { None } else { suggested(&local_code, &local_title, standard) },
        standard_title: standard_code.as_deref().and_then(|code| title(standard, code)),
        standard_code,
        local_code,
        local_title,
        people,
        first_day: Some(valid_from),
        last_day: valid_until.map(|until| until - Days::new(1)),
    }
}

fn title(standard: &[CatalogueItem], code: &str) -> Option<String> {
    standard.iter().find(|item| item.code == code).map(|item| item.title_zh.clone())
}

/// A standard code whose code or name is spelt the same, blanks, marks and case aside. Only offered, never taken.
fn suggested(code: &str, name: &str, standard: &[CatalogueItem]) -> Option<String> {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let own = [plain(code), plain(name)];
    let alike = |item: &&CatalogueItem| {
        let theirs = [plain(&item.code), plain(&item.title_zh), plain(&item.title_en)];
        own.iter().any(|text| !text.is_empty() && theirs.contains(text))
    };
    standard.iter().find(alike).map(|item| item.code.clone())
}
