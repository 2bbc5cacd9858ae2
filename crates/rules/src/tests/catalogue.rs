//! The catalogues, the guard and the headings of foreign tables.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::features::Feature;
use crate::{Action, ProtectedSignal, SignalKey, UnknownSignal, UsableSignal, columns, guard, guard_names};

fn refused(names: &[&str]) -> Option<(ProtectedSignal, String)> {
    guard_names(names.iter().copied()).err().map(|refusal| (refusal.signal, refusal.article.en.into_owned()))
}

#[test]
fn every_signal_has_one_key_and_complete_texts() {
    let mut keys = BTreeSet::new();
    for signal in UsableSignal::ALL {
        let info = signal.info();
        assert!(keys.insert(info.key), "{}", info.key);
        assert!(![&info.name, &info.source, &info.purpose].iter().any(|text| text.incomplete()));
        assert!(info.retention_months > 0);
        assert_eq!(serde_json::to_value(signal).unwrap(), info.key);
    }
    for signal in ProtectedSignal::ALL {
        let info = signal.info();
        assert!(keys.insert(info.key), "{}", info.key);
        assert!(![&info.name, &info.article, &info.kept_for].iter().any(|text| text.incomplete()));
        assert_eq!(serde_json::to_value(signal).unwrap(), info.key);
    }
}

#[test]
fn a_protected_key_does_not_become_a_usable_signal() {
    for signal in ProtectedSignal::ALL {
        let key = SignalKey::parse(signal.info().key).unwrap();
        assert_eq!(key, SignalKey::Protected(signal));
        assert!(serde_json::from_value::<UsableSignal>(signal.info().key.into()).is_err());
        assert!(guard(&[SignalKey::Usable(UsableSignal::PayChange), key]).is_err());
    }
    assert_eq!(SignalKey::parse("horoscope"), Err(UnknownSignal("horoscope".into())));
}

#[test]
fn the_refusal_names_the_article() {
    let article = |key: &str| refused(&["pay_change", key]).unwrap().1;
    assert!(article("sick_leave").contains("Labour Contract Law art. 42"));
    assert!(article("maternity_leave").contains("Female Employees art. 5"));
    assert!(article("arbitration").contains("art. 77"));
    assert!(article("union_work").contains("Trade Union Law art. 53"));
    assert!(article("whistle_blowing").contains("art. 79"));
    assert!(article("hearsay").contains("PIPL art. 8"));
    let problem = kernel::Problem::from(guard_names(["sick_leave"]).unwrap_err());
    assert_eq!(problem.code, "rules.protected_signal");
    assert!(problem.article.unwrap().contains("劳动合同法"));
}

#[test]
fn usable_signals_pass_the_guard() {
    let all: Vec<SignalKey> = UsableSignal::ALL.into_iter().map(SignalKey::Usable).collect();
    assert_eq!(guard(&all), Ok(()));
    assert_eq!(guard_names(UsableSignal::ALL.map(|signal| signal.info().key)), Ok(()));
}

#[test]
fn protected_columns_of_public_tables_are_recognised() {
    let expected = [
        ("Age", ProtectedSignal::Age),
        ("Gender", ProtectedSignal::Sex),
        ("MaritalStatus", ProtectedSignal::MaritalStatus),
        ("Over18", ProtectedSignal::Age),
        ("RaceDesc", ProtectedSignal::Ethnicity),
        ("DOB", ProtectedSignal::Age),
        ("Absences", ProtectedSignal::UnspecifiedAbsence),
        ("Work_accident", ProtectedSignal::WorkInjury),
        ("Body mass index", ProtectedSignal::Health),
        ("性别", ProtectedSignal::Sex),
        ("出生日期", ProtectedSignal::Age),
        ("病假天数（天）", ProtectedSignal::SickLeave),
        (" 户口所在地 ", ProtectedSignal::HouseholdRegistration),
        ("劳动仲裁", ProtectedSignal::Arbitration),
        ("工会会员身份", ProtectedSignal::UnionMembership),
    ];
    for (heading, signal) in expected {
        assert_eq!(columns::protected(heading), Some(signal), "{heading}");
    }
}

#[test]
fn harmless_columns_are_left_alone() {
    let harmless = [
        "MonthlyIncome",
        "PackageLevel",
        "Stage",
        "Average monthly hours",
        "Manager",
        "Language",
        "Usage",
        "Position",
        "权重",
        "部门",
        "岗位",
        "入职日期",
        "事假天数",
        "绩效得分",
        "OverTime",
        "YearsAtCompany",
        "客户投诉数",
    ];
    for heading in harmless {
        assert_eq!(columns::protected(heading), None, "{heading}");
    }
    assert_eq!(guard_names(harmless), Ok(()));
}

#[test]
fn every_feature_has_its_own_column_its_key_and_usable_inputs() {
    for (column, feature) in Feature::ALL.into_iter().enumerate() {
        let meta = feature.meta();
        assert_eq!((feature.column(), meta.feature), (column, feature));
        assert_eq!(serde_json::to_value(feature).unwrap(), meta.key);
        assert_eq!(Feature::parse(meta.key), Some(feature));
        assert!(!meta.inputs.is_empty() && !meta.helps.is_empty());
        let inputs: Vec<SignalKey> = meta.inputs.iter().copied().map(SignalKey::Usable).collect();
        assert_eq!(guard(&inputs), Ok(()));
        assert_eq!(columns::protected(meta.key), None, "no feature looks like a protected column");
    }
}

#[test]
fn every_action_is_named_and_has_a_time() {
    for action in Action::ALL {
        let info = action.info();
        assert!(!info.name.incomplete() && !info.how.incomplete() && info.within_days > 0);
    }
}

proptest! {
    /// However a protected heading is written, it is found.
    #[test]
    fn case_blanks_and_marks_hide_nothing(which in 0_usize..ProtectedSignal::ALL.len(), upper: bool, mark in prop::sample::select(vec![" ", "_", "-", ""])) {
        let signal = ProtectedSignal::ALL[which];
        let key = signal.info().key.replace('_', mark);
        let heading = if upper { key.to_uppercase() } else { key };
        prop_assert_eq!(columns::protected(&heading), Some(signal), "{}", heading);
    }
}
