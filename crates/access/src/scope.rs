//! Over which rows.

use std::collections::BTreeSet;

use uuid::Uuid;

/// What a row is about, as far as scopes care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Subject {
    /// The person.
    pub person: Option<Uuid>,
    /// The employer.
    pub legal_entity: Option<Uuid>,
    /// The unit the person works in.
    pub unit: Option<Uuid>,
    /// The direct manager.
    pub manager: Option<Uuid>,
}

/// A set of rows, closed under union. Units come with their subtree already expanded, managers with the
/// managers below them, so that a check is a look-up and a condition is a plain `IN`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Every row.
    pub everything: bool,
    /// Rows of these employers.
    pub legal_entities: BTreeSet<Uuid>,
    /// Rows of these units.
    pub units: BTreeSet<Uuid>,
    /// Rows whose direct manager is one of these.
    pub managers: BTreeSet<Uuid>,
    /// Rows about these persons.
    pub persons: BTreeSet<Uuid>,
}

impl Scope {
    /// Every row.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Rows about one person.
    pub fn person(person: Uuid) -> Self {
        Self { persons: BTreeSet::from([person]), ..Self::default() }
    }

    /// Whether no row at all is inside.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the row is inside.
    pub fn covers(&self, subject: &Subject) -> bool {
        let within = |set: &BTreeSet<Uuid>, id: Option<Uuid>| id.is_some_and(|id| set.contains(&id));
        self.everything
            || within(&self.persons, subject.person)
            || within(&self.units, subject.unit)
            || within(&self.managers, subject.manager)
            || within(&self.legal_entities, subject.legal_entity)
    }

    /// Adds the rows of another scope.
    pub fn extend(&mut self, other: &Self) {
        self.everything |= other.everything;
        self.legal_entities.extend(&other.legal_entities);
        self.units.extend(&other.units);
        self.managers.extend(&other.managers);
        self.persons.extend(&other.persons);
    }
}
