use kernel::Date;
use proptest::prelude::*;

use super::*;

fn ymd(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap()
}

fn today() -> Date {
    ymd(2026, 11, 21)
}

fn hint(kind: DateKind) -> DateHint {
    DateHint::new(kind, today())
}

fn day(text: &str) -> Result<Option<Date>, DateError> {
    parse_loose(text, hint(DateKind::Event)).map(|parsed| parsed.day())
}

#[test]
fn the_usual_spellings_of_one_day_are_the_same_day() {
    for text in [
        "2021-03-01",
        "2021-3-1",
        "2021/03/01",
        "2021.3.1",
        "2021. 3. 1",
        "20210301",
        "2021年3月1日",
        "2021年03月01号",
        " 2021-03-01 ",
        "２０２１－３－１",
        "2021－03－01",
        "二〇二一年三月一日",
        "2021年3月1",
        "2021-03-01 00:00:00",
        "2021-03-01T00:00:00Z",
        "2021/3/1 0:00",
        "1-Mar-2021",
        "Mar 1, 2021",
        "1st March 2021",
        "2021 Mar 1",
        "20210301000000",
        "2021\\3\\1",
        "2021_03_01",
        "\u{feff}2021-03-01",
        "2021、3、1",
        "1-Mar-21",
    ] {
        assert_eq!(day(text), Ok(Some(ymd(2021, 3, 1))), "{text}");
    }
    assert_eq!(day("二〇二〇年十二月三十一日"), Ok(Some(ymd(2020, 12, 31))));
    assert_eq!(day("2020年十月二十日"), Ok(Some(ymd(2020, 10, 20))));
}

#[test]
fn a_day_written_in_full_needs_no_inference() {
    let plain = ParsedDate::Day { day: ymd(2021, 3, 1), inferred: Vec::new() };
    assert_eq!(parse_loose("2021.3.1", hint(DateKind::Event)), Ok(plain));
}

#[test]
fn a_time_of_day_is_left_out_and_said_so() {
    let expected = ParsedDate::Day { day: ymd(2021, 3, 1), inferred: vec![Inference::TimeDropped] };
    for text in ["2021-03-01 08:30", "2021-03-01T08:30:00+08:00", "2021/3/1 8:30 PM", "20210301083000"] {
        assert_eq!(parse_loose(text, hint(DateKind::Event)), Ok(expected.clone()), "{text}");
    }
}

#[test]
fn an_open_end_is_no_day_and_a_blank_is_nothing() {
    for text in ["长期", "无固定期限", "至今", "9999-12-31", "99991231", "9999年12月31日", "Permanent"] {
        assert_eq!(parse_loose(text, hint(DateKind::Term)), Ok(ParsedDate::OpenEnd), "{text}");
    }
    for text in ["", "　", "-", "/", "无", "N/A", "NULL", "0000-00-00"] {
        assert_eq!(parse_loose(text, hint(DateKind::Term)), Ok(ParsedDate::Missing), "{text}");
    }
    let far = parse_loose("2099-12-31", hint(DateKind::Term));
    assert_eq!(far, Ok(ParsedDate::Day { day: ymd(2099, 12, 31), inferred: vec![Inference::PerhapsOpenEnd] }));
}

#[test]
fn what_is_no_date_says_why() {
    for (text, expected) in [
        ("张三", DateError::NotADate),
        ("2021-02-30", DateError::NoSuchDay),
        ("2021年2月29日", DateError::NoSuchDay),
        ("13/13/2021", DateError::NoSuchDay),
        ("2021-03", DateError::DayMissing { year: 2021, month: 3 }),
        ("2021年3月", DateError::DayMissing { year: 2021, month: 3 }),
        ("202103", DateError::DayMissing { year: 2021, month: 3 }),
        ("03/2021", DateError::DayMissing { year: 2021, month: 3 }),
        ("2021", DateError::YearOnly { year: 2021 }),
        ("2021年", DateError::YearOnly { year: 2021 }),
        ("1/2/3", DateError::NotADate),
        ("3月1日", DateError::NotADate),
        ("12:30", DateError::NotADate),
        ("62506", DateError::NotADate),
        ("12345", DateError::NotADate),
        ("2021-3-1-5", DateError::NotADate),
        ("入职 2021-3-1", DateError::NotADate),
    ] {
        assert_eq!(day(text), Err(expected), "{text}");
    }
}

#[test]
fn day_and_month_are_never_exchanged_silently() {
    let readings = vec![ymd(2011, 5, 7), ymd(2011, 7, 5)];
    assert_eq!(day("7/5/2011"), Err(DateError::Ambiguous { readings }));
    assert_eq!(day("7/25/2011"), Ok(Some(ymd(2011, 7, 25))));
    assert_eq!(day("25/7/2011"), Ok(Some(ymd(2011, 7, 25))));
    assert_eq!(day("5/5/2011"), Ok(Some(ymd(2011, 5, 5))));
    let american = DateHint { order: Some(Order::MonthDayYear), ..hint(DateKind::Event) };
    assert_eq!(
        parse_loose("7/5/2011", american),
        Ok(ParsedDate::Day { day: ymd(2011, 7, 5), inferred: vec![Inference::Order { order: Order::MonthDayYear }] })
    );
    assert_eq!(parse_loose("25/7/2011", american), Err(DateError::AgainstOrder { reading: ymd(2011, 7, 25) }));
    assert_eq!(parse_loose("2011-07-25", american).map(|d| d.day()), Ok(Some(ymd(2011, 7, 25))));
}

#[test]
fn a_two_digit_year_gets_the_century_that_its_kind_allows_and_says_so() {
    let american = |kind| DateHint { order: Some(Order::MonthDayYear), ..hint(kind) };
    let read = |text: &str, kind| parse_loose(text, american(kind)).map(|parsed| parsed.day());
    assert_eq!(read("07/10/83", DateKind::Birth), Ok(Some(ymd(1983, 7, 10))));
    assert_eq!(read("09/22/51", DateKind::Birth), Ok(Some(ymd(1951, 9, 22))));
    assert_eq!(read("11/22/26", DateKind::Birth), Ok(Some(ymd(1926, 11, 22))), "tomorrow is not in the past");
    assert_eq!(read("11/21/26", DateKind::Birth), Ok(Some(ymd(2026, 11, 21))), "today is");
    assert_eq!(read("05/01/27", DateKind::Event), Ok(Some(ymd(2027, 5, 1))), "hired within a year");
    assert_eq!(read("05/01/75", DateKind::Term), Ok(Some(ymd(2075, 5, 1))));
    let (earliest, latest) = (ymd(1950, 1, 1), ymd(2027, 11, 21));
    assert_eq!(read("05/01/45", DateKind::Event), Err(DateError::CenturyUnknown { earliest, latest }));
    let Ok(ParsedDate::Day { inferred, .. }) = parse_loose("83年7月10日", hint(DateKind::Event)) else { panic!() };
    assert_eq!(inferred, vec![Inference::Century { year: 1983, earliest, latest }]);
}

#[test]
fn six_digits_are_a_day_or_a_month_or_ambiguous() {
    assert_eq!(day("830710"), Ok(Some(ymd(1983, 7, 10))));
    assert_eq!(day("210301"), Ok(Some(ymd(2021, 3, 1))));
    assert_eq!(day("200112"), Err(DateError::Ambiguous { readings: vec![ymd(2020, 1, 12)] }));
}

#[test]
fn excel_day_numbers_are_offered_and_read_only_when_the_column_is_made_of_them() {
    assert_eq!(day("44256"), Err(DateError::PerhapsSerial { reading: ymd(2021, 3, 1) }));
    let guess = guess_column(["44256", "", "43831.5", "2021-03-01"], DateKind::Event, today());
    assert!(guess.serials);
    assert_eq!(parse_loose("44256", guess.hint()).map(|d| d.day()), Ok(Some(ymd(2021, 3, 1))));
    let inferred = vec![Inference::ExcelSerial, Inference::TimeDropped];
    assert_eq!(parse_loose("43831.5", guess.hint()), Ok(ParsedDate::Day { day: ymd(2020, 1, 1), inferred }));
    let pay = guess_column(["44256", "62506", "88000"], DateKind::Event, today());
    assert!(!pay.serials, "one number beyond the sensible days spoils them all");
}

#[test]
fn an_unusual_day_is_read_and_pointed_out() {
    let parsed = parse_loose("2083-07-10", hint(DateKind::Birth));
    let (earliest, latest) = (ymd(1926, 11, 22), today());
    let inferred = vec![Inference::Unusual { earliest, latest }];
    assert_eq!(parsed, Ok(ParsedDate::Day { day: ymd(2083, 7, 10), inferred }));
}

#[test]
fn one_cell_decides_the_order_of_its_column() {
    let guess = guess_column(["7/5/2011", "", "3/30/2015", "07/10/83"], DateKind::Event, today());
    assert_eq!(guess.order, OrderGuess::Certain { order: Order::MonthDayYear, evidence: 2 });
    assert_eq!((guess.unread, guess.forms[&DateForm::Missing]), (0, 1));
    assert_eq!(guess.century_between, Some((ymd(1950, 1, 1), ymd(2027, 11, 21))));
    let european = guess_column(["7/5/2011", "30/3/2015"], DateKind::Event, today());
    assert_eq!(european.order, OrderGuess::Certain { order: Order::DayMonthYear, evidence: 1 });
}

#[test]
fn a_column_without_evidence_is_reported_not_guessed() {
    let guess = guess_column(["7/5/2011", "1/2/2015", "4/4/2014"], DateKind::Event, today());
    let orders = vec![Order::MonthDayYear, Order::DayMonthYear];
    let readings = vec![ymd(2011, 7, 5), ymd(2011, 5, 7)];
    assert_eq!(guess.order, OrderGuess::Ambiguous { orders, example: 0, readings });
    assert_eq!(guess.unread, 2);
    assert_eq!(guess.problems.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn a_column_that_mixes_orders_names_two_cells_that_clash() {
    let guess = guess_column(["1/2/2015", "30/3/2015", "3/30/2015"], DateKind::Event, today());
    assert_eq!(guess.order, OrderGuess::Mixed { first: 1, second: 2 });
    assert_eq!(guess.unread, 1);
}

#[test]
fn a_column_in_plain_order_needs_no_decision() {
    let guess = guess_column(["2021-3-1", "5/5/2015", "长期", "??"], DateKind::Term, today());
    assert_eq!(guess.order, OrderGuess::NotNeeded);
    assert_eq!(guess.problems, vec![(3, DateError::NotADate)]);
}

/// The public roster used for evaluation writes months first, with two-digit birth years.
#[test]
fn the_evaluation_roster_is_read_without_a_rest() {
    let Ok(folder) = std::env::var("RENHE_EVAL_DATA") else {
        println!("skipped: RENHE_EVAL_DATA is not set");
        return;
    };
    let bytes = std::fs::read(format!("{folder}/data/import/HRDataset_v14.csv")).unwrap();
    let sheet = crate::tables::read(&bytes, "HRDataset_v14.csv").unwrap();
    assert_eq!((sheet.rows.len(), sheet.header.len(), sheet.header_row), (311, 36, 1));
    let clock = ymd(2016, 1, 1);
    for (name, kind) in [
        ("DOB", DateKind::Birth),
        ("DateofHire", DateKind::Event),
        ("DateofTermination", DateKind::Event),
        ("LastPerformanceReview_Date", DateKind::Event),
    ] {
        let column = sheet.column(name).unwrap();
        let guess = guess_column(sheet.texts(column).map(|(_, text)| text), kind, clock);
        assert!(matches!(guess.order, OrderGuess::Certain { order: Order::MonthDayYear, .. }), "{name}");
        assert_eq!(guess.unread, 0, "{name}: {:?}", guess.problems);
    }
    let births: Vec<Date> = sheet
        .texts(sheet.column("DOB").unwrap())
        .filter_map(|(_, text)| {
            let hint = DateHint { order: Some(Order::MonthDayYear), ..DateHint::new(DateKind::Birth, clock) };
            parse_loose(text, hint).unwrap().day()
        })
        .collect();
    assert_eq!(births.len(), 311);
    assert!(births.iter().all(|day| *day < ymd(1995, 1, 1) && *day > ymd(1940, 1, 1)));
}

prop_compose! {
    fn any_day()(days in 0_u64..28_000) -> Date {
        ymd(1950, 1, 1) + chrono::Days::new(days)
    }
}

proptest! {
    #[test]
    fn a_day_written_out_is_read_back(date in any_day(), form in 0_usize..7) {
        let format = ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%m.%d", "%Y%m%d", "%Y年%-m月%-d日", "%-d-%b-%Y", "%B %-d, %Y"][form];
        prop_assert_eq!(day(&date.format(format).to_string()), Ok(Some(date)));
    }

    #[test]
    fn a_column_never_reads_a_day_other_than_the_one_written(dates in prop::collection::vec(any_day(), 1..30), european: bool) {
        let format = if european { "%-d/%-m/%Y" } else { "%-m/%-d/%Y" };
        let texts: Vec<String> = dates.iter().map(|date| date.format(format).to_string()).collect();
        let guess = guess_column(texts.iter().map(String::as_str), DateKind::Event, today());
        for (text, date) in texts.iter().zip(&dates) {
            match parse_loose(text, guess.hint()) {
                Ok(parsed) => prop_assert_eq!(parsed.day(), Some(*date)),
                Err(error) => {
                    let open = matches!(error, DateError::Ambiguous { .. });
                    prop_assert!(open, "{}: {:?}", text, error);
                }
            }
        }
    }

    #[test]
    fn a_two_digit_year_is_read_as_the_year_it_came_from(date in any_day()) {
        let hint = DateHint { order: Some(Order::YearMonthDay), ..hint(DateKind::Event) };
        let text = date.format("%y.%-m.%-d").to_string();
        prop_assert_eq!(parse_loose(&text, hint).map(|d| d.day()), Ok(Some(date)));
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,16}|[0-9/.年月日十 :T-]{0,16}") {
        let _ = parse_loose(&text, hint(DateKind::Birth));
        let _ = guess_column([text.as_str()], DateKind::Term, today());
    }
}
