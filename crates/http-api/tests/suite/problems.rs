//! Every code that the house can answer with has its texts, and every text has a code.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

/// Codes at the places where problems are made: the first literal after `Problem::…(`, and the arms of functions
/// that name codes (`=> "law.place_unknown"`).
fn codes(text: &str, rooms: &[&str]) -> Vec<String> {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for mark in ["Problem::", "Self::", "=> \"", "refuse("] {
        for (at, _) in text.match_indices(mark) {
            let ahead: String = text[at..].chars().take(120).collect();
            let Some(open) = ahead.find('"') else { continue };
            let before = &ahead[..open];
            let call = before == "=> " || before.contains('(') && !before.contains([')', ';', '{', '}']);
            let Some(literal) = ahead[open + 1..].split('"').next().filter(|_| call) else { continue };
            let Some((room, reason)) = literal.split_once('.') else { continue };
            let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            // Only after `Problem::` is a literal surely a code; elsewhere it counts when its room is known.
            if plain(room) && plain(reason) && (mark == "Problem::" || rooms.contains(&room)) {
                found.push(literal.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_code_has_a_text_and_every_text_a_code() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in std::fs::read_dir(crates).unwrap().map(Result::unwrap) {
        sources(&folder.path().join("src"), &mut files);
    }
    let known = http_api::problem_codes();
    assert!(known.len() > 50, "the table of problems cannot be read");
    let rooms: Vec<&str> = known.iter().filter_map(|code| code.split('.').next()).collect();
    let (mut used, mut all_text) = (BTreeMap::new(), String::new());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for code in codes(&text, &rooms) {
            used.insert(code, file.clone());
        }
        all_text.push_str(&text);
    }
    let made_as_problem = |code: &str| all_text.contains(&format!("\"{code}\""));
    let missing: Vec<_> = used.iter().filter(|(code, _)| !known.contains(&code.as_str())).collect();
    assert!(missing.is_empty(), "problems without texts in crates/http-api/data/problems.toml: {missing:#?}");
    let dead: Vec<_> = known.iter().filter(|code| !made_as_problem(code)).collect();
    assert!(dead.is_empty(), "texts that no code uses: {dead:#?}");
}

#[test]
fn both_languages_fill_the_same_parameters() {
    use http_api::Language;
    for code in http_api::problem_codes() {
        let problem = kernel::Problem::invalid(code);
        let [zh, en] = [Language::Zh, Language::En].map(|language| http_api::texts(&problem, language));
        assert!(zh.iter().chain(&en).all(|text| !text.trim().is_empty()), "{code}");
        let params = |text: &[String; 2]| {
            let mut names: Vec<String> = text
                .join(" ")
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
                .filter(|name| name != "zh" && name != "en")
                .collect();
            names.sort();
            names
        };
        assert_eq!(params(&zh), params(&en), "{code}");
    }
}

#[test]
fn declarations_agree_with_their_handlers_and_name_known_problems() {
    assert_eq!(http_api::mistakes(), Vec::<String>::new());
    let known = http_api::problem_codes();
    for endpoint in http_api::endpoints() {
        for code in endpoint.operation.problems {
            assert!(known.contains(code), "{} names the unknown problem {code}", endpoint.operation.id);
        }
    }
}
