//! The whole policy on paper, for people who do not read code.

use std::fmt::Write as _;

use kernel::FieldClass;

use crate::{Permission, Roles};

const CLASSES: &[FieldClass] = &[
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

/// Role × permission and role × field class, as Markdown. Kept as a golden file, so that a change of
/// rights is seen in review by someone who can judge it.
pub fn policy_matrix(roles: &Roles) -> String {
    let mut out = String::from("# Who may do what\n\n");
    let keys: Vec<&str> = roles.iter().map(|role| role.key.as_str()).collect();
    header(&mut out, "permission", &keys);
    for permission in Permission::ALL {
        row(&mut out, permission.key(), roles.iter().map(|role| role.permissions.contains(permission)));
    }
    out.push_str("\n# Who may read which class of field\n\n");
    header(&mut out, "class", &keys);
    for class in CLASSES {
        row(&mut out, &format!("{class:?}"), roles.iter().map(|role| role.classes.contains(class)));
    }
    out.push_str("\n# Over whom\n\n| role | 名称 | usual scope |\n|---|---|---|\n");
    for role in roles.iter() {
        let _ = writeln!(out, "| {} | {} | {:?} |", role.key, role.title_zh, role.default_scope);
    }
    out
}

fn header(out: &mut String, first: &str, keys: &[&str]) {
    let _ = writeln!(out, "| {first} | {} |", keys.join(" | "));
    let _ = writeln!(out, "|---|{}", "---|".repeat(keys.len()));
}

fn row(out: &mut String, name: &str, cells: impl Iterator<Item = bool>) {
    let cells: Vec<&str> = cells.map(|yes| if yes { "yes" } else { "·" }).collect();
    let _ = writeln!(out, "| {name} | {} |", cells.join(" | "));
}
