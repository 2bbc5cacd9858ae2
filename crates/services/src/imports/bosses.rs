//! To whom each row reports: by number, else by a name that only one person bears.

use std::collections::HashMap;

use uuid::Uuid;

use super::check::{Scene, value};
use super::draft::Draft;
use super::guess::number;
use super::report::{Fix, Log, Severity};
use super::target::Target;

/// Whom a row reports to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Boss {
    /// Another row of the file.
    Row(usize),
    /// Somebody whom Renhe has.
    Person(Uuid),
}

/// One spelling of a name: `LeBlanc, Brandon  R` and `Brandon R. LeBlanc` are `brandon leblanc`.
pub(super) fn plain_name(name: &str) -> String {
    let folded = documents::fold(name).to_lowercase();
    let turned = match folded.split_once([',', '，']) {
        Some((family, given)) => format!("{given} {family}"),
        None => folded,
    };
    let chinese = |word: &str| word.chars().any(|c| u32::from(c) >= 0x3400);
    let words: Vec<&str> = turned.split([' ', '.']).filter(|word| word.chars().count() > 1 || chinese(word)).collect();
    if words.iter().all(|word| chinese(word)) { words.concat() } else { words.join(" ") }
}

struct Index<'a> {
    names: HashMap<String, Vec<Boss>>,
    numbers: HashMap<&'a str, Vec<Boss>>,
}

impl<'a> Index<'a> {
    fn new(scene: &'a Scene<'_>, drafts: &'a [Draft]) -> Self {
        let mut index = Self { names: HashMap::new(), numbers: HashMap::new() };
        for (at, draft) in drafts.iter().enumerate() {
            index.names.entry(plain_name(&draft.full_name)).or_default().push(Boss::Row(at));
            index.numbers.entry(&draft.employee_no).or_default().push(Boss::Row(at));
        }
        for (name, number, person) in &scene.known.people {
            index.names.entry(plain_name(name)).or_default().push(Boss::Person(*person));
            index.numbers.entry(number).or_default().push(Boss::Person(*person));
        }
        index
    }

    fn by_number(&self, text: &str) -> &[Boss] {
        self.numbers.get(number(text).as_str()).map_or(&[], Vec::as_slice)
    }

    fn by_name(&self, text: &str) -> &[Boss] {
        self.names.get(&plain_name(text)).map_or(&[], Vec::as_slice)
    }
}

/// Finds the manager of every row; what cannot be told is a finding, never a guess.
pub(super) fn find(scene: &Scene<'_>, drafts: &[Draft], log: &mut Log) -> Vec<Option<Boss>> {
    let index = Index::new(scene, drafts);
    let mut bosses: Vec<Option<Boss>> = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.iter().enumerate() {
        bosses.push(if draft.left_out { None } else { one(scene, drafts, at, &index, log) });
    }
    circles(scene, drafts, &mut bosses, log);
    bosses
}

fn one(scene: &Scene<'_>, drafts: &[Draft], at: usize, index: &Index<'_>, log: &mut Log) -> Option<Boss> {
    let draft = &drafts[at];
    let (target, text, found) = match (&draft.manager_no, &draft.manager_name) {
        (Some(no), name) => {
            let by_number = index.by_number(no);
            match name {
                // A number that leads nowhere may stand beside a name that does.
                Some(name) if by_number.is_empty() => (Target::ManagerName, name, index.by_name(name)),
                _ => (Target::ManagerNo, no, by_number),
            }
        }
        (None, Some(name)) => {
            let by_number = index.by_number(name);
            let found = if by_number.len() == 1 { by_number } else { index.by_name(name) };
            (Target::ManagerName, name, found)
        }
        (None, None) => return None,
    };
    let mut find = |code: &str, detail: String, fix: Option<Fix>| {
        log.find(scene.spot(draft, target, text), Severity::Warning, code, &detail, fix);
    };
    match found {
        [] => {
            find("manager_unknown", String::new(), None);
            None
        }
        [Boss::Row(own)] if *own == at => {
            find("manager_self", String::new(), None);
            None
        }
        [only] => Some(*only),
        several => {
            find("manager_ambiguous", several.len().to_string(), same_unit(drafts, draft, at, several));
            None
        }
    }
}

/// Of several with the name, the only one in the same unit.
fn same_unit(drafts: &[Draft], draft: &Draft, at: usize, several: &[Boss]) -> Option<Fix> {
    let near = several.iter().filter_map(|boss| match boss {
        Boss::Row(other) if *other != at && drafts[*other].units == draft.units => Some(&drafts[*other].employee_no),
        _ => None,
    });
    match near.collect::<Vec<_>>().as_slice() {
        [only] if !only.is_empty() => Some(value((*only).clone())),
        _ => None,
    }
}

/// Nobody stands above himself: everybody in a circle loses the manager until one of them is corrected.
fn circles(scene: &Scene<'_>, drafts: &[Draft], bosses: &mut [Option<Boss>], log: &mut Log) {
    let mut state = vec![0_u8; drafts.len()];
    let mut broken = Vec::new();
    for start in 0..drafts.len() {
        let (mut path, mut next) = (Vec::new(), Some(start));
        while let Some(at) = next.filter(|at| state[*at] == 0) {
            state[at] = 1;
            path.push(at);
            next = match bosses[at] {
                Some(Boss::Row(above)) => Some(above),
                _ => None,
            };
        }
        // Still open and met again: the path from there on is a circle.
        if let Some(begin) = next.filter(|at| state[*at] == 1).and_then(|at| path.iter().position(|own| *own == at)) {
            broken.push(path[begin..].to_vec());
        }
        for at in path {
            state[at] = 2;
        }
    }
    for circle in broken {
        let names: Vec<&str> = circle.iter().map(|at| drafts[*at].full_name.as_str()).collect();
        let names = names.join(" → ");
        for at in circle {
            let draft = &drafts[at];
            let target = if draft.manager_no.is_some() { Target::ManagerNo } else { Target::ManagerName };
            let text = draft.manager_no.as_deref().or(draft.manager_name.as_deref()).unwrap_or_default();
            log.find(scene.spot(draft, target, text), Severity::Warning, "manager_cycle", &names, None);
            bosses[at] = None;
        }
    }
}
