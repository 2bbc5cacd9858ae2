//! Views, tags and looks at delicate fields, as people of the story leave them.

use std::collections::HashMap;

use chrono::{Days, Months};
use kernel::{Date, PersonId};

use super::logins::caller;
use crate::directory::{NewSavedView, save_view};
use crate::people::{Reveal, reveal_field};
use crate::profile::{NewTag, add_tag};
use crate::{App, Result};

/// Whose tag, which, where it is known from, what it rests on.
const TAGS: [(&str, &str, &str, &str); 4] = [
    ("zhang", "internal_trainer", "培训系统，2026 年内训师名单", "2026 年 3 月通过内训师认证，主讲“可观测性入门”"),
    ("manager", "mentor", "导师项目登记表", "2026 年度新员工导师"),
    ("it", "certified", "证书复印件，已核对原件", "信息安全工程师（中级）"),
    ("finance", "first_aider", "红十字会证书", "急救员证书，有效期两年"),
];

pub(super) async fn leave(app: &App, cast: &HashMap<&'static str, PersonId>, today: Date) -> Result<()> {
    let (Some(hr), Some(hrbp)) = (caller(app, "han.xue").await?, caller(app, "shen.jingyi").await?) else {
        return Ok(());
    };
    for (role, kind, source, basis) in TAGS {
        let Some(person) = cast.get(role).copied() else { continue };
        let tag = NewTag {
            kind: kind.to_owned(),
            source: source.to_owned(),
            basis: basis.to_owned(),
            first_day: today - Months::new(2),
            last_day: today + Months::new(10),
        };
        add_tag(app, &hr, person, tag).await?;
    }
    if let Some(zhang) = cast.get("zhang") {
        let look =
            Reveal { field: "phone".to_owned(), reason: "约一对一面谈".to_owned(), as_of: None, known_at: None };
        reveal_field(app, &hrbp, *zhang, look).await?;
    }
    let ending = today + Days::new(90);
    let views = [
        ("季度内合同到期", format!("ends_by={ending}"), "unit,position,manager,entity,status", Some("hrbp")),
        ("上海在职", "status=active&place=CN-Shanghai".to_owned(), "", None),
    ];
    for (name, query, columns, role) in views {
        let columns = columns.split(',').filter(|column| !column.is_empty()).map(str::to_owned).collect();
        let view = NewSavedView { name: name.to_owned(), query, columns, role: role.map(str::to_owned) };
        save_view(app, &hr, view).await?;
    }
    Ok(())
}
