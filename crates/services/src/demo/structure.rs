//! The structure of the invented group beside its people: positions with their plan, who owns which company, dotted
//! lines, and a reorganisation that is being drafted. Made from what is there at the end, without a single draw.

use std::collections::HashMap;

use access::{Caller, Scope};
use chrono::Days;
use kernel::{Date, LegalEntityId, OrgUnitId, PersonId};
use storage::query::Find;
use storage::query::seats::seat_counts;
use storage::rows::{Account, OrgUnit};

use crate::identity::caller_of;
use crate::organisation::put_entity_parent_in;
use crate::positions::{NewReportingLine, PutPosition, add_reporting_line_in, put_position_in};
use crate::reorganisations::{NewReorganisation, Step, add_change_in, create_reorganisation_in};
use crate::{App, Result};

/// What is needed of the group that was made.
pub(super) struct Structure<'a> {
    pub(super) app: &'a App,
    pub(super) entities: &'a [LegalEntityId],
    pub(super) cast: &'a HashMap<&'static str, PersonId>,
    /// The first day of the history.
    pub(super) start: Date,
    /// The last one.
    pub(super) end: Date,
}

/// Who also reports to whom.
const LINES: [(&str, &str, &str); 3] =
    [("hrbp", "owner", "dotted"), ("it", "privacy", "project"), ("zhang", "owner", "mentor")];

impl Structure<'_> {
    pub(super) async fn make(&self) -> Result<()> {
        let mut work = self.app.begin(&Caller::system(), "demo_structure", None).await?;
        if let Some((parent, owned)) = self.entities.split_first() {
            for entity in owned {
                put_entity_parent_in(&mut work, *entity, Some(*parent)).await?;
            }
        }
        self.positions(&mut work).await?;
        let known_at = work.now();
        for (from, to, kind) in LINES {
            let (Some(person), Some(to)) = (self.cast.get(from), self.cast.get(to)) else { continue };
            let first_day = self.end - Days::new(90);
            let line = NewReportingLine { to_person_id: *to, kind: kind.to_owned(), first_day, last_day: None };
            add_reporting_line_in(&mut work, *person, line, known_at).await?;
        }
        work.commit().await?;
        self.draft().await
    }

    /// One position for each title of a unit. Most are full; every seventh has a vacancy, every seventeenth one too many.
    async fn positions(&self, work: &mut storage::UnitOfWork) -> Result<()> {
        let known_at = work.now();
        let mut counts = seat_counts(&work.db(), self.end, known_at, None).await?;
        let codes: HashMap<_, _> =
            self.units(&work.db()).await?.into_iter().map(|unit| (unit.unit_id, unit.code)).collect();
        // Ids are random; codes and titles are the same in every demo of a seed.
        counts.retain(|count| codes.contains_key(&count.unit_id));
        counts.sort_by(|a, b| (&codes[&a.unit_id], &a.title).cmp(&(&codes[&b.unit_id], &b.title)));
        for (n, count) in counts.iter().enumerate() {
            let held = i32::try_from(count.people).unwrap_or(0);
            let headcount = match n {
                n if n % 17 == 16 && held > 1 => held - 1,
                n if n % 7 == 3 => held + 1,
                _ => held,
            };
            let lead = ["总裁", "总经理", "部门经理", "部门负责人"].iter().any(|word| count.title.contains(word));
            let input = PutPosition {
                id: None,
                unit_id: OrgUnitId(count.unit_id),
                title: count.title.clone(),
                job: Some(job(&count.title).to_owned()),
                job_level: None,
                headcount,
                legal_entity_id: None,
                key_position: lead,
                first_day: self.start,
            };
            put_position_in(work, input, known_at).await?;
        }
        Ok(())
    }

    async fn units(&self, db: &storage::Db<'_>) -> Result<Vec<OrgUnit>> {
        Ok(Find::<OrgUnit>::new().on(self.end).known().all(db).await?)
    }

    /// Personnel drafts what shall hold in a month.
    async fn draft(&self) -> Result<()> {
        let planner = Find::<Account>::new().eq(Account::LOGIN, "han.xue").one(&self.app.db()).await?;
        let Some(planner) = planner else { return Ok(()) };
        let caller = caller_of(self.app, &planner).await?;
        let units: HashMap<String, OrgUnitId> =
            self.units(&self.app.db()).await?.into_iter().map(|unit| (unit.code, OrgUnitId(unit.unit_id))).collect();
        let find = |code: &str| units.get(code).copied();
        let (Some(search), Some(data), Some(apps), Some(care), Some(platform)) =
            (find("B11"), find("B2"), find("B23"), find("B24"), find("B22"))
        else {
            return Ok(());
        };
        let mut work = self.app.begin(&caller, "create_reorganisation", None).await?;
        let new = NewReorganisation {
            title: "检索并入数据智能".to_owned(),
            effective_on: self.end + Days::new(30),
            note: "检索与算法合并规划，减少跨事业部协作；数据治理职能并入数据平台。".to_owned(),
        };
        let id = create_reorganisation_in(&mut work, new).await?;
        let mut version = 1;
        let mut add = async |work: &mut storage::UnitOfWork, step: Step| {
            work.set_operation("change_reorganisation");
            let made = add_change_in(self.app, work, (id, version), step, &Scope::everything()).await?;
            version += 1;
            Result::Ok(made)
        };
        add(&mut work, Step::MoveUnit { unit_id: search, parent_id: data }).await?;
        let new_unit = Step::CreateUnit {
            parent_id: data,
            code: "B25".to_owned(),
            name: "大模型部".to_owned(),
            unit_kind: "department".to_owned(),
            head_person_id: None,
        };
        let made = add(&mut work, new_unit).await?;
        let seats = Step::SetHeadcount {
            unit_id: OrgUnitId(made),
            position_id: None,
            title: Some("算法工程师".to_owned()),
            headcount: 12,
        };
        add(&mut work, seats).await?;
        add(&mut work, Step::DissolveUnit { unit_id: care, receiver_id: platform }).await?;
        add(&mut work, Step::RenameUnit { unit_id: apps, name: "智能产品部".to_owned() }).await?;
        work.commit().await?;
        Ok(())
    }
}

/// The entry of the job catalogue that a title belongs to.
fn job(title: &str) -> &'static str {
    const WORDS: [(&str, &str); 14] = [
        ("总裁", "general_management"),
        ("总经理", "general_management"),
        ("算法", "algorithm"),
        ("数据", "data"),
        ("测试", "quality"),
        ("运维", "operations"),
        ("产品", "product"),
        ("设计", "design"),
        ("实施", "delivery"),
        ("客户成功", "customer_success"),
        ("客户", "sales"),
        ("HRBP", "hr"),
        ("会计", "finance"),
        ("合规", "legal"),
    ];
    WORDS.iter().find(|(word, _)| title.contains(word)).map_or("engineering", |(_, job)| job)
}
