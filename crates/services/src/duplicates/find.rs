//! Finding pairs by grouping, and remembering that a pair is no pair.

use std::collections::{BTreeSet, HashMap, HashSet};

use access::{Caller, Permission};
use kernel::{FieldMeta, PersonId, Problem, Record, Sensitive};
use storage::query::duplicates::{Blind, namesakes, sharing};
use storage::query::{Find, subjects_of};
use storage::rows::{DuplicateVerdict, Employment, Person};
use storage::{Db, Sealed};
use uuid::Uuid;

use super::score::{Facts, Policy, Term, score};
use super::views::MarkDifferent;
use crate::app::required_reason;
use crate::{App, Result};

/// A pair that may be one person.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) first: Person,
    pub(super) second: Person,
    pub(super) points: i32,
    pub(super) terms: Vec<Term>,
}

/// Persons in one statement.
const CHUNK: usize = 400;

/// A pair in the order in which it is kept.
pub(super) fn ordered(one: Uuid, other: Uuid) -> (Uuid, Uuid) {
    if one < other { (one, other) } else { (other, one) }
}

/// All pairs on the list, most likely first. Groups are found in SQL by blind indexes, namesakes born on the same day
/// in one pass: the work grows with the number of persons, not with its square.
pub(super) async fn candidates(app: &App) -> Result<Vec<Candidate>> {
    let db = app.db();
    let policy = Policy::shipped()?;
    let mut groups = sharing(&db, Blind::Identity, policy.largest_group).await?;
    groups.extend(sharing(&db, Blind::Phone, policy.largest_group).await?);
    groups.extend(born_alike(app, &db, policy.largest_group).await?);
    let mut pairs = BTreeSet::new();
    for group in &groups {
        for (at, one) in group.iter().enumerate() {
            pairs.extend(group[at + 1..].iter().map(|other| ordered(*one, *other)));
        }
    }
    for verdict in Find::<DuplicateVerdict>::new().all(&db).await? {
        pairs.remove(&(verdict.first_id, verdict.second_id));
    }
    let persons: HashSet<Uuid> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    let known = people(app, &db, &persons.into_iter().collect::<Vec<_>>()).await?;
    let mut found = Vec::new();
    for (one, other) in pairs {
        let (Some((first, facts)), Some((second, others))) = (known.get(&one), known.get(&other)) else { continue };
        let (points, terms) = score(&policy, facts, others);
        if points >= policy.threshold {
            found.push(Candidate { first: first.clone(), second: second.clone(), points, terms });
        }
    }
    found.sort_by(|a, b| b.points.cmp(&a.points).then_with(|| a.first.name_pinyin.cmp(&b.first.name_pinyin)));
    Ok(found)
}

/// Pairs that are very likely one person, for the rules of data quality. Says nothing about whom one may see.
pub async fn likely_pairs(app: &App) -> Result<Vec<(Uuid, Uuid)>> {
    let likely = Policy::shipped()?.likely;
    let found = candidates(app).await?;
    Ok(found.into_iter().filter(|pair| pair.points >= likely).map(|pair| (pair.first.id, pair.second.id)).collect())
}

/// One pair, whether it is on the list or not.
pub(super) async fn pair(app: &App, one: PersonId, other: PersonId) -> Result<Candidate> {
    let (first, second) = ordered(one.0, other.0);
    let mut known = people(app, &app.db(), &[first, second]).await?;
    let (Some((first, facts)), Some((second, others))) = (known.remove(&first), known.remove(&second)) else {
        return Err(Problem::not_found("people.unknown"));
    };
    let (points, terms) = score(&Policy::shipped()?, &facts, &others);
    Ok(Candidate { first, second, points, terms })
}

/// Namesakes, in pinyin, born on the same day.
async fn born_alike(app: &App, db: &Db<'_>, most: i64) -> Result<Vec<Vec<Uuid>>> {
    let mut groups: HashMap<(String, String), Vec<Uuid>> = HashMap::new();
    for row in namesakes(db).await? {
        if let Some(birth) = open(app, Person::BIRTH_DATE, row.id, row.birth_date.as_ref())? {
            groups.entry((row.name_pinyin, birth)).or_default().push(row.id);
        }
    }
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    Ok(groups.into_values().filter(|group| (2..=most).contains(&group.len())).collect())
}

/// A sealed text of a person's row.
pub(super) fn open(
    app: &App,
    field: &'static FieldMeta,
    id: Uuid,
    sealed: Option<&Sealed<String>>,
) -> Result<Option<String>> {
    let opened = sealed.map(|sealed| app.store().unseal(Person::META.name, field, id, sealed)).transpose()?;
    Ok(opened.map(Sensitive::into_exposed))
}

/// The persons with what is compared of them.
async fn people(app: &App, db: &Db<'_>, ids: &[Uuid]) -> Result<HashMap<Uuid, (Person, Facts)>> {
    let mut worked: HashMap<Uuid, Vec<_>> = HashMap::new();
    let mut found = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let any = || chunk.iter().copied();
        for row in Find::<Employment>::new().any(Employment::PERSON_ID, any()).known().all(db).await? {
            worked.entry(row.person_id).or_default().push((row.valid_from, row.valid_until));
        }
        for row in Find::<Person>::new().any(Person::ID, any()).all(db).await? {
            let worked = worked.remove(&row.id).unwrap_or_default();
            found.insert(row.id, (row.clone(), facts(app, &row, worked)?));
        }
    }
    Ok(found)
}

fn facts(app: &App, row: &Person, worked: Vec<(kernel::Date, Option<kernel::Date>)>) -> Result<Facts> {
    let text = |field, sealed: &Option<Sealed<String>>| open(app, field, row.id, sealed.as_ref());
    let plain = |text: String| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase();
    Ok(Facts {
        full_name: row.full_name.clone(),
        name_pinyin: row.name_pinyin.clone(),
        identity: text(Person::IDENTITY_NUMBER, &row.identity_number)?.map(plain),
        phone: text(Person::PHONE, &row.phone)?.map(plain),
        email: text(Person::EMAIL, &row.email)?.map(|text| text.trim().to_lowercase()),
        bank: text(Person::BANK_ACCOUNT, &row.bank_account)?.map(plain),
        birth: text(Person::BIRTH_DATE, &row.birth_date)?.and_then(|day| day.parse().ok()),
        worked,
    })
}

/// Refuses unless both may be merged by the caller.
pub(super) async fn may_merge(app: &App, caller: &Caller, one: Uuid, other: Uuid) -> Result<()> {
    let subjects = subjects_of(&app.db(), &[one, other], app.today()).await?;
    for person in [one, other] {
        let nowhere = access::Subject { person: Some(person), ..access::Subject::default() };
        caller.require_for(Permission::PersonMerge, subjects.get(&person).unwrap_or(&nowhere))?;
    }
    Ok(())
}

/// Remembers that two persons are two: the pair is not shown again.
pub async fn mark_different(app: &App, caller: &Caller, input: MarkDifferent) -> Result<()> {
    let MarkDifferent { first_id, second_id, reason } = input;
    may_merge(app, caller, first_id.0, second_id.0).await?;
    let reason = required_reason(&reason)?;
    let (first, second) = ordered(first_id.0, second_id.0);
    pair(app, PersonId(first), PersonId(second)).await?;
    let mut work = app.begin(caller, "mark_different", Some(reason.clone())).await?;
    let same = Find::<DuplicateVerdict>::new().eq(DuplicateVerdict::FIRST_ID, first);
    if same.eq(DuplicateVerdict::SECOND_ID, second).one(&work.db()).await?.is_some() {
        return Ok(());
    }
    let id = work.new_id();
    let row = DuplicateVerdict {
        id,
        first_id: first,
        second_id: second,
        reason: work.seal(DuplicateVerdict::META, DuplicateVerdict::REASON, id, &reason),
        decided_by: caller.account().map(|account| account.0),
        decided_at: work.now().into(),
    };
    work.insert(row).await?;
    work.commit().await?;
    Ok(())
}
