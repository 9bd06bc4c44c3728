//! The measurements of speed on small files: well-formed lines, the exit status they ask for, and files left as they were.

use crate::support::Company;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use throughline_core::demo::{self, Size};
use throughline_core::settings::country::Country;

fn bench(small: &Path, large: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_throughline-cli"))
        .args(["bench", "--runs", "1"])
        .args([small, large])
        .output()
        .unwrap()
}

#[test]
fn every_work_gives_its_line_and_the_files_stay_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (small, large) = (folder.path().join("small.throughline"), folder.path().join("large.throughline"));
    drop(demo::create(&small, "test", &[Country::India], Size::Small, 1).unwrap());
    std::fs::copy(&small, &large).unwrap();
    let before = std::fs::read(&large).unwrap();
    let output = bench(&small, &large);
    let lines: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(lines.len() > 50, "{} lines; {}", lines.len(), String::from_utf8_lossy(&output.stderr));
    for line in &lines {
        assert!(line["work"].is_string() && line["holds"].is_boolean(), "{line}");
        if line["mib"].is_null() {
            assert!(line["small_ms"].is_number() && line["large_ms"].is_number(), "{line}");
            assert!(line["ratio"].is_number() && line["limit_ms"].is_number(), "{line}");
        }
    }
    let saves: Vec<&Value> = lines.iter().filter(|line| line["fsyncs"].is_number()).collect();
    assert_eq!(saves.len(), 4);
    assert!(saves.iter().all(|save| save["fsyncs"] == 1), "{saves:?}");
    // Debug builds are slow, so lines may well not hold; the status says so.
    let all_hold = lines.iter().all(|line| line["holds"] == true);
    assert_eq!(output.status.code(), Some(i32::from(!all_hold)));
    assert_eq!(std::fs::read(&large).unwrap(), before);
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("bench"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_file_without_customers_is_refused_with_the_cure() {
    let company = Company::india();
    let path = company.path();
    drop(company.core);
    let output = bench(&path, &path);
    assert_eq!(output.status.code(), Some(1));
    let error: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert!(error["error"]["message"].as_str().unwrap().contains("throughline-cli demo"), "{error}");
}
