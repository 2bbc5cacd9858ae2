//! Letters about changes: the firm's own Word template where there is one, else a built-in paper.

use std::collections::BTreeMap;

use access::{Caller, Permission};
use chrono::Datelike;
use documents::docx::Template;
use documents::letter::{Closing, Letter, render};
use kernel::{Date, FieldClass, PersonId, Problem, Record};
use serde_json::Value;
use sha2::{Digest, Sha256};
use storage::audit::Action;
use storage::query::Find;
use storage::rows::{CatalogueItem, LegalEntity, PersonnelLetter as Row};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::facts::Facts;
use super::record::{ChangeState, Line, Open, change_for, unknown};
use super::templates::template_for;
use super::terms::ChangeKind;
use super::views::LetterView;
use super::who::People;
use crate::files::{Archive, archive_in};
use crate::{App, Result};

/// Word.
pub(super) const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// PDF.
const PDF: &str = "application/pdf";

/// A file to save.
#[derive(Debug, Clone)]
pub struct LetterFile {
    /// What the browser proposes as its name.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What can stand in a template: the name, the same in Chinese, what the sample says.
pub(super) const FIELDS: &[(&str, &str, &str)] = &[
    ("person_name", "姓名", "张三"),
    ("employee_no", "工号", "YC000001"),
    ("company", "用人单位", "示例科技有限公司"),
    ("kind", "异动类型", "调动"),
    ("effective_on", "生效日期", "2026年12月1日"),
    ("letter_no", "编号", "YD-20261201-000000"),
    ("letter_date", "落款日期", "2026年11月20日"),
    ("hired_on", "入职日期", "2024年3月1日"),
    ("unit", "部门", "数据智能部"),
    ("old_unit", "原部门", "云平台部"),
    ("position", "岗位", "高级后端工程师"),
    ("old_position", "原岗位", "后端工程师"),
    ("job_level", "职级", "P7"),
    ("old_job_level", "原职级", "P6"),
    ("manager", "汇报对象", "李四"),
    ("old_manager", "原汇报对象", "王五"),
    ("place", "工作地点", "上海"),
    ("old_place", "原工作地点", "北京"),
    ("base_pay", "月基本工资", "20,000.00"),
    ("old_base_pay", "原月基本工资", "18,000.00"),
    ("probation_last_day", "试用期截止日", "2026年11月30日"),
    ("host", "借用单位", "示例控股有限公司"),
    ("until", "截止日", "2027年5月31日"),
    ("last_day", "最后工作日", "2026年11月30日"),
];

/// The letters of a change, newest first.
pub(super) async fn letters_of(db: &Db<'_>, change: Uuid) -> Result<Vec<LetterView>> {
    let rows = Find::<Row>::new().eq(Row::CHANGE_ID, change).descending(Row::MADE_AT).all(db).await?;
    Ok(rows.into_iter().map(view).collect())
}

fn view(row: Row) -> LetterView {
    let Row {
        id,
        change_id: _,
        person_id: _,
        template_id,
        file_name,
        media_type,
        file: _,
        sha256,
        file_id: _,
        made_at,
        made_by: _,
    } = row;
    LetterView { id, file_name, media_type, own_template: template_id.is_some(), sha256, made_at: made_at.into() }
}

/// Makes the letter of a change that is decided. A new one is made beside the old: what was handed out stays.
pub async fn make_letter(app: &App, caller: &Caller, change: Uuid) -> Result<LetterView> {
    let mut work = app.begin(caller, "make_letter", None).await?;
    let (open, _) = change_for(app, &work.db(), caller, Permission::ChangeManage, change).await?;
    let row = make_in(app, &mut work, &open).await?;
    work.commit().await?;
    Ok(view(row))
}

/// The same inside a unit of work, by the id of the change.
pub async fn make_letter_in(app: &App, work: &mut UnitOfWork, change: Uuid) -> Result<Uuid> {
    let row = Find::<storage::rows::PersonnelChange>::by_id(&work.db(), change).await?.ok_or_else(unknown)?;
    let open = super::record::open(app.store(), row)?;
    Ok(make_in(app, work, &open).await?.id)
}

/// The letter of a change that was decided just now, so that the file of the person has it though nobody asks. A
/// template that cannot be filled holds up no decision: the letter is then made by hand, and says what is wrong. A
/// correction of the records is announced to nobody.
pub(super) async fn file_letter_in(app: &App, work: &mut UnitOfWork, open: &Open) -> Result<()> {
    if open.kind() == ChangeKind::Correct {
        return Ok(());
    }
    match Written::of(app, work, open).await {
        Ok(written) => keep(app, work, open, written).await.map(drop),
        Err(problem) if problem.kind == kernel::ErrorKind::Internal => Err(problem),
        Err(problem) => {
            tracing::warn!(change = %open.row.id, code = problem.code, "a letter cannot be made");
            Ok(())
        }
    }
}

async fn make_in(app: &App, work: &mut UnitOfWork, open: &Open) -> Result<Row> {
    open.expect(&[ChangeState::Scheduled, ChangeState::Effective])?;
    let written = Written::of(app, work, open).await?;
    keep(app, work, open, written).await
}

/// A letter that is kept nowhere yet.
struct Written {
    words: Words,
    /// The firm's own template it was filled into.
    template: Option<Uuid>,
    bytes: Vec<u8>,
    media_type: &'static str,
    ending: &'static str,
}

impl Written {
    async fn of(app: &App, work: &UnitOfWork, open: &Open) -> Result<Self> {
        let words = Words::read(app, work, open).await?;
        let own = template_for(work, open.row.kind.as_str(), open.row.legal_entity_id).await?;
        let (bytes, media_type, ending) = match &own {
            Some((_, template)) => (filled(template, &words)?, DOCX, "docx"),
            None => (built_in(open.kind(), &words)?, PDF, "pdf"),
        };
        Ok(Self { words, template: own.map(|(id, _)| id), bytes, media_type, ending })
    }
}

/// Files a letter and remembers it with its change.
async fn keep(app: &App, work: &mut UnitOfWork, open: &Open, written: Written) -> Result<Row> {
    let Written { words, template, bytes, media_type, ending } = written;
    let id = work.new_id();
    let file_name = format!("{}_{}_{}.{ending}", words.title, words.get("person_name"), words.get("letter_no"));
    let archive = Archive {
        person: PersonId(open.row.person_id),
        category: category(open.kind(), &words),
        title: format!("{} {}", words.title, words.get("letter_no")),
        file_name: file_name.clone(),
        media_type,
        bytes: bytes.clone(),
        source: ("personnel_letter", id),
    };
    let file_id = archive_in(app, work, archive).await?;
    let row = Row {
        id,
        change_id: open.row.id,
        person_id: open.row.person_id,
        template_id: template,
        file_name,
        media_type: media_type.to_owned(),
        sha256: hex::encode(Sha256::digest(&bytes)),
        file: work.seal(Row::META, Row::FILE, id, &bytes),
        file_id: Some(file_id.0),
        made_at: work.now().into(),
        made_by: work.context().actor,
    };
    work.insert(row.clone()).await?;
    Ok(row)
}

/// Where the letter stands in the person's file. One that names pay stands with the decisions on pay.
fn category(kind: ChangeKind, words: &Words) -> &'static str {
    if words.lines.iter().any(|line| line.field == "base_pay_fen") {
        return "pay";
    }
    match kind {
        ChangeKind::Confirm | ChangeKind::Probation => "confirmation",
        ChangeKind::Retire => "leaving",
        _ => "appointment",
    }
}

/// The file of a letter; the download stands in the trail.
pub async fn letter_file(app: &App, caller: &Caller, letter: Uuid) -> Result<LetterFile> {
    let missing = || Problem::not_found("letters.unknown");
    caller.require(Permission::ChangeRead)?;
    let row = Find::<Row>::by_id(&app.db(), letter).await?.ok_or_else(missing)?;
    let seen = change_for(app, &app.db(), caller, Permission::ChangeRead, row.change_id).await;
    let (_, subject) = seen.map_err(|_| missing())?;
    if !caller.may_read(FieldClass::Pay, &subject) {
        return Err(Problem::forbidden("access.class_missing").with("class", "Pay"));
    }
    let bytes = app.store().unseal("personnel_letter", Row::FILE, row.id, &row.file)?.into_exposed();
    let mut work = app.begin(caller, "get_letter_file", None).await?;
    work.record(Action::Export, "personnel_letter", row.id, Some(row.person_id));
    work.commit().await?;
    let media_type = if row.media_type == PDF { PDF } else { DOCX };
    Ok(LetterFile { name: row.file_name, media_type, bytes })
}

/// What a letter can say, by the names of [`FIELDS`].
pub(super) struct Words {
    title: &'static str,
    values: BTreeMap<&'static str, String>,
    lines: Vec<Line>,
    codes: Vec<CatalogueItem>,
    written_on: Date,
}

impl Words {
    fn get(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// The sample that a preview shows.
    pub(super) fn sample() -> BTreeMap<String, String> {
        FIELDS.iter().flat_map(|(name, zh, said)| [(*name, *said), (*zh, *said)]).map(owned).collect()
    }

    /// Under both names of each field.
    fn for_template(&self) -> BTreeMap<String, String> {
        FIELDS.iter().flat_map(|(name, zh, _)| [(*name, self.get(name)), (*zh, self.get(name))]).map(owned).collect()
    }

    async fn read(app: &App, work: &UnitOfWork, open: &Open) -> Result<Self> {
        let (db, row) = (work.db(), &open.row);
        let facts = Facts::read(app.store(), &db, row.person_id.into(), (row.effective_on, app.today())).await?;
        let who = People::read(app, &db, &[row.person_id]).await?.who(row.person_id);
        let entity = Find::<LegalEntity>::by_id(&db, row.legal_entity_id).await?;
        let codes =
            Find::<CatalogueItem>::new().any(CatalogueItem::KIND, ["change_kind", "duty_status", "duty_paid_by"]);
        let codes = codes.all(&db).await?;
        let mut words = Self {
            title: title(open.kind()),
            values: BTreeMap::new(),
            lines: open.stored.lines.clone(),
            codes,
            written_on: app.today(),
        };
        let employment = facts.employment.as_ref();
        let post = facts.assignment.as_ref();
        words.put("person_name", who.person.full_name.clone());
        words.put("employee_no", employment.map(|row| row.employee_no.clone()).or(who.employee_no).unwrap_or_default());
        words.put("company", entity.map(|row| row.name).unwrap_or_default());
        words.put("kind", words.code("change_kind", &row.kind));
        words.put("effective_on", chinese(row.effective_on));
        words.put("letter_date", chinese(app.today()));
        let (day, id) = (row.effective_on, row.id.simple().to_string());
        words.put(
            "letter_no",
            format!("YD-{:04}{:02}{:02}-{}", day.year(), day.month(), day.day(), &id[..6].to_uppercase()),
        );
        words.put("hired_on", employment.map(|row| chinese(row.valid_from)).unwrap_or_default());
        words.put("unit", who.unit.map(|unit| unit.name).unwrap_or_default());
        words.put("position", post.map(|row| row.position.clone()).unwrap_or_default());
        words.put("job_level", post.and_then(|row| row.job_level.clone()).unwrap_or_default());
        words.put("place", post.map(|row| place(&row.place)).unwrap_or_default());
        words.put("probation_last_day", facts.probation_last_day().map(chinese).unwrap_or_default());
        for line in open.stored.lines.clone() {
            words.line(&line);
        }
        Ok(words)
    }

    fn put(&mut self, name: &'static str, value: String) {
        self.values.insert(name, value);
    }

    fn code(&self, kind: &str, code: &str) -> String {
        let item = self.codes.iter().find(|item| item.kind == kind && item.code == code);
        item.map_or_else(|| code.to_owned(), |item| item.title_zh.clone())
    }

    /// A line's new value under its name, the old one under `old_…`.
    fn line(&mut self, line: &Line) {
        let name = match line.field.as_str() {
            "base_pay_fen" => "base_pay",
            "duty_last_day" => "until",
            other => other,
        };
        let old = format!("old_{name}");
        let known = |wanted: &str| FIELDS.iter().find(|(name, _, _)| *name == wanted).map(|(name, _, _)| *name);
        if let Some(name) = known(name) {
            self.put(name, self.said(&line.field, &line.after));
        }
        if let Some(name) = known(&old) {
            self.put(name, self.said(&line.field, &line.before));
        }
    }

    /// A value as a letter says it.
    fn said(&self, field: &str, value: &Value) -> String {
        match (field, value) {
            ("base_pay_fen", Value::Number(fen)) => yuan(fen.as_i64().unwrap_or(0)),
            ("status", Value::String(code)) if code == "probation" => "试用期".to_owned(),
            ("status", _) => "正式".to_owned(),
            ("duty", Value::String(code)) => self.code("duty_status", code),
            ("paid_by", Value::String(code)) => self.code("duty_paid_by", code),
            ("place", Value::String(code)) => place(code),
            (_, Value::String(text)) => text.parse::<Date>().map_or_else(|_| text.clone(), chinese),
            _ => String::new(),
        }
    }
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn chinese(day: Date) -> String {
    documents::chinese_day(day)
}

/// A place by the Chinese name that the law data give it.
fn place(code: &str) -> String {
    let law = law::Parameters::builtin().ok();
    law.and_then(|law| law.place_name_zh(code)).unwrap_or(code).to_owned()
}

/// `20,000.00`.
fn yuan(fen: i64) -> String {
    let whole = (fen / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{:02}", fen % 100)
}

fn filled(template: &Template, words: &Words) -> Result<Vec<u8>> {
    Ok(template.fill(&words.for_template())?.bytes)
}

const fn title(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Onboard | ChangeKind::Rehire => "录用通知书",
        ChangeKind::Confirm => "转正通知书",
        ChangeKind::Probation => "试用期调整通知书",
        ChangeKind::Transfer => "调动通知书",
        ChangeKind::Promote => "晋升通知书",
        ChangeKind::Second => "借调通知书",
        ChangeKind::EndSecondment => "借调结束通知书",
        ChangeKind::LeaveOfAbsence => "停薪留职通知书",
        ChangeKind::Return => "复职通知书",
        ChangeKind::Retire => "退休通知书",
        ChangeKind::Correct => "信息更正通知书",
    }
}

/// What the built-in letter of a kind says.
fn sentences(kind: ChangeKind, words: &Words) -> Vec<String> {
    let day = words.get("effective_on");
    let first = match kind {
        ChangeKind::Onboard | ChangeKind::Rehire => {
            format!("欢迎加入{}。您的入职日期为{day}，任职信息如下。", words.get("company"))
        }
        ChangeKind::Confirm => format!("经考核，您已通过试用期，自{day}起转为正式员工。感谢您在试用期内的努力。"),
        ChangeKind::Probation => "经双方协商，您的试用期调整如下。".to_owned(),
        ChangeKind::Transfer => format!("因工作需要，自{day}起，您的任职安排调整如下，请按时办理工作交接。"),
        ChangeKind::Promote => format!("鉴于您的工作表现，自{day}起，您的任职调整如下，谨致祝贺。"),
        ChangeKind::Second => {
            format!("经协商一致，自{day}起，您借调至{}工作，借调期间劳动关系不变。", words.get("host"))
        }
        ChangeKind::EndSecondment => format!("您的借调将于{day}结束，请自该日起回原岗位工作。"),
        ChangeKind::LeaveOfAbsence => format!("经协商一致，自{day}起，您停薪留职，期间劳动关系保留。"),
        ChangeKind::Return => format!("请您自{day}起返回原岗位工作。"),
        ChangeKind::Retire => format!(
            "根据国家关于退休年龄的规定，您的劳动关系于{}终止，自{day}起办理退休。感谢您多年来的辛勤付出。",
            words.get("last_day")
        ),
        ChangeKind::Correct => "经核对，您的人事信息更正如下。".to_owned(),
    };
    let mut sentences = vec![first];
    if kind == ChangeKind::Confirm {
        sentences.push("除另有约定外，劳动合同的其他条款不变。".to_owned());
    }
    sentences
}

fn built_in(kind: ChangeKind, words: &Words) -> Result<Vec<u8>> {
    let label = |field: &str| match field {
        "status" => "员工状态",
        "legal_entity" => "用人单位",
        "employee_no" => "工号",
        "hired_on" => "入职日期",
        "unit" => "部门",
        "manager" => "汇报对象",
        "position" => "岗位",
        "job_level" => "职级",
        "place" => "工作地点",
        "base_pay_fen" => "月基本工资（元）",
        "probation_last_day" => "试用期截止日",
        "host" => "借用单位",
        "duty" => "在岗状态",
        "duty_last_day" => "截止日",
        "paid_by" => "工资发放",
        _ => "最后工作日",
    };
    let row = |line: &Line| {
        let said = |value| words.said(&line.field, value);
        (label(&line.field).to_owned(), said(&line.before), said(&line.after))
    };
    let letter = Letter {
        title: words.title.to_owned(),
        number: words.get("letter_no").to_owned(),
        employer: words.get("company").to_owned(),
        name: words.get("person_name").to_owned(),
        employee_no: words.get("employee_no").to_owned(),
        sentences: sentences(kind, words),
        rows: words.lines.iter().map(row).collect(),
        written_on: words.written_on,
        closing: Closing::Notice,
    };
    let made = render(&letter).map_err(|error| {
        tracing::error!(%error, "a letter cannot be made");
        Problem::new(kernel::ErrorKind::Internal, "internal.changes")
    })?;
    Ok(made.bytes)
}
