//! What each rule looks at. Pure: facts in, faults out.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike as _, Days};
use documents::identifiers;
use kernel::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use super::book::{Book, Line, Texts};
use super::rules::Check;

/// A record that a rule faults.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub(super) record: &'static str,
    pub(super) record_id: Uuid,
    pub(super) person: Option<Uuid>,
    pub(super) entity: Option<Uuid>,
    /// What is wrong; never the value itself.
    pub(super) detail: Option<Value>,
}

/// What a rule found.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Looked {
    /// Records looked at, by company.
    pub(super) checked: BTreeMap<Option<Uuid>, u32>,
    pub(super) faults: Vec<Fault>,
}

impl Looked {
    /// Looks at lines: `None` means that the rule has nothing to say about one.
    fn at<'a>(
        lines: impl Iterator<Item = &'a Line>,
        judge: impl Fn(&Line) -> Option<Result<(), Option<Value>>>,
    ) -> Self {
        let mut looked = Self::default();
        for line in lines {
            let Some(verdict) = judge(line) else { continue };
            *looked.checked.entry(Some(line.entity)).or_default() += 1;
            if let Err(detail) = verdict {
                let (person, entity) = (Some(line.person), Some(line.entity));
                looked.faults.push(Fault { record: "employment", record_id: line.employment, person, entity, detail });
            }
        }
        looked
    }
}

/// Good, or wrong without more to say.
#[expect(clippy::unnecessary_wraps, reason = "it stands beside answers of none")]
const fn good(truth: bool) -> Option<Result<(), Option<Value>>> {
    Some(if truth { Ok(()) } else { Err(None) })
}

/// Kinds of employment without a labour contract.
const WITHOUT_CONTRACT: [&str; 2] = ["intern", "rehired_retiree"];

/// Looks at the book by one rule.
pub(super) fn look(check: &Check, book: &Book) -> Looked {
    let day = book.day;
    match check {
        Check::Missing { field } if field == "bank_account" => {
            Looked::at(book.present(), |line| good(line.texts.bank.is_some()))
        }
        Check::Missing { field } => Looked::at(book.lines.iter(), |line| {
            good(match field.as_str() {
                "identity_number" => line.texts.identity.is_some(),
                "phone" => line.texts.phone.is_some(),
                _ => true,
            })
        }),
        Check::IdentityFormat => Looked::at(book.lines.iter(), |line| {
            let number = resident(&line.texts)?;
            Some(identifiers::identity_number(&number).map(drop).map_err(|error| Some(json!({ "why": error.code() }))))
        }),
        Check::IdentityBirth => Looked::at(book.lines.iter(), |line| {
            let (born, _) = inside(&line.texts)?;
            let known: Date = line.texts.birth.as_ref()?.expose().parse().ok()?;
            good(born == known)
        }),
        Check::IdentitySex => Looked::at(book.lines.iter(), |line| {
            let (_, sex) = inside(&line.texts)?;
            good(line.texts.sex.as_ref()?.expose() == sex)
        }),
        Check::PhoneFormat => Looked::at(book.lines.iter(), |line| good(is_phone(line.texts.phone.as_ref()?.expose()))),
        Check::PhoneShared => Looked::at(book.lines.iter(), |line| {
            line.texts.phone.as_ref()?;
            good(!book.shared_phones.contains(&line.person))
        }),
        Check::BankChecksum => {
            Looked::at(book.lines.iter(), |line| good(luhn(&card(line.texts.bank.as_ref()?.expose())?)))
        }
        Check::ContractMissing { days } => Looked::at(book.present(), |line| {
            let wanted = !WITHOUT_CONTRACT.contains(&line.kind.as_str()) && line.hired_on + Days::new(*days) < day;
            let waited = (day - line.hired_on).num_days();
            wanted.then(|| if holds(line, day) { Ok(()) } else { Err(Some(json!({ "days": waited }))) })
        }),
        Check::FutureWithoutContract { days } => Looked::at(book.lines.iter(), |line| {
            let near = line.hired_on > day && line.hired_on <= day + Days::new(*days);
            let wanted = near && !WITHOUT_CONTRACT.contains(&line.kind.as_str());
            let comes = line.hired_on;
            wanted.then(|| if line.contracts.is_empty() { Err(Some(json!({ "day": comes }))) } else { Ok(()) })
        }),
        Check::NumberTwice => number_twice(book),
        Check::CodeStale => code_stale(book),
        Check::LevelUnmapped => Looked::at(book.present(), |line| {
            let level = line.assignment.as_ref()?.job_level.as_deref()?;
            if !book.mapped.has_standard() {
                return None;
            }
            let known = book.mapped.standard(line.entity, level).is_some();
            Some(if known { Ok(()) } else { Err(Some(json!({ "code": level }))) })
        }),
        Check::DuplicatePerson => {
            let paired: HashSet<Uuid> = book.pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
            Looked::at(book.lines.iter(), |line| good(!paired.contains(&line.person)))
        }
        Check::ManagerMissing | Check::ManagerGone | Check::ManagerCircular => managers(check, book),
        Check::UnitWithoutHead => units(book),
    }
}

/// The identity number, when it is one of a resident card: other documents are not judged by its standard.
fn resident(texts: &Texts) -> Option<String> {
    let number: String = texts.identity.as_ref()?.expose().chars().filter(|c| !c.is_whitespace()).collect();
    let body = number.get(..17)?;
    (number.len() == 18 && body.bytes().all(|b| b.is_ascii_digit())).then_some(number)
}

/// Birthday and sex as the identity number has them.
fn inside(texts: &Texts) -> Option<(Date, &'static str)> {
    let number = resident(texts)?;
    let (year, month, day) = (number[6..10].parse().ok()?, number[10..12].parse().ok()?, number[12..14].parse().ok()?);
    let odd = number[16..17].parse::<u32>().ok()? % 2 == 1;
    Some((Date::from_ymd_opt(year, month, day)?, if odd { "male" } else { "female" }))
}

/// A mobile number has 11 digits and begins with 1; all else is judged as a number with its area or country.
fn is_phone(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let mobile = digits.len() == 11 && digits.starts_with('1') && digits.bytes().all(|b| b.is_ascii_digit());
    mobile || identifiers::phone(text).is_ok()
}

/// The digits of a card of the common network; accounts of other kinds have no check digit.
fn card(text: &str) -> Option<Vec<u32>> {
    let digits: Option<Vec<u32>> = text.chars().filter(|c| !matches!(c, ' ' | '-')).map(|c| c.to_digit(10)).collect();
    digits.filter(|digits| (16..=19).contains(&digits.len()) && digits.starts_with(&[6, 2]))
}

/// The check digit of cards (ISO/IEC 7812).
fn luhn(digits: &[u32]) -> bool {
    let doubled = |at: usize, digit: u32| if at % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit };
    digits.iter().rev().enumerate().map(|(at, digit)| doubled(at, *digit)).sum::<u32>() % 10 == 0
}

fn holds(line: &Line, day: Date) -> bool {
    line.contracts.iter().any(|(from, until)| *from <= day && until.is_none_or(|until| day < until))
}

fn number_twice(book: &Book) -> Looked {
    let plain = |number: &str| number.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase();
    let mut owners: HashMap<String, HashSet<Uuid>> = HashMap::new();
    for line in &book.lines {
        owners.entry(plain(&line.number)).or_default().insert(line.person);
    }
    Looked::at(book.lines.iter(), |line| {
        let twice = owners.get(&plain(&line.number)).is_some_and(|owners| owners.len() > 1);
        Some(if twice { Err(Some(json!({ "number": line.number }))) } else { Ok(()) })
    })
}

fn code_stale(book: &Book) -> Looked {
    let fresh = |kind: &str, code: &str| {
        let mut items = book.codes.iter().filter(|item| item.kind == kind && item.code == code);
        items.any(|item| item.valid_from <= book.day && item.valid_until.is_none_or(|until| book.day < until))
    };
    Looked::at(book.lines.iter(), |line| {
        let hours = line.assignment.as_ref().map(|row| row.working_time.as_str());
        let stale = (!fresh("employment_kind", &line.kind)).then_some(line.kind.as_str());
        let stale = stale.or_else(|| hours.filter(|code| !fresh("working_time", code)));
        Some(stale.map_or(Ok(()), |code| Err(Some(json!({ "code": code })))))
    })
}

fn managers(check: &Check, book: &Book) -> Looked {
    let above: HashMap<Uuid, Uuid> =
        book.present().filter_map(|line| Some((line.person, line.assignment.as_ref()?.manager_id?))).collect();
    let present: HashSet<Uuid> = book.present().map(|line| line.person).collect();
    let heads: HashSet<Uuid> = book.units.iter().filter_map(|unit| unit.head_person_id).collect();
    Looked::at(book.present(), |line| {
        let manager = above.get(&line.person).copied();
        match check {
            Check::ManagerMissing => good(manager.is_some() || heads.contains(&line.person)),
            Check::ManagerGone => good(present.contains(&manager?)),
            _ => good(!comes_back(&above, line.person)),
        }
    })
}

/// Whether going up from manager to manager leads back to the person.
fn comes_back(above: &HashMap<Uuid, Uuid>, person: Uuid) -> bool {
    let (mut next, mut seen) = (above.get(&person).copied(), HashSet::new());
    while let Some(at) = next {
        if at == person {
            return true;
        }
        // A circle further up is the fault of those who stand in it.
        if !seen.insert(at) {
            return false;
        }
        next = above.get(&at).copied();
    }
    false
}

/// Units belong to no single company: they count for the group.
fn units(book: &Book) -> Looked {
    let present: HashSet<Uuid> = book.present().map(|line| line.person).collect();
    let peopled: HashSet<Uuid> =
        book.present().filter_map(|line| line.assignment.as_ref()).map(|row| row.unit_id).collect();
    let mut looked = Looked::default();
    for unit in book.units.iter().filter(|unit| peopled.contains(&unit.unit_id)) {
        *looked.checked.entry(None).or_default() += 1;
        if unit.head_person_id.is_none_or(|head| !present.contains(&head)) {
            looked.faults.push(Fault {
                record: "org_unit",
                record_id: unit.unit_id,
                person: None,
                entity: None,
                detail: Some(json!({ "unit": unit.name })),
            });
        }
    }
    looked
}

/// Months are counted by the calendar; used for the trend.
pub(super) fn month_key(day: Date) -> String {
    format!("{}-{:02}", day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use kernel::Sensitive;

    use super::*;

    fn with(identity: &str) -> Texts {
        Texts { identity: Some(Sensitive::new(identity.to_owned())), ..Texts::default() }
    }

    #[test]
    fn birthday_and_sex_are_read_out_of_a_resident_number_and_out_of_no_other_document() {
        // The example number printed in GB 11643-1999.
        assert_eq!(inside(&with("11010519491231002X")), Some(("1949-12-31".parse().unwrap(), "female")));
        assert_eq!(inside(&with("440524188001010014")), Some(("1880-01-01".parse().unwrap(), "male")));
        assert_eq!(inside(&with("E12345678")), None);
        assert_eq!(inside(&with("H0123456789012345A")), None);
    }

    #[test]
    fn a_card_number_is_judged_by_its_check_digit_and_an_account_of_another_kind_is_not() {
        // The worked example of ISO/IEC 7812.
        assert!(luhn(&[7, 9, 9, 2, 7, 3, 9, 8, 7, 1, 3]));
        assert!(!luhn(&[7, 9, 9, 2, 7, 3, 9, 8, 7, 1, 0]));
        // A test card of the network UnionPay.
        assert_eq!(card("6200 0000 0000 0005").map(|digits| luhn(&digits)), Some(true));
        assert_eq!(card("6200 0000 0000 0006").map(|digits| luhn(&digits)), Some(false));
        assert_eq!(card("9900001234567890123"), None);
    }

    #[test]
    fn a_circle_is_found_from_inside_and_not_from_below() {
        let id = Uuid::from_u128;
        let above = HashMap::from([(id(1), id(2)), (id(2), id(3)), (id(3), id(1)), (id(9), id(1))]);
        assert!([1, 2, 3].iter().all(|n| comes_back(&above, id(*n))));
        assert!(!comes_back(&above, id(9)));
    }

    #[test]
    fn phones_are_mobile_numbers_land_lines_or_international() {
        assert!(["13800138000", "138 0013 8000", "010-62345678", "+442079460000"].iter().all(|text| is_phone(text)));
        assert!(!["1380013800", "8000", "无"].iter().any(|text| is_phone(text)));
    }
}
