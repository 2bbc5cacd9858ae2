//! Results on standard output, everything else on standard error.

use std::fmt::Display;
use std::io::Write as _;

use http_api::Language;
use indicatif::{ProgressBar, ProgressStyle};
use kernel::Problem;
use serde::Serialize;

/// How results are printed.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// One JSON object instead of words.
    pub json: bool,
}

impl Output {
    /// Prints the result: as an object, or in words.
    pub fn result(self, object: &impl Serialize, words: impl Display) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        if self.json {
            serde_json::to_writer(&mut out, object)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{words}")?;
        }
        Ok(out.flush()?)
    }
}

/// A bar on standard error; nothing where that is no terminal.
pub fn progress(total: u64, what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(total).with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len} {eta}") {
        bar.set_style(style);
    }
    bar
}

/// An error for a person at a terminal: problems get their texts, others their causes.
pub fn in_words(error: &anyhow::Error) -> String {
    let Some(problem) = error.downcast_ref::<Problem>() else { return format!("{error:#}") };
    let [title, detail] = http_api::texts(problem, language());
    let pointer = problem.pointer.as_deref().map(|at| format!(" ({at})")).unwrap_or_default();
    let article = problem.article.as_deref().map(|article| format!(" {article}")).unwrap_or_default();
    format!("{title}{pointer}: {detail}{article} [{}]", problem.code)
}

/// Chinese where the terminal speaks it, else English.
pub fn language() -> Language {
    let chinese = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok());
    if chinese.is_some_and(|value| value.starts_with("zh")) { Language::Zh } else { Language::En }
}
