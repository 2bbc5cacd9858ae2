//! What the room of files takes and gives.

use access::Shown;
use kernel::{Date, FieldClass, FileId, Instant, LegalEntityId, OrgUnitId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which documents.
#[derive(Debug, Clone, Default, Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    /// In titles, names and the text inside: two characters or more.
    pub q: Option<String>,
    /// Only of this person.
    pub person_id: Option<PersonId>,
    /// Only of this category.
    pub category: Option<String>,
    /// `filed` unless told, or `destroyed`.
    pub status: Option<String>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many; 50 unless told, at most 100.
    pub limit: Option<u64>,
}

/// Documents, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileList {
    /// The documents.
    pub items: Vec<FileView>,
    /// Pass it as `cursor` for what follows.
    #[schema(required)]
    pub next_cursor: Option<String>,
    /// How many there are; `null` for a search, where only reading tells.
    #[schema(required)]
    pub total: Option<u64>,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileView {
    /// Which.
    pub id: FileId,
    /// Whose.
    pub person_id: PersonId,
    /// The person's name.
    pub person_name: String,
    /// The person's newest employee number.
    #[schema(required)]
    pub employee_no: Option<String>,
    /// What kind of document.
    pub category: String,
    /// The class that one must hold to see it.
    pub class: FieldClass,
    /// Its title.
    #[schema(required, value_type = Option<String>)]
    pub title: Shown<String>,
    /// `filed` or `destroyed`.
    pub status: String,
    /// The day that stands on it.
    #[schema(required)]
    pub dated_on: Option<Date>,
    /// The last day on which it proves anything.
    #[schema(required)]
    pub valid_until: Option<Date>,
    /// Whether that day has passed.
    pub expired: bool,
    /// The record that made it: `certificate`, `settlement` …; `null`: somebody sent it.
    #[schema(required)]
    pub source: Option<String>,
    /// When it was filed.
    pub filed_at: Instant,
    /// By whom; `null`: by Renhe itself.
    #[schema(required)]
    pub filed_by: Option<String>,
    /// Seen because it was lent: until then, under a watermark.
    #[schema(required)]
    pub lent_until: Option<Instant>,
    /// Whether it is kept from destruction for now.
    pub held: bool,
    /// Whether the caller may add a version.
    pub may_write: bool,
    /// Where it was found: a piece of its text.
    #[schema(required)]
    pub snippet: Option<String>,
    /// Its versions, the newest first.
    pub versions: Vec<FileVersionView>,
}

/// A version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileVersionView {
    /// Its number, from 1.
    pub version: i32,
    /// The name it came under.
    #[schema(required, value_type = Option<String>)]
    pub file_name: Shown<String>,
    /// What it is.
    pub media_type: String,
    /// How many bytes.
    pub byte_count: i64,
    /// When it was added.
    pub added_at: Instant,
    /// By whom.
    #[schema(required)]
    pub added_by: Option<String>,
}

/// The bytes of a version.
#[derive(Debug, Clone)]
pub struct FileContent {
    /// Name to save it under.
    pub file_name: String,
    /// As in `Content-Type`.
    pub media_type: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What holds for each category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileRuleList {
    /// The rules.
    pub items: Vec<FileRuleView>,
}

/// What holds for one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileRuleView {
    /// Its code in the catalogue `file_category`.
    pub category: String,
    /// The class that one must hold to see its documents.
    pub class: FieldClass,
    /// Who must have one: `everyone`, `kinds`, `key_people` or `nobody`.
    pub audience: String,
    /// For `kinds`: the kinds of employment.
    pub kinds: Vec<String>,
    /// Years that it is kept; 0: for good.
    pub keep_years: u32,
    /// From when they count: `exit` or `filed`.
    pub keep_from: String,
    /// Why so long.
    pub basis: String,
    /// The fewest years that the law allows.
    #[schema(required)]
    pub least_years: Option<u32>,
    /// The article that says so.
    #[schema(required)]
    pub article: Option<String>,
    /// Whether the firm decided it.
    pub own: bool,
}

/// The file of one person, category by category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PersonFile {
    /// Whose.
    pub person_id: PersonId,
    /// The name.
    pub person_name: String,
    /// Whether the person works here today.
    pub employed: bool,
    /// Why the file has more modules; for those who read the file.
    #[schema(required)]
    pub key_person: Option<KeyPersonView>,
    /// Categories that must be there, as far as the caller may see them.
    pub required: usize,
    /// Those of them that are there and still prove something.
    pub present: usize,
    /// All categories.
    pub parts: Vec<PersonFilePart>,
    /// Whether the caller may file documents.
    pub may_write: bool,
    /// Whether the caller may ask to borrow.
    pub may_borrow: bool,
    /// Whether the caller may hold and destroy.
    pub may_keep: bool,
}

/// One category of a person's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PersonFilePart {
    /// Its code.
    pub category: String,
    /// The class that one must hold.
    pub class: FieldClass,
    /// Whether it is a module for key people.
    pub module: bool,
    /// Whether this person must have one.
    pub required: bool,
    /// Whether the caller may see it.
    pub visible: bool,
    /// How many documents; `null`: not for the caller.
    #[schema(required)]
    pub files: Option<usize>,
    /// Required and not there.
    pub missing: bool,
    /// There, but proving nothing any more.
    pub expired: bool,
    /// Why it is kept as long as it is.
    pub basis: String,
}

/// Why somebody is a key person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct KeyPersonView {
    /// As what.
    #[schema(required, value_type = Option<String>)]
    pub kind: Shown<String>,
    /// From when.
    #[schema(required, value_type = Option<Date>)]
    pub first_day: Shown<Date>,
    /// Until when.
    #[schema(required, value_type = Option<Date>)]
    pub last_day: Shown<Option<Date>>,
    /// Why.
    #[schema(required, value_type = Option<String>)]
    pub reason: Shown<String>,
    /// When it was marked.
    pub marked_at: Instant,
    /// What was left out.
    pub redacted: Vec<&'static str>,
}

/// Which files to look through.
#[derive(Debug, Clone, Default, Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CompletenessQuery {
    /// Only this unit and what is below it.
    pub unit_id: Option<OrgUnitId>,
    /// Only this employer.
    pub legal_entity_id: Option<LegalEntityId>,
    /// Name, pinyin or employee number.
    pub q: Option<String>,
    /// Only files that lack something.
    pub incomplete: Option<bool>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many; 50 unless told.
    pub limit: Option<u64>,
}

/// Files and what they lack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompletenessList {
    /// One line for each person, by pinyin.
    pub items: Vec<CompletenessItem>,
    /// Pass it as `cursor` for what follows.
    #[schema(required)]
    pub next_cursor: Option<String>,
}

/// What one file lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompletenessItem {
    /// Whose.
    pub person_id: PersonId,
    /// Name.
    pub full_name: String,
    /// Employee number.
    pub employee_no: String,
    /// Unit.
    pub unit_id: OrgUnitId,
    /// Position.
    pub position: String,
    /// Whether the file has the modules of key people.
    pub key_person: bool,
    /// Categories that must be there.
    pub required: usize,
    /// Those that are.
    pub present: usize,
    /// Those that are not.
    pub missing: Vec<String>,
    /// Those that prove nothing any more.
    pub expired: Vec<String>,
}
