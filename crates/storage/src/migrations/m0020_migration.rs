//! Sets of files from an older system: what an import is, which file of a set a record came from, and the leave that
//! people bring along.

use super::table::{alter, table};

super::migration! {
    alter("import_run").maybe_text("kind"),
    alter("import_effect").maybe_integer("file_number"),
    table("leave_entitlement").id("id").id("person_id").sealed("kind").integer("year").integer("half_days")
        .maybe_day("expires_on").known().key(&["id"]).index(&["person_id"]),
}
