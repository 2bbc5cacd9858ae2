//! Lock files that work on other machines than the one that wrote them.

use serde_json::Value;

use super::{Finding, Tree};

const NPM: &str = "web/package-lock.json";

/// Every optional package of the npm lock has an entry (npm drops what its registry lacked and `npm ci` then
/// refuses on another system), and no entry names the registry it came from.
pub fn npm(tree: &Tree) -> Vec<Finding> {
    let Some(text) = tree.text(NPM) else { return Vec::new() };
    let lock: Value = match serde_json::from_str(text) {
        Ok(lock) => lock,
        Err(error) => return vec![Finding::new("npm-lock", NPM, error.line(), error.to_string())],
    };
    let Some(packages) = lock.get("packages").and_then(Value::as_object) else {
        return vec![Finding::new("npm-lock", NPM, 0, "no \"packages\": write it with npm 7 or newer")];
    };
    let mut found = Vec::new();
    for (place, package) in packages {
        if package.get("resolved").is_some_and(|source| source.as_str().is_some_and(|source| source.contains("://"))) {
            found.push(Finding::new(
                "npm-lock",
                NPM,
                0,
                format!("{place} names its registry (`.npmrc`: omit-lockfile-registry-resolved=true)"),
            ));
        }
        let optional = package.get("optionalDependencies").and_then(Value::as_object);
        for name in optional.into_iter().flat_map(serde_json::Map::keys) {
            if !resolves(packages, place, name) {
                found.push(Finding::new("npm-lock", NPM, 0, format!("{place} wants {name}, which has no entry")));
            }
        }
    }
    found
}

/// Node looks in the package's own `node_modules`, then in those of the packages around it.
fn resolves(packages: &serde_json::Map<String, Value>, place: &str, name: &str) -> bool {
    let mut around = Some(place);
    while let Some(here) = around {
        let candidate =
            if here.is_empty() { format!("node_modules/{name}") } else { format!("{here}/node_modules/{name}") };
        if packages.contains_key(&candidate) {
            return true;
        }
        around = if here.is_empty() { None } else { Some(here.rfind("/node_modules/").map_or("", |end| &here[..end])) };
    }
    false
}

/// Crates come from the public registry, and so they do for everybody else.
pub fn cargo(tree: &Tree) -> Vec<Finding> {
    let lines = tree.text("Cargo.lock").unwrap_or_default().lines().enumerate();
    let foreign = lines.filter(|(_, line)| {
        line.starts_with("source = ") && *line != "source = \"registry+https://github.com/rust-lang/crates.io-index\""
    });
    foreign
        .map(|(index, line)| Finding::new("cargo-lock", "Cargo.lock", index + 1, format!("not from crates.io: {line}")))
        .collect()
}
