//! Gates, objections, models, scores, foresight, alerts and what is done about them.

use super::table::table;

super::migration! {
    table("gate").id("id").text("gate").day("first_day").day("expires_on").text("evidence").maybe_id("approved_by").stamp("approved_at").maybe_stamp("withdrawn_at").key(&["id"]).index(&["gate"]),
    table("objection").id("id").id("person_id").sealed("statement").text("state").stamp("filed_at").day("due_on").maybe_stamp("decided_at").maybe_id("decided_by").maybe_sealed("reasons").key(&["id"]).index(&["person_id"]),
    table("insight_model").id("id").text("version").text("kind").day("month").stamp("trained_at").sealed("model").sealed("card").key(&["id"]).index(&["month"]),
    table("model_training").id("id").maybe_id("requested_by").stamp("requested_at").text("stage").integer("progress").maybe_text("problem").maybe_id("model_id").maybe_stamp("finished_at").key(&["id"]).index(&["requested_at"]),
    table("insight_score").id("id").id("person_id").id("model_id").day("month").stamp("scored_at").day("expires_on").sealed("detail").key(&["id"]).index(&["person_id", "month"]).index(&["month"]),
    table("unit_foresight").id("id").id("unit_id").id("model_id").day("month").sealed("detail").key(&["id"]).index(&["month"]),
    table("alert").id("id").id("person_id").text("number").id("score_id").sealed("band").text("state").stamp("opened_at").day("expires_on").maybe_id("assignee_id").maybe_day("snoozed_until").maybe_stamp("closed_at").maybe_text("outcome").key(&["id"]).index(&["person_id"]).index(&["state"]),
    table("alert_event").id("id").id("alert_id").id("person_id").stamp("at").maybe_id("actor_id").text("kind").sealed("detail").key(&["id"]).index(&["alert_id"]).index(&["person_id"]),
    table("talk").id("id").id("person_id").maybe_id("alert_id").day("held_on").maybe_id("recorded_by").sealed("summary").maybe_sealed("statement").text("answer").maybe_stamp("answered_at").stamp("recorded_at").key(&["id"]).index(&["person_id"]),
    table("retention_action").id("id").id("person_id").maybe_id("alert_id").text("code").day("day").maybe_sealed("note").maybe_id("recorded_by").stamp("recorded_at").key(&["id"]).index(&["person_id"]),
    table("support_task").id("id").id("person_id").id("assignee_id").text("action").day("due_on").text("state").maybe_id("asked_by").stamp("asked_at").maybe_stamp("done_at").key(&["id"]).index(&["assignee_id"]).index(&["person_id"]),
}
