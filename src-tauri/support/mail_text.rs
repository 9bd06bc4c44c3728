//! The words of an e-mail: those of all its parts that are read in it, in their order. Of a part that is written in several ways it is the
//! plainest that says something; of HTML it is the words, with its lines.

use mail_parser::decoders::html::html_to_text;
use mail_parser::{Message, MessagePart, MimeHeaders as _, PartType};

/// Parts within parts that are looked into.
const DEPTH_MAX: usize = 20;
/// Tags between which nothing is read.
const UNSEEN: [&str; 4] = ["script", "style", "template", "title"];
/// Tags that begin a line, and after which one begins.
const BLOCKS: [&str; 30] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];
/// Stands among words where a line begins, unless one did just before.
const LINE: char = '\u{1e}';

/// The words of an e-mail.
pub(super) fn of(message: &Message<'_>) -> String {
    of_part(message, 0, DEPTH_MAX)
}

fn of_part(message: &Message<'_>, id: u32, depth: usize) -> String {
    // Attachments are listed in the order of their ids.
    let is_read = depth > 0 && message.attachments.binary_search(&id).is_err();
    let Some(part) = message.part(id).filter(|_| is_read) else { return String::new() };
    match &part.body {
        PartType::Text(words) => words.trim().to_owned(),
        PartType::Html(html) => plain(html),
        PartType::Multipart(ids) => {
            let parts = ids.iter().map(|id| of_part(message, *id, depth - 1));
            let mut said = parts.filter(|words| !words.is_empty());
            match is_alternative(part) {
                true => said.next().unwrap_or_default(),
                false => said.collect::<Vec<_>>().join("\n\n"),
            }
        }
        _ => String::new(),
    }
}

/// Whether the parts of a part say the same in several ways, the plainest first.
fn is_alternative(part: &MessagePart<'_>) -> bool {
    let subtype = part.content_type().and_then(|kind| kind.subtype());
    subtype.is_some_and(|subtype| subtype.eq_ignore_ascii_case("alternative"))
}

/// The words of HTML with a line for each of its blocks and at most one empty line between two.
fn plain(html: &str) -> String {
    let mut marked = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((words, tagged)) = rest.split_once('<') {
        marked.push_str(words);
        rest = beyond(tagged, &mut marked);
    }
    marked.push_str(rest);
    let text = html_to_text(&marked);
    let blocks = text.split(LINE).map(|block| block.trim_matches(' ')).filter(|block| !block.is_empty());
    // A break at the end of a block makes no line of its own.
    let blocks: Vec<&str> = blocks.map(|block| block.strip_suffix('\n').unwrap_or(block)).collect();
    let text = blocks.join("\n");
    let mut lines: Vec<&str> = Vec::new();
    for line in text.split('\n').map(str::trim) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// What comes after a tag that begins, or after what is not read; marks where it breaks the line.
fn beyond<'a>(tagged: &'a str, marked: &mut String) -> &'a str {
    if let Some(comment) = tagged.strip_prefix("!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    if !tagged.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
        marked.push_str("&lt;");
        return tagged;
    }
    let (tag, rest) = tagged.split_once('>').unwrap_or((tagged, ""));
    let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next();
    let name = name.unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "br" => marked.push_str("<br>"),
        "td" | "th" => marked.push(' '),
        unseen if UNSEEN.contains(&unseen) && !tag.starts_with('/') => return from_end(rest, unseen),
        block if BLOCKS.contains(&block) => marked.push(LINE),
        _ => {}
    }
    rest
}

/// What begins with the tag that ends one of a name; nothing where none does.
fn from_end<'a>(html: &'a str, name: &str) -> &'a str {
    let is_end = |at: usize| {
        let end = html.get(at + 2..at + 2 + name.len());
        end.is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    let end = html.match_indices("</").map(|(at, _)| at).find(|at| is_end(*at));
    end.and_then(|at| html.get(at..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn html_becomes_words_with_its_lines() {
        for (html, expected) in [
            (
                "<div dir=\"ltr\"><div>The printer is off</div>\n<div>since Monday</div><div><br></div><div>call 4711<br></div></div>",
                "The printer is off\nsince Monday\n\ncall 4711",
            ),
            (
                "Needed:<ul><li>toner</li><li>a <b>new</b> cable</li></ul>today",
                "Needed:\ntoner\na new cable\ntoday",
            ),
            (
                "<table class=\"x\"><tr><td>Order</td><td>4711</td></tr><tr><th>Times</th><td>22</td></tr></table>",
                "Order 4711\nTimes 22",
            ),
            (
                "<P CLASS=MsoNormal>One</P><p>&nbsp;</p><p><o:p>&nbsp;</o:p></p><p>Two &amp; three</p>",
                "One\n\nTwo & three",
            ),
            ("a<br clear=\"all\"><br/>b<BR>c", "a\n\nb\nc"),
            (
                "<head><title>Mail</title><style type=\"text/css\">p > a { color: red }</STYLE></head><!-- <p>no --><p>Yes</p>",
                "Yes",
            ),
            ("<!--[if !mso]><!--><p>For all</p><!--<![endif]-->", "For all"),
            ("1 < 2, I <3 it", "1 < 2, I <3 it"),
            ("cut <div", "cut"),
            ("<style>cut", ""),
            ("<pre>Käte\u{1e}é</pre>", "Käte\né"),
            ("", ""),
        ] {
            assert_eq!(plain(html), expected, "{html}");
        }
    }
}
