//! Which employer a row names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use super::check::{Scene, value};
use super::draft::Draft;
use super::report::{Log, Severity};
use super::target::Target;
use super::words::fold_word;

/// The employer of a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Employer {
    /// Renhe has it.
    Known(Uuid, String),
    /// It will be created.
    New(String),
}

impl Employer {
    /// Its name.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Known(_, name) | Self::New(name) => name,
        }
    }
}

/// The names that will be created.
pub(super) fn created(employers: &[Option<Employer>]) -> Vec<String> {
    let is_new = |employer: &&Employer| matches!(employer, Employer::New(_));
    let new: BTreeSet<&str> = employers.iter().flatten().filter(is_new).map(Employer::name).collect();
    new.into_iter().map(str::to_owned).collect()
}

/// A name on so many rows is taken as an employer's own spelling; a rarer one that looks like it is not.
const ESTABLISHED: usize = 3;

/// Finds the employer of every row.
pub(super) fn find(scene: &Scene<'_>, drafts: &mut [Draft], log: &mut Log) -> Vec<Option<Employer>> {
    one_spelling(drafts, scene.mapping.defaults.legal_entity.trim());
    let frequency = frequency(drafts);
    // A file names few employers and has many rows: each name is looked for once.
    let mut looked_for: HashMap<String, (String, Option<Employer>)> = HashMap::new();
    let mut found = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let name = draft.legal_entity.clone().unwrap_or_default();
        let default = scene.mapping.defaults.legal_entity.trim();
        let (own, employer) = looked_for.entry(name.clone()).or_insert_with(|| {
            let own = mapped(scene, if name.is_empty() { default } else { &name });
            let employer = known(scene, &own).or_else(|| new(scene, &own, &name, &frequency));
            (own, employer)
        });
        if own.is_empty() {
            log.find(scene.spot(draft, Target::LegalEntity, ""), Severity::Error, "legal_entity_missing", "", None);
            draft.bad = true;
            found.push(None);
            continue;
        }
        if employer.is_none() {
            let fix = nearest(scene, own, &frequency).map(value);
            log.find(scene.spot(draft, Target::LegalEntity, &name), Severity::Error, "legal_entity_unknown", "", fix);
            draft.bad = true;
        }
        found.push(employer.clone());
    }
    found
}

/// How many rows bear each name.
fn frequency(drafts: &[Draft]) -> BTreeMap<String, usize> {
    let mut frequency: BTreeMap<String, usize> = BTreeMap::new();
    for name in drafts.iter().filter_map(|draft| draft.legal_entity.as_ref()) {
        match frequency.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                frequency.insert(name.clone(), 1);
            }
        }
    }
    frequency
}

/// Spellings that differ only in the width of a character are one employer: the spelling of the default holds, else
/// the most frequent one.
fn one_spelling(drafts: &mut [Draft], default: &str) {
    let frequency = frequency(drafts);
    let mut usual: HashMap<String, (&str, usize)> = HashMap::new();
    for (name, count) in &frequency {
        let own = usual.entry(fold_word(name)).or_insert((name, *count));
        if *count >= own.1 {
            *own = (name, *count);
        }
    }
    let spelled = frequency.keys().map(|name| {
        let folded = fold_word(name);
        let own =
            if folded == fold_word(default) { default } else { usual.get(&folded).map_or(name.as_str(), |own| own.0) };
        (name.as_str(), own)
    });
    let spelled: HashMap<&str, &str> = spelled.filter(|(name, own)| name != own).collect();
    for name in drafts.iter_mut().filter_map(|draft| draft.legal_entity.as_mut()) {
        if let Some(own) = spelled.get(name.as_str()) {
            (*own).clone_into(name);
        }
    }
}

/// The mapping may say which employer a text means.
fn mapped(scene: &Scene<'_>, name: &str) -> String {
    let values = scene.mapping.values.get(Target::LegalEntity.key());
    let said = values.and_then(|values| values.iter().find(|(text, _)| fold_word(text) == fold_word(name)));
    said.map_or(name, |(_, own)| own).to_owned()
}

fn known(scene: &Scene<'_>, name: &str) -> Option<Employer> {
    let same = |text: &str| fold_word(text) == fold_word(name);
    let entity = scene.known.legal_entities.iter().find(|entity| {
        same(&entity.name) || same(&entity.short_name) || entity.credit_code.as_deref().is_some_and(same)
    })?;
    Some(Employer::Known(entity.id, entity.name.clone()))
}

/// A name that is to be created: the default itself, or one of the file that is no odd spelling of another.
fn new(scene: &Scene<'_>, name: &str, in_file: &str, frequency: &BTreeMap<String, usize>) -> Option<Employer> {
    let defaults = &scene.mapping.defaults;
    if name == defaults.legal_entity.trim() {
        return Some(Employer::New(name.to_owned()));
    }
    let often = frequency.get(in_file).copied().unwrap_or(0) >= ESTABLISHED;
    let alone = nearest(scene, name, frequency).is_none();
    (defaults.create_legal_entities && (often || alone)).then(|| Employer::New(name.to_owned()))
}

/// The known or frequent name that looks most like this one, if any does.
fn nearest(scene: &Scene<'_>, name: &str, frequency: &BTreeMap<String, usize>) -> Option<String> {
    let established = frequency.iter().filter(|(own, count)| **count >= ESTABLISHED && own.as_str() != name);
    let in_file = established.filter(|_| scene.mapping.defaults.create_legal_entities).map(|(own, _)| own.as_str());
    let known = scene.known.legal_entities.iter().map(|entity| entity.name.as_str());
    let scored = known.chain(in_file).map(|own| (likeness(name, own), own));
    let best = scored.filter(|(score, _)| *score >= 50).max_by_key(|(score, _)| *score)?;
    Some(best.1.to_owned())
}

/// Shared characters in percent of the shorter name.
fn likeness(a: &str, b: &str) -> usize {
    let letters = |text: &str| fold_word(text).chars().filter(|c| c.is_alphanumeric()).collect::<BTreeSet<char>>();
    let (a, b) = (letters(a), letters(b));
    let shorter = a.len().min(b.len());
    (a.intersection(&b).count() * 100).checked_div(shorter).unwrap_or(0)
}
