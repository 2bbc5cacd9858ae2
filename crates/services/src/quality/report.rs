//! The report of an audit as a paper: counts and conclusions, no person's name.

use documents::pdf::{Align, Block, Column, Fonts, Paper, Row, Span, Style, Table};
use kernel::{Date, ErrorKind, Problem};

use super::audit_views::{AuditDetail, AuditItemView};
use super::score::definition;
use crate::Result;

/// The paper.
pub(super) fn paper(audit: &AuditDetail, today: Date) -> Result<Vec<u8>> {
    let failed =
        |error: documents::pdf::PdfError| Problem::new(ErrorKind::Internal, "internal.export").with("detail", error);
    Ok(document(audit, today).render(&Fonts::default()).map_err(failed)?.bytes)
}

fn document(audit: &AuditDetail, today: Date) -> Paper {
    let summary = &audit.summary;
    let signed = audit.signed_by.is_some();
    let title = format!("人事数据核查报告（{}）", summary.period);
    let heading = Style::BODY.sized(18.0).bolder();
    let section = |text: &str| Block::Heading { level: 2, text: text.to_owned(), style: plain(12.0).bolder() };
    let drawn = audit.run_day.map_or_else(|| "尚未检查".to_owned(), |day| day.to_string());
    let mut blocks = vec![
        Block::Heading { level: 1, text: title.clone(), style: Style { indent: 0.0, align: Align::Center, ..heading } },
        Block::text(
            format!(
                "期间：{} 至 {}　数据日期：{drawn}　签署期限：{}",
                summary.first_day, summary.last_day, summary.due_on
            ),
            plain(10.5).aligned(Align::Center),
        ),
        Block::Space(10.0),
    ];
    if !signed {
        blocks.push(Block::text("草稿：尚未签署，内容随整改进展变化。", plain(10.5).bolder().aligned(Align::Center)));
        blocks.push(Block::Space(8.0));
    }
    blocks.push(section("一、各公司数据质量"));
    blocks.push(figures(audit));
    blocks.push(Block::text(definition().zh.into_owned(), Style::SMALL));
    blocks.push(Block::Space(10.0));
    blocks.push(section("二、问题与整改"));
    blocks.push(if audit.items.is_empty() {
        Block::text("未发现问题。", plain(10.5))
    } else {
        items(&audit.items)
    });
    blocks.push(Block::Space(10.0));
    blocks.extend(closing(audit, &section));
    Paper {
        title: title.clone(),
        author: "人和".to_owned(),
        identifier: format!("data-audit:{}", summary.period),
        made_on: today,
        footer: title,
        side_margin: 56.0,
        top_margin: 56.0,
        blocks,
    }
}

const fn plain(size: f32) -> Style {
    Style::PLAIN.sized(size)
}

fn score(tenths: Option<i32>) -> String {
    tenths.map_or_else(|| "—".to_owned(), |tenths| format!("{}.{}", tenths / 10, tenths % 10))
}

fn table(columns: &[(&str, f32, Align)], rows: Vec<Vec<String>>) -> Block {
    let columns =
        columns.iter().map(|(title, share, align)| Column { title: (*title).to_owned(), share: *share, align: *align });
    Block::Table(Table {
        columns: columns.collect(),
        rows: rows.into_iter().map(|cells| Row { cells, total: false }).collect(),
        style: plain(9.0),
        padding: 4.0,
        label_columns: Vec::new(),
    })
}

fn figures(audit: &AuditDetail) -> Block {
    let rows = audit.figures.iter().map(|figure| {
        vec![figure.name.clone(), score(figure.score_tenths), figure.checked.to_string(), figure.failed.to_string()]
    });
    let columns = [
        ("公司", 0.4, Align::Left),
        ("得分", 0.2, Align::Right),
        ("检查记录数", 0.2, Align::Right),
        ("问题数", 0.2, Align::Right),
    ];
    table(&columns, rows.collect())
}

fn items(items: &[AuditItemView]) -> Block {
    let state = |item: &AuditItemView| match (item.state.as_str(), item.overdue) {
        ("done", _) => "已整改",
        ("accepted", _) => "予以保留",
        (_, true) => "逾期未结",
        _ => "整改中",
    };
    let rows = items.iter().map(|item| {
        vec![
            item.company.clone().unwrap_or_else(|| "全集团".to_owned()),
            item.title.zh.clone().into_owned(),
            format!("{} / {}", item.found, item.remaining),
            item.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default(),
            item.due_on.to_string(),
            format!("{}\n{}", state(item), item.conclusion.clone().unwrap_or_default()),
        ]
    });
    let columns = [
        ("公司", 0.14, Align::Left),
        ("问题", 0.22, Align::Left),
        ("发现 / 剩余", 0.13, Align::Right),
        ("责任人", 0.12, Align::Left),
        ("期限", 0.14, Align::Left),
        ("结论", 0.25, Align::Left),
    ];
    table(&columns, rows.collect())
}

fn closing(audit: &AuditDetail, section: &impl Fn(&str) -> Block) -> Vec<Block> {
    let (Some(by), Some(at)) = (&audit.signed_by, audit.signed_at) else { return Vec::new() };
    vec![Block::Together(vec![
        section("三、核查结论"),
        Block::text(audit.statement.clone().unwrap_or_default(), plain(10.5)),
        Block::Space(8.0),
        Block::Paragraph {
            spans: vec![
                Span::plain("签署人："),
                Span::bold(by.clone()),
                Span::plain(format!("　签署时间：{at}（UTC）")),
            ],
            style: plain(10.5),
        },
    ])]
}
