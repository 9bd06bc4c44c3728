//! Entries are found by the words of their notes, as everything else is by its words.

use super::{MINUTE, Work, id};
use serde_json::json;

fn note(work: &Work, note: &str) -> String {
    work.company.clock.advance(MINUTE);
    let entry = json!({ "date": "2026-11-16", "time": "15m", "on": work.on_project(), "note": note });
    id(&work.company.ok("time.log", entry))
}

/// The notes of what is found, in their order, which the sums agree with.
fn found(work: &Work, typed: &str) -> Vec<String> {
    let asked = json!({ "search": typed });
    let rows = work.company.ok("time.list", asked.clone())["rows"].as_array().unwrap().clone();
    let sums = work.company.ok("time.summary", asked);
    assert_eq!(sums["count"], json!(rows.len()), "{typed}");
    let mut notes: Vec<String> = rows.iter().map(|row| row["note"].as_str().unwrap().to_owned()).collect();
    notes.sort();
    notes
}

#[test]
fn notes_are_found_by_the_beginnings_of_their_words() {
    let work = Work::new();
    for text in ["Détecteur replaced", "Detectors ordered", "किरण को बताया", "", "Bay 12/B"]
    {
        note(&work, text);
    }
    for (typed, expected) in [
        ("detect", vec!["Detectors ordered", "Détecteur replaced"]),
        ("repl DETECTEUR", vec!["Détecteur replaced"]),
        ("किर", vec!["किरण को बताया"]),
        ("12b", vec![]),
        ("12/b", vec!["Bay 12/B"]),
        ("tector", vec![]),
        ("\"*", vec![]),
        // The project is found as before.
        ("camer", vec!["", "Bay 12/B", "Detectors ordered", "Détecteur replaced", "किरण को बताया"]),
    ] {
        assert_eq!(found(&work, typed), expected, "{typed}");
    }
    work.company.assert_sound();
}

#[test]
fn a_note_that_changes_goes_or_comes_back_is_found_as_it_is() {
    let work = Work::new();
    let entry = note(&work, "Ladder");
    let set = json!({ "id": entry, "version": 1, "set": { "note": "Scaffold" } });
    let changed = work.company.reply("time.update", set);
    assert_eq!((found(&work, "ladder"), found(&work, "scaffold")), (vec![], vec!["Scaffold".to_owned()]));
    work.company.ok("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    assert_eq!(found(&work, "ladder"), ["Ladder"]);
    let version = work.rows(json!({}))[0]["version"].clone();
    let gone = work.company.reply("time.delete", json!({ "id": entry, "version": version }));
    assert_eq!(found(&work, "ladder"), [""; 0]);
    work.company.ok("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    assert_eq!(found(&work, "ladder"), ["Ladder"]);
    work.company.assert_sound();
}

#[test]
fn what_is_searched_is_gathered_by_indexes() {
    let work = Work::new();
    note(&work, "Ladder");
    let file = work.company.core.file();
    let conn = file.reader();
    let sql = "EXPLAIN QUERY PLAN SELECT w.id FROM time_entry_row w CROSS JOIN time_entry e ON e.id = w.id \
               WHERE (w.subject_id IN (SELECT r.id FROM search_row s CROSS JOIN record r ON r.rid = s.rowid & 0xFFFFFFFFFF \
                        WHERE search_row MATCH '\"ladder\"*') \
                   OR w.id IN (SELECT e.id FROM time_note n CROSS JOIN time_entry e ON e.rid = n.rowid \
                        WHERE time_note MATCH '\"ladder\"*')) \
               ORDER BY w.work_date DESC, w.id DESC LIMIT 101";
    let mut statement = conn.prepare(sql).unwrap();
    let plan: Vec<String> =
        statement.query_map([], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
    let has = |step: &str| plan.iter().any(|one| one.contains(step));
    assert!(has("MULTI-INDEX OR") && has("time_entry_row_of_subject (subject_id=?)"), "{plan:#?}");
    assert!(
        has("SCAN n VIRTUAL TABLE INDEX") && has("sqlite_autoindex_time_entry_row_1 (id=?)"),
        "{plan:#?}"
    );
    assert!(!has("SCAN w") && !has("SCAN e"), "{plan:#?}");
}
