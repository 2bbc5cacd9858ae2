//! The pure parts: names of figures, and what is hidden.

use kernel::Month;
use proptest::prelude::*;
use uuid::Uuid;

use super::figures::hidden;
use super::key::{Band, Cohort, FigureKey, MonthPart, NoSuchFigure, Slice, Span};

#[test]
fn every_figure_is_found_again_by_its_name() {
    let month = Month::of("2026-02-28".parse().unwrap());
    let mut keys = vec![
        FigureKey::Headcount,
        FigureKey::HiresThisMonth,
        FigureKey::LeaversThisMonth,
        FigureKey::Turnover(Slice::All),
        FigureKey::Turnover(Slice::Unit(Uuid::from_u128(7))),
        FigureKey::Turnover(Slice::Reason("pay".to_owned())),
        FigureKey::Month(month, MonthPart::Headcount),
        FigureKey::Month(month, MonthPart::Hires),
        FigureKey::Month(month, MonthPart::Exits),
        FigureKey::Month(month, MonthPart::VoluntaryExits),
        FigureKey::OpenAlerts,
        FigureKey::OpenCases,
        FigureKey::OverdueTasks,
        FigureKey::CycleTime,
        FigureKey::CycleLane("finance".to_owned()),
    ];
    keys.extend(Band::ALL.map(|band| FigureKey::Turnover(Slice::Tenure(band))));
    keys.extend(Cohort::ALL.into_iter().flat_map(|it| Span::ALL.map(|span| FigureKey::Retention(it, span))));
    for key in keys {
        assert_eq!(key.to_string().parse(), Ok(key));
    }
}

#[test]
fn a_name_that_nobody_gave_finds_nothing() {
    for name in ["", "headcounts", "months.2026-13.hires", "months.2026-01", "retention.with_raise.3m"] {
        assert_eq!(name.parse::<FigureKey>(), Err(NoSuchFigure), "{name}");
    }
}

proptest! {
    #[test]
    fn no_group_below_five_is_shown_and_none_can_be_worked_out_from_the_total(sizes in prop::collection::vec(0_u32..40, 0..9)) {
        let numbers: Vec<f64> = sizes.iter().copied().map(f64::from).collect();
        let hidden = hidden(&numbers);
        let kept: Vec<u32> = sizes.iter().zip(&hidden).filter(|(_, why)| why.is_some()).map(|(size, _)| *size).collect();
        for (size, why) in sizes.iter().zip(&hidden) {
            prop_assert!(why.is_some() || *size == 0 || *size >= 5);
        }
        // What the total minus the shown groups tells is a sum of at least five people, or of everybody there is.
        let shown: u32 = sizes.iter().sum::<u32>() - kept.iter().sum::<u32>();
        prop_assert!(kept.is_empty() || kept.iter().sum::<u32>() >= 5 || shown == 0);
    }
}
