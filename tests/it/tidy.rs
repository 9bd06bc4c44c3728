//! The invariants of ARCHITECTURE.md that a compiler cannot hold.

use crate::support::Company;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use throughline_core::api::{self, bindings};
use throughline_core::kernel::message;
use throughline_core::settings::country::Country;
use throughline_core::store::registry::{Class, TABLES};
use throughline_core::store::triggers;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file below `folder` with its path from the root and its text.
fn sources(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn code_of(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn sql_stands_only_where_it_belongs() {
    let homes = ["src-tauri/store/", "/store.rs", "/store/", "/projections.rs", "/checks.rs"];
    for (name, text) in sources("src-tauri", "rs") {
        if homes.iter().any(|home| name.contains(home)) {
            continue;
        }
        for word in
            ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", ".prepare(", ".prepare_cached(", ".execute("]
        {
            assert!(!code_of(&text).contains(word), "{name} contains {word:?}");
        }
    }
}

/// SQLite writes a view that joins out whole, every row of it, where it stands on the right of a `LEFT JOIN`; one of a single table
/// is looked up by its key.
#[test]
fn what_stands_to_the_right_of_a_left_join_is_looked_up() {
    let company = Company::new(Country::India);
    let conn = company.core.file().reader();
    let mut names = BTreeSet::new();
    for (_, text) in sources("src-tauri", "rs") {
        names.extend(text.split("LEFT JOIN v_").skip(1).map(|rest| {
            let word = rest.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_');
            format!("v_{}", word.collect::<String>())
        }));
    }
    assert!(names.len() > 5, "{names:?}");
    for name in names {
        let find = "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = ?1";
        let view: String = conn.query_row(find, [&name], |row| row.get(0)).unwrap();
        assert!(!view.contains("JOIN") && !view.contains("UNION"), "{view}");
    }
}

/// The tables that stand behind one of `words` in the statements of a text.
fn tables_after(words: &[&str], code: &str) -> BTreeSet<String> {
    words
        .iter()
        .flat_map(|word| code.split(word).skip(1))
        .map(|rest| {
            let rest = rest.trim_start_matches(['\\', '"']);
            rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect()
        })
        .collect()
}

/// For every table the folders whose statements name it behind one of `words`.
fn folders_of_tables(words: &[&str]) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut folders: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (name, text) in sources("src-tauri", "rs") {
        let folder = name.split('/').nth(1).unwrap().to_owned();
        let named = tables_after(words, &code_of(&text));
        for table in TABLES.iter().filter(|table| named.contains(table.name)) {
            folders.entry(table.name).or_default().insert(folder.clone());
        }
    }
    folders
}

fn writers() -> BTreeMap<&'static str, BTreeSet<String>> {
    folders_of_tables(&["INSERT INTO ", "UPDATE ", "DELETE FROM "])
}

#[test]
fn a_capability_reads_others_through_their_views() {
    let readers = folders_of_tables(&["FROM ", "JOIN "]);
    assert!(readers.len() > 50, "statements are not recognised any more: {readers:?}");
    let mut own = writers();
    own.retain(|_, folders| folders.len() == 1);
    for (table, owners) in &own {
        let owner = owners.first().unwrap();
        // The foundation serves all; what it keeps is read with its own words or as records.
        let strangers: Vec<&String> = readers
            .get(table)
            .into_iter()
            .flatten()
            .filter(|folder| *folder != owner && owner != "store" && *folder != "store")
            .collect();
        assert!(
            strangers.is_empty(),
            "{table} of {owner} is read by {strangers:?}; give it a view v_{owner}_…"
        );
    }
}

#[test]
fn a_capability_writes_its_own_tables_alone() {
    let writers = writers();
    assert!(writers.len() > 50, "statements are not recognised any more: {writers:?}");
    // Search is made of rows of every capability, each its own kinds; whoever makes a file opens its log; the foundation
    // notifies, and the inbox marks what was read.
    let shared = ["search_row", "log_head", "notification"];
    for (table, folders) in writers.iter().filter(|(table, _)| !shared.contains(table)) {
        assert_eq!(folders.len(), 1, "{table} is written by {folders:?}");
    }
    for projection in api::PROJECTIONS.iter().filter(|projection| projection.table == "search_row") {
        assert!(projection.insert.contains("search_rowid("), "{}", projection.insert);
    }
}

#[test]
fn the_core_knows_no_window_and_money_knows_no_floats() {
    for (name, text) in sources("src-tauri", "rs") {
        let code = code_of(&text);
        let host = name.starts_with("src-tauri/shell/")
            || matches!(name.as_str(), "src-tauri/main.rs" | "src-tauri/build.rs");
        assert!(host || !code.contains("tauri::"), "{name} mentions Tauri");
        let exact = ["kernel", "catalogue", "billing", "crm", "settings", "calc"];
        if exact.iter().any(|folder| name.starts_with(&format!("src-tauri/{folder}/"))) {
            assert!(!code.contains("f64") && !code.contains("f32"), "{name} uses floating point");
        }
        if name.starts_with("src-tauri/kernel/") {
            for foreign in [
                "crate::store",
                "crate::api",
                "crate::crm",
                "crate::billing",
                "rusqlite",
                "std::fs",
                "std::net",
            ] {
                assert!(!code.contains(foreign), "{name} knows {foreign}");
            }
        }
    }
}

#[test]
fn files_stay_readable() {
    for folder in ["src-tauri", "tests/it"] {
        for (name, text) in sources(folder, "rs") {
            let lines = text.lines().count();
            assert!(lines <= 560, "{name} has {lines} lines; split it by noun");
        }
    }
}

#[test]
fn every_table_has_one_class_and_its_triggers() {
    let company = Company::india();
    let conn = company.core.file().reader();
    let mut statement = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search_row_*' \
                 AND name NOT GLOB 'time_note_*'")
        .unwrap();
    let stored: BTreeSet<String> =
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let registered: BTreeSet<String> = TABLES.iter().map(|table| table.name.to_owned()).collect();
    assert_eq!(stored, registered);
    assert_eq!(registered.len(), TABLES.len(), "a table stands twice in the registry");
    for table in TABLES {
        let columns: Vec<(String, String)> = conn
            .prepare("SELECT name, type FROM pragma_table_info(?1)")
            .unwrap()
            .query_map([table.name], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        if table.is_logged() {
            assert!(columns.iter().any(|(name, _)| name == "id"), "{} has no id", table.name);
            for (name, kind) in &columns {
                assert!(matches!(kind.as_str(), "INTEGER" | "TEXT"), "{}.{name} is {kind}", table.name);
            }
            for sql in triggers::statements(&conn, table).unwrap() {
                let name = sql.split_whitespace().nth(2).unwrap();
                let stored: String = conn
                    .query_row(
                        "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1",
                        [name],
                        |row| row.get(0),
                    )
                    .unwrap_or_else(|_| panic!("trigger {name} is missing"));
                assert_eq!(stored, sql);
            }
        }
        let deletable = columns.iter().any(|(name, _)| name == "deleted_at");
        match table.class {
            Class::Record => assert!(deletable, "{} is a record without deleted_at", table.name),
            Class::Fact => assert!(!deletable, "{} is a fact with deleted_at", table.name),
            _ => {}
        }
        if !table.record_column.is_empty() {
            assert!(
                columns.iter().any(|(name, _)| name == table.record_column),
                "{}.{}",
                table.name,
                table.record_column
            );
        }
    }
}

#[test]
fn only_ids_and_numbers_are_unique() {
    for (name, text) in sources("migrations", "sql") {
        for line in text.lines().filter(|line| line.contains("UNIQUE")) {
            let allowed = (line.trim_start().starts_with("id ") && line.contains("TEXT NOT NULL UNIQUE"))
                || line.contains("(series_id, period, no)");
            assert!(allowed, "{name}: {line}");
        }
    }
    for (name, text) in sources("src-tauri", "rs") {
        assert!(!code_of(&text).contains("INSERT OR REPLACE"), "{name}");
    }
}

#[test]
fn every_message_of_the_core_is_in_the_catalogue() {
    let known = message::catalogue();
    for (id, pattern) in known {
        let pattern = pattern.as_str().unwrap();
        assert!(
            !pattern.contains(", plural") && !pattern.contains(", select"),
            "{id}: plain placeholders only"
        );
        assert!(!pattern.contains('\''), "{id}: ICU reads an apostrophe as a quote; write ’");
    }
    let mut used = BTreeSet::new();
    for (_, text) in sources("src-tauri", "rs") {
        for prefix in ["\"error.", "\"warning."] {
            for (at, _) in code_of(&text).match_indices(prefix) {
                let code = code_of(&text);
                let rest = &code[at + 1..];
                used.insert(rest[..rest.find('"').unwrap()].to_owned());
            }
        }
    }
    for id in &used {
        assert!(message::exists(id), "{id} is not in ui/locales/en.core.json");
    }
    for id in known.keys().filter(|id| id.starts_with("error.") || id.starts_with("warning.")) {
        assert!(used.contains(id), "{id} is said nowhere");
    }
}

#[test]
fn every_command_has_a_permission_a_schema_and_a_name_of_two_words() {
    for command in api::COMMANDS.values() {
        assert_eq!(command.name.split('.').count(), 2, "{}", command.name);
        assert_eq!(command.permission.split('.').count(), 2, "{}", command.name);
        let schema = serde_json::to_value((command.request_schema)()).unwrap();
        assert_eq!(schema["additionalProperties"], false, "{} takes unknown fields", command.name);
    }
}

/// What is done without a word: what is read, and what the program does about notices.
const UNTOLD: [&str; 2] = ["inbox.read", "inbox.refresh"];

#[test]
fn every_write_has_words_that_say_it_was_done() {
    let words: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root().join("ui/locales/en.json")).unwrap()).unwrap();
    for command in api::COMMANDS.values().filter(|command| command.kind() == api::Kind::Write) {
        let id = format!("command.{}", command.name);
        assert!(
            UNTOLD.contains(&command.name) || words[&id].is_string(),
            "{id} is not in ui/locales/en.json"
        );
    }
}

#[test]
fn the_types_of_the_page_are_those_of_the_program() {
    let path = root().join("ui/src/host/generated.ts");
    let written = bindings::typescript();
    if std::env::var_os("WRITE_BINDINGS").is_some() {
        fs::write(&path, &written).unwrap();
    }
    // Not compared by assert_eq, which would print both files.
    assert!(fs::read_to_string(&path).unwrap_or_default() == written, "run script/bindings");
}
