//! What may stand on a certificate of leaving (离职证明).

use kernel::Date;
use serde::{Deserialize, Serialize};

use crate::article::{IR_24, LCL_50_1, LCL_89};
use crate::explained::Working;
use crate::{Explained, Parameters, Refusal};

/// Whether a certificate says what it must, and nothing that could hurt the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CertificateCheck {
    /// Whether nothing is missing and nothing is forbidden.
    pub valid: bool,
    /// Required fields that are not there, in the order of the law.
    pub missing: Vec<String>,
    /// Fields that must not be there, in the order given.
    pub forbidden: Vec<String>,
}

/// The parameter `term.certificate`.
#[derive(Debug, Clone, Deserialize)]
struct Fields {
    required: Vec<String>,
    neutral: Vec<String>,
}

/// Checks the fields of a certificate. Implementation Regulation art. 24, Labour Contract Law arts. 50 and 89.
/// What is neither required nor a formal item (names, numbers, seal) is forbidden: a reason, a rating or a remark
/// can only hurt the person.
///
/// # Errors
/// Refuses a day before the regulation.
pub fn certificate_check(
    law: &Parameters,
    fields: &[String],
    on: Date,
) -> Result<Explained<CertificateCheck>, Refusal> {
    let mut sheet = Working::default();
    let row = law.national("term.certificate", on)?;
    sheet.uses(row);
    let Fields { required, neutral } = row.shape()?;
    let missing: Vec<String> = required.iter().filter(|field| !fields.contains(field)).cloned().collect();
    let mut forbidden: Vec<String> = Vec::new();
    for field in fields {
        if !required.contains(field) && !neutral.contains(field) && !forbidden.contains(field) {
            forbidden.push(field.clone());
        }
    }
    let none = |list: &[String], word: &str| if list.is_empty() { word.to_owned() } else { list.join(", ") };
    sheet.step(
        format!("应当写明：{}；缺少：{}。", required.join("、"), none(&missing, "无")),
        format!("Must say: {}; missing: {}.", required.join(", "), none(&missing, "nothing")),
        fields.join(", "),
        none(&missing, "✓"),
        &[IR_24, LCL_50_1],
    );
    sheet.step(
        format!("不得记载与法定事项无关、可能不利于劳动者的内容；应删除：{}。", none(&forbidden, "无")),
        format!("Nothing else that could hurt the person; to be struck out: {}.", none(&forbidden, "nothing")),
        "",
        none(&forbidden, "✓"),
        &[LCL_89],
    );
    let valid = missing.is_empty() && forbidden.is_empty();
    Ok(sheet.done(CertificateCheck { valid, missing, forbidden }))
}
