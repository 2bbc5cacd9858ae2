//! Each rule goes red on a small tree that breaks it, and stays quiet on its mended twin.

use super::*;

const ARCHITECTURE: &str = "\
# House
<!-- tidy: crates -->
| crate | floor | what | never | builds on |
|---|---|---|---|---|
| `kernel` | 0 | ground | HR | nothing |
| `law` | 1 | law | floats | `kernel` |
| `access` | 1 | rights | SQL | `kernel` |
| `testkit` | tool | tests | – | `kernel` |

<!-- tidy: homes -->
| library | only in | why |
|---|---|---|
| `sea-orm` | `storage` | one home for SQL |

<!-- tidy: words -->
| crates | never says | because |
|---|---|---|
| `law` | `f64`, `1.0`, `std::fs` | the law is exact |

<!-- tidy: rooms -->
| room | what |
|---|---|
| `people` | persons |
| `flows` | work |
";
const KERNEL: (&str, &str) = ("crates/kernel/Cargo.toml", "package.name = 'kernel'");
const ACCESS: (&str, &str) =
    ("crates/access/Cargo.toml", "package.name = 'access'\ndependencies.kernel.workspace = true");
const TESTKIT: (&str, &str) =
    ("crates/testkit/Cargo.toml", "package.name = 'testkit'\ndependencies.kernel.workspace = true");

fn house(law_manifest: &str) -> Tree {
    Tree::of(&[("ARCHITECTURE.md", ARCHITECTURE), KERNEL, ACCESS, TESTKIT, ("crates/law/Cargo.toml", law_manifest)])
}

fn messages(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.message.as_str()).collect()
}

fn law_saying(source: &str) -> Vec<Finding> {
    architecture::words_never_said(&Tree::of(&[("ARCHITECTURE.md", ARCHITECTURE), ("crates/law/src/lib.rs", source)]))
}

fn services(files: &[(&str, &str)]) -> Tree {
    let rooms = [
        ("ARCHITECTURE.md", ARCHITECTURE),
        ("crates/services/src/lib.rs", "mod app; pub mod people; pub mod flows;"),
        ("crates/services/src/people/mod.rs", "mod commands;"),
        ("crates/services/src/flows.rs", ""),
    ];
    Tree::of(&rooms.iter().chain(files).copied().collect::<Vec<_>>())
}

#[test]
fn a_file_of_601_lines_is_too_long_and_one_of_600_is_not() {
    let tree =
        |lines| Tree::of(&[("crates/law/src/tax.rs", &"//\n".repeat(lines)), ("docs/long.md", &"x\n".repeat(900))]);
    assert_eq!(limits::file_length(&tree(600)), []);
    assert_eq!(limits::file_length(&tree(601)).len(), 1);
}

#[test]
fn a_function_of_71_lines_is_too_long_wherever_it_stands() {
    let source = |body: usize| {
        let function = format!("fn long() {{\n{}}}", "    call();\n".repeat(body));
        format!("/// Doc.\n{function}\nstruct S;\nimpl S {{ {function} }}\nmod inner {{ trait T {{ {function} }} }}")
    };
    let findings = |body| limits::function_length(&Tree::of(&[("crates/law/src/tax.rs", &source(body))]));
    assert_eq!(findings(68), []);
    assert_eq!(findings(69).len(), 3);
    assert_eq!(findings(69)[0].message, "`long` has 71 lines, 70 are allowed");
}

#[test]
fn a_module_named_after_nothing_is_found_as_file_folder_and_inline() {
    let tree = Tree::of(&[
        ("crates/law/src/utils.rs", ""),
        ("web/src/common/date.ts", ""),
        ("crates/law/src/tax.rs", "mod helpers { }"),
        ("crates/law/src/commonwealth.rs", ""),
    ]);
    let paths: Vec<String> = limits::module_names(&tree).into_iter().map(|finding| finding.path).collect();
    assert_eq!(paths, ["crates/law/src/utils.rs", "web/src/common/date.ts", "crates/law/src/tax.rs"]);
}

#[test]
fn unfinished_work_is_found_inside_macros_and_comments_too() {
    let later = ["// TO", "DO later"].concat();
    let macros =
        format!("fn f() {{ vec![{}!()]; {}!(1); }}\nfn g() {{ let todo = \"todo!()\"; }}\n{later}", "todo", "dbg");
    let lines: Vec<usize> =
        limits::unfinished(&Tree::of(&[("a.rs", &macros)])).iter().map(|found| found.line).collect();
    assert_eq!(lines, [1, 1, 3]);
}

#[test]
fn the_crate_table_follows_the_manifests() {
    let good = "package.name = 'law'\ndependencies.kernel.workspace = true\ndev-dependencies.testkit.workspace = true";
    assert_eq!(architecture::crate_table(&house(good)), []);
    let unused = house("package.name = 'law'");
    assert_eq!(messages(&architecture::crate_table(&unused)), ["`law` does not build on `kernel`"]);
    let renamed = house("package.name = 'labour-law'\ndependencies.kernel.workspace = true");
    assert_eq!(
        messages(&architecture::crate_table(&renamed)),
        ["`labour-law` is missing in the crate table of ARCHITECTURE.md", "there is no crate `law`"]
    );
}

#[test]
fn pure_crates_stand_beside_each_other_and_tests_may_not_climb_either() {
    let sideways = "package.name = 'law'\n[dependencies]\nkernel = {}\naccess = {}";
    assert_eq!(
        messages(&architecture::crate_table(&house(sideways))),
        [
            "`law` builds on `access`, which ARCHITECTURE.md does not say: a new edge needs an ADR",
            "`law` may not know `access`: edges go down at least one floor"
        ]
    );
    let in_tests = "package.name = 'law'\n[dependencies]\nkernel = {}\n[dev-dependencies]\naccess = {}";
    assert_eq!(
        messages(&architecture::crate_table(&house(in_tests))),
        ["`law` may not know `access`: edges go down at least one floor"]
    );
    let ships_the_testkit = "package.name = 'law'\n[dependencies]\nkernel = {}\ntestkit = {}";
    assert_eq!(architecture::crate_table(&house(ships_the_testkit)).len(), 2);
}

#[test]
fn a_library_outside_its_home_is_found_under_another_name_and_for_one_platform_too() {
    let plain = house("package.name = 'law'\ndependencies.sea-orm = '2'");
    let message = "`law` may not know `sea-orm`: one home for SQL";
    assert_eq!(messages(&architecture::homes_of_libraries(&plain)), [message]);
    let hidden = house("package.name = 'law'\n[target.'cfg(unix)'.dependencies]\norm = { package = 'sea-orm' }");
    assert_eq!(messages(&architecture::homes_of_libraries(&hidden)), [message]);
}

#[test]
fn a_word_that_a_crate_never_says_is_found_in_code_but_not_in_comments_or_tests() {
    assert_eq!(law_saying("/// Not f64.\nfn f() -> i64 { 1 } // f64\n#[cfg(test)] mod tests { fn g(x: f64) {} }"), []);
    assert_eq!(
        law_saying("fn f(x: f64) {}\nconst RATE: R = r(0.75);\nuse std::{fs::read, io};\nfn g() { std::fs::read(p); }")
            .len(),
        4
    );
}

#[test]
fn a_room_calls_only_rooms_above_it() {
    let down = services(&[("crates/services/src/flows/start.rs", "use crate::{people::Person, Context};")]);
    assert_eq!(rooms::order_of_rooms(&down), []);
    let up = services(&[("crates/services/src/people/hire.rs", "fn f() { crate::flows::start(); }")]);
    let message = "`people` may not call `flows`, which stands after it: react to an event instead";
    assert_eq!(messages(&rooms::order_of_rooms(&up)), [message]);
    let hallway = services(&[("crates/services/src/app.rs", "use crate::people::Person;")]);
    let message = "`app` serves all rooms and may call none, not `people`";
    assert_eq!(messages(&rooms::order_of_rooms(&hallway)), [message]);
    let unlisted = services(&[("crates/services/src/lib.rs", "pub mod people; pub mod flows; pub mod alerts;")]);
    assert_eq!(
        messages(&rooms::order_of_rooms(&unlisted)),
        ["room `alerts` is missing in the list of rooms in ARCHITECTURE.md"]
    );
}

#[test]
fn a_room_shows_its_face_and_nothing_behind_it() {
    assert_eq!(rooms::faces_of_rooms(&services(&[])), []);
    let open = services(&[("crates/services/src/flows/mod.rs", "pub mod commands;\n#[cfg(test)] pub mod tests;")]);
    assert_eq!(
        messages(&rooms::faces_of_rooms(&open)),
        ["`flows` keeps `commands` private and re-exports what others may call"]
    );
}

#[test]
fn a_public_item_of_a_pure_crate_without_words_is_found() {
    let source = "\
        //! Tax.\n/// Rate.\npub struct Rate { /// Fen.\n pub fen: i64, pub day: i64, hidden: i64 }\n\
        impl Rate { pub fn new() {} fn inner() {} }\n/// Kind.\npub enum Kind { A }\npub(crate) fn free() {}\n\
        pub(super) struct Hidden; impl Hidden { pub fn free() {} }\n\
        #[cfg(test)] mod tests { pub fn g() {} }\npub mod told; pub mod silent;";
    let tree = Tree::of(&[
        ("ARCHITECTURE.md", ARCHITECTURE),
        ("crates/law/src/lib.rs", source),
        ("crates/law/src/told.rs", "//! Words."),
        ("crates/law/src/silent.rs", "fn f() {}"),
        ("crates/storage/src/lib.rs", "pub fn free() {}"),
    ]);
    let found = docs::public_items(&tree);
    let named: Vec<&str> = found.iter().filter_map(|finding| finding.message.split('`').nth(1)).collect();
    assert_eq!(named, ["day", "new", "A", "silent"]);
}

#[test]
fn a_text_missing_or_empty_in_one_language_is_found() {
    let tree = Tree::of(&[
        ("web/src/locales/zh-CN/people.json", r#"{"title": "人员", "hire": {"button": "入职"}}"#),
        ("web/src/locales/en/people.json", r#"{"title": "People", "hire": {"button": " "}, "extra": "Extra"}"#),
    ]);
    assert_eq!(messages(&locales::complete(&tree)), ["no text for `people.hire.button`", "no text for `people.extra`"]);
}

#[test]
fn a_label_without_a_field_and_a_field_without_a_label_are_found() {
    let row = r#"#[derive(Record)] #[record(name = "leave", timeline)] struct Model {
        #[field(class = "system", id)] id: Uuid,
        #[field(class = "absence")] first_day: Date,
        #[field(searchable, class = "health", refers_to = "catalogue:leave_kind")] kind: String,
    }"#;
    let tree = Tree::of(&[
        ("crates/storage/src/rows/leave.rs", row),
        ("web/src/locales/en/records.json", r#"{"leave.kind": "Kind", "leave.colour": "Colour"}"#),
    ]);
    assert_eq!(
        messages(&locales::labels_of_records(&tree)),
        [
            "no label `leave.first_day`, which crates/storage/src/rows/leave.rs declares",
            "no record declares `leave.colour`"
        ]
    );
}

#[test]
fn an_optional_package_without_an_entry_and_a_named_registry_are_found() {
    let lock = |extra: &str| {
        let text = format!(
            r#"{{"packages": {{"": {{}},
                "node_modules/biome": {{"optionalDependencies": {{"biome-linux": "1", "biome-mac": "1"}}}},
                "node_modules/biome/node_modules/biome-linux": {{}}{extra}}}}}"#
        );
        locks::npm(&Tree::of(&[("web/package-lock.json", &text)]))
    };
    assert_eq!(messages(&lock("")), ["node_modules/biome wants biome-mac, which has no entry"]);
    assert_eq!(lock(r#", "node_modules/biome-mac": {}"#), []);
    let named = lock(r#", "node_modules/biome-mac": {"resolved": "https://mirror.example/biome-mac.tgz"}"#);
    assert_eq!(named.len(), 1);
}

#[test]
fn a_crate_from_elsewhere_is_found() {
    let lock =
        "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nsource = \"git+https://example.org/x\"";
    let found = locks::cargo(&Tree::of(&[("Cargo.lock", lock)]));
    assert_eq!(found.iter().map(|finding| finding.line).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let page = "[a](../README.md#start) [b](adr) [c](missing.md)\n[d](https://example.org/x) [e](#here)";
    let tree = Tree::of(&[("docs/page.md", page), ("README.md", ""), ("docs/adr/0001-x.md", "")]);
    assert_eq!(messages(&pages::links(&tree)), ["there is no missing.md"]);
}

#[test]
fn a_decision_outside_the_list_or_with_a_taken_number_is_found() {
    let list = "| [1](0001-a.md) | a |\n| [1](0001-b.md) | b |";
    let tree = Tree::of(&[
        ("docs/adr/README.md", list),
        ("docs/adr/0001-a.md", ""),
        ("docs/adr/0001-b.md", ""),
        ("docs/adr/0002-c.md", ""),
    ]);
    assert_eq!(
        messages(&pages::decisions(&tree)),
        ["has the number of docs/adr/0001-a.md", "is missing in docs/adr/README.md"]
    );
}

#[test]
fn a_path_of_one_machine_is_found_and_an_address_with_the_same_letters_is_not() {
    let home = ["/ro", "ot/"].concat();
    let text = format!("see {home}notes\nhttps://example.org{home}page\ncp \"{home}x\"\n$base{home}y");
    let found = places::of_one_machine(&Tree::of(&[("docs/a.md", &text)]));
    assert_eq!(found.iter().map(|finding| finding.line).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn an_exception_excuses_one_rule_in_one_file_and_may_not_outlive_its_need() {
    let long = "//\n".repeat(700);
    let list = |most: usize, path: &str| {
        format!("most = {most}\n[[exception]]\nrule = 'file-length'\npath = '{path}'\nreason = 'a table'")
    };
    let left = |list: &str| {
        let tree = Tree::of(&[("a.rs", &long), ("xtask/tidy-exceptions.toml", list)]);
        exceptions::apply(&tree, limits::file_length(&tree))
    };
    assert_eq!(left(&list(1, "a.rs")), []);
    assert_eq!(
        messages(&left(&list(2, "a.rs"))),
        ["1 exceptions, `most` says 2: the list may only shrink, and `most` with it"]
    );
    assert_eq!(left(&list(1, "b.rs")).len(), 2);
}
