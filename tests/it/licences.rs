//! What the program is built from carries a licence that `deny.toml` allows, comes from a registry, and is nothing that is banned.
//!
//! `cargo deny` says more (advisories, withdrawn versions) and takes minutes to build; this is checked on every run.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The words in quotes of the list `key = [ … ]` in the section `[section]` of `deny.toml`.
fn listed(section: &str, key: &str) -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).unwrap();
    let (_, rest) = text.split_once(&format!("[{section}]")).unwrap();
    let (_, rest) = rest.split_once(&format!("\n{key} = [")).unwrap();
    let is_one_line = rest.lines().next().unwrap().contains(']');
    let (list, _) = rest.split_once(if is_one_line { "]" } else { "\n]" }).unwrap();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The libraries that nothing may bring in; those that one other library may wrap are left to `cargo deny`.
fn banned() -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).unwrap();
    let lines = text.lines().filter(|line| !line.contains("wrappers"));
    lines.filter_map(|line| Some(line.split_once("{ crate = \"")?.1.split_once('"')?.0.to_owned())).collect()
}

/// Whether an SPDX expression can be fulfilled with the allowed licences: AND binds tighter than OR (SPDX 2.3, annex D).
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words: Vec<&str> = spaced.split_whitespace().collect();
    words.reverse();
    let fulfilled = any_of(&mut words, allowed);
    assert!(words.is_empty(), "{expression} is no SPDX expression");
    fulfilled
}

fn any_of(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> bool {
    let mut fulfilled = all_of(words, allowed);
    while words.last() == Some(&"OR") {
        words.pop();
        fulfilled |= all_of(words, allowed);
    }
    fulfilled
}

fn all_of(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> bool {
    let mut fulfilled = one(words, allowed);
    while words.last() == Some(&"AND") {
        words.pop();
        fulfilled &= one(words, allowed);
    }
    fulfilled
}

fn one(words: &mut Vec<&str>, allowed: &BTreeSet<String>) -> bool {
    let word = words.pop().unwrap_or_default();
    if word == "(" {
        let fulfilled = any_of(words, allowed);
        assert_eq!(words.pop(), Some(")"));
        return fulfilled;
    }
    if words.last() == Some(&"WITH") {
        words.pop();
        let whole = format!("{word} WITH {}", words.pop().unwrap_or_default());
        return allowed.contains(&whole);
    }
    allowed.contains(word)
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    let allowed: BTreeSet<String> =
        ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned).into();
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT OR GPL-3.0-only", true),
        ("MIT AND GPL-3.0-only", false),
        ("GPL-3.0-only AND MIT OR Apache-2.0", true),
        ("(MIT OR GPL-3.0-only) AND Apache-2.0", true),
        ("GPL-3.0-only WITH LLVM-exception", false),
        ("Apache-2.0 WITH LLVM-exception AND MIT", true),
        ("MIT/Apache-2.0", true),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn every_library_has_an_allowed_licence_and_a_known_source() {
    let allowed: BTreeSet<String> = listed("licenses", "allow").into_iter().collect();
    assert!(allowed.contains("MIT") && !allowed.iter().any(|licence| licence.starts_with("GPL")));
    let banned = banned();
    assert!(banned.contains(&"tauri-plugin-shell".to_owned()), "{banned:?}");
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--locked", "--all-features"]);
    // What another system needs is not on this machine; it is checked where the program is built for it.
    let (arch, system) = (std::env::consts::ARCH, std::env::consts::OS);
    let here = |target: &String| target.starts_with(arch) && target.contains(system);
    if let Some(target) = listed("graph", "targets").into_iter().find(here) {
        command.args(["--filter-platform", &target]);
    }
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "{} packages", packages.len());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for package in packages.iter().filter(|package| !package["source"].is_null()) {
        let (name, licence, source) =
            (text(&package["name"]), text(&package["license"]), text(&package["source"]));
        assert!(is_allowed(&licence, &allowed), "{name} has the licence {licence:?}");
        assert!(source.starts_with("registry+"), "{name} comes from {source}");
        assert!(!banned.contains(&name), "{name} is banned");
    }
}
