//! Who may see which documents: by class over a scope, and what was lent and has not ended.

use std::collections::BTreeSet;
use std::sync::Arc;

use access::{Caller, Grant, Permission, Role, RoleScope, Scope, Subject};
use kernel::{FieldClass, Instant};
use storage::query::Find;
use storage::query::files::{FileSight, class_name};
use storage::rows::{File, FileLoan};

use super::rules::class_of;
use crate::{App, Result};

/// The classes that documents may have.
const CLASSES: [FieldClass; 12] = [
    FieldClass::Directory,
    FieldClass::Employment,
    FieldClass::Contact,
    FieldClass::Identity,
    FieldClass::Pay,
    FieldClass::Bank,
    FieldClass::Performance,
    FieldClass::Absence,
    FieldClass::Health,
    FieldClass::Protected,
    FieldClass::Insight,
    FieldClass::Talk,
];

/// What the caller may see by right.
pub(super) fn by_right(caller: &Caller) -> FileSight {
    let scopes = CLASSES.map(|class| (class_name(class), caller.scope_with(Permission::FileRead, class)));
    FileSight { classes: scopes.into_iter().filter(|(_, scope)| !scope.is_empty()).collect(), ..FileSight::default() }
}

/// Whether the caller sees the class of this person's documents by right.
pub(super) fn sees(caller: &Caller, class: FieldClass, subject: &Subject) -> bool {
    caller.scope_with(Permission::FileRead, class).covers(subject)
}

/// Loans of the caller that hold now.
pub(super) async fn loans(app: &App, caller: &Caller, now: Instant) -> Result<Vec<FileLoan>> {
    let Some(account) = caller.account() else { return Ok(Vec::new()) };
    let mine = Find::<FileLoan>::new().eq(FileLoan::BORROWER_ID, account.0).eq(FileLoan::STATUS, "granted");
    let mut rows = mine.all(&app.db()).await?;
    // The clock decides, not the job that tidies up behind it.
    rows.retain(|row| row.expires_at.is_some_and(|at| now < at.into()));
    Ok(rows)
}

/// By right and by loan.
pub(super) async fn sight(app: &App, caller: &Caller) -> Result<FileSight> {
    let mut sight = by_right(caller);
    for loan in loans(app, caller, app.now()).await? {
        match (loan.file_id, loan.category) {
            (Some(file), _) => sight.files.push(file),
            (None, Some(category)) => sight.parts.push((loan.person_id, category)),
            (None, None) => {}
        }
    }
    Ok(sight)
}

/// The caller with what a loan gives: the class of one document of one person, for showing that document.
pub(super) fn borrower(caller: &Caller, class: FieldClass, subject: &Subject) -> Caller {
    let (Some(account), Some(person)) = (caller.account(), subject.person) else { return caller.clone() };
    let role = Role {
        key: "borrower".to_owned(),
        title_zh: "借阅人".to_owned(),
        title_en: "Borrower".to_owned(),
        default_scope: RoleScope::Own,
        exclusive: None,
        permissions: BTreeSet::from([Permission::FileRead]),
        classes: BTreeSet::from([class]),
    };
    Caller::new(account, caller.person(), vec![Grant { role: Arc::new(role), scope: Scope::person(person) }])
}

/// Whether a document is seen only because it was lent.
pub(super) fn is_lent(caller: &Caller, file: &File, subject: &Subject) -> bool {
    class_of(&file.class).is_none_or(|class| !sees(caller, class, subject))
}
