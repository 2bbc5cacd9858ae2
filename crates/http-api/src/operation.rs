//! One declaration per endpoint, beside its handler.

use access::Permission;

/// How often an operation may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RateClass {
    /// Looking something up.
    Read,
    /// Changing something.
    Write,
    /// Proving who one is: counted by address.
    SignIn,
    /// Work that keeps a core busy: imports, exports, training.
    Heavy,
}

impl RateClass {
    /// `(calls at once, calls a minute)`.
    pub const fn budget(self) -> (u32, u32) {
        match self {
            Self::Read => (300, 900),
            Self::Write => (120, 240),
            Self::SignIn => (30, 30),
            Self::Heavy => (20, 20),
        }
    }

    /// Its name in the description of the API.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::SignIn => "sign_in",
            Self::Heavy => "heavy",
        }
    }
}

/// Most bodies are a form; 1 MiB is far more than any of them.
const FORM_BYTES: usize = 1024 * 1024;

/// What stands beside a handler: its name, who may call it, what it leaves in the trail, how often it may be called.
/// Method and path stand in the handler's `#[utoipa::path]`; [`crate::registry::Registry::add`] ties the two together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    /// `verb_resource`: the handler's name and the description's `operationId`.
    pub id: &'static str,
    /// What the caller must hold; `None`: anybody, signed in or not.
    pub permission: Option<Permission>,
    /// What stands in the trail afterwards; empty for reads that leave nothing.
    pub audits: &'static str,
    /// How often it may be called.
    pub rate: RateClass,
    /// The largest body that is read.
    pub body_bytes: usize,
    /// The problems it may answer with, beside those that every operation may.
    pub problems: &'static [&'static str],
    /// Whether an answer is kept under an `Idempotency-Key`. Not where each look leaves an entry in the trail.
    pub repeatable: bool,
}

impl Operation {
    /// An operation that reads.
    pub const fn read(id: &'static str, permission: Permission) -> Self {
        Self {
            id,
            permission: Some(permission),
            audits: "",
            rate: RateClass::Read,
            body_bytes: FORM_BYTES,
            problems: &[],
            repeatable: true,
        }
    }

    /// An operation that writes; `audits` says what the trail keeps.
    pub const fn write(id: &'static str, permission: Permission, audits: &'static str) -> Self {
        Self { audits, rate: RateClass::Write, ..Self::read(id, permission) }
    }

    /// An operation for anybody.
    pub const fn public(id: &'static str) -> Self {
        Self { permission: None, ..Self::read(id, Permission::SessionUse) }
    }

    /// What the trail keeps of it.
    #[must_use]
    pub const fn audits(self, audits: &'static str) -> Self {
        Self { audits, ..self }
    }

    /// How often it may be called.
    #[must_use]
    pub const fn rated(self, rate: RateClass) -> Self {
        Self { rate, ..self }
    }

    /// The largest body that is read, in MiB: for uploads.
    #[must_use]
    pub const fn body_mib(self, mib: usize) -> Self {
        Self { body_bytes: mib * 1024 * 1024, ..self }
    }

    /// Every call is done and leaves its entry in the trail, whatever `Idempotency-Key` it carries.
    #[must_use]
    pub const fn never_repeated(self) -> Self {
        Self { repeatable: false, ..self }
    }

    /// The problems it may answer with.
    #[must_use]
    pub const fn fails(self, problems: &'static [&'static str]) -> Self {
        Self { problems, ..self }
    }
}

/// An operation with its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// The declaration.
    pub operation: Operation,
    /// `GET`, `POST` …
    pub method: &'static str,
    /// The whole path, `/api/v1/people/{person_id}`.
    pub path: String,
}
