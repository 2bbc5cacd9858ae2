//! Who reaches the statutory age soon. The day of birth is sealed and protected: nobody without that class gets the list.

use access::{Caller, Permission};
use chrono::Months;
use kernel::{FieldClass, Month};
use law::Parameters;
use law::retirement::{RetirementCategory, RetirementWindow};
use serde::{Deserialize, Serialize};
use storage::query::Find;
use storage::rows::{Employment, Person, PersonnelChange};
use utoipa::ToSchema;
use uuid::Uuid;

use super::checks::window_of;
use super::record::ChangeState;
use super::terms::ChangeKind;
use super::views::ChangeOpened;
use super::who::{ChangePerson, People};
use crate::wire::cut;
use crate::{App, Result};

/// Which retirements.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RetirementQuery {
    /// Within so many months; 12 unless told.
    pub months: Option<u32>,
}

/// Somebody who reaches the age.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RetirementItem {
    /// Who.
    pub who: ChangePerson,
    /// The old age that was assumed: a woman's depends on her post.
    pub category: RetirementCategory,
    /// Whether another category is possible: then the post decides, and its reason is recorded.
    pub category_by_post: bool,
    /// The months among which may be chosen.
    pub window: RetirementWindow,
    /// Months until the statutory one; negative when it has passed.
    pub months_left: i32,
    /// The retirement, where one is under way or planned.
    #[schema(required)]
    pub change: Option<ChangeOpened>,
}

/// Who reaches the age, the nearest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RetirementList {
    /// The people, at most 500.
    pub items: Vec<RetirementItem>,
    /// Whether there are more than are listed.
    pub more: bool,
    /// People in force whose day of birth or sex is not on record: they are in no list.
    pub unknown: usize,
}

/// How many people the list shows.
const SHOWN: u64 = 500;

/// Who reaches the statutory age in the coming months.
pub async fn list_retirements(app: &App, caller: &Caller, query: RetirementQuery) -> Result<RetirementList> {
    caller.require(Permission::ChangeManage)?;
    let scope = caller.scope_with(Permission::ChangeManage, FieldClass::Protected);
    if scope.is_empty() {
        return Err(kernel::Problem::forbidden("access.class_missing").with("class", "Protected"));
    }
    let (db, today) = (app.db(), app.today());
    let employed = Find::<Employment>::new().visible(&scope, today).known().on(today).all(&db).await?;
    let (mut due, mut unknown) = (Vec::new(), 0);
    let law = Parameters::builtin().map_err(|refusal| refusal.problem())?;
    let until = Month::of(today + Months::new(query.months.unwrap_or(12).min(120)));
    for chunk in employed.chunks(400) {
        let persons = Find::<Person>::new().any(Person::ID, chunk.iter().map(|row| row.person_id)).all(&db).await?;
        for person in persons {
            let Some(sex) = sex_of(app, &person)? else {
                unknown += 1;
                continue;
            };
            // The earlier of the two ages for women: better listed too soon than missed.
            let male = sex == "male";
            let category = if male { RetirementCategory::Male60 } else { RetirementCategory::Female50 };
            let Ok(window) = window_of(law, app.store(), &person, category, today) else {
                unknown += 1;
                continue;
            };
            let Ok(first) = format!("{}-01", window.value.statutory_month).parse() else { continue };
            let month = Month::of(first);
            if month <= until {
                due.push((person.id, category, !male, window.value, month.since(Month::of(today))));
            }
        }
    }
    due.sort_by_key(|(_, _, _, _, left)| *left);
    let more = cut(&mut due, SHOWN);
    let ids: Vec<Uuid> = due.iter().map(|(person, ..)| *person).collect();
    let people = People::read(app, &db, &ids).await?;
    let changes = Find::<PersonnelChange>::new()
        .any(PersonnelChange::PERSON_ID, ids.iter().copied())
        .eq(PersonnelChange::KIND, ChangeKind::Retire.key())
        .all(&db)
        .await?;
    let standing = |person: Uuid| {
        let own = changes.iter().filter(|row| row.person_id == person);
        let mut states = own.filter_map(|row| Some(ChangeOpened { id: row.id, state: ChangeState::find(&row.state)? }));
        let over = [ChangeState::Undone, ChangeState::Withdrawn, ChangeState::Refused];
        states.find(|opened| !over.contains(&opened.state))
    };
    let items = due.into_iter().map(|(person, category, category_by_post, window, months_left)| RetirementItem {
        who: people.who(person),
        category,
        category_by_post,
        window,
        months_left,
        change: standing(person),
    });
    Ok(RetirementList { items: items.collect(), more, unknown })
}

fn sex_of(app: &App, person: &Person) -> Result<Option<String>> {
    let sealed = person.sex.as_ref().map(|sealed| app.store().unseal("person", Person::SEX, person.id, sealed));
    Ok(sealed.transpose()?.map(kernel::Sensitive::into_exposed))
}
