//! Workbooks that people edit outside and bring back.

use super::table::table;

super::migration! {
    table("sheet_update").id("id").text("state").integer("row_count").integer("changed_count").sealed("content")
        .maybe_id("created_by").stamp("created_at").stamp("changed_at").key(&["id"]).index(&["created_by"]),
}
