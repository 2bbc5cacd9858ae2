//! Reminders that people sent about late work.

use super::table::table;

super::migration! {
    table("task_nudge").id("id").id("task_id").id("flow_id").id("person_id").maybe_id("nudged_by").stamp("nudged_at")
        .key(&["id"]).index(&["task_id"]).index(&["flow_id"]),
}
