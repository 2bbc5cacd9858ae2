//! Employers with what they own: the other tree of a group.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use kernel::{FieldClass, LegalEntityId};
use storage::query::Find;
use storage::query::seats::people_by_entity;
use storage::rows::LegalEntity;
use uuid::Uuid;

use super::tree::Tree;
use super::views::{EntityNode, EntityTree};
use crate::people::{AsOfQuery, axes};
use crate::{App, Result};

/// Every employer with the people that it employs on a day, parents first.
pub async fn entity_tree(app: &App, caller: &Caller, query: AsOfQuery) -> Result<EntityTree> {
    caller.require(Permission::OrganisationRead)?;
    let (day, known_at) = axes(app, &query);
    let db = app.db();
    let rows = Find::<LegalEntity>::new().ascending(LegalEntity::SHORT_NAME).all(&db).await?;
    let direct = people_by_entity(&db, day, known_at).await?;
    let tree = Tree::new(rows.iter().map(|row| (row.id, row.parent_id)));
    let totals = tree.totals(&direct);
    let ahead = day > app.today();
    let sees = |entity: Uuid| {
        let of_entity = Subject { legal_entity: Some(entity), ..Subject::default() };
        !ahead || caller.may_read(FieldClass::Employment, &of_entity)
    };
    let rows: HashMap<Uuid, LegalEntity> = rows.into_iter().map(|row| (row.id, row)).collect();
    let (mut items, mut open) = (Vec::with_capacity(rows.len()), tree.roots().to_vec());
    open.reverse();
    while let Some(id) = open.pop() {
        open.extend(tree.children(id).iter().rev());
        let Some(row) = rows.get(&id) else { continue };
        let LegalEntity { id, name, short_name, credit_code: _, place, active, parent_id } = row.clone();
        let count = |of: &HashMap<Uuid, u64>| sees(id).then(|| of.get(&id).copied().unwrap_or(0));
        items.push(EntityNode {
            id: LegalEntityId(id),
            parent_id: parent_id.map(LegalEntityId),
            name: short_name,
            full_name: name,
            place,
            active,
            people: count(&direct),
            people_total: count(&totals),
        });
    }
    Ok(EntityTree { as_of: day, items })
}
