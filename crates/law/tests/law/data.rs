//! Looking up rows, what is shown, what is due, what a result carries.

use law::termination::{Pre2008Practice, SettlementInput, deadlines, settlement};
use law::{DueReason, Explained, Figure, Ground, Parameters, Refusal, Status, due, show};

use crate::{day, yuan};

/// A small file of its own, to see two rows collide.
fn two_rows(second_from: &str) -> Parameters {
    let row = |from: &str, until: &str| {
        format!(
            "[[value]]\nid = \"x.y\"\njurisdiction = \"CN\"\nvalue = \"1.00\"\nunit = \"CNY\"\nfrom = \"{from}\"\n{until}\
             citation = {{ instrument = \"i\" }}\nstatus = \"law_text\"\nverified_on = \"2026-11-21\"\nname_zh = \"n\"\n"
        )
    };
    let text = row("2020-01-01", "until = \"2022-01-01\"\n") + &row(second_from, "");
    let places = "[[place]]\ncode = \"CN\"\nname_zh = \"中国\"\n";
    Parameters::parse(&[("test.toml", &text)], places, "exit = []").unwrap()
}

#[test]
fn the_first_day_is_inside_and_the_end_is_outside() {
    let law = two_rows("2022-01-01");
    assert_eq!(law.national("x.y", day("2020-01-01")).unwrap().from, day("2020-01-01"));
    assert_eq!(law.national("x.y", day("2021-12-31")).unwrap().from, day("2020-01-01"));
    assert_eq!(law.national("x.y", day("2022-01-01")).unwrap().from, day("2022-01-01"));
    assert_eq!(law.national("x.y", day("2020-01-01")).unwrap().last_day(), Some(day("2021-12-31")));
}

#[test]
fn none_and_two_rows_are_refused_by_name() {
    let law = two_rows("2021-12-31");
    assert_eq!(
        law.national("x.y", day("2021-12-31")).unwrap_err(),
        Refusal::AmbiguousParameter { id: "x.y".into(), place: "CN".into(), date: day("2021-12-31"), count: 2 }
    );
    let none = law.national("x.y", day("2019-12-31")).unwrap_err();
    assert_eq!(none.code(), "law.parameter_missing");
    assert!(none.zh().contains("x.y") && none.zh().contains("2019-12-31") && none.zh().contains("CN"));
    assert_eq!(none.en(), "No value of x.y is in force in CN on 2019-12-31.");
    assert_eq!(none.problem().params["id"], "x.y");
}

#[test]
fn a_provinces_figure_used_for_a_city_says_so() {
    let figure = Parameters::builtin().unwrap().average_wage("广州", day("2026-06-30")).unwrap();
    assert_eq!(figure.amount, yuan("9183.00"));
    assert!(figure.warnings.iter().any(|warning| warning.text_en.contains("CN-Guangdong")));
    let own = Parameters::builtin().unwrap().average_annual_wage("上海", day("2026-09-30")).unwrap();
    assert_eq!(own.amount, yuan("150924.00"));
}

#[test]
fn a_value_is_shown_with_its_source() {
    let shown = show("wage.minimum_month", day("2026-11-21"), Some("上海")).unwrap();
    assert_eq!(shown.value, "2740.00");
    assert_eq!((shown.first_day, shown.last_day), (day("2025-07-01"), None));
    assert_eq!(shown.status, Status::OfficialPageCited);
    assert!(shown.citation.contains("沪人社规"));
    assert_eq!(show("term.transfer_days", day("2026-11-21"), None).unwrap().value, 15);
    assert!(show("wage.minimum_month", day("2026-11-21"), None).is_err());
}

#[test]
fn what_ends_within_ninety_days_is_due() {
    let ends = |today: &str, id: &str| {
        due(day(today)).unwrap().into_iter().find(|due| due.value.id == id && due.reason == DueReason::EndsSoon)
    };
    // The calendar of 2026 ends on 31 December; 90 days before is 2 October.
    assert_eq!(ends("2026-10-01", "calendar"), None);
    assert_eq!(ends("2026-10-02", "calendar").unwrap().due_on, day("2026-12-31"));
    assert!(ends("2026-12-31", "calendar").is_some());
}

#[test]
fn what_ended_without_a_successor_is_due_first() {
    let list = due(day("2027-01-01")).unwrap();
    assert_eq!(list[0].reason, DueReason::Lapsed);
    let lapsed: Vec<_> = list.iter().filter(|due| due.reason == DueReason::Lapsed).map(|due| &due.value.id).collect();
    assert!(lapsed.iter().any(|id| *id == "calendar"));
    assert!(!lapsed.iter().any(|id| *id == "hf.fine"), "the fines of 2026 follow the old ones without a gap");
}

#[test]
fn a_value_not_verified_for_over_a_year_is_due() {
    let old = |today: &str| {
        let list = due(day(today)).unwrap();
        list.iter().any(|due| due.reason == DueReason::VerificationOld && due.value.id == "term.transfer_days")
    };
    assert!(!old("2027-11-21"));
    assert!(old("2027-11-22"));
}

#[test]
fn history_needs_no_new_verification() {
    let list = due(day("2030-01-01")).unwrap();
    let history =
        |due: &law::DueValue| due.value.id == "wage.minimum_month" && due.value.first_day == day("2023-07-01");
    assert!(!list.iter().any(history));
}

fn shanghai(city: Figure) -> SettlementInput {
    SettlementInput {
        hire_date: day("2020-03-01"),
        last_day: day("2026-08-31"),
        ground: Ground::Art36EmployerProposed,
        avg_wage_12m: yuan("20000.00"),
        city_avg_month: Some(city),
        local_min_wage: Some(Figure::given(yuan("2740.00"))),
        notice_days_given: None,
        prev_month_wage: None,
        pre2008: Pre2008Practice::Split,
    }
}

#[test]
fn a_result_carries_steps_articles_parameters_and_the_weakest_status() {
    let law = Parameters::builtin().unwrap();
    let by_hand = settlement(law, &shanghai(Figure::given(yuan("12577.00")))).unwrap();
    assert_eq!(by_hand.confidence, Status::LawText);
    let looked_up = settlement(law, &shanghai(law.average_wage("上海", day("2026-08-31")).unwrap())).unwrap();
    assert_eq!(looked_up.confidence, Status::OfficialPageCited);
    assert_eq!(looked_up.value, by_hand.value);
    assert!(looked_up.articles.iter().any(|article| article.code == "LCL art.47(1)"));
    let severance = looked_up.steps.iter().find(|step| step.formula == "20,000.00 × 7").unwrap();
    assert_eq!(severance.result, "140,000.00");
    assert!(severance.text_zh.contains("140,000.00") && severance.text_en.contains("140,000.00"));
    let used = looked_up.parameters.iter().find(|used| used.id == "wage.average_month").unwrap();
    assert_eq!((used.first_day, used.last_day), (day("2026-07-01"), Some(day("2027-06-30"))));
}

#[test]
fn service_before_2008_asks_for_review() {
    let law = Parameters::builtin().unwrap();
    let input = SettlementInput { hire_date: day("2003-07-01"), ..shanghai(Figure::given(yuan("12577.00"))) };
    let found = settlement(law, &input).unwrap();
    assert!(found.value.review_required);
    assert_eq!(found.confidence, Status::KnowledgeUnverified);
    assert!(found.warnings.iter().any(|warning| warning.text_en.contains("2008")));
    let whole = SettlementInput { pre2008: Pre2008Practice::WholeServiceByArt47, ..input };
    // 2003-07-01 to 2026-08-31: 23 years and two months.
    assert_eq!(settlement(law, &whole).unwrap().value.service_months_n.to_string(), "23.5");
}

#[test]
fn a_result_survives_being_stored() {
    let law = Parameters::builtin().unwrap();
    let found = deadlines(law, day("2026-09-30")).unwrap();
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Explained<law::termination::Deadlines>>(&text).unwrap(), found);
    let found = settlement(law, &shanghai(Figure::given(yuan("12577.00")))).unwrap();
    let value = serde_json::to_value(&found).unwrap();
    assert_eq!(value["value"]["economic_compensation_fen"], 14_000_000);
    assert_eq!(value["value"]["service_months_n"], "7");
    assert_eq!(serde_json::from_value::<Explained<law::termination::Settlement>>(value).unwrap(), found);
}

#[test]
fn every_step_of_a_result_speaks_both_languages() {
    let law = Parameters::builtin().unwrap();
    for ground in Ground::ALL {
        let input = SettlementInput {
            ground,
            notice_days_given: Some(0),
            prev_month_wage: Some(yuan("1.00")),
            ..shanghai(Figure::given(yuan("12577.00")))
        };
        for step in settlement(law, &input).unwrap().steps {
            assert!(!step.text_zh.is_empty() && !step.text_en.is_empty() && !step.result.is_empty());
        }
    }
}
