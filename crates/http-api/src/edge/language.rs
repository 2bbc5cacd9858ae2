//! The language of the texts in an answer.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

/// A language of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Chinese: what is not asked for otherwise.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The one of ours that the caller likes best.
    pub fn of(headers: &HeaderMap) -> Self {
        let text = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let mut best = (Self::Zh, 0.0_f32);
        for range in text.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
            let language = match tag.split('-').next() {
                Some("zh") => Self::Zh,
                Some("en") => Self::En,
                _ => continue,
            };
            if weight > best.1 {
                best = (language, weight);
            }
        }
        best.0
    }

    /// As a language tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, text.parse().unwrap());
        Language::of(&headers)
    }

    #[test]
    fn the_heavier_of_our_languages_is_spoken_and_chinese_otherwise() {
        assert_eq!(Language::of(&HeaderMap::new()), Language::Zh);
        assert_eq!(of("en-GB,en;q=0.9"), Language::En);
        assert_eq!(of("en;q=0.5, zh-TW;q=0.7"), Language::Zh);
        assert_eq!(of("fr-FR, de;q=0.9, en;q=0.1"), Language::En);
        assert_eq!(of("ja"), Language::Zh);
    }
}
