//! Nothing tracked speaks of the machine it was written on.

use super::{Finding, Tree};

/// Absolute paths of one machine: of a home, of a working folder, of a temporary worktree.
pub fn of_one_machine(tree: &Tree) -> Vec<Finding> {
    // Put together here, so that this file does not find itself.
    let places =
        [["/wo", "rk/"], ["/ro", "ot/"], ["/tmp/w", "t/"], ["/ho", "me/"], ["/Us", "ers/"]].map(|parts| parts.concat());
    let mut found = Vec::new();
    for (path, text) in tree.files() {
        for (index, line) in text.lines().enumerate() {
            if let Some(place) = places.iter().find(|place| names(line, place)) {
                found.push(Finding::new("machine-path", path, index + 1, format!("{place}… is a path of one machine")));
            }
        }
    }
    found
}

/// Whether the line holds the path from its root, not in the middle of another path or address.
fn names(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '-' | '~' | '}' | '$' | ')' | '>' | '*'))
    })
}
