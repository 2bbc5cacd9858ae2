use insight::frame::{Cell, Column, Frame};
use insight::logistic::{Logistic, RIDGE};
use insight::metrics::roc_auc;

use crate::synthetic::people;

#[test]
fn the_explanation_adds_up_and_missing_values_are_taken() {
    let (frame, labels) = people(400, 1);
    let model = Logistic::fit(&frame, &labels, RIDGE).unwrap();
    for row in [
        vec![Cell::Number(2_000.0), Cell::Level("sales"), Cell::Number(0.3), Cell::Number(7.0)],
        vec![Cell::Missing, Cell::Level("never seen"), Cell::Missing, Cell::Missing],
        vec![],
    ] {
        let explanation = model.explain(&row);
        let sum = explanation.contributions.iter().fold(explanation.intercept, |sum, one| sum + one.score);
        assert_eq!(sum.to_bits(), explanation.logit.to_bits());
        assert_eq!(model.logit(&row).to_bits(), explanation.logit.to_bits());
    }
}

#[test]
fn without_ridge_a_yes_no_feature_gives_the_log_odds_of_the_table() {
    // 30 of 40 left with the flag, 10 of 60 without: log odds ratio ln((30/10) / (10/50)) = ln 15.
    let flag: Vec<f64> = (0..100).map(|row| f64::from(u8::from(row < 40))).collect();
    let labels: Vec<bool> = (0..100).map(|row| row < 30 || (40..50).contains(&row)).collect();
    let frame = Frame::new(vec![Column::numbers("flag", flag)]).unwrap();
    let model = Logistic::fit(&frame, &labels, 0.0).unwrap();
    let difference = model.logit(&[Cell::Number(1.0)]) - model.logit(&[Cell::Number(0.0)]);
    assert!((difference - 15.0_f64.ln()).abs() < 1e-4, "{difference}");
}

#[test]
fn classes_that_separate_perfectly_still_have_a_solution() {
    let frame = Frame::new(vec![Column::numbers("x", (0..40).map(f64::from).collect())]).unwrap();
    let labels: Vec<bool> = (0..40).map(|row| row >= 20).collect();
    let model = Logistic::fit(&frame, &labels, RIDGE).unwrap();
    assert!((roc_auc(&model.probabilities(&frame), &labels) - 1.0).abs() < 1e-12);
}

#[test]
fn a_constant_feature_contributes_nothing_and_order_does_not_matter() {
    let (frame, labels) = people(300, 2);
    let model = Logistic::fit(&frame, &labels, RIDGE).unwrap();
    let row = frame.row(0);
    assert!(model.explain(&row).contributions[3].score == 0.0);
    let order: Vec<usize> = (0..300).rev().collect();
    let turned: Vec<bool> = order.iter().map(|&row| labels[row]).collect();
    assert_eq!(Logistic::fit(&frame.take(&order), &turned, RIDGE).unwrap(), model);
}
