//! Employers and units: what stands above before what stands below, each change on its day.

use kernel::{Date, LegalEntityId, OrgUnitId, Problem};
use storage::UnitOfWork;

use super::super::target::Target;
use super::check_organisation::root_here;
use super::kinds::FileKind;
use super::refs::Named;
use super::set::Key;
use super::write::{Made, Writer};
use crate::Result;
use crate::organisation::{
    NewLegalEntity, PutUnit, create_legal_entity_in, end_unit_in, put_entity_parent_in, put_unit_in,
};

impl Writer<'_> {
    pub(super) async fn entities(&self, work: &mut UnitOfWork, made: &mut Made) -> Result<()> {
        for (key, entry) in self.set.of(FileKind::LegalEntities) {
            let name = entry.text(Target::LegalEntity).to_owned();
            // An employer that Renhe has already is the same one.
            if let Some(Named::Here(id)) = self.refs.entity(&name) {
                made.entities.insert(key, id);
                continue;
            }
            let new = NewLegalEntity {
                name,
                short_name: entry.text(Target::ShortName).to_owned(),
                credit_code: entry.maybe(Target::CreditCode),
                place: entry.maybe(Target::Place).unwrap_or_else(|| self.defaults(key).legal_entity_place.clone()),
            };
            let id = create_legal_entity_in(work, new).await.map_err(|problem| self.in_row(problem, key))?.id;
            made.entities.insert(key, id);
            made.effects.push(("legal_entity", id, key));
        }
        for (key, entry) in self.set.of(FileKind::LegalEntities) {
            let Some(parent) = entry.maybe(Target::ParentEntity).and_then(|name| self.refs.entity(&name)) else {
                continue;
            };
            let parent = match parent {
                Named::Here(id) => Some(id),
                Named::Row(row) => made.entities.get(&row).copied(),
            };
            if let Some(id) = made.entities.get(&key) {
                put_entity_parent_in(work, LegalEntityId(*id), parent.map(LegalEntityId))
                    .await
                    .map_err(|problem| self.in_row(problem, key))?;
            }
        }
        self.step(made.entities.len())
    }

    /// Every row of every unit in the order of days, and on one day from the top down.
    pub(super) async fn units(&self, work: &mut UnitOfWork, made: &mut Made) -> Result<()> {
        let mut rows: Vec<(Date, usize, String, Key)> = Vec::new();
        for (code, line) in &self.refs.units {
            made.units.insert(code.clone(), work.new_id());
            for (at, key) in line.rows.iter().enumerate() {
                let day = self.set.entry(*key).day(Target::FirstDay).unwrap_or(line.from);
                if at == 0 {
                    made.effects.push(("org_unit", made.units[code], *key));
                }
                rows.push((day, self.depth(code), code.clone(), *key));
            }
        }
        rows.sort();
        for (day, depth, code, key) in &rows {
            let entry = self.set.entry(*key);
            let parent = entry.maybe(Target::ParentUnitCode).and_then(|code| self.unit(&code, made));
            let head = entry.maybe(Target::HeadNo).and_then(|number| self.holder(&number, made));
            let parent = parent.or_else(|| root_here(self.known));
            let id = made.units[code];
            let known_at = self.known_in(parent, self.known_at(*key, *day), made);
            made.units_known.entry(id).or_insert(known_at);
            let unit = PutUnit {
                id: Some(OrgUnitId(id)),
                parent_id: parent.map(OrgUnitId),
                code: entry.text(Target::UnitCode).to_owned(),
                name: entry.text(Target::UnitName).to_owned(),
                kind: entry.maybe(Target::UnitKind).unwrap_or_else(|| kind(*depth).to_owned()),
                head_person_id: head,
                first_day: *day,
            };
            put_unit_in(work, unit, known_at).await.map_err(|problem| self.in_row(problem, *key))?;
        }
        self.step(rows.len())
    }

    /// How many units of the set stand above one.
    fn depth(&self, code: &str) -> usize {
        let (mut at, mut depth) = (code.to_owned(), 0);
        while depth <= self.refs.units.len() {
            let newest = self.refs.units.get(&at).and_then(|line| line.rows.last());
            let parent = newest.and_then(|key| self.set.entry(*key).maybe(Target::ParentUnitCode));
            match parent.and_then(|parent| self.refs.unit_code(&parent)) {
                Some(above) => (at, depth) = (above, depth + 1),
                None => return depth,
            }
        }
        depth
    }

    /// Units that were closed, the lowest first. Their people have gone by then.
    pub(super) async fn close_units(&self, work: &mut UnitOfWork, made: &Made) -> Result<()> {
        let mut closed: Vec<(Date, std::cmp::Reverse<usize>, &String, Key)> = Vec::new();
        for (code, line) in &self.refs.units {
            if let (Some(last), Some(key)) = (line.last_day, line.rows.last()) {
                closed.push((last, std::cmp::Reverse(self.depth(code)), code, *key));
            }
        }
        closed.sort();
        for (last, _, code, key) in closed {
            let day = last.succ_opt().ok_or_else(|| Problem::invalid("input.range_reversed"))?;
            if day > self.set.today {
                continue;
            }
            let unit = OrgUnitId(made.units[code]);
            // In a group that is there already people may have gone to units that became known later.
            let known_at = if self.known.units.is_empty() { self.known_at(key, day) } else { self.app.now() };
            end_unit_in(work, unit, day, known_at).await.map_err(|problem| self.in_row(problem, key))?;
        }
        Ok(())
    }
}

const fn kind(depth: usize) -> &'static str {
    match depth {
        0 => "group",
        1 => "business_unit",
        2 => "department",
        _ => "team",
    }
}
