//! Employers, units and reference lists.

use super::table::table;

super::migration! {
    table("catalogue_item").id("id").text("kind").text("code").text("title_zh").text("title_en").integer("sort")
        .day("valid_from").maybe_day("valid_until").key(&["id"]).index(&["kind", "code"]),
    table("legal_entity").id("id").text("name").text("short_name").maybe_text("credit_code").text("place")
        .boolean("active").key(&["id"]),
    table("org_unit").id("row_id").id("unit_id").maybe_id("parent_id").text("code").text("name").text("kind")
        .maybe_id("head_person_id").timeline("unit_id"),
}
