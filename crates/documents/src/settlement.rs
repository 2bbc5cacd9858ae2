//! The statement of final pay: 离职结算单. Each amount with its steps and its article of law.

use kernel::{Date, Money, MoneyError};

use crate::pdf::{Align, Block, Column, Fonts, Paper, Pdf, PdfError, Row, Span, Style, Table};
use crate::words::{amount_in_words, chinese_day};

/// When an amount is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// By this day. Wages are due in one sum when employment ends.
    By(Date),
    /// When the handover is done: allowed for severance only (Labour Contract Law art. 50).
    AfterHandover,
}

impl Due {
    fn text(self) -> String {
        match self {
            Self::By(day) => format!("{}前支付", chinese_day(day)),
            Self::AfterHandover => "办结工作交接时支付".to_owned(),
        }
    }
}

/// One amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementLine {
    /// What it is, as `经济补偿`.
    pub title: String,
    /// Positive: to the person. Negative: deducted.
    pub amount: Money,
    /// How it was computed, step by step.
    pub steps: Vec<String>,
    /// The articles it rests on, as `劳动合同法第四十七条`.
    pub articles: Vec<String>,
    /// When it is paid; not for deductions.
    pub due: Option<Due>,
    /// A remark, as that a parameter still awaits verification.
    pub note: Option<String>,
}

/// For whom the copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// 员工联: with the receipt and the person's rights.
    Person,
    /// 财务联: with the lines for finance to sign.
    Finance,
}

/// Everything that the statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementStatement {
    /// Number of the statement.
    pub number: String,
    /// Full name of the employer.
    pub employer: String,
    /// Name of the person.
    pub name: String,
    /// Employee number.
    pub employee_number: String,
    /// Department.
    pub department: String,
    /// Position.
    pub position: String,
    /// First day of employment.
    pub first_day: Date,
    /// Last day of employment.
    pub last_day: Date,
    /// Day of issue.
    pub issued_on: Date,
    /// For whom.
    pub copy: Copy,
    /// The amounts, in the order shown; payments come before deductions by themselves.
    pub lines: Vec<SettlementLine>,
}

/// Why a statement cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettlementError {
    /// The amounts cannot be added up.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The paper could not be made.
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

/// What is paid, what is deducted, and the difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Sum of the positive amounts.
    pub payable: Money,
    /// Sum of the negative amounts; zero or below.
    pub deducted: Money,
    /// What the person receives.
    pub net: Money,
}

impl SettlementStatement {
    /// The sums, or an error when they overflow.
    pub fn totals(&self) -> Result<Totals, MoneyError> {
        let amounts = || self.lines.iter().map(|line| line.amount);
        let payable = Money::try_sum(amounts().filter(|amount| *amount > Money::ZERO))?;
        let deducted = Money::try_sum(amounts().filter(|amount| *amount < Money::ZERO))?;
        Ok(Totals { payable, deducted, net: payable.checked_add(deducted)? })
    }
}

/// Makes the statement with the embedded font.
pub fn render(statement: &SettlementStatement) -> Result<Pdf, SettlementError> {
    render_with(statement, &Fonts::default())
}

/// Makes the statement; `fonts` may add one for rare characters in names.
pub fn render_with(statement: &SettlementStatement, fonts: &Fonts) -> Result<Pdf, SettlementError> {
    let totals = statement.totals()?;
    Ok(paper(statement, totals).render(fonts)?)
}

const TITLE: &str = "离职结算单";

fn paper(statement: &SettlementStatement, totals: Totals) -> Paper {
    let copy = match statement.copy {
        Copy::Person => "员工联",
        Copy::Finance => "财务联",
    };
    let head = format!("编号：{}　（{copy}）", statement.number.trim());
    let title = Style { size: 20.0, leading: 1.5, spacing: 0.15, indent: 0.0, ..Style::BODY };
    let mut blocks = vec![
        Block::text(statement.employer.trim(), Style::PLAIN.sized(12.0).aligned(Align::Center)),
        Block::Heading { level: 1, text: TITLE.to_owned(), style: title.bolder().aligned(Align::Center) },
        Block::Space(4.0),
        Block::text(head.clone(), Style::PLAIN.aligned(Align::Right)),
        Block::Space(6.0),
        about(statement),
        Block::Space(14.0),
        amounts(statement, totals),
        Block::Space(10.0),
        Block::Paragraph {
            spans: vec![
                Span::plain("实发金额（人民币大写）："),
                Span::bold(amount_in_words(totals.net)),
                Span::plain(format!("　（¥{}）", grouped(totals.net))),
            ],
            style: Style::PLAIN.sized(11.0),
        },
        Block::Space(10.0),
    ];
    blocks.extend(closing(statement));
    Paper {
        title: format!("{TITLE} {}", statement.number.trim()),
        author: statement.employer.trim().to_owned(),
        identifier: format!("settlement:{}:{copy}", statement.number.trim()),
        made_on: statement.issued_on,
        footer: head,
        side_margin: 56.0,
        top_margin: 56.0,
        blocks,
    }
}

fn about(statement: &SettlementStatement) -> Block {
    let pairs = [
        ("姓名", statement.name.trim().to_owned(), "工号", statement.employee_number.trim().to_owned()),
        ("部门", statement.department.trim().to_owned(), "岗位", statement.position.trim().to_owned()),
        ("入职日期", chinese_day(statement.first_day), "离职日期", chinese_day(statement.last_day)),
    ];
    let column = |share| Column { title: String::new(), share, align: Align::Left };
    let row = |(a, b, c, d): (&str, String, &str, String)| Row { cells: vec![a.into(), b, c.into(), d], total: false };
    Block::Table(Table {
        columns: vec![column(0.15), column(0.35), column(0.15), column(0.35)],
        rows: pairs.map(row).to_vec(),
        style: Style::PLAIN.sized(10.0),
        padding: 4.0,
        label_columns: vec![0, 2],
    })
}

fn amounts(statement: &SettlementStatement, totals: Totals) -> Block {
    let column = |title: &str, share, align| Column { title: title.to_owned(), share, align };
    let sum = |title: &str, amount: Money| Row {
        cells: vec![title.to_owned(), String::new(), String::new(), grouped(amount)],
        total: true,
    };
    let is_deduction = |line: &&SettlementLine| line.amount < Money::ZERO;
    let mut rows: Vec<Row> = statement.lines.iter().filter(|line| !is_deduction(line)).map(row).collect();
    rows.push(sum("应付合计", totals.payable));
    if totals.deducted != Money::ZERO {
        rows.extend(statement.lines.iter().filter(is_deduction).map(row));
        rows.push(sum("扣除合计", totals.deducted));
    }
    rows.push(sum("实发金额", totals.net));
    Block::Table(Table {
        columns: vec![
            column("项目", 0.20, Align::Left),
            column("计算过程", 0.39, Align::Left),
            column("依据", 0.24, Align::Left),
            column("金额（元）", 0.17, Align::Right),
        ],
        rows,
        style: Style::PLAIN.sized(9.0),
        padding: 4.0,
        label_columns: Vec::new(),
    })
}

fn row(line: &SettlementLine) -> Row {
    let mut title = line.title.trim().to_owned();
    if let Some(due) = line.due {
        title = format!("{title}\n（{}）", due.text());
    }
    let mut steps = line.steps.clone();
    steps.extend(line.note.iter().map(|note| format!("说明：{}", note.trim())));
    Row { cells: vec![title, steps.join("\n"), line.articles.join("\n"), grouped(line.amount)], total: false }
}

fn closing(statement: &SettlementStatement) -> Vec<Block> {
    let signature = |label: &str| Block::text(format!("{label}：＿＿＿＿＿＿＿＿＿＿"), Style::PLAIN);
    let day = || Block::text("日期：＿＿＿＿年＿＿月＿＿日", Style::PLAIN);
    let sides = |left: Vec<Block>, right: Vec<Block>| Block::Sides { left, right, left_share: 0.5, gap: 20.0 };
    let issued = format!("制表日期：{}", chinese_day(statement.issued_on));
    match statement.copy {
        Copy::Person => vec![Block::Together(vec![
            Block::text(
                "1. 工资在劳动关系解除或者终止时一次付清；依法应支付的经济补偿在办结工作交接时支付（劳动合同法第五十条）。\n\
                     2. 对金额或者计算有疑问，请向人力资源部提出，我们会逐项说明。签收仅表示收到本单，不代表放弃任何法定权利，\
                     不影响依法申请劳动仲裁。",
                Style::SMALL,
            ),
            Block::Space(16.0),
            sides(
                vec![signature("员工签收"), Block::Space(6.0), day()],
                vec![signature("用人单位"), Block::Space(6.0), Block::text(issued, Style::PLAIN)],
            ),
        ])],
        Copy::Finance => vec![Block::Together(vec![
            Block::Space(8.0),
            sides(
                vec![signature("人事制表"), Block::Space(8.0), signature("财务审核")],
                vec![signature("部门复核"), Block::Space(8.0), signature("批　　准")],
            ),
            Block::Space(8.0),
            Block::text(issued, Style::PLAIN),
        ])],
    }
}

/// `-12,345.60`.
fn grouped(amount: Money) -> String {
    let text = amount.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "00"));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{sign}{out}.{fraction}")
}

#[cfg(test)]
mod tests;
