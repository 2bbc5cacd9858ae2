//! A signed-in account with its grants.

use std::sync::Arc;

use kernel::{AccountId, FieldClass, FieldMeta, PersonId, Problem};
use uuid::Uuid;

use crate::{Permission, Role, Scope, Shown, Subject};

/// A role over some rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// What.
    pub role: Arc<Role>,
    /// Over which rows, subtree expanded.
    pub scope: Scope,
}

/// Who is calling. Made by sign-in from stored grants, or for the system's own work.
#[derive(Debug, Clone)]
pub struct Caller {
    account: Option<AccountId>,
    person: Option<PersonId>,
    grants: Vec<Grant>,
    system: bool,
}

/// Whether something is allowed, and why or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The answer.
    pub allowed: bool,
    /// The role that allows it, or the permission that is missing.
    pub reason: String,
}

impl Caller {
    /// A signed-in account.
    pub const fn new(account: AccountId, person: Option<PersonId>, grants: Vec<Grant>) -> Self {
        Self { account: Some(account), person, grants, system: false }
    }

    /// Renhe itself: workers, the command line on the server, the demo generator. Never made from a request.
    pub const fn system() -> Self {
        Self { account: None, person: None, grants: Vec::new(), system: true }
    }

    /// The account; `None` for the system.
    pub const fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// The person behind the account, if the account belongs to one.
    pub const fn person(&self) -> Option<PersonId> {
        self.person
    }

    /// The grants.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// Whether this is the system itself.
    pub const fn is_system(&self) -> bool {
        self.system
    }

    /// Whether the permission is held over any row at all.
    pub fn can(&self, permission: Permission) -> Decision {
        if self.system {
            return Decision { allowed: true, reason: "system".to_owned() };
        }
        match self.grants.iter().find(|grant| grant.role.permissions.contains(&permission)) {
            Some(grant) => Decision { allowed: true, reason: grant.role.key.clone() },
            None => Decision { allowed: false, reason: permission.key().to_owned() },
        }
    }

    /// The rows over which the permission is held; refused when there are none.
    pub fn require(&self, permission: Permission) -> Result<Scope, Problem> {
        let decision = self.can(permission);
        if !decision.allowed {
            return Err(Problem::forbidden("access.permission_missing").with("permission", permission.key()));
        }
        Ok(self.scope(permission))
    }

    /// Refuses unless the permission is held over this row. A row out of sight is "not found":
    /// the answer must not tell that it exists. On the own record some permissions hold for nobody,
    /// see [`Permission::over_others_only`].
    pub fn require_for(&self, permission: Permission, subject: &Subject) -> Result<(), Problem> {
        if !self.require(permission)?.covers(subject) {
            return Err(Problem::not_found("access.out_of_scope"));
        }
        if permission.over_others_only() && subject.person.is_some_and(|person| self.is(person)) {
            return Err(Problem::forbidden("access.own_case"));
        }
        Ok(())
    }

    /// The union of the rows over which the permission is held.
    pub fn scope(&self, permission: Permission) -> Scope {
        if self.system {
            return Scope::everything();
        }
        let mut scope = Scope::default();
        for grant in self.grants.iter().filter(|grant| grant.role.permissions.contains(&permission)) {
            scope.extend(&grant.scope);
        }
        scope
    }

    /// The rows over which one role gives both the permission and the class.
    pub fn scope_with(&self, permission: Permission, class: FieldClass) -> Scope {
        if self.system {
            return Scope::everything();
        }
        let mut scope = Scope::default();
        let both = |grant: &&Grant| grant.role.permissions.contains(&permission) && grant.role.classes.contains(&class);
        for grant in self.grants.iter().filter(both) {
            scope.extend(&grant.scope);
        }
        scope
    }

    /// Whether a class of this row may be read.
    pub fn may_read(&self, class: FieldClass, subject: &Subject) -> bool {
        self.system
            || self.grants.iter().any(|grant| grant.role.classes.contains(&class) && grant.scope.covers(subject))
    }

    /// The value of a field of a row, if the caller may read its class there.
    pub fn show<T>(&self, subject: &Subject, field: &FieldMeta, value: T) -> Shown<T> {
        self.show_class(subject, field.class, value)
    }

    /// The same for a value whose class is data and no declaration: a custom field, a line of an approval.
    pub fn show_class<T>(&self, subject: &Subject, class: FieldClass, value: T) -> Shown<T> {
        if self.may_read(class, subject) { Shown::visible(value) } else { Shown::withheld() }
    }

    /// A value about the organisation and nobody in it: seen by whoever holds its class over any rows.
    pub fn show_of_organisation<T>(&self, class: FieldClass, value: T) -> Shown<T> {
        let reads = self.system || self.grants.iter().any(|grant| grant.role.classes.contains(&class));
        if reads { Shown::visible(value) } else { Shown::withheld() }
    }

    /// Shows several fields of one row and remembers what was left out.
    pub const fn disclose(&self, subject: Subject) -> Disclosure<'_> {
        Disclosure { caller: self, subject, redacted: Vec::new() }
    }

    /// Whether the row is about the caller.
    pub fn is(&self, person: Uuid) -> bool {
        self.person.is_some_and(|own| own.0 == person)
    }
}

/// Shows the fields of one row, one by one.
#[derive(Debug)]
pub struct Disclosure<'a> {
    caller: &'a Caller,
    subject: Subject,
    redacted: Vec<&'static str>,
}

impl Disclosure<'_> {
    /// The value, or its name among the redacted.
    pub fn show<T>(&mut self, field: &'static FieldMeta, value: T) -> Shown<T> {
        self.show_as(field.name, field, value)
    }

    /// The same for a view that calls the field by another name, or derives its value from the field.
    pub fn show_as<T>(&mut self, name: &'static str, field: &'static FieldMeta, value: T) -> Shown<T> {
        let shown = self.caller.show(&self.subject, field, value);
        if shown.as_ref().is_none() && !self.redacted.contains(&name) {
            self.redacted.push(name);
        }
        shown
    }

    /// The same, for a value that is costly to make, such as one to decrypt.
    pub fn show_with<T, E>(
        &mut self,
        field: &'static FieldMeta,
        open: impl FnOnce() -> Result<T, E>,
    ) -> Result<Shown<T>, E> {
        self.show_with_as(field.name, field, open)
    }

    /// Both at once.
    pub fn show_with_as<T, E>(
        &mut self,
        name: &'static str,
        field: &'static FieldMeta,
        open: impl FnOnce() -> Result<T, E>,
    ) -> Result<Shown<T>, E> {
        if self.caller.may_read(field.class, &self.subject) {
            return open().map(|value| self.show_as(name, field, value));
        }
        self.redacted.push(name);
        Ok(Shown::withheld())
    }

    /// The names of what was left out, sorted.
    pub fn redacted(mut self) -> Vec<&'static str> {
        self.redacted.sort_unstable();
        self.redacted.dedup();
        self.redacted
    }
}
