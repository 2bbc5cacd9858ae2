//! The notice of a measure: what is held against whom, under which clause, and where to object. It stands in the
//! person's file from the moment of the decision.

use documents::chinese_day;
use documents::letter::Closing;
use kernel::{Date, Problem, Record};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Discipline, WorkRule};

use crate::files::{Paper, file_paper_in};
use crate::organisation::catalogue;
use crate::{App, Result};

/// Files the notice of a measure that is being imposed.
pub(super) async fn file_notice_in(app: &App, work: &mut UnitOfWork, row: &Discipline) -> Result<()> {
    let today = app.day_of(work.now());
    let paper = Paper {
        person: row.person_id,
        employment: row.employment_id,
        category: "discipline",
        title: "违纪处理通知书",
        number: ("CF", today),
        source: (Discipline::META.name, row.id),
        sentences: sentences(app, work, row, today).await?,
        closing: Closing::Notice,
    };
    file_paper_in(app, work, paper).await
}

async fn sentences(app: &App, work: &UnitOfWork, row: &Discipline, today: Date) -> Result<Vec<String>> {
    let db = work.db();
    let unknown = || Problem::not_found("conduct.discipline_unknown");
    let rule = Find::<WorkRule>::by_id(&db, row.work_rule_id).await?.ok_or_else(unknown)?;
    let measures = catalogue(&db, "discipline_measure", today).await?;
    let measure = measures.into_iter().find(|item| item.code == row.measure).map(|item| item.title_zh);
    let facts = app.store().unseal(Discipline::META.name, Discipline::FACTS, row.id, &row.facts)?.into_exposed();
    let said = Said { rule: &rule, facts: &facts, measure: measure.as_deref().unwrap_or(&row.measure), today };
    Ok(said.sentences(row))
}

struct Said<'a> {
    rule: &'a WorkRule,
    facts: &'a str,
    measure: &'a str,
    today: Date,
}

impl Said<'_> {
    fn sentences(&self, row: &Discipline) -> Vec<String> {
        let Self { rule, facts, measure, today } = self;
        let incident = chinese_day(row.incident_on);
        let mut sentences = vec![
            format!("经查，您{incident}的行为违反《{}》（第 {} 版）{}。", rule.title, rule.version, row.clause),
            format!("事实与依据：{facts}"),
        ];
        if let (Some(heard), Some(union)) = (row.heard_on, row.union_on) {
            let (heard, union) = (chinese_day(heard), chinese_day(union));
            sentences.push(format!("本单位已于{heard}听取您的陈述和申辩，并于{union}将处理理由通知工会。"));
        }
        sentences.push(format!("经审批，决定给予您“{measure}”处理，处理日期为{}。", chinese_day(*today)));
        if row.measure == "dismissal" {
            // The decision ends no employment: the leaving room does, by its own rules and with a notice of its own.
            sentences.push("劳动合同的解除日期和手续，以另行送达的解除劳动合同通知书为准。".to_owned());
        }
        sentences.push("您如有异议，可以向工会反映，也可以依法申请劳动争议仲裁。".to_owned());
        sentences
    }
}
