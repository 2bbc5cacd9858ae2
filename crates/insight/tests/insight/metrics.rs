use insight::metrics::{
    BinaryMetrics, IntegratedBrier, KaplanMeier, average_precision, c_index, calibration_error, integrated_brier,
    roc_auc, selection, top_share,
};
use proptest::prelude::*;

/// Every pair of a leaver and a stayer, one by one.
fn naive_auc(scores: &[f64], labels: &[bool]) -> f64 {
    let (mut won, mut pairs) = (0.0, 0.0);
    for (a, _) in scores.iter().zip(labels).filter(|row| *row.1) {
        for (b, _) in scores.iter().zip(labels).filter(|row| !row.1) {
            pairs += 1.0;
            won += if a > b { 1.0 } else { f64::from(u8::from(a >= b)) / 2.0 };
        }
    }
    if pairs == 0.0 { 0.5 } else { won / pairs }
}

/// The mean over leavers of the precision among all rows that score as high.
fn naive_precision(scores: &[f64], labels: &[bool]) -> f64 {
    let mut precisions = Vec::new();
    for (threshold, _) in scores.iter().zip(labels).filter(|row| *row.1) {
        let above: Vec<bool> = scores.iter().zip(labels).filter(|row| row.0 >= threshold).map(|row| *row.1).collect();
        precisions.push(f64::from(u32::try_from(above.iter().filter(|x| **x).count()).unwrap()) / length(&above));
    }
    if precisions.is_empty() { 0.0 } else { precisions.iter().sum::<f64>() / length(&precisions) }
}

fn length<T>(list: &[T]) -> f64 {
    f64::from(u32::try_from(list.len()).unwrap())
}

fn rows() -> impl Strategy<Value = Vec<(f64, bool)>> {
    // Few distinct scores, so that ties are common.
    prop::collection::vec((0_u8..12, any::<bool>()), 1..80)
        .prop_map(|rows| rows.into_iter().map(|(score, label)| (f64::from(score) / 11.0, label)).collect())
}

fn split(rows: &[(f64, bool)]) -> (Vec<f64>, Vec<bool>) {
    rows.iter().copied().unzip()
}

proptest! {
    #[test]
    fn the_area_under_the_curve_equals_counting_all_pairs(rows in rows()) {
        let (scores, labels) = split(&rows);
        prop_assert!((roc_auc(&scores, &labels) - naive_auc(&scores, &labels)).abs() < 1e-12);
    }

    #[test]
    fn average_precision_equals_the_mean_precision_at_each_leaver(rows in rows()) {
        let (scores, labels) = split(&rows);
        prop_assert!((average_precision(&scores, &labels) - naive_precision(&scores, &labels)).abs() < 1e-12);
    }

    #[test]
    fn the_order_of_rows_changes_no_measure(rows in rows(), turn in 0_usize..80) {
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        turned.reverse();
        let ((a, b), (c, d)) = (split(&rows), split(&turned));
        let (one, two) = (BinaryMetrics::measure(&a, &b), BinaryMetrics::measure(&c, &d));
        for (left, right) in [
            (one.roc_auc, two.roc_auc), (one.pr_auc, two.pr_auc), (one.brier, two.brier), (one.ece, two.ece),
            (one.accuracy, two.accuracy), (one.recall_top10, two.recall_top10),
            (one.precision_top10, two.precision_top10),
        ] {
            prop_assert!((left - right).abs() < 1e-12);
        }
    }

    #[test]
    fn equal_scores_share_the_last_places(rows in rows()) {
        let (scores, labels) = split(&rows);
        let top = top_share(&scores, &labels, 0.1);
        let picked = selection(&scores, 0.1);
        prop_assert!((picked.iter().sum::<f64>() - f64::from(u32::try_from(top.flagged).unwrap())).abs() < 1e-9);
        let hits: f64 = picked.iter().zip(&labels).filter(|row| *row.1).map(|row| row.0).sum();
        prop_assert!((hits - top.hits).abs() < 1e-9);
        for (a, x) in scores.iter().zip(&picked) {
            for (b, y) in scores.iter().zip(&picked) {
                prop_assert!(a < b || x >= y, "a higher score is flagged less");
            }
        }
    }

    #[test]
    fn without_censoring_concordance_is_the_share_of_pairs_in_the_right_order(
        rows in prop::collection::vec((0_u8..9, 0_u8..9), 2..40)
    ) {
        let risks: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
        let times: Vec<f64> = rows.iter().map(|row| f64::from(row.1)).collect();
        let (mut won, mut pairs) = (0.0, 0.0);
        for i in 0..rows.len() {
            for j in 0..i {
                if rows[i].1 != rows[j].1 {
                    pairs += 1.0;
                    let product = (i32::from(rows[i].0) - i32::from(rows[j].0))
                        * (i32::from(rows[j].1) - i32::from(rows[i].1));
                    won += f64::from(product.signum() + 1) / 2.0;
                }
            }
        }
        let expected = if pairs == 0.0 { 0.5 } else { won / pairs };
        prop_assert!((c_index(&risks, &times, &vec![true; rows.len()]) - expected).abs() < 1e-12);
    }
}

#[test]
fn the_worked_example_of_scikit_learn_holds() {
    // The example in the documentation of roc_auc_score and average_precision_score.
    let (scores, labels) = (vec![0.1, 0.4, 0.35, 0.8], vec![false, false, true, true]);
    assert!((roc_auc(&scores, &labels) - 0.75).abs() < 1e-12);
    assert!((average_precision(&scores, &labels) - 0.833_333_333_333).abs() < 1e-9);
}

#[test]
fn one_place_shared_by_four_equal_scores_counts_a_quarter_for_each() {
    let top = top_share(&[0.5, 0.5, 0.5, 0.5], &[true, false, false, true], 0.1);
    assert_eq!(top.flagged, 1);
    assert!((top.hits - 0.5).abs() < 1e-12 && (top.recall - 0.25).abs() < 1e-12);
}

#[test]
fn calibration_error_weighs_the_gap_of_each_bin() {
    // Bin 0.1-0.2: promised 0.15, happened 0.5, two rows. Bin 0.9-1: promised 1, happened 1, one row.
    let error = calibration_error(&[0.15, 0.15, 1.0], &[true, false, true], 10);
    assert!((error - 0.35 * 2.0 / 3.0).abs() < 1e-12);
}

#[test]
fn the_survival_curve_follows_the_worked_example() {
    // Six persons, exits at 1, 3 and 3, seen last at 2, 4 and 5: 5/6, then 5/6 · 2/4.
    let curve = KaplanMeier::fit(&[1.0, 2.0, 3.0, 3.0, 4.0, 5.0], &[true, false, true, true, false, false]);
    assert!((curve.at(0.5) - 1.0).abs() < 1e-12 && (curve.at(1.0) - 5.0 / 6.0).abs() < 1e-12);
    assert!((curve.at(3.0) - 5.0 / 12.0).abs() < 1e-12 && (curve.before(3.0) - 5.0 / 6.0).abs() < 1e-12);
    assert_eq!(curve.median(), Some(3.0));
}

#[test]
fn knowing_nothing_has_a_brier_score_of_a_quarter_and_knowing_all_of_zero() {
    let (times, events) = ([1.0, 2.0, 3.0, 4.0], [true; 4]);
    let grid = [1.5, 2.5, 3.5];
    let data =
        IntegratedBrier { train_times: &times, train_events: &events, times: &times, events: &events, grid: &grid };
    let known: Vec<Vec<f64>> =
        times.iter().map(|time| grid.iter().map(|at| f64::from(u8::from(time > at))).collect()).collect();
    assert!(integrated_brier(data, &known).abs() < 1e-12);
    assert!((integrated_brier(data, &vec![vec![0.5; 3]; 4]) - 0.25).abs() < 1e-12);
}
