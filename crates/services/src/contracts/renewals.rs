//! Renewals: what the law wants of each, made together, sent, answered and signed.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use chrono::Months;
use kernel::{Date, EmploymentId, PersonId, Problem, Record, Text};
use law::Article;
use law::contract::{OpenEndedDue, OpenEndedFacts, open_ended_due};
use storage::query::{Find, subject_of, subjects_of};
use storage::rows::{Contract, ContractRenewal as Row, Employment, Person};
use storage::{Db, Document, UnitOfWork};
use uuid::Uuid;

use super::confirmation::file_confirmation_in;
use super::desk::{fixed_no, law};
use super::judge::{day_before, years};
use super::terms::{copy_terms_in, terms_of};
use super::views::{ContractBrief, TermsInput};
use super::views_after::{
    AnswerRenewal, CloseRenewal, MadeRenewals, MakeRenewals, NewRenewal, PreviewRenewals, RenewalList, RenewalPreview,
    RenewalProposal, RenewalView, RenewalsQuery, SignRenewal,
};
use crate::app::required_reason;
use crate::people::{ContractTerms, PersonRef, renew_contract_in};
use crate::settlement::Explanation;
use crate::wire::cut;
use crate::{App, Result};

/// A contract has one renewal under way at a time.
pub(super) const UNDER_WAY: [&str; 3] = ["draft", "sent", "accepted"];
/// As many as a person can look through.
const BATCH: usize = 500;

/// A contract that runs out, with what is needed to judge it.
struct Ending {
    contract: Contract,
    employment: Option<Employment>,
    person: PersonRef,
    no: u32,
    blocked_by: Option<&'static str>,
}

async fn endings(app: &App, db: &Db<'_>, caller: &Caller, ids: &[Uuid]) -> Result<Vec<Ending>> {
    if ids.len() > BATCH {
        return Err(Problem::invalid("contracts.too_many").at("/contract_ids").with("most", BATCH));
    }
    let unknown = || Problem::not_found("contracts.unknown");
    let contracts = Find::<Contract>::new().any(Contract::CONTRACT_ID, ids.iter().copied()).known().all(db).await?;
    let contracts: HashMap<Uuid, Contract> = contracts.into_iter().map(|row| (row.contract_id, row)).collect();
    let persons: Vec<Uuid> = contracts.values().map(|row| row.person_id).collect();
    let subjects = subjects_of(db, &persons, app.today()).await?;
    let names = Find::<Person>::new().any(Person::ID, persons).all(db).await?;
    let names: HashMap<Uuid, String> = names.into_iter().map(|row| (row.id, row.full_name)).collect();
    let employments: Vec<Uuid> = contracts.values().map(|row| row.employment_id).collect();
    let mut terms: HashMap<Uuid, Vec<Contract>> = HashMap::new();
    let known = Find::<Contract>::new().any(Contract::EMPLOYMENT_ID, employments.iter().copied()).known();
    for row in known.ascending(Contract::VALID_FROM).all(db).await? {
        terms.entry(row.employment_id).or_default().push(row);
    }
    let now = Find::<Employment>::new().any(Employment::EMPLOYMENT_ID, employments).known().on(app.today());
    let now: HashMap<Uuid, Employment> = now.all(db).await?.into_iter().map(|row| (row.employment_id, row)).collect();
    let under_way =
        Find::<Row>::new().any(Row::CONTRACT_ID, ids.iter().copied()).any(Row::STATE, UNDER_WAY).all(db).await?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let contract = contracts.get(id).cloned().ok_or_else(unknown)?;
        let nowhere = Subject { person: Some(contract.person_id), ..Subject::default() };
        let subject = subjects.get(&contract.person_id).copied().unwrap_or(nowhere);
        caller.require_for(Permission::ContractWrite, &subject)?;
        let all = terms.get(&contract.employment_id).map_or(&[][..], Vec::as_slice);
        let employment = now.get(&contract.employment_id).cloned();
        let blocked_by = if under_way.iter().any(|row| row.contract_id == *id) {
            Some("contracts.renewal_under_way")
        } else {
            blocked(&contract, employment.as_ref(), all)
        };
        found.push(Ending {
            no: fixed_no(all, Some(*id)),
            person: PersonRef {
                id: PersonId(contract.person_id),
                full_name: names.get(&contract.person_id).cloned().unwrap_or_default(),
            },
            contract,
            employment,
            blocked_by,
        });
    }
    Ok(found)
}

fn blocked(contract: &Contract, employment: Option<&Employment>, all: &[Contract]) -> Option<&'static str> {
    let Some(until) = contract.valid_until else { return Some("contracts.no_end") };
    let Some(employment) = employment else { return Some("contracts.not_employed") };
    if all.iter().any(|other| other.valid_from > contract.valid_from) {
        return Some("contracts.renewed_already");
    }
    employment.valid_until.is_some_and(|end| end <= until).then_some("contracts.leaving")
}

impl Ending {
    fn first_day(&self) -> Date {
        self.contract.valid_until.unwrap_or(self.contract.valid_from)
    }

    fn due(&self, asked_fixed: bool) -> Result<law::Explained<OpenEndedDue>> {
        let last = day_before(self.first_day());
        let hired = self.employment.as_ref().map_or(self.contract.valid_from, |row| row.valid_from);
        let facts = OpenEndedFacts {
            fixed_contracts_signed: self.no,
            continuous_years: years(hired, last),
            art39_40_exception: false,
            employee_asked_fixed: asked_fixed,
        };
        open_ended_due(law()?, &facts, last).map_err(|refusal| refusal.problem())
    }

    fn brief(&self) -> ContractBrief {
        brief(&self.contract, None, self.no)
    }
}

/// A contract in a list.
pub(super) fn brief(row: &Contract, terms: Option<&TermsInput>, no: u32) -> ContractBrief {
    ContractBrief {
        id: row.contract_id,
        kind: row.kind.clone(),
        first_day: row.valid_from,
        last_day: row.valid_until.map(day_before),
        signed_on: row.signed_on,
        number: terms.and_then(|terms| terms.number.clone()),
        work_place: terms.and_then(|terms| terms.work_place.clone()),
        insured_place: terms.and_then(|terms| terms.insured_place.clone()),
        fixed_term_no: no,
    }
}

/// What the law wants of each contract that runs out, before anything is made.
pub async fn preview_renewals(app: &App, caller: &Caller, input: PreviewRenewals) -> Result<RenewalPreview> {
    caller.require(Permission::ContractWrite)?;
    if input.months == 0 || input.months > 600 {
        return Err(Problem::invalid("contracts.months").at("/months"));
    }
    let mut items = Vec::new();
    for ending in endings(app, &app.db(), caller, &input.contract_ids).await? {
        let found = ending.due(false)?;
        let first_day = ending.first_day();
        let last_day = first_day.checked_add_months(Months::new(input.months)).map(day_before);
        let open_ended = found.value.must_offer;
        items.push(RenewalProposal {
            contract: ending.brief(),
            kind: if open_ended { "open_ended" } else { "fixed_term" }.to_owned(),
            first_day,
            last_day: last_day.filter(|_| !open_ended),
            open_ended_due: open_ended,
            ground: found.value.ground,
            explanation: Explanation::from(&found),
            blocked_by: ending.blocked_by,
            person: ending.person,
        });
    }
    Ok(RenewalPreview { items })
}

/// Makes renewals together: all of them or none.
pub async fn make_renewals(app: &App, caller: &Caller, input: MakeRenewals) -> Result<MadeRenewals> {
    caller.require(Permission::ContractWrite)?;
    if input.items.is_empty() {
        return Err(Problem::invalid("input.required").at("/items"));
    }
    if input.answer_by.is_some_and(|day| day < app.today()) {
        return Err(Problem::invalid("input.day_past").at("/answer_by"));
    }
    let mut work = app.begin(caller, "make_renewals", None).await?;
    let ids: Vec<Uuid> = input.items.iter().map(|item| item.contract_id).collect();
    let found = endings(app, &work.db(), caller, &ids).await?;
    let batch_id = work.new_id();
    let mut rows = Vec::with_capacity(found.len());
    for (index, (ending, item)) in found.iter().zip(&input.items).enumerate() {
        if ids[..index].contains(&item.contract_id) {
            return Err(Problem::conflict("contracts.renewal_under_way").at(format!("/items/{index}/contract_id")));
        }
        let asked = fixed_asked(item);
        check(ending, item, asked.is_some(), index)?;
        let due = ending.due(false)?;
        rows.push(row(&work, ending, item, (batch_id, input.send, input.answer_by), (&due, asked)));
    }
    let count = rows.len() as u64;
    work.insert_all(rows).await?;
    work.commit().await?;
    Ok(MadeRenewals { batch_id, count })
}

fn fixed_asked(item: &NewRenewal) -> Option<String> {
    let text = item.fixed_asked.as_ref().map(|text| text.expose().trim().to_owned())?;
    (!text.is_empty()).then_some(text)
}

fn check(ending: &Ending, item: &NewRenewal, asked_fixed: bool, index: usize) -> Result<()> {
    let at = |field: &str| format!("/items/{index}/{field}");
    if let Some(code) = ending.blocked_by {
        return Err(Problem::conflict(code).at(at("contract_id")));
    }
    match (item.kind.as_str(), item.last_day) {
        ("open_ended", None) => {}
        ("fixed_term", Some(last)) if last >= ending.first_day() => {}
        ("open_ended" | "fixed_term", _) => {
            return Err(Problem::invalid("people.contract_term").at(at("last_day")).by_law("《劳动合同法》第十二条"));
        }
        _ => return Err(Problem::invalid("input.choice").at(at("kind")).with("choices", "fixed_term, open_ended")),
    }
    if item.kind == "fixed_term" && !asked_fixed && ending.due(false)?.value.must_offer {
        return Err(Problem::conflict("contracts.open_ended_due")
            .at(at("kind"))
            .by_law("《劳动合同法》第十四条第二款"));
    }
    Ok(())
}

fn row(
    work: &UnitOfWork,
    ending: &Ending,
    item: &NewRenewal,
    (batch_id, send, answer_by): (Uuid, bool, Option<Date>),
    (due, asked): (&law::Explained<OpenEndedDue>, Option<String>),
) -> Row {
    let id = work.new_id();
    let explanation = serde_json::to_value(Explanation::from(due)).unwrap_or_default();
    Row {
        id,
        person_id: ending.contract.person_id,
        employment_id: ending.contract.employment_id,
        contract_id: ending.contract.contract_id,
        batch_id: Some(batch_id),
        state: if send { "sent" } else { "draft" }.to_owned(),
        kind: item.kind.clone(),
        first_day: ending.first_day(),
        last_day: item.last_day,
        same_terms: item.same_terms,
        open_ended_due: due.value.must_offer,
        ground: due.value.ground.as_str().to_owned(),
        fixed_asked: asked.map(|text| work.seal(Row::META, Row::FIXED_ASKED, id, &text)),
        explanation: work.seal(Row::META, Row::EXPLANATION, id, &Document(explanation)),
        created_at: work.now().into(),
        created_by: work.context().actor,
        sent_at: send.then(|| work.now().into()),
        answer_by,
        answered_at: None,
        answer: None,
        new_contract_id: None,
    }
}

/// The employer does not offer to go on. Refused where the law wants an open-ended contract to be offered.
pub async fn decline_renewal(app: &App, caller: &Caller, contract: Uuid, input: CloseRenewal) -> Result<RenewalView> {
    caller.require(Permission::ContractWrite)?;
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "decline_renewal", Some(reason)).await?;
    let found = endings(app, &work.db(), caller, &[contract]).await?;
    let ending = found.first().ok_or(Problem::not_found("contracts.unknown"))?;
    if let Some(code) = ending.blocked_by {
        return Err(Problem::conflict(code));
    }
    let due = ending.due(false)?;
    if due.value.must_offer {
        return Err(Problem::conflict("contracts.must_offer").by_law("《劳动合同法》第十四条第二款"));
    }
    let item = NewRenewal {
        contract_id: contract,
        kind: ending.contract.kind.clone(),
        last_day: None,
        same_terms: false,
        fixed_asked: None,
    };
    let row =
        Row { state: "not_offered".to_owned(), ..row(&work, ending, &item, (contract, false, None), (&due, None)) };
    let row = Row { batch_id: None, ..row };
    work.insert(row.clone()).await?;
    work.commit().await?;
    one(app, caller, row).await
}

async fn open(app: &App, db: &Db<'_>, id: Uuid) -> Result<(Row, Subject)> {
    let row = Find::<Row>::by_id(db, id).await?.ok_or(Problem::not_found("contracts.renewal_unknown"))?;
    let subject = subject_of(db, row.person_id, app.today()).await?;
    Ok((row, subject))
}

fn expect(row: &Row, states: &[&str]) -> Result<()> {
    if states.contains(&row.state.as_str()) {
        return Ok(());
    }
    Err(Problem::conflict("contracts.renewal_state").with("state", &row.state))
}

/// Sends a draft to the person.
pub async fn send_renewal(app: &App, caller: &Caller, id: Uuid) -> Result<RenewalView> {
    caller.require(Permission::ContractWrite)?;
    let work = app.begin(caller, "send_renewal", None).await?;
    let (row, subject) = open(app, &work.db(), id).await?;
    caller.require_for(Permission::ContractWrite, &subject)?;
    expect(&row, &["draft"])?;
    let new = Row { state: "sent".to_owned(), sent_at: Some(work.now().into()), ..row.clone() };
    change(app, caller, work, row, new).await
}

async fn change(app: &App, caller: &Caller, mut work: UnitOfWork, old: Row, new: Row) -> Result<RenewalView> {
    work.update(&old, new.clone()).await?;
    work.commit().await?;
    one(app, caller, new).await
}

/// The answer of the person, by the own page; or, for one on paper, by whoever runs contracts.
pub async fn answer_renewal(app: &App, caller: &Caller, id: Uuid, input: AnswerRenewal) -> Result<RenewalView> {
    caller.require(Permission::SessionUse)?;
    let work = app.begin(caller, "answer_renewal", None).await?;
    let (row, subject) = open(app, &work.db(), id).await?;
    if !caller.is(row.person_id) {
        let unknown = |_| Problem::not_found("contracts.renewal_unknown");
        caller.require_for(Permission::ContractWrite, &subject).map_err(unknown)?;
    } else if row.state == "draft" {
        return Err(Problem::not_found("contracts.renewal_unknown"));
    }
    expect(&row, &["sent"])?;
    let note = input.note.map(|note| note.into_exposed().trim().to_owned()).filter(|note| !note.is_empty());
    let new = Row {
        state: if input.accept { "accepted" } else { "refused" }.to_owned(),
        answered_at: Some(work.now().into()),
        answer: note.map(|note| work.seal(Row::META, Row::ANSWER, row.id, &note)),
        ..row.clone()
    };
    change(app, caller, work, row, new).await
}

/// Both sides signed: the new contract is written, with the terms of the old one, and a confirmation is filed.
pub async fn sign_renewal(app: &App, caller: &Caller, id: Uuid, input: SignRenewal) -> Result<RenewalView> {
    caller.require(Permission::ContractWrite)?;
    let mut work = app.begin(caller, "sign_renewal", None).await?;
    let (row, subject) = open(app, &work.db(), id).await?;
    caller.require_for(Permission::ContractWrite, &subject)?;
    expect(&row, &["sent", "accepted"])?;
    if input.signed_on > app.today() {
        return Err(Problem::invalid("input.day_ahead").at("/signed_on"));
    }
    let terms = ContractTerms {
        kind: row.kind.clone(),
        first_day: row.first_day,
        last_day: row.last_day,
        signed_on: Some(input.signed_on),
    };
    let known_at = work.now();
    renew_contract_in(&mut work, EmploymentId(row.employment_id), PersonId(row.person_id), &terms, known_at).await?;
    let made = Find::<Contract>::new()
        .eq(Contract::EMPLOYMENT_ID, row.employment_id)
        .eq(Contract::VALID_FROM, row.first_day)
        .known()
        .one(&work.db())
        .await?
        .ok_or(Problem::not_found("contracts.unknown"))?;
    let old = terms_of(&work.db(), row.contract_id).await?;
    let said = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    // Probation is agreed once with one employer (art. 19), so a renewal has none.
    let terms = TermsInput {
        number: said(input.number),
        signed_by: said(input.signed_by),
        probation_months: None,
        ..old.unwrap_or_default()
    };
    copy_terms_in(&mut work, &made, terms.clone(), known_at).await?;
    file_confirmation_in(app, &mut work, (&row, &made), &terms).await?;
    let new = Row { state: "signed".to_owned(), new_contract_id: Some(made.contract_id), ..row.clone() };
    change(app, caller, work, row, new).await
}

/// Takes an offer back before it is signed.
pub async fn withdraw_renewal(app: &App, caller: &Caller, id: Uuid, input: CloseRenewal) -> Result<RenewalView> {
    caller.require(Permission::ContractWrite)?;
    let reason = required_reason(&input.reason)?;
    let work = app.begin(caller, "withdraw_renewal", Some(reason)).await?;
    let (row, subject) = open(app, &work.db(), id).await?;
    caller.require_for(Permission::ContractWrite, &subject)?;
    expect(&row, &["draft", "sent"])?;
    let new = Row { state: "withdrawn".to_owned(), ..row.clone() };
    change(app, caller, work, row, new).await
}

/// Renewals that the caller may see.
pub async fn list_renewals(app: &App, caller: &Caller, query: RenewalsQuery) -> Result<RenewalList> {
    let scope = caller.require(Permission::ContractRead)?;
    let find = Find::<Row>::new().visible(&scope, app.today());
    let find = match query.state {
        Some(state) => find.eq(Row::STATE, state),
        None => find.any(Row::STATE, UNDER_WAY),
    };
    let mut rows = find.ascending(Row::FIRST_DAY).limit(BATCH as u64 + 1).all(&app.db()).await?;
    let more = cut(&mut rows, BATCH as u64);
    Ok(RenewalList { items: views(app, caller, rows).await?, more })
}

async fn one(app: &App, caller: &Caller, row: Row) -> Result<RenewalView> {
    let mut found = views(app, caller, vec![row]).await?;
    found.pop().ok_or(Problem::not_found("contracts.renewal_unknown"))
}

/// Rows as this caller may see them.
pub(super) async fn views(app: &App, caller: &Caller, rows: Vec<Row>) -> Result<Vec<RenewalView>> {
    let db = app.db();
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let subjects = subjects_of(&db, &persons, app.today()).await?;
    let names = Find::<Person>::new().any(Person::ID, persons).all(&db).await?;
    let names: HashMap<Uuid, String> = names.into_iter().map(|row| (row.id, row.full_name)).collect();
    rows.into_iter()
        .map(|row| {
            let nowhere = Subject { person: Some(row.person_id), ..Subject::default() };
            let subject = subjects.get(&row.person_id).copied().unwrap_or(nowhere);
            let name = names.get(&row.person_id).cloned().unwrap_or_default();
            view(app, caller, subject, row, name)
        })
        .collect()
}

fn view(app: &App, caller: &Caller, subject: Subject, row: Row, name: String) -> Result<RenewalView> {
    let (follows, article) = follows(&row);
    let Row {
        id,
        person_id,
        employment_id: _,
        contract_id,
        batch_id: _,
        state,
        kind,
        first_day,
        last_day,
        same_terms,
        open_ended_due,
        ground: _,
        fixed_asked,
        explanation,
        created_at,
        created_by: _,
        sent_at,
        answer_by,
        answered_at,
        answer,
        new_contract_id: _,
    } = row;
    let mut shown = caller.disclose(subject);
    let text = |field, sealed: Option<&storage::Sealed<String>>| -> Result<Option<String>> {
        let opened = sealed.map(|sealed| app.store().unseal(Row::META.name, field, id, sealed)).transpose()?;
        Ok(opened.map(kernel::Sensitive::into_exposed))
    };
    let opened = app.store().unseal(Row::META.name, Row::EXPLANATION, id, &explanation)?.into_exposed();
    Ok(RenewalView {
        id,
        person: PersonRef { id: PersonId(person_id), full_name: name },
        contract_id,
        state: shown.show(Row::STATE, state),
        kind: shown.show(Row::KIND, kind),
        first_day: shown.show(Row::FIRST_DAY, first_day),
        last_day: shown.show(Row::LAST_DAY, last_day),
        same_terms: shown.show(Row::SAME_TERMS, same_terms),
        open_ended_due: shown.show(Row::OPEN_ENDED_DUE, open_ended_due),
        fixed_asked: shown.show_with(Row::FIXED_ASKED, || text(Row::FIXED_ASKED, fixed_asked.as_ref()))?,
        explanation: shown.show(Row::EXPLANATION, serde_json::from_value(opened.0).ok()),
        created_at: created_at.into(),
        sent_at: sent_at.map(Into::into),
        answer_by,
        answered_at: answered_at.map(Into::into),
        answer: shown.show_with(Row::ANSWER, || text(Row::ANSWER, answer.as_ref()))?,
        follows,
        article,
        redacted: shown.redacted(),
    })
}

/// What the law says follows from where the renewal stands.
fn follows(row: &Row) -> (Text, Text) {
    let (text, article) = match (row.state.as_str(), row.same_terms) {
        ("signed", _) => (Text::of("新合同已签订。", "The new contract is signed."), "LCL art.10"),
        ("accepted", _) => (
            Text::of(
                "本人同意续签，请在到期前完成双方签字。",
                "The person agrees; both sides sign before the term ends.",
            ),
            "LCL art.10",
        ),
        ("refused", true) => (
            Text::of(
                "条件不低于原合同而本人不同意续签，到期终止，无须支付经济补偿。",
                "Terms no worse were declined: the contract ends with its term, without severance.",
            ),
            "LCL art.46(5)",
        ),
        ("refused" | "not_offered", _) => (
            Text::of("到期终止，须支付经济补偿。", "The contract ends with its term; severance is owed."),
            "LCL art.46(5)",
        ),
        ("withdrawn", _) => (
            Text::of("续签意向已撤回，到期前需另行处理。", "The offer was taken back; something else must follow."),
            "LCL art.44(1)",
        ),
        _ => (
            Text::of(
                "到期后继续用工而未续签，满一个月起须支付二倍工资。",
                "Working on without a new contract costs a second wage after a month.",
            ),
            "LCL art.82",
        ),
    };
    let article = Article::find(article);
    let named = article
        .map_or_else(|| Text::of("", ""), |article| Text { zh: article.text_zh.clone(), en: article.text_en.clone() });
    (text, named)
}
