//! Mentions: `@Asha` or `@Asha Kulkarni` in what is written about an activity puts it into that user's inbox.

use crate::kernel::error::Result;
use crate::kernel::text;
use crate::settings::user::{self, Worker};
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::tx::Tx;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Tells everybody who is named in `texts`, except the user who wrote them. Who was told of this activity already is told
/// again only for another `part` of it.
pub(super) fn tell(tx: &Tx<'_>, activity_id: &str, part: &str, subject: &str, texts: &[&str]) -> Result<()> {
    if !texts.iter().any(|text| text.contains('@')) {
        return Ok(());
    }
    let workers = user::workers(tx.sql())?;
    let about = format!("mention:{activity_id}:{part}");
    let written_by = tx.actor();
    for worker in named(&workers, texts).filter(|worker| worker.id != written_by.user_id) {
        let params = Map::from_iter([
            ("actor".to_owned(), Value::from(written_by.name.clone())),
            ("subject".to_owned(), Value::from(subject)),
        ]);
        notification::tell(
            tx,
            &NewNotification {
                user_id: &worker.id,
                record_id: Some(activity_id),
                kind: NotificationKind::Mention,
                about: &about,
                message_id: "inbox.mention",
                params,
                due_ms: tx.now_ms(),
            },
        )?;
    }
    Ok(())
}

/// The users who are meant by what stands after an `@`.
fn named<'a>(workers: &'a [Worker], texts: &[&str]) -> impl Iterator<Item = &'a Worker> {
    let places = texts.iter().flat_map(|text| after_ats(text)).map(|rest| text::fold(&rest));
    let meant: BTreeSet<&str> =
        places.flat_map(|place| meant_by(&place, workers)).map(|worker| worker.id.as_str()).collect();
    workers.iter().filter(move |worker| meant.contains(worker.id.as_str()))
}

/// Whose whole name stands at a place, the longest of them; else whose first name, when nobody else has it.
fn meant_by<'a>(place: &str, workers: &'a [Worker]) -> Vec<&'a Worker> {
    let whole = |worker: &Worker| Some(text::fold(&worker.name)).filter(|name| begins(place, name));
    match workers.iter().filter_map(whole).map(|name| name.len()).max() {
        Some(longest) => {
            let is_meant = |worker: &&Worker| whole(worker).is_some_and(|name| name.len() == longest);
            workers.iter().filter(is_meant).collect()
        }
        None => {
            let called = |worker: &&Worker| begins(place, &first_name(&worker.name));
            Some(workers.iter().filter(called).collect())
                .filter(|called: &Vec<_>| called.len() == 1)
                .unwrap_or_default()
        }
    }
}

fn first_name(name: &str) -> String {
    text::fold(name.split_whitespace().next().unwrap_or_default())
}

/// What stands after each `@` that begins a word; one inside a word belongs to an e-mail address.
fn after_ats(text: &str) -> Vec<String> {
    let mut before = ' ';
    let mut found = Vec::new();
    for (at, letter) in text.char_indices() {
        if letter == '@' && !before.is_alphanumeric() {
            found.push(text[at + 1..].chars().take(text::LINE_MAX).collect());
        }
        before = letter;
    }
    found
}

/// Whether `place` begins with the words of `name`.
fn begins(place: &str, name: &str) -> bool {
    !name.is_empty()
        && place
            .strip_prefix(name)
            .is_some_and(|rest| rest.chars().next().is_none_or(|next| !next.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_named_as_they_are_called() {
        let workers: Vec<Worker> = ["Asha Kulkarni", "Rohan Patil", "Rohan Mehta", "Émile Zann"]
            .iter()
            .map(|name| Worker { id: (*name).to_owned(), name: (*name).to_owned() })
            .collect();
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = named(&workers, &[text]).map(|worker| worker.name.as_str()).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("@asha please call", &["Asha Kulkarni"]);
        check("see (@Asha Kulkarni), and @emile.", &["Asha Kulkarni", "Émile Zann"]);
        check("@Rohan could mean two", &[]);
        check("@Rohan Patil means one", &["Rohan Patil"]);
        check("@Ashamed", &[]);
        check("mail to asha@example.com or sales@asha", &[]);
        check("nobody", &[]);
        let workers: Vec<Worker> = ["Asha", "Asha Rao"]
            .iter()
            .map(|name| Worker { id: (*name).to_owned(), name: (*name).to_owned() })
            .collect();
        let meant =
            |text: &str| named(&workers, &[text]).map(|worker| worker.name.clone()).collect::<Vec<_>>();
        assert_eq!(meant("@Asha Rao, only for you"), ["Asha Rao"]);
        assert_eq!(meant("@Asha only for you"), ["Asha"]);
    }
}
