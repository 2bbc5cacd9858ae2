//! Words in both languages of the house.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// One text in Chinese and English. For words that belong to data (names, findings, definitions); the page's own
/// words stand in its locale files.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// As a Chinese HR professional would say it.
    #[cfg_attr(feature = "schema", schema(value_type = String, example = "签发离职证明"))]
    pub zh: Cow<'static, str>,
    /// Plain English.
    #[cfg_attr(feature = "schema", schema(value_type = String, example = "Issue the leaving certificate"))]
    pub en: Cow<'static, str>,
}

impl Text {
    /// A text known when the program is built.
    pub const fn of(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// A text made at run time.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: Cow::Owned(zh.into()), en: Cow::Owned(en.into()) }
    }

    /// Whether a language is missing.
    pub fn incomplete(&self) -> bool {
        self.zh.trim().is_empty() || self.en.trim().is_empty()
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.zh, self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_survives_its_json_and_refuses_a_third_language_by_accident() {
        let text = Text::of("签发离职证明", "Issue the leaving certificate");
        let json = serde_json::to_string(&text).unwrap();
        assert_eq!(serde_json::from_str::<Text>(&json).unwrap(), text);
        assert!(serde_json::from_str::<Text>(r#"{"zh":"是","en":"yes","fr":"oui"}"#).is_err());
    }
}
