//! The fast roster holds the same lines as the slow one, for any filter, scope, day and order.

use std::collections::BTreeSet;

use access::Scope;
use chrono::Days;
use kernel::{Date, DateRange, Entropy as _, Instant, SeededEntropy};
use storage::query::Find;
use storage::query::people::{Plan, RosterFilter, RosterSort, Standing, count, page, plan};
use storage::rows::{Assignment, Contract, Employment, OrgUnit, Person};
use storage::{Store, TimelineRow as _, UnitOfWork, WriteContext};
use testkit::day;
use uuid::Uuid;

use super::{on_both_engines, person};

/// Small enough that filters often meet, and that some names begin alike.
const NAMES: [(&str, &str, &str); 8] = [
    ("张明远", "zhangmingyuan", "zmy"),
    ("张明", "zhangming", "zm"),
    ("王昭阳", "wangzhaoyang", "wzy"),
    ("安然", "anran", "ar"),
    ("Li, Wei K", "liweik", "lwk"),
    ("李伟", "liwei", "lw"),
    ("昂明", "angming", "am"),
    ("赵阳", "zhaoyang", "zy"),
];
const SEARCHES: [&str; 12] = ["张", "明", "zhang", "ming", "z", "zm", "wei", "li", "yc00", "YC0012", "明远", "%"];

struct World {
    persons: Vec<Person>,
    employments: Vec<Employment>,
    assignments: Vec<Assignment>,
    contracts: Vec<Contract>,
    /// A tree: below each place the two at twice it.
    units: Vec<Uuid>,
    entities: Vec<Uuid>,
}

struct Draw(SeededEntropy);

impl Draw {
    fn below(&self, bound: usize) -> usize {
        usize::try_from(self.0.word() % bound as u64).unwrap()
    }

    fn pick<'a, T>(&self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn day(&self) -> Date {
        day("2024-01-01") + Days::new(self.below(900) as u64)
    }

    fn maybe<T>(&self, value: impl FnOnce() -> T) -> Option<T> {
        (self.below(4) == 0).then(value)
    }
}

fn first_contract(work: &UnitOfWork, (employment_id, person_id): (Uuid, Uuid), from: Date) -> Contract {
    let known = Instant::start_of(from);
    Contract {
        row_id: work.new_id(),
        contract_id: work.new_id(),
        employment_id,
        person_id,
        kind: "fixed_term".to_owned(),
        signed_on: None,
        valid_from: from,
        valid_until: None,
        known_from: known.into(),
        known_until: None,
        recorded_at: known.into(),
    }
}

fn org_unit(work: &UnitOfWork, unit_id: Uuid, parent_id: Option<Uuid>) -> OrgUnit {
    let from = day("2023-01-01");
    OrgUnit {
        row_id: work.new_id(),
        unit_id,
        parent_id,
        code: unit_id.to_string(),
        name: "部门".to_owned(),
        kind: "department".to_owned(),
        head_person_id: None,
        valid_from: from,
        valid_until: None,
        known_from: Instant::start_of(from).into(),
        known_until: None,
        recorded_at: Instant::start_of(from).into(),
    }
}

async fn one_life(work: &mut UnitOfWork, draw: &Draw, serial: usize, world: &World) -> Person {
    let (full_name, pinyin, initials) = draw.pick(&NAMES);
    let mut row = person(work.store(), full_name);
    (row.name_pinyin, row.name_initials) = ((*pinyin).to_owned(), (*initials).to_owned());
    work.insert(row.clone()).await.unwrap();
    let (employment_id, hired) = (work.new_id(), draw.day());
    let known = Instant::start_of(hired);
    let entity = *draw.pick(&world.entities);
    let mut employment = Employment {
        row_id: work.new_id(),
        employment_id,
        person_id: row.id,
        legal_entity_id: entity,
        employee_no: format!("YC{serial:04}"),
        kind: (*draw.pick(&["full_time", "intern"])).to_owned(),
        probation_until: draw.maybe(|| hired + Days::new(180)),
        exit_ground: None,
        exit_reason: None,
        valid_from: hired,
        valid_until: None,
        known_from: known.into(),
        known_until: None,
        recorded_at: known.into(),
    };
    work.put(DateRange::starting(hired), known, &employment).await.unwrap();
    let managers: Vec<Uuid> = world.persons.iter().map(|person| person.id).collect();
    let assignment = |from: Date, known: Instant| Assignment {
        row_id: Uuid::from_u128(u128::from(draw.0.word()) << 64 | u128::from(draw.0.word())),
        employment_id,
        person_id: row.id,
        legal_entity_id: entity,
        unit_id: *draw.pick(&world.units),
        manager_id: (!managers.is_empty()).then(|| *draw.pick(&managers)),
        position: "工程师".to_owned(),
        position_id: None,
        job_level: draw.maybe(|| "P7".to_owned()),
        place: (*draw.pick(&["CN-Shanghai", "CN-Beijing"])).to_owned(),
        working_time: "standard".to_owned(),
        valid_from: from,
        valid_until: None,
        known_from: known.into(),
        known_until: None,
        recorded_at: known.into(),
    };
    work.put(DateRange::starting(hired), known, &assignment(hired, known)).await.unwrap();
    let mut contract = first_contract(work, (employment_id, row.id), hired);
    let term = DateRange::new(hired, Some(hired + Days::new(400))).unwrap();
    contract.valid_until = term.until();
    work.put(term, known, &contract).await.unwrap();
    for step in 1..=draw.below(3) {
        let from = hired + Days::new(step as u64 * 100);
        let known = Instant::start_of(from);
        work.put(DateRange::starting(from), known, &assignment(from, known)).await.unwrap();
    }
    if draw.below(4) == 0 {
        let left = hired + Days::new(250 + draw.below(200) as u64);
        let known = Instant::start_of(left - Days::new(20));
        employment.valid_until = Some(left);
        work.put(DateRange::new(hired, Some(left)).unwrap(), known, &employment).await.unwrap();
        work.clear::<Employment>(employment_id, DateRange::starting(left), known).await.unwrap();
        if known > Instant::start_of(hired + Days::new(201)) {
            work.clear::<Assignment>(employment_id, DateRange::starting(left), known).await.unwrap();
        }
    }
    row
}

async fn world(store: &Store, draw: &Draw, people: usize) -> World {
    let mut work = store.begin(WriteContext::system("test")).await.unwrap();
    let ids = |work: &UnitOfWork, count: usize| (0..count).map(|_| work.new_id()).collect::<Vec<_>>();
    let (units, entities) = (ids(&work, 5), ids(&work, 2));
    for (place, unit) in units.iter().enumerate() {
        let above = place.checked_sub(1).map(|before| units[before / 2]);
        let row = org_unit(&work, *unit, above);
        work.put(DateRange::starting(row.valid_from), row.known_from.into(), &row).await.unwrap();
    }
    let (persons, employments, assignments, contracts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut world = World { persons, employments, assignments, contracts, units, entities };
    for serial in 0..people {
        let row = one_life(&mut work, draw, serial, &world).await;
        world.persons.push(row);
    }
    work.commit().await.unwrap();
    let db = store.db();
    world.employments = Find::<Employment>::new().all(&db).await.unwrap();
    world.assignments = Find::<Assignment>::new().all(&db).await.unwrap();
    world.contracts = Find::<Contract>::new().all(&db).await.unwrap();
    world
}

fn scope(draw: &Draw, world: &World) -> Scope {
    let person = |draw: &Draw| draw.pick(&world.persons).id;
    match draw.below(5) {
        0 => Scope { units: BTreeSet::from([*draw.pick(&world.units)]), ..Scope::default() },
        1 => Scope { managers: BTreeSet::from([person(draw), person(draw)]), ..Scope::person(person(draw)) },
        2 => Scope { legal_entities: BTreeSet::from([world.entities[0]]), ..Scope::default() },
        3 => Scope::default(),
        _ => Scope::everything(),
    }
}

fn question(draw: &Draw, world: &World) -> RosterFilter {
    let on = day("2024-01-01") + Days::new(draw.below(1_100) as u64);
    RosterFilter {
        search: draw.maybe(|| (*draw.pick(&SEARCHES)).to_owned()),
        unit: draw.maybe(|| *draw.pick(&world.units)),
        legal_entity: draw.maybe(|| *draw.pick(&world.entities)),
        manager: (draw.below(12) == 0).then(|| draw.pick(&world.persons).id),
        persons: (draw.below(12) == 0).then(|| world.persons.iter().step_by(3).map(|person| person.id).collect()),
        standing: draw.maybe(|| *draw.pick(&[Standing::Probation, Standing::Active, Standing::Leaving])),
        kind: (draw.below(9) == 0).then(|| "intern".to_owned()),
        place: draw.maybe(|| "CN-Beijing".to_owned()),
        job_level: (draw.below(9) == 0).then(|| "P7".to_owned()),
        hired_from: draw.maybe(|| draw.day()),
        hired_before: (draw.below(9) == 0).then(|| draw.day()),
        contract_until: draw.maybe(|| on + Days::new(90)),
        sort: *draw.pick(&[RosterSort::Name, RosterSort::Number, RosterSort::Hired, RosterSort::Match]),
        descending: draw.below(2) == 0,
        ..RosterFilter::new(on, Instant::start_of(draw.day() + Days::new(200)), scope(draw, world))
    }
}

/// A search as people understand it: the name from any character on, its pinyin from any syllable on, its initials
/// from any letter on, or the number. What was found, with whether it is a later part; the best of it.
fn finds(person: &Person, numbers: &[&str], text: &str) -> Option<(bool, String)> {
    let fold =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (name, pinyin, initials) = (&person.full_name, &person.name_pinyin, &person.name_initials);
    let begins = |at: usize, c: char| {
        !c.is_whitespace() && (!name.is_ascii() || at == 0 || name[..at].ends_with(char::is_whitespace))
    };
    let in_name = name.char_indices().filter(|(at, c)| begins(*at, *c)).map(|(at, _)| (at > 0, fold(&name[at..])));
    let syllables = pinyin.char_indices().filter(|(at, c)| *at == 0 || initials.contains(*c));
    let in_pinyin = syllables.map(|(at, _)| (at > 0, pinyin[at..].to_owned()));
    let later = (0..initials.len()).filter(|at| *at == 0 || initials.len() - at > 1);
    let in_initials = later.map(|at| (at > 0, initials[at..].to_owned()));
    let numbers = numbers.iter().map(|number| (false, fold(number)));
    let (wanted, all) = (fold(text), in_name.chain(in_pinyin).chain(in_initials).chain(numbers));
    all.filter(|(_, part)| !wanted.is_empty() && part.starts_with(&wanted)).min()
}

fn numbers_of<'a>(world: &'a World, person: &Person) -> Vec<&'a str> {
    let numbers = world.employments.iter().filter(|row| row.person_id == person.id);
    numbers.map(|row| row.employee_no.as_str()).collect()
}

/// Who, in which unit, and what the manager is called.
type Line = (Uuid, Uuid, Option<String>);

/// Every line, by walking through everything.
fn slow(world: &World, filter: &RosterFilter) -> Vec<Line> {
    let mut lines: Vec<(String, Line)> = Vec::new();
    let name = |id: Uuid| world.persons.iter().find(|person| person.id == id).unwrap().full_name.clone();
    for employment in &world.employments {
        if !(employment.range().contains(filter.day) && employment.known().at(filter.known_at)) {
            continue;
        }
        let own = world.assignments.iter().filter(|row| row.employment_id == employment.employment_id);
        for assignment in own.filter(|row| row.range().contains(filter.day) && row.known().at(filter.known_at)) {
            let person = world.persons.iter().find(|person| person.id == employment.person_id).unwrap();
            if matches(world, filter, person, employment, assignment) {
                let order = match filter.sort {
                    RosterSort::Name => person.name_pinyin.clone(),
                    RosterSort::Number => employment.employee_no.clone(),
                    RosterSort::Hired => employment.valid_from.to_string(),
                    RosterSort::Match => {
                        let text = filter.search.as_deref().filter(|text| *text != "%");
                        let found = text.and_then(|text| finds(person, &numbers_of(world, person), text));
                        found.map_or_else(
                            || person.name_pinyin.clone(),
                            |(later, part)| format!("{}{part}", u8::from(later)),
                        )
                    }
                };
                lines.push((order, (person.id, assignment.unit_id, assignment.manager_id.map(name))));
            }
        }
    }
    lines.sort();
    if filter.descending {
        lines.reverse();
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn within(world: &World, unit: Uuid, top: Uuid) -> bool {
    let place = world.units.iter().position(|own| *own == unit).unwrap();
    unit == top || place > 0 && within(world, world.units[(place - 1) / 2], top)
}

fn matches(world: &World, filter: &RosterFilter, person: &Person, own: &Employment, at: &Assignment) -> bool {
    let ends = |until: Date| {
        world.contracts.iter().any(|row| {
            row.employment_id == own.employment_id
                && row.range().contains(filter.day)
                && row.known().at(filter.known_at)
                && row.valid_until.is_some_and(|end| end <= until)
        })
    };
    let subject = storage::query::subject(at);
    let standing = match (own.valid_until, own.probation_until) {
        (Some(_), _) => Standing::Leaving,
        (None, Some(until)) if filter.day < until => Standing::Probation,
        _ => Standing::Active,
    };
    filter.scope.covers(&subject)
        && filter.search.as_deref().is_none_or(|text| finds(person, &numbers_of(world, person), text).is_some())
        && filter.unit.is_none_or(|unit| within(world, at.unit_id, unit))
        && filter.legal_entity.is_none_or(|entity| entity == own.legal_entity_id)
        && filter.manager.is_none_or(|manager| at.manager_id == Some(manager))
        && filter.persons.as_ref().is_none_or(|persons| persons.contains(&person.id))
        && filter.standing.is_none_or(|wanted| wanted == standing)
        && filter.kind.as_ref().is_none_or(|kind| *kind == own.kind)
        && filter.place.as_ref().is_none_or(|place| *place == at.place)
        && filter.job_level.as_ref().is_none_or(|level| at.job_level.as_ref() == Some(level))
        && filter.hired_from.is_none_or(|from| own.valid_from >= from)
        && filter.hired_before.is_none_or(|before| own.valid_from < before)
        && filter.contract_until.is_none_or(ends)
}

/// All lines, page after page.
async fn walked(store: &Store, filter: &RosterFilter, plan: Plan) -> Vec<Line> {
    let (mut lines, mut filter) = (Vec::new(), filter.clone());
    loop {
        let read = page(&store.db(), &filter, plan, 4).await.unwrap();
        lines.extend(read.rows.into_iter().map(|row| (row.person_id, row.unit_id, row.manager_name)));
        filter.after = read.next;
        if filter.after.is_none() {
            return lines;
        }
    }
}

on_both_engines! {
    async fn the_fast_roster_is_the_slow_one(test: TestStore) {
        let draw = Draw(SeededEntropy::new(20));
        let world = world(&test.store, &draw, 70).await;
        let mut found = 0;
        for turn in 0..160 {
            let filter = question(&draw, &world);
            let slow = slow(&world, &filter);
            found += slow.len();
            for plan in [Plan::Few, Plan::Many] {
                assert_eq!(walked(&test.store, &filter, plan).await, slow, "{turn} {plan:?} {filter:?}");
            }
            let by_name = RosterFilter { sort: RosterSort::Name, ..filter.clone() };
            let total = page(&test.store.db(), &by_name, Plan::Few, 1).await.unwrap().total;
            assert_eq!(total, Some(slow.len() as u64), "{turn} {filter:?}");
            assert_eq!(count(&test.store.db(), &filter).await.unwrap(), slow.len() as u64);
            let either = plan(&test.store.db(), &filter, 50).await.unwrap();
            assert_eq!(walked(&test.store, &filter, either).await, slow, "{turn} {either:?} {filter:?}");
        }
        assert!(found > 300, "the questions find almost nothing: {found}");
    }

    async fn a_list_is_two_statements(test: TestStore) {
        let draw = Draw(SeededEntropy::new(3));
        let world = world(&test.store, &draw, 10).await;
        let filter = RosterFilter::new(day("2025-06-01"), test.store.now(), scope(&draw, &world));
        let before = test.store.statements();
        let way = plan(&test.store.db(), &filter, 50).await.unwrap();
        page(&test.store.db(), &filter, way, 50).await.unwrap();
        assert_eq!(test.store.statements() - before, 2);
    }

    async fn a_name_that_changed_is_found_by_the_new_one_alone(test: TestStore) {
        let draw = Draw(SeededEntropy::new(5));
        let world = world(&test.store, &draw, 1).await;
        let old = world.persons[0].clone();
        let mut work = test.store.begin(WriteContext::system("test")).await.unwrap();
        let named = Person {
            full_name: "欧阳修".into(),
            name_pinyin: "ouyangxiu".into(),
            name_initials: "oyx".into(),
            ..old.clone()
        };
        work.update(&old, named).await.unwrap();
        work.commit().await.unwrap();
        let on = world.employments[0].valid_from;
        let found = async |text: &str| {
            let filter = RosterFilter { search: Some(text.into()), ..RosterFilter::new(on, test.store.now(), Scope::everything()) };
            page(&test.store.db(), &filter, Plan::Few, 5).await.unwrap().rows.len()
        };
        assert_eq!((found("xiu").await, found(&old.full_name).await, found("yc0000").await), (1, 0, 1));
    }

    async fn who_reports_to_somebody_with_a_new_name_is_listed_with_it(test: TestStore) {
        let draw = Draw(SeededEntropy::new(11));
        let mut world = world(&test.store, &draw, 30).await;
        let on = day("2026-01-01");
        let mut led = world.assignments.iter().filter(|row| row.known_until.is_none() && row.range().contains(on));
        let manager = led.find_map(|row| row.manager_id).unwrap();
        let named = world.persons.iter_mut().find(|person| person.id == manager).unwrap();
        let old = std::mem::replace(named, Person { full_name: "欧阳修".into(), ..named.clone() });
        let mut work = test.store.begin(WriteContext::system("test")).await.unwrap();
        work.update(&old, named.clone()).await.unwrap();
        work.commit().await.unwrap();
        let everybody = RosterFilter::new(on, test.store.now(), Scope::everything());
        let filter = RosterFilter { unit: Some(world.units[0]), ..everybody };
        let expected = slow(&world, &filter);
        assert!(expected.iter().any(|(_, _, manager)| manager.as_deref() == Some("欧阳修")));
        for plan in [Plan::Few, Plan::Many] {
            assert_eq!(walked(&test.store, &filter, plan).await, expected, "{plan:?}");
        }
    }
}
