//! The settings file in a backup: everything but what opens doors.

use anyhow::Result;
use toml::{Table, Value};

/// Settings whose name ends like this hold a secret and are left out as a whole.
const ENDINGS: [&str; 5] = ["_key", "_secret", "_token", "password", "credentials"];
/// How the copy says what it lacks; a restore reads it back.
const LEFT_OUT: &str = "# left out of this backup: ";

/// The text without its secrets. One without any stays byte for byte; else comments of the file are not kept, and the
/// first lines say what is missing.
pub fn without_secrets(text: &str) -> Result<String> {
    let mut table: Table = text.parse()?;
    let mut left_out = Vec::new();
    let secret = |name: &str| ENDINGS.iter().any(|ending| name.ends_with(ending));
    table.retain(|name, _| {
        if secret(name) {
            left_out.push(name.to_owned());
        }
        !secret(name)
    });
    for (name, value) in &mut table {
        let Value::String(address) = value else { continue };
        if let Some(without) = without_password(address) {
            *address = without;
            left_out.push(format!("{name} (its password)"));
        }
    }
    if left_out.is_empty() {
        return Ok(text.to_owned());
    }
    let said: String = left_out.iter().map(|name| format!("{LEFT_OUT}{name}\n")).collect();
    Ok(format!("{said}{}", toml::to_string(&table)?))
}

/// What a copy says that it lacks.
pub fn left_out(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.strip_prefix(LEFT_OUT)).map(str::to_owned).collect()
}

/// `postgres://user:password@host/database?password=…` without its passwords; the rest says where to go. `None` where
/// there is none.
fn without_password(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let (place, query) = rest.split_once('?').map_or((rest, None), |(place, query)| (place, Some(query)));
    let (authority, path) = place.split_at(place.find('/').unwrap_or(place.len()));
    let authority = match authority.rsplit_once('@') {
        Some((user, host)) => format!("{}@{host}", user.split_once(':').map_or(user, |(user, _)| user)),
        None => authority.to_owned(),
    };
    let kept =
        |part: &&str| !ENDINGS.iter().any(|ending| part.split('=').next().is_some_and(|name| name.ends_with(ending)));
    let query: Vec<&str> = query.into_iter().flat_map(|query| query.split('&')).filter(kept).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    let without = format!("{scheme}://{authority}{path}{mark}{}", query.join("&"));
    (without != address).then_some(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_the_settings_holds_no_key_and_no_password_and_says_what_it_lacks() {
        let text = "# ours\nlisten = \"0.0.0.0:80\"\nmaster_key = \"k3y\"\n\
                    database_url = \"postgres://renhe:p%40ss:w@db.example/renhe?sslmode=require&password=again\"\n";
        let copy = without_secrets(text).unwrap();
        for secret in ["k3y", "p%40ss", "again"] {
            assert!(!copy.contains(secret), "{copy}");
        }
        let table: Table = copy.parse().unwrap();
        assert_eq!(table["listen"].as_str(), Some("0.0.0.0:80"));
        assert_eq!(table["database_url"].as_str(), Some("postgres://renhe@db.example/renhe?sslmode=require"));
        assert_eq!(left_out(&copy), ["master_key", "database_url (its password)"]);
    }

    #[test]
    fn settings_without_a_secret_are_copied_as_they_are() {
        let text = "# where we are\nzone = \"Asia/Shanghai\"\nfiles_url = \"file:///srv/files\"\n";
        assert_eq!(without_secrets(text).unwrap(), text);
        assert!(left_out(text).is_empty());
    }
}
