//! Sign-in, the outbox and the trail.

use super::table::table;

super::migration! {
    table("account").id("id").text("login").text("display_name").maybe_id("person_id").sealed("password_hash")
        .boolean("active").stamp("created_at").key(&["id"]).unique(&["login"]),
    table("grant").id("id").id("account_id").text("role").text("scope").maybe_id("scope_id").stamp("granted_at")
        .maybe_stamp("withdrawn_at").key(&["id"]).index(&["account_id"]),
    table("session").bytes("token_digest").id("account_id").stamp("created_at").stamp("last_seen_at")
        .stamp("expires_at").key(&["token_digest"]).index(&["account_id"]),
    table("login_throttle").text("throttle_key").integer("failures").stamp("window_from").maybe_stamp("locked_until")
        .key(&["throttle_key"]),
    table("idempotency").text("request_key").bytes("input_digest").integer("status").sealed("answer").stamp("created_at")
        .key(&["request_key"]),
    table("job").id("id").text("kind").text("job_key").sealed("payload").text("state").integer("attempts")
        .stamp("run_after").maybe_stamp("leased_until").maybe_text("last_error").stamp("created_at").key(&["id"])
        .unique(&["job_key"]).index(&["state", "run_after"]),
    table("person_salt").id("person_id").sealed("salt").key(&["person_id"]),
    table("audit_entry").big("seq").stamp("at").maybe_id("actor").text("operation").text("record").id("record_id")
        .maybe_id("subject").text("leaf").maybe_sealed("detail").key(&["seq"]).index(&["subject"]).index(&["record_id"]),
    table("audit_node").integer("level").big("idx").bytes("hash").key(&["level", "idx"]).clustered(),
    table("audit_checkpoint").big("size").text("note").stamp("at").key(&["size"]),
}
