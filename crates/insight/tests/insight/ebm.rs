use insight::ebm::{Ebm, Settings};
use insight::frame::{Cell, Column, Frame};
use insight::metrics::roc_auc;
use proptest::prelude::*;

use crate::synthetic::{Stream, people};

fn quick() -> Settings {
    Settings { folds: 4, repeats: 1, max_rounds: 60, ..Settings::for_rows(400) }
}

fn fitted(rows: usize, seed: u64) -> Ebm {
    let (frame, labels) = people(rows, seed);
    Ebm::fit(&frame, &labels, None, &quick(), 1).unwrap().model
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn an_explanation_adds_up_to_the_score_to_the_last_bit(seed in 0_u64..1_000, pay in -1e5..1e5_f64, noise in -1.0..2.0_f64) {
        let model = fitted(200, seed);
        for row in [
            vec![Cell::Number(pay), Cell::Level("sales"), Cell::Number(noise), Cell::Number(7.0)],
            vec![Cell::Missing, Cell::Level("never seen"), Cell::Missing, Cell::Missing],
            vec![],
        ] {
            let explanation = model.explain(&row);
            let sum = explanation.contributions.iter().fold(explanation.intercept, |sum, one| sum + one.score);
            prop_assert_eq!(sum.to_bits(), explanation.logit.to_bits());
            prop_assert_eq!(explanation.logit.to_bits(), model.logit(&row).to_bits());
        }
    }

    #[test]
    fn the_order_of_rows_does_not_change_the_model(seed in 0_u64..1_000, turn in 1_usize..199) {
        let (frame, labels) = people(200, seed);
        let mut order: Vec<usize> = (0..200).collect();
        order.rotate_left(turn);
        order.reverse();
        let shuffled: Vec<bool> = order.iter().map(|&row| labels[row]).collect();
        let one = Ebm::fit(&frame, &labels, None, &quick(), 5).unwrap();
        let two = Ebm::fit(&frame.take(&order), &shuffled, None, &quick(), 5).unwrap();
        prop_assert_eq!(one.model, two.model);
        for (place, &row) in order.iter().enumerate() {
            prop_assert_eq!(one.held_out[row].to_bits(), two.held_out[place].to_bits());
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_model_and_another_seed_another() {
    let (frame, labels) = people(300, 3);
    let fit = |seed| Ebm::fit(&frame, &labels, None, &quick(), seed).unwrap().model;
    assert_eq!(fit(9), fit(9));
    assert_ne!(fit(9), fit(10));
}

#[test]
fn a_feature_that_never_changes_contributes_nothing() {
    let model = fitted(300, 4);
    let term = model.terms.iter().find(|term| term.name == "constant").unwrap();
    assert!(term.scores.iter().all(|score| *score == 0.0));
}

#[test]
fn what_matters_weighs_more_than_noise_and_the_model_ranks_strangers() {
    let (frame, labels) = people(3_000, 5);
    let model = Ebm::fit(&frame, &labels, None, &Settings::for_rows(3_000), 1).unwrap().model;
    let weight = |name: &str| model.importance().iter().find(|one| one.0 == name).unwrap().1;
    assert!(weight("pay") > 5.0 * weight("noise") && weight("unit") > 5.0 * weight("noise"));
    let (strangers, truth) = people(3_000, 6);
    // The law itself reaches about 0.80 on these people.
    assert!(roc_auc(&model.probabilities(&strangers), &truth) > 0.77);
}

#[test]
fn features_that_only_matter_together_are_found_and_shown_as_a_pair() {
    let mut stream = Stream::new(11);
    let rows: Vec<(f64, f64, f64, bool)> = (0..2_000)
        .map(|_| {
            let (a, b, c) = (stream.next(), stream.next(), stream.next());
            (a, b, c, stream.next() < if (a > 0.5) == (b > 0.5) { 0.8 } else { 0.2 })
        })
        .collect();
    let column = |pick: fn(&(f64, f64, f64, bool)) -> f64| rows.iter().map(pick).collect::<Vec<f64>>();
    let frame = Frame::new(vec![
        Column::numbers("a", column(|row| row.0)),
        Column::numbers("b", column(|row| row.1)),
        Column::numbers("c", column(|row| row.2)),
    ])
    .unwrap();
    let labels: Vec<bool> = rows.iter().map(|row| row.3).collect();
    let model = Ebm::fit(&frame, &labels, None, &Settings::for_rows(2_000), 1).unwrap().model;
    assert_eq!(model.importance()[0].0, "a × b");
    let together = model.explain(&[Cell::Number(0.9), Cell::Number(0.9), Cell::Number(0.5)]);
    let apart = model.explain(&[Cell::Number(0.9), Cell::Number(0.1), Cell::Number(0.5)]);
    assert!(together.logit > 0.8 && apart.logit < -0.8);
}

#[test]
fn without_an_interaction_no_pair_is_kept() {
    let (frame, labels) = people(1_000, 8);
    let model = Ebm::fit(&frame, &labels, None, &Settings::for_rows(1_000), 1).unwrap().model;
    assert!(model.terms.iter().all(|term| term.features.len() == 1));
}

#[test]
fn a_model_survives_its_text_and_a_damaged_one_is_refused() {
    let model = fitted(200, 7);
    let text = serde_json::to_string(&model).unwrap();
    assert_eq!(Ebm::from_json(&text).unwrap(), model);
    let mut cut = model.clone();
    cut.terms[0].scores.pop();
    assert!(Ebm::from_json(&serde_json::to_string(&cut).unwrap()).is_err());
    let mut old = model;
    old.version = 0;
    assert!(Ebm::from_json(&serde_json::to_string(&old).unwrap()).is_err());
}

#[test]
fn missing_pay_is_a_bin_of_its_own() {
    // Here nobody tells pay who is about to leave.
    let mut stream = Stream::new(2);
    let rows: Vec<(f64, bool)> = (0..600)
        .map(|_| {
            let gone = stream.next() < 0.2;
            (if gone { f64::NAN } else { stream.next() }, stream.next() < if gone { 0.7 } else { 0.1 })
        })
        .collect();
    let frame = Frame::new(vec![Column::numbers("pay", rows.iter().map(|row| row.0).collect())]).unwrap();
    let labels: Vec<bool> = rows.iter().map(|row| row.1).collect();
    let model = Ebm::fit(&frame, &labels, None, &Settings::for_rows(600), 1).unwrap().model;
    // In the rows it is 2.8; shrinkage takes some of it.
    let difference = model.logit(&[Cell::Missing]) - model.logit(&[Cell::Number(0.5)]);
    assert!(difference > 1.8 && difference < 3.5, "{difference}");
}

#[test]
fn one_class_is_refused() {
    let (frame, _) = people(50, 1);
    assert!(Ebm::fit(&frame, &[false; 50], None, &quick(), 1).is_err());
    assert!(Ebm::fit(&frame, &[false; 49], None, &quick(), 1).is_err());
}
