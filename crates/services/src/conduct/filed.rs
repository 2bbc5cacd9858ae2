//! What the person's file keeps of conduct by itself: an award that was granted, and the receipt of work rules.

use documents::chinese_day;
use documents::letter::Closing;
use kernel::{Problem, Record};
use sha2::{Digest as _, Sha256};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Award, Employment, WorkRule, WorkRuleAck};

use crate::files::{Paper, file_paper_in};
use crate::organisation::catalogue;
use crate::{App, Result};

/// Files the decision on an award that is being granted. What it is worth is pay: it stands with the award, not here.
pub(super) async fn file_award_in(app: &App, work: &mut UnitOfWork, row: &Award) -> Result<()> {
    let today = app.day_of(work.now());
    let employment = Find::<Employment>::new().eq(Employment::PERSON_ID, row.person_id).known();
    let employment = employment.descending(Employment::VALID_FROM).one(&work.db()).await?;
    let employment = employment.ok_or(Problem::conflict("people.not_employed").with("day", row.day))?;
    let kinds = catalogue(&work.db(), "award_kind", today).await?;
    let kind = kinds.into_iter().find(|item| item.code == row.kind).map(|item| item.title_zh);
    let kind = kind.as_deref().unwrap_or(&row.kind);
    let paper = Paper {
        person: row.person_id,
        employment: employment.employment_id,
        category: "reward",
        title: "奖励决定",
        number: ("JL", today),
        source: (Award::META.name, row.id),
        sentences: vec![
            format!("经审批，决定授予您{}“{}”，奖励日期为{}。", kind, row.title, chinese_day(row.day)),
            "感谢您的贡献。".to_owned(),
        ],
        closing: Closing::Notice,
    };
    file_paper_in(app, work, paper).await
}

/// Files that a person has received and read a version of the work rules, bound to its text by a digest.
pub(super) async fn file_receipt_in(
    app: &App,
    work: &mut UnitOfWork,
    (rule, ack): (&WorkRule, &WorkRuleAck),
    employment: &Employment,
) -> Result<()> {
    let now = work.now();
    let read_at = now.to_chrono().with_timezone(&app.zone()).format("%H:%M").to_string();
    let mut sentences = vec![format!(
        "您已于{} {read_at} 通过本人账号确认收到并阅读《{}》（第 {} 版）。",
        chinese_day(app.day_of(now)),
        rule.title,
        rule.version,
    )];
    if let Some(first) = rule.effective_on {
        sentences.push(format!("该制度自{}起施行，内容以公布的文本为准。", chinese_day(first)));
    }
    // In groups, so that a line may end between two of them.
    let digest = Sha256::digest(rule.body.as_bytes());
    let groups: Vec<String> = digest.chunks(4).map(hex::encode).collect();
    sentences.push(format!("文本校验值（SHA-256）：{}", groups.join(" ")));
    let paper = Paper {
        person: ack.person_id,
        employment: employment.employment_id,
        category: "rules_receipt",
        title: "规章制度签收确认书",
        number: ("QS", app.day_of(now)),
        source: (WorkRuleAck::META.name, ack.id),
        sentences,
        closing: Closing::Record,
    };
    file_paper_in(app, work, paper).await
}
