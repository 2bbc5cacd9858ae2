//! The product's way to a model: typed features that cannot be protected attributes, training with a card, and
//! predictions that come with band, confidence and reasons.

mod card;
mod dataset;
mod model;
mod protected;
mod train;

pub use card::{BacktestMonth, Importance, ModelCard, ModelKind};
pub use dataset::{Dataset, FeatureKind, FeatureSpec, Row, Value};
pub use model::{Band, Confidence, Direction, Driver, Learner, Model, Prediction};
pub use protected::{PROTECTED, check_key};
pub use train::{EXITS_FOR_EBM, FEWEST_EXITS, FLAGGED_SHARE, Trained};
