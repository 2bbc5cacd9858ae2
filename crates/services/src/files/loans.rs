//! Borrowing 借阅: whoever may not see a document or a part of a file asks, personnel answers, and it ends by itself.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use chrono::Days;
use kernel::{FieldClass, FileId, FileLoanId, PersonId, Problem, Record, Text};
use serde::Deserialize;
use storage::query::{Find, subject_of};
use storage::rows::{Account, Employment, File, FileLoan, Person};
use storage::{UnitOfWork, WriteContext};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::loan_views::{FileLoanList, FileLoanPage, FileLoanView};
use super::rules::{class_of, rule};
use super::sight::sees;
use crate::app::required_reason;
use crate::approvals::{Approver, Ask, SummaryLine, SummaryValue, approval_of, ask_in, withdraw_in};
use crate::wire::cut;
use crate::{App, Result};

/// What somebody asks to see.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskFileLoan {
    /// Whose; or name the person by number and name.
    #[serde(default)]
    pub person_id: Option<PersonId>,
    /// The employee number of somebody outside of what one sees.
    #[serde(default)]
    pub employee_no: Option<String>,
    /// With it the full name: who knows both knows the person.
    #[serde(default)]
    pub full_name: Option<String>,
    /// One document.
    #[serde(default)]
    pub file_id: Option<FileId>,
    /// Or a category, such as `contract`.
    #[serde(default)]
    pub category: Option<String>,
    /// What for.
    pub reason: String,
    /// For how many days, today included.
    pub days: u32,
}

/// Which loans.
#[derive(Debug, Clone, Default, Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileLoanQuery {
    /// Only those that the caller asked for; else those of the files that the caller maintains as well.
    pub mine: Option<bool>,
    /// Only in this state.
    pub status: Option<String>,
}

/// The name under which approvals know a loan.
const ABOUT: &str = "file_loan";
/// The longest loan in days.
const LONGEST: u32 = 30;

/// Asks to see a document or a category of documents. Personnel answers.
pub async fn ask_file_loan(app: &App, caller: &Caller, input: AskFileLoan) -> Result<FileLoanView> {
    caller.require(Permission::FileBorrow)?;
    let account = caller.account().ok_or(Problem::forbidden("access.no_person"))?;
    let reason = required_reason(&input.reason)?;
    if !(1..=LONGEST).contains(&input.days) {
        return Err(Problem::invalid("files.loan_days").at("/days").with("longest", LONGEST));
    }
    let person = whose(app, caller, &input).await?;
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    let (file_id, category, class) = what(app, person, &input).await?;
    if caller.is(person.0) || sees(caller, class, &subject) {
        return Err(Problem::conflict("files.loan_needless"));
    }
    let mut work = app.begin(caller, "ask_file_loan", Some(reason.clone())).await?;
    let mine = Find::<FileLoan>::new().eq(FileLoan::BORROWER_ID, account.0).eq(FileLoan::PERSON_ID, person.0);
    let mine = mine.any(FileLoan::STATUS, ["asked", "granted"]).all(&work.db()).await?;
    let now = work.now();
    let same = |row: &FileLoan| {
        let holds = row.status == "asked" || row.expires_at.is_some_and(|at| now < at.into());
        row.file_id == file_id && row.category.as_deref() == category.as_deref() && holds
    };
    if mine.iter().any(same) {
        return Err(Problem::conflict("files.loan_open"));
    }
    let id = work.new_id();
    let row = FileLoan {
        id,
        person_id: person.0,
        file_id,
        category: category.clone(),
        borrower_id: account.0,
        borrower_person_id: caller.person().map(|person| person.0),
        reason: work.seal(FileLoan::META, FileLoan::REASON, id, &reason),
        days: i32::try_from(input.days).unwrap_or(1),
        status: "asked".to_owned(),
        asked_at: now.into(),
        decided_at: None,
        expires_at: None,
    };
    work.insert(row).await?;
    let borrower = Find::<Account>::by_id(&work.db(), account.0).await?.map(|row| row.display_name);
    let category = category_of(app, category.as_ref(), file_id).await?;
    let asked = Asked { id, person, borrower: borrower.unwrap_or_default(), category, days: input.days, reason };
    ask_in(app, &mut work, question(asked)).await?;
    work.commit().await?;
    one(app, caller, id).await
}

/// A request that waits for personnel.
struct Asked {
    id: Uuid,
    person: PersonId,
    borrower: String,
    category: String,
    days: u32,
    reason: String,
}

/// What personnel is asked.
fn question(asked: Asked) -> Ask {
    let line = |label: &str, value| SummaryLine {
        label: label.to_owned(),
        class: FieldClass::Directory,
        before: None,
        after: Some(value),
    };
    Ask {
        about: (ABOUT, asked.id),
        person: Some(asked.person),
        title: Text::of("借阅员工档案", "Borrow from an employee file"),
        summary: vec![
            line("file_loan.borrower_id", SummaryValue::text(asked.borrower)),
            line("file_loan.category", SummaryValue::code("file_category", asked.category)),
            line("file_loan.days", SummaryValue::Number { value: i64::from(asked.days) }),
            line("file_loan.reason", SummaryValue::text(asked.reason)),
        ],
        path: vec![vec![Approver::Role("hr")]],
        due: None,
    }
}

async fn category_of(app: &App, category: Option<&String>, file: Option<Uuid>) -> Result<String> {
    match (category, file) {
        (Some(category), _) => Ok(category.clone()),
        (None, Some(file)) => {
            Ok(Find::<File>::by_id(&app.db(), file).await?.map(|row| row.category).unwrap_or_default())
        }
        (None, None) => Ok(String::new()),
    }
}

/// Whose file: somebody in sight, or somebody whose number and name the caller knows.
async fn whose(app: &App, caller: &Caller, input: &AskFileLoan) -> Result<PersonId> {
    let unknown = || Problem::not_found("files.person_unknown").at("/employee_no");
    if let Some(person) = input.person_id {
        let subject = subject_of(&app.db(), person.0, app.today()).await?;
        let known = Find::<Person>::by_id(&app.db(), person.0).await?.is_some();
        if !known || !caller.scope(Permission::PersonRead).covers(&subject) {
            return Err(Problem::not_found("access.out_of_scope"));
        }
        return Ok(person);
    }
    let (Some(number), Some(name)) = (&input.employee_no, &input.full_name) else {
        return Err(Problem::invalid("input.required").at("/person_id"));
    };
    let rows = Find::<Employment>::new().eq(Employment::EMPLOYEE_NO, number.trim()).known().all(&app.db()).await?;
    let person = rows.first().map(|row| row.person_id).ok_or_else(unknown)?;
    let row = Find::<Person>::by_id(&app.db(), person).await?.ok_or_else(unknown)?;
    if row.full_name == name.trim() { Ok(PersonId(person)) } else { Err(unknown()) }
}

/// The document or the category, with its class.
async fn what(app: &App, person: PersonId, input: &AskFileLoan) -> Result<(Option<Uuid>, Option<String>, FieldClass)> {
    match (input.file_id, &input.category) {
        (Some(file), None) => {
            let row = Find::<File>::by_id(&app.db(), file.0).await?;
            let row = row.filter(|row| row.person_id == person.0 && row.status == "filed");
            let row = row.ok_or(Problem::not_found("files.unknown").at("/file_id"))?;
            Ok((Some(row.id), None, class_of(&row.class).unwrap_or(FieldClass::Health)))
        }
        (None, Some(category)) => {
            let rule = rule(&app.db(), category, app.today()).await?;
            Ok((None, Some(category.clone()), rule.class))
        }
        _ => Err(Problem::invalid("input.required").at("/category")),
    }
}

/// The answer to a request. A granted one ends with its last day.
pub async fn loan_decided_in(app: &App, work: &mut UnitOfWork, id: Uuid, approved: bool) -> Result<()> {
    let row = Find::<FileLoan>::by_id(&work.db(), id).await?.ok_or(Problem::not_found("files.loan_unknown"))?;
    if row.status != "asked" {
        return Err(Problem::conflict("files.loan_ended"));
    }
    let now = work.now();
    let days = Days::new(u64::try_from(row.days).unwrap_or(1));
    let expires_at = approved.then(|| app.instant_of(app.day_of(now) + days, 0, 0).into());
    let status = if approved { "granted" } else { "refused" }.to_owned();
    let new = FileLoan { status, decided_at: Some(now.into()), expires_at, ..row.clone() };
    Ok(work.update(&row, new).await?)
}

/// Gives back before the time, or takes a request back. Whoever maintains the file may end a loan too.
pub async fn end_file_loan(app: &App, caller: &Caller, id: FileLoanId) -> Result<FileLoanView> {
    caller.require(Permission::SessionUse)?;
    let unknown = || Problem::not_found("files.loan_unknown");
    let row = Find::<FileLoan>::by_id(&app.db(), id.0).await?.ok_or_else(unknown)?;
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    let own = caller.account().is_some_and(|account| account.0 == row.borrower_id);
    if !own && caller.require_for(Permission::FileWrite, &subject).is_err() {
        return Err(unknown());
    }
    let mut work = app.begin(caller, "end_file_loan", None).await?;
    let row = Find::<FileLoan>::by_id(&work.db(), id.0).await?.ok_or_else(unknown)?;
    let status = match row.status.as_str() {
        "asked" if own => "withdrawn",
        "granted" => "returned",
        _ => return Err(Problem::conflict("files.loan_ended")),
    };
    if status == "withdrawn" {
        withdraw_in(&mut work, (ABOUT, row.id)).await?;
    }
    let new = FileLoan { status: status.to_owned(), expires_at: Some(work.now().into()), ..row.clone() };
    work.update(&row, new).await?;
    work.commit().await?;
    one(app, caller, id.0).await
}

/// Loans whose time is over say so. They gave nothing since: the clock decides at each look.
pub async fn tick(app: &App) -> Result<usize> {
    let now = app.now();
    let over = || Find::<FileLoan>::new().eq(FileLoan::STATUS, "granted").lt(FileLoan::EXPIRES_AT, now);
    if over().count(&app.db()).await? == 0 {
        return Ok(0);
    }
    let mut work = app.store().begin(WriteContext::system("expire_file_loans")).await?;
    let rows = over().all(&work.db()).await?;
    for row in &rows {
        work.update(row, FileLoan { status: "expired".to_owned(), ..row.clone() }).await?;
    }
    work.commit().await?;
    Ok(rows.len())
}

async fn one(app: &App, caller: &Caller, id: Uuid) -> Result<FileLoanView> {
    let row = Find::<FileLoan>::by_id(&app.db(), id).await?.ok_or(Problem::not_found("files.loan_unknown"))?;
    views(app, caller, vec![row]).await?.pop().ok_or(Problem::not_found("files.loan_unknown"))
}

/// One request with its question: for who asked, for the person concerned, and for whoever maintains the file.
pub async fn get_file_loan(app: &App, caller: &Caller, id: FileLoanId) -> Result<FileLoanPage> {
    caller.require(Permission::SessionUse)?;
    let unknown = || Problem::not_found("files.loan_unknown");
    let row = Find::<FileLoan>::by_id(&app.db(), id.0).await?.ok_or_else(unknown)?;
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    let asked = caller.account().is_some_and(|account| account.0 == row.borrower_id);
    if !asked && !caller.is(row.person_id) && !caller.scope(Permission::FileWrite).covers(&subject) {
        return Err(unknown());
    }
    let loan = views(app, caller, vec![row]).await?.pop().ok_or_else(unknown)?;
    Ok(FileLoanPage { loan, approval: approval_of(app, caller, (ABOUT, id.0)).await? })
}

/// Loans that the caller asked for, and those of files that the caller maintains.
pub async fn list_file_loans(app: &App, caller: &Caller, query: FileLoanQuery) -> Result<FileLoanList> {
    const SHOWN: u64 = 200;
    caller.require(Permission::SessionUse)?;
    let newest = || {
        let find = Find::<FileLoan>::new().descending(FileLoan::ASKED_AT).limit(SHOWN + 1);
        match &query.status {
            Some(status) => find.eq(FileLoan::STATUS, status.as_str()),
            None => find,
        }
    };
    let mut rows = match caller.account() {
        Some(account) => newest().eq(FileLoan::BORROWER_ID, account.0).all(&app.db()).await?,
        None => Vec::new(),
    };
    let scope = caller.scope(Permission::FileWrite);
    if !query.mine.unwrap_or(false) && !scope.is_empty() {
        let known: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let others = newest().visible(&scope, app.today()).all(&app.db()).await?;
        rows.extend(others.into_iter().filter(|row| !known.contains(&row.id)));
    }
    // Who lends to whom is told to the person concerned as well.
    if let Some(person) = caller.person().filter(|_| !query.mine.unwrap_or(false)) {
        let known: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let about = newest().eq(FileLoan::PERSON_ID, person.0).all(&app.db()).await?;
        rows.extend(about.into_iter().filter(|row| !known.contains(&row.id)));
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.asked_at, row.id)));
    let more = cut(&mut rows, SHOWN);
    Ok(FileLoanList { items: views(app, caller, rows).await?, more })
}

async fn views(app: &App, caller: &Caller, rows: Vec<FileLoan>) -> Result<Vec<FileLoanView>> {
    let (db, now) = (app.db(), app.now());
    let people = Find::<Person>::new().any(Person::ID, rows.iter().map(|row| row.person_id)).all(&db).await?;
    let people: HashMap<Uuid, String> = people.into_iter().map(|row| (row.id, row.full_name)).collect();
    let accounts = Find::<Account>::new().any(Account::ID, rows.iter().map(|row| row.borrower_id)).all(&db).await?;
    let accounts: HashMap<Uuid, String> = accounts.into_iter().map(|row| (row.id, row.display_name)).collect();
    let files = Find::<File>::new().any(File::ID, rows.iter().filter_map(|row| row.file_id)).all(&db).await?;
    let files: HashMap<Uuid, String> = files.into_iter().map(|row| (row.id, row.category)).collect();
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let subjects = storage::query::subjects_of(&db, &persons, app.today()).await?;
    rows.into_iter()
        .map(|row| {
            let subject = subjects
                .get(&row.person_id)
                .copied()
                .unwrap_or(Subject { person: Some(row.person_id), ..Subject::default() });
            let mine = caller.account().is_some_and(|account| account.0 == row.borrower_id);
            let reason = app.store().unseal("file_loan", FileLoan::REASON, row.id, &row.reason)?.into_exposed();
            let over = row.status == "granted" && row.expires_at.is_some_and(|at| kernel::Instant::from(at) <= now);
            Ok(FileLoanView {
                id: FileLoanId(row.id),
                person_id: PersonId(row.person_id),
                person_name: people.get(&row.person_id).cloned().unwrap_or_default(),
                file_id: row.file_id.map(FileId),
                category: row.category.or_else(|| files.get(&row.file_id?).cloned()).unwrap_or_default(),
                borrower: accounts.get(&row.borrower_id).cloned().unwrap_or_default(),
                // Who asked knows why.
                reason: (mine || caller.may_read(FileLoan::REASON.class, &subject)).then_some(reason),
                days: row.days,
                status: if over { "expired".to_owned() } else { row.status.clone() },
                asked_at: row.asked_at.into(),
                decided_at: row.decided_at.map(Into::into),
                expires_at: row.expires_at.map(Into::into),
                mine,
                may_end: !over
                    && (row.status == "granted" && caller.require_for(Permission::FileWrite, &subject).is_ok()
                        || mine && matches!(row.status.as_str(), "asked" | "granted")),
            })
        })
        .collect()
}
