//! The line that rules, models and reports cannot cross.

use kernel::{Problem, Text};

use crate::{ProtectedSignal, SignalKey, columns};

/// A protected signal was named as an input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} must not be used: {}", text.en, article.en)]
pub struct ProtectedUse {
    /// Which.
    pub signal: ProtectedSignal,
    /// The article that protects it.
    pub article: Text,
    /// What to tell the user.
    pub text: Text,
}

impl From<ProtectedSignal> for ProtectedUse {
    fn from(signal: ProtectedSignal) -> Self {
        let info = signal.info();
        let text = Text::new(
            format!("“{}”受法律保护，规则、模型和报表都不能使用。", info.name.zh),
            format!("{} is protected by law; no rule, model or report may use it.", info.name.en),
        );
        Self { signal, article: info.article, text }
    }
}

impl From<ProtectedUse> for Problem {
    fn from(refused: ProtectedUse) -> Self {
        Self::invalid("rules.protected_signal")
            .with("signal", refused.signal.info().key)
            .by_law(refused.article.to_string())
    }
}

/// A key that is not in the catalogue. What has no entry has no purpose and is no input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no signal {0}")]
pub struct UnknownSignal(pub String);

/// Accepts inputs when none of them is protected; else refuses the first protected one.
pub fn guard(inputs: &[SignalKey]) -> Result<(), ProtectedUse> {
    let protected = inputs.iter().find_map(|input| match input {
        SignalKey::Protected(signal) => Some(*signal),
        SignalKey::Usable(_) => None,
    });
    protected.map_or(Ok(()), |signal| Err(signal.into()))
}

/// The same for inputs named by text: keys of the catalogue or headings of a foreign table.
/// A heading that is not recognised passes: the guard refuses what is protected, the catalogue decides what is known.
pub fn guard_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<(), ProtectedUse> {
    for name in names {
        let by_key = SignalKey::parse(name).ok();
        let protected = match by_key {
            Some(SignalKey::Usable(_)) => None,
            Some(SignalKey::Protected(signal)) => Some(signal),
            None => columns::protected(name),
        };
        if let Some(signal) = protected {
            return Err(signal.into());
        }
    }
    Ok(())
}
