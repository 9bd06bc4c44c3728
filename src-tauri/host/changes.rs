//! What changed, as a page hears it: across the opening of another file, and without gaps.

use crate::api::COMMANDS;
use crate::api::pipeline::Event;
use crate::store::registry;
use std::collections::BTreeSet;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// The changes since the page began to listen.
#[derive(Debug)]
pub struct Changes(Receiver<Event>);

impl Changes {
    pub(super) const fn new(receiver: Receiver<Event>) -> Self {
        Self(receiver)
    }

    /// The next change; `None` when the session has ended. A listener that was too slow is told that everything may
    /// have changed, since it cannot know what it missed.
    pub async fn next(&mut self) -> Option<Event> {
        match self.0.recv().await {
            Ok(event) => Some(event),
            Err(RecvError::Lagged(_)) => Some(Event { tags: every_tag(), seq: 0 }),
            Err(RecvError::Closed) => None,
        }
    }
}

/// Every tag that a page may keep something under: those that changes carry, and the nouns of the commands.
pub(super) fn every_tag() -> Vec<String> {
    let nouns = COMMANDS.keys().filter_map(|name| name.split('.').next());
    let tags: BTreeSet<&str> = registry::tags().into_iter().chain(nouns).collect();
    tags.into_iter().map(str::to_owned).collect()
}
