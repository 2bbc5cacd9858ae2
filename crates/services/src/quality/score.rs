//! The score of a company: what share of its records the rules do not fault, each rule by its weight. Pure.

use kernel::Text;

/// What is said beside every score.
pub(super) fn definition() -> Text {
    Text::of(
        "得分 = Σ（规则权重 × 合格率）÷ Σ 规则权重 × 100。合格率 = 未发现问题的记录数 ÷ 检查的记录数；没有可检查记录的规则不计入；已接受的例外不算问题。",
        "Score = Σ (weight of the rule × share that is right) ÷ Σ weights × 100. The share is of the records that the rule looked at; a rule with nothing to look at does not count; an accepted exception is no fault.",
    )
}

/// What one rule said of one company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) weight: u32,
    pub(super) checked: u32,
    pub(super) failed: u32,
}

/// The score in tenths: 987 is 98.7. `None` when nothing was looked at. A fault is never rounded away: less than
/// perfect is at most 99.9.
pub(super) fn tenths(parts: impl IntoIterator<Item = Part>) -> Option<i32> {
    const SCALE: i128 = 1_000_000_000;
    let (mut sum, mut weights, mut faulty) = (0_i128, 0_i128, false);
    for Part { weight, checked, failed } in parts.into_iter().filter(|part| part.checked > 0) {
        let right = i128::from(checked.saturating_sub(failed));
        sum += i128::from(weight) * right * SCALE / i128::from(checked);
        weights += i128::from(weight);
        faulty |= failed > 0;
    }
    if weights == 0 {
        return None;
    }
    let tenths = (sum * 1000 / weights + SCALE / 2) / SCALE;
    let most = if faulty { 999 } else { 1000 };
    i32::try_from(tenths).ok().map(|tenths| tenths.min(most))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn part(weight: u32, checked: u32, failed: u32) -> Part {
        Part { weight, checked, failed }
    }

    #[test]
    fn a_score_is_the_weighted_share_of_what_is_right() {
        // (3 × 90 % + 1 × 50 %) ÷ 4 = 80 %.
        assert_eq!(tenths([part(3, 100, 10), part(1, 10, 5)]), Some(800));
        assert_eq!(tenths([part(3, 100, 0), part(5, 0, 0)]), Some(1000), "nothing to look at does not count");
        assert_eq!(tenths([part(5, 0, 0)]), None);
        assert_eq!(tenths([part(1, 100_000, 1)]), Some(999), "one fault among many is seen");
    }

    proptest! {
        #[test]
        fn another_fault_never_raises_a_score(
            parts in prop::collection::vec((1_u32..6, 1_u32..5000, 0_u32..5000), 1..12),
            at in any::<prop::sample::Index>(),
        ) {
            let parts: Vec<Part> = parts.into_iter().map(|(w, c, f)| part(w, c, f.min(c))).collect();
            let mut worse = parts.clone();
            let hit = at.get(&parts);
            let index = parts.iter().position(|part| std::ptr::eq(part, hit)).unwrap();
            worse[index].failed = (worse[index].failed + 1).min(worse[index].checked);
            prop_assert!(tenths(worse.clone()) <= tenths(parts.clone()));
            prop_assert!((0..=1000).contains(&tenths(parts).unwrap()));
        }
    }
}
