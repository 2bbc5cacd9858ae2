use insight::Error;
use insight::product::{
    Band, Confidence, Dataset, Direction, EXITS_FOR_EBM, FeatureKind, FeatureSpec, Model, ModelKind, Row, Value,
    check_key,
};
use kernel::{Date, Month};

use crate::synthetic::Stream;

fn month(number: i32) -> Month {
    Month::of(Date::from_ymd_opt(2024, 1, 1).unwrap()).plus(number)
}

fn specs() -> Vec<FeatureSpec> {
    vec![
        FeatureSpec::new("pay_gap_percent", FeatureKind::Number),
        FeatureSpec::new("goals_slipped", FeatureKind::Flag),
        FeatureSpec::new("job_family", FeatureKind::Category),
    ]
}

/// `people` persons over `months` months; those whose pay lags and whose goals slip leave more often.
fn dataset(people: u64, months: i32, seed: u64) -> Dataset {
    let mut stream = Stream::new(seed);
    let mut data = Dataset::new(specs(), 3).unwrap();
    for subject in 0..people {
        let gap = 40.0 * stream.next() - 20.0;
        let family = if stream.next() < 0.5 { "engineer" } else { "sales" };
        for at in 0..months {
            let slipped = stream.next() < 0.2;
            let risk = 0.02 + if gap < -10.0 { 0.08 } else { 0.0 } + if slipped { 0.08 } else { 0.0 };
            let left = stream.next() < risk;
            let values = vec![
                if stream.next() < 0.1 { Value::Missing } else { Value::Number(gap) },
                Value::Flag(slipped),
                Value::Category(family.to_owned()),
            ];
            data.push(Row { subject, month: month(at), values, left }).unwrap();
            if left {
                break;
            }
        }
    }
    data
}

#[test]
fn protected_attributes_and_protected_conduct_are_refused_by_name() {
    for key in [
        "sex",
        "gender",
        "age",
        "age_band",
        "years_of_age",
        "birth_year",
        "ethnicity",
        "hukou",
        "hukou_type",
        "political_status",
        "marital_status",
        "pregnancy",
        "is_pregnant",
        "disability",
        "health_score",
        "sick_leave",
        "sick_leave_days_3m",
        "religion",
        "union_member",
        "race",
        "citizenship",
        "sex_1",
        "age2",
        "arbitration_count",
        "complaints_6m",
        "maternity_leave_days",
        "annual_leave_days",
    ] {
        let refused = Dataset::new(vec![FeatureSpec::new(key, FeatureKind::Number)], 3);
        let Err(Error::Protected { key: named, .. }) = refused else { panic!("{key} was taken") };
        assert_eq!(named, key);
    }
}

#[test]
fn keys_that_only_look_protected_are_taken() {
    for key in
        ["average_hours", "wage_change", "manager_changes_12m", "personal_leave_days_3m", "package", "essex_site"]
    {
        assert_eq!(check_key(key), Ok(()), "{key}");
    }
    assert!(check_key("Age").is_err() && check_key("性别").is_err() && check_key("").is_err());
}

#[test]
fn values_of_the_wrong_kind_and_uneven_rows_are_refused() {
    let mut data = Dataset::new(specs(), 3).unwrap();
    let row = |values| Row { subject: 1, month: month(0), values, left: false };
    assert!(matches!(data.push(row(vec![Value::Missing])), Err(Error::UnevenRow { values: 1, expected: 3, .. })));
    let wrong = vec![Value::Flag(true), Value::Missing, Value::Missing];
    assert!(matches!(data.push(row(wrong)), Err(Error::WrongKind { .. })));
}

#[test]
fn a_prediction_gives_its_reasons_and_they_add_up() {
    let trained = Model::train(&dataset(1_000, 6, 1), 7).unwrap();
    assert_eq!(trained.card.kind, ModelKind::Ebm);
    let risky = vec![Value::Number(-18.0), Value::Flag(true), Value::Category("sales".to_owned())];
    let calm = vec![Value::Number(15.0), Value::Flag(false), Value::Category("sales".to_owned())];
    let (high, low) = (trained.model.predict(&risky).unwrap(), trained.model.predict(&calm).unwrap());
    assert!(high.probability > 3.0 * low.probability && high.band > low.band);
    assert_eq!(high.drivers[0].direction, Direction::Up);
    assert!(high.drivers.windows(2).all(|pair| pair[0].contribution.abs() >= pair[1].contribution.abs()));
    let explanation = trained.model.explain(&risky).unwrap();
    let sum = explanation.contributions.iter().fold(explanation.intercept, |sum, one| sum + one.score);
    assert_eq!(sum.to_bits(), high.logit.to_bits());
    let probability = trained.model.probability(&risky).unwrap();
    assert!((probability - high.probability).abs() < 1e-15);
}

#[test]
fn while_exits_are_few_the_regression_stands_in_and_with_fewer_nothing_is_trained() {
    let few = Model::train(&dataset(70, 3, 2), 1).unwrap();
    assert!(few.card.exits < EXITS_FOR_EBM && few.card.kind == ModelKind::Logistic, "{} exits", few.card.exits);
    let refused = Model::train(&dataset(15, 2, 3), 1);
    assert!(matches!(refused, Err(Error::TooFewExits { .. })));
}

#[test]
fn the_card_stands_beside_doing_nothing_and_tests_backwards() {
    let data = dataset(1_500, 9, 4);
    let trained = Model::train(&data, 1).unwrap();
    let card = &trained.card;
    assert!(card.metrics.roc_auc > card.nobody_leaves.roc_auc + 0.1);
    assert!((card.nobody_leaves.roc_auc - 0.5).abs() < 1e-12);
    assert!((card.nobody_leaves.accuracy - (1.0 - card.base_rate)).abs() < 1e-12);
    assert_eq!((card.period.0.as_str(), card.period.1.as_str()), ("2024-01", "2024-09"));
    assert_eq!(card.backtest.last().unwrap().month, "2024-09");
    let (flagged, hits): (usize, f64) =
        card.backtest.iter().fold((0, 0.0), |sum, month| (sum.0 + month.flagged, sum.1 + month.flagged_left));
    let base = card.backtest.iter().map(|month| month.base_rate).sum::<f64>() / 6.0;
    assert!(hits / f64::from(u32::try_from(flagged).unwrap()) > 1.3 * base);
    assert_eq!(card.reliability.iter().map(|bin| bin.rows).sum::<usize>(), data.rows().len());
}

#[test]
fn an_audit_shows_groups_but_not_small_ones() {
    let data = dataset(600, 4, 5);
    let mut trained = Model::train(&data, 1).unwrap();
    let groups: Vec<Option<String>> = (0..data.rows().len())
        .map(|row| {
            Some(
                if row < 4 {
                    "rare"
                } else if row % 2 == 0 {
                    "women"
                } else {
                    "men"
                }
                .to_owned(),
            )
        })
        .collect();
    trained.audit("sex", &groups).unwrap();
    let table = &trained.card.fairness[0];
    assert_eq!(table.groups.iter().map(|group| group.group.as_str()).collect::<Vec<_>>(), ["men", "women"]);
    assert_eq!(table.hidden_groups, 1);
    assert!(table.groups.iter().any(|group| group.impact_ratio == Some(1.0)));
    let shown: f64 = table.groups.iter().map(|g| g.selection_rate * f64::from(u32::try_from(g.rows).unwrap())).sum();
    assert!(shown <= 0.05 * f64::from(u32::try_from(data.rows().len()).unwrap()) + 1.0);
}

#[test]
fn the_order_and_the_numbers_of_people_do_not_change_the_model() {
    let data = dataset(300, 4, 6);
    let mut turned = Dataset::new(specs(), 3).unwrap();
    for row in data.rows().iter().rev() {
        turned.push(Row { subject: 9_000 - row.subject, ..row.clone() }).unwrap();
    }
    assert_eq!(Model::train(&data, 1).unwrap().model, Model::train(&turned, 1).unwrap().model);
}

#[test]
fn a_model_survives_its_text_and_one_with_a_protected_feature_is_refused() {
    let model = Model::train(&dataset(400, 4, 7), 1).unwrap().model;
    let text = serde_json::to_string(&model).unwrap();
    assert_eq!(Model::from_json(&text).unwrap(), model);
    assert!(matches!(Model::from_json(&text.replace("job_family", "sex")), Err(Error::Protected { .. })));
    assert!(Model::from_json("{}").is_err());
}

#[test]
fn bands_follow_the_odds_and_confidence_the_cases() {
    assert_eq!(Band::of(0.02, 0.02), Band::Low);
    assert_eq!(Band::of(0.03, 0.02), Band::Medium);
    assert_eq!(Band::of(0.06, 0.02), Band::Elevated);
    assert_eq!(Band::of(0.12, 0.02), Band::High);
    assert_eq!(Confidence::of(200.0, 0.2), Confidence::High);
    assert_eq!(Confidence::of(20.0, 0.2), Confidence::Medium);
    assert_eq!(Confidence::of(200.0, 1.0), Confidence::Low);
}
