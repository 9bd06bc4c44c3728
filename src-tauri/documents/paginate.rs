//! Which rows of a table stand on which page.
//!
//! Rows never split, but a very high one comes as several parts, and each counts as a row here. A page
//! that goes on overleaf keeps one row for *Carried forward*; the page with the totals keeps at least
//! two rows beside them, because totals alone on a sheet prove nothing.

use std::ops::Range;

use super::units::Length;

/// Heights that decide where pages end, in micro-points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// First row on the first page.
    pub first_top: Length,
    /// First row on later pages, below running head, table head and *Brought forward*.
    pub later_top: Length,
    /// Height of *Carried forward*.
    pub carry: Length,
    /// Last place for *Carried forward*.
    pub carry_end: Length,
    /// Height of everything that must stay below the last row.
    pub closing: Length,
    /// Last place for the closing part.
    pub body_end: Length,
}

/// Rows of each page; the last range is followed by the closing part when `closing_fits`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pagination {
    /// Rows of each page, first to last; at least one page.
    pub pages: Vec<Range<usize>>,
    /// False when the closing part must go to a page of its own.
    pub closing_fits: bool,
}

/// Distributes rows over pages.
pub(crate) fn paginate(heights: &[Length], room: Room) -> Pagination {
    let mut pages = Vec::new();
    let mut start = 0;
    loop {
        let top = if start == 0 { room.first_top } else { room.later_top };
        let rest: Length = heights.iter().skip(start).sum();
        if top + rest + room.closing <= room.body_end {
            pages.push(start..heights.len());
            return Pagination { pages, closing_fits: true };
        }
        let space = room.carry_end - room.carry - top;
        let left = heights.len() - start;
        let fitting = fitting_rows(heights, start, space);
        if fitting == left && left <= 2 && start > 0 {
            // Two rows and the closing part are higher than a page: the closing part stands alone.
            pages.push(start..heights.len());
            return Pagination { pages, closing_fits: false };
        }
        // Two rows stay for the page with the closing part, as long as this page keeps one.
        let taken = fitting.min(left.saturating_sub(2)).max(1).min(left);
        let taken = if start == 0 && heights.len() <= 2 { 0 } else { taken };
        pages.push(start..start + taken);
        start += taken;
        if taken == 0 {
            return without_first_page(heights, room, pages);
        }
        if start >= heights.len() {
            return Pagination { pages, closing_fits: false };
        }
    }
}

/// One or two rows that do not fit the first page with the closing part: they open the second.
fn without_first_page(heights: &[Length], room: Room, mut pages: Vec<Range<usize>>) -> Pagination {
    let all: Length = heights.iter().sum();
    let closing_fits = room.later_top + all + room.closing <= room.body_end;
    if closing_fits {
        pages.push(0..heights.len());
    } else {
        pages = std::iter::once(0..heights.len()).collect();
    }
    Pagination { pages, closing_fits }
}

/// Rows from `start` that fit a space, at least one so that every page makes progress.
fn fitting_rows(heights: &[Length], start: usize, space: Length) -> usize {
    let mut used = 0;
    let rows = heights.iter().skip(start).take_while(|height| {
        used += **height;
        used <= space
    });
    rows.count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: usize, closing: Length, expected: &[(usize, usize)], closing_fits: bool) {
        let room = Room { first_top: 50, later_top: 20, carry: 10, carry_end: 100, closing, body_end: 110 };
        let heights = vec![10; rows];
        let pagination = paginate(&heights, room);
        let pages: Vec<_> = pagination.pages.iter().map(|rows| (rows.start, rows.end)).collect();
        assert_eq!(pages, expected, "{rows} rows, closing {closing}");
        assert_eq!(pagination.closing_fits, closing_fits, "{rows} rows, closing {closing}");
    }

    #[test]
    fn rows_are_distributed_with_the_closing_part_kept_company() {
        check(0, 30, &[(0, 0)], true);
        check(3, 30, &[(0, 3)], true);
        // Four rows fit the page, but not with the closing part: two move with it.
        check(4, 30, &[(0, 2), (2, 4)], true);
        check(10, 30, &[(0, 4), (4, 10)], true);
        // Nine rows would fit page two without the closing part; two go on to page three.
        check(11, 30, &[(0, 4), (4, 9), (9, 11)], true);
        // A closing part that is nearly a page high still takes two rows with it.
        check(5, 70, &[(0, 3), (3, 5)], true);
        // One that is a page high stands alone.
        check(5, 90, &[(0, 3), (3, 5)], false);
        check(2, 60, &[(0, 0), (0, 2)], true);
    }
}
