//! Two records side by side, masked, and what would stand in the way of a merge.

use std::collections::HashMap;

use access::{Caller, Disclosure, Permission, Subject};
use chrono::Days;
use kernel::{Date, FieldMeta, LegalEntityId, PersonId, Problem};
use storage::query::{Find, subjects_of};
use storage::rows::{DuplicateVerdict, Employment, LegalEntity, Person};
use storage::{Db, Sealed};
use uuid::Uuid;

use super::find::{Candidate, candidates, may_merge, open, pair};
use super::merge::obstacles;
use super::score::Policy;
use super::views::{
    ComparisonLine, DuplicateComparison, DuplicateList, DuplicatePair, DuplicateQuery, Obstacle, PairEmployment,
    PairPerson, PairQuery, ScoreTerm,
};
use crate::{App, Result};

/// Pairs on one page.
const MOST: usize = 200;

/// What pairs are drawn with.
struct Around {
    subjects: HashMap<Uuid, Subject>,
    employments: HashMap<Uuid, Vec<Employment>>,
    employers: HashMap<Uuid, String>,
}

impl Around {
    async fn read(app: &App, db: &Db<'_>, persons: &[Uuid]) -> Result<Self> {
        let mut employments: HashMap<Uuid, Vec<Employment>> = HashMap::new();
        for chunk in persons.chunks(400) {
            let rows = Find::<Employment>::new().any(Employment::PERSON_ID, chunk.iter().copied()).known();
            for row in rows.descending(Employment::VALID_FROM).all(db).await? {
                employments.entry(row.person_id).or_default().push(row);
            }
        }
        let employers = Find::<LegalEntity>::new().all(db).await?;
        Ok(Self {
            subjects: subjects_of(db, persons, app.today()).await?,
            employments,
            employers: employers.into_iter().map(|row| (row.id, row.short_name)).collect(),
        })
    }

    fn subject(&self, person: Uuid) -> Subject {
        let nowhere = Subject { person: Some(person), ..Subject::default() };
        self.subjects.get(&person).copied().unwrap_or(nowhere)
    }

    fn person(&self, caller: &Caller, row: &Person) -> PairPerson {
        let mut shown = caller.disclose(self.subject(row.id));
        let employments = self.employments.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        PairPerson {
            person_id: PersonId(row.id),
            full_name: row.full_name.clone(),
            employments: employments.iter().map(|employment| self.employment(&mut shown, employment)).collect(),
        }
    }

    fn employment(&self, shown: &mut Disclosure<'_>, row: &Employment) -> PairEmployment {
        PairEmployment {
            legal_entity_id: LegalEntityId(row.legal_entity_id),
            employer: self.employers.get(&row.legal_entity_id).cloned().unwrap_or_default(),
            employee_no: row.employee_no.clone(),
            first_day: shown.show(Employment::VALID_FROM, row.valid_from),
            last_day: shown.show(Employment::VALID_UNTIL, row.valid_until.map(|until| until - Days::new(1))),
        }
    }

    fn pair(&self, caller: &Caller, policy: &Policy, candidate: &Candidate) -> DuplicatePair {
        let Candidate { first, second, points, terms } = candidate;
        let both = [self.subject(first.id), self.subject(second.id)];
        let told = terms.iter().filter(|term| both.iter().all(|subject| caller.may_read(term.class, subject)));
        DuplicatePair {
            first: self.person(caller, first),
            second: self.person(caller, second),
            score: *points,
            band: if *points >= policy.likely { "likely" } else { "possible" },
            terms: told.map(|term| ScoreTerm { key: term.key, points: term.points }).collect(),
        }
    }
}

/// Pairs that may be one person, most likely first, as far as the caller may merge both.
pub async fn list_duplicates(app: &App, caller: &Caller, query: &DuplicateQuery) -> Result<DuplicateList> {
    let scope = caller.require(Permission::PersonMerge)?;
    let policy = Policy::shipped()?;
    let db = app.db();
    let mut found = candidates(app).await?;
    found.retain(|candidate| candidate.points >= query.at_least.unwrap_or_default());
    let persons: Vec<Uuid> = found.iter().flat_map(|pair| [pair.first.id, pair.second.id]).collect();
    let around = Around::read(app, &db, &persons).await?;
    found.retain(|pair| {
        let covered = |person: Uuid| scope.covers(&around.subject(person)) && !caller.is(person);
        covered(pair.first.id) && covered(pair.second.id)
    });
    let total = u64::try_from(found.len()).unwrap_or(u64::MAX);
    Ok(DuplicateList {
        items: found.iter().take(MOST).map(|pair| around.pair(caller, &policy, pair)).collect(),
        total,
        threshold: policy.threshold,
        set_aside: Find::<DuplicateVerdict>::new().count(&db).await?,
    })
}

/// Two records field by field. What is delicate is masked, so that a pair does not give away a number.
pub async fn compare_persons(app: &App, caller: &Caller, query: PairQuery) -> Result<DuplicateComparison> {
    let PairQuery { first_id, second_id } = query;
    if first_id == second_id {
        return Err(Problem::invalid("duplicates.same_record").at("/second_id"));
    }
    may_merge(app, caller, first_id.0, second_id.0).await?;
    let candidate = pair(app, first_id, second_id).await?;
    let db = app.db();
    let around = Around::read(app, &db, &[first_id.0, second_id.0]).await?;
    let (lines, redacted) = lines(app, caller, &around, &candidate)?;
    let found = obstacles(&db, candidate.first.id, candidate.second.id).await?;
    let obstacles = found.into_iter().map(|problem| Obstacle { code: problem.code, params: problem.params }).collect();
    Ok(DuplicateComparison { pair: around.pair(caller, &Policy::shipped()?, &candidate), lines, obstacles, redacted })
}

type Take = fn(&Person) -> Option<&Sealed<String>>;

/// The sealed fields that are compared, in the order of the page.
const COMPARED: [(&FieldMeta, Take); 6] = [
    (Person::IDENTITY_NUMBER, |row| row.identity_number.as_ref()),
    (Person::BIRTH_DATE, |row| row.birth_date.as_ref()),
    (Person::SEX, |row| row.sex.as_ref()),
    (Person::PHONE, |row| row.phone.as_ref()),
    (Person::EMAIL, |row| row.email.as_ref()),
    (Person::BANK_ACCOUNT, |row| row.bank_account.as_ref()),
];

fn lines(
    app: &App,
    caller: &Caller,
    around: &Around,
    candidate: &Candidate,
) -> Result<(Vec<ComparisonLine>, Vec<&'static str>)> {
    let Candidate { first, second, .. } = candidate;
    let (mut one, mut other) = (caller.disclose(around.subject(first.id)), caller.disclose(around.subject(second.id)));
    let mut lines = vec![ComparisonLine {
        field: Person::FULL_NAME.name,
        first: one.show(Person::FULL_NAME, Some(first.full_name.clone())),
        second: other.show(Person::FULL_NAME, Some(second.full_name.clone())),
        verdict: one.show(Person::FULL_NAME, if first.full_name == second.full_name { "same" } else { "differs" }),
    }];
    for (field, take) in COMPARED {
        let value = one.show_with(field, || open(app, field, first.id, take(first)))?;
        let against = other.show_with(field, || open(app, field, second.id, take(second)))?;
        let word = verdict(value.as_ref().and_then(Option::as_ref), against.as_ref().and_then(Option::as_ref));
        let told = match (value.as_ref(), against.as_ref()) {
            (Some(_), Some(_)) => one.show(field, word),
            _ => other.show(field, word).map(|_| "none"),
        };
        let masked = |value: Option<String>| value.map(|value| mask(field, &value));
        lines.push(ComparisonLine {
            field: field.name,
            first: value.map(masked),
            second: against.map(masked),
            verdict: told,
        });
    }
    let mut redacted = one.redacted();
    redacted.extend(other.redacted());
    redacted.sort_unstable();
    redacted.dedup();
    Ok((lines, redacted))
}

fn verdict(one: Option<&String>, other: Option<&String>) -> &'static str {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    match (one, other) {
        (None, None) => "none",
        (Some(_), None) => "first_only",
        (None, Some(_)) => "second_only",
        (Some(one), Some(other)) if plain(one) == plain(other) => "same",
        (Some(_), Some(_)) => "differs",
    }
}

/// Enough to tell two values apart, not to use one.
fn mask(field: &FieldMeta, value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    let part = |range: std::ops::Range<usize>| chars.get(range).unwrap_or_default().iter().collect::<String>();
    let length = chars.len();
    match field.name {
        "sex" => value.to_owned(),
        "birth_date" => {
            value.parse::<Date>().map_or_else(|_| "****".to_owned(), |day| format!("{}-**-**", day.format("%Y")))
        }
        "email" => match value.split_once('@') {
            Some((_, domain)) => format!("{}****@{domain}", part(0..1)),
            None => "****".to_owned(),
        },
        _ if length < 8 => "****".to_owned(),
        _ => format!("{}****{}", part(0..3), part(length - 4..length)),
    }
}
