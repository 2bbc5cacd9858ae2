//! The data files are whole: no overlap, no float, every row readable.

use kernel::DateRange;

use crate::{Parameters, data};

fn law() -> &'static Parameters {
    Parameters::builtin().unwrap()
}

#[test]
fn the_data_inside_the_binary_can_be_read() {
    assert!(law().rows().len() > 100);
}

#[test]
fn every_file_of_the_folder_is_carried_inside_the_binary() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let other = ["places.toml", "exits.toml", "README.md"].contains(&name.as_str());
        assert!(other || data::VALUES.iter().any(|(listed, _)| *listed == name), "{name} is not listed in data.rs");
    }
}

#[test]
fn no_two_rows_of_one_id_and_place_share_a_day() {
    let rows = law().rows();
    let ranges: Vec<DateRange> = rows.iter().map(|row| row.range().unwrap()).collect();
    for (i, a) in rows.iter().enumerate() {
        for (j, b) in rows.iter().enumerate().skip(i + 1) {
            let related = a.jurisdiction == b.jurisdiction
                && (a.is_called(&b.id) || b.is_called(&a.id) || a.also.iter().any(|id| b.is_called(id)));
            assert!(!related || !ranges[i].overlaps(ranges[j]), "{} {} {} / {}", a.id, a.jurisdiction, a.from, b.from);
        }
    }
}

#[test]
fn every_row_stands_for_a_listed_place_and_names_its_source() {
    for row in law().rows() {
        assert!(law().places().rows().iter().any(|place| place.code == row.jurisdiction), "{}", row.jurisdiction);
        assert!(!row.citation.instrument.is_empty() && !row.name_zh.is_empty() && !row.unit.is_empty(), "{}", row.id);
        assert!(row.verified_on >= "2026-11-21".parse().unwrap(), "{}", row.id);
    }
}

#[test]
fn no_value_holds_a_float() {
    fn has_float(value: &toml::Value) -> bool {
        match value {
            toml::Value::Float(_) | toml::Value::Datetime(_) => true,
            toml::Value::Array(items) => items.iter().any(has_float),
            toml::Value::Table(table) => table.iter().any(|(_, item)| has_float(item)),
            _ => false,
        }
    }
    for row in law().rows() {
        assert!(!has_float(&row.value), "{} {}", row.id, row.from);
    }
}

#[test]
fn every_plain_amount_reads_as_money() {
    for row in law().rows().iter().filter(|row| row.unit.starts_with("CNY") && row.value.is_str()) {
        assert!(row.money().is_ok(), "{} {}", row.id, row.from);
    }
}

#[test]
fn places_are_listed_once_and_their_parents_too() {
    let places = law().places().rows();
    for place in places {
        assert_eq!(places.iter().filter(|other| other.code == place.code).count(), 1, "{}", place.code);
        let parent = place.code.rsplit_once('-').map_or("CN", |(parent, _)| parent);
        assert!(places.iter().any(|other| other.code == parent), "{}", place.code);
    }
}

#[test]
fn no_spelling_of_a_place_means_two_places() {
    for place in law().places().rows() {
        let spellings = place.also.iter().chain([&place.code, &place.name_zh]);
        for spelling in spellings {
            assert_eq!(law().place(spelling).unwrap().code(), place.code, "{spelling}");
        }
    }
}
