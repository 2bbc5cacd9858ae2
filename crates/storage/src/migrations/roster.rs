//! Assignments in order of the names of those who hold them. The database itself keeps this copy in step, whoever
//! writes: a list of any part of the group then walks one table in its order, and passes by whom it does not show
//! without looking anything up. It holds what a line shows of person and assignment, too.

use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::prelude::*;

use super::table::{index, table};

/// Columns of the copy that an assignment gives.
const COPIED: &str = "row_id, employment_id, unit_id, manager_id, legal_entity_id, position, job_level, place, \
                      valid_from, valid_until, known_from, known_until";

/// The lines of a unit in order of names, with all that they show: the whole row once more.
const OF_UNIT: &[&str] = &[
    "unit_id",
    "name_pinyin",
    "person_id",
    "row_id",
    "valid_from",
    "valid_until",
    "known_from",
    "known_until",
    "employment_id",
    "manager_id",
    "legal_entity_id",
    "full_name",
    "position",
    "job_level",
    "place",
];

pub(super) async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table("roster")
        .text("name_pinyin")
        .id("person_id")
        .text("full_name")
        .id("row_id")
        .id("employment_id")
        .id("unit_id")
        .maybe_id("manager_id")
        .id("legal_entity_id")
        .text("position")
        .maybe_text("job_level")
        .text("place")
        .day("valid_from")
        .maybe_day("valid_until")
        .stamp("known_from")
        .maybe_stamp("known_until")
        .key(&["name_pinyin", "person_id", "row_id"])
        .clustered()
        .apply(manager)
        .await?;
    index(manager, "roster", "idx_roster_of_unit", OF_UNIT).await?;
    let db = manager.get_connection();
    db.execute_unprepared(&copy("TRUE")).await?;
    let triggers = match manager.get_database_backend() {
        DbBackend::Sqlite => sqlite(),
        _ => postgres(),
    };
    for trigger in triggers {
        db.execute_unprepared(&trigger).await?;
    }
    Ok(())
}

/// Copies the assignments that a condition names.
fn copy(which: &str) -> String {
    let of_assignment: Vec<String> = COPIED.split(", ").map(|name| format!("assignment.{name}")).collect();
    format!(
        "INSERT INTO roster (name_pinyin, person_id, full_name, {COPIED}) \
         SELECT person.name_pinyin, person.id, person.full_name, {} \
         FROM assignment JOIN person ON person.id = assignment.person_id WHERE {which};",
        of_assignment.join(", ")
    )
}

const OF_ASSIGNMENT: &str = "assignment.row_id = NEW.row_id";
const OF_PERSON: &str = "assignment.person_id = NEW.id";
const NO_PERSON: &str = "DELETE FROM roster WHERE name_pinyin = OLD.name_pinyin AND person_id = OLD.id;";
const NO_ASSIGNMENT: &str = "DELETE FROM roster WHERE row_id = OLD.row_id AND person_id = OLD.person_id \
                             AND name_pinyin = (SELECT name_pinyin FROM person WHERE id = OLD.person_id);";

/// One way in which a row of the copy comes to be, changes or goes.
struct Kept {
    table: &'static str,
    when: &'static str,
    /// Deletes what no longer holds.
    forget: &'static str,
    /// The assignments to copy anew.
    copied: Option<&'static str>,
}

const fn kept(table: &'static str, when: &'static str, forget: &'static str, copied: Option<&'static str>) -> Kept {
    Kept { table, when, forget, copied }
}

const KEPT: [Kept; 6] = [
    kept("assignment", "INSERT", "", Some(OF_ASSIGNMENT)),
    kept("assignment", "UPDATE", NO_ASSIGNMENT, Some(OF_ASSIGNMENT)),
    kept("assignment", "DELETE", NO_ASSIGNMENT, None),
    kept("person", "INSERT", "", Some(OF_PERSON)),
    kept("person", "UPDATE OF name_pinyin, full_name", NO_PERSON, Some(OF_PERSON)),
    kept("person", "DELETE", NO_PERSON, None),
];

impl Kept {
    fn steps(&self) -> String {
        format!("{} {}", self.forget, self.copied.map(copy).unwrap_or_default())
    }
}

fn sqlite() -> Vec<String> {
    let trigger = |(place, kept): (usize, Kept)| {
        let (when, table, steps) = (kept.when, kept.table, kept.steps());
        format!("CREATE TRIGGER roster_{place} AFTER {when} ON {table} BEGIN {steps} END")
    };
    KEPT.into_iter().enumerate().map(trigger).collect()
}

fn postgres() -> Vec<String> {
    let triggers = KEPT.into_iter().enumerate().flat_map(|(place, kept)| {
        let (when, table, steps) = (kept.when, kept.table, kept.steps());
        let function = format!(
            "CREATE FUNCTION roster_{place}() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN {steps} RETURN NULL; END $$"
        );
        let trigger = format!(
            "CREATE TRIGGER roster_{place} AFTER {when} ON {table} FOR EACH ROW EXECUTE FUNCTION roster_{place}()"
        );
        [function, trigger]
    });
    triggers.collect()
}
