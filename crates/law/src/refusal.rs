//! Why a calculator gave no answer. Refusing is a result: it names what is missing, in both languages.

use kernel::{Date, Problem};
use serde::Serialize;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No row of this parameter is in force there and then.
    #[error("no value of {id} is in force in {place} on {date}")]
    NoParameter {
        /// Parameter id.
        id: String,
        /// Place asked for.
        place: String,
        /// Day asked for.
        date: Date,
    },
    /// More than one row of this parameter is in force there and then.
    #[error("{count} values of {id} are in force in {place} on {date}")]
    AmbiguousParameter {
        /// Parameter id.
        id: String,
        /// Place where the rows collide.
        place: String,
        /// Day asked for.
        date: Date,
        /// How many rows match.
        count: usize,
    },
    /// The place is in no file.
    #[error("the place \"{place}\" is not known")]
    UnknownPlace {
        /// The text that was asked for.
        place: String,
    },
    /// A row holds another shape than its calculator reads.
    #[error("the value of {id} cannot be read: {reason}")]
    MalformedParameter {
        /// Parameter id.
        id: String,
        /// What the reader said.
        reason: String,
    },
    /// An input that this case needs was not given.
    #[error("the input {field} is missing")]
    MissingInput {
        /// Name of the input, as in `SPEC.md` appendix A.
        field: String,
    },
    /// An input cannot be used.
    #[error("the input {field} cannot be used: {en}")]
    WrongInput {
        /// Name of the input.
        field: String,
        /// What is wrong, in Chinese.
        zh: String,
        /// What is wrong, in English.
        en: String,
    },
    /// An amount does not fit.
    #[error("an amount is too large")]
    TooLarge,
}

impl Refusal {
    /// The input is missing.
    pub fn missing(field: impl Into<String>) -> Self {
        Self::MissingInput { field: field.into() }
    }

    /// The input cannot be used.
    pub fn wrong(field: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::WrongInput { field: field.into(), zh: zh.into(), en: en.into() }
    }

    /// A stable code for the edges, `law.` and the reason.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoParameter { .. } => "law.parameter_missing",
            Self::AmbiguousParameter { .. } => "law.parameter_ambiguous",
            Self::UnknownPlace { .. } => "law.place_unknown",
            Self::MalformedParameter { .. } => "law.parameter_malformed",
            Self::MissingInput { .. } => "law.input_missing",
            Self::WrongInput { .. } => "law.input_wrong",
            Self::TooLarge => "law.amount_too_large",
        }
    }

    /// The refusal as a Chinese reader sees it.
    pub fn zh(&self) -> String {
        match self {
            Self::NoParameter { id, place, date } => {
                format!("缺少参数：{place} 在 {date} 没有生效的 {id}，请先录入并注明出处。")
            }
            Self::AmbiguousParameter { id, place, date, count } => {
                format!("参数重复：{place} 在 {date} 有 {count} 条同时生效的 {id}，请先理清。")
            }
            Self::UnknownPlace { place } => format!("没有收录地区“{place}”。"),
            Self::MalformedParameter { id, reason } => format!("参数 {id} 的内容无法读取：{reason}"),
            Self::MissingInput { field } => format!("缺少计算所需的信息：{field}。"),
            Self::WrongInput { field, zh, .. } => format!("{field} 无法使用：{zh}"),
            Self::TooLarge => "金额过大，无法计算。".to_owned(),
        }
    }

    /// The refusal as an English reader sees it.
    pub fn en(&self) -> String {
        let text = self.to_string();
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), chars.as_str()))
    }

    /// The refusal as a problem of the wire: wrong or missing inputs are the caller's, parameters are the state's.
    pub fn problem(&self) -> Problem {
        let code = self.code();
        match self {
            Self::NoParameter { id, place, date } => {
                Problem::conflict(code).with("id", id).with("place", place).with("date", date)
            }
            Self::AmbiguousParameter { id, place, date, count } => {
                Problem::conflict(code).with("id", id).with("place", place).with("date", date).with("count", count)
            }
            Self::UnknownPlace { place } => Problem::invalid(code).with("place", place),
            Self::MalformedParameter { id, reason } => Problem::conflict(code).with("id", id).with("reason", reason),
            Self::MissingInput { field } => Problem::invalid(code).at(format!("/{field}")).with("field", field),
            Self::WrongInput { field, zh, en } => {
                Problem::invalid(code).at(format!("/{field}")).with("field", field).with("zh", zh).with("en", en)
            }
            Self::TooLarge => Problem::invalid(code),
        }
    }
}

/// As `{code, text_zh, text_en}`.
impl Serialize for Refusal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("Refusal", 3)?;
        out.serialize_field("code", self.code())?;
        out.serialize_field("text_zh", &self.zh())?;
        out.serialize_field("text_en", &self.en())?;
        out.end()
    }
}

impl From<kernel::MoneyError> for Refusal {
    fn from(_: kernel::MoneyError) -> Self {
        Self::TooLarge
    }
}
