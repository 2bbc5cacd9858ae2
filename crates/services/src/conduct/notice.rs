//! The notice of a measure: what is held against whom, under which clause, and where to object. It stands in the
//! person's file from the moment of the decision.

use chrono::Datelike as _;
use documents::chinese_day;
use documents::letter::{Letter, render};
use kernel::{Date, ErrorKind, PersonId, Problem, Record};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Discipline, Employment, LegalEntity, Person, WorkRule};

use crate::files::{Archive, archive_in};
use crate::organisation::catalogue;
use crate::{App, Result};

const TITLE: &str = "违纪处理通知书";

/// Files the notice of a measure that is being imposed.
pub(super) async fn file_notice_in(app: &App, work: &mut UnitOfWork, row: &Discipline) -> Result<()> {
    let letter = letter(app, work, row).await?;
    let pdf = render(&letter).map_err(|error| {
        tracing::error!(discipline = %row.id, %error, "the notice of a measure cannot be made");
        Problem::new(ErrorKind::Internal, "internal.paper")
    })?;
    let archive = Archive {
        person: PersonId(row.person_id),
        category: "discipline",
        title: format!("{TITLE} {}", letter.number),
        file_name: format!("{TITLE} {} {}.pdf", letter.name, letter.number),
        media_type: "application/pdf",
        bytes: pdf.bytes,
        source: (Discipline::META.name, row.id),
    };
    archive_in(app, work, archive).await?;
    Ok(())
}

async fn letter(app: &App, work: &UnitOfWork, row: &Discipline) -> Result<Letter> {
    let (db, today) = (work.db(), app.day_of(work.now()));
    let unknown = || Problem::not_found("conduct.discipline_unknown");
    let person = Find::<Person>::by_id(&db, row.person_id).await?.ok_or_else(unknown)?;
    let employment = Find::<Employment>::new().eq(Employment::EMPLOYMENT_ID, row.employment_id).known();
    let employment = employment.descending(Employment::VALID_FROM).one(&db).await?.ok_or_else(unknown)?;
    let employer = Find::<LegalEntity>::by_id(&db, employment.legal_entity_id).await?;
    let rule = Find::<WorkRule>::by_id(&db, row.work_rule_id).await?.ok_or_else(unknown)?;
    let measures = catalogue(&db, "discipline_measure", today).await?;
    let measure = measures.into_iter().find(|item| item.code == row.measure).map(|item| item.title_zh);
    let facts = app.store().unseal(Discipline::META.name, Discipline::FACTS, row.id, &row.facts)?.into_exposed();
    let said = Said { rule: &rule, facts: &facts, measure: measure.as_deref().unwrap_or(&row.measure), today };
    Ok(Letter {
        title: TITLE.to_owned(),
        number: number(row, today),
        employer: employer.map(|entity| entity.name).unwrap_or_default(),
        name: person.full_name,
        employee_no: employment.employee_no,
        sentences: said.sentences(row),
        rows: Vec::new(),
        written_on: today,
    })
}

fn number(row: &Discipline, day: Date) -> String {
    let id = row.id.simple().to_string();
    format!("CF-{:04}{:02}{:02}-{}", day.year(), day.month(), day.day(), id[..6].to_uppercase())
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
