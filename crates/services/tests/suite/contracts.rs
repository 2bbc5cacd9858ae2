//! Contracts: what is due on the day before, on and after each threshold, and what a renewal may be.

use access::Caller;
use kernel::{ErrorKind, Money, Sensitive};
use services::contracts::{
    AnswerRenewal, CloseRenewal, ContractDue, DeskItem, DeskQuery, DueSeverity, MakeRenewals, NewBond, NewNoncompete,
    NewRenewal, NoncompeteStep, PreviewRenewals, RenewalsQuery, SignRenewal, TermsInput, answer_renewal, contract_desk,
    contract_summary, decline_renewal, employment_structure, list_bonds, list_noncompetes, list_renewals,
    make_renewals, own_contracts, person_contracts, preview_renewals, put_contract_terms, record_bond,
    record_noncompete, sign_renewal, step_noncompete,
};
use services::people::{ContractTerms, Hire, Hired, renew_contract_in};
use storage::query::Find;
use storage::rows::Contract;
use testkit::day;
use uuid::Uuid;

use crate::fixture::{Group, group};

fn ask(due: ContractDue, as_of: &str) -> DeskQuery {
    DeskQuery {
        due,
        within: None,
        as_of: Some(day(as_of)),
        q: None,
        unit_id: None,
        legal_entity_id: None,
        cursor: None,
        limit: None,
    }
}

async fn desk(group: &Group, due: ContractDue, as_of: &str) -> Vec<DeskItem> {
    contract_desk(&group.app, &Caller::system(), ask(due, as_of)).await.unwrap().items
}

#[expect(clippy::unnecessary_wraps, reason = "as a hire takes it")]
fn fixed(first: &str, last: &str) -> Option<ContractTerms> {
    let kind = "fixed_term".to_owned();
    Some(ContractTerms { kind, first_day: day(first), last_day: Some(day(last)), signed_on: Some(day(first)) })
}

/// Hired for a fixed term.
fn term(group: &Group, name: &str, number: &str, first: &str, last: &str) -> Hire {
    Hire { contract: fixed(first, last), ..group.hire(name, number, first) }
}

/// A further fixed term, signed on its first day.
async fn renewed(group: &Group, hired: Hired, first: &str, last: &str) {
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let known = kernel::Instant::start_of(day(first));
    let terms = fixed(first, last).unwrap();
    renew_contract_in(&mut work, hired.employment_id, hired.person_id, &terms, known).await.unwrap();
    work.commit().await.unwrap();
}

async fn last_contract(group: &Group, hired: Hired) -> Uuid {
    let find = Find::<Contract>::new().eq(Contract::PERSON_ID, hired.person_id.0).known();
    find.descending(Contract::VALID_FROM).one(&group.app.db()).await.unwrap().unwrap().contract_id
}

fn fixed_offer(contract_id: Uuid, last: &str, wish: Option<&str>) -> MakeRenewals {
    let fixed_asked = wish.map(|wish| Sensitive::new(wish.to_owned()));
    let item =
        NewRenewal { contract_id, kind: "fixed_term".into(), last_day: Some(day(last)), same_terms: true, fixed_asked };
    MakeRenewals { items: vec![item], send: true, answer_by: None }
}

#[tokio::test]
async fn without_a_written_contract_the_second_wage_runs_from_the_day_after_a_month() {
    let group = group().await;
    let hire = Hire { contract: None, ..group.hire("张明远", "YC1", "2026-10-20") };
    group.hired(hire).await;
    let before = &desk(&group, ContractDue::Unsigned, "2026-11-19").await[0].warning;
    assert_eq!(
        (before.severity, before.deadline, before.days_left),
        (DueSeverity::Warn, Some(day("2026-11-19")), Some(0))
    );
    assert_eq!(before.amount_fen.as_ref(), Some(&None), "nothing is owed within the month");
    let after = &desk(&group, ContractDue::Unsigned, "2026-11-20").await[0].warning;
    assert_eq!((after.severity, after.days_left), (DueSeverity::Bad, Some(-1)));
    // 20 November 2026 is a Friday: one paid day, 28,600.00 ÷ 21.75 = 1,314.94.
    assert_eq!(after.amount_fen.as_ref(), Some(&Some(Money::from_fen(131_494))));
    assert!(after.articles.iter().any(|article| article.code == "LCL art.82"));
    assert!(
        after.explanation.as_ref().is_some_and(|found| found.as_ref().is_some_and(|found| !found.steps.is_empty()))
    );
}

#[tokio::test]
async fn a_term_is_due_ninety_days_ahead_and_not_ninety_one() {
    let group = group().await;
    group.hired(term(&group, "张明远", "YC1", "2025-02-19", "2027-02-18")).await;
    group.hired(term(&group, "李娜", "YC2", "2025-02-20", "2027-02-19")).await;
    let due = desk(&group, ContractDue::Ending, "2026-11-20").await;
    assert_eq!(due.iter().map(|item| item.employee_no.as_str()).collect::<Vec<_>>(), ["YC1"]);
    assert_eq!(due[0].warning.severity, DueSeverity::Info);
    let close = desk(&group, ContractDue::Ending, "2027-01-19").await;
    assert_eq!(close[0].warning.severity, DueSeverity::Warn, "thirty days ahead it must be decided");
    assert_eq!(desk(&group, ContractDue::Ending, "2027-02-18").await.len(), 2, "the last day is still ahead");
    assert_eq!(desk(&group, ContractDue::Lapsed, "2027-02-18").await.len(), 0);
    let over = desk(&group, ContractDue::Lapsed, "2027-02-19").await;
    assert_eq!((over.len(), over[0].employee_no.as_str()), (1, "YC1"), "and the day after it has lapsed");
}

#[tokio::test]
async fn after_two_fixed_terms_a_third_needs_the_written_wish_of_the_person() {
    let group = group().await;
    let zhang = group.hired(term(&group, "张明远", "YC1", "2021-01-01", "2023-12-31")).await;
    renewed(&group, zhang, "2024-01-01", "2026-12-31").await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let due = desk(&group, ContractDue::SecondFixed, "2026-11-20").await;
    assert_eq!(due[0].contract.as_ref().unwrap().as_ref().unwrap().fixed_term_no, 2);
    let contract = last_contract(&group, zhang).await;
    let preview = PreviewRenewals { contract_ids: vec![contract], months: 36 };
    let proposal = &preview_renewals(&group.app, &hr, preview).await.unwrap().items[0];
    assert!(proposal.open_ended_due && proposal.kind == "open_ended" && proposal.last_day.is_none());
    let refused = make_renewals(&group.app, &hr, fixed_offer(contract, "2029-12-31", None)).await.unwrap_err();
    assert_eq!((refused.kind, refused.code), (ErrorKind::Conflict, "contracts.open_ended_due"));
    assert_eq!(refused.article.as_deref(), Some("《劳动合同法》第十四条第二款"));
    let nothing = CloseRenewal { reason: "业务调整".into() };
    let refused = decline_renewal(&group.app, &hr, contract, nothing).await.unwrap_err();
    assert_eq!(refused.code, "contracts.must_offer");
    let wish = Some("本人申请订立三年固定期限合同");
    let made = make_renewals(&group.app, &hr, fixed_offer(contract, "2029-12-31", wish)).await.unwrap();
    assert_eq!(made.count, 1);
}

#[tokio::test]
async fn a_batch_is_made_as_a_whole_or_not_at_all() {
    let group = group().await;
    let first = group.hired(term(&group, "张明远", "YC1", "2024-01-01", "2026-12-31")).await;
    let second = group.hired(term(&group, "李娜", "YC2", "2021-01-01", "2023-12-31")).await;
    renewed(&group, second, "2024-01-01", "2026-12-31").await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let mut input = fixed_offer(last_contract(&group, first).await, "2029-12-31", None);
    input.items.extend(fixed_offer(last_contract(&group, second).await, "2029-12-31", None).items);
    let refused = make_renewals(&group.app, &hr, input).await.unwrap_err();
    assert_eq!(refused.pointer.as_deref(), Some("/items/1/kind"));
    assert_eq!(list_renewals(&group.app, &hr, RenewalsQuery::default()).await.unwrap().items.len(), 0);
}

#[tokio::test]
async fn the_person_answers_the_own_offer_and_signing_writes_the_contract() {
    let group = group().await;
    let zhang = group.hired(term(&group, "张明远", "YC1", "2024-01-01", "2026-12-31")).await;
    let li = group.hired(group.hire("李娜", "YC2", "2024-01-01")).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let own = group.caller("zhang", "employee", Some(zhang.person_id), None).await;
    let other = group.caller("li", "employee", Some(li.person_id), None).await;
    let contract = last_contract(&group, zhang).await;
    let terms =
        TermsInput { work_place: Some("CN-Shanghai".into()), probation_months: Some(3), ..TermsInput::default() };
    put_contract_terms(&group.app, &hr, contract, terms).await.unwrap();
    make_renewals(&group.app, &hr, fixed_offer(contract, "2029-12-31", None)).await.unwrap();
    let offers = own_contracts(&group.app, &own).await.unwrap().renewals;
    let id = offers[0].id;
    let yes = || AnswerRenewal { accept: true, note: None };
    let refused = answer_renewal(&group.app, &other, id, yes()).await.unwrap_err();
    assert_eq!((refused.kind, refused.code), (ErrorKind::NotFound, "contracts.renewal_unknown"));
    let answered = answer_renewal(&group.app, &own, id, yes()).await.unwrap();
    assert_eq!(answered.state.as_ref().unwrap(), "accepted");
    let sign = SignRenewal { signed_on: day("2026-11-20"), number: Some("HT-7".into()), signed_by: None };
    sign_renewal(&group.app, &hr, id, sign).await.unwrap();
    let contracts = person_contracts(&group.app, &hr, zhang.person_id).await.unwrap().contracts;
    let newest = contracts[0].contract.as_ref().unwrap();
    assert_eq!((newest.first_day, newest.last_day), (day("2027-01-01"), Some(day("2029-12-31"))));
    assert_eq!((newest.number.as_deref(), newest.fixed_term_no), (Some("HT-7"), 2));
    let copied = contracts[0].terms.as_ref().unwrap();
    assert_eq!(copied.work_place.as_deref(), Some("CN-Shanghai"));
    assert_eq!(copied.probation_months, None, "probation is agreed once with one employer");
    assert_eq!(desk(&group, ContractDue::Ending, "2026-11-20").await.len(), 0, "something follows now");
}

#[tokio::test]
async fn a_draft_is_nobodys_business_but_that_of_hr() {
    let group = group().await;
    let zhang = group.hired(term(&group, "张明远", "YC1", "2024-01-01", "2026-12-31")).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let own = group.caller("zhang", "employee", Some(zhang.person_id), None).await;
    let draft = MakeRenewals { send: false, ..fixed_offer(last_contract(&group, zhang).await, "2029-12-31", None) };
    make_renewals(&group.app, &hr, draft).await.unwrap();
    assert_eq!(own_contracts(&group.app, &own).await.unwrap().renewals.len(), 0);
    let id = list_renewals(&group.app, &hr, RenewalsQuery::default()).await.unwrap().items[0].id;
    let answer = AnswerRenewal { accept: false, note: None };
    let refused = answer_renewal(&group.app, &own, id, answer).await.unwrap_err();
    assert_eq!(refused.code, "contracts.renewal_unknown");
}

#[tokio::test]
async fn two_months_of_probation_fit_a_year_and_a_day_more_does_not() {
    let group = group().await;
    let hire = |name, number: &str, last: &str| Hire {
        probation_last_day: Some(day(last)),
        ..term(&group, name, number, "2026-11-01", "2027-10-31")
    };
    group.hired(hire("张明远", "YC1", "2026-12-31")).await;
    group.hired(hire("李娜", "YC2", "2027-01-01")).await;
    let due = desk(&group, ContractDue::ProbationTooLong, "2026-11-20").await;
    assert_eq!(due.iter().map(|item| item.employee_no.as_str()).collect::<Vec<_>>(), ["YC2"]);
    assert_eq!((due[0].warning.severity, due[0].warning.deadline), (DueSeverity::Warn, Some(day("2026-12-31"))));
    let over = desk(&group, ContractDue::ProbationTooLong, "2027-01-01").await;
    assert_eq!(over[0].warning.severity, DueSeverity::Bad, "now the excess is being served");
}

#[tokio::test]
async fn ten_years_of_service_are_full_on_their_day() {
    let group = group().await;
    group.hired(term(&group, "张明远", "YC1", "2016-11-21", "2027-11-20")).await;
    let before = &desk(&group, ContractDue::LongService, "2026-11-20").await[0].warning;
    assert_eq!((before.severity, before.deadline), (DueSeverity::Info, Some(day("2026-11-21"))));
    let on = &desk(&group, ContractDue::LongService, "2026-11-21").await[0].warning;
    assert_eq!(on.severity, DueSeverity::Warn);
    assert!(desk(&group, ContractDue::LongService, "2026-08-22").await.is_empty(), "more than 90 days ahead");
}

#[tokio::test]
async fn places_that_differ_and_permits_that_end_are_flagged() {
    let group = group().await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await;
    let contract = last_contract(&group, zhang).await;
    let terms = TermsInput {
        work_place: Some("CN-Beijing".into()),
        insured_place: Some("CN-Shanghai".into()),
        permit_last_day: Some(day("2026-12-01")),
        ..TermsInput::default()
    };
    put_contract_terms(&group.app, &hr, contract, terms).await.unwrap();
    assert_eq!(desk(&group, ContractDue::PlaceMismatch, "2026-11-20").await.len(), 1);
    assert_eq!(desk(&group, ContractDue::InsuranceMismatch, "2026-11-20").await.len(), 0);
    assert_eq!(desk(&group, ContractDue::PermitEnding, "2026-11-20").await[0].warning.severity, DueSeverity::Warn);
    // The HR business partner has no class "identity": even that there is a permit is not told.
    let hrbp = group.caller("shen", "hrbp", None, Some(group.cloud)).await;
    let hidden = contract_desk(&group.app, &hrbp, ask(ContractDue::PermitEnding, "2026-11-20")).await.unwrap();
    assert_eq!((hidden.items.len(), hidden.total), (0, Some(0)));
    let shown = contract_desk(&group.app, &hrbp, ask(ContractDue::PlaceMismatch, "2026-11-20")).await.unwrap();
    assert_eq!(shown.items.len(), 1);
}

#[tokio::test]
async fn the_desk_shows_a_unit_to_its_partner_and_to_nobody_else() {
    let group = group().await;
    group.hired(term(&group, "张明远", "YC1", "2024-01-01", "2026-12-31")).await;
    let other = group.caller("shen", "hrbp", None, Some(group.data)).await;
    let found = contract_desk(&group.app, &other, ask(ContractDue::Ending, "2026-11-20")).await.unwrap();
    assert_eq!((found.items.len(), found.total), (0, Some(0)));
    let summary = contract_summary(&group.app, &other, services::contracts::DeskSummaryQuery::default()).await.unwrap();
    assert!(summary.counts.iter().all(|count| count.count == 0));
    let own = group.caller("nobody", "employee", None, None).await;
    let refused = contract_desk(&group.app, &own, ask(ContractDue::Ending, "2026-11-20")).await.unwrap_err();
    assert_eq!(refused.code, "access.permission_missing");
}

#[tokio::test]
async fn nobody_renews_the_own_contract() {
    let group = group().await;
    let own = group.hired(term(&group, "韩雪", "YC9", "2024-01-01", "2026-12-31")).await;
    let hr = group.caller("han.xue", "hr", Some(own.person_id), None).await;
    let offer = fixed_offer(last_contract(&group, own).await, "2029-12-31", None);
    let refused = make_renewals(&group.app, &hr, offer).await.unwrap_err();
    assert_eq!((refused.kind, refused.code), (ErrorKind::Forbidden, "access.own_case"));
}

#[tokio::test]
async fn a_tenth_may_be_dispatched_and_one_more_is_too_many() {
    let group = group().await;
    for index in 0..9 {
        group.hired(group.hire("张明远", &format!("YC{index}"), "2024-01-01")).await;
    }
    let dispatched = |number: &str| Hire { kind: "dispatched".into(), ..group.hire("李娜", number, "2024-01-01") };
    group.hired(dispatched("D1")).await;
    let share = async || employment_structure(&group.app, &Caller::system(), None).await.unwrap().items.remove(0).share;
    let (percent, over) = (share().await.percent, share().await.over);
    assert_eq!((percent.to_string().as_str(), over), ("10", 0));
    group.hired(dispatched("D2")).await;
    assert_eq!(share().await.over, 1);
}

#[tokio::test]
async fn a_non_compete_binds_two_years_at_most_and_names_its_secrets() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let agreement = |months, secrets: &str| NewNoncompete {
        person_id: zhang.person_id,
        ground: "technical".into(),
        secrets: Sensitive::new(secrets.into()),
        business: "云计算平台".into(),
        region: "中国境内".into(),
        months,
        monthly_fen: None,
        penalty_fen: None,
        signed_on: day("2026-11-01"),
    };
    let refused = record_noncompete(&group.app, &hr, agreement(25, "调度算法")).await.unwrap_err();
    assert_eq!((refused.code, refused.params["most"].as_str()), ("contracts.noncompete_too_long", "24"));
    assert_eq!(record_noncompete(&group.app, &hr, agreement(24, " ")).await.unwrap_err().code, "contracts.no_secret");
    let id = record_noncompete(&group.app, &hr, agreement(24, "调度算法")).await.unwrap().id;
    let seen = list_noncompetes(&group.app, &hr).await.unwrap().items.remove(0);
    // Nothing agreed: 30 % of 28,600.00 is 8,580.00, above the minimum wage of Shanghai.
    assert_eq!(seen.monthly_fen.into_option(), Some(Some(Money::from_fen(858_000))));
    assert_eq!(seen.total_fen.into_option(), Some(Some(Money::from_fen(20_592_000))));
    assert_eq!(seen.release_fen.into_option(), Some(Some(Money::from_fen(2_574_000))));
    let step = |step: &str, on: &str| NoncompeteStep { step: step.into(), day: day(on) };
    let started = step_noncompete(&group.app, &hr, id, step("start", "2026-08-21")).await.unwrap();
    assert_eq!(started.unpaid_too_long.as_ref(), Some(&false), "the third month is not over");
    assert_eq!(started.last_day.as_ref(), Some(&Some(day("2028-08-20"))));
    let again = step_noncompete(&group.app, &hr, id, step("start", "2026-08-21")).await.unwrap_err();
    assert_eq!(again.code, "contracts.noncompete_state");
}

#[tokio::test]
async fn of_a_service_period_only_the_share_not_served_can_be_claimed() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let money = |fen| Sensitive::new(Money::from_fen(fen));
    let bond = |penalty| NewBond {
        person_id: zhang.person_id,
        training: "架构师认证".into(),
        provider: "培训中心".into(),
        cost_fen: money(3_000_000),
        penalty_fen: money(penalty),
        signed_on: day("2025-09-20"),
        first_day: day("2025-09-20"),
        months: 36,
    };
    let refused = record_bond(&group.app, &hr, bond(3_000_001)).await.unwrap_err();
    assert_eq!(refused.code, "contracts.penalty_over_cost");
    record_bond(&group.app, &hr, bond(3_000_000)).await.unwrap();
    let seen = list_bonds(&group.app, &hr).await.unwrap().items.remove(0);
    // 14 of 36 months are served on 20 November 2026: 30,000.00 × 22 ÷ 36 = 18,333.33.
    assert_eq!(seen.served_months.into_option(), Some(14));
    assert_eq!(seen.claim_fen.into_option(), Some(Some(Money::from_fen(1_833_333))));
}
