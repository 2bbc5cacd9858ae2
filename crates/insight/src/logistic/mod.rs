//! Ridge logistic regression: what stands in while exits are few, and the straight part of the boosting machine.

mod model;
mod newton;

pub use crate::bend::Bend;
pub use model::{Effect, Logistic, RIDGE};
pub(crate) use newton::newton;

use crate::Error;
use crate::frame::Frame;

/// Refuses labels that do not fit the frame or hold one class only.
pub(crate) fn check(frame: &Frame, labels: &[bool]) -> Result<(), Error> {
    if frame.rows() != labels.len() {
        return Err(Error::Lengths { what: "rows and labels", left: frame.rows(), right: labels.len() });
    }
    let leavers = labels.iter().filter(|&&label| label).count();
    if leavers == 0 || leavers == labels.len() {
        return Err(Error::OneClass { leavers, rows: labels.len() });
    }
    Ok(())
}
