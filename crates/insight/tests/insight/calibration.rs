use insight::calibration::Calibration;
use insight::link::{logit, sigmoid};
use proptest::prelude::*;

use crate::synthetic::Stream;

#[test]
fn boastful_scores_are_brought_back() {
    // True log-odds are half of what the scores say, shifted by -1.
    let mut stream = Stream::new(4);
    let (scores, labels): (Vec<f64>, Vec<bool>) = (0..20_000)
        .map(|_| {
            let score = 6.0 * stream.next() - 3.0;
            (score, stream.next() < sigmoid(0.5 * score - 1.0))
        })
        .unzip();
    let Calibration::Platt { slope, offset } = Calibration::platt(&scores, &labels) else { panic!("not straight") };
    assert!((slope - 0.5).abs() < 0.03 && (offset + 1.0).abs() < 0.05, "{slope} {offset}");
    let steps = Calibration::isotonic(&scores, &labels);
    assert!((steps.apply(2.0) - sigmoid(0.0)).abs() < 0.06);
}

#[test]
fn scores_that_point_the_wrong_way_are_left_alone() {
    let scores: Vec<f64> = (0..100).map(f64::from).collect();
    let labels: Vec<bool> = (0..100).map(|row| row < 30).collect();
    assert_eq!(Calibration::platt(&scores, &labels), Calibration::none());
}

proptest! {
    #[test]
    fn isotonic_steps_never_fall_and_keep_the_sum(rows in prop::collection::vec((-20_i8..20, any::<bool>()), 1..60)) {
        let scores: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
        let labels: Vec<bool> = rows.iter().map(|row| row.1).collect();
        let steps = Calibration::isotonic(&scores, &labels);
        let mut sorted = scores.clone();
        sorted.sort_by(f64::total_cmp);
        for pair in sorted.windows(2) {
            prop_assert!(steps.apply(pair[0]) <= steps.apply(pair[1]) + 1e-12);
        }
        let promised: f64 = scores.iter().map(|score| steps.apply(*score)).sum();
        let left = f64::from(u32::try_from(labels.iter().filter(|label| **label).count()).unwrap());
        prop_assert!((promised - left).abs() < 1e-9);
    }

    #[test]
    fn odds_and_probability_are_inverse(p in 0.001..0.999_f64) {
        prop_assert!((sigmoid(logit(p)) - p).abs() < 1e-12);
    }
}
