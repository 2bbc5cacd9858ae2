//! The computation: records and entered facts in, explained lines out. Every amount comes from `law`.

use kernel::{Date, Money, PersonId, Problem, Record, Text};
use law::termination::{
    FinalPayInput, FinalWageInput, PaidDayCount, PayLine, Pre2008Practice, SettlementInput, UnusedLeaveInput,
    WageMethod, final_pay, final_wage, paid_days, settlement, unused_annual_leave,
};
use law::{Explained, Figure, Ground, Parameters, Refusal};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use storage::query::Find;
use storage::rows::{Employment, Settlement as Row};
use storage::{Document, UnitOfWork};
use uuid::Uuid;

use super::facts::{Entered, check_facts, title};
use super::figures::{figure, law};
use super::records::{Records, read};
use super::views::{Explanation, LineRefusal, SettlementDocument, SettlementFact, SettlementInputLine, SettlementLine};
use crate::{App, Result};

type Lawful<T> = std::result::Result<T, Refusal>;

/// What is settled.
#[derive(Debug, Clone)]
pub struct SettlementOf<'a> {
    /// The employment.
    pub employment: &'a Employment,
    /// Its last day.
    pub last_day: Date,
    /// Why it ends.
    pub ground: Ground,
    /// The day on which the handover was done, if it was.
    pub handover_done_on: Option<Date>,
    /// Facts to enter; `None` keeps those of the last computation.
    pub facts: Option<Vec<SettlementFact>>,
}

/// Everything a line may need.
struct Sheet<'a> {
    law: &'static Parameters,
    of: &'a SettlementOf<'a>,
    records: Records,
    facts: Entered<'a>,
    average: Lawful<Figure>,
    minimum: Lawful<Figure>,
    inputs: Vec<SettlementInputLine>,
    lines: Vec<SettlementLine>,
}

/// Computes and seals a settlement; the one before is superseded. A confirmed one stays: it is refused.
pub async fn compute_in(app: &App, work: &mut UnitOfWork, of: SettlementOf<'_>) -> Result<Uuid> {
    let old = super::documents::current(&work.db(), of.employment.employment_id).await?;
    if old.as_ref().is_some_and(|row| row.status == "confirmed") {
        return Err(Problem::conflict("settlement.confirmed"));
    }
    // Facts that are carried over are still those of whoever entered them.
    let actor = work.context().actor;
    let (facts, computed_by) = match (&of.facts, &old) {
        (Some(facts), _) => (facts.clone(), actor),
        (None, Some(old)) => {
            let facts = super::documents::open(app.store(), old)?.facts;
            let entered_by = if facts.is_empty() { actor } else { old.computed_by };
            (facts, entered_by)
        }
        (None, None) => (Vec::new(), actor),
    };
    check_facts(&facts)?;
    let document = document(app, work, &of, &facts).await?;
    if let Some(old) = old {
        work.update(&old, Row { status: "superseded".to_owned(), ..old.clone() }).await?;
    }
    let id = work.new_id();
    let json = serde_json::to_value(&document)
        .map_err(|_| Problem::new(kernel::ErrorKind::Internal, "internal.settlement"))?;
    let row = Row {
        id,
        employment_id: of.employment.employment_id,
        person_id: of.employment.person_id,
        purpose: "final".to_owned(),
        status: "computed".to_owned(),
        document: work.seal(Row::META, Row::DOCUMENT, id, &Document(json)),
        computed_at: work.now().into(),
        computed_by,
        confirmed_at: None,
        confirmed_by: None,
    };
    work.insert(row).await?;
    Ok(id)
}

async fn document(
    app: &App,
    work: &UnitOfWork,
    of: &SettlementOf<'_>,
    facts: &[SettlementFact],
) -> Result<SettlementDocument> {
    let db = work.db();
    // The employment may be rewritten by this very unit of work; its first day does not change.
    let employment = Find::<Employment>::new().eq(Employment::EMPLOYMENT_ID, of.employment.employment_id).known();
    let employment = employment.ascending(Employment::VALID_FROM).one(&db).await?;
    let employment = employment.ok_or(Problem::conflict("people.not_employed"))?;
    let records = read(app.store(), &db, &employment, of.last_day).await?;
    let average = figure(&db, "wage.average_month", &records.place, of.last_day).await?;
    let minimum = figure(&db, "wage.minimum_month", &records.place, of.last_day).await?;
    let entered = Entered(facts);
    let (law, inputs, lines) = (law()?, Vec::new(), Vec::new());
    let mut sheet = Sheet { law, of, records, facts: entered, average, minimum, inputs, lines };
    sheet.wage();
    sheet.unused_leave();
    sheet.entered_lines("line.", 1);
    sheet.exit_pay(employment.valid_from);
    sheet.entered_lines("deduct.", -1);
    sheet.close(employment.valid_from, facts)
}

impl Sheet<'_> {
    fn input(&mut self, code: &str, value: String, source: Text) {
        let title = title(code).unwrap_or_else(|| Text::new(code, code));
        self.inputs.push(SettlementInputLine { code: code.to_owned(), title, value, source });
    }

    fn amount(&mut self, code: &str, recorded: Money, source: Text) -> Money {
        let (amount, source) = match self.facts.amount(code) {
            Some((amount, from)) => (amount, by_hand(from)),
            None => (recorded, source),
        };
        self.input(code, amount.to_string(), source);
        amount
    }

    fn number(&mut self, code: &str, recorded: Decimal, source: Text) -> Decimal {
        let (number, source) = match self.facts.number(code) {
            Some((number, from)) => (number, by_hand(from)),
            None => (recorded, source),
        };
        self.input(code, number.normalize().to_string(), source);
        number
    }

    fn line<T>(&mut self, code: &str, title: Text, found: &Lawful<Explained<T>>, amount: impl Fn(&T) -> Money) {
        let (amount_fen, explanation, refusal) = match found {
            Ok(explained) => (Some(amount(&explained.value)), Some(Explanation::from(explained)), None),
            Err(refusal) => (None, None, Some(LineRefusal::from(refusal))),
        };
        self.lines.push(SettlementLine {
            code: code.to_owned(),
            title,
            amount_fen,
            explanation,
            refusal,
            source: None,
        });
    }

    /// The wage of the last month. The calendar of the year may not be published yet: then the paid days are
    /// entered with their source.
    fn wage(&mut self) {
        let last_day = self.of.last_day;
        let unpaid = Text::of("事假记录", "records of personal leave");
        let unpaid_days = self.number("unpaid_days", self.records.unpaid_days, unpaid);
        let whole =
            |code: &str, facts: Entered<'_>| facts.number(code).and_then(|(n, s)| Some((n.to_u32()?, s.to_owned())));
        let entered = whole("paid_days_in_month", self.facts).zip(whole("paid_days_employed", self.facts));
        let days: Lawful<Explained<PaidDayCount>> = match entered {
            Some(((in_month, source), (employed, _))) => {
                self.input("paid_days_in_month", in_month.to_string(), by_hand(&source));
                self.input("paid_days_employed", employed.to_string(), by_hand(&source));
                Ok(paid_day_fact(in_month, employed))
            }
            None => paid_days(self.law, self.of.employment.valid_from, last_day).map_err(|refusal| match refusal {
                Refusal::NoParameter { .. } => Refusal::missing("paid_days_in_month"),
                other => other,
            }),
        };
        let month_wage = self.records.month_wage;
        let method = WageMethod::AverageMonthWorked;
        let found = days.and_then(|days| {
            let input = FinalWageInput { last_day, month_wage, days: days.value, unpaid_days, method };
            let wage = final_wage(self.law, &input)?;
            Ok(Explained {
                steps: days.steps.into_iter().chain(wage.steps).collect(),
                parameters: days.parameters.into_iter().chain(wage.parameters).collect(),
                articles: wage.articles,
                warnings: days.warnings.into_iter().chain(wage.warnings).collect(),
                confidence: days.confidence.max(wage.confidence),
                value: wage.value,
            })
        });
        let title = Text::of("离职当月工资", "Wage of the last month");
        self.line("final_wage", title, &found, |wage| wage.wage);
    }

    fn unused_leave(&mut self) {
        let full_year = entitlement(self.law, self.records.service_years, self.of.last_day);
        let from_service = Text::of(
            "按在本单位工作年限；累计工作年限更长的，请补录",
            "by years with this employer; enter it where total service is longer",
        );
        let full_year = match full_year {
            Ok(days) => days,
            Err(refusal) => {
                let found: Lawful<Explained<Money>> = Err(refusal);
                return self.line("unused_leave", leave_title(), &found, |amount| *amount);
            }
        };
        let full_year_days = self.number("annual_full_year_days", Decimal::from(full_year), from_service);
        let taken = Text::of("年休假记录", "records of annual leave");
        let days_taken = self.number("annual_days_taken", self.records.annual_taken, taken);
        let average = self.average_wage();
        let input = UnusedLeaveInput {
            last_day: self.of.last_day,
            calendar_days_elapsed: self.records.days_elapsed,
            full_year_days: full_year_days.to_u32().unwrap_or(0),
            days_taken,
            avg_wage_12m_ex_overtime: average,
        };
        let found = unused_annual_leave(self.law, &input);
        self.line("unused_leave", leave_title(), &found, |leave| leave.extra_200);
    }

    fn average_wage(&mut self) -> Money {
        if let Some(known) = self.inputs.iter().find(|input| input.code == "avg_wage_12m") {
            return Money::parse(&known.value).unwrap_or(self.records.average.0);
        }
        let (amount, months) = self.records.average;
        let source = Text::new(
            format!("薪酬记录，{months} 个整月的月基本工资；奖金、津贴、加班工资请补录"),
            format!(
                "base pay of {months} full months on record; enter it where bonus, allowances or overtime were paid"
            ),
        );
        self.amount("avg_wage_12m", amount, source)
    }

    /// Severance, notice pay and damages by ground, and the tax on them.
    fn exit_pay(&mut self, hire_date: Date) {
        let avg_wage_12m = self.average_wage();
        let previous = Text::of("薪酬记录", "records of pay");
        let prev_month_wage = self.amount("prev_month_wage", self.records.prev_month_wage, previous);
        let notice = self.facts.number("notice_days_given").and_then(|(days, _)| days.to_u32());
        let input = |average: Option<Figure>, minimum: Option<Figure>| SettlementInput {
            hire_date,
            last_day: self.of.last_day,
            ground: self.of.ground,
            avg_wage_12m,
            city_avg_month: average,
            local_min_wage: minimum,
            notice_days_given: notice,
            prev_month_wage: Some(prev_month_wage),
            pre2008: Pre2008Practice::Split,
        };
        let (average, minimum) = (self.average.clone(), self.minimum.clone());
        // The calculator asks for the local figures only where the ground pays; then the missing one is named.
        let found = match settlement(self.law, &input(average.clone().ok(), minimum.clone().ok())) {
            Err(Refusal::MissingInput { field }) if field == "city_avg_month" => {
                average.clone().and_then(|_| Err(Refusal::missing(field)))
            }
            Err(Refusal::MissingInput { field }) if field == "local_min_wage" => {
                minimum.and_then(|_| Err(Refusal::missing(field)))
            }
            other => other,
        };
        self.line("severance", Text::of("经济补偿", "Severance"), &found, |settled| settled.economic_compensation);
        let Ok(settled) = &found else { return };
        let value = &settled.value;
        if value.notice_pay > Money::ZERO {
            self.line("notice_pay", Text::of("代通知金", "Pay instead of notice"), &found, |s| s.notice_pay);
        }
        if value.unlawful_damages > Money::ZERO {
            self.line("damages", Text::of("赔偿金", "Damages"), &found, |s| s.unlawful_damages);
        }
        if value.total > Money::ZERO {
            let annual = average.and_then(|figure| figure.times(12));
            let tax =
                annual.and_then(|annual| law::iit::severance_one_off(self.law, value.total, &annual, self.of.last_day));
            let title = Text::of("一次性补偿个人所得税", "Income tax on severance");
            self.line("severance_tax", title, &tax, |tax| Money::from_fen(-tax.tax.fen()));
        }
    }

    fn entered_lines(&mut self, prefix: &str, sign: i64) {
        for fact in self.facts.with_prefix(prefix) {
            let Some(amount) = fact.amount_fen else { continue };
            self.lines.push(SettlementLine {
                code: fact.code.clone(),
                title: title(&fact.code).unwrap_or_else(|| Text::new(fact.code.clone(), fact.code.clone())),
                amount_fen: Some(Money::from_fen(amount.fen() * sign)),
                explanation: None,
                refusal: None,
                source: Some(fact.source.clone()),
            });
        }
    }

    fn close(self, hire_date: Date, facts: &[SettlementFact]) -> Result<SettlementDocument> {
        let too_large = |_| Problem::invalid("law.amount_too_large");
        let amounts = || self.lines.iter().filter_map(|line| line.amount_fen);
        let gross = Money::try_sum(amounts().filter(|amount| *amount > Money::ZERO)).map_err(too_large)?;
        let deducted = Money::try_sum(amounts().filter(|amount| *amount < Money::ZERO)).map_err(too_large)?;
        let is_exit_pay = |line: &&SettlementLine| matches!(line.code.as_str(), "severance" | "notice_pay" | "damages");
        let severance = Money::try_sum(self.lines.iter().filter(is_exit_pay).filter_map(|line| line.amount_fen));
        let severance = severance.map_err(too_large)?;
        let wages = self.lines.iter().filter(|line| !is_exit_pay(line));
        let wages = wages.filter_map(|line| {
            let amount = line.amount_fen.filter(|amount| *amount >= Money::ZERO)?;
            let (name_zh, name_en) = (line.title.zh.to_string(), line.title.en.to_string());
            Some(PayLine { code: line.code.clone(), name_zh, name_en, amount })
        });
        let input = FinalPayInput {
            last_day: self.of.last_day,
            lines: wages.collect(),
            severance,
            handover_done_on: self.of.handover_done_on,
            damage: None,
        };
        let payment = final_pay(self.law, &input).map_err(|refusal| refusal.problem())?;
        Ok(SettlementDocument {
            hire_date,
            last_day: self.of.last_day,
            ground: self.of.ground,
            place: self.records.place,
            complete: self.lines.iter().all(|line| line.amount_fen.is_some()),
            inputs: self.inputs,
            lines: self.lines,
            gross_fen: gross,
            deducted_fen: deducted,
            net_fen: gross.checked_add(deducted).map_err(too_large)?,
            severance_fen: severance,
            wages_due_on: payment.value.wages_due_on,
            payment: Some(Explanation::from(&payment)),
            facts: facts.to_vec(),
            note: Text::of(
                "社会保险、住房公积金个人部分和工资个人所得税由薪酬发放时计算，可由财务补录。",
                "Social insurance, housing fund and income tax on wages are computed with the payroll; finance may enter them.",
            ),
        })
    }
}

fn by_hand(source: &str) -> Text {
    Text::new(format!("人工录入：{source}"), format!("entered by hand: {source}"))
}

fn leave_title() -> Text {
    Text::of("未休年休假工资", "Pay for annual leave not taken")
}

/// Entered paid days, as a result without steps of law.
const fn paid_day_fact(in_month: u32, employed: u32) -> Explained<PaidDayCount> {
    Explained {
        value: PaidDayCount { in_month, employed },
        steps: Vec::new(),
        parameters: Vec::new(),
        articles: Vec::new(),
        warnings: Vec::new(),
        confidence: law::Status::LawText,
    }
}

#[derive(Deserialize)]
struct Tier {
    from_years: u32,
    days: u32,
}

/// Days of annual leave in a full year by years of service. 职工带薪年休假条例 art. 3.
fn entitlement(law: &Parameters, years: u32, on: Date) -> Lawful<u32> {
    let tiers: Vec<Tier> = law.national("leave.annual", on)?.shape()?;
    Ok(tiers.iter().rfind(|tier| tier.from_years <= years).map_or(0, |tier| tier.days))
}

/// Whom a settlement is about.
impl SettlementOf<'_> {
    /// The person.
    pub const fn person(&self) -> PersonId {
        PersonId(self.employment.person_id)
    }
}
