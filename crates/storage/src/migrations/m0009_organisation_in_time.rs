//! Positions with their plan of headcount, dotted lines, reorganisations ahead, employers below employers.

use super::table::{alter, table};

super::migration! {
    table("position").id("row_id").id("position_id").id("unit_id").text("title").maybe_text("job").maybe_text("job_level")
        .integer("headcount").maybe_id("legal_entity_id").boolean("key_position").timeline("position_id")
        .index(&["unit_id"]),
    table("reporting_line").id("row_id").id("line_id").id("person_id").id("to_person_id").text("kind")
        .timeline("line_id").index(&["person_id"]).index(&["to_person_id"]),
    table("reorganisation").id("id").text("title").day("effective_on").text("state").integer("version").sealed("plan")
        .maybe_sealed("hindrance").maybe_id("created_by").stamp("created_at").stamp("changed_at")
        .maybe_stamp("submitted_at").maybe_stamp("activated_at").key(&["id"]).index(&["state", "effective_on"]),
    // Counting the seats of a day reads this index alone, in its order: no row is fetched and nothing is sorted.
    alter("assignment").maybe_id("position_id")
        .index(&["unit_id", "position_id", "position", "valid_from", "valid_until", "known_from", "known_until"]),
    alter("legal_entity").maybe_id("parent_id"),
}
