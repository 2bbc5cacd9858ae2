//! What an end that the employer wants would cost: N, N + 1 and 2N side by side, before anybody goes on.

use access::{Caller, Subject};
use kernel::{Date, Money, Problem, Record, SettlementId, Text};
use law::termination::{
    CostPreviewInput, ExitCost, ExitOption, Pre2008Practice, ProtectedStatus, SettlementInput, cost_preview,
    protected_check, settlement,
};
use law::{Article, Ground};
use storage::rows::{Employment, Settlement as Row};
use storage::{Document, UnitOfWork};

use super::facts::title;
use super::figures::{figure, law};
use super::records::read;
use super::views::{CostOption, CostPreviewDocument, CostPreviewView, Explanation, SettlementInputLine};
use crate::{App, Result};

/// What is previewed.
#[derive(Debug, Clone)]
pub struct PreviewOf<'a> {
    /// The employment.
    pub employment: &'a Employment,
    /// The day that the employer wants.
    pub wanted_last_day: Date,
    /// The day that a resignation gives, if there is one.
    pub resigned_last_day: Option<Date>,
    /// States that protect the person (art. 42).
    pub protected: Vec<ProtectedStatus>,
}

/// Computes, seals and shows a preview. It decides nothing.
pub async fn preview_in(
    app: &App,
    work: &mut UnitOfWork,
    caller: &Caller,
    subject: Subject,
    of: PreviewOf<'_>,
) -> Result<CostPreviewView> {
    let document = document(app, work, &of).await?;
    let id = work.new_id();
    let json = serde_json::to_value(&document)
        .map_err(|_| Problem::new(kernel::ErrorKind::Internal, "internal.settlement"))?;
    let row = Row {
        id,
        employment_id: of.employment.employment_id,
        person_id: of.employment.person_id,
        purpose: "preview".to_owned(),
        status: "computed".to_owned(),
        document: work.seal(Row::META, Row::DOCUMENT, id, &Document(json)),
        computed_at: work.now().into(),
        computed_by: work.context().actor,
        confirmed_at: None,
        confirmed_by: None,
    };
    work.insert(row).await?;
    let computed_at = work.now();
    let mut shown = caller.disclose(subject);
    let document = shown.show(Row::DOCUMENT, document);
    Ok(CostPreviewView { id: SettlementId(id), computed_at, document, redacted: shown.redacted() })
}

async fn document(app: &App, work: &UnitOfWork, of: &PreviewOf<'_>) -> Result<CostPreviewDocument> {
    let (law, db) = (law()?, work.db());
    let lawful = |refusal: law::Refusal| refusal.problem();
    let records = read(app.store(), &db, of.employment, of.wanted_last_day).await?;
    let average = figure(&db, "wage.average_month", &records.place, of.wanted_last_day).await?.map_err(lawful)?;
    let minimum = figure(&db, "wage.minimum_month", &records.place, of.wanted_last_day).await?.map_err(lawful)?;
    let (avg_wage_12m, months) = records.average;
    let options = match of.resigned_last_day {
        Some(resigned_last_day) => {
            let input = CostPreviewInput {
                hire_date: of.employment.valid_from,
                wanted_last_day: of.wanted_last_day,
                resigned_last_day,
                avg_wage_12m,
                prev_month_wage: records.prev_month_wage,
                city_avg_month: average,
                local_min_wage: minimum,
                pre2008: Pre2008Practice::Split,
            };
            let found = cost_preview(law, &input).map_err(lawful)?;
            found.value.options.into_iter().map(option).collect()
        }
        None => {
            let way = |ground| {
                let input = SettlementInput {
                    hire_date: of.employment.valid_from,
                    last_day: of.wanted_last_day,
                    ground,
                    avg_wage_12m,
                    city_avg_month: Some(average.clone()),
                    local_min_wage: Some(minimum.clone()),
                    notice_days_given: Some(0),
                    prev_month_wage: Some(records.prev_month_wage),
                    pre2008: Pre2008Practice::Split,
                };
                settlement(law, &input).map_err(lawful)
            };
            let mut options = Vec::new();
            for (option, ground, lawful, text) in WAYS {
                let found = way(ground)?;
                options.push(CostOption {
                    option,
                    last_day: of.wanted_last_day,
                    cost_fen: found.value.total,
                    lawful,
                    text,
                    explanation: Some(Explanation::from(&found)),
                    settlement: Some(found.value),
                    blocked_by: None,
                });
            }
            options
        }
    };
    let inputs = vec![
        input(
            "avg_wage_12m",
            avg_wage_12m,
            Text::new(format!("薪酬记录，{months} 个整月"), format!("{months} full months on record")),
        ),
        input("prev_month_wage", records.prev_month_wage, Text::of("薪酬记录", "records of pay")),
    ];
    Ok(CostPreviewDocument {
        wanted_last_day: of.wanted_last_day,
        resigned_last_day: of.resigned_last_day,
        options: blocked(of, options)?,
        inputs,
    })
}

/// The ways when there is no resignation: agreement on the employer's proposal, or sending away.
const WAYS: [(ExitOption, Ground, bool, Text); 3] = [
    (
        ExitOption::AgreeN,
        Ground::Art36EmployerProposed,
        true,
        Text::of("由用人单位提出并经协商一致（N）", "agreed on the employer's proposal (N)"),
    ),
    (
        ExitOption::NoNoticeNPlusOne,
        Ground::Art40MajorChange,
        true,
        Text::of(
            "确有第四十条情形且未提前通知（N+1）",
            "only if a ground of art. 40 really exists, without notice (N + 1)",
        ),
    ),
    (
        ExitOption::Unlawful2N,
        Ground::Unlawful,
        false,
        Text::of("没有合法理由单方解除（2N）", "sent away without a lawful ground (2N)"),
    ),
];

fn option(cost: ExitCost) -> CostOption {
    let ExitCost { option, last_day, cost, lawful, text_zh, text_en, settlement } = cost;
    CostOption {
        option,
        last_day,
        cost_fen: cost,
        lawful,
        text: Text::new(text_zh, text_en),
        explanation: settlement.as_ref().map(Explanation::from),
        settlement: settlement.map(|found| found.value),
        blocked_by: None,
    }
}

/// A protected person cannot be sent away under art. 40: that way is shown as closed, with art. 42. Which state
/// protects is not told: it may be an illness.
fn blocked(of: &PreviewOf<'_>, mut options: Vec<CostOption>) -> Result<Vec<CostOption>> {
    for option in options.iter_mut().filter(|option| option.option == ExitOption::NoNoticeNPlusOne) {
        let check = protected_check(law()?, Ground::Art40MajorChange, &of.protected, of.wanted_last_day)
            .map_err(|refusal| refusal.problem())?;
        if !check.value.allowed {
            option.lawful = false;
            option.blocked_by = Article::find("LCL art.42").cloned();
        }
    }
    Ok(options)
}

fn input(code: &str, amount: Money, source: Text) -> SettlementInputLine {
    let title = title(code).unwrap_or_else(|| Text::new(code, code));
    SettlementInputLine { code: code.to_owned(), title, value: amount.to_string(), source }
}
