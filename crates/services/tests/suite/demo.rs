//! The invented group, played through the services.

use access::Caller;
use services::demo::{DemoOptions, make_demo};
use services::people::{AsOfQuery, RosterQuery, count_people, person_timeline};
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
}
