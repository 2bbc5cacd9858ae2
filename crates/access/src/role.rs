//! Roles are data: `data/roles.toml` ships the usual ones, a firm may add its own.

use std::collections::{BTreeMap, BTreeSet};

use kernel::FieldClass;
use serde::{Deserialize, Serialize};

use crate::Permission;

/// Over what a role may be granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoleScope {
    /// The whole group.
    Group,
    /// One employer.
    LegalEntity,
    /// A unit with everything below it.
    Unit,
    /// Those who report to the person, directly or not.
    Team,
    /// Oneself.
    Own,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Role {
    /// Stable key.
    pub key: String,
    /// Chinese name.
    pub title_zh: String,
    /// English name.
    pub title_en: String,
    /// The scope it is usually granted over.
    pub default_scope: RoleScope,
    /// Roles of the same group exclude each other for one account (三员分立).
    #[cfg_attr(feature = "schema", schema(required))]
    #[serde(default)]
    pub exclusive: Option<String>,
    /// What it may do.
    pub permissions: BTreeSet<Permission>,
    /// Which field classes it may read of the rows in its scope.
    #[cfg_attr(feature = "schema", schema(required))]
    #[serde(default)]
    pub classes: BTreeSet<FieldClass>,
}

/// Why role data was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RolesError {
    /// The text is no role file.
    #[error("the role file cannot be read: {0}")]
    Malformed(String),
    /// Two roles share a key.
    #[error("the role {0} is declared twice")]
    Duplicate(String),
    /// An administrator would read pay: refused, so that whoever grants rights or keeps the trail
    /// never profits from it (separation of the three administrators).
    #[error("the administrator role {0} may not read personal classes")]
    AdministratorReadsPersonalData(String),
}

/// All known roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles(BTreeMap<String, Role>);

#[derive(Deserialize)]
struct RoleFile {
    role: Vec<Role>,
}

impl Roles {
    /// The roles that ship with Renhe.
    pub fn built_in() -> Result<Self, RolesError> {
        Self::parse(include_str!("../data/roles.toml"))
    }

    /// Reads and checks a role file.
    pub fn parse(text: &str) -> Result<Self, RolesError> {
        let file: RoleFile = toml::from_str(text).map_err(|error| RolesError::Malformed(error.to_string()))?;
        let mut roles = BTreeMap::new();
        for role in file.role {
            let personal = role.classes.iter().any(|class| *class != FieldClass::System);
            if role.exclusive.is_some() && personal {
                return Err(RolesError::AdministratorReadsPersonalData(role.key));
            }
            let key = role.key.clone();
            if roles.insert(key.clone(), role).is_some() {
                return Err(RolesError::Duplicate(key));
            }
        }
        Ok(Self(roles))
    }

    /// A role by key.
    pub fn get(&self, key: &str) -> Option<&Role> {
        self.0.get(key)
    }

    /// All roles by key.
    pub fn iter(&self) -> impl Iterator<Item = &Role> {
        self.0.values()
    }

    /// The first pair among these roles that one account may not hold together.
    pub fn conflict<'a>(&self, keys: &[&'a str]) -> Option<(&'a str, &'a str)> {
        let group = |key: &str| self.get(key).and_then(|role| role.exclusive.as_deref());
        keys.iter().enumerate().find_map(|(index, first)| {
            let own = group(first)?;
            let other = keys[index + 1..].iter().find(|other| *other != first && group(other) == Some(own))?;
            Some((*first, *other))
        })
    }
}
