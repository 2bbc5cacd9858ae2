//! Units and people by name, pinyin and initials, with the way from the root.

use std::collections::HashMap;

use access::{Caller, Permission};
use storage::query::Find;
use storage::rows::OrgUnit;
use uuid::Uuid;

use super::chart::reference;
use super::tree::Tree;
use super::views::{OrganisationHit, OrganisationHits, OrganisationSearch};
use crate::people::{AsOfQuery, PersonRef, RosterQuery, UnitRef, axes, initials_of, list_people, pinyin_of};
use crate::{App, Result};

/// How many units and how many people one answer holds.
const HITS: usize = 8;

/// Units of the day, then people of the day whom the caller may see.
pub async fn search_organisation(app: &App, caller: &Caller, query: OrganisationSearch) -> Result<OrganisationHits> {
    caller.require(Permission::OrganisationRead)?;
    let text: String = query.q.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Ok(OrganisationHits { items: Vec::new() });
    }
    let (day, known_at) = axes(app, &AsOfQuery { as_of: query.as_of, known_on: query.known_on });
    let units = Find::<OrgUnit>::new().as_of(day, known_at).ascending(OrgUnit::CODE).all(&app.db()).await?;
    let tree = Tree::of(&units);
    let names: HashMap<Uuid, UnitRef> = units.iter().map(|unit| (unit.unit_id, reference(unit))).collect();
    let path = |unit: Uuid| tree.above(unit).iter().filter_map(|above| names.get(above).cloned()).collect::<Vec<_>>();
    let mut found: Vec<(u8, &OrgUnit)> = units.iter().filter_map(|unit| Some((rank(unit, &text)?, unit))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    let mut items: Vec<OrganisationHit> = found
        .into_iter()
        .take(HITS)
        .map(|(_, unit)| OrganisationHit {
            unit: reference(unit),
            person: None,
            hint: unit.code.clone(),
            path: path(unit.unit_id),
        })
        .collect();
    if caller.can(Permission::PersonRead).allowed {
        let roster =
            RosterQuery { as_of: Some(day), q: Some(query.q), limit: Some(HITS as u64), ..RosterQuery::default() };
        for person in list_people(app, caller, roster).await?.items {
            items.push(OrganisationHit {
                path: path(person.unit.id.0),
                unit: person.unit,
                hint: format!("{} {}", person.employee_no, person.position),
                person: Some(PersonRef { id: person.person_id, full_name: person.full_name }),
            });
        }
    }
    Ok(OrganisationHits { items })
}

/// How well the unit fits: the name or code as typed, its beginning in pinyin or initials, or anywhere within.
fn rank(unit: &OrgUnit, text: &str) -> Option<u8> {
    let name = unit.name.to_lowercase();
    let (pinyin, initials, code) = (pinyin_of(&unit.name), initials_of(&unit.name), unit.code.to_lowercase());
    if name == text || code == text || initials == text {
        return Some(0);
    }
    if name.starts_with(text) || pinyin.starts_with(text) || initials.starts_with(text) || code.starts_with(text) {
        return Some(1);
    }
    (name.contains(text) || pinyin.contains(text) || initials.contains(text)).then_some(2)
}
