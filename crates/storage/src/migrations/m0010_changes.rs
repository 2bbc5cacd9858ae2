//! Personnel changes, what keeps people from their posts, letters and their templates.

use super::table::table;

super::migration! {
    table("duty_status").id("row_id").id("employment_id").id("person_id").text("kind").maybe_id("host_entity_id")
        .maybe_id("host_unit_id").maybe_text("host_name").text("paid_by").timeline("employment_id")
        .index(&["person_id"]),
    table("personnel_change").id("id").id("person_id").maybe_id("employment_id").id("legal_entity_id").text("kind")
        .text("state").day("effective_on").sealed("payload").sealed("reason").maybe_id("corrects_id")
        .maybe_id("requested_by").stamp("requested_at").maybe_stamp("decided_at").maybe_stamp("applied_at")
        .maybe_stamp("closed_at").key(&["id"]).index(&["person_id"]).index(&["state", "effective_on"]),
    table("personnel_letter").id("id").id("change_id").id("person_id").maybe_id("template_id").text("file_name")
        .text("media_type").sealed("file").text("sha256").maybe_id("file_id").stamp("made_at").maybe_id("made_by")
        .key(&["id"]).index(&["change_id"]).index(&["person_id"]),
    table("letter_template").id("id").text("kind").maybe_id("legal_entity_id").text("file_name").sealed("file")
        .sealed("fields").stamp("uploaded_at").maybe_id("uploaded_by").maybe_stamp("withdrawn_at").key(&["id"])
        .index(&["kind"]),
}
