//! Assignments in order of the names of those who hold them. The database itself keeps this copy in step, whoever
//! writes: a list of any part of the group then walks one table in its order, and passes by whom it does not show
//! without looking anything up. It holds what a line shows of person, manager and assignment, too.

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
    "manager_name",
];

/// Makes the copy anew, in the form that it has by now.
pub(super) async fn again(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for (place, Kept { table, .. }) in KEPT.iter().enumerate() {
        db.execute_unprepared(&match manager.get_database_backend() {
            DbBackend::Sqlite => format!("DROP TRIGGER roster_{place}"),
            _ => format!("DROP TRIGGER roster_{place} ON {table}; DROP FUNCTION roster_{place}()"),
        })
        .await?;
    }
    manager.drop_table(Table::drop().table(Alias::new("roster")).to_owned()).await?;
    up(manager).await
}

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
        .maybe_text("manager_name")
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
        "INSERT INTO roster (name_pinyin, person_id, full_name, manager_name, {COPIED}) \
         SELECT person.name_pinyin, person.id, person.full_name, manager.full_name, {} \
         FROM assignment JOIN person ON person.id = assignment.person_id \
         LEFT JOIN person manager ON manager.id = assignment.manager_id WHERE {which};",
        of_assignment.join(", ")
    )
}

const OF_ASSIGNMENT: &str = "assignment.row_id = NEW.row_id";
const OF_PERSON: &str = "assignment.person_id = NEW.id";
const NO_PERSON: &str = "DELETE FROM roster WHERE name_pinyin = OLD.name_pinyin AND person_id = OLD.id;";
const NO_ASSIGNMENT: &str = "DELETE FROM roster WHERE row_id = OLD.row_id AND person_id = OLD.person_id \
                             AND name_pinyin = (SELECT name_pinyin FROM person WHERE id = OLD.person_id);";

/// Tells those who report to a person what the person is called now.
fn tell(name: &str, person: &str) -> String {
    format!(
        "UPDATE roster SET manager_name = {name} WHERE (name_pinyin, person_id, row_id) IN (\
         SELECT person.name_pinyin, led.person_id, led.row_id \
         FROM assignment led JOIN person ON person.id = led.person_id WHERE led.manager_id = {person});"
    )
}

/// One way in which a row of the copy comes to be, changes or goes.
struct Kept {
    table: &'static str,
    when: &'static str,
    /// What is done then.
    steps: fn() -> String,
}

const KEPT: [Kept; 6] = [
    Kept { table: "assignment", when: "INSERT", steps: || copy(OF_ASSIGNMENT) },
    Kept { table: "assignment", when: "UPDATE", steps: || NO_ASSIGNMENT.to_owned() + &copy(OF_ASSIGNMENT) },
    Kept { table: "assignment", when: "DELETE", steps: || NO_ASSIGNMENT.to_owned() },
    Kept { table: "person", when: "INSERT", steps: || copy(OF_PERSON) + &tell("NEW.full_name", "NEW.id") },
    Kept {
        table: "person",
        when: "UPDATE OF name_pinyin, full_name",
        steps: || NO_PERSON.to_owned() + &copy(OF_PERSON) + &tell("NEW.full_name", "NEW.id"),
    },
    Kept { table: "person", when: "DELETE", steps: || NO_PERSON.to_owned() + &tell("NULL", "OLD.id") },
];

fn sqlite() -> Vec<String> {
    let trigger = |(place, kept): (usize, Kept)| {
        let (when, table, steps) = (kept.when, kept.table, (kept.steps)());
        format!("CREATE TRIGGER roster_{place} AFTER {when} ON {table} BEGIN {steps} END")
    };
    KEPT.into_iter().enumerate().map(trigger).collect()
}

fn postgres() -> Vec<String> {
    let triggers = KEPT.into_iter().enumerate().flat_map(|(place, kept)| {
        let (when, table, steps) = (kept.when, kept.table, (kept.steps)());
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
