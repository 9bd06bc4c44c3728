//! Ids of records: UUID version 7 (RFC 9562), so that ids made later sort later and two laptops never make the same one.

use std::sync::Mutex;
use uuid::Uuid;

/// A source of the random part of an id.
pub trait IdSource: Send + Sync {
    /// Ten random bytes.
    fn random(&self) -> [u8; 10];
}

/// Randomness of the operating system.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemIds;

impl IdSource for SystemIds {
    fn random(&self) -> [u8; 10] {
        let mut bytes = [0_u8; 10];
        // Without the system's randomness, zeros would still be unique through time and counter on one device.
        let _ = getrandom::fill(&mut bytes);
        bytes
    }
}

/// A repeatable sequence: for tests and demo companies. The same seed gives the same ids.
#[derive(Debug)]
pub struct SeededIds(Mutex<(u64, u64)>);

impl SeededIds {
    /// A sequence that is decided by `seed` alone.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new((seed, 0)))
    }
}

impl IdSource for SeededIds {
    fn random(&self) -> [u8; 10] {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        state.1 += 1;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&state.0.to_le_bytes());
        hasher.update(&state.1.to_le_bytes());
        let mut bytes = [0_u8; 10];
        hasher.finalize_xof().fill(&mut bytes);
        bytes
    }
}

/// Makes the id number `counter` of a transaction that began at `now_ms`.
///
/// The counter fills the first twelve random bits, so ids of one transaction sort in the order in which they were made.
#[must_use]
pub fn make(now_ms: i64, counter: u32, mut random: [u8; 10]) -> Uuid {
    let [_, _, high, low] = counter.to_be_bytes();
    random[0] = high & 0x0f;
    random[1] = low;
    let ms = u64::try_from(now_ms).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid()
}

/// True when `text` has the canonical form of an id (36 characters, lower case, with hyphens).
#[must_use]
pub fn is_id(text: &str) -> bool {
    Uuid::try_parse(text).is_ok_and(|id| id.as_hyphenated().to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_transaction_sort_in_their_order() {
        let source = SeededIds::new(7);
        let ids: Vec<String> =
            (0..300).map(|n| make(1_790_000_000_000, n, source.random()).to_string()).collect();
        let mut sorted = ids.clone();
        sorted.sort();
        assert_eq!(ids, sorted);
        assert!(ids.iter().all(|id| is_id(id)));
    }

    #[test]
    fn the_same_seed_gives_the_same_ids() {
        let (a, b) = (SeededIds::new(3), SeededIds::new(3));
        assert_eq!(a.random(), b.random());
        assert_ne!(a.random(), SeededIds::new(4).random());
    }
}
