//! Questions about the blocking edges of a definition.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Definition, Task};

/// The tasks of one cycle among the blocking edges, if there is one, in the order of the definition.
/// Kahn's algorithm: what cannot be taken away has a cycle before it; walking back from there finds it.
pub(crate) fn cycle(definition: &Definition) -> Option<Vec<&str>> {
    let mut left: Vec<&Task> = definition.tasks.iter().collect();
    loop {
        let keys: BTreeSet<&str> = left.iter().map(|task| task.key.as_str()).collect();
        let before = left.len();
        left.retain(|task| task.after.iter().any(|key| keys.contains(key.as_str())));
        if left.len() == before {
            break;
        }
    }
    let keys: BTreeSet<&str> = left.iter().map(|task| task.key.as_str()).collect();
    let mut path: Vec<&str> = vec![left.first()?.key.as_str()];
    loop {
        let task = definition.task(path.last()?)?;
        let before = task.after.iter().map(String::as_str).find(|key| keys.contains(key))?;
        if let Some(start) = path.iter().position(|key| *key == before) {
            let found: BTreeSet<&str> = path.drain(start..).collect();
            return Some(definition.tasks.iter().map(|task| task.key.as_str()).filter(|k| found.contains(k)).collect());
        }
        path.push(before);
    }
}

/// All tasks before the given one, directly or through others; itself only when it stands in a cycle.
pub(crate) fn ancestors<'a>(definition: &'a Definition, task: &'a Task) -> Vec<&'a Task> {
    let by_key: BTreeMap<&str, &Task> = definition.tasks.iter().map(|task| (task.key.as_str(), task)).collect();
    let mut seen = BTreeSet::new();
    let mut open: Vec<&str> = task.after.iter().map(String::as_str).collect();
    while let Some(key) = open.pop() {
        if let Some(before) = by_key.get(key)
            && seen.insert(key)
        {
            open.extend(before.after.iter().map(String::as_str));
        }
    }
    definition.tasks.iter().filter(|task| seen.contains(task.key.as_str())).collect()
}
