//! How a model treats groups. Protected attributes come in here and nowhere else: as labels of an audit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::link::count;
use crate::metrics::{calibration_error, roc_auc, selection};

/// A group of fewer people is not shown: its figures would point at persons.
pub const SMALLEST_GROUP: usize = 5;

/// One group's figures. Rates are shares between 0 and 1; `None` where the group has no such row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupFigures {
    /// Name of the group.
    pub group: String,
    /// Rows.
    pub rows: usize,
    /// Share that left.
    pub base_rate: f64,
    /// Share among the flagged.
    pub selection_rate: f64,
    /// Share of leavers flagged.
    pub true_positive_rate: Option<f64>,
    /// Share of stayers flagged.
    pub false_positive_rate: Option<f64>,
    /// Area under the ROC curve within the group.
    pub roc_auc: Option<f64>,
    /// Mean predicted probability.
    pub mean_probability: f64,
    /// Expected calibration error within the group, ten bins.
    pub ece: f64,
    /// Selection rate divided by that of the group selected most. Below 0.8 is a warning sign (four-fifths rule).
    pub impact_ratio: Option<f64>,
}

/// The table of one attribute.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FairnessTable {
    /// The attribute audited.
    pub attribute: String,
    /// Share of all rows flagged.
    pub flagged_share: f64,
    /// Groups of at least [`SMALLEST_GROUP`] rows, by name.
    pub groups: Vec<GroupFigures>,
    /// How many smaller groups are hidden.
    pub hidden_groups: usize,
}

/// Audits probabilities by group, with the highest `share` flagged (ties share in proportion). `groups` names the
/// group of each row; `None` leaves a row out of every group.
pub fn audit(
    attribute: &str,
    groups: &[Option<String>],
    probabilities: &[f64],
    labels: &[bool],
    share: f64,
) -> Result<FairnessTable, Error> {
    for (what, right) in [("groups and labels", groups.len()), ("probabilities and labels", probabilities.len())] {
        if right != labels.len() {
            return Err(Error::Lengths { what, left: right, right: labels.len() });
        }
    }
    let picked = selection(probabilities, share);
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, group) in groups.iter().enumerate() {
        if let Some(group) = group {
            members.entry(group).or_default().push(row);
        }
    }
    let all = members.len();
    members.retain(|_, rows| rows.len() >= SMALLEST_GROUP);
    let mut figures: Vec<GroupFigures> =
        members.iter().map(|(group, rows)| measure(group, rows, &picked, probabilities, labels)).collect();
    let most = figures.iter().map(|group| group.selection_rate).fold(0.0, f64::max);
    for group in &mut figures {
        group.impact_ratio = (most > 0.0).then(|| group.selection_rate / most);
    }
    Ok(FairnessTable {
        attribute: attribute.to_owned(),
        flagged_share: share,
        hidden_groups: all - figures.len(),
        groups: figures,
    })
}

fn measure(group: &str, rows: &[usize], picked: &[f64], probabilities: &[f64], labels: &[bool]) -> GroupFigures {
    let p: Vec<f64> = rows.iter().map(|&row| probabilities[row]).collect();
    let y: Vec<bool> = rows.iter().map(|&row| labels[row]).collect();
    let leavers = y.iter().filter(|&&label| label).count();
    let stayers = rows.len() - leavers;
    let flagged = |of: bool| rows.iter().filter(|&&row| labels[row] == of).map(|&row| picked[row]).sum::<f64>();
    let rate = |hits: f64, of: usize| (of > 0).then(|| hits / count(of));
    GroupFigures {
        group: group.to_owned(),
        rows: rows.len(),
        base_rate: count(leavers) / count(rows.len()),
        selection_rate: (flagged(true) + flagged(false)) / count(rows.len()),
        true_positive_rate: rate(flagged(true), leavers),
        false_positive_rate: rate(flagged(false), stayers),
        roc_auc: (leavers > 0 && stayers > 0).then(|| roc_auc(&p, &y)),
        mean_probability: p.iter().sum::<f64>() / count(rows.len()),
        ece: calibration_error(&p, &y, 10),
        impact_ratio: None,
    }
}
