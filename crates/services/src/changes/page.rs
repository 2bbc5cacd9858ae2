//! Changes in a list and one by one, as far as the caller may see.

use std::collections::HashMap;

use access::{Caller, Disclosure, Permission};
use kernel::Instant;
use storage::Db;
use storage::query::Find;
use storage::rows::{Account, PersonnelChange as Row};
use uuid::Uuid;

use super::approval::ABOUT;
use super::letters::letters_of;
use super::record::{ChangeState, Line, Open, change_for, field_of, told_to_the_person, unknown};
use super::terms::ChangeKind;
use super::views::{
    AgreementView, ChangeAction, ChangeLine, ChangeList, ChangePage, ChangeQuery, ChangeSummary, StateCount,
};
use super::who::People;
use crate::approvals::approval_of;
use crate::{App, Result};

/// Lines as the caller may see them.
pub(super) fn shown_lines(shown: &mut Disclosure<'_>, lines: &[Line]) -> Vec<ChangeLine> {
    lines
        .iter()
        .map(|line| {
            let field = field_of(&line.field);
            ChangeLine {
                field: line.field.clone(),
                before: shown.show(field, line.before.clone()),
                after: shown.show(field, line.after.clone()),
            }
        })
        .collect()
}

const OPEN: [ChangeState; 4] =
    [ChangeState::Draft, ChangeState::Submitted, ChangeState::Approved, ChangeState::Scheduled];

/// Changes, newest first.
pub async fn list_changes(app: &App, caller: &Caller, query: ChangeQuery) -> Result<ChangeList> {
    let scope = caller.require(Permission::ChangeRead)?;
    let (db, today) = (app.db(), app.today());
    let ChangeQuery { kind, state, open, person_id, legal_entity_id, cursor, limit } = query;
    let find = || {
        let mut find = Find::<Row>::new().visible(&scope, today);
        if let Some(kind) = kind {
            find = find.eq(Row::KIND, kind.key());
        }
        if let Some(person) = person_id {
            find = find.eq(Row::PERSON_ID, person.0);
        }
        if let Some(entity) = legal_entity_id {
            find = find.eq(Row::LEGAL_ENTITY_ID, entity.0);
        }
        // Of the own changes only those that are told, and only on the own page.
        match caller.person() {
            Some(own) if person_id == Some(own) => find.any(Row::STATE, told_to_the_person().map(ChangeState::key)),
            Some(own) => find.ne(Row::PERSON_ID, own.0),
            None => find,
        }
    };
    let mut rows = find();
    if let Some(state) = state {
        rows = rows.eq(Row::STATE, state.key());
    } else if open == Some(true) {
        rows = rows.any(Row::STATE, OPEN.map(ChangeState::key));
    }
    let limit = limit.unwrap_or(50).clamp(1, 200);
    let skip: u64 = cursor.and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let mut rows = rows.descending(Row::REQUESTED_AT).offset(skip).limit(limit + 1).all(&db).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let mut counts = Vec::new();
    for state in ChangeState::ALL {
        let count = find().eq(Row::STATE, state.key()).count(&db).await?;
        counts.push(StateCount { state, count });
    }
    Ok(ChangeList {
        items: summaries(app, &db, &rows).await?,
        next_cursor: more.then(|| (skip + limit).to_string()),
        counts,
    })
}

async fn summaries(app: &App, db: &Db<'_>, rows: &[Row]) -> Result<Vec<ChangeSummary>> {
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let people = People::read(app, db, &persons).await?;
    let askers = rows.iter().filter_map(|row| row.requested_by);
    let accounts = Find::<Account>::new().any(Account::ID, askers).all(db).await?;
    let accounts: HashMap<Uuid, String> = accounts.into_iter().map(|row| (row.id, row.display_name)).collect();
    Ok(rows.iter().map(|row| summary(row, &people, &accounts)).collect())
}

fn summary(row: &Row, people: &People, accounts: &HashMap<Uuid, String>) -> ChangeSummary {
    let Row {
        id,
        person_id,
        employment_id: _,
        legal_entity_id,
        kind,
        state,
        effective_on,
        payload: _,
        reason: _,
        corrects_id: _,
        requested_by,
        requested_at,
        decided_at: _,
        applied_at: _,
        closed_at: _,
    } = row;
    ChangeSummary {
        id: *id,
        who: people.who(*person_id),
        legal_entity: people.entity(*legal_entity_id),
        kind: ChangeKind::find(kind).unwrap_or(ChangeKind::Correct),
        state: ChangeState::find(state).unwrap_or(ChangeState::Draft),
        effective_on: *effective_on,
        requested_at: (*requested_at).into(),
        requested_by: requested_by.and_then(|account| accounts.get(&account).cloned()),
    }
}

/// A change with everything about it.
pub async fn get_change(app: &App, caller: &Caller, id: Uuid) -> Result<ChangePage> {
    let db = app.db();
    let (open, subject) = change_for(app, &db, caller, Permission::ChangeRead, id).await?;
    let summary = summaries(app, &db, std::slice::from_ref(&open.row)).await?.pop().ok_or_else(unknown)?;
    let actions = actions(caller, &subject, &open);
    let letters = letters_of(&db, id).await?;
    let approval = approval_of(app, caller, (ABOUT, id)).await?;
    let corrected_by = Find::<Row>::new().eq(Row::CORRECTS_ID, id).all(&db).await?;
    let Open { row, stored } = open;
    let mut shown = caller.disclose(subject);
    let lines = shown_lines(&mut shown, &stored.lines);
    let reason = shown
        .show_with(Row::REASON, || app.store().unseal("personnel_change", Row::REASON, row.id, &row.reason))?
        .map(kernel::Sensitive::into_exposed);
    let closing_reason = shown.show_as("closing_reason", Row::REASON, stored.closing_reason);
    let findings = stored.findings.into_iter().filter(|finding| caller.may_read(finding.class, &subject)).collect();
    Ok(ChangePage {
        summary,
        lines,
        findings,
        needs_agreement: stored.needs_agreement,
        agreement: stored.agreement.map(|agreement| AgreementView {
            signed_on: agreement.signed_on,
            document: agreement.document,
            recorded_at: agreement.recorded_at,
        }),
        reason,
        closing_reason,
        decided_at: row.decided_at.map(Instant::from),
        applied_at: row.applied_at.map(Instant::from),
        closed_at: row.closed_at.map(Instant::from),
        corrects: row.corrects_id,
        corrected_by: corrected_by.into_iter().map(|row| row.id).collect(),
        approval,
        letters,
        actions,
        redacted: shown.redacted(),
    })
}

/// What the caller may do. Nobody acts on the own matter.
fn actions(caller: &Caller, subject: &access::Subject, open: &Open) -> Vec<ChangeAction> {
    if caller.is(open.row.person_id) {
        return Vec::new();
    }
    let proposes = caller.scope(Permission::ChangePropose).covers(subject);
    let manages = caller.scope(Permission::ChangeManage).covers(subject);
    let state = open.state();
    let waits = matches!(state, ChangeState::Draft | ChangeState::Submitted | ChangeState::Approved);
    let written = matches!(state, ChangeState::Scheduled | ChangeState::Effective);
    let misses_agreement = open.stored.needs_agreement && open.stored.agreement.is_none();
    let all = [
        (ChangeAction::Submit, proposes && state == ChangeState::Draft),
        (ChangeAction::Withdraw, proposes && waits),
        (ChangeAction::RecordAgreement, manages && waits && misses_agreement),
        (ChangeAction::Undo, manages && written && open.kind() != ChangeKind::Onboard),
        (ChangeAction::Correct, manages && state == ChangeState::Effective),
        (ChangeAction::MakeLetter, manages && written),
    ];
    all.into_iter().filter_map(|(action, allowed)| allowed.then_some(action)).collect()
}
