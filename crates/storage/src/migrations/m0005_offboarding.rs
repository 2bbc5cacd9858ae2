//! Flows, leaving cases, settlements and certificates.

use super::table::table;

super::migration! {
    table("flow_definition").id("id").text("definition").integer("version").text("source").text("reason")
        .stamp("published_at").maybe_id("published_by").key(&["id"]).unique(&["definition", "version"]),
    table("flow").id("id").text("definition").integer("version").id("person_id").text("about").id("about_id")
        .text("status").sealed("state").stamp("started_at").maybe_stamp("ended_at").maybe_stamp("wake_at").key(&["id"]).index(&["person_id"])
        .index(&["status", "wake_at"]),
    table("task").id("id").id("flow_id").id("person_id").text("task_key").text("lane").text("kind").text("title_zh")
        .text("title_en").boolean("optional").text("status").maybe_stamp("starts_at").maybe_stamp("due_at").maybe_id("assignee_id")
        .maybe_text("role").maybe_id("delegate_id").maybe_id("escalated_person_id").maybe_text("escalated_role")
        .maybe_stamp("finished_at").maybe_id("finished_by").key(&["id"]).unique(&["flow_id", "task_key"])
        .index(&["status", "assignee_id"]).index(&["status", "role"]).index(&["delegate_id"]).index(&["person_id"]),
    table("flow_item").id("id").id("flow_id").id("person_id").text("kind").text("title").maybe_id("successor_id")
        .maybe_id("added_by").stamp("added_at").maybe_stamp("received_at").maybe_id("received_by").key(&["id"])
        .index(&["flow_id"]).index(&["successor_id"]),
    table("offboarding").id("id").id("person_id").id("employment_id").text("phase").maybe_text("ground")
        .maybe_day("received_on").maybe_day("notice_ends").maybe_day("wished_last_day").maybe_day("last_day")
        .maybe_stamp("last_working_minute").maybe_stamp("pre_expires_at").maybe_id("pre_flow_id").maybe_id("flow_id")
        .text("withdrawal").maybe_sealed("reason").sealed("state").stamp("opened_at").maybe_stamp("closed_at")
        .key(&["id"]).index(&["person_id"]).index(&["phase", "last_day"]).index(&["flow_id"]),
    table("offboarding_event").id("id").id("offboarding_id").id("person_id").text("kind").stamp("at")
        .maybe_id("actor_id").sealed("detail").key(&["id"]).index(&["offboarding_id"]),
    table("settlement").id("id").id("employment_id").id("person_id").text("purpose").text("status").sealed("document")
        .stamp("computed_at").maybe_id("computed_by").maybe_stamp("confirmed_at").maybe_id("confirmed_by")
        .key(&["id"]).index(&["employment_id"]).index(&["person_id"]),
    table("law_figure").id("id").text("parameter").text("place").text("value").day("first_day").maybe_day("last_day")
        .text("source").stamp("recorded_at").maybe_id("recorded_by").maybe_stamp("replaced_at").key(&["id"])
        .index(&["parameter", "place"]),
    table("certificate").id("id").id("person_id").id("employment_id").text("number").integer("year")
        .integer("sequence").text("status").day("issued_on").stamp("issued_at").maybe_id("issued_by").sealed("pdf")
        .text("sha256").text("signature").text("public_key").bytes("token_digest").sealed("token")
        .maybe_id("replaces_id").maybe_stamp("revoked_at").maybe_sealed("revoke_reason").key(&["id"])
        .unique(&["year", "sequence"]).unique(&["token_digest"]).index(&["person_id"]),
}
