//! Flows file what they make: in the right category, in their own transaction, on both engines.

use access::Caller;
use kernel::{FieldClass, Money, PersonId, Sensitive};
use serde_json::json;
use services::approvals::{ApprovalsQuery, Decide, list_approvals};
use services::certificates::{IssueProof, issue_own_proof, issue_proof_in, own_proof_file};
use services::changes::{OpenChange, decided_in, get_change, letter_file, make_letter, open_change};
use services::conduct::{
    Hearing, NewAward, NewDiscipline, NewRuleStep, NewWorkRule, PublishWorkRule, PutAwardBudget, UnionNotice,
    acknowledge_work_rule, draft_work_rule, hear_discipline, open_discipline, propose_award, propose_discipline,
    publish_work_rule, put_award_budget, record_rule_step, tell_union,
};
use services::contracts::{
    MakeRenewals, NewRenewal, RenewalsQuery, SignRenewal, list_renewals, make_renewals, sign_renewal,
};
use services::files::{FileQuery, FileView, NewFile, Upload, add_file, file_content, list_files, person_file};
use services::inbox::decide_approval;
use services::people::{ContractTerms, Hire, Hired};
use sha2::{Digest as _, Sha256};
use storage::query::Find;
use storage::rows::Contract;
use testkit::day;
use uuid::Uuid;

use crate::fixture::{Group, group_in};

macro_rules! on_both_engines {
    ($(async fn $name:ident($group:ident: Group) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn check($group: Group) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                let clock = std::sync::Arc::new(testkit::clock_at(crate::fixture::NOW));
                check(group_in(testkit::sqlite_store(clock).await).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                let clock = std::sync::Arc::new(testkit::clock_at(crate::fixture::NOW));
                if let Some(test) = testkit::postgres_store(clock).await {
                    check(group_in(test).await).await;
                }
            }
        }
    )+};
}

/// What somebody sees in a person's file, by category.
async fn filed(group: &Group, caller: &Caller, person: PersonId) -> Vec<FileView> {
    let query = FileQuery { person_id: Some(person), ..FileQuery::default() };
    let mut items = list_files(&group.app, caller, query).await.unwrap().items;
    items.sort_by(|a, b| a.category.cmp(&b.category));
    items
}

fn categories(files: &[FileView]) -> Vec<&str> {
    files.iter().map(|file| file.category.as_str()).collect()
}

/// The text of a file that the person sees.
async fn text(group: &Group, caller: &Caller, file: &FileView) -> String {
    let bytes = file_content(&group.app, caller, file.id, None).await.unwrap().bytes;
    documents::text_of(documents::Kind::Pdf, &bytes).unwrap().replace(char::is_whitespace, "")
}

fn proof(kind: &str) -> IssueProof {
    IssueProof { kind: kind.into(), purpose: "办理签证".into() }
}

/// A hire for a term, with a signed contract that is nowhere in the file.
fn term(group: &Group) -> Hire {
    let (kind, first_day, last_day) = ("fixed_term".to_owned(), day("2024-01-01"), Some(day("2026-12-31")));
    let contract = Some(ContractTerms { kind, first_day, last_day, signed_on: Some(first_day) });
    Hire { contract, ..group.hire("张明远", "YC1", "2024-01-01") }
}

/// An offer for three more years, sent.
async fn offered(group: &Group, hr: &Caller, zhang: Hired) -> Uuid {
    let contract = Find::<Contract>::new().eq(Contract::PERSON_ID, zhang.person_id.0).known();
    let contract_id = contract.one(&group.app.db()).await.unwrap().unwrap().contract_id;
    let (kind, last_day) = ("fixed_term".into(), Some(day("2029-12-31")));
    let item = NewRenewal { contract_id, kind, last_day, same_terms: true, fixed_asked: None };
    let offer = MakeRenewals { items: vec![item], send: true, answer_by: None };
    make_renewals(&group.app, hr, offer).await.unwrap();
    list_renewals(&group.app, hr, RenewalsQuery::default()).await.unwrap().items[0].id
}

const RULES: &str = "第八条 连续旷工三日以上的，可以解除劳动合同。";

/// A measure that waits for its decision.
async fn proposed(group: &Group, hr: &Caller, own: &Caller) -> Uuid {
    let title = "考勤管理制度".into();
    let body = RULES.into();
    let draft = NewWorkRule { rule_id: None, title, body, touches_staff: true, legal_entity_id: None };
    let rule = draft_work_rule(&group.app, hr, draft).await.unwrap().id;
    for kind in ["discussion", "union"] {
        let step = NewRuleStep { kind: kind.into(), day: day("2026-11-10"), detail: "会议纪要 12 号".into() };
        record_rule_step(&group.app, hr, rule, step).await.unwrap();
    }
    publish_work_rule(&group.app, hr, rule, PublishWorkRule { effective_on: day("2026-11-20") }).await.unwrap();
    acknowledge_work_rule(&group.app, own, rule).await.unwrap();
    let breach = NewDiscipline {
        person_id: own.person().unwrap(),
        work_rule_id: rule,
        clause: "第八条".into(),
        measure: "final_warning".into(),
        incident_on: day("2026-11-20"),
        facts: Sensitive::new("当日未到岗，未请假。".into()),
    };
    let id = open_discipline(&group.app, hr, breach).await.unwrap().id;
    let heard = Hearing { day: day("2026-11-20"), said: Sensitive::new("家中有急事。".into()) };
    hear_discipline(&group.app, hr, id, heard).await.unwrap();
    tell_union(&group.app, hr, id, UnionNotice { day: day("2026-11-20"), answer: None }).await.unwrap();
    propose_discipline(&group.app, hr, id).await.unwrap();
    id
}

/// Into another unit, which waits for its decision.
fn moved(group: &Group, person_id: PersonId, (kind, on): (&str, &str)) -> OpenChange {
    OpenChange {
        person_id,
        effective_on: day(on),
        terms: Sensitive::new(json!({"kind": kind, "unit_id": group.data})),
        reason: "业务需要".into(),
        agreement: None,
        corrects: None,
        submit: true,
    }
}

async fn decide(group: &Group, decider: &Caller, approve: bool) {
    let open = list_approvals(&group.app, decider, ApprovalsQuery::default()).await.unwrap();
    let reason = (!approve).then(|| "事实不清".to_owned());
    decide_approval(&group.app, decider, open.items[0].id, Decide { approve, reason }).await.unwrap();
}

on_both_engines! {
    async fn a_proof_is_filed_as_it_was_signed_and_one_that_names_pay_only_for_those_who_may_see_pay(group: Group) {
        let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await.person_id;
        let own = group.caller("zhang", "employee", Some(zhang), None).await;
        let employment = issue_own_proof(&group.app, &own, proof("employment")).await.unwrap();
        let income = issue_own_proof(&group.app, &own, proof("income")).await.unwrap();
        let files = filed(&group, &own, zhang).await;
        assert_eq!(categories(&files), ["pay", "proof"]);
        for (file, proof) in files.iter().zip([income, employment]) {
            let signed = own_proof_file(&group.app, &own, proof.id).await.unwrap().bytes;
            assert_eq!(file_content(&group.app, &own, file.id, None).await.unwrap().bytes, signed);
            assert_eq!(file.source.as_deref(), Some("proof"));
        }
        assert_eq!((files[0].class, files[1].class), (FieldClass::Pay, FieldClass::Employment));
    }

    async fn what_is_not_committed_is_in_no_file(group: Group) {
        let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await.person_id;
        let own = group.caller("zhang", "employee", Some(zhang), None).await;
        let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
        issue_proof_in(&group.app, &mut work, zhang, proof("employment")).await.unwrap();
        drop(work);
        assert_eq!(filed(&group, &own, zhang).await, []);
        let swept = group.app.store().sweep_blobs().await.unwrap();
        assert_eq!((swept.kept, swept.removed), (0, 2), "the paper and its text");
    }

    async fn a_measure_is_filed_when_it_is_imposed_and_not_when_it_is_refused(group: Group) {
        let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await.person_id;
        let own = group.caller("zhang", "employee", Some(zhang), None).await;
        let asker = group.caller("han.xue", "hr", None, None).await;
        let decider = group.caller("li.na", "hr", None, None).await;
        let manager = group.caller("boss", "manager", None, None).await;
        let id = proposed(&group, &asker, &own).await;
        decide(&group, &decider, false).await;
        assert_eq!(categories(&filed(&group, &own, zhang).await), ["rules_receipt"]);
        propose_discipline(&group.app, &asker, id).await.unwrap();
        decide(&group, &decider, true).await;
        let files = filed(&group, &own, zhang).await;
        let filed_as = (categories(&files), files[0].source.as_deref());
        assert_eq!(filed_as, (vec!["discipline", "rules_receipt"], Some("discipline")));
        let said = text(&group, &own, &files[0]).await;
        for words in ["违纪处理通知书", "张明远", "《考勤管理制度》", "第八条", "当日未到岗", "最后警告", "劳动争议仲裁"] {
            assert!(said.contains(words), "{words} is missing in {said}");
        }
        assert_eq!(filed(&group, &manager, zhang).await, [], "not for everybody");
    }

    async fn a_signed_renewal_is_confirmed_in_the_file_and_the_signed_text_is_still_asked_for(group: Group) {
        let zhang = group.hired(term(&group)).await;
        let person = zhang.person_id;
        let hr = group.caller("han.xue", "hr", None, None).await;
        let own = group.caller("zhang", "employee", Some(person), None).await;
        let id = offered(&group, &hr, zhang).await;
        let sign = |on: &str| SignRenewal {
            signed_on: day(on),
            number: Some("HT-7".into()),
            signed_by: Some("李娜".into()),
        };
        sign_renewal(&group.app, &hr, id, sign("2026-11-21")).await.unwrap_err();
        assert_eq!(filed(&group, &own, person).await, []);
        sign_renewal(&group.app, &hr, id, sign("2026-11-20")).await.unwrap();
        let files = filed(&group, &own, person).await;
        assert_eq!((categories(&files), files[0].source.as_deref()), (vec!["contract"], Some("contract_renewal")));
        let said = text(&group, &own, &files[0]).await;
        for words in ["HT-7", "李娜", "自2027年1月1日起至2029年12月31日止", "2026年11月20日续订", "不代替双方签字"] {
            assert!(said.contains(words), "{words} is missing in {said}");
        }
        let contract_missing = async || {
            let file = person_file(&group.app, &hr, person).await.unwrap();
            file.parts.iter().any(|part| part.category == "contract" && part.missing)
        };
        assert!(contract_missing().await);
        let scan = Upload { file_name: "劳动合同.txt".into(), bytes: "双方签字".into() };
        let about =
            NewFile { person_id: person, category: "contract".into(), title: None, dated_on: None, valid_until: None };
        add_file(&group.app, &hr, about, scan).await.unwrap();
        assert!(!contract_missing().await);
    }

    async fn a_letter_about_a_change_is_filed_as_it_was_made(group: Group) {
        let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await.person_id;
        let hr = group.caller("han.xue", "hr", None, None).await;
        let own = group.caller("zhang", "employee", Some(zhang), None).await;
        let id = open_change(&group.app, &hr, moved(&group, zhang, ("transfer", "2026-12-01"))).await.unwrap().id;
        let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
        decided_in(&group.app, &mut work, id, true).await.unwrap();
        work.commit().await.unwrap();
        let files = filed(&group, &own, zhang).await;
        assert_eq!((categories(&files), files[0].source.as_deref()), (vec!["appointment"], Some("personnel_letter")));
        let letters = get_change(&group.app, &hr, id).await.unwrap().letters;
        assert_eq!(letters.len(), 1, "nobody had to ask for it");
        let handed_out = letter_file(&group.app, &hr, letters[0].id).await.unwrap().bytes;
        assert_eq!(file_content(&group.app, &own, files[0].id, None).await.unwrap().bytes, handed_out);
        make_letter(&group.app, &hr, id).await.unwrap();
        assert_eq!(categories(&filed(&group, &own, zhang).await), ["appointment"; 2], "what was handed out stays");
    }

    async fn a_correction_of_the_records_is_announced_to_nobody(group: Group) {
        let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await.person_id;
        let hr = group.caller("han.xue", "hr", None, None).await;
        let own = group.caller("zhang", "employee", Some(zhang), None).await;
        let id = open_change(&group.app, &hr, moved(&group, zhang, ("correct", "2026-11-01"))).await.unwrap().id;
        let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
        decided_in(&group.app, &mut work, id, true).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(filed(&group, &own, zhang).await, []);
    }

    async fn a_granted_award_is_filed_without_what_it_is_worth(group: Group) {
        let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await.person_id;
        let own = group.caller("zhang", "employee", Some(zhang), None).await;
        let (asker, decider) =
            (group.caller("han.xue", "hr", None, None).await, group.caller("li.na", "hr", None, None).await);
        let amount = |fen| Sensitive::new(Money::from_fen(fen));
        let budget = PutAwardBudget { unit_id: group.cloud, year: 2026, amount_fen: amount(500_000) };
        put_award_budget(&group.app, &asker, budget).await.unwrap();
        let award = || NewAward {
            person_id: zhang,
            kind: "project".into(),
            title: "攻克检索延迟".into(),
            amount_fen: amount(123_400),
            day: day("2026-11-20"),
        };
        propose_award(&group.app, &asker, award()).await.unwrap();
        decide(&group, &decider, false).await;
        assert_eq!(filed(&group, &own, zhang).await, [], "a refused one");
        propose_award(&group.app, &asker, award()).await.unwrap();
        decide(&group, &decider, true).await;
        let files = filed(&group, &own, zhang).await;
        assert_eq!((categories(&files), files[0].source.as_deref()), (vec!["reward"], Some("award")));
        let said = text(&group, &own, &files[0]).await;
        for words in ["奖励决定", "张明远", "项目奖", "攻克检索延迟", "2026年11月20日"] {
            assert!(said.contains(words), "{words} is missing in {said}");
        }
        assert!(!said.contains("1,234") && !said.contains("1234"), "{said}");
    }

    async fn who_has_read_the_work_rules_has_the_receipt_in_the_file(group: Group) {
        let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await.person_id;
        let hr = group.caller("han.xue", "hr", None, None).await;
        let own = group.caller("zhang", "employee", Some(zhang), None).await;
        proposed(&group, &hr, &own).await;
        let files = filed(&group, &own, zhang).await;
        assert_eq!((categories(&files), files[0].source.as_deref()), (vec!["rules_receipt"], Some("work_rule_ack")));
        let said = text(&group, &own, &files[0]).await;
        let digest = hex::encode(Sha256::digest(RULES));
        for words in ["规章制度签收确认书", "《考勤管理制度》（第1版）", "2026年11月20日", digest.as_str(), "无需另行签字"] {
            assert!(said.contains(words), "{words} is missing in {said}");
        }
        assert!(!said.contains("员工签收") && !said.contains("特此通知"), "nobody signs it once more: {said}");
    }
}
