//! Work rules and what rests on them; complaints that nobody else reads; proofs and the desk.

use kernel::{ErrorKind, Money, PersonId, Sensitive};
use rules::{SignalKey, guard};
use services::PageQuery;
use services::approvals::{ApprovalsQuery, Decide, list_approvals};
use services::certificates::{IssueProof, issue_own_proof, own_proof_file, revoke_own_proof, verify_certificate};
use services::conduct::{
    AnswerComplaint, COMPLAINT, FileComplaint, Hearing, NewAward, NewDiscipline, NewRuleStep, NewWorkRule,
    PublishWorkRule, PutAwardBudget, UnionNotice, acknowledge_work_rule, answer_complaint, draft_work_rule,
    file_complaint, get_award, get_discipline, hear_discipline, list_awards, list_complaints, list_discipline,
    list_unacknowledged, list_work_rules, open_discipline, own_complaints, own_discipline, propose_award,
    propose_discipline, publish_work_rule, put_award_budget, record_rule_step, take_complaint, tell_union,
};
use services::desk::{
    ArticleQuery, NewTicket, PutArticle, ReplyTicket, TicketQuery, TicketQueue, close_ticket, get_ticket,
    list_articles, list_tickets, open_ticket, put_article, reply_ticket,
};
use services::inbox::decide_approval;
use testkit::{at, day};
use uuid::Uuid;

use crate::fixture::{Group, group};

fn text(words: &str) -> Sensitive<String> {
    Sensitive::new(words.to_owned())
}

/// A rule that went the whole way and holds from today on.
async fn published(group: &Group, hr: &access::Caller) -> Uuid {
    let draft = NewWorkRule {
        rule_id: None,
        title: "考勤管理制度".into(),
        body: "第八条 连续旷工三日以上的，可以解除劳动合同。".into(),
        touches_staff: true,
        legal_entity_id: None,
    };
    let id = draft_work_rule(&group.app, hr, draft).await.unwrap().id;
    for kind in ["discussion", "union"] {
        let step = NewRuleStep { kind: kind.into(), day: day("2026-11-10"), detail: "会议纪要 12 号".into() };
        record_rule_step(&group.app, hr, id, step).await.unwrap();
    }
    publish_work_rule(&group.app, hr, id, PublishWorkRule { effective_on: day("2026-11-20") }).await.unwrap();
    id
}

fn breach(person_id: PersonId, work_rule_id: Uuid, incident_on: &str) -> NewDiscipline {
    NewDiscipline {
        person_id,
        work_rule_id,
        clause: "第八条".into(),
        measure: "dismissal".into(),
        incident_on: day(incident_on),
        facts: text("11 月 23 日至 25 日未到岗，未请假。"),
    }
}

#[tokio::test]
async fn a_rule_that_touches_the_staff_is_not_published_without_its_consultation() {
    let group = group().await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let draft = NewWorkRule {
        rule_id: None,
        title: "考勤管理制度".into(),
        body: "正文".into(),
        touches_staff: true,
        legal_entity_id: None,
    };
    let id = draft_work_rule(&group.app, &hr, draft).await.unwrap().id;
    let publish = || PublishWorkRule { effective_on: day("2026-12-01") };
    let refused = publish_work_rule(&group.app, &hr, id, publish()).await.unwrap_err();
    assert_eq!((refused.code, refused.params["steps"].as_str()), ("conduct.not_consulted", "discussion, union"));
    assert_eq!(refused.article.as_deref(), Some("《劳动合同法》第四条第二款"));
    let step = |kind: &str| NewRuleStep { kind: kind.into(), day: day("2026-11-10"), detail: "纪要".into() };
    record_rule_step(&group.app, &hr, id, step("discussion")).await.unwrap();
    let refused = publish_work_rule(&group.app, &hr, id, publish()).await.unwrap_err();
    assert_eq!(refused.params["steps"], "union");
    record_rule_step(&group.app, &hr, id, step("union")).await.unwrap();
    publish_work_rule(&group.app, &hr, id, publish()).await.unwrap();
}

#[tokio::test]
async fn no_measure_rests_on_a_version_that_was_not_acknowledged_by_the_day_of_the_incident() {
    let group = group().await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await;
    let own = group.caller("zhang", "employee", Some(zhang.person_id), None).await;
    let rule = published(&group, &hr).await;
    let missing = list_unacknowledged(&group.app, &hr, rule, PageQuery::default()).await.unwrap();
    assert_eq!((missing.total, missing.items[0].employee_no.as_str()), (Some(1), "YC1"));
    let refused = open_discipline(&group.app, &hr, breach(zhang.person_id, rule, "2026-11-20")).await.unwrap_err();
    assert_eq!((refused.kind, refused.code), (ErrorKind::Conflict, "conduct.not_acknowledged"));
    assert_eq!(refused.article.as_deref(), Some("《劳动合同法》第四条第四款、第三十九条第（二）项"));
    group.clock.set(at("2026-11-22T02:00:00Z"));
    acknowledge_work_rule(&group.app, &own, rule).await.unwrap();
    assert_eq!(list_unacknowledged(&group.app, &hr, rule, PageQuery::default()).await.unwrap().total, Some(0));
    let early = open_discipline(&group.app, &hr, breach(zhang.person_id, rule, "2026-11-21")).await.unwrap_err();
    assert_eq!(early.code, "conduct.not_acknowledged", "the day before it was read");
    open_discipline(&group.app, &hr, breach(zhang.person_id, rule, "2026-11-22")).await.unwrap();
}

#[tokio::test]
async fn those_who_have_not_read_a_rule_are_listed_to_the_last_one_page_by_page() {
    let group = group().await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    for number in 1..=5 {
        // Namesakes: the order of the pages must not hang on the name alone.
        group.hired(group.hire("王伟", &format!("YC{number}"), "2024-01-01")).await;
    }
    let rule = published(&group, &hr).await;
    let (mut cursor, mut seen) = (None, Vec::new());
    loop {
        let page = PageQuery { cursor, limit: Some(2) };
        let page = list_unacknowledged(&group.app, &hr, rule, page).await.unwrap();
        assert_eq!(page.total, Some(5));
        seen.extend(page.items.into_iter().map(|one| one.employee_no));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["YC1", "YC2", "YC3", "YC4", "YC5"]);
}

#[tokio::test]
async fn nobody_decides_before_the_person_was_heard_and_the_union_told() {
    let group = group().await;
    let asker = group.caller("han.xue", "hr", None, None).await;
    let decider = group.caller("li.na", "hr", None, None).await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await;
    let own = group.caller("zhang", "employee", Some(zhang.person_id), None).await;
    let rule = published(&group, &asker).await;
    acknowledge_work_rule(&group.app, &own, rule).await.unwrap();
    let id = open_discipline(&group.app, &asker, breach(zhang.person_id, rule, "2026-11-20")).await.unwrap().id;
    let refused = propose_discipline(&group.app, &asker, id).await.unwrap_err();
    assert_eq!((refused.code, refused.article.as_deref()), ("conduct.steps_missing", Some("《劳动合同法》第四十三条")));
    let heard = Hearing { day: day("2026-11-20"), said: text("家中有急事，已电话说明。") };
    hear_discipline(&group.app, &asker, id, heard).await.unwrap();
    assert_eq!(propose_discipline(&group.app, &asker, id).await.unwrap_err().params["steps"], "union");
    tell_union(&group.app, &asker, id, UnionNotice { day: day("2026-11-20"), answer: None }).await.unwrap();
    propose_discipline(&group.app, &asker, id).await.unwrap();
    let open = list_approvals(&group.app, &decider, ApprovalsQuery::default()).await.unwrap();
    let yes = Decide { approve: true, reason: None };
    decide_approval(&group.app, &decider, open.items[0].id, yes).await.unwrap();
    let seen = own_discipline(&group.app, &own).await.unwrap().items.remove(0);
    assert_eq!(seen.state.as_ref().unwrap(), "imposed");
    assert_eq!(seen.hearing.as_ref().unwrap().as_deref(), Some("家中有急事，已电话说明。"));
    assert_eq!(list_discipline(&group.app, &asker).await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn an_award_beyond_the_budget_is_refused_and_one_within_waits_for_its_answer() {
    let group = group().await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let other = group.caller("li.na", "hr", None, None).await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await;
    let award = |fen| NewAward {
        person_id: zhang.person_id,
        kind: "spot".into(),
        title: "攻克检索延迟".into(),
        amount_fen: Sensitive::new(Money::from_fen(fen)),
        day: day("2026-11-20"),
    };
    let none = propose_award(&group.app, &hr, award(100)).await.unwrap_err();
    assert_eq!(none.code, "conduct.no_budget");
    let amount_fen = Sensitive::new(Money::from_fen(500_000));
    let budget = PutAwardBudget { unit_id: group.cloud, year: 2026, amount_fen };
    put_award_budget(&group.app, &hr, budget).await.unwrap();
    propose_award(&group.app, &hr, award(300_000)).await.unwrap();
    let refused = propose_award(&group.app, &hr, award(200_001)).await.unwrap_err();
    assert_eq!(refused.code, "conduct.budget_exceeded", "what waits for an answer is not spent twice");
    let open = list_approvals(&group.app, &other, ApprovalsQuery::default()).await.unwrap();
    decide_approval(&group.app, &other, open.items[0].id, Decide { approve: true, reason: None }).await.unwrap();
    let seen = list_awards(&group.app, &hr).await.unwrap();
    assert_eq!(seen.items[0].state, "granted");
    assert_eq!(seen.budgets[0].used_fen.as_ref(), Some(&Money::from_fen(300_000)));
}

#[tokio::test]
async fn whoever_is_asked_opens_the_award_or_the_measure_and_a_stranger_does_not_find_it() {
    let group = group().await;
    let (asker, decider) =
        (group.caller("han.xue", "hr", None, None).await, group.caller("li.na", "hr", None, None).await);
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await;
    let li = group.hired(group.hire("李楠", "YC2", "2024-01-01")).await;
    let other = group.caller("li.nan", "manager", Some(li.person_id), None).await;
    let own = group.caller("zhang", "hr", Some(zhang.person_id), None).await;
    let award = NewAward {
        person_id: zhang.person_id,
        kind: "honour".into(),
        title: "攻克检索延迟".into(),
        amount_fen: Sensitive::new(Money::ZERO),
        day: day("2026-11-20"),
    };
    propose_award(&group.app, &asker, award).await.unwrap();
    let open = list_approvals(&group.app, &decider, ApprovalsQuery::default()).await.unwrap().items.remove(0);
    let seen = get_award(&group.app, &decider, open.about_id).await.unwrap();
    assert_eq!((seen.award.title.as_str(), seen.approval.map(|asked| asked.id)), ("攻克检索延迟", Some(open.id)));
    let hidden = get_award(&group.app, &other, open.about_id).await.unwrap_err();
    assert_eq!((hidden.kind, hidden.code), (ErrorKind::NotFound, "conduct.award_unknown"));
    let rule = published(&group, &asker).await;
    acknowledge_work_rule(&group.app, &own, rule).await.unwrap();
    let id = open_discipline(&group.app, &asker, breach(zhang.person_id, rule, "2026-11-20")).await.unwrap().id;
    let seen = get_discipline(&group.app, &decider, id).await.unwrap();
    assert_eq!((seen.measure.missing, seen.approval), (vec!["hearing", "union"], None));
    let hidden = get_discipline(&group.app, &own, id).await.unwrap_err();
    assert_eq!(hidden.code, "conduct.discipline_unknown", "nobody runs the own case");
}

#[tokio::test]
async fn a_complaint_is_read_by_its_handler_and_the_person_and_nobody_else() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await;
    let own = group.caller("zhang", "employee", Some(zhang.person_id), None).await;
    let (handler, other) =
        (group.caller("han.xue", "hr", None, None).await, group.caller("li.na", "hr", None, None).await);
    let complaint = FileComplaint { category: "pay".into(), body: text("加班工资未足额支付。") };
    let id = file_complaint(&group.app, &own, complaint).await.unwrap().id;
    let waiting = list_complaints(&group.app, &other).await.unwrap().items.remove(0);
    assert!(waiting.person.is_none() && waiting.body.as_ref().is_none(), "a category and a deadline, no name, no word");
    assert_eq!(waiting.due_on, day("2026-12-05"));
    let taken = take_complaint(&group.app, &handler, id).await.unwrap();
    assert_eq!(taken.body.as_ref().unwrap(), "加班工资未足额支付。");
    assert_eq!(list_complaints(&group.app, &other).await.unwrap().items.len(), 0, "it is handled by somebody else");
    let answer = || AnswerComplaint { answer: text("已补发，见本月工资。") };
    let refused = answer_complaint(&group.app, &other, id, answer()).await.unwrap_err();
    assert_eq!((refused.kind, refused.code), (ErrorKind::NotFound, "conduct.complaint_unknown"));
    answer_complaint(&group.app, &handler, id, answer()).await.unwrap();
    let mine = own_complaints(&group.app, &own).await.unwrap();
    assert_eq!(mine.items[0].answer.as_ref().unwrap().as_deref(), Some("已补发，见本月工资。"));
    let refused = guard(&[SignalKey::Protected(COMPLAINT)]).unwrap_err();
    assert_eq!(refused.article.zh, "《劳动合同法》第七十七条", "no rule and no model takes it as an input");
}

#[tokio::test]
async fn a_proof_is_issued_at_once_and_its_address_tells_only_whether_it_holds() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await;
    let li = group.hired(group.hire("李娜", "YC2", "2024-01-01")).await;
    let own = group.caller("zhang", "employee", Some(zhang.person_id), None).await;
    let other = group.caller("li", "employee", Some(li.person_id), None).await;
    let ask = || IssueProof { kind: "income".into(), purpose: "办理签证".into() };
    let proof = issue_own_proof(&group.app, &own, ask()).await.unwrap();
    assert_eq!(proof.number, "ZM-2026-000001");
    let file = own_proof_file(&group.app, &own, proof.id).await.unwrap();
    assert!(file.bytes.starts_with(b"%PDF") && file.name.starts_with("收入证明"));
    assert_eq!(own_proof_file(&group.app, &other, proof.id).await.unwrap_err().code, "certificate.unknown");
    let token = proof.verification_url.rsplit('/').next().unwrap();
    assert_eq!(verify_certificate(&group.app, token).await.unwrap().status, "valid");
    revoke_own_proof(&group.app, &own, proof.id).await.unwrap();
    assert_eq!(verify_certificate(&group.app, token).await.unwrap().status, "revoked");
    assert_eq!(issue_own_proof(&group.app, &own, ask()).await.unwrap().number, "ZM-2026-000002");
}

#[tokio::test]
async fn the_desk_answers_within_its_hours_and_a_stranger_does_not_find_the_question() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await;
    let li = group.hired(group.hire("李娜", "YC2", "2024-01-01")).await;
    let own = group.caller("zhang", "employee", Some(zhang.person_id), None).await;
    let other = group.caller("li", "employee", Some(li.person_id), None).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let question =
        NewTicket { category: "pay".into(), title: text("个税"), body: text("十月个税为何增加？") };
    let id = open_ticket(&group.app, &own, question).await.unwrap().id;
    assert_eq!(get_ticket(&group.app, &other, id).await.unwrap_err().code, "desk.ticket_unknown");
    let waiting = list_tickets(&group.app, &hr, TicketQuery::default()).await.unwrap().items.remove(0);
    assert_eq!(waiting.due_at.as_ref(), Some(&at("2026-11-21T08:00:00Z")), "pay is answered within a day");
    let reply = ReplyTicket { body: text("累计预扣进入下一级税率。") };
    let page = reply_ticket(&group.app, &hr, id, reply).await.unwrap();
    assert_eq!(page.ticket.state.as_ref().unwrap(), "answered");
    let again = reply_ticket(&group.app, &own, id, ReplyTicket { body: text("谢谢，还有一问。") }).await.unwrap();
    assert_eq!(again.ticket.state.as_ref().unwrap(), "open", "a further word of the asker opens it again");
}

#[tokio::test]
async fn the_queue_of_the_desk_holds_what_waits_and_the_rest_is_asked_for_by_name() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-01-01")).await;
    let own = group.caller("zhang", "employee", Some(zhang.person_id), None).await;
    let (hr, other) = (group.caller("han.xue", "hr", None, None).await, group.caller("li.na", "hr", None, None).await);
    let mut asked = Vec::new();
    for (minute, title) in ["waits", "answered", "closed"].into_iter().enumerate() {
        group.clock.set(at(&format!("2026-11-20T08:0{minute}:00Z")));
        let question = NewTicket { category: "leave".into(), title: text(title), body: text("…") };
        asked.push(open_ticket(&group.app, &own, question).await.unwrap().id);
    }
    reply_ticket(&group.app, &hr, asked[1], ReplyTicket { body: text("见通知") }).await.unwrap();
    close_ticket(&group.app, &own, asked[2]).await.unwrap();
    let queue = async |caller, queue| {
        let list = list_tickets(&group.app, caller, TicketQuery { queue }).await.unwrap();
        list.items.iter().map(|item| item.title.as_ref().unwrap().clone()).collect::<Vec<_>>()
    };
    assert_eq!(queue(&hr, None).await, ["waits"]);
    assert_eq!(queue(&hr, Some(TicketQueue::Mine)).await, ["answered"]);
    assert_eq!(queue(&other, Some(TicketQueue::Mine)).await, [""; 0]);
    assert_eq!(queue(&hr, Some(TicketQueue::Closed)).await, ["closed"]);
    assert_eq!(queue(&hr, Some(TicketQueue::All)).await, ["closed", "answered", "waits"]);
}

#[tokio::test]
async fn an_article_is_found_by_title_pinyin_and_initials() {
    let group = group().await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let article =
        PutArticle {
            id: None, title: "年休假怎么算".into(), category: "leave".into(), body: "按累计工龄。".into()
        };
    put_article(&group.app, &hr, article).await.unwrap();
    for q in ["年休", "nianxiu", "nxj"] {
        let found = list_articles(&group.app, &hr, ArticleQuery { q: Some(q.into()) }).await.unwrap();
        assert_eq!(found.items.len(), 1, "{q}");
    }
    assert_eq!(list_work_rules(&group.app, &hr).await.unwrap().items.len(), 0);
}
