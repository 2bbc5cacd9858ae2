//! Work rules, awards, a complaint, questions and a proof in the invented group. Nothing here is drawn.

use std::collections::HashMap;

use access::Caller;
use chrono::{Datelike, Days};
use kernel::{Date, Money, OrgUnitId, PersonId, Sensitive};
use storage::UnitOfWork;

use crate::certificates::{IssueProof, issue_proof_in};
use crate::conduct::{
    FileComplaint, NewAward, NewRuleStep, NewWorkRule, PublishWorkRule, PutAwardBudget, acknowledge_in,
    draft_work_rule_in, file_complaint_in, propose_award_in, publish_work_rule_in, put_award_budget_in,
    record_rule_step_in,
};
use crate::desk::{NewTicket, PutArticle, ReplyTicket, open_ticket_in, put_article_in, reply_ticket_in};
use crate::{App, Result};

/// Who plays.
pub(super) struct Scene<'a> {
    pub(super) cast: &'a HashMap<&'static str, PersonId>,
    /// Some of the staff who read what is published.
    pub(super) readers: &'a [PersonId],
    pub(super) unit: OrgUnitId,
    pub(super) end: Date,
}

const ATTENDANCE: &str = "第一条 为规范考勤管理，保障员工休息休假权利，制定本制度。\n\
    第三条 员工每日工作八小时，平均每周不超过四十小时。\n\
    第七条 无正当理由迟到、早退，一个月内累计三次以上的，给予警告。\n\
    第八条 连续旷工三日以上，或者一年内累计旷工七日以上的，属于严重违反规章制度。\n\
    第十二条 员工对考勤结果有异议的，可在七日内申请复核。";
const SECRETS: &str = "第一条 商业秘密包括技术信息与经营信息。\n第四条 员工离职时应当交还涉密载体。";

const ARTICLES: [(&str, &str, &str); 4] = [
    (
        "年休假怎么算",
        "leave",
        "按累计工作年限：满一年不满十年五天，满十年不满二十年十天，满二十年十五天。其他单位的工龄也计入。",
    ),
    ("在职证明怎么开", "proof", "在“人事服务台—证明开具”中即时开具，带编号、电子签名和二维码，任何人可以验证真伪。"),
    ("公积金怎么提取", "insurance", "在当地公积金中心线上办理；离职、购房、租房等情形所需材料见当地中心网站。"),
    ("工资条看不懂", "pay", "税前基本工资减个人社保、公积金和预扣个税为实发；个税按累计预扣法逐月计算。"),
];

/// The title of the rule that is in force.
pub(super) const IN_FORCE: &str = "考勤与休假管理制度";

/// Some months before the end the rule is made known and read; what happens later can rest on it.
pub(super) async fn publish(app: &App, readers: &[PersonId], day: Date) -> Result<()> {
    let mut work = app.begin(&Caller::system(), "demo_conduct", None).await?;
    let attendance = draft_work_rule_in(&mut work, rule(IN_FORCE, ATTENDANCE)).await?;
    let discussed = step("discussion", day - Days::new(30), "职工代表大会第 3 次会议，代表 41 人，纪要存工会。");
    record_rule_step_in(&mut work, attendance, discussed).await?;
    let agreed = step("union", day - Days::new(25), "与工会平等协商，采纳复核期由三日改为七日的意见。");
    record_rule_step_in(&mut work, attendance, agreed).await?;
    publish_work_rule_in(app, &mut work, attendance, PublishWorkRule { effective_on: day }).await?;
    for reader in readers {
        acknowledge_in(app, &mut work, attendance, *reader).await?;
    }
    work.commit().await?;
    Ok(())
}

fn rule(title: &str, body: &str) -> NewWorkRule {
    NewWorkRule {
        rule_id: None,
        title: title.to_owned(),
        body: body.to_owned(),
        touches_staff: true,
        legal_entity_id: None,
    }
}

fn step(kind: &str, day: Date, detail: &str) -> NewRuleStep {
    NewRuleStep { kind: kind.to_owned(), day, detail: detail.to_owned() }
}

/// Plays it on the evening of the last day.
pub(super) async fn play(app: &App, scene: &Scene<'_>) -> Result<()> {
    let mut work = app.begin(&Caller::system(), "demo_conduct", None).await?;
    let secrets = draft_work_rule_in(&mut work, rule("商业秘密保护制度", SECRETS)).await?;
    let discussed = step("discussion", scene.end - Days::new(6), "征求意见 14 天，收到意见 9 条。");
    record_rule_step_in(&mut work, secrets, discussed).await?;
    awards(app, &mut work, scene).await?;
    if let Some(reader) = scene.readers.last() {
        let body = Sensitive::new("七月的周末加班没有安排补休，也没有支付加班工资，请核实。".to_owned());
        file_complaint_in(app, &mut work, *reader, FileComplaint { category: "hours".to_owned(), body }).await?;
    }
    desk(app, &mut work, scene).await?;
    work.commit().await?;
    Ok(())
}

async fn awards(app: &App, work: &mut UnitOfWork, scene: &Scene<'_>) -> Result<()> {
    let amount_fen = Sensitive::new(Money::from_fen(20_000_000));
    let budget = PutAwardBudget { unit_id: scene.unit, year: scene.end.year(), amount_fen };
    put_award_budget_in(app, work, budget).await?;
    let Some(person) = scene.cast.get("manager") else { return Ok(()) };
    let award = NewAward {
        person_id: *person,
        kind: "project".to_owned(),
        title: "检索平台稳定性提升".to_owned(),
        amount_fen: Sensitive::new(Money::from_fen(800_000)),
        day: scene.end,
    };
    propose_award_in(app, work, award).await?;
    Ok(())
}

async fn desk(app: &App, work: &mut UnitOfWork, scene: &Scene<'_>) -> Result<()> {
    for (title, category, body) in ARTICLES {
        let article =
            PutArticle { id: None, title: title.to_owned(), category: category.to_owned(), body: body.to_owned() };
        put_article_in(work, article).await?;
    }
    let ask = |category: &str, title: &str, body: &str| NewTicket {
        category: category.to_owned(),
        title: Sensitive::new(title.to_owned()),
        body: Sensitive::new(body.to_owned()),
    };
    if let Some(zhang) = scene.cast.get("zhang") {
        let question = ask("leave", "剩余年休假", "请问我今年还剩几天年休假？");
        let row = open_ticket_in(work, *zhang, question).await?;
        let answer =
            ReplyTicket { body: Sensitive::new("您今年还剩 3 天，可在考勤页申请。".to_owned()) };
        reply_ticket_in(work, &row, false, answer).await?;
        let proof = IssueProof { kind: "employment".to_owned(), purpose: "办理签证".to_owned() };
        issue_proof_in(app, work, *zhang, proof).await?;
    }
    if let Some(reader) = scene.readers.first() {
        open_ticket_in(work, *reader, ask("insurance", "社保转移", "从杭州转到上海需要提供什么材料？")).await?;
    }
    Ok(())
}
