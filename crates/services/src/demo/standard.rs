//! The data standard of the invented group: a number rule, levels mapped between companies, some faults in the data as
//! they happen, two records that are one person each, runs over four months, and an audit that is being worked off.

use std::collections::HashMap;

use access::Caller;
use chrono::Days;
use kernel::{AccountId, Date, LegalEntityId, PersonId, Record};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Account, CatalogueItem, Employment, Person};
use uuid::Uuid;

use crate::codes::{PutCodeMapping, put_code_mapping_in};
use crate::numbering::{
    CountedBy, EmployerCode, NumberPart, NumberRuleDraft, OnMismatch, OnOverflow, put_number_rule_in,
};
use crate::quality::{
    AssignFindings, PutAuditItem, PutAuditPlan, assign_findings, open_audit, put_audit_item, put_audit_plan_in,
    run_quality_now,
};
use crate::{App, Result};

/// So many days before the end the months are looked at.
const LOOKED_AT_DAYS: u64 = 100;

/// Codes of the three companies in numbers.
const CODES: [&str; 3] = ["SH", "BJ", "SZ"];

/// Standard level, its names, and the level of the companies that means it.
const LEVELS: [(&str, &str, &str, &str); 8] = [
    ("T1", "专业序列 初级", "Professional, junior", "P4"),
    ("T2", "专业序列 中级", "Professional", "P5"),
    ("T3", "专业序列 高级", "Professional, senior", "P6"),
    ("T4", "专业序列 资深", "Professional, staff", "P7"),
    ("T5", "专业序列 专家", "Professional, principal", "P8"),
    ("G1", "管理序列 部门", "Management, department", "M4"),
    ("G2", "管理序列 事业部", "Management, business unit", "M5"),
    ("G3", "管理序列 集团", "Management, group", "M6"),
];

/// The data is looked at once a month towards the end of the history.
pub(super) async fn month_passes(app: &App, day: Date, end: Date) -> Result<()> {
    if day + Days::new(LOOKED_AT_DAYS) >= end {
        run_quality_now(app).await?;
    }
    Ok(())
}

/// Everything at the end of the history.
pub(super) async fn furnish(app: &App, entities: &[LegalEntityId], spared: &[PersonId], end: Date) -> Result<()> {
    let mut work = app.begin(&Caller::system(), "demo_standard", None).await?;
    put_number_rule_in(&mut work, &rule(entities, end)).await?;
    levels(app, &mut work, entities, end).await?;
    spoil(app, &mut work, spared).await?;
    work.commit().await?;
    run_quality_now(app).await?;
    audit(app, end).await
}

fn rule(entities: &[LegalEntityId], first_day: Date) -> NumberRuleDraft {
    let codes =
        entities.iter().zip(CODES).map(|(id, code)| EmployerCode { legal_entity_id: *id, code: code.to_owned() });
    NumberRuleDraft {
        legal_entity_id: None,
        title: "集团统一工号".to_owned(),
        parts: vec![
            NumberPart::GroupCode,
            NumberPart::EmployerCode,
            NumberPart::EntryYear { digits: 2 },
            NumberPart::Sequence { digits: 4, start: 1, per: vec![CountedBy::Employer, CountedBy::Year] },
        ],
        group_code: "YC".to_owned(),
        employer_codes: codes.collect(),
        on_mismatch: OnMismatch::Warn,
        on_overflow: OnOverflow::Refuse,
        first_day,
    }
}

/// The standard of levels; the last company has not mapped its two highest yet.
async fn levels(app: &App, work: &mut UnitOfWork, entities: &[LegalEntityId], day: Date) -> Result<()> {
    let items = (0..).zip(LEVELS).map(|(sort, (code, title_zh, title_en, _))| CatalogueItem {
        id: work.new_id(),
        kind: "standard_job_level".to_owned(),
        code: code.to_owned(),
        title_zh: title_zh.to_owned(),
        title_en: title_en.to_owned(),
        sort,
        valid_from: day,
        valid_until: None,
    });
    let items = items.collect();
    work.insert_all(items).await?;
    for (at, entity) in entities.iter().enumerate() {
        for (standard, _, _, own) in LEVELS {
            if at == 2 && matches!(own, "P7" | "P8") {
                continue;
            }
            let mapping = PutCodeMapping {
                kind: "job_level".to_owned(),
                legal_entity_id: *entity,
                local_code: own.to_owned(),
                local_title: String::new(),
                standard_code: Some(standard.to_owned()),
                first_day: Some(day),
            };
            put_code_mapping_in(app, work, mapping).await?;
        }
    }
    Ok(())
}

/// Slips as they happen: a number copied wrongly, a phone never asked for, a rehire entered as if new.
async fn spoil(app: &App, work: &mut UnitOfWork, spared: &[PersonId]) -> Result<()> {
    let employments = Find::<Employment>::new().known().ascending(Employment::EMPLOYEE_NO).all(&work.db()).await?;
    let spared = |person: Uuid| spared.iter().any(|id| id.0 == person);
    let present: Vec<Uuid> = employments
        .iter()
        .filter(|row| row.valid_until.is_none() && !spared(row.person_id))
        .map(|row| row.person_id)
        .collect();
    for (at, person) in present.iter().skip(12).step_by(17).take(9).enumerate() {
        let Some(row) = Find::<Person>::by_id(&work.db(), *person).await? else { continue };
        let seal = |field, text: &str| Some(work.seal(Person::META, field, row.id, &text.to_owned()));
        let new = match at % 3 {
            0 => Person { phone: None, phone_blind: None, ..row.clone() },
            1 => Person { bank_account: None, ..row.clone() },
            _ => Person { birth_date: seal(Person::BIRTH_DATE, "1988-08-08"), ..row.clone() },
        };
        work.update(&row, new).await?;
    }
    for (first, second) in rehired(&employments, &spared) {
        enter_again(app, work, first, second).await?;
    }
    Ok(())
}

/// Two who left, each with somebody who came later to another company's desk.
fn rehired(employments: &[Employment], spared: &impl Fn(Uuid) -> bool) -> Vec<(Uuid, Uuid)> {
    let mut pairs: HashMap<Uuid, Uuid> = HashMap::new();
    let mut found = Vec::new();
    for left in employments.iter().filter(|row| !spared(row.person_id)) {
        let Some(until) = left.valid_until else { continue };
        let came = employments.iter().find(|row| {
            row.valid_from > until
                && row.valid_until.is_none()
                && !spared(row.person_id)
                && !pairs.contains_key(&row.person_id)
        });
        if let Some(came) = came {
            pairs.insert(came.person_id, left.person_id);
            found.push((left.person_id, came.person_id));
        }
        if found.len() == 2 {
            break;
        }
    }
    found
}

/// The second record is the first one's person, entered anew: the same name, phone and birthday, no identity number.
async fn enter_again(app: &App, work: &mut UnitOfWork, first: Uuid, second: Uuid) -> Result<()> {
    let (Some(known), Some(row)) =
        (Find::<Person>::by_id(&work.db(), first).await?, Find::<Person>::by_id(&work.db(), second).await?)
    else {
        return Ok(());
    };
    let again = |field, sealed: &Option<storage::Sealed<String>>| {
        let opened = sealed.as_ref().map(|sealed| app.store().unseal(Person::META.name, field, first, sealed));
        let opened = opened.transpose()?;
        Ok::<_, kernel::Problem>(opened.map(|text| work.seal(Person::META, field, second, text.expose())))
    };
    let new = Person {
        full_name: known.full_name.clone(),
        name_pinyin: known.name_pinyin.clone(),
        name_initials: known.name_initials.clone(),
        phone: again(Person::PHONE, &known.phone)?,
        phone_blind: known.phone_blind.clone(),
        birth_date: again(Person::BIRTH_DATE, &known.birth_date)?,
        sex: again(Person::SEX, &known.sex)?,
        identity_number: None,
        identity_blind: None,
        ..row.clone()
    };
    work.update(&row, new).await?;
    Ok(())
}

/// The quarter's audit, opened, with somebody who mends the phones.
async fn audit(app: &App, end: Date) -> Result<()> {
    let owner = Find::<Account>::new().eq(Account::LOGIN, "han.xue").one(&app.db()).await?;
    let owner_account_id = owner.map(|account| AccountId(account.id));
    let plan = PutAuditPlan { cadence: "quarter".to_owned(), owner_account_id, due_days: 20, active: true };
    let mut work = app.begin(&Caller::system(), "demo_standard", None).await?;
    put_audit_plan_in(app, &mut work, plan).await?;
    work.commit().await?;
    let audit = open_audit(app, &Caller::system()).await?;
    for item in audit.items.iter().take(5) {
        let due_on = Some(end + Days::new(21));
        let given = PutAuditItem { owner_account_id, due_on, state: None, conclusion: None };
        put_audit_item(app, &Caller::system(), audit.summary.id, item.id, given).await?;
    }
    if let Some(owner_account_id) = owner_account_id {
        let given = AssignFindings {
            ids: Vec::new(),
            rule: Some("phone_missing".to_owned()),
            legal_entity_id: None,
            owner_account_id,
            due_on: end + Days::new(14),
        };
        assign_findings(app, &Caller::system(), given).await?;
    }
    Ok(())
}
