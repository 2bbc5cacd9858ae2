//! How well a value is founded.

use serde::{Deserialize, Serialize};

/// How well a value is founded, from the strongest to the weakest. A result carries the weakest of what it used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The text of the law itself was read.
    LawText,
    /// A source cites the official page or document number; that page was not opened.
    OfficialPageCited,
    /// One secondary source.
    Secondary,
    /// From knowledge only: a lawyer must confirm it before it prices real money.
    KnowledgeUnverified,
}

impl Status {
    /// What a Chinese reader sees.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::LawText => "已核对法律原文",
            Self::OfficialPageCited => "引自官方文件",
            Self::Secondary => "引自二手来源",
            Self::KnowledgeUnverified => "未经核实",
        }
    }

    /// What an English reader sees.
    pub const fn en(self) -> &'static str {
        match self {
            Self::LawText => "law text read",
            Self::OfficialPageCited => "official document cited",
            Self::Secondary => "secondary source",
            Self::KnowledgeUnverified => "unverified",
        }
    }
}
