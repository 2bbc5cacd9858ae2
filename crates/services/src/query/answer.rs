//! From a question to its answer.

use std::collections::{BTreeMap, HashMap, HashSet};

use access::{Caller, Permission, Scope, Subject};
use chrono::Days;
use documents::tables::{Column, ColumnKind, Export, Value, write_csv, write_xlsx};
use kernel::{Date, ErrorKind, FieldClass, FieldType, PersonId, Problem};
use storage::Db;
use storage::audit::Action;
use storage::query::across::{Asked, Counted, Question, Test, count, counts, rows};
use storage::query::people::RosterRow;
use storage::query::{Find, subjects_of};
use storage::rows::{CatalogueItem, Employment, LegalEntity, OrgUnit};
use uuid::Uuid;

use super::fields::{Field, find};
use super::views::{ExportQuery, FileOf, Operator, QueryAnswer, QueryFilter, QueryGroup, QueryRow, RunQuery};
use crate::codes::{Mapped, mapped_codes};
use crate::{App, Result};

/// Conditions in one question.
const FILTERS: usize = 12;
/// Fields that one may group by at once.
const GROUPS: usize = 2;
/// Rows on a page, and in a file.
const PAGE: u64 = 100;
const FILE_ROWS: u64 = 200_000;
/// A smaller group is not told where it is formed by more than what stands in the directory.
const SMALLEST: u64 = 5;

/// The group on the day, to name what a question finds.
struct Around {
    units: Vec<OrgUnit>,
    entities: HashMap<Uuid, String>,
    codes: Vec<CatalogueItem>,
    mapped: BTreeMap<&'static str, Mapped>,
}

impl Around {
    async fn read(db: &Db<'_>, day: Date) -> Result<Self> {
        let mut mapped = BTreeMap::new();
        for kind in ["job_level", "position"] {
            mapped.insert(kind, mapped_codes(db, kind, day).await?);
        }
        let entities = Find::<LegalEntity>::new().all(db).await?;
        Ok(Self {
            units: Find::<OrgUnit>::new().known().on(day).all(db).await?,
            entities: entities.into_iter().map(|row| (row.id, row.short_name)).collect(),
            codes: Find::<CatalogueItem>::new().all(db).await?,
            mapped,
        })
    }

    /// The units and everything below them.
    fn below(&self, tops: &[Uuid]) -> Vec<Uuid> {
        let mut found: HashSet<Uuid> = tops.iter().copied().collect();
        loop {
            let more: Vec<Uuid> = self
                .units
                .iter()
                .filter(|unit| unit.parent_id.is_some_and(|parent| found.contains(&parent)))
                .map(|unit| unit.unit_id)
                .filter(|unit| !found.contains(unit))
                .collect();
            if more.is_empty() {
                return found.into_iter().collect();
            }
            found.extend(more);
        }
    }

    fn title(&self, field: &Field, value: &str) -> String {
        if let Some(kind) = field.standard {
            return self.mapped.get(kind).and_then(|mapped| mapped.title(value)).unwrap_or(value).to_owned();
        }
        let named = match field.asked.field.refers_to {
            Some("legal_entity") => value.parse().ok().and_then(|id: Uuid| self.entities.get(&id).cloned()),
            Some("org_unit") => {
                let id = value.parse::<Uuid>().ok();
                self.units.iter().find(|unit| Some(unit.unit_id) == id).map(|unit| unit.name.clone())
            }
            Some(list) => {
                let kind = list.strip_prefix("catalogue:").unwrap_or(list);
                self.codes.iter().find(|item| item.kind == kind && item.code == value).map(|item| item.title_zh.clone())
            }
            None => None,
        };
        named.unwrap_or_else(|| value.to_owned())
    }
}

/// Refuses a question that the caller may not ask, or that is none.
pub(super) fn check(caller: &Caller, query: &RunQuery) -> Result<()> {
    if query.filters.len() > FILTERS {
        return Err(Problem::invalid("query.too_many_filters").at("/filters").with("most", FILTERS));
    }
    if query.group_by.len() > GROUPS {
        return Err(Problem::invalid("query.too_many_groups").at("/group_by").with("most", GROUPS));
    }
    for (at, filter) in query.filters.iter().enumerate() {
        let field = find(caller, &filter.field, &format!("/filters/{at}/field"))?;
        if !field.operators().contains(&filter.operator) {
            return Err(Problem::invalid("query.operator").at(format!("/filters/{at}/operator")));
        }
    }
    for (at, key) in query.group_by.iter().enumerate() {
        let pointer = format!("/group_by/{at}");
        if !find(caller, key, &pointer)?.groups {
            return Err(Problem::invalid("query.not_groupable").at(pointer).with("field", key));
        }
    }
    Ok(())
}

/// The question for the database: rows that the caller may ask about, in every class that is asked about.
fn question(app: &App, caller: &Caller, query: &RunQuery, around: &Around) -> Result<Question> {
    check(caller, query)?;
    let keys =
        query.filters.iter().map(|filter| filter.field.as_str()).chain(query.group_by.iter().map(String::as_str));
    let classes: HashSet<FieldClass> =
        keys.map(|key| find(caller, key, "").map(Field::class)).collect::<Result<_>>()?;
    let mut scopes = vec![caller.require(Permission::QueryRun)?];
    scopes.extend(classes.into_iter().map(|class| caller.scope_with(Permission::QueryRun, class)));
    let tests =
        query.filters.iter().enumerate().map(|(at, filter)| {
            test(find(caller, &filter.field, "")?, filter, around, &format!("/filters/{at}/values"))
        });
    // Tomorrow's list would tell who will be gone.
    let today = app.today();
    let wanted = query.as_of.unwrap_or(today);
    let future = caller.scope_with(Permission::QueryRun, FieldClass::Employment) == scopes[0];
    Ok(Question {
        day: if future { wanted } else { wanted.min(today) },
        known_at: app.now(),
        scopes,
        tests: tests.collect::<Result<_>>()?,
        all: !query.any,
    })
}

fn test(field: &Field, filter: &QueryFilter, around: &Around, pointer: &str) -> Result<Test> {
    let values: Vec<&str> = filter.values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
    let first = || values.first().copied().ok_or_else(|| Problem::invalid("input.required").at(pointer));
    let day = || first()?.parse::<Date>().map_err(|_| Problem::invalid("query.value").at(pointer));
    let asked = field.asked;
    Ok(match filter.operator {
        Operator::Empty => Test::Empty(asked),
        Operator::From => Test::From(asked, day()?),
        Operator::Until => Test::Until(asked, until(field, day()?)),
        Operator::Contains => Test::Contains(asked, first()?.to_owned()),
        Operator::OneOf => {
            first()?;
            match (field.standard, asked.field.field_type) {
                (Some(kind), _) => Test::CodeOf(asked, carried(kind, &values, around)),
                (None, FieldType::Reference) => {
                    let ids =
                        values.iter().map(|value| value.parse::<Uuid>()).collect::<std::result::Result<Vec<_>, _>>();
                    let ids = ids.map_err(|_| Problem::invalid("query.value").at(pointer))?;
                    let units = asked.field.refers_to == Some("org_unit");
                    Test::OneOfIds(asked, if units { around.below(&ids) } else { ids })
                }
                (None, _) => Test::OneOf(asked, values.iter().map(|value| (*value).to_owned()).collect()),
            }
        }
    })
}

/// Ends are kept as the first day after: who asks for "until the 30th" means the 30th.
fn until(field: &Field, day: Date) -> Date {
    let ends = matches!(field.asked.field.name, "valid_until" | "probation_until");
    if ends { day + Days::new(1) } else { day }
}

/// The companies' codes that mean these standard codes.
fn carried(kind: &str, values: &[&str], around: &Around) -> Vec<(Uuid, String)> {
    let Some(mapped) = around.mapped.get(kind) else { return Vec::new() };
    let own = around.entities.keys().flat_map(|entity| values.iter().map(|value| (*entity, (*value).to_owned())));
    let own = own.filter(|(entity, code)| mapped.standard(*entity, code) == Some(code.as_str()));
    mapped.codes_for(values).chain(own).collect()
}

/// Asks.
pub async fn run_query(app: &App, caller: &Caller, query: &RunQuery) -> Result<QueryAnswer> {
    caller.require(Permission::QueryRun)?;
    let db = app.db();
    let around = Around::read(&db, query.as_of.unwrap_or_else(|| app.today())).await?;
    let question = question(app, caller, query, &around)?;
    let total = count(&db, &question).await?;
    let from: u64 = query.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let found = rows(&db, &question, from, PAGE).await?;
    let reached = from + found.len() as u64;
    let (groups, smallest_group) = groups(caller, &db, query, &question, &around).await?;
    Ok(QueryAnswer {
        as_of: question.day,
        total,
        groups,
        smallest_group,
        rows: shown(app, caller, &db, found, &around).await?,
        next_cursor: (reached < total).then(|| reached.to_string()),
    })
}

async fn groups(
    caller: &Caller,
    db: &Db<'_>,
    query: &RunQuery,
    question: &Question,
    around: &Around,
) -> Result<(Vec<QueryGroup>, Option<u64>)> {
    if query.group_by.is_empty() {
        return Ok((Vec::new(), None));
    }
    let fields: Vec<&Field> = query.group_by.iter().map(|key| find(caller, key, "/group_by")).collect::<Result<_>>()?;
    // A standard code is known by the company's own code, so the company is counted by too.
    let mut by: Vec<Asked> = fields.iter().map(|field| field.asked).collect();
    let employer = Asked { record: "employment", field: Employment::LEGAL_ENTITY_ID };
    by.push(employer);
    let mut folded: BTreeMap<Vec<Option<String>>, u64> = BTreeMap::new();
    for Counted { values, legal_entity, count } in counts(db, question, &by).await? {
        let standard = |field: &&Field, value: Option<String>| match (field.standard, value, legal_entity) {
            (Some(kind), Some(code), Some(company)) => {
                around.mapped.get(kind).and_then(|mapped| mapped.standard(company, &code)).map(str::to_owned)
            }
            (Some(_), ..) => None,
            (None, value, _) => value,
        };
        let key = fields.iter().zip(values).map(|(field, value)| standard(field, value)).collect();
        *folded.entry(key).or_default() += count;
    }
    let mut groups: Vec<QueryGroup> = folded
        .into_iter()
        .map(|(values, count)| QueryGroup {
            titles: fields
                .iter()
                .zip(&values)
                .map(|(field, value)| value.as_deref().map(|value| around.title(field, value)))
                .collect(),
            values,
            count: Some(count),
        })
        .collect();
    groups.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.titles.cmp(&b.titles)));
    let asked = query.filters.iter().map(|filter| filter.field.as_str());
    let asked = asked.chain(query.group_by.iter().map(String::as_str));
    let delicate =
        asked.filter_map(|key| find(caller, key, "").ok()).any(|field| field.class() != FieldClass::Directory);
    if !delicate {
        return Ok((groups, None));
    }
    suppress(&mut groups);
    Ok((groups, Some(SMALLEST)))
}

/// Hides groups that are too small. A single hidden group could be told from the sum, so the next larger one is hidden
/// with it.
fn suppress(groups: &mut [QueryGroup]) {
    let small = |group: &QueryGroup| group.count.is_some_and(|count| count < SMALLEST);
    let hidden = groups.iter().filter(|group| small(group)).count();
    for group in groups.iter_mut().filter(|group| small(group)) {
        group.count = None;
    }
    if hidden == 1
        && let Some(next) = groups.iter_mut().filter(|group| group.count.is_some()).min_by_key(|group| group.count)
    {
        next.count = None;
    }
}

async fn shown(
    app: &App,
    caller: &Caller,
    db: &Db<'_>,
    found: Vec<RosterRow>,
    around: &Around,
) -> Result<Vec<QueryRow>> {
    let persons: Vec<Uuid> = found.iter().map(|row| row.person_id).collect();
    let subjects = subjects_of(db, &persons, app.today()).await?;
    let unit = |id: Uuid| around.units.iter().find(|unit| unit.unit_id == id).map(|unit| unit.name.clone());
    let units: HashMap<Uuid, String> = found.iter().filter_map(|row| Some((row.unit_id, unit(row.unit_id)?))).collect();
    let levels = around.mapped.get("job_level");
    let row = |row: RosterRow| {
        let nowhere = Subject { person: Some(row.person_id), ..Subject::default() };
        let mut shown = caller.disclose(subjects.get(&row.person_id).copied().unwrap_or(nowhere));
        let level = row.job_level.as_deref().and_then(|code| levels?.standard(row.legal_entity_id, code));
        let standard_level = level.map(|code| levels.and_then(|levels| levels.title(code)).unwrap_or(code).to_owned());
        QueryRow {
            person_id: PersonId(row.person_id),
            standard_level,
            company: around.entities.get(&row.legal_entity_id).cloned().unwrap_or_default(),
            unit: units.get(&row.unit_id).cloned().unwrap_or_default(),
            employment_kind: shown.show_as("employment_kind", Employment::KIND, row.employment_kind),
            hired_on: shown.show_as("hired_on", Employment::VALID_FROM, row.hired_on),
            last_day: shown.show_as("last_day", Employment::VALID_UNTIL, row.ends_on.map(|until| until - Days::new(1))),
            full_name: row.full_name,
            employee_no: row.employee_no,
            position: row.position,
            job_level: row.job_level,
            place: row.place,
            redacted: shown.redacted(),
        }
    };
    Ok(found.into_iter().map(row).collect())
}

/// The answer as a file; who takes what stands in the trail before the file is given out.
pub async fn export_query(app: &App, caller: &Caller, input: &ExportQuery) -> Result<FileOf> {
    caller.require(Permission::QueryRun)?;
    let scope: Scope = caller.require(Permission::RosterExport)?;
    let db = app.db();
    let around = Around::read(&db, input.query.as_of.unwrap_or_else(|| app.today())).await?;
    let mut question = question(app, caller, &input.query, &around)?;
    question.scopes.push(scope);
    let found = rows(&db, &question, 0, FILE_ROWS).await?;
    let shown = shown(app, caller, &db, found, &around).await?;
    let kind = |code: &str| {
        let known = around.codes.iter().find(|item| item.kind == "employment_kind" && item.code == code);
        known.map_or_else(|| code.to_owned(), |item| item.title_zh.clone())
    };
    let titles =
        ["姓名", "工号", "公司", "部门", "岗位", "职级", "集团标准职级", "工作地", "用工形式", "入职日期", "离职日期"];
    let day = |title: &str| if title.ends_with("日期") { ColumnKind::Date } else { ColumnKind::Text };
    let lines: Vec<Vec<Value>> = shown
        .into_iter()
        .map(|row| {
            vec![
                row.full_name.into(),
                row.employee_no.into(),
                row.company.into(),
                row.unit.into(),
                row.position.into(),
                row.job_level.into(),
                row.standard_level.into(),
                row.place.into(),
                row.employment_kind.into_option().map(|code| kind(&code)).into(),
                row.hired_on.into_option().into(),
                row.last_day.into_option().flatten().into(),
            ]
        })
        .collect();
    let people = lines.len();
    let columns = titles.into_iter().map(|title| Column::new(title, day(title))).collect();
    let export = Export { name: format!("跨公司查询 {}", question.day), columns, rows: lines };
    let (bytes, content_type, ending) = if input.format == "csv" {
        (write_csv(&export), "text/csv; charset=utf-8", "csv")
    } else {
        let bytes = write_xlsx(&[export], app.today())
            .map_err(|error| Problem::new(ErrorKind::Internal, "internal.export").with("detail", error))?;
        (bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
    };
    let reason = format!("query as of {}, {people} people, {ending}", question.day);
    let mut work = app.begin(caller, "export_query", Some(reason)).await?;
    let id = work.new_id();
    work.record(Action::Export, "person", id, None);
    work.commit().await?;
    Ok(FileOf { file_name: format!("跨公司查询-{}.{ending}", question.day), content_type, bytes })
}
