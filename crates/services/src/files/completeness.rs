//! What a file must hold and lacks, for one person and over a unit.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use access::{Caller, Permission};
use kernel::{Date, OrgUnitId, PersonId, Problem};
use storage::Db;
use storage::query::people::{self, RosterFilter, RosterRow};
use storage::query::{Find, subject_of};
use storage::rows::{Employment, File, KeyPerson, Person};
use uuid::Uuid;

use super::key_people::{self, marked};
use super::rules::{Audience, Rule, rules};
use super::sight::sees;
use super::views::{CompletenessItem, CompletenessList, CompletenessQuery, PersonFile, PersonFilePart};
use crate::{App, Result};

/// Where a category stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Standing {
    /// Documents that are filed.
    files: usize,
    /// Whether one of them is what is asked for.
    there: bool,
    /// Whether one of those still proves something.
    proves: bool,
}

/// Flows whose papers tell of a document that somebody signed and do not take its place.
const TELL_ONLY: [&str; 1] = ["contract_renewal"];

/// Filed documents by person and category.
async fn standings(db: &Db<'_>, persons: &[Uuid], day: Date) -> Result<HashMap<Uuid, BTreeMap<String, Standing>>> {
    let mut found: HashMap<Uuid, BTreeMap<String, Standing>> = HashMap::new();
    for chunk in persons.chunks(500) {
        let rows = Find::<File>::new().any(File::PERSON_ID, chunk.iter().copied()).eq(File::STATUS, "filed");
        for row in rows.all(db).await? {
            let standing = found.entry(row.person_id).or_default().entry(row.category).or_default();
            standing.files += 1;
            if row.source.as_deref().is_some_and(|source| TELL_ONLY.contains(&source)) {
                continue;
            }
            standing.there = true;
            standing.proves |= row.expires_on.is_none_or(|until| day < until);
        }
    }
    Ok(found)
}

/// The file of one person, category by category. Of a category that the caller may not see only its name is told,
/// so that it can be asked for.
pub async fn person_file(app: &App, caller: &Caller, person: PersonId) -> Result<PersonFile> {
    let (db, today) = (app.db(), app.today());
    let subject = subject_of(&db, person.0, today).await?;
    let reads = caller.scope(Permission::FileRead).covers(&subject);
    let borrows = caller.can(Permission::FileBorrow).allowed && caller.scope(Permission::PersonRead).covers(&subject);
    if !reads && !borrows {
        return Err(Problem::not_found("access.out_of_scope"));
    }
    let row = Find::<Person>::by_id(&db, person.0).await?.ok_or(Problem::not_found("access.out_of_scope"))?;
    let employment = crate::people::current_employment(&db, person, today).await?;
    let employment = employment.filter(|row| row.valid_until.is_none_or(|until| today < until));
    let key = marked(&db, &[person.0], today).await?.remove(&person.0);
    let standing = standings(&db, &[person.0], today).await?.remove(&person.0).unwrap_or_default();
    let mut parts = Vec::new();
    for rule in rules(&db, today).await? {
        let asked = employment.as_ref().is_some_and(|row| rule.asks(&row.kind, key.is_some()));
        let visible = sees(caller, rule.class, &subject);
        let found = standing.get(&rule.code).copied().unwrap_or_default();
        // A module for key people is not even named to those it is not for.
        if rule.audience == Audience::KeyPeople && key.is_none() && (found.files == 0 || !visible) {
            continue;
        }
        parts.push(part(rule, asked, visible, found));
    }
    let asked: Vec<&PersonFilePart> = parts.iter().filter(|part| part.required && part.visible).collect();
    let (required, present) = (asked.len(), asked.iter().filter(|part| !part.missing && !part.expired).count());
    let may_write = caller.require_for(Permission::FileWrite, &subject).is_ok();
    Ok(PersonFile {
        person_id: person,
        person_name: row.full_name,
        employed: employment.is_some(),
        key_person: match key {
            Some(key) if reads => Some(key_people::view(app, caller, &subject, key)?),
            _ => None,
        },
        required,
        present,
        parts,
        may_write,
        may_borrow: borrows && !caller.is(person.0),
        may_keep: caller.require_for(Permission::FileDestroy, &subject).is_ok(),
    })
}

fn part(rule: Rule, asked: bool, visible: bool, found: Standing) -> PersonFilePart {
    PersonFilePart {
        category: rule.code,
        class: rule.class,
        module: rule.audience == Audience::KeyPeople,
        required: asked,
        visible,
        files: visible.then_some(found.files),
        missing: visible && asked && !found.there,
        expired: visible && found.there && !found.proves,
        basis: rule.basis,
    }
}

/// Persons that are read for one page at most.
const READ: usize = 2_000;

/// What the files of a unit lack, for those who maintain them.
pub async fn list_completeness(app: &App, caller: &Caller, query: CompletenessQuery) -> Result<CompletenessList> {
    let scope = caller.require(Permission::FileWrite)?;
    let (db, today) = (app.db(), app.today());
    let limit = usize::try_from(query.limit.unwrap_or(50).clamp(1, 200)).unwrap_or(50);
    let mut filter = RosterFilter {
        search: query.q.clone(),
        unit: query.unit_id.map(|unit| unit.0),
        legal_entity: query.legal_entity_id.map(|id| id.0),
        after: query.cursor.as_deref().map(place).transpose()?,
        ..RosterFilter::new(today, app.now(), scope)
    };
    let rules = rules(&db, today).await?;
    let (mut items, mut read) = (Vec::new(), 0);
    let more = loop {
        let rows = people::list(&db, &filter, 201).await?;
        let (more, rows) = (rows.len() > 200, &rows[..rows.len().min(200)]);
        read += rows.len();
        let (mut full, mut left) = (false, rows.len());
        for (row, item) in rows.iter().zip(assess(app, caller, &rules, rows).await?) {
            left -= 1;
            filter.after = Some((row.name_pinyin.clone(), row.person_id));
            if query.incomplete.unwrap_or(false) && item.missing.is_empty() && item.expired.is_empty() {
                continue;
            }
            items.push(item);
            full = items.len() == limit;
            if full {
                break;
            }
        }
        if full || !more || read >= READ {
            break more || left > 0;
        }
    };
    let next_cursor = filter.after.filter(|_| more).map(|(pinyin, id)| format!("{id}.{pinyin}"));
    Ok(CompletenessList { items, next_cursor })
}

fn place(cursor: &str) -> Result<(String, Uuid)> {
    let parsed = cursor.split_once('.').and_then(|(id, pinyin)| Some((pinyin.to_owned(), id.parse().ok()?)));
    parsed.ok_or(Problem::invalid("request.query_invalid").with("field", "cursor"))
}

/// Each row's standing. Categories that the caller may not see are not counted.
async fn assess(app: &App, caller: &Caller, rules: &[Rule], rows: &[RosterRow]) -> Result<Vec<CompletenessItem>> {
    let (db, today) = (app.db(), app.today());
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let found = standings(&db, &persons, today).await?;
    let keys: BTreeSet<Uuid> = marked(&db, &persons, today).await?.into_keys().collect();
    let nothing = BTreeMap::new();
    Ok(rows
        .iter()
        .map(|row| {
            let subject = access::Subject {
                person: Some(row.person_id),
                legal_entity: Some(row.legal_entity_id),
                unit: Some(row.unit_id),
                manager: row.manager_id,
            };
            let standing = found.get(&row.person_id).unwrap_or(&nothing);
            let key = keys.contains(&row.person_id);
            let asked: Vec<&Rule> = rules
                .iter()
                .filter(|rule| rule.asks(&row.employment_kind, key) && sees(caller, rule.class, &subject))
                .collect();
            let lacking = |wanted: &dyn Fn(Standing) -> bool| -> Vec<String> {
                let of = |rule: &&&Rule| wanted(standing.get(&rule.code).copied().unwrap_or_default());
                asked.iter().filter(of).map(|rule| rule.code.clone()).collect()
            };
            let (missing, expired) = (lacking(&|part| !part.there), lacking(&|part| part.there && !part.proves));
            CompletenessItem {
                person_id: PersonId(row.person_id),
                full_name: row.full_name.clone(),
                employee_no: row.employee_no.clone(),
                unit_id: OrgUnitId(row.unit_id),
                position: row.position.clone(),
                key_person: key,
                required: asked.len(),
                present: asked.len() - missing.len() - expired.len(),
                missing,
                expired,
            }
        })
        .collect())
}

/// The last employment of each person that has ended: the first day after it.
pub(super) async fn ends(db: &Db<'_>, persons: &[Uuid]) -> Result<HashMap<Uuid, Option<Date>>> {
    let mut ends: HashMap<Uuid, Option<Date>> = HashMap::new();
    for chunk in persons.chunks(500) {
        let rows = Find::<Employment>::new().any(Employment::PERSON_ID, chunk.iter().copied()).known();
        for row in rows.all(db).await? {
            let end = ends.entry(row.person_id).or_insert(row.valid_until);
            // Open for as long as any employment is.
            *end = match (*end, row.valid_until) {
                (Some(a), Some(b)) => Some(a.max(b)),
                _ => None,
            };
        }
    }
    Ok(ends)
}

/// The key people among some persons.
pub(super) type KeyPeople = HashMap<Uuid, KeyPerson>;
