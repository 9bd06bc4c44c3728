//! The words the program is started with: at most one company file, as a double click on it passes.

use std::path::{Path, PathBuf};

/// The first argument that is no option, seen from the folder in which the program was started.
pub(super) fn company_file(
    arguments: impl IntoIterator<Item = impl AsRef<str>>,
    folder: impl AsRef<Path>,
) -> Option<PathBuf> {
    let named =
        arguments.into_iter().find(|word| !word.as_ref().is_empty() && !word.as_ref().starts_with('-'))?;
    Some(folder.as_ref().join(named.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_plain_word_is_the_file() {
        let check = |words: &[&str], expected: Option<&str>| {
            assert_eq!(company_file(words, "/home/owner"), expected.map(PathBuf::from), "{words:?}");
        };
        check(&[], None);
        check(&["--hidden", ""], None);
        check(&["firm.throughline"], Some("/home/owner/firm.throughline"));
        check(&["--x", "/mnt/firm.throughline", "other"], Some("/mnt/firm.throughline"));
    }
}
