//! The confirmation of a renewal: what both sides signed, filed beside the contract. It is no contract itself, and the
//! file of somebody whose signed text is missing stays incomplete.

use documents::chinese_day;
use documents::letter::Closing;
use kernel::Record;
use storage::UnitOfWork;
use storage::rows::{Contract, ContractRenewal};

use super::judge::day_before;
use super::views::TermsInput;
use crate::files::{Paper, file_paper_in};
use crate::{App, Result};

/// Files what a renewal that is being signed came to.
pub(super) async fn file_confirmation_in(
    app: &App,
    work: &mut UnitOfWork,
    (row, made): (&ContractRenewal, &Contract),
    terms: &TermsInput,
) -> Result<()> {
    let paper = Paper {
        person: row.person_id,
        employment: row.employment_id,
        category: "contract",
        title: "劳动合同续订确认书",
        number: ("XD", row.first_day),
        source: (ContractRenewal::META.name, row.id),
        sentences: sentences(row, made, terms),
        closing: Closing::Notice,
    };
    file_paper_in(app, work, paper).await
}

fn sentences(row: &ContractRenewal, made: &Contract, terms: &TermsInput) -> Vec<String> {
    let (ended, first) = (chinese_day(day_before(row.first_day)), chinese_day(row.first_day));
    let signed = made.signed_on.map(chinese_day).unwrap_or_default();
    let term = match row.last_day {
        Some(last) => format!("固定期限，自{first}起至{}止", chinese_day(last)),
        None => format!("无固定期限，自{first}起"),
    };
    let number = terms.number.as_ref().map(|number| format!("，合同编号 {number}")).unwrap_or_default();
    let by = terms.signed_by.as_ref().map(|name| format!("，单位签署人 {name}")).unwrap_or_default();
    let mut sentences = vec![
        format!("您与本单位的劳动合同于{ended}届满，双方已于{signed}续订劳动合同{number}{by}。"),
        format!("续订后的合同期限：{term}。"),
    ];
    if row.same_terms {
        sentences.push("续订条件不低于原劳动合同约定的条件。".to_owned());
    }
    sentences.push("本确认书根据签署记录生成，不代替双方签字的劳动合同文本。".to_owned());
    sentences
}
