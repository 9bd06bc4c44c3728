//! The name of a new company's file: the company's name as far as every common file system takes it, and never the name
//! of something that is there already.

use std::path::{Path, PathBuf};

/// The ending of company files.
pub const EXTENSION: &str = "throughline";

/// Longest file name without its ending; several file systems end at 255 bytes, and a letter may take four.
const LENGTH_MAX: usize = 50;

/// Names of devices that Windows refuses as file names, whatever their ending (Microsoft, "Naming Files, Paths, and
/// Namespaces").
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A path in `folder` at which nothing lies, named after the company: `NAME.throughline`, then `NAME 2.throughline`.
#[must_use]
pub(super) fn free_path(folder: &Path, company: &str) -> PathBuf {
    let stem = stem(company);
    (1_u32..)
        .map(|n| if n == 1 { stem.clone() } else { format!("{stem} {n}") })
        .map(|name| folder.join(format!("{name}.{EXTENSION}")))
        // Attachments and backups of a company that was moved away must not become those of the new one.
        .find(|path| {
            !path.exists() && ["files", "backups"].iter().all(|of| !path.with_extension(of).exists())
        })
        .unwrap_or_else(|| folder.join(format!("{stem}.{EXTENSION}")))
}

/// The path with the ending of company files, so that the file is found again by double click.
#[must_use]
pub fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(EXTENSION)) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(EXTENSION);
    PathBuf::from(name)
}

/// A name for a file that somebody else named: as `NAME.ending` on every common file system, and never a path.
#[must_use]
pub(super) fn file_name(given: &str) -> String {
    // Cleaned first: the dots of a path are no dots before an ending.
    let whole = clean(given);
    let (name, ending) = whole.rsplit_once('.').unwrap_or((&whole, ""));
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).take(10).collect();
    let name = plain(name);
    let name = if is_taken(&name) { "file" } else { &name };
    if ending.is_empty() { name.to_owned() } else { format!("{name}.{ending}") }
}

fn stem(company: &str) -> String {
    let name = plain(company);
    if is_taken(&name) { "Company".to_owned() } else { name }
}

/// Nothing, or the name of a device.
fn is_taken(name: &str) -> bool {
    name.is_empty() || DEVICES.contains(&name.to_lowercase().as_str())
}

/// At most [`LENGTH_MAX`] characters that every file system takes.
fn plain(given: &str) -> String {
    let cut: String = clean(given).chars().take(LENGTH_MAX).collect();
    cut.trim_matches(|c| c == '.' || c == ' ').to_owned()
}

fn clean(given: &str) -> String {
    let given = given.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { ' ' } else { c });
    let words = given.collect::<String>();
    let words: Vec<&str> = words.split_whitespace().collect();
    // A leading dot would hide the file, a trailing one is dropped by Windows.
    words.join(" ").trim_matches(|c| c == '.' || c == ' ').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_what_every_file_system_takes() {
        let check = |company: &str, expected: &str| assert_eq!(stem(company), expected, "{company:?}");
        check("Sample Traders", "Sample Traders");
        check("Sample/Traders: \"North\"", "Sample Traders North");
        check("../../etc/passwd", "etc passwd");
        check("..", "Company");
        check("CON", "Company");
        check(".hidden.", "hidden");
        check("किरण ट्रेडर्स", "किरण ट्रेडर्स");
        check(&"a".repeat(200), &"a".repeat(LENGTH_MAX));
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let long = "Purchase order 4711 - Kadamba Chambers, second floor.pdf";
        assert_eq!(file_name(long), "Purchase order 4711 - Kadamba Chambers, second flo.pdf");
        assert_eq!(file_name("com1.txt"), "file.txt");
    }

    #[test]
    fn what_is_there_is_never_taken() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        assert_eq!(free_path(folder.path(), "Firm"), path("Firm.throughline"));
        std::fs::write(path("Firm.throughline"), "").unwrap();
        assert_eq!(free_path(folder.path(), "Firm"), path("Firm 2.throughline"));
        std::fs::create_dir(path("Firm 2.files")).unwrap();
        assert_eq!(free_path(folder.path(), "Firm"), path("Firm 3.throughline"));
        std::fs::create_dir(path("Firm 3.backups")).unwrap();
        assert_eq!(free_path(folder.path(), "Firm"), path("Firm 4.throughline"));
    }

    #[test]
    fn a_file_of_a_record_is_saved_under_a_plain_name() {
        let check = |given: &str, expected: &str| assert_eq!(file_name(given), expected, "{given:?}");
        check("order 42.pdf", "order 42.pdf");
        check("../../etc/passwd", "etc passwd");
        check("C:\\temp\\x.p d f", "C temp x.pdf");
        check(".bashrc", "bashrc");
        check("CON.txt", "file.txt");
        check("plan", "plan");
        check("बिल.v2.xlsx", "बिल.v2.xlsx");
    }

    #[test]
    fn the_ending_is_added_once() {
        let check = |path: &str, expected: &str| {
            assert_eq!(with_ending(PathBuf::from(path)), PathBuf::from(expected))
        };
        check("/a/Firm", "/a/Firm.throughline");
        check("/a/Firm.throughline", "/a/Firm.throughline");
        check("/a/Firm.v2", "/a/Firm.v2.throughline");
    }
}
