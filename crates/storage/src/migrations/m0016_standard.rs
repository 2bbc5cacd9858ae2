//! The group's data standard: employee numbers, codes of companies, duplicates, data quality, audits, queries.

use super::table::table;

super::migration! {
    table("number_rule").id("row_id").id("rule_id").maybe_id("legal_entity_id").text("title").text("parts")
        .text("group_code").text("employer_codes").text("on_mismatch").text("on_overflow").timeline("rule_id"),
    table("number_counter").id("id").text("scope_key").big("next_value").stamp("changed_at").key(&["id"])
        .unique(&["scope_key"]),
    table("code_mapping").id("row_id").id("mapping_id").text("kind").id("legal_entity_id").text("local_code")
        .text("local_title").maybe_text("standard_code").timeline("mapping_id").index(&["kind", "legal_entity_id"]),
    table("duplicate_verdict").id("id").id("first_id").id("second_id").sealed("reason").maybe_id("decided_by")
        .stamp("decided_at").key(&["id"]).unique(&["first_id", "second_id"]),
    table("person_merge").id("id").id("survivor_id").id("absorbed_id").text("state").sealed("document")
        .sealed("reason").maybe_id("merged_by").stamp("merged_at").maybe_id("undone_by").maybe_stamp("undone_at")
        .maybe_sealed("undo_reason").key(&["id"]).index(&["survivor_id"]).index(&["absorbed_id"]),
    table("quality_run").id("id").day("day").text("state").integer("step").integer("steps").integer("checked")
        .maybe_text("problem").maybe_id("started_by").stamp("started_at").maybe_stamp("finished_at").key(&["id"])
        .index(&["started_at"]),
    table("quality_score").id("id").id("run_id").maybe_id("legal_entity_id").text("rule").integer("checked")
        .integer("failed").key(&["id"]).index(&["run_id"]),
    table("quality_finding").id("id").text("rule").text("record").id("record_id").maybe_id("person_id")
        .maybe_id("legal_entity_id").maybe_sealed("detail").text("state").day("opened_on").maybe_day("closed_on")
        .id("run_id").maybe_id("owner_account_id").maybe_day("due_on").maybe_sealed("note").key(&["id"])
        .unique(&["rule", "record_id"]).index(&["state", "rule"]).index(&["person_id"]),
    table("data_audit_plan").id("id").text("cadence").maybe_id("owner_account_id").integer("due_days")
        .boolean("active").stamp("changed_at").key(&["id"]),
    table("data_audit").id("id").text("period").day("first_day").day("last_day").day("due_on").maybe_id("run_id")
        .text("state").maybe_id("owner_account_id").maybe_text("figures").maybe_text("statement")
        .maybe_id("signed_by").maybe_stamp("signed_at").maybe_sealed("report").maybe_text("report_digest")
        .key(&["id"]).unique(&["period"]),
    table("data_audit_item").id("id").id("audit_id").maybe_id("legal_entity_id").text("rule").integer("found")
        .maybe_id("owner_account_id").day("due_on").text("state").maybe_text("conclusion").maybe_stamp("closed_at")
        .key(&["id"]).index(&["audit_id"]),
    table("saved_query").id("id").id("account_id").text("title").text("definition").boolean("shared")
        .stamp("created_at").key(&["id"]).index(&["account_id"]),
}
