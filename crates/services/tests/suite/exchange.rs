//! A workbook goes out, is edited in a spreadsheet program, and comes back.

use access::Caller;
use documents::tables::{Column, ColumnKind, Export, ReadOptions, Value, read_with, write_xlsx};
use kernel::{Money, PersonId, Record as _, Sensitive, SheetUpdateId};
use services::exchange::{
    ApplySheetUpdate, CellState, NewSheetUpdate, ReturnedSheet, SheetUpdateView, apply_sheet_update, make_sheet_update,
    return_sheet, sheet_update, sheet_workbook,
};
use services::imports::Target;
use services::people::{ChangePay, change_pay_in};
use storage::query::Find;
use storage::rows::{Assignment, Compensation};
use testkit::day;

use crate::fixture::{Group, group};

const COLUMNS: [Target; 5] = [Target::UnitPath, Target::Position, Target::ManagerNo, Target::BasePay, Target::Phone];

struct Out {
    group: Group,
    people: Vec<PersonId>,
    hr: Caller,
    id: SheetUpdateId,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

async fn out() -> Out {
    let group = group().await;
    let mut people = Vec::new();
    for (name, number) in [("赵一", "A1"), ("钱二", "A2"), ("孙三", "A3")] {
        people.push(group.hired(group.hire(name, number, "2020-01-01")).await.person_id);
    }
    let hr = group.caller("hr.wang", "hr", None, None).await;
    let input = NewSheetUpdate { columns: COLUMNS.to_vec(), person_ids: people.clone(), unit_id: None };
    let made = make_sheet_update(&group.app, &hr, input).await.unwrap();
    let file = sheet_workbook(&group.app, &hr, made.id).await.unwrap();
    let options = ReadOptions { header_row: Some(1), ..ReadOptions::default() };
    let sheet = read_with(&file.bytes, "out.xlsx", &options).unwrap();
    let rows = sheet.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text().to_owned()).collect()).collect();
    Out { group, people, hr, id: made.id, header: sheet.header, rows }
}

impl Out {
    fn column(&self, title: &str) -> usize {
        self.header.iter().position(|own| own == title).unwrap()
    }

    fn write(&mut self, row: usize, title: &str, text: &str) {
        let column = self.column(title);
        text.clone_into(&mut self.rows[row][column]);
    }

    /// The workbook as some program saves it again.
    fn bytes(&self) -> Vec<u8> {
        let columns = self.header.iter().map(|title| Column::new(title.as_str(), ColumnKind::Text)).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(|text| Value::from(text.as_str())).collect()).collect();
        write_xlsx(&[Export { name: "x".into(), columns, rows }], day("2026-11-20")).unwrap()
    }

    async fn back(&self) -> SheetUpdateView {
        let sheet = ReturnedSheet { file_name: "back.xlsx".into(), bytes: self.bytes() };
        return_sheet(&self.group.app, &self.hr, sheet).await.unwrap()
    }

    #[expect(clippy::unused_self, reason = "it reads like the workbook that it answers")]
    fn apply(&self, cells: Option<Vec<String>>) -> ApplySheetUpdate {
        ApplySheetUpdate {
            first_day: day("2026-12-01"),
            pay_reason: Some("annual_review".into()),
            cells,
            reason: "年度调整".into(),
        }
    }
}

fn cells(view: &SheetUpdateView) -> Vec<(u32, Target, CellState, Option<&str>)> {
    view.cells.iter().map(|cell| (cell.row, cell.column, cell.state, cell.code.as_deref())).collect()
}

#[tokio::test]
async fn a_workbook_that_comes_back_as_it_went_out_changes_nothing() {
    let mut out = out().await;
    // Another spelling of the same amount and phone is no change, and neither is another order of the rows.
    out.write(0, "月基本工资", "28,600");
    out.rows.reverse();
    let view = out.back().await;
    assert_eq!((cells(&view), view.unknown_rows.len()), (vec![], 0));
    let nothing = apply_sheet_update(&out.group.app, &out.hr, out.id, out.apply(None)).await.unwrap_err();
    assert_eq!(nothing.code, "exchange.nothing_to_apply");
}

#[tokio::test]
async fn each_changed_cell_is_judged_by_itself() {
    let mut out = out().await;
    out.write(0, "部门路径", "云程科技集团 > 数据智能部");
    out.write(0, "月基本工资", "50000");
    out.write(0, "上级工号", "A1");
    out.write(1, "部门路径", "云程科技集团 > 没有的部门");
    out.write(1, "月基本工资", "-1");
    out.write(1, "手机", "");
    out.write(2, "岗位", "");
    out.write(2, "上级工号", "A1");
    let mut extra = out.rows[0].clone();
    extra[0] = "11111111-1111-4111-8111-111111111111".into();
    out.rows.push(extra);
    let view = out.back().await;
    assert_eq!(
        cells(&view),
        vec![
            (2, Target::UnitPath, CellState::Ok, None),
            (2, Target::ManagerNo, CellState::Refused, Some("manager_self")),
            (2, Target::BasePay, CellState::Warning, Some("pay_jump")),
            (3, Target::UnitPath, CellState::Refused, Some("unit_unknown")),
            (3, Target::BasePay, CellState::Refused, Some("pay_form")),
            (3, Target::Phone, CellState::Ok, None),
            (4, Target::Position, CellState::Refused, Some("may_not_be_empty")),
            (4, Target::ManagerNo, CellState::Ok, None),
        ]
    );
    assert_eq!(view.unknown_rows, [5]);
    let bad = out.apply(Some(vec!["3:unit_path".into()]));
    let refused = apply_sheet_update(&out.group.app, &out.hr, out.id, bad).await.unwrap_err();
    assert_eq!(refused.code, "exchange.cell_refused");
}

#[tokio::test]
async fn accepted_cells_are_written_from_their_day_on_and_the_others_are_not() {
    let mut out = out().await;
    out.write(0, "月基本工资", "30000");
    out.write(0, "岗位", "架构师");
    out.write(1, "月基本工资", "31000");
    let view = out.back().await;
    assert_eq!(view.ok, 3);
    let chosen = out.apply(Some(vec!["2:base_pay".into(), "2:position".into()]));
    let done = apply_sheet_update(&out.group.app, &out.hr, out.id, chosen).await.unwrap();
    assert_eq!(done.applied, 2);
    let app = &out.group.app;
    let position = async |person: PersonId, on: &str| {
        let (db, now) = (app.db(), app.now());
        let seat = Find::<Assignment>::new().eq(Assignment::PERSON_ID, person.0).as_of(day(on), now).one(&db).await;
        let pay = Find::<Compensation>::new().eq(Compensation::PERSON_ID, person.0).as_of(day(on), now).one(&db).await;
        let pay = pay.unwrap().unwrap();
        let place = (Compensation::META.name, Compensation::BASE_PAY);
        let amount: Money =
            app.store().unseal(place.0, place.1, pay.employment_id, &pay.base_pay).unwrap().into_exposed();
        (seat.unwrap().unwrap().position, amount.fen())
    };
    let before = ("高级后端工程师".to_owned(), 2_860_000);
    assert_eq!(position(out.people[0], "2026-11-30").await, before);
    assert_eq!(position(out.people[0], "2026-12-01").await, ("架构师".to_owned(), 3_000_000));
    assert_eq!(position(out.people[1], "2026-12-01").await, before);
    let again = apply_sheet_update(app, &out.hr, out.id, out.apply(None)).await.unwrap_err();
    assert_eq!(again.code, "exchange.applied");
}

#[tokio::test]
async fn what_was_applied_stays_readable_from_old_to_new() {
    let mut out = out().await;
    out.write(0, "月基本工资", "30000");
    out.write(1, "岗位", "架构师");
    out.back().await;
    let chosen = out.apply(Some(vec!["2:base_pay".into()]));
    let done = apply_sheet_update(&out.group.app, &out.hr, out.id, chosen).await.unwrap();
    let later = sheet_update(&out.group.app, &out.hr, out.id).await.unwrap();
    for view in [&done, &later] {
        assert_eq!(cells(view), vec![(2, Target::BasePay, CellState::Applied, None)]);
        let values = serde_json::to_value(&view.cells[0]).unwrap();
        assert_eq!((&values["before"], &values["after"]), (&"28600.00".into(), &"30000.00".into()));
    }
}

#[tokio::test]
async fn what_somebody_changed_meanwhile_is_not_overwritten() {
    let mut out = out().await;
    out.write(0, "月基本工资", "30000");
    out.back().await;
    let app = &out.group.app;
    let employment =
        services::people::current_employment(&app.db(), out.people[0], app.today()).await.unwrap().unwrap();
    let mut work = app.begin(&Caller::system(), "test", None).await.unwrap();
    let pay = ChangePay {
        first_day: app.today(),
        base_pay_fen: Sensitive::new(Money::from_fen(2_900_000)),
        reason: "annual_review".into(),
    };
    let known = work.now();
    change_pay_in(&mut work, kernel::EmploymentId(employment.employment_id), pay, known).await.unwrap();
    work.commit().await.unwrap();
    let view = sheet_update(app, &out.hr, out.id).await.unwrap();
    assert_eq!(cells(&view), vec![(2, Target::BasePay, CellState::Refused, Some("changed_meanwhile"))]);
}

#[tokio::test]
async fn a_workbook_is_opened_by_its_maker_alone_and_the_own_row_is_refused() {
    let mut out = out().await;
    let other = out.group.caller("hr.other", "hr", None, None).await;
    let hidden = sheet_update(&out.group.app, &other, out.id).await.unwrap_err();
    assert_eq!(hidden.code, "exchange.unknown");
    let sheet = ReturnedSheet { file_name: "back.xlsx".into(), bytes: out.bytes() };
    assert_eq!(return_sheet(&out.group.app, &other, sheet).await.unwrap_err().code, "exchange.unknown");
    let mine = out.group.caller("hr.zhao", "hr", Some(out.people[0]), None).await;
    let input = NewSheetUpdate { columns: COLUMNS.to_vec(), person_ids: out.people.clone(), unit_id: None };
    let made = make_sheet_update(&out.group.app, &mine, input).await.unwrap();
    out.header[0] = made.id.to_string();
    out.write(0, "手机", "13900139000");
    let sheet = ReturnedSheet { file_name: "back.xlsx".into(), bytes: out.bytes() };
    let view = return_sheet(&out.group.app, &mine, sheet).await.unwrap();
    assert_eq!(cells(&view), vec![(2, Target::Phone, CellState::Refused, Some("own_record"))]);
}
