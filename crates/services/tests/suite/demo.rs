//! The invented group, played through the services.

use access::Caller;
use services::App;
use services::changes::{ChangeQuery, ChangeState, RetirementQuery, list_changes, list_retirements};
use services::conduct::list_discipline;
use services::custom_fields::{CustomFieldsQuery, list_custom_fields};
use services::demo::{DemoOptions, make_demo};
use services::files::{FileLoanQuery, list_file_loans};
use services::people::{AsOfQuery, RosterQuery, count_people, person_timeline};
use storage::query::Find;
use storage::rows::{CustomValue, PersonTag, Qualification};
use testkit::day;

use crate::fixture::empty;

#[tokio::test]
async fn a_small_group_is_played_through_the_services_and_its_trail_verifies() {
    let (app, clock, _test) = empty().await;
    let options = DemoOptions { people: 200, seed: 7, end: day("2026-11-20"), months: 14 };
    let demo = make_demo(&app, &clock, &options, |_, _| ()).await.unwrap();
    let roster = count_people(&app, &Caller::system(), RosterQuery::default()).await.unwrap();
    assert!((150..300).contains(&roster.total), "{:?}", roster.total);
    let line = person_timeline(&app, &Caller::system(), demo.zhang, AsOfQuery::default()).await.unwrap();
    let kinds: Vec<_> =
        line.items.iter().filter_map(|item| item.values.get("kind")?.as_str().map(str::to_owned)).collect();
    assert!(kinds.contains(&"resignation_withdrawn".to_owned()) && kinds.contains(&"goal_slipped".to_owned()));
    assert_eq!(app.store().verify_audit(|_| ()).await.unwrap().first, None);
    every_desk_has_something_on_it(&app).await;
    what_waits_was_asked_for_by_somebody(&app).await;
}

async fn every_desk_has_something_on_it(app: &App) {
    let system = Caller::system();
    let case = list_discipline(app, &system).await.unwrap().items.remove(0);
    assert!(case.missing.is_empty() && case.acknowledged_at.is_some(), "heard, told, and acknowledged: {case:?}");
    let fields = list_custom_fields(app, &system, CustomFieldsQuery::default()).await.unwrap().items;
    assert!(fields.iter().any(|field| field.record == "employment"));
    assert!(Find::<CustomValue>::new().count(&app.db()).await.unwrap() > 10, "the field is filled in");
    assert_eq!(Find::<Qualification>::new().count(&app.db()).await.unwrap(), 3);
    let loans = list_file_loans(app, &system, FileLoanQuery::default()).await.unwrap().items;
    assert!(loans.iter().any(|loan| loan.status == "granted"), "{loans:?}");
    let elders = list_retirements(app, &system, RetirementQuery::default()).await.unwrap().items;
    assert!(!elders.is_empty());
    // Four were meant; one that would be about its own writer was never written.
    assert_eq!(Find::<PersonTag>::new().count(&app.db()).await.unwrap(), 4);
}

async fn what_waits_was_asked_for_by_somebody(app: &App) {
    let query = ChangeQuery { limit: Some(200), ..ChangeQuery::default() };
    let changes = list_changes(app, &Caller::system(), query).await.unwrap().items;
    let waiting = |state| matches!(state, ChangeState::Draft | ChangeState::Submitted);
    assert!(changes.iter().any(|change| waiting(change.state)));
    for change in changes {
        let by = if waiting(change.state) { "沈静怡" } else { "韩雪" };
        assert_eq!(change.requested_by.as_deref(), Some(by), "{change:?}");
    }
}
