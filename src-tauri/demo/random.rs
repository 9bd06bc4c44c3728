//! Repeatable chance: the same seed tells the same story on every machine.
//!
//! SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). It is no source of
//! secrets; nothing of a demo company is one.

/// A sequence of numbers that is decided by where it starts.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    /// The sequence of one part of the story; parts do not disturb each other, so that a later chapter can be added
    /// without changing an earlier one.
    pub(super) fn of(seed: u64, chapter: &str, number: u64) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&seed.to_le_bytes());
        hasher.update(chapter.as_bytes());
        hasher.update(&number.to_le_bytes());
        let mut start = [0_u8; 8];
        hasher.finalize_xof().fill(&mut start);
        Self(u64::from_le_bytes(start))
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `end` - 1; 0 when `end` is 0.
    pub(super) const fn below(&mut self, end: u64) -> u64 {
        if end == 0 { 0 } else { self.next() % end }
    }

    /// A number from `first` to `last`.
    pub(super) const fn between(&mut self, first: u64, last: u64) -> u64 {
        first + self.below(last.saturating_sub(first) + 1)
    }

    /// A place in a list of `len`.
    pub(super) fn place(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }

    /// One of a list.
    pub(super) fn one<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.place(list.len())]
    }

    /// True in `percent` of a hundred cases.
    pub(super) const fn happens(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}
