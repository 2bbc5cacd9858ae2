//! Search over texts that are sealed.
//!
//! A text becomes the set of its pairs of neighbouring characters; each pair becomes a keyed word. Only the set goes
//! into the index, without order and without counts: which words stand beside each other is told by the text itself,
//! after it was opened for somebody who may see it. SQLite keeps the words in an FTS5 table, PostgreSQL in a
//! `tsvector`; both answer "all of these words".

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait as _, DbBackend, Statement, Value};

use crate::{StorageError, Store, UnitOfWork};

/// The fewest characters that can be looked for.
pub const fn shortest_search() -> usize {
    2
}

/// Letters and digits in lower case and usual width; everything else parts them.
fn runs(text: &str) -> Vec<Vec<char>> {
    let mut runs = vec![Vec::new()];
    for c in text.chars().filter_map(usual_width).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            runs.last_mut().into_iter().for_each(|run| run.push(c));
        } else if !c.is_whitespace() || runs.last().is_some_and(|run| run.last().is_some_and(char::is_ascii)) {
            // A line break inside Chinese text parts nothing; a blank between Latin words does.
            runs.push(Vec::new());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Full-width letters and digits are the same letters and digits.
fn usual_width(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ => Some(c),
    }
}

/// One spelling for comparing: what [`runs`] sees, parted by blanks.
fn spelled(text: &str) -> String {
    runs(text).into_iter().map(|run| run.into_iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

impl Store {
    /// The keyed words of a text.
    pub fn search_words(&self, text: &str) -> BTreeSet<String> {
        let mut words = BTreeSet::new();
        for run in runs(text) {
            for pair in run.windows(shortest_search()) {
                let pair: String = pair.iter().collect();
                // A letter in front: a word that begins with a digit is a number to some parsers.
                words.insert(format!("k{}", hex::encode(&self.blind.blind("search", &pair)[..6])));
            }
        }
        words
    }

    /// Whether the text holds what was looked for, side by side: the index only knows that all its pairs occur.
    pub fn text_holds(&self, text: &str, wanted: &str) -> bool {
        let text = spelled(text);
        spelled(wanted).split(' ').all(|part| text.contains(part))
    }
}

impl UnitOfWork {
    /// Indexes a text under a number, in this transaction, in place of what was there.
    pub async fn index_text(&self, number: i64, text: &str) -> Result<(), StorageError> {
        self.forget_text(number).await?;
        let words = self.store().search_words(text).into_iter().collect::<Vec<_>>().join(" ");
        let sql = match self.store().writer.get_database_backend() {
            DbBackend::Sqlite => "INSERT INTO file_search (rowid, words) VALUES ($1, $2)",
            _ => "INSERT INTO file_search (number, words) VALUES ($1, to_tsvector('simple', $2))",
        };
        self.run(sql, [number.into(), words.into()]).await
    }

    /// Takes a text out of the index.
    pub async fn forget_text(&self, number: i64) -> Result<(), StorageError> {
        let sql = match self.store().writer.get_database_backend() {
            DbBackend::Sqlite => "DELETE FROM file_search WHERE rowid = $1",
            _ => "DELETE FROM file_search WHERE number = $1",
        };
        self.run(sql, [number.into()]).await
    }

    async fn run<const N: usize>(&self, sql: &str, values: [Value; N]) -> Result<(), StorageError> {
        let backend = self.store().writer.get_database_backend();
        self.transaction().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<String> {
        runs(text).iter().flat_map(|run| run.windows(2).map(|pair| pair.iter().collect())).collect()
    }

    #[test]
    fn chinese_latin_and_digits_are_paired_alike_and_width_and_case_do_not_matter() {
        assert_eq!(pairs("劳动合同"), ["劳动", "动合", "合同"]);
        assert_eq!(pairs("ＨＲ2026"), pairs("hr2026"));
        assert_eq!(pairs("Li Na"), ["li", "na"]);
        assert_eq!(pairs("劳动\n合同"), ["劳动", "动合", "合同"]);
        assert_eq!(pairs("劳动，合同"), ["劳动", "合同"]);
    }
}
