//! Certificates of skill that people hold.

use super::table::table;

super::migration! {
    table("qualification").id("id").id("person_id").text("title").text("issuer").maybe_sealed("number").day("issued_on")
        .maybe_day("expires_on").stamp("recorded_at").key(&["id"]).index(&["person_id"]).index(&["expires_on"]),
}
