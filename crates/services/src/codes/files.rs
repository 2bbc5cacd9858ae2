//! Mappings as tables: for whoever knows the company's codes to fill in, and back.

use std::collections::HashMap;

use access::{Caller, Permission};
use documents::tables::{Column, ColumnKind, Export, Sheet, Value, read, write_csv, write_xlsx};
use kernel::{Date, ErrorKind, LegalEntityId, Problem};
use storage::audit::Action;
use storage::query::Find;
use storage::rows::{CodeMapping, LegalEntity};
use uuid::Uuid;

use super::kinds::kind;
use super::list::list_code_mappings;
use super::put::put_code_mapping_in;
use super::views::{CodeImport, CodeImportProblem, CodeMappingQuery, ExportCodes, FileFormat, PutCodeMapping};
use crate::{App, Result};

/// A file on its way in or out.
#[derive(Debug, Clone)]
pub struct CodeFile {
    /// Its name.
    pub file_name: String,
    /// Its type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

const COLUMNS: [&str; 6] = ["公司", "公司内代码", "公司内名称", "集团标准代码", "集团标准名称", "使用人数"];

/// The codes of a set, mapped or not.
pub async fn export_code_mappings(app: &App, caller: &Caller, input: ExportCodes) -> Result<CodeFile> {
    let query = CodeMappingQuery { kind: input.kind.clone(), ..CodeMappingQuery::default() };
    let list = list_code_mappings(app, caller, &query).await?;
    let set = kind(&input.kind)?;
    let kinds = [ColumnKind::Text; 5].into_iter().chain([ColumnKind::Integer]);
    let columns = COLUMNS.into_iter().zip(kinds).map(|(title, kind)| Column::new(title, kind)).collect();
    let rows = list.items.into_iter().map(|item| {
        vec![
            Value::from(item.company),
            Value::from(item.local_code),
            Value::from(item.local_title),
            Value::from(item.standard_code),
            Value::from(item.standard_title),
            Value::from(i64::try_from(item.people).unwrap_or(i64::MAX)),
        ]
    });
    let export = Export { name: set.title.zh.clone().into_owned(), columns, rows: rows.collect() };
    let (bytes, content_type, ending) = match input.format {
        FileFormat::Csv => (write_csv(&export), "text/csv; charset=utf-8", "csv"),
        FileFormat::Xlsx => {
            let bytes = write_xlsx(&[export], app.today())
                .map_err(|error| Problem::new(ErrorKind::Internal, "internal.export").with("detail", error))?;
            (bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
    };
    let mut work = app.begin(caller, "export_code_mappings", Some(input.kind)).await?;
    let id = work.new_id();
    work.record(Action::Export, "code_mapping", id, None);
    work.commit().await?;
    let file_name = format!("{}映射-{}.{ending}", set.title.zh, app.today());
    Ok(CodeFile { file_name, content_type, bytes })
}

/// Reads a table back: all of it is written, or nothing and every row that cannot be is named.
pub async fn import_code_mappings(
    app: &App,
    caller: &Caller,
    key: &str,
    first_day: Option<Date>,
    file: CodeFile,
) -> Result<CodeImport> {
    caller.require(Permission::StandardWrite)?;
    let set = kind(key)?;
    let sheet = read(&file.bytes, &file.file_name).map_err(|error| error.problem().at("/file"))?;
    let at = Places::of(&sheet)?;
    let entities = Find::<LegalEntity>::new().all(&app.db()).await?;
    let by_name: HashMap<&str, Uuid> =
        entities.iter().flat_map(|row| [(row.short_name.as_str(), row.id), (row.name.as_str(), row.id)]).collect();
    let mut work = app.begin(caller, "import_code_mappings", Some(file.file_name)).await?;
    let first_day = first_day.unwrap_or_else(|| app.today());
    let present = Find::<CodeMapping>::new().eq(CodeMapping::KIND, set.key).known().on(first_day);
    let present = present.all(&work.db()).await?;
    let (mut problems, mut written, mut unchanged) = (Vec::new(), 0, 0);
    for row in &sheet.rows {
        let cell = |column: Option<usize>| {
            column.and_then(|column| row.cells.get(column)).map_or("", |cell| cell.text()).trim().to_owned()
        };
        let (company, code) = (cell(Some(at.company)), cell(Some(at.code)));
        let mut wrong = |code: &'static str| {
            problems.push(CodeImportProblem { row: row.number, company: company.clone(), code });
        };
        let Some(entity) = by_name.get(company.as_str()) else {
            wrong("organisation.legal_entity_unknown");
            continue;
        };
        let wanted = cell(Some(at.standard));
        let input = PutCodeMapping {
            kind: set.key.to_owned(),
            legal_entity_id: LegalEntityId(*entity),
            local_code: code,
            local_title: cell(at.title),
            standard_code: Some(wanted).filter(|wanted| !wanted.is_empty()),
            first_day: Some(first_day),
        };
        if present.iter().any(|known| same(known, &input)) {
            unchanged += 1;
            continue;
        }
        match put_code_mapping_in(app, &mut work, input).await {
            Ok(_) => written += 1,
            Err(problem) if problem.kind == ErrorKind::Internal => return Err(problem),
            Err(problem) => wrong(problem.code),
        }
    }
    if problems.is_empty() {
        work.commit().await?;
    } else {
        written = 0;
    }
    Ok(CodeImport { written, unchanged, problems })
}

/// Whether the row says what is kept already.
fn same(known: &CodeMapping, input: &PutCodeMapping) -> bool {
    known.legal_entity_id == input.legal_entity_id.0
        && known.local_code == input.local_code
        && known.local_title == input.local_title
        && known.standard_code == input.standard_code
}

/// Where the columns stand.
struct Places {
    company: usize,
    code: usize,
    title: Option<usize>,
    standard: usize,
}

impl Places {
    fn of(sheet: &Sheet) -> Result<Self> {
        let [company, code, title, standard, ..] = COLUMNS;
        let need = |name: &str| {
            sheet.column(name).ok_or_else(|| Problem::invalid("codes.column_missing").at("/file").with("column", name))
        };
        Ok(Self { company: need(company)?, code: need(code)?, title: sheet.column(title), standard: need(standard)? })
    }
}
