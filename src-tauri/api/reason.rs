//! Why a value of a request does not fit, in plain words: what serde says speaks of the program's own types.

/// Most characters of a value that an answer repeats.
const ECHO_MAX: usize = 60;

/// What serde says of a value, in plain words.
pub(super) fn plain(reason: &str) -> String {
    let misfit = reason.strip_prefix("invalid type: ").or_else(|| reason.strip_prefix("invalid value: "));
    if let Some((found, wanted)) = misfit.and_then(|said| said.rsplit_once(", expected ")) {
        return format!("{} is expected, and this is {}", expected(wanted), sent(found));
    }
    let variant = reason.strip_prefix("unknown variant `").and_then(|said| said.rsplit_once("`, expected "));
    if let Some((found, choice)) = variant {
        let choice = choice.trim_start_matches("one of ").replace(" or ", ", ").replace('`', "");
        return format!("“{}” is none of: {choice}", echo(found));
    }
    if reason.starts_with("data did not match any variant") {
        return "it has none of the forms that are known".to_owned();
    }
    echo(reason)
}

/// A text as it is repeated to whoever sent it.
pub(super) fn echo(text: &str) -> String {
    match text.char_indices().nth(ECHO_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn expected(wanted: &str) -> &str {
    match wanted {
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, 0 or more,",
        "f32" | "f64" => "a number",
        "a string" => "a text",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "string or map" => "a word",
        "a map" | "map with a single key" => "an object with fields",
        _ if wanted.starts_with("struct ") || wanted.starts_with("internally tagged enum ") => {
            "an object with fields"
        }
        _ if wanted.starts_with("enum ") => "a word",
        _ if wanted.starts_with("a tuple ") => "a list",
        own => own,
    }
}

fn sent(found: &str) -> String {
    let quoted = |kind: &str| found.strip_prefix(kind).map(|value| echo(value.trim_matches(['`', '"'])));
    match found {
        "map" => "an object".to_owned(),
        "sequence" => "a list".to_owned(),
        "null" => "null".to_owned(),
        _ => quoted("string ")
            .map(|text| format!("the text “{text}”"))
            .or_else(|| {
                quoted("integer ").or_else(|| quoted("floating point ")).map(|n| format!("the number {n}"))
            })
            .or_else(|| quoted("boolean "))
            .unwrap_or_else(|| echo(found)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misfit_is_told_in_plain_words() {
        for (reason, told) in [
            (
                r#"invalid type: string "x", expected i64"#,
                "a whole number is expected, and this is the text “x”",
            ),
            (
                "invalid value: integer `-1`, expected u32",
                "a whole number, 0 or more, is expected, and this is the number -1",
            ),
            (
                "invalid type: floating point `1.5`, expected i64",
                "a whole number is expected, and this is the number 1.5",
            ),
            ("invalid type: map, expected a string", "a text is expected, and this is an object"),
            (
                "invalid type: sequence, expected struct ActivityChange",
                "an object with fields is expected, and this is a list",
            ),
            ("invalid type: boolean `true`, expected a sequence", "a list is expected, and this is true"),
            ("invalid type: null, expected a boolean", "true or false is expected, and this is null"),
            ("unknown variant `boss`, expected one of `a`, `b`, `c`", "“boss” is none of: a, b, c"),
            ("unknown variant `boss`, expected `a` or `b`", "“boss” is none of: a, b"),
            (
                "invalid type: string \"30\", expected a whole number without quotes, like 30",
                "a whole number without quotes, like 30 is expected, and this is the text “30”",
            ),
        ] {
            assert_eq!(plain(reason), told, "{reason}");
        }
        let long = format!("invalid type: string \"{}\", expected i64", "x".repeat(5_000));
        assert!(plain(&long).chars().count() < 130, "{}", plain(&long));
    }
}
