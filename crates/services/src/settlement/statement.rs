//! The confirmed settlement on paper, filed in the person's file.

use documents::settlement::{Copy, Due, SettlementLine as PaperLine, SettlementStatement, render};
use kernel::{ErrorKind, Money, PersonId, Problem};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Assignment, Employment, LegalEntity, OrgUnit, Person, Settlement as Row};

use super::views::{SettlementDocument, SettlementLine};
use crate::files::{Archive, archive_in};
use crate::{App, Result};

/// Files the statement of a settlement that is being confirmed.
pub(super) async fn file_statement_in(
    app: &App,
    work: &mut UnitOfWork,
    row: &Row,
    document: &SettlementDocument,
) -> Result<()> {
    let statement = statement(app, work, row, document).await?;
    let pdf = render(&statement).map_err(|error| {
        tracing::error!(settlement = %row.id, %error, "a settlement cannot be rendered");
        Problem::new(ErrorKind::Internal, "internal.settlement")
    })?;
    let archive = Archive {
        person: PersonId(row.person_id),
        category: "settlement",
        title: format!("离职结算单 {}", document.last_day),
        file_name: format!("离职结算单 {} {}.pdf", statement.name, document.last_day),
        media_type: "application/pdf",
        bytes: pdf.bytes,
        source: ("settlement", row.id),
    };
    archive_in(app, work, archive).await?;
    Ok(())
}

async fn statement(
    app: &App,
    work: &UnitOfWork,
    row: &Row,
    document: &SettlementDocument,
) -> Result<SettlementStatement> {
    let db = work.db();
    let unknown = || Problem::not_found("settlement.unknown");
    let employment = Find::<Employment>::new().eq(Employment::EMPLOYMENT_ID, row.employment_id).known();
    let employment = employment.descending(Employment::VALID_FROM).one(&db).await?.ok_or_else(unknown)?;
    let person = Find::<Person>::by_id(&db, row.person_id).await?.ok_or_else(unknown)?;
    let entity = Find::<LegalEntity>::by_id(&db, employment.legal_entity_id).await?;
    let assignments = Find::<Assignment>::new().eq(Assignment::EMPLOYMENT_ID, row.employment_id).known();
    let assignments = assignments.ascending(Assignment::VALID_FROM).all(&db).await?;
    let assignment = assignments.into_iter().rfind(|row| row.valid_from <= document.last_day);
    let unit = match &assignment {
        Some(assignment) => {
            let unit = Find::<OrgUnit>::new().eq(OrgUnit::UNIT_ID, assignment.unit_id).known();
            unit.descending(OrgUnit::VALID_FROM).one(&db).await?
        }
        None => None,
    };
    Ok(SettlementStatement {
        number: row.id.simple().to_string()[..8].to_uppercase(),
        employer: entity.map(|entity| entity.name).unwrap_or_default(),
        name: person.full_name,
        employee_number: employment.employee_no,
        department: unit.map(|unit| unit.name).unwrap_or_default(),
        position: assignment.map(|assignment| assignment.position).unwrap_or_default(),
        first_day: document.hire_date,
        last_day: document.last_day,
        issued_on: app.day_of(work.now()),
        copy: Copy::Finance,
        lines: document.lines.iter().filter_map(|line| paper_line(line, document)).collect(),
    })
}

fn paper_line(line: &SettlementLine, document: &SettlementDocument) -> Option<PaperLine> {
    let amount = line.amount_fen?;
    let explanation = line.explanation.as_ref();
    let due = if amount < Money::ZERO {
        None
    } else if line.code == "severance" {
        Some(Due::AfterHandover)
    } else {
        Some(Due::By(document.wages_due_on))
    };
    Some(PaperLine {
        title: line.title.zh.clone().into_owned(),
        amount,
        steps: explanation
            .map(|found| found.steps.iter().map(|step| step.text_zh.clone()).collect())
            .unwrap_or_default(),
        articles: explanation
            .map(|found| found.articles.iter().map(|article| article.text_zh.to_string()).collect())
            .unwrap_or_default(),
        due,
        note: line.source.as_ref().map(|source| format!("人工录入，来源：{source}")),
    })
}
