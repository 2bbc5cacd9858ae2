//! Contracts of the invented group that need an eye: a few hires of other kinds, terms, renewals, agreements.
//! Nothing here is drawn: the same people get the same contracts.

use access::{Caller, Scope};
use chrono::{Days, Months};
use kernel::{Date, LegalEntityId, Money, OrgUnitId, PersonId, Sensitive};
use storage::UnitOfWork;
use storage::query::Find;
use storage::query::contracts::{Due, DueFilter, DueRow, due};
use storage::rows::{Assignment, Contract, Employment};

use crate::contracts::{
    MakeRenewals, NewBond, NewNoncompete, NewRenewal, TermsInput, make_renewals, put_terms_in, record_bond_in,
    record_noncompete_in,
};
use crate::people::{ContractTerms, Hire, NewPerson, hire_in};
use crate::{App, Result};

/// Where the extra people work.
pub(super) struct Scene<'a> {
    pub(super) entities: &'a [LegalEntityId],
    pub(super) unit: OrgUnitId,
    pub(super) manager: Option<PersonId>,
    /// The last day of the history.
    pub(super) end: Date,
}

/// Name, number, kind, days before the end, months of the contract, months of probation.
type Newcomer = (&'static str, &'static str, &'static str, u64, Option<u32>, Option<u32>);

const NEWCOMERS: [Newcomer; 9] = [
    // Without a contract: within the month, and three months on.
    ("顾晓彤", "YC990001", "full_time", 12, None, None),
    ("程一帆", "YC990002", "full_time", 96, None, None),
    // Three months of probation in a contract of a year.
    ("许嘉宁", "YC990003", "full_time", 40, Some(12), Some(3)),
    ("何启明", "YC990004", "dispatched", 200, Some(12), None),
    ("马思齐", "YC990005", "dispatched", 200, Some(24), None),
    ("沈知夏", "YC990006", "dispatched", 150, Some(24), None),
    ("方若溪", "YC990007", "part_time", 120, Some(24), None),
    ("梁国栋", "YC990008", "rehired_retiree", 60, None, None),
    ("陆星辰", "YC990009", "intern", 50, None, None),
];

/// Plays it on the evening of the last day.
pub(super) async fn play(app: &App, scene: &Scene<'_>) -> Result<()> {
    let mut work = app.begin(&Caller::system(), "demo_contracts", None).await?;
    for newcomer in NEWCOMERS {
        hire(app, &mut work, scene, newcomer).await?;
    }
    terms(&mut work, scene).await?;
    agreements(&mut work, scene).await?;
    work.commit().await?;
    renewals(app, scene).await
}

fn fixed(first_day: Date, months: u32) -> ContractTerms {
    ContractTerms {
        kind: "fixed_term".to_owned(),
        first_day,
        last_day: Some(first_day + Months::new(months) - Days::new(1)),
        signed_on: Some(first_day),
    }
}

async fn hire(app: &App, work: &mut UnitOfWork, scene: &Scene<'_>, newcomer: Newcomer) -> Result<()> {
    let (name, number, kind, before, months, probation) = newcomer;
    let hired_on = scene.end - Days::new(before);
    let Some(entity) = scene.entities.first() else { return Ok(()) };
    let input = Hire {
        person_id: None,
        person: Some(NewPerson { full_name: name.to_owned(), ..NewPerson::default() }),
        legal_entity_id: *entity,
        employee_no: number.to_owned(),
        kind: kind.to_owned(),
        hired_on,
        probation_last_day: probation.map(|months| hired_on + Months::new(months) - Days::new(1)),
        contract: months.map(|months| fixed(hired_on, months)),
        unit_id: scene.unit,
        manager_id: scene.manager,
        position: "业务支持".to_owned(),
        job_level: None,
        place: "CN-Shanghai".to_owned(),
        working_time: "standard".to_owned(),
        base_pay_fen: Some(Sensitive::new(Money::from_fen(980_000))),
    };
    let known_at = app.instant_of(hired_on, 9, 30);
    let hired = hire_in(app, work, input, known_at).await?;
    let special = match kind {
        "part_time" => TermsInput {
            tenth_hours_a_day: Some(50),
            tenth_hours_a_week: Some(250),
            pay_days: Some(15),
            ..TermsInput::default()
        },
        "dispatched" => {
            TermsInput { agency: Some("沪诚人力资源有限公司".to_owned()), ..TermsInput::default() }
        }
        _ => return Ok(()),
    };
    let contract = Find::<Contract>::new().eq(Contract::EMPLOYMENT_ID, hired.employment_id.0).known();
    if let Some(contract) = contract.one(&work.db()).await? {
        put_terms_in(work, contract.contract_id, special, known_at).await?;
    }
    Ok(())
}

/// Terms for a handful of contracts; one of them was left behind when its person moved.
async fn terms(work: &mut UnitOfWork, scene: &Scene<'_>) -> Result<()> {
    let moved = Find::<Assignment>::new().eq(Assignment::PLACE, "CN-Sichuan-Chengdu").known().on(scene.end);
    let rows = moved.ascending(Assignment::VALID_FROM).limit(3).all(&work.db()).await?;
    for (index, row) in rows.into_iter().enumerate() {
        let contract = Find::<Contract>::new().eq(Contract::EMPLOYMENT_ID, row.employment_id).known().on(scene.end);
        let Some(contract) = contract.one(&work.db()).await? else { continue };
        let home = || Some("CN-Sichuan-Chengdu".to_owned());
        let away = || Some("CN-Shanghai".to_owned());
        let terms = TermsInput {
            number: Some(format!("HT-{}-{:04}", scene.end.format("%Y"), index + 1)),
            signed_by: Some("韩雪".to_owned()),
            work_place: if index == 0 { away() } else { home() },
            insured_place: if index == 1 { away() } else { home() },
            working_time: Some("standard".to_owned()),
            ..TermsInput::default()
        };
        let known_at = work.now();
        put_terms_in(work, contract.contract_id, terms, known_at).await?;
    }
    Ok(())
}

async fn agreements(work: &mut UnitOfWork, scene: &Scene<'_>) -> Result<()> {
    let heads = Find::<Assignment>::new().eq(Assignment::JOB_LEVEL, "P8").known().on(scene.end);
    let heads = heads.ascending(Assignment::EMPLOYMENT_ID).limit(3).all(&work.db()).await?;
    for (index, head) in heads.iter().enumerate() {
        let employment = Find::<Employment>::new().eq(Employment::EMPLOYMENT_ID, head.employment_id).known();
        let Some(employment) = employment.one(&work.db()).await? else { continue };
        let person_id = PersonId(head.person_id);
        if index < 2 {
            let agreement = NewNoncompete {
                person_id,
                ground: "technical".to_owned(),
                secrets: Sensitive::new("调度算法与容量模型".to_owned()),
                business: "云计算平台研发".to_owned(),
                region: "中国境内".to_owned(),
                months: if index == 0 { 12 } else { 24 },
                monthly_fen: None,
                penalty_fen: Some(Sensitive::new(Money::from_fen(20_000_000))),
                signed_on: employment.valid_from,
            };
            record_noncompete_in(work, &employment, agreement).await?;
        }
        let bond = NewBond {
            person_id,
            training: ["云架构师认证", "数据治理专业认证", "项目管理专业认证"][index % 3].to_owned(),
            provider: "上海数字技术培训中心".to_owned(),
            cost_fen: Sensitive::new(Money::from_fen(3_600_000)),
            penalty_fen: Sensitive::new(Money::from_fen(3_600_000)),
            signed_on: scene.end - Months::new(10),
            first_day: scene.end - Months::new(10),
            months: 24,
        };
        record_bond_in(work, &employment, bond).await?;
    }
    Ok(())
}

/// Three renewals under way: one sent, one draft, one with the written wish of the person.
async fn renewals(app: &App, scene: &Scene<'_>) -> Result<()> {
    let filter = DueFilter {
        day: scene.end,
        scope: Scope::everything(),
        search: None,
        units: None,
        legal_entity: None,
        after: None,
    };
    let by = scene.end + Days::new(90);
    let first = due(&app.db(), Due::Ending { by }, &filter, 40).await?;
    let again = due(&app.db(), Due::SecondFixed { by }, &filter, 1).await?;
    let repeated = |row: &DueRow| again.iter().any(|other| other.employment_id == row.employment_id);
    let mut fresh = Vec::new();
    for row in first {
        let all = Find::<Contract>::new().eq(Contract::EMPLOYMENT_ID, row.employment_id).known();
        if fresh.len() < 2 && !repeated(&row) && all.count(&app.db()).await? == 1 {
            fresh.push(row);
        }
    }
    for (index, row) in fresh.iter().chain(&again).enumerate() {
        let Some(offer) = offer(row, repeated(row)) else { continue };
        let answer_by = Some(scene.end + Days::new(15));
        // Somebody whom the law protects from a fixed term stays on the desk, if the wish is not there.
        make_renewals(app, &Caller::system(), MakeRenewals { items: vec![offer], send: index != 1, answer_by }).await?;
    }
    Ok(())
}

fn offer(row: &DueRow, repeated: bool) -> Option<NewRenewal> {
    let first_day = row.contract_until?;
    Some(NewRenewal {
        contract_id: row.contract_id?,
        kind: "fixed_term".to_owned(),
        last_day: Some(first_day + Months::new(36) - Days::new(1)),
        same_terms: true,
        fixed_asked: repeated.then(|| Sensitive::new("本人申请续订三年固定期限劳动合同。".to_owned())),
    })
}
