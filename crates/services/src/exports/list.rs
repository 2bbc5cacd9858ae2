//! The list of people as it stands on the page: its filter, its order, its columns. It is read and sent piece by piece,
//! so that a hundred thousand lines take no more memory than a few.

use std::collections::{HashMap, HashSet};

use access::{Caller, Permission};
use documents::tables::{Column, ColumnKind, Export, Value, csv_head, csv_rows, write_xlsx};
use kernel::{CustomFieldId, ErrorKind, Problem};
use serde::Deserialize;
use storage::audit::Action;
use storage::query::people::{self as roster, Plan, RosterFilter};
use storage::query::{Find, subjects_of};
use storage::rows::CatalogueItem;
use utoipa::ToSchema;
use uuid::Uuid;

use super::list_columns::{ListColumn, Names, WITHHELD, chosen};
use super::people::custom_cell;
use crate::custom_fields::CustomSheet;
use crate::people::{RosterQuery, roster_filter, summaries};
use crate::{App, Result};

/// Lines read at once.
const PIECE: u64 = 1_000;

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListFormat {
    /// Text with commas, UTF-8 with a byte-order mark.
    Csv,
    /// A workbook.
    Xlsx,
}

/// How a list becomes a file.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportPeopleList {
    /// `csv` or `xlsx`.
    #[param(inline)]
    pub format: ListFormat,
    /// Columns behind name and number, in order, with commas between; a name with a dot is a field of the firm's own.
    #[param(example = "unit,position,level,manager,hired,entity,status")]
    pub columns: Option<String>,
}

/// A list to hand out.
#[derive(Debug)]
pub struct ListFile {
    /// Its name.
    pub file_name: String,
    /// Its type.
    pub content_type: &'static str,
    /// How many people are in it.
    pub people: u64,
    /// Columns that were left out because the caller may read them for nobody.
    pub redacted: Vec<String>,
    /// What is in it.
    pub lines: ListLines,
}

/// The people of a list whom the caller may export. The entry in the trail is committed before the first line is given
/// out.
pub async fn export_people_list(
    app: &App,
    caller: &Caller,
    query: RosterQuery,
    form: ExportPeopleList,
) -> Result<ListFile> {
    caller.require(Permission::PersonRead)?;
    let narrowed = narrowed(&query);
    let filter = roster_filter(app, caller, Permission::RosterExport, query)?;
    let (columns, redacted) = chosen(app, caller, form.columns.as_deref(), filter.day).await?;
    let db = app.db();
    let people = roster::count(&db, &filter).await?;
    let plan = roster::plan(&db, &filter, PIECE).await?;
    let (content_type, ending) = match form.format {
        ListFormat::Csv => ("text/csv; charset=utf-8", "csv"),
        ListFormat::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let day = filter.day;
    let told: Vec<String> = columns.iter().map(ListColumn::name).collect();
    let reason =
        format!("list as of {day}, {people} people, {ending}, columns {}, by {}", told.join(" "), narrowed.join(" "));
    let mut work = app.begin(caller, "export_people_list", Some(reason)).await?;
    let id = work.new_id();
    work.record(Action::Export, "person", id, None);
    work.commit().await?;
    let items = Find::<CatalogueItem>::new().all(&app.db()).await?;
    let (app, caller) = (app.clone(), caller.clone());
    Ok(ListFile {
        file_name: format!("人员名单-{day}.{ending}"),
        content_type,
        people,
        redacted,
        lines: ListLines { app, caller, filter, plan, format: form.format, columns, items, begun: false, ended: false },
    })
}

/// What narrows a list, by name: whom it leaves out is nobody's business in the trail.
fn narrowed(query: &RosterQuery) -> Vec<&'static str> {
    let RosterQuery { as_of: _, q, unit_id, legal_entity_id, manager_id, status, kind, place, job_level, .. } = query;
    let by = [
        ("search", q.is_some()),
        ("unit", unit_id.is_some()),
        ("employer", legal_entity_id.is_some()),
        ("manager", manager_id.is_some()),
        ("status", status.is_some()),
        ("kind", kind.is_some()),
        ("place", place.is_some()),
        ("level", job_level.is_some()),
        ("hired", query.hired_from.is_some() || query.hired_to.is_some()),
        ("contract", query.contract_ends_by.is_some()),
    ];
    let by: Vec<_> = by.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name).collect();
    if by.is_empty() { vec!["nothing"] } else { by }
}

/// What a list holds, piece by piece.
#[derive(Debug)]
pub struct ListLines {
    app: App,
    caller: Caller,
    filter: RosterFilter,
    plan: Plan,
    format: ListFormat,
    columns: Vec<ListColumn>,
    items: Vec<CatalogueItem>,
    begun: bool,
    ended: bool,
}

impl ListLines {
    /// The next bytes of the file; `None`: it is whole. A workbook is one piece: it ends with the list of its parts.
    ///
    /// # Errors
    /// When the database cannot be read, or a sheet cannot hold the list.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let begins = !std::mem::replace(&mut self.begun, true);
        match (self.format, begins) {
            (ListFormat::Csv, true) => Ok(Some(csv_head(&self.heads()))),
            (ListFormat::Csv, false) => Ok(self.rows().await?.map(|rows| csv_rows(&rows))),
            (ListFormat::Xlsx, true) => self.workbook().await.map(Some),
            (ListFormat::Xlsx, false) => Ok(None),
        }
    }

    async fn workbook(&mut self) -> Result<Vec<u8>> {
        let mut all = Vec::new();
        while let Some(rows) = self.rows().await? {
            all.extend(rows);
        }
        let table = Export { name: format!("人员名单 {}", self.filter.day), columns: self.heads(), rows: all };
        write_xlsx(&[table], self.app.today())
            .map_err(|error| Problem::new(ErrorKind::Internal, "internal.export").with("detail", error))
    }

    fn heads(&self) -> Vec<Column> {
        let always = ["姓名", "工号"].map(|title| Column::new(title, ColumnKind::Text));
        always.into_iter().chain(self.columns.iter().map(ListColumn::head)).collect()
    }

    /// The next lines. All are read as of the instant of the first: nobody stands in two, whoever writes meanwhile.
    async fn rows(&mut self) -> Result<Option<Vec<Vec<Value>>>> {
        if self.ended {
            return Ok(None);
        }
        let page = roster::page(&self.app.db(), &self.filter, self.plan, PIECE).await?;
        self.ended = page.next.is_none();
        self.filter.after = page.next;
        let of: Vec<_> = page.rows.iter().map(|row| (row.person_id, row.employment_id)).collect();
        let people = summaries(&self.app, &self.caller, page.rows, self.filter.day).await?;
        let names = Names::of(&self.items);
        let own = self.own_values(&of, &names).await?;
        let rows = people.iter().map(|person| {
            let cell = |column: &ListColumn| match column {
                ListColumn::Told(told) => told.cell(person, &names),
                ListColumn::Own(field) => own.get(&(person.person_id.0, field.id)).cloned().unwrap_or(Value::Empty),
            };
            let always = [person.full_name.as_str(), person.employee_no.as_str()].map(Value::from);
            always.into_iter().chain(self.columns.iter().map(cell)).collect()
        });
        Ok(Some(rows.collect()))
    }

    /// What these people have in the chosen fields of the firm's own.
    async fn own_values(
        &self,
        of: &[(Uuid, Uuid)],
        names: &Names<'_>,
    ) -> Result<HashMap<(Uuid, CustomFieldId), Value>> {
        let wanted: HashSet<CustomFieldId> = self.columns.iter().filter_map(ListColumn::own).collect();
        if wanted.is_empty() {
            return Ok(HashMap::new());
        }
        let (app, db) = (&self.app, self.app.db());
        let persons: Vec<Uuid> = of.iter().map(|(person, _)| *person).collect();
        let sheet = CustomSheet::read(&db, Some(&persons), (self.filter.day, self.filter.known_at)).await?;
        let subjects = subjects_of(&db, &persons, app.today()).await?;
        let mut values = HashMap::new();
        for (person, employment) in of {
            let subject = subjects.get(person).copied().unwrap_or_default();
            for field in sheet.fields().iter().filter(|field| wanted.contains(&field.id)) {
                let record = if field.record == "person" { *person } else { *employment };
                let value = match sheet.value(app, &self.caller, &subject, (field, record))?.into_option() {
                    Some(value) => custom_cell(field, &value.unwrap_or_default(), names.codes()),
                    None => WITHHELD.into(),
                };
                values.insert((*person, field.id), value);
            }
        }
        Ok(values)
    }
}
