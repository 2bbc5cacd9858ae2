use std::fs::File;
use std::path::PathBuf;

use super::cox::{Times, cox};
use super::objective::Hazard;
use crate::ebm::objective::Objective;
use crate::evaluate::Table;
use crate::frame::{Column, Values};

/// The evaluation file, if the folder is there.
fn evaluation_file(name: &str) -> Option<File> {
    let Ok(folder) = std::env::var("RENHE_EVAL_DATA") else {
        println!("skipped: RENHE_EVAL_DATA is not set");
        return None;
    };
    File::open(PathBuf::from(folder).join("data/survival").join(name)).ok()
}

/// Standardised numbers and levels as 0/1.
fn reference_columns(column: &Column) -> Vec<(String, Vec<f64>)> {
    match &column.values {
        Values::Number(values) => {
            #[expect(clippy::cast_precision_loss, reason = "a thousand rows")]
            let n = values.len() as f64;
            let mean = values.iter().sum::<f64>() / n;
            let deviation = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
            vec![(column.name.clone(), values.iter().map(|value| (value - mean) / deviation).collect())]
        }
        Values::Category { levels, codes } => (0..levels.len())
            .map(|level| {
                let on = |code: &Option<u32>| f64::from(u8::from(code.is_some_and(|code| code as usize == level)));
                (format!("{}_{}", column.name, levels[level]), codes.iter().map(on).collect())
            })
            .collect(),
    }
}

#[test]
fn cox_agrees_with_lifelines_on_the_turnover_data() {
    let (Some(data), Some(coefficients)) =
        (evaluation_file("turnover.csv"), evaluation_file("turnover_cox_reference_coefficients.csv"))
    else {
        return;
    };
    let table = Table::read("turnover", data).unwrap();
    let (times, events) = (table.numbers("stag").unwrap(), table.flags("event").unwrap());
    let (frame, _) = table.features(&["stag", "event"]).unwrap();
    let reference = Table::read("coefficients", coefficients).unwrap();
    let (names, values) = (reference.column("covariate").unwrap(), reference.numbers("coef").unwrap());
    let all: Vec<(String, Vec<f64>)> = frame.columns().iter().flat_map(reference_columns).collect();
    // The reference leaves out one level of each category; its names say which.
    let columns: Vec<&Vec<f64>> = names
        .iter()
        .map(|name| all.iter().find(|(column, _)| column == name).map(|column| &column.1).expect("a column"))
        .collect();
    let rows: Vec<Vec<f64>> = (0..frame.rows()).map(|row| columns.iter().map(|values| values[row]).collect()).collect();
    let views: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
    let fit = cox(&views, Times { times: &times, events: &events }, 0.0).unwrap();
    assert!((fit.likelihood - -3_385.272_968).abs() < 1e-4, "{}", fit.likelihood);
    for ((name, value), weight) in names.iter().zip(values).zip(&fit.weights) {
        assert!((weight - value).abs() < 1e-3, "{name}: {weight} and {value}");
    }
}

#[test]
fn the_slope_of_the_partial_likelihood_is_what_moving_a_score_does() {
    let times = vec![3.0, 1.0, 2.0, 2.0, 5.0, 4.0];
    let events = vec![true, true, false, true, false, true];
    let objective = Hazard::new(times, events);
    let scores: [f64; 6] = [0.3, -0.2, 0.1, 0.7, -1.0, 0.0];
    let odds = |scores: &[f64]| scores.iter().map(|score| score.exp()).collect::<Vec<f64>>();
    let (mut first, mut second) = (vec![0.0; 6], vec![0.0; 6]);
    objective.derivatives(&odds(&scores), &mut first, &mut second);
    for row in 0..6 {
        let moved = |by: f64| {
            let mut scores = scores;
            scores[row] += by;
            // The loss is a mean over the rows and falls where the derivative rises.
            -6.0 * objective.loss(&odds(&scores))
        };
        let (up, here, down) = (moved(1e-4), moved(0.0), moved(-1e-4));
        assert!((first[row] - (up - down) / 2e-4).abs() < 1e-6);
        assert!((second[row] + (up - 2.0 * here + down) / 1e-8).abs() < 1e-4);
    }
}
