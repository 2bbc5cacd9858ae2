//! Work rules, discipline, awards, complaints, the service desk and its proofs.

use super::table::table;

super::migration! {
    table("work_rule").id("id").id("rule_id").integer("version").text("title").text("body").boolean("touches_staff").maybe_id("legal_entity_id").text("state").maybe_day("published_on").maybe_day("effective_on").stamp("created_at").maybe_id("created_by").key(&["id"]).unique(&["rule_id", "version"]).index(&["state"]),
    table("work_rule_step").id("id").id("work_rule_id").text("kind").day("day").text("detail").stamp("recorded_at").maybe_id("recorded_by").key(&["id"]).index(&["work_rule_id"]),
    table("work_rule_ack").id("id").id("work_rule_id").id("person_id").stamp("acknowledged_at").key(&["id"]).unique(&["work_rule_id", "person_id"]).index(&["person_id"]),
    table("discipline").id("id").id("person_id").id("employment_id").id("work_rule_id").text("clause").text("measure").day("incident_on").sealed("facts").text("state").maybe_day("heard_on").maybe_sealed("hearing").maybe_day("union_on").maybe_sealed("union_answer").maybe_day("ended_on").maybe_sealed("ended_reason").stamp("opened_at").maybe_id("opened_by").key(&["id"]).index(&["person_id"]).index(&["state"]),
    table("award_budget").id("id").id("unit_id").integer("year").sealed("amount").stamp("recorded_at").maybe_id("recorded_by").key(&["id"]).unique(&["unit_id", "year"]),
    table("award").id("id").id("person_id").id("unit_id").integer("year").text("kind").text("title").sealed("amount").text("state").day("day").stamp("proposed_at").maybe_id("proposed_by").key(&["id"]).index(&["unit_id", "year"]).index(&["person_id"]),
    table("complaint").id("id").id("person_id").text("category").sealed("body").text("state").day("due_on").maybe_id("handler_id").stamp("filed_at").maybe_sealed("answer").maybe_stamp("answered_at").key(&["id"]).index(&["person_id"]).index(&["state"]),
    table("ticket").id("id").id("person_id").text("category").sealed("title").sealed("body").text("state").stamp("due_at").maybe_id("handler_id").stamp("opened_at").maybe_stamp("answered_at").key(&["id"]).index(&["person_id"]).index(&["state", "due_at"]),
    table("ticket_message").id("id").id("ticket_id").id("person_id").maybe_id("author_id").boolean("by_asker").sealed("body").stamp("at").key(&["id"]).index(&["ticket_id"]),
    table("help_article").id("id").text("title").text("title_pinyin").text("title_initials").text("category").text("body").stamp("updated_at").maybe_id("updated_by").key(&["id"]).index(&["category"]),
    table("proof").id("id").id("person_id").id("employment_id").text("kind").text("purpose").text("number").integer("year").integer("sequence").text("status").day("issued_on").stamp("issued_at").sealed("pdf").text("sha256").text("signature").text("public_key").bytes("token_digest").sealed("token").maybe_stamp("revoked_at").key(&["id"]).unique(&["year", "sequence"]).unique(&["token_digest"]).index(&["person_id"]),
}
