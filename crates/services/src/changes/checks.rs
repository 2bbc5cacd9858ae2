//! What the law and good order say to a change, kind by kind. A refusal names the article; a duty that the change
//! brings along is a finding that the page shows.

use chrono::{Days, Months};
use kernel::{Date, FieldClass, Money, Month, PersonId, Problem, Text};
use law::contract::{ContractKind, ProbationLimit, probation_limit, probation_wage_floor};
use law::retirement::{RetirementCategory, RetirementWindow, retirement_window};
use law::{Explained, Parameters};
use storage::rows::{Contract, Person};
use storage::{Db, Store};
use uuid::Uuid;

use super::facts::Facts;
use super::terms::{Correction, Post, Posting, Retirement, RetirementChoice, Terms};
use super::views::{ChangeCheck, CheckLevel};
use crate::Result;
use crate::people::Hire;

/// Labour Contract Law art. 35.
const ART_35: &str = "《劳动合同法》第三十五条";
/// Labour Contract Law art. 19.
const ART_19: &str = "《劳动合同法》第十九条";

/// What a change needs and brings along.
#[derive(Debug, Clone, Default)]
pub(super) struct Checked {
    /// Findings for the page.
    pub(super) findings: Vec<ChangeCheck>,
    /// Whether the person's written agreement is needed before it is written.
    pub(super) needs_agreement: bool,
}

impl Checked {
    fn note(&mut self, level: CheckLevel, zh: impl Into<String>, en: impl Into<String>, article: Option<Text>) {
        self.findings.push(ChangeCheck { level, text: Text::new(zh, en), article, class: FieldClass::Employment });
    }

    fn agreement(&mut self) {
        if !self.needs_agreement {
            self.needs_agreement = true;
            self.note(
                CheckLevel::Duty,
                "变更劳动合同约定的内容，须与本人协商一致并采用书面形式。",
                "What the contract says is changed by agreement with the person, in writing.",
                Some(Text::of(ART_35, "Labour Contract Law art. 35")),
            );
        }
    }

    /// Takes the reasons of a calculator over; `class` is that of the values in its sentences.
    fn explained<T>(&mut self, level: CheckLevel, class: FieldClass, told: &Explained<T>) {
        let first = self.findings.len();
        for step in &told.steps {
            let article = step.articles.first();
            let article = article.map(|a| Text::new(a.text_zh.to_string(), a.text_en.to_string()));
            self.note(level, step.text_zh.clone(), step.text_en.clone(), article);
        }
        for warning in &told.warnings {
            self.note(CheckLevel::Warning, warning.text_zh.clone(), warning.text_en.clone(), None);
        }
        for finding in &mut self.findings[first..] {
            finding.class = class;
        }
    }
}

/// Checks a change on its effective day.
pub(super) fn check(store: &Store, facts: &Facts, terms: &Terms) -> Result<Checked> {
    let law = Parameters::builtin().map_err(|refusal| refusal.problem())?;
    let mut checked = Checked::default();
    match terms {
        Terms::Onboard {} => {}
        Terms::Confirm { base_pay_fen } => {
            confirm(law, facts, base_pay_fen.as_ref().map(|pay| *pay.expose()), &mut checked)?;
        }
        Terms::Probation { last_day } => probation(law, facts, *last_day, &mut checked)?,
        Terms::Transfer(post) => transfer(law, facts, post, &mut checked)?,
        Terms::Promote(post) => {
            if post.legal_entity_id.is_some() {
                return Err(Problem::invalid("changes.employer_by_transfer").at("/terms/legal_entity_id"));
            }
            transfer(law, facts, post, &mut checked)?;
        }
        Terms::Second(posting) => second(facts, posting, &mut checked)?,
        Terms::LeaveOfAbsence(posting) => leave_of_absence(facts, posting, &mut checked)?,
        Terms::EndSecondment {} => back(facts, "secondment")?,
        Terms::Return {} => back(facts, "leave_of_absence")?,
        Terms::Rehire { hire } => rehire(law, facts, hire, &mut checked)?,
        Terms::Retire(retirement) => retire(law, store, facts, *retirement, &mut checked)?,
        Terms::Correct(correction) => correct(law, facts, correction)?,
    }
    Ok(checked)
}

/// Probation is confirmed once, while it runs or when it has just ended.
fn confirm(law: &Parameters, facts: &Facts, pay: Option<Money>, checked: &mut Checked) -> Result<()> {
    let employment = facts.employed()?;
    let until = employment.probation_until.ok_or(Problem::conflict("changes.no_probation").at("/effective_on"))?;
    if facts.day <= employment.valid_from || facts.day > until {
        return Err(Problem::invalid("changes.outside_probation").at("/effective_on").with("last", until));
    }
    if let Some(pay) = pay {
        let place = &facts.post()?.place;
        above_minimum(law, pay, place, facts.day)?;
        probation_wage(law, facts, pay, place, checked);
        if facts.pay != Some(pay) {
            checked.agreement();
        }
    }
    Ok(())
}

/// Art. 20: what was paid in probation is measured by what is agreed for the time after it.
fn probation_wage(law: &Parameters, facts: &Facts, agreed: Money, place: &str, checked: &mut Checked) {
    let (Some(paid), Ok(minimum)) = (facts.pay, law.minimum_wage(place, facts.day)) else { return };
    let Ok(floor) = probation_wage_floor(law, agreed, None, &minimum, facts.day) else { return };
    if paid < floor.value {
        checked.explained(CheckLevel::Warning, FieldClass::Pay, &floor);
    }
}

/// Art. 48 of the Labour Law: nobody is paid less than the local minimum wage. Where none is on record, nothing is
/// claimed.
fn above_minimum(law: &Parameters, pay: Money, place: &str, day: Date) -> Result<()> {
    let Ok(minimum) = law.minimum_wage(place, day) else { return Ok(()) };
    if pay < minimum.amount {
        return Err(Problem::conflict("changes.below_minimum_wage")
            .at("/terms/base_pay_fen")
            .with("minimum", minimum.amount)
            .by_law("《劳动法》第四十八条"));
    }
    Ok(())
}

/// The longest probation under the contract of the day.
pub(super) fn limit_of(law: &Parameters, contract: &Contract, hired_on: Date) -> Result<Explained<ProbationLimit>> {
    let kind = ContractKind::find(&contract.kind).unwrap_or(ContractKind::Fixed);
    let last = contract.valid_until.map(|until| until - Days::new(1));
    let signed_on = contract.signed_on.unwrap_or(contract.valid_from);
    let term = (hired_on.min(contract.valid_from), last);
    probation_limit(law, kind, term, signed_on).map_err(|refusal| refusal.problem())
}

fn probation(law: &Parameters, facts: &Facts, last_day: Date, checked: &mut Checked) -> Result<()> {
    let employment = facts.employed()?;
    let until = employment.probation_until.ok_or_else(second_probation)?;
    if until <= facts.today {
        return Err(second_probation());
    }
    if last_day < employment.valid_from || last_day < facts.today {
        return Err(Problem::invalid("changes.outside_probation").at("/terms/last_day").with("last", until));
    }
    let longer = last_day >= until;
    if !longer {
        return Ok(());
    }
    let contract = facts.contract.as_ref().ok_or(Problem::conflict("changes.no_contract").by_law(ART_19))?;
    let limit = limit_of(law, contract, employment.valid_from)?;
    within_limit(&limit, last_day, "/terms/last_day")?;
    checked.explained(CheckLevel::Note, FieldClass::Employment, &limit);
    checked.note(
        CheckLevel::Warning,
        "延长试用期属于变更合同，部分法院将其视为第二次约定试用期，请谨慎使用。",
        "A longer probation changes the contract; some courts take it for a second probation. Use it sparingly.",
        Some(Text::of(ART_19, "Labour Contract Law art. 19")),
    );
    checked.agreement();
    Ok(())
}

fn within_limit(limit: &Explained<ProbationLimit>, last_day: Date, pointer: &str) -> Result<()> {
    let beyond = limit.value.last_day.is_none_or(|last| last_day > last);
    if beyond {
        let last = limit.value.last_day.map_or_else(|| "–".to_owned(), |last| last.to_string());
        return Err(Problem::conflict("changes.probation_too_long")
            .at(pointer)
            .with("months", limit.value.max_months)
            .with("last", last)
            .by_law(ART_19));
    }
    Ok(())
}

fn second_probation() -> Problem {
    Problem::conflict("changes.second_probation").at("/terms/last_day").by_law(ART_19)
}

fn transfer(law: &Parameters, facts: &Facts, post: &Post, checked: &mut Checked) -> Result<()> {
    let employment = facts.employed()?;
    let held = facts.post()?;
    if post.manager_id.is_some_and(|manager| manager.0 == facts.person.id) {
        return Err(Problem::conflict("people.own_manager").at("/terms/manager_id"));
    }
    if let Some(entity) = post.legal_entity_id {
        other_employer(facts, employment.legal_entity_id, entity.0, post)?;
        checked.note(
            CheckLevel::Duty,
            "由用人单位安排转入关联公司的，原单位工作年限合并计算；未支付经济补偿的，以后一并计算。",
            "Whoever is moved to another company by the employer keeps the years of service.",
            Some(Text::of("《劳动合同法实施条例》第十条", "Implementation Regulation of the LCL art. 10")),
        );
        checked.agreement();
    }
    let moved = |new: &Option<String>, old: &str| new.as_deref().is_some_and(|new| new.trim() != old);
    if let Some(pay) = post.base_pay_fen.as_ref() {
        above_minimum(law, *pay.expose(), post.place.as_deref().unwrap_or(&held.place), facts.day)?;
        if facts.pay != Some(*pay.expose()) {
            checked.agreement();
        }
    }
    if moved(&post.place, &held.place) || moved(&post.position, &held.position) {
        checked.agreement();
    }
    Ok(())
}

fn other_employer(facts: &Facts, from: Uuid, to: Uuid, post: &Post) -> Result<()> {
    if from == to {
        return Err(Problem::invalid("changes.same_employer").at("/terms/legal_entity_id"));
    }
    if post.employee_no.as_deref().is_none_or(|number| number.trim().is_empty()) {
        return Err(Problem::invalid("input.required").at("/terms/employee_no"));
    }
    if post.contract.is_none() {
        return Err(Problem::invalid("input.required").at("/terms/contract").by_law("《劳动合同法》第十条"));
    }
    let ends = facts.employment.as_ref().is_some_and(|row| row.valid_until.is_some());
    if ends {
        return Err(Problem::conflict("changes.leaving").at("/effective_on"));
    }
    Ok(())
}

fn second(facts: &Facts, posting: &Posting, checked: &mut Checked) -> Result<()> {
    let employment = facts.employed()?;
    if facts.duty.is_some() {
        return Err(Problem::conflict("changes.already_away").at("/effective_on"));
    }
    let named = posting.host_name.as_deref().is_some_and(|name| !name.trim().is_empty());
    if posting.host_entity_id.is_none() && posting.host_unit_id.is_none() && !named {
        return Err(Problem::invalid("changes.host_missing").at("/terms/host_name"));
    }
    if posting.host_entity_id.is_some_and(|host| host.0 == employment.legal_entity_id) && posting.host_unit_id.is_none()
    {
        return Err(Problem::invalid("changes.same_employer").at("/terms/host_entity_id"));
    }
    away(facts, posting)?;
    checked.agreement();
    Ok(())
}

fn away(facts: &Facts, posting: &Posting) -> Result<()> {
    if posting.last_day.is_some_and(|last| last < facts.day) {
        return Err(Problem::invalid("input.range_reversed").at("/terms/last_day"));
    }
    Ok(())
}

fn leave_of_absence(facts: &Facts, posting: &Posting, checked: &mut Checked) -> Result<()> {
    facts.employed()?;
    if facts.duty.is_some() {
        return Err(Problem::conflict("changes.already_away").at("/effective_on"));
    }
    away(facts, posting)?;
    checked.agreement();
    checked.note(
        CheckLevel::Duty,
        "停薪留职期间劳动关系存续，社会保险由谁承担须在协议中写明。",
        "The employment goes on while work rests; the agreement says who bears social insurance.",
        None,
    );
    Ok(())
}

fn back(facts: &Facts, kind: &str) -> Result<()> {
    facts.employed()?;
    // The day before counts as well: somebody may return on the day after the agreed last one.
    if facts.duty.as_ref().is_none_or(|duty| duty.kind != kind) {
        return Err(Problem::conflict("changes.not_away").at("/effective_on"));
    }
    Ok(())
}

/// Art. 19: one employer and one employee agree on one probation.
fn rehire(law: &Parameters, facts: &Facts, hire: &Hire, checked: &mut Checked) -> Result<()> {
    if facts.employment.is_some() {
        return Err(Problem::conflict("people.already_employed").at("/effective_on"));
    }
    if let Some(last_day) = hire.probation_last_day {
        if facts.had_probation_with(hire.legal_entity_id.0) {
            return Err(Problem::conflict("changes.second_probation")
                .at("/terms/hire/probation_last_day")
                .by_law(ART_19));
        }
        let terms = hire.contract.as_ref().ok_or(Problem::invalid("input.required").at("/terms/hire/contract"))?;
        let kind = ContractKind::find(&terms.kind).unwrap_or(ContractKind::Fixed);
        let signed_on = terms.signed_on.unwrap_or(terms.first_day);
        let limit = probation_limit(law, kind, (terms.first_day, terms.last_day), signed_on);
        let limit = limit.map_err(|refusal| refusal.problem())?;
        within_limit(&limit, last_day, "/terms/hire/probation_last_day")?;
        checked.explained(CheckLevel::Note, FieldClass::Employment, &limit);
    }
    if let Some(pay) = hire.base_pay_fen.as_ref() {
        above_minimum(law, *pay.expose(), &hire.place, facts.day)?;
    }
    Ok(())
}

/// Probation of a hire: within the statutory limit of its contract.
pub(super) fn check_hire(hire: &Hire) -> Result<()> {
    let (Some(last_day), Some(terms)) = (hire.probation_last_day, hire.contract.as_ref()) else { return Ok(()) };
    let law = Parameters::builtin().map_err(|refusal| refusal.problem())?;
    let kind = ContractKind::find(&terms.kind).unwrap_or(ContractKind::Fixed);
    let signed_on = terms.signed_on.unwrap_or(terms.first_day);
    let limit = probation_limit(law, kind, (terms.first_day, terms.last_day), signed_on);
    within_limit(&limit.map_err(|refusal| refusal.problem())?, last_day, "/probation_last_day")
}

/// Somebody who comes back to the same company has no second probation.
pub(super) async fn hire_facts(
    store: &Store,
    db: &Db<'_>,
    person: PersonId,
    days: (Date, Date),
    entity: Uuid,
) -> Result<()> {
    let facts = Facts::read(store, db, person, days).await?;
    if facts.had_probation_with(entity) {
        return Err(Problem::conflict("changes.second_probation").at("/probation_last_day").by_law(ART_19));
    }
    Ok(())
}

/// The months among which a person may choose, by the sealed day of birth.
pub(super) fn window_of(
    law: &Parameters,
    store: &Store,
    person: &Person,
    category: RetirementCategory,
    on: Date,
) -> Result<Explained<RetirementWindow>> {
    let missing = || Problem::conflict("changes.birth_missing").at("/person_id");
    let sealed = person.birth_date.as_ref().ok_or_else(missing)?;
    let born = store.unseal("person", Person::BIRTH_DATE, person.id, sealed)?.into_exposed();
    let born: Date = born.trim().parse().map_err(|_| missing())?;
    retirement_window(law, Month::of(born), category, on).map_err(|refusal| refusal.problem())
}

fn retire(law: &Parameters, store: &Store, facts: &Facts, retirement: Retirement, checked: &mut Checked) -> Result<()> {
    let employment = facts.employed()?;
    if employment.valid_until.is_some() {
        return Err(Problem::conflict("changes.leaving").at("/effective_on"));
    }
    let told = window_of(law, store, &facts.person, retirement.category, facts.today)?;
    let window = &told.value;
    // Retirement begins after the month in which the age is reached; the last day of work lies in that month.
    let month = Month::of(facts.day - Days::new(1)).to_string();
    let article = "《全国人大常委会关于实施渐进式延迟法定退休年龄的决定》第三条";
    let fits = match retirement.choice {
        RetirementChoice::Statutory => month == window.statutory_month,
        RetirementChoice::Early => month >= window.earliest_month && month < window.statutory_month,
        RetirementChoice::Late => month > window.statutory_month && month <= window.latest_month,
    };
    if !fits {
        return Err(Problem::conflict("changes.retirement_month")
            .at("/effective_on")
            .with("earliest", &window.earliest_month)
            .with("statutory", &window.statutory_month)
            .with("latest", &window.latest_month)
            .by_law(article));
    }
    checked.explained(CheckLevel::Note, FieldClass::Protected, &told);
    let notice = |months: u32| facts.today + Months::new(months);
    match retirement.choice {
        RetirementChoice::Statutory => {}
        RetirementChoice::Early => {
            if facts.day < notice(window.early_notice_months) {
                let months = window.early_notice_months;
                return Err(Problem::conflict("changes.retirement_notice").with("months", months).by_law(article));
            }
            checked.needs_agreement = true;
            checked.note(
                CheckLevel::Duty,
                format!("自愿提前退休须由本人书面选择，并至少提前 {} 个月告知单位。", window.early_notice_months),
                format!(
                    "An earlier retirement is the person's own written choice, {} months ahead.",
                    window.early_notice_months
                ),
                Some(Text::of(article, "NPCSC decision of 13 September 2024 art. 3")),
            );
        }
        RetirementChoice::Late => {
            checked.needs_agreement = true;
            checked.note(
                CheckLevel::Duty,
                "延迟退休须由单位与本人协商一致并书面约定。",
                "A later retirement is agreed by both in writing.",
                Some(Text::of(article, "NPCSC decision of 13 September 2024 art. 3")),
            );
        }
    }
    Ok(())
}

fn correct(law: &Parameters, facts: &Facts, correction: &Correction) -> Result<()> {
    facts.employed()?;
    if facts.day > facts.today {
        return Err(Problem::invalid("changes.correction_in_future").at("/effective_on"));
    }
    let says = correction.assignment(facts.day).is_some()
        || correction.base_pay_fen.is_some()
        || correction.probation_last_day.is_some()
        || correction.hired_on.is_some();
    if !says {
        return Err(Problem::invalid("changes.nothing_changes").at("/terms"));
    }
    if let Some(pay) = correction.base_pay_fen.as_ref() {
        above_minimum(law, *pay.expose(), &facts.post()?.place, facts.day)?;
    }
    Ok(())
}
