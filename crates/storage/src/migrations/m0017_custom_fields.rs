//! Fields that a firm adds to records by itself, and their values in time.

use super::table::table;

super::migration! {
    table("custom_field").id("id").text("record").text("code").text("title_zh").text("title_en").text("kind")
        .maybe_text("list").text("class").boolean("required").boolean("searchable").text("rules").integer("sort")
        .maybe_text("category").day("valid_from").maybe_day("valid_until").key(&["id"]).unique(&["record", "code"]),
    table("custom_value").id("row_id").id("value_id").id("field_id").text("record").id("record_id")
        .maybe_id("person_id").maybe_text("plain").maybe_sealed("sealed").maybe_bytes("blind").timeline("value_id")
        .index(&["record_id", "known_until"]).index(&["field_id", "plain"]).index(&["field_id", "blind"])
        .index(&["person_id"]),
}
