//! What never becomes a feature.

use crate::Error;

/// Words for protected attributes (sex, age, origin, household registration, politics, marriage, pregnancy, children,
/// health, belief, union, citizenship) and for protected conduct (statutory leave, claims, complaints, inspection,
/// arbitration, strikes). A key that holds one of them as a whole word, or as neighbouring words, is refused.
pub const PROTECTED: &[&str] = &[
    "sex",
    "gender",
    "male",
    "female",
    "age",
    "birth",
    "birthday",
    "birthdate",
    "dob",
    "born",
    "ethnicity",
    "ethnic",
    "race",
    "racial",
    "nation",
    "nationality",
    "native",
    "hukou",
    "household_registration",
    "huji",
    "political",
    "politics",
    "party_member",
    "party_membership",
    "marriage",
    "marital",
    "married",
    "divorced",
    "spouse",
    "pregnancy",
    "pregnant",
    "maternity",
    "paternity",
    "parental",
    "childcare",
    "breastfeeding",
    "child",
    "children",
    "family_status",
    "family_size",
    "family_members",
    "fertility",
    "disability",
    "disabled",
    "handicap",
    "health",
    "medical",
    "sick",
    "sickness",
    "sick_leave",
    "illness",
    "disease",
    "injury",
    "religion",
    "religious",
    "belief",
    "faith",
    "union",
    "citizen",
    "citizenship",
    "immigration",
    "annual_leave",
    "marriage_leave",
    "bereavement",
    "bereavement_leave",
    "home_visit_leave",
    "statutory_leave",
    "complaint",
    "complaints",
    "grievance",
    "petition",
    "whistleblower",
    "whistleblowing",
    "whistle",
    "labour_inspection",
    "labor_inspection",
    "arbitration",
    "lawsuit",
    "litigation",
    "dispute",
    "legal_advice",
    "statutory_claim",
    "strike",
    "sexual",
    "genetic",
];

/// Refuses a key that names a protected attribute or protected conduct, and one not written in `a-z`, `0-9`, `_`.
pub fn check_key(key: &str) -> Result<(), Error> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if key.is_empty() || !key.chars().all(plain) {
        return Err(Error::BadKey(key.to_owned()));
    }
    // Digits belong to no word: `age2` and `sex_1` must not slip through.
    let words: Vec<&str> =
        key.split(|c: char| c == '_' || c.is_ascii_digit()).filter(|word| !word.is_empty()).collect();
    for protected in PROTECTED {
        let parts: Vec<&str> = protected.split('_').collect();
        if words.windows(parts.len()).any(|window| window == parts.as_slice()) {
            return Err(Error::Protected { key: key.to_owned(), word: protected });
        }
    }
    Ok(())
}
