//! What usually helps: the catalogue of actions, beside what they did so far where that is known.

use kernel::Text;
use rules::{Action, ActionInfo};

use super::views::Help;
use crate::insights::ActionEffect;

/// How many actions a page shows.
const SHOWN: usize = 5;

/// The code under which an action is recorded.
pub(super) const fn code(action: Action) -> Option<&'static str> {
    match action {
        Action::PayReview => Some("pay_adjustment"),
        Action::CareerTalk | Action::RetentionTalk => Some("career_talk"),
        Action::WorkChange => Some("work_change"),
        Action::LoadRelief => Some("workload_relief"),
        Action::FlexibleWork => Some("flexibility"),
        Action::Training => Some("training"),
        Action::ManagerCoaching => Some("manager_change"),
        Action::GoalSupport | Action::TeamSupport | Action::RenewalTalk => None,
    }
}

/// The actions behind the reasons, each once, in the order of the reasons.
pub(super) fn helps(actions: impl Iterator<Item = Action>, effects: &[ActionEffect]) -> Vec<Help> {
    let mut seen = Vec::new();
    for action in actions {
        if !seen.contains(&action) {
            seen.push(action);
        }
    }
    seen.truncate(SHOWN);
    seen.into_iter().map(|action| help(action, effects)).collect()
}

fn help(action: Action, effects: &[ActionEffect]) -> Help {
    let ActionInfo { action, name, how, within_days } = action.info();
    let code = code(action);
    let effect = code.and_then(|code| effects.iter().find(|effect| effect.code == code));
    Help {
        action,
        name,
        how,
        within_days,
        code: code.map(str::to_owned),
        people: effect.map(|effect| effect.people),
        stayed: effect.map(|effect| effect.stayed),
        compared_stayed: effect.and_then(|effect| effect.compared_stayed),
        note: effect.is_none().then(|| Text::of("无足够数据", "Not enough data")),
    }
}
