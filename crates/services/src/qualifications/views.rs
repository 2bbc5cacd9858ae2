//! What the room of qualifications takes and gives.

use access::Shown;
use kernel::{Date, PersonId, QualificationId, Sensitive};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A certificate, new or changed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutQualification {
    /// Who holds it.
    pub person_id: PersonId,
    /// What it certifies.
    #[schema(example = "信息系统项目管理师（高级）")]
    pub title: String,
    /// Who issued it.
    #[schema(example = "人力资源和社会保障部")]
    pub issuer: String,
    /// Its number.
    #[schema(value_type = Option<String>)]
    pub number: Option<Sensitive<String>>,
    /// Day of issue.
    pub issued_on: Date,
    /// Last day of validity; none where it never runs out.
    pub expires_on: Option<Date>,
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct QualificationView {
    /// Which.
    pub id: QualificationId,
    /// Who holds it.
    pub person_id: PersonId,
    /// The holder's name.
    pub person_name: String,
    /// What it certifies.
    #[schema(required, value_type = Option<String>)]
    pub title: Shown<String>,
    /// Who issued it.
    #[schema(required, value_type = Option<String>)]
    pub issuer: Shown<String>,
    /// Its number.
    #[schema(required, value_type = Option<String>)]
    pub number: Shown<Option<String>>,
    /// Day of issue.
    #[schema(required, value_type = Option<Date>)]
    pub issued_on: Shown<Date>,
    /// Last day of validity.
    #[schema(required, value_type = Option<Date>)]
    pub expires_on: Shown<Option<Date>>,
    /// What the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// Which certificates.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct QualificationsQuery {
    /// Only those of one person.
    pub person_id: Option<PersonId>,
    /// Only those whose title contains the words.
    pub q: Option<String>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many; 50 unless told, at most 200.
    pub limit: Option<u64>,
}
