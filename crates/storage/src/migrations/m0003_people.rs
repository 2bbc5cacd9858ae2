//! Persons, their employments, and what is recorded about them.

use super::table::table;

super::migration! {
    table("person").id("id").text("full_name").text("name_pinyin").text("name_initials")
        .maybe_sealed("identity_number").maybe_bytes("identity_blind").maybe_sealed("phone").maybe_bytes("phone_blind")
        .maybe_sealed("email").maybe_sealed("bank_account").maybe_sealed("birth_date").maybe_sealed("sex")
        .stamp("created_at").key(&["id"]).index(&["identity_blind"]),
    table("employment").id("row_id").id("employment_id").id("person_id").id("legal_entity_id").text("employee_no")
        .text("kind").maybe_day("probation_until").maybe_text("exit_ground").maybe_sealed("exit_reason")
        .timeline("employment_id").index(&["person_id"]).index(&["employee_no"]),
    table("contract").id("row_id").id("contract_id").id("employment_id").id("person_id").text("kind")
        .maybe_day("signed_on").timeline("contract_id").index(&["person_id"]),
    table("assignment").id("row_id").id("employment_id").id("person_id").id("legal_entity_id").id("unit_id")
        .maybe_id("manager_id").text("position").maybe_text("job_level").text("place").text("working_time")
        .timeline("employment_id"),
    table("compensation").id("row_id").id("employment_id").id("person_id").sealed("base_pay").text("reason")
        .timeline("employment_id").index(&["person_id"]),
    table("performance_result").id("id").id("person_id").text("cycle").day("first_day").day("last_day").sealed("score")
        .known().key(&["id"]).index(&["person_id"]),
    table("leave").id("id").id("person_id").sealed("kind").day("first_day").day("last_day").integer("half_days").known()
        .key(&["id"]).index(&["person_id"]),
    table("person_event").id("id").id("person_id").text("kind").day("day").sealed("detail").known().key(&["id"])
        .index(&["person_id"]),
}
