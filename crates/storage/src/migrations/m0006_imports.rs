//! Imports and what they made.

use super::table::table;

super::migration! {
    table("import_run").id("id").text("file_name").text("file_digest").sealed("file").sealed("mapping")
        .maybe_text("mapping_digest").text("state").integer("row_count").maybe_sealed("report").maybe_id("created_by")
        .stamp("created_at").stamp("changed_at").key(&["id"]).index(&["file_digest"]),
    table("import_effect").id("id").id("import_id").text("record").id("record_id").integer("row_number").key(&["id"])
        .index(&["import_id"]).index(&["record_id"]),
}
