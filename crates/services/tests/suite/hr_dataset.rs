//! A public roster of 311 people (Huebner and Patalano, `HRDataset_v14`). Only where the evaluation files are.

use access::Caller;
use chrono::NaiveDate;
use services::imports::{ImportState, RunImport, RunMode, Upload, Why, run_import, upload};
use services::people::{RosterQuery, count_people};

use crate::imports::empty_house;

/// One line, read by a reader of its own.
struct Line {
    hired: NaiveDate,
    left: Option<NaiveDate>,
    yearly: i64,
    manager: String,
    name: String,
}

fn file() -> Option<Vec<u8>> {
    let folder = std::env::var_os("RENHE_EVAL_DATA")?;
    let path = std::path::Path::new(&folder).join("data/import/HRDataset_v14.csv");
    let path = if path.exists() { path } else { std::path::Path::new(&folder).join("import/HRDataset_v14.csv") };
    std::fs::read(path).ok()
}

/// Cells of a line with quotes, without the product's reader.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.trim_start_matches('\u{feff}').chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells.push(cell);
    cells
}

fn lines(bytes: &[u8]) -> Vec<Line> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut rows = text.lines().filter(|line| !line.trim().is_empty()).map(cells);
    let header = rows.next().unwrap();
    let at = |name: &str| header.iter().position(|own| own == name).unwrap();
    let day = |text: &str| NaiveDate::parse_from_str(text.trim(), "%m/%d/%Y").ok();
    rows.map(|row| Line {
        hired: day(&row[at("DateofHire")]).unwrap(),
        left: day(&row[at("DateofTermination")]),
        yearly: row[at("Salary")].parse().unwrap(),
        manager: row[at("ManagerName")].clone(),
        name: row[at("Employee_Name")].clone(),
    })
    .collect()
}

async fn imported(now: &str) {
    let Some(bytes) = file() else {
        eprintln!("skipped: RENHE_EVAL_DATA names no folder with data/import/HRDataset_v14.csv");
        return;
    };
    let lines = lines(&bytes);
    let (app, _, _test) = empty_house(now).await;
    let system = Caller::system();
    let view = upload(&app, &system, Upload { file_name: "HRDataset_v14.csv".into(), bytes }).await.unwrap();
    for heading in [
        "MarriedID",
        "MaritalStatusID",
        "GenderID",
        "Sex",
        "MaritalDesc",
        "RaceDesc",
        "HispanicLatino",
        "CitizenDesc",
        "DOB",
        "FromDiversityJobFairID",
        "Absences",
        "Zip",
    ] {
        let column = view.mapping.columns.iter().find(|column| column.heading == heading).unwrap();
        assert_eq!((column.target, column.why), (None, Why::Protected), "{heading}");
    }
    let view = run_import(&app, &system, view.id, RunImport { mode: RunMode::AllOrNothing }).await;
    let view = view.unwrap_or_else(|problem| panic!("{problem:?}"));
    assert_eq!(view.state, ImportState::Done);
    let report = view.report.unwrap();

    let today = app.today();
    let hired: Vec<&Line> = lines.iter().filter(|line| line.hired <= today).collect();
    let left = hired.iter().filter(|line| line.left.is_some_and(|left| left <= today)).count();
    let value = |key: &str| report.comparisons.iter().find(|line| line.key == key).and_then(|line| line.found);
    let number = |count: usize| Some(i64::try_from(count).unwrap());
    assert_eq!(value("persons"), number(hired.len()));
    assert_eq!(value("exited"), number(left));
    assert_eq!(value("present"), number(hired.len() - left));
    // A twelfth of the yearly pay, half a fen upwards; pay ends with the employment and still counts here.
    let fen: i64 = hired.iter().map(|line| (line.yearly * 100 + 6) / 12).sum();
    assert_eq!(value("pay_month"), Some(fen));
    let known = |manager: &str| {
        let family = manager.rsplit(' ').next().unwrap();
        let given = manager.split(' ').next().unwrap();
        hired.iter().any(|line| line.name.starts_with(&format!("{family},")) && line.name.contains(given))
    };
    let managed = hired.iter().filter(|line| known(&line.manager)).count();
    assert_eq!(value("managers"), number(managed));
    let present = count_people(&app, &system, RosterQuery::default()).await.unwrap().total;
    assert_eq!(present, (hired.len() - left) as u64);
    // An exit is not known before its day.
    let before = RosterQuery { as_of: Some("2012-06-30".parse().unwrap()), ..RosterQuery::default() };
    let then: NaiveDate = "2012-06-30".parse().unwrap();
    let there = hired.iter().filter(|line| line.hired <= then && line.left.is_none_or(|left| left >= then)).count();
    assert_eq!(count_people(&app, &system, before).await.unwrap().total, there as u64);
}

#[tokio::test]
async fn the_public_roster_comes_in_as_known_at_the_start_of_2016() {
    Box::pin(imported("2016-01-01T00:00:00Z")).await;
}

#[tokio::test]
async fn the_public_roster_comes_in_whole_in_2019() {
    Box::pin(imported("2019-03-01T00:00:00Z")).await;
}
