//! Where people live and whom to call, and the changes they ask for in their own data.

use super::table::table;

super::migration! {
    table("person_contact").id("id").id("person_id").maybe_sealed("address").maybe_sealed("emergency_name")
        .maybe_sealed("emergency_phone").stamp("changed_at").key(&["id"]).index(&["person_id"]),
    table("change_request").id("id").id("person_id").sealed("detail").text("state").stamp("asked_at")
        .maybe_stamp("ended_at").key(&["id"]).index(&["person_id"]),
}
