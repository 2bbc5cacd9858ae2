//! A backup, and what it takes to come back from it.

use serde_json::{Value, json};

use crate::renhe::{renhe, run, well};

#[test]
fn a_backup_holds_no_secret_of_the_settings_and_a_restore_says_what_to_fill_in() {
    let (outside, old, new) = (testkit::data_folder(), testkit::data_folder(), testkit::data_folder());
    let backup = outside.path().join("backup");
    well(run(&mut renhe(old.path(), None, &["migrate"]), ""));
    // The key moves into the settings file, where a firm may keep it.
    let master = std::fs::read_to_string(old.path().join("master.key")).unwrap().trim().to_owned();
    std::fs::remove_file(old.path().join("master.key")).unwrap();
    let settings = format!("zone = \"Asia/Urumqi\"\nmaster_key = \"{master}\"\n");
    std::fs::write(old.path().join("renhe.toml"), settings).unwrap();
    well(run(&mut renhe(old.path(), None, &["backup", &backup.to_string_lossy()]), ""));
    for entry in std::fs::read_dir(&backup).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains(&master), "the master key is in the backup");
    }
    let copy = std::fs::read_to_string(backup.join("renhe.toml")).unwrap();
    assert!(copy.contains("Asia/Urumqi") && copy.contains("left out of this backup: master_key"), "{copy}");
    let mut restore = renhe(new.path(), None, &["restore", &backup.to_string_lossy(), "--json"]);
    let told: Value = serde_json::from_str(&well(run(restore.env("RENHE_MASTER_KEY", &master), ""))).unwrap();
    assert_eq!((&told["whole"], &told["left_out"]), (&json!(true), &json!(["master_key"])));
    // As long as the key is nowhere, the restored folder says so and opens nothing.
    let refused = run(&mut renhe(new.path(), None, &["doctor"]), "");
    assert!(!refused.status.success());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned() + &String::from_utf8_lossy(&refused.stdout);
    assert!(said.contains("master key"), "{said}");
}
