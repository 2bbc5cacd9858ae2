//! Leaving, end to end under a moved clock, and the lines of law that hold on the way.

use access::Caller;
use kernel::{Date, ErrorKind, Money, PersonId, Record, Sensitive};
use services::certificates::{
    CompareFile, certificate_file, certificate_signature, compare_certificate, verify_certificate,
};
use services::flows::{
    AddFlowItem, CompleteTask, TaskSelection, TasksQuery, add_flow_item, complete_task, list_my_tasks,
    receive_flow_item,
};
use services::offboarding::{
    BoardQuery, ChangeLastDay, CheckGround, ConfirmSettlement, DecideWithdrawal, NewEvidence, OpenPreOffboarding,
    PreviewCost, RecordAgreement, RecordExitInterview, RecordResignation, RevokeCertificate, SubmitResignation,
    WithdrawalReason, change_last_day, check_ground, confirm_settlement, cycle_summary, decide_withdrawal,
    get_offboarding, issue_certificate, list_offboardings, my_offboarding, open_pre_offboarding, preview_cost,
    record_agreement, record_exit_interview, record_resignation, request_withdrawal, revoke_certificate,
    submit_resignation, tick,
};
use services::people::{AsOfQuery, Hired, person_page};
use sha2::Digest;
use storage::Document;
use storage::query::Find;
use storage::rows::{Flow, Offboarding, Talk};
use testkit::{at, day};
use uuid::Uuid;
use workflow::exit::Side;

use crate::fixture::{Group, group};

pub struct Cast {
    pub group: Group,
    pub zhang: Hired,
    pub successor: PersonId,
    pub own: Caller,
    pub manager: Caller,
    pub hr: Caller,
    pub it: Caller,
    pub finance: Caller,
    pub business: Caller,
    pub outsider: Caller,
}

pub async fn cast() -> Cast {
    let group = group().await;
    let boss = group.hired(group.hire("周文博", "YC000100", "2018-03-01")).await;
    let mut hire = group.hire("张明远", "YC000871", "2022-03-01");
    hire.manager_id = Some(boss.person_id);
    if let Some(person) = &mut hire.person {
        person.identity_number = Some(Sensitive::new("310101199003074514".into()));
    }
    let zhang = group.hired(hire).await;
    let successor = group.hired(group.hire("李娜", "YC000872", "2022-03-01")).await.person_id;
    let own = group.caller("zhang", "employee", Some(zhang.person_id), None).await;
    let manager = group.caller("zhou", "manager", Some(boss.person_id), None).await;
    let hr = group.caller("shen", "hr", None, None).await;
    let it = group.caller("it.desk", "it", None, None).await;
    let finance = group.caller("wu.min", "finance", None, None).await;
    let business = group.caller("luo", "business_owner", None, Some(group.cloud)).await;
    let outsider = group.caller("li.na", "employee", Some(successor), None).await;
    Cast { group, zhang, successor, own, manager, hr, it, finance, business, outsider }
}

impl Cast {
    pub fn app(&self) -> &services::App {
        &self.group.app
    }

    pub fn clock(&self, text: &str) {
        self.group.clock.set(at(text));
    }

    /// Resigns on 20 November: the notice runs to 20 December.
    pub async fn resigned(&self) -> Uuid {
        let input = SubmitResignation { text: "因个人发展原因申请辞职。".into(), wished_last_day: None };
        submit_resignation(self.app(), &self.own, input).await.unwrap().id
    }

    /// A talk on record; with `answer`, one whose statement the person answered.
    pub async fn talk(&self, answer: &str) -> Uuid {
        let mut work = self.app().begin(&self.hr, "test", None).await.unwrap();
        let id = work.new_id();
        let row = Talk {
            id,
            person_id: self.zhang.person_id.0,
            alert_id: None,
            held_on: self.app().today(),
            recorded_by: None,
            summary: work.seal(Talk::META, Talk::SUMMARY, id, &"年后离开".to_owned()),
            statement: None,
            answer: answer.to_owned(),
            answered_at: None,
            recorded_at: work.now().into(),
        };
        work.insert(row).await.unwrap();
        work.commit().await.unwrap();
        id
    }

    /// Finishes the task with this key as its owner.
    pub async fn done(&self, caller: &Caller, key: &str) -> Result<(), services::Problem> {
        let id = self.task(caller, key).await;
        complete_task(self.app(), caller, id, CompleteTask::default()).await.map(|_| ())
    }

    pub async fn task(&self, caller: &Caller, key: &str) -> kernel::TaskId {
        for status in [TaskSelection::Open, TaskSelection::Upcoming, TaskSelection::Done] {
            let list = list_my_tasks(self.app(), caller, TasksQuery { status: Some(status) }).await.unwrap();
            if let Some(task) = list.items.iter().find(|task| task.task == key) {
                return task.id;
            }
        }
        panic!("{key} is in no list of its owner");
    }

    pub async fn last_day(&self) -> Option<Date> {
        let page =
            person_page(self.app(), &Caller::system(), self.zhang.person_id, AsOfQuery::default()).await.unwrap();
        page.last_day.into_option().flatten()
    }
}

#[tokio::test]
async fn the_story_goes_from_the_plan_to_the_verified_certificate() {
    let cast = cast().await;
    let plan = planned(&cast).await;
    cast.clock("2026-11-23T02:00:00Z");
    let exit = cast.resigned().await;
    assert_eq!(exit, plan, "the resignation goes on with the same case");
    assert_eq!(cast.last_day().await, Some(day("2026-12-23")));
    handed_over(&cast, exit).await;
    let interview = RecordExitInterview { reason: "career".into(), note: Some("希望做架构".into()) };
    record_exit_interview(cast.app(), &cast.hr, exit, interview).await.unwrap();
    settled(&cast, exit).await;
    certified(&cast, exit).await;

    cast.clock("2026-12-24T01:00:00Z");
    tick(cast.app()).await.unwrap();
    let page = get_offboarding(cast.app(), &cast.hr, exit).await.unwrap();
    assert_eq!(page.summary.phase, "ended");
    assert_eq!(page.reason.as_ref().unwrap().as_deref(), Some("career"));
    let kinds: Vec<&str> = page.history.iter().map(|item| item.kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "pre_offboarding_opened",
            "resignation_submitted",
            "exit_interview",
            "settlement_confirmed",
            "certificate_issued",
            "employment_ended",
        ]
    );
}

/// A plan on a recorded talk, which touches neither pay nor access nor status.
async fn planned(cast: &Cast) -> Uuid {
    let app = cast.app();
    let talk = cast.talk("none").await;
    let plan = OpenPreOffboarding {
        person_id: cast.zhang.person_id,
        reason: "本人在面谈中确认年后离开".into(),
        evidence: Some(NewEvidence::Talk { id: talk }),
    };
    let plan = open_pre_offboarding(app, &cast.hr, plan).await.unwrap().id;
    assert_eq!(cast.last_day().await, None, "a plan changes nothing about the employment");
    let tasks = list_my_tasks(app, &cast.manager, TasksQuery::default()).await.unwrap();
    assert!(tasks.items.iter().all(|task| task.kind != "access" && task.kind != "settlement"));
    plan
}

/// Everybody does what may be done beforehand.
async fn handed_over(cast: &Cast, exit: Uuid) {
    let app = cast.app();
    for (caller, key) in [
        (&cast.manager, "confirm_handover_list"),
        (&cast.business, "name_successor"),
        (&cast.it, "account_inventory"),
        (&cast.finance, "check_loans"),
        (&cast.hr, "accept_application"),
        (&cast.own, "handover_materials"),
    ] {
        cast.done(caller, key).await.unwrap();
    }
    let flow = get_offboarding(app, &cast.hr, exit).await.unwrap().flow.unwrap();
    let item = AddFlowItem { kind: "work".into(), title: "结算服务".into(), successor_id: Some(cast.successor) };
    let item = add_flow_item(app, &cast.manager, flow.id, item).await.unwrap();
    assert_eq!(cast.done(&cast.manager, "handover_review").await.unwrap_err().code, "task.items_open");
    receive_flow_item(app, &cast.outsider, item.id).await.unwrap();
    cast.done(&cast.manager, "handover_review").await.unwrap();
}

/// Three days before the end finance checks figures that were worked out by hand here.
async fn settled(cast: &Cast, exit: Uuid) {
    let app = cast.app();
    cast.clock("2026-12-21T02:00:00Z");
    tick(app).await.unwrap();
    let settlement = get_offboarding(app, &cast.finance, exit).await.unwrap().settlement.unwrap();
    let shown = settlement.document.as_ref().unwrap();
    assert!(shown.complete, "{:#?}", shown.lines);
    let amount = |code: &str| shown.lines.iter().find(|line| line.code == code).and_then(|line| line.amount_fen);
    // December 2026 has 23 weekdays and no holiday; the 1st to the 23rd are 17 of them: 28,600 ÷ 21.75 × 17.
    assert_eq!(amount("final_wage"), Some(Money::from_fen(2_235_402)));
    // ⌊357 ÷ 365 × 5 − 0⌋ = 4 days: 28,600 ÷ 21.75 × 4 × 200 %.
    assert_eq!(amount("unused_leave"), Some(Money::from_fen(1_051_954)));
    assert_eq!(amount("severance"), Some(Money::ZERO));
    let confirm = ConfirmSettlement { settlement_id: settlement.id };
    confirm_settlement(app, &cast.finance, exit, confirm).await.unwrap();
}

/// The last evening: access ends, wages are paid, the certificate verifies for everybody who holds it.
async fn certified(cast: &Cast, exit: Uuid) {
    let app = cast.app();
    cast.clock("2026-12-23T10:00:00Z"); // 18:00 in Shanghai
    tick(app).await.unwrap();
    cast.done(&cast.it, "revoke_accounts").await.unwrap();
    cast.done(&cast.business, "close_business_access").await.unwrap();
    cast.done(&cast.finance, "pay_wages").await.unwrap();
    let certificate = issue_certificate(app, &cast.hr, exit).await.unwrap();
    assert_eq!(certificate.number, "RH-2026-000001");

    let file = certificate_file(app, &cast.own, certificate.id).await.unwrap();
    assert!(file.bytes.starts_with(b"%PDF"));
    let signed = certificate_signature(app, &cast.own, certificate.id).await.unwrap();
    let key = app.signer().public();
    key.verify(&file.bytes, &signed.signature.parse().unwrap()).unwrap();
    let token = certificate.verification_url.rsplit('/').next().unwrap().to_owned();
    assert_eq!(verify_certificate(app, &token).await.unwrap().status, "valid");
    let sha256 = signed.sha256.clone();
    assert_eq!(sha256, hex::encode(sha2::Sha256::digest(&file.bytes)));
    assert!(compare_certificate(app, &token, CompareFile { sha256 }).await.unwrap().matches);
}

#[tokio::test]
async fn the_certificate_waits_for_nothing_but_the_end() {
    let cast = cast().await;
    let exit = cast.resigned().await;
    let early = issue_certificate(cast.app(), &cast.hr, exit).await.unwrap_err();
    assert_eq!((early.kind, early.code), (ErrorKind::Conflict, "offboarding.too_early"));
    cast.clock("2026-12-20T01:00:00Z");
    issue_certificate(cast.app(), &cast.hr, exit).await.unwrap();
}

#[tokio::test]
async fn a_revoked_certificate_says_so_and_numbers_have_no_gap() {
    let cast = cast().await;
    let exit = cast.resigned().await;
    cast.clock("2026-12-20T01:00:00Z");
    let first = issue_certificate(cast.app(), &cast.hr, exit).await.unwrap();
    assert_eq!(issue_certificate(cast.app(), &cast.hr, exit).await.unwrap_err().code, "certificate.issued");
    let revoke = RevokeCertificate { reason: "岗位名称有误".into(), reissue: true };
    let second = revoke_certificate(cast.app(), &cast.hr, first.id, revoke).await.unwrap();
    assert_eq!(second.number, "RH-2026-000002");
    let token = first.verification_url.rsplit('/').next().unwrap();
    assert_eq!(verify_certificate(cast.app(), token).await.unwrap().status, "revoked");
    assert_eq!(verify_certificate(cast.app(), "AAAAAAAAAAAAAAAAAAAAAA").await.unwrap_err().kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn taking_back_a_received_resignation_needs_the_employers_consent() {
    let cast = cast().await;
    let exit = cast.resigned().await;
    let ask = || WithdrawalReason { reason: "家里情况变了".into() };
    request_withdrawal(cast.app(), &cast.own, ask()).await.unwrap();
    assert_eq!(cast.last_day().await, Some(day("2026-12-20")), "asking changes nothing");
    let own = decide_withdrawal(cast.app(), &cast.own, exit, DecideWithdrawal { consent: true, reason: "同意".into() });
    assert!(own.await.is_err());
    cast.clock("2026-11-21T01:00:00Z");
    let consent = DecideWithdrawal { consent: true, reason: "同意留任".into() };
    decide_withdrawal(cast.app(), &cast.hr, exit, consent).await.unwrap();
    assert_eq!(cast.last_day().await, None);
    let later = AsOfQuery { as_of: Some(day("2027-03-01")), known_on: None };
    let page = person_page(cast.app(), &Caller::system(), cast.zhang.person_id, later).await.unwrap();
    assert_eq!(page.status.as_ref().unwrap(), "active", "the employment goes on with its assignment and pay");
    assert_eq!(page.position.as_deref(), Some("高级后端工程师"));
    let tasks = list_my_tasks(cast.app(), &cast.it, TasksQuery::default()).await.unwrap();
    assert!(tasks.items.is_empty(), "no task of the stopped run is left");
    cast.clock("2026-11-25T01:00:00Z");
    assert_ne!(cast.resigned().await, exit, "a later resignation is a new case");
}

#[tokio::test]
async fn access_is_not_ended_before_the_last_working_minute() {
    let cast = cast().await;
    cast.resigned().await;
    cast.clock("2026-12-20T09:59:59Z");
    assert_eq!(cast.done(&cast.it, "revoke_accounts").await.unwrap_err().code, "flow.too_early");
    cast.clock("2026-12-20T10:00:00Z");
    cast.done(&cast.it, "revoke_accounts").await.unwrap();
}

#[tokio::test]
async fn the_second_completion_of_a_task_is_refused() {
    let cast = cast().await;
    cast.resigned().await;
    let id = cast.task(&cast.it, "account_inventory").await;
    complete_task(cast.app(), &cast.it, id, CompleteTask::default()).await.unwrap();
    let again = complete_task(cast.app(), &cast.it, id, CompleteTask::default()).await.unwrap_err();
    assert_eq!((again.kind, again.code), (ErrorKind::Conflict, "task.already_done"));
}

#[tokio::test]
async fn a_plan_ends_by_itself_after_thirty_days_and_the_same_talk_opens_no_second_one() {
    let cast = cast().await;
    let talk = cast.talk("none").await;
    let open = || OpenPreOffboarding {
        person_id: cast.zhang.person_id,
        reason: "面谈中确认".into(),
        evidence: Some(NewEvidence::Talk { id: talk }),
    };
    let plan = open_pre_offboarding(cast.app(), &cast.hr, open()).await.unwrap().id;
    cast.clock("2026-12-20T07:59:59Z");
    tick(cast.app()).await.unwrap();
    assert_eq!(get_offboarding(cast.app(), &cast.hr, plan).await.unwrap().summary.phase, "pre_offboarding");
    cast.clock("2026-12-20T08:00:00Z");
    assert!(tick(cast.app()).await.unwrap() > 0);
    assert_eq!(tick(cast.app()).await.unwrap(), 0, "a second look at the same instant changes nothing");
    assert_eq!(get_offboarding(cast.app(), &cast.hr, plan).await.unwrap().summary.phase, "pre_expired");
    let again = open_pre_offboarding(cast.app(), &cast.hr, open()).await.unwrap_err();
    assert_eq!(again.code, "offboarding.evidence_used");
}

#[tokio::test]
async fn neither_a_score_nor_a_bare_reason_opens_a_plan() {
    let cast = cast().await;
    let open =
        |evidence| OpenPreOffboarding { person_id: cast.zhang.person_id, reason: "模型提示".into(), evidence };
    let bare = open_pre_offboarding(cast.app(), &cast.hr, open(None)).await.unwrap_err();
    assert_eq!(bare.code, "offboarding.evidence_missing");
    assert!(bare.article.is_some());
    let evidence = Some(NewEvidence::Talk { id: cast.talk("none").await });
    let job = open_pre_offboarding(cast.app(), &Caller::system(), open(evidence)).await.unwrap_err();
    assert_eq!(job.code, "offboarding.score_cannot_open");
    let stranger = Some(NewEvidence::Statement { id: Uuid::nil() });
    let unknown = open_pre_offboarding(cast.app(), &cast.hr, open(stranger)).await.unwrap_err();
    let heard = Some(NewEvidence::Statement { id: cast.talk("pending").await });
    let unconfirmed = open_pre_offboarding(cast.app(), &cast.hr, open(heard)).await.unwrap_err();
    assert_eq!(unconfirmed.code, "offboarding.statement_unconfirmed");
    assert_eq!(unknown.code, "offboarding.evidence_unknown");
}

#[tokio::test]
async fn an_outsider_does_not_find_the_case_and_the_leaver_sees_the_same_settlement_as_finance() {
    let cast = cast().await;
    let exit = cast.resigned().await;
    assert!(get_offboarding(cast.app(), &cast.outsider, exit).await.is_err());
    assert_eq!(my_offboarding(cast.app(), &cast.outsider).await.unwrap().id, None);
    let own = my_offboarding(cast.app(), &cast.own).await.unwrap();
    assert_eq!((own.id, own.items.len()), (Some(exit), 5));
    let finance = get_offboarding(cast.app(), &cast.finance, exit).await.unwrap();
    assert_eq!(own.settlement.unwrap().document, finance.settlement.unwrap().document);
    let manager = get_offboarding(cast.app(), &cast.manager, exit).await.unwrap();
    assert!(manager.settlement.unwrap().document.as_ref().is_none() && manager.text.as_ref().is_none());
    assert!(manager.redacted.contains(&"state"));
}

#[tokio::test]
async fn an_earlier_day_that_the_employer_wants_is_priced_first() {
    let cast = cast().await;
    let exit = cast.resigned().await;
    let change = |preview| ChangeLastDay {
        wanted_by: Side::Employer,
        last_day: day("2026-11-30"),
        consent_document: Some("张明远书面同意".into()),
        acknowledged_preview_id: preview,
    };
    let blind = change_last_day(cast.app(), &cast.hr, exit, change(None)).await.unwrap_err();
    assert_eq!(blind.code, "offboarding.cost_not_shown");
    let ask = PreviewCost { person_id: cast.zhang.person_id, wanted_last_day: day("2026-11-30"), protected: None };
    let preview = preview_cost(cast.app(), &cast.hr, ask).await.unwrap();
    let costs: Vec<i64> = preview.document.as_ref().unwrap().options.iter().map(|way| way.cost_fen.fen()).collect();
    // 4 years 9 months: N = 5 × 28,600; N + 1; 2N.
    assert_eq!(costs, [0, 14_300_000, 17_160_000, 28_600_000]);
    change_last_day(cast.app(), &cast.hr, exit, change(Some(preview.id))).await.unwrap();
    assert_eq!(cast.last_day().await, Some(day("2026-11-30")));
    let page = get_offboarding(cast.app(), &cast.hr, exit).await.unwrap();
    let settlement = page.settlement.unwrap();
    let lines = &settlement.document.as_ref().unwrap().lines;
    let severance = lines.iter().find(|line| line.code == "severance").unwrap();
    assert_eq!(severance.amount_fen, Some(Money::from_fen(14_300_000)));
    assert!(severance.explanation.as_ref().unwrap().articles.iter().any(|article| article.code.contains("47")));
    let pays = page.flow.unwrap().tasks.into_iter().find(|task| task.task == "pay_severance").unwrap();
    assert_eq!(pays.waits_for.len(), 1, "only severance may wait for the handover");
}

#[tokio::test]
async fn an_agreement_that_the_employer_proposed_needs_the_shown_cost_and_writing() {
    let cast = cast().await;
    let agree = |written, preview| RecordAgreement {
        person_id: cast.zhang.person_id,
        written,
        proposed_by: Side::Employer,
        last_day: day("2026-12-31"),
        document: "协商解除协议".into(),
        acknowledged_preview_id: preview,
    };
    let oral = record_agreement(cast.app(), &cast.hr, agree(false, None)).await.unwrap_err();
    assert_eq!(oral.code, "offboarding.agreement_not_written");
    let blind = record_agreement(cast.app(), &cast.hr, agree(true, None)).await.unwrap_err();
    assert_eq!(blind.code, "offboarding.cost_not_shown");
    let ask = PreviewCost { person_id: cast.zhang.person_id, wanted_last_day: day("2026-12-31"), protected: None };
    let preview = preview_cost(cast.app(), &cast.hr, ask).await.unwrap();
    record_agreement(cast.app(), &cast.hr, agree(true, Some(preview.id))).await.unwrap();
    assert_eq!(cast.last_day().await, Some(day("2026-12-31")));
}

#[tokio::test]
async fn a_resignation_is_written_and_gives_three_days_in_probation() {
    let cast = cast().await;
    let mut hire = cast.group.hire("新员工", "YC000900", "2026-11-01");
    hire.probation_last_day = Some(day("2027-01-31"));
    let newcomer = cast.group.hired(hire).await.person_id;
    let record = |written| RecordResignation {
        person_id: newcomer,
        written,
        received_on: day("2026-11-19"),
        wished_last_day: None,
        document: "纸质申请，存人事档案".into(),
    };
    let oral = record_resignation(cast.app(), &cast.hr, record(false)).await.unwrap_err();
    assert_eq!(oral.code, "offboarding.resignation_not_written");
    assert!(oral.article.is_some());
    let exit = record_resignation(cast.app(), &cast.hr, record(true)).await.unwrap().id;
    let page = get_offboarding(cast.app(), &cast.hr, exit).await.unwrap();
    assert_eq!(page.summary.last_day, Some(day("2026-11-22")));
}

#[tokio::test]
async fn a_protected_person_is_not_sent_away_and_the_answer_names_the_article() {
    let cast = cast().await;
    let check =
        |protected| CheckGround { person_id: cast.zhang.person_id, ground: law::Ground::Art40Incompetent, protected };
    assert!(check_ground(cast.app(), &cast.hr, check(None)).await.unwrap().allowed);
    let protected = Some(vec![law::termination::ProtectedStatus::Pregnant]);
    let refused = check_ground(cast.app(), &cast.hr, check(protected)).await.unwrap_err();
    assert_eq!(refused.code, "offboarding.protected");
    assert!(refused.article.unwrap().contains("第四十二条"));
}

#[tokio::test]
async fn a_finished_case_counts_however_many_newer_ones_are_open() {
    let cast = cast().await;
    let exit = cast.resigned().await;
    let app = cast.app();
    let mut work = app.begin(&Caller::system(), "test", None).await.unwrap();
    let case = Find::<Offboarding>::by_id(&work.db(), exit).await.unwrap().unwrap();
    let flow = Find::<Flow>::by_id(&work.db(), case.flow_id.unwrap()).await.unwrap().unwrap();
    let mut state = app.store().unseal("flow", Flow::STATE, flow.id, &flow.state).unwrap().into_exposed().0;
    state["status"] = "completed".into();
    let ended = Flow {
        status: "completed".into(),
        ended_at: Some(work.now().into()),
        state: work.seal(Flow::META, Flow::STATE, flow.id, &Document(state)),
        ..flow.clone()
    };
    work.update(&flow, ended).await.unwrap();
    let later = work.now().plus_seconds(60);
    let open = |number| {
        let id = Uuid::from_u128(number);
        let state = work.seal(Offboarding::META, Offboarding::STATE, id, &Document(serde_json::Value::Null));
        Offboarding { id, flow_id: None, opened_at: later.into(), state, ..case.clone() }
    };
    let newer: Vec<_> = (1..=2_001).map(open).collect();
    work.insert_all(newer).await.unwrap();
    work.commit().await.unwrap();
    let cycle = cycle_summary(app, &cast.hr).await.unwrap();
    assert_eq!((cycle.completed, cycle.summary.runs, cycle.cases.len()), (1, 1, 1));
}

#[tokio::test]
async fn the_board_shows_many_cases_at_once() {
    let cast = cast().await;
    let mut work = cast.app().begin(&Caller::system(), "test", None).await.unwrap();
    for number in 0..60 {
        let hire = cast.group.hire("员工", &format!("YC1{number:05}"), "2023-03-01");
        let known = kernel::Instant::start_of(hire.hired_on);
        let person = services::people::hire_in(cast.app(), &mut work, hire, known).await.unwrap().person_id;
        let input = SubmitResignation { text: "辞职".into(), wished_last_day: None };
        services::offboarding::submit_resignation_in(cast.app(), &mut work, person, input).await.unwrap();
    }
    work.commit().await.unwrap();
    let board = list_offboardings(cast.app(), &cast.hr, BoardQuery::default()).await.unwrap();
    assert_eq!(board.items.len(), 60);
    assert!(board.items.iter().all(|item| item.tasks_total > 15 && item.days_left == Some(30)));
    assert_eq!(list_offboardings(cast.app(), &cast.manager, BoardQuery::default()).await.unwrap().items.len(), 0);
}
