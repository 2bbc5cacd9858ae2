//! Terms of contracts, renewals, non-compete and service-period agreements.

use super::table::{alter, table};

super::migration! {
    table("contract_terms").id("row_id").id("contract_id").id("employment_id").id("person_id").maybe_text("number")
        .maybe_text("signed_by").maybe_text("work_place").maybe_text("insured_place").maybe_text("working_time")
        .maybe_integer("probation_months").maybe_integer("tenth_hours_a_day").maybe_integer("tenth_hours_a_week")
        .maybe_integer("pay_days").maybe_text("agency").maybe_day("permit_last_day").maybe_id("file_id")
        .timeline("contract_id").index(&["person_id"]).index(&["employment_id", "known_until"]),
    table("contract_renewal").id("id").id("person_id").id("employment_id").id("contract_id").maybe_id("batch_id")
        .text("state").text("kind").day("first_day").maybe_day("last_day").boolean("same_terms")
        .boolean("open_ended_due").text("ground").maybe_sealed("fixed_asked").sealed("explanation")
        .stamp("created_at").maybe_id("created_by").maybe_stamp("sent_at").maybe_day("answer_by")
        .maybe_stamp("answered_at").maybe_sealed("answer").maybe_id("new_contract_id").key(&["id"])
        .index(&["contract_id", "state"]).index(&["state"]).index(&["person_id"]).index(&["batch_id"]),
    table("noncompete").id("id").id("person_id").id("employment_id").text("ground").sealed("secrets").text("business")
        .text("region").integer("months").maybe_sealed("monthly").maybe_sealed("penalty").day("signed_on").text("state")
        .maybe_day("first_day").maybe_day("last_day").maybe_day("paid_through").maybe_day("released_on")
        .stamp("recorded_at").maybe_id("recorded_by").key(&["id"]).index(&["person_id"]).index(&["state", "last_day"]),
    table("service_bond").id("id").id("person_id").id("employment_id").text("training").text("provider").sealed("cost")
        .sealed("penalty").day("signed_on").day("first_day").integer("months").day("last_day").text("state")
        .maybe_day("waived_on").stamp("recorded_at").maybe_id("recorded_by").key(&["id"]).index(&["person_id"])
        .index(&["state", "last_day"]),
    // The desk looks for contracts that end and for employments without one.
    alter("contract").index(&["employment_id", "known_until", "valid_from"]).index(&["known_until", "valid_until"]),
    alter("employment").index(&["known_until", "probation_until"]),
}
