//! Approvals: what is asked for, and who says yes or no in which step.

use super::table::table;

super::migration! {
    table("approval").id("id").text("about").id("about_id").maybe_id("person_id").text("title_zh").text("title_en")
        .sealed("summary").text("state").integer("step").maybe_id("asked_by").stamp("asked_at").maybe_stamp("ended_at")
        .maybe_stamp("due_at").key(&["id"]).index(&["about", "about_id"]).index(&["asked_by"]),
    table("approval_step").id("id").id("approval_id").maybe_id("person_id").integer("step").maybe_id("assignee_id")
        .maybe_text("role").text("state").maybe_id("decided_by").maybe_stamp("decided_at").maybe_sealed("reason")
        .key(&["id"]).index(&["approval_id"]).index(&["assignee_id", "state"]).index(&["role", "state"])
        .index(&["decided_by"]),
}
