//! Declarations and database agree.

use storage::WriteContext;
use storage::rows::RECORDS;

use super::{on_both_engines, person};

on_both_engines! {
    async fn migrating_twice_changes_nothing(test: TestStore) {
        let person = person(&test.store, "Zhang");
        let mut work = test.store.begin(WriteContext::system("test")).await.unwrap();
        work.insert(person).await.unwrap();
        work.commit().await.unwrap();
        test.store.migrate().await.unwrap();
        assert_eq!(test.store.pending_migrations().await.unwrap(), 0);
        assert_eq!(test.store.audit_status().await.unwrap().size, 1);
    }

    async fn every_declared_field_is_a_column_and_every_column_is_declared(test: TestStore) {
        for record in RECORDS {
            let mut columns = test.store.columns(record.name).await.unwrap();
            let mut declared: Vec<String> = record.fields.iter().map(|field| field.name.to_owned()).collect();
            columns.sort();
            declared.sort();
            assert_eq!(columns, declared, "{}", record.name);
        }
    }

    async fn text_that_databases_stumble_over_survives(test: TestStore) {
        let name = "欧阳'\"%_\\ 𠮷 — ·买买提";
        let mut work = test.store.begin(WriteContext::system("test")).await.unwrap();
        let row = person(&test.store, name);
        work.insert(row.clone()).await.unwrap();
        work.commit().await.unwrap();
        let read = storage::query::Find::<storage::rows::Person>::by_id(&test.store.db(), row.id).await.unwrap();
        assert_eq!(read, Some(row));
    }
}

/// A record that is not in the list has no page, and a merge of two persons would pass its rows by.
#[test]
fn every_record_that_is_declared_is_in_the_list_of_records() {
    let rows = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rows");
    let mut declared = Vec::new();
    for file in std::fs::read_dir(rows).unwrap().flatten() {
        let source = std::fs::read_to_string(file.path()).unwrap();
        let names = source.split("#[record(name = \"").skip(1).filter_map(|rest| rest.split('"').next());
        declared.extend(names.map(str::to_owned));
    }
    let mut listed: Vec<&str> = RECORDS.iter().map(|record| record.name).collect();
    declared.sort_unstable();
    listed.sort_unstable();
    assert_eq!(declared, listed);
}
