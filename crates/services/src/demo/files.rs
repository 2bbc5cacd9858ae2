//! A few files of persons: papers of those in the story, some of them missing or expired; papers of early leavers,
//! whose time is over by now; and where the state's files lie.

use std::collections::HashMap;

use access::Caller;
use chrono::{Days, Months};
use documents::pdf::{Align, Block, Fonts, Paper, Style};
use kernel::{Date, ErrorKind, PersonId, Problem};
use storage::query::Find;
use storage::rows::{Employment, Person};

use super::plan::{Act, Planned};
use crate::files::{
    MarkKeyPerson, NewFile, PutStateFile, RecordStateFileMove, Upload, add_file, mark_key_person, put_state_file,
    record_state_file_move,
};
use crate::{App, Result};

/// Category, title, what stands in it, and whether it is a PDF.
type Sheet = (&'static str, &'static str, &'static str, bool);

const SHEETS: [Sheet; 7] = [
    (
        "contract",
        "劳动合同",
        "第一条 合同期限\n第二条 工作内容和工作地点\n第三条 工作时间和休息休假\n第四条 劳动报酬",
        true,
    ),
    ("registration", "员工登记表", "本人承诺以上信息真实、准确，如有变更将及时告知。", false),
    ("identity", "居民身份证复印件", "仅供入职登记使用，他用无效。", true),
    ("education", "学历学位证明", "学历证书电子注册备案表，可在学信网查验。", true),
    ("confidentiality", "保密协议", "甲乙双方就保守商业秘密事项达成协议。", true),
    ("rules_receipt", "规章制度签收单", "本人已阅读员工手册、考勤与休假制度，并知悉其内容。", false),
    ("former_employer", "原单位离职证明", "兹证明其与我单位已解除劳动合同，双方无未了事项。", true),
];

/// Every paper lacks somebody's: files are never complete all over.
const LACKING: [(&str, &str); 4] =
    [("manager", "education"), ("payroll", "former_employer"), ("it", "rules_receipt"), ("zhang", "identity")];

/// The papers of those of the story.
pub(super) async fn shelve(app: &App, cast: &HashMap<&'static str, PersonId>, end: Date) -> Result<()> {
    let mut cast: Vec<_> = cast.iter().map(|(role, person)| (*role, *person)).collect();
    cast.sort_unstable_by_key(|(role, _)| *role);
    for (role, person) in &cast {
        let name = name(app, *person).await?;
        for sheet in SHEETS.into_iter().filter(|(category, ..)| !LACKING.contains(&(*role, *category))) {
            // One card has run out, and has to be asked for again.
            let until = (sheet.0 == "identity")
                .then(|| if *role == "finance" { end - Days::new(20) } else { end + Months::new(60) });
            file(app, *person, &name, sheet, until, end).await?;
        }
        put_state_file(app, &Caller::system(), *person, held("上海市人才服务中心")).await?;
    }
    if let Some((_, zhang)) = cast.iter().find(|(role, _)| *role == "zhang") {
        let mark = MarkKeyPerson {
            kind: "core_technology".to_owned(),
            first_day: Some(end - Months::new(6)),
            last_day: None,
            reason: "核心平台的主要设计人".to_owned(),
        };
        mark_key_person(app, &Caller::system(), *zhang, mark).await?;
        let text = "竞业限制期限、地域与经济补偿。";
        file(app, *zhang, "张明远", ("non_compete", "竞业限制协议", text, true), None, end).await?;
    }
    leavers(app, end).await
}

/// At the beginning: the cards of those who will have left for more than two years at the end.
pub(super) async fn shelve_early(
    app: &App,
    acts: &[Planned],
    hired: &HashMap<usize, PersonId>,
    end: Date,
) -> Result<()> {
    let gone = |planned: &&Planned| match &planned.act {
        Act::Leaves { last_day, .. } => *last_day + Months::new(24) + Days::new(30) < end,
        _ => false,
    };
    let early = acts.iter().filter(gone).filter_map(|planned| hired.get(&planned.person)).take(4);
    for person in early {
        let name = name(app, *person).await?;
        for sheet in SHEETS.into_iter().filter(|(category, ..)| matches!(*category, "identity" | "former_employer")) {
            file(app, *person, &name, sheet, None, app.today()).await?;
        }
    }
    Ok(())
}

/// The state's files of those who left lately: one sent on in time, the others still here.
async fn leavers(app: &App, end: Date) -> Result<()> {
    let mut rows =
        Find::<Employment>::new().known().gte(Employment::VALID_UNTIL, end - Days::new(40)).all(&app.db()).await?;
    rows.retain(|row| row.valid_until.is_some_and(|until| until <= end));
    rows.sort_by_key(|row| (row.valid_until, row.employee_no.clone()));
    for (index, row) in rows.into_iter().take(3).enumerate() {
        let person = PersonId(row.person_id);
        put_state_file(app, &Caller::system(), person, held("上海市人才服务中心")).await?;
        if index == 1 {
            let moved_on = row.valid_until.unwrap_or(end).min(end);
            let sent = RecordStateFileMove {
                direction: "out".to_owned(),
                body: "杭州市人才服务局".to_owned(),
                moved_on,
                channel: "confidential_mail".to_owned(),
                receipt_no: Some(format!("JY-{}", row.employee_no)),
                received_on: Some(moved_on),
            };
            record_state_file_move(app, &Caller::system(), person, sent).await?;
        }
    }
    Ok(())
}

fn held(holder: &str) -> PutStateFile {
    PutStateFile {
        status: "held".to_owned(),
        custody: "talent_service".to_owned(),
        holder: holder.to_owned(),
        reference: None,
    }
}

async fn name(app: &App, person: PersonId) -> Result<String> {
    Ok(Find::<Person>::by_id(&app.db(), person.0).await?.map(|row| row.full_name).unwrap_or_default())
}

async fn file(
    app: &App,
    person: PersonId,
    name: &str,
    (category, title, text, pdf): Sheet,
    valid_until: Option<Date>,
    day: Date,
) -> Result<()> {
    let about = NewFile {
        person_id: person,
        category: category.to_owned(),
        title: Some(format!("{title} {name}")),
        dated_on: Some(day),
        valid_until,
    };
    let upload = if pdf {
        Upload { file_name: format!("{title}.pdf"), bytes: paper(title, name, text, day)? }
    } else {
        let bytes = format!("{title}\n\n姓名：{name}\n{text}\n").into_bytes();
        Upload { file_name: format!("{title}.txt"), bytes }
    };
    add_file(app, &Caller::system(), about, upload).await?;
    Ok(())
}

fn paper(title: &str, name: &str, text: &str, day: Date) -> Result<Vec<u8>> {
    let head = Style { indent: 0.0, ..Style::BODY }.sized(20.0).bolder().aligned(Align::Center);
    let mut blocks = vec![
        Block::Heading { level: 1, text: title.to_owned(), style: head },
        Block::Space(12.0),
        Block::text(format!("姓名：{name}"), Style::BODY),
    ];
    blocks.extend(text.lines().map(|line| Block::text(line, Style::BODY)));
    let paper = Paper {
        title: format!("{title} {name}"),
        author: "云程科技集团".to_owned(),
        identifier: format!("demo:{title}:{name}"),
        made_on: day,
        footer: "演示材料，人物与内容均为虚构".to_owned(),
        side_margin: 64.0,
        top_margin: 72.0,
        blocks,
    };
    let made = paper
        .render(&Fonts::default())
        .map_err(|error| Problem::new(ErrorKind::Internal, "internal.certificate").with("detail", error))?;
    Ok(made.bytes)
}
