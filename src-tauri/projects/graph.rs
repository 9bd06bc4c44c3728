//! What waits for what, as numbers: the order in which tasks can be done, circles among them, and the critical path.
//!
//! A task is critical when a day's delay of it delays the end of the whole. Its slack says how many working days it may be late
//! until then. Both are read off the plan as it stands: a task that begins later than it could still has only the slack that is left.

use std::collections::BTreeSet;

/// One task waits for another, both by their place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The task that comes first.
    pub before: usize,
    /// The task that waits for it.
    pub then: usize,
}

/// The tasks in an order in which each comes behind all that it waits for.
///
/// # Errors
/// The tasks that wait for each other in a circle, in its order.
pub fn order(count: usize, edges: &[Edge]) -> Result<Vec<usize>, Vec<usize>> {
    let mut waits = vec![0_usize; count];
    for edge in edges {
        if let Some(waiting) = waits.get_mut(edge.then) {
            *waiting += 1;
        }
    }
    let mut ready: BTreeSet<usize> = (0..count).filter(|at| waits[*at] == 0).collect();
    let mut ordered = Vec::with_capacity(count);
    while let Some(at) = ready.pop_first() {
        ordered.push(at);
        for edge in edges.iter().filter(|edge| edge.before == at) {
            waits[edge.then] -= 1;
            if waits[edge.then] == 0 {
                ready.insert(edge.then);
            }
        }
    }
    if ordered.len() == count { Ok(ordered) } else { Err(circle(&waits, edges)) }
}

/// A circle among the tasks that still wait: from any of them back along what it waits for, until one comes again.
fn circle(waits: &[usize], edges: &[Edge]) -> Vec<usize> {
    let mut way: Vec<usize> = Vec::new();
    let mut at = waits.iter().position(|waiting| *waiting > 0);
    while let Some(here) = at {
        if let Some(first) = way.iter().position(|seen| *seen == here) {
            let mut round = way.split_off(first);
            round.reverse();
            return round;
        }
        way.push(here);
        let held_by = edges.iter().find(|edge| edge.then == here && waits[edge.before] > 0);
        at = held_by.map(|edge| edge.before);
    }
    way
}

/// Everything that waits for a task, be it through others, in an order in which each comes behind what it waits for.
#[must_use]
pub fn dependants(count: usize, edges: &[Edge], of: usize) -> Vec<usize> {
    let Ok(ordered) = order(count, edges) else { return Vec::new() };
    let mut found = BTreeSet::from([of]);
    let mut rows = Vec::new();
    for at in ordered {
        if at != of && edges.iter().any(|edge| edge.then == at && found.contains(&edge.before)) {
            found.insert(at);
            rows.push(at);
        }
    }
    rows
}

/// A task in a plan, in working days: its first day, and the first one after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    /// The working day on which it begins.
    pub start: i64,
    /// The working day after its last.
    pub end: i64,
}

/// How many working days each task may be late until the whole is; `None` in the place of a task that stands on no day. A
/// task that waits for one that ends after it begins has none to lose: the plan says so by a number below zero.
#[must_use]
pub fn slack(bars: &[Option<Bar>], edges: &[Edge]) -> Vec<Option<i64>> {
    let finish = bars.iter().flatten().map(|bar| bar.end).max().unwrap_or_default();
    let mut latest = vec![finish; bars.len()];
    let Ok(ordered) = order(bars.len(), edges) else { return vec![None; bars.len()] };
    for at in ordered.into_iter().rev() {
        for edge in edges.iter().filter(|edge| edge.before == at) {
            // What stands on no day passes on what those behind it leave.
            let room = match bars[edge.then] {
                Some(bar) => latest[edge.then] - (bar.end - bar.start),
                None => latest[edge.then],
            };
            latest[at] = latest[at].min(room);
        }
    }
    bars.iter().zip(latest).map(|(bar, latest)| bar.map(|bar| latest - bar.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edge(before: usize, then: usize) -> Edge {
        Edge { before, then }
    }

    #[test]
    fn a_circle_is_named_in_its_order() {
        assert_eq!(order(3, &[edge(0, 1), edge(1, 2)]), Ok(vec![0, 1, 2]));
        let round = order(4, &[edge(0, 1), edge(1, 2), edge(2, 1), edge(2, 3)]).unwrap_err();
        assert!([vec![1, 2], vec![2, 1]].contains(&round), "{round:?}");
        assert_eq!(order(1, &[edge(0, 0)]), Err(vec![0]));
    }

    #[test]
    fn the_longest_way_has_no_slack() {
        // 0 and 1 follow each other; 2 stands beside them; 3 waits for both ways.
        let bar = |start, end| Some(Bar { start, end });
        let bars = [bar(0, 3), bar(3, 5), bar(0, 2), bar(5, 6), None];
        let edges = [edge(0, 1), edge(1, 3), edge(2, 3)];
        assert_eq!(slack(&bars, &edges), [Some(0), Some(0), Some(3), Some(0), None]);
    }

    /// A plan without circles, in which each task begins once all that it waits for are over, or later.
    fn plan() -> impl Strategy<Value = (Vec<Bar>, Vec<Edge>)> {
        (1_usize..9).prop_flat_map(|count| {
            let tasks = prop::collection::vec((0_i64..4, 1_i64..5), count);
            let links = prop::collection::vec((0..count, 0..count), 0..14);
            (tasks, links).prop_map(|(tasks, links)| {
                let edges: Vec<Edge> = links
                    .into_iter()
                    .filter(|(one, other)| one != other)
                    .map(|(one, other)| edge(one.min(other), one.max(other)))
                    .collect();
                let mut bars: Vec<Bar> = Vec::new();
                for (at, (gap, days)) in tasks.into_iter().enumerate() {
                    let before =
                        edges.iter().filter(|edge| edge.then == at).map(|edge| bars[edge.before].end);
                    let start = before.max().unwrap_or_default() + gap;
                    bars.push(Bar { start, end: start + days });
                }
                (bars, edges)
            })
        })
    }

    /// When the whole ends if one task is late: those behind it give way no further than they must.
    fn end_when_late(bars: &[Bar], edges: &[Edge], late: usize, days: i64) -> i64 {
        let mut moved = bars.to_vec();
        for at in 0..moved.len() {
            let before = edges.iter().filter(|edge| edge.then == at).map(|edge| moved[edge.before].end).max();
            let length = moved[at].end - moved[at].start;
            let delay = if at == late { days } else { 0 };
            let start = (bars[at].start + delay).max(before.unwrap_or_default());
            moved[at] = Bar { start, end: start + length };
        }
        moved.iter().map(|bar| bar.end).max().unwrap()
    }

    proptest! {
        #[test]
        fn slack_is_exactly_how_late_a_task_may_be((bars, edges) in plan()) {
            let end = bars.iter().map(|bar| bar.end).max().unwrap();
            let found = slack(&bars.iter().copied().map(Some).collect::<Vec<_>>(), &edges);
            for (at, slack) in found.into_iter().enumerate() {
                let slack = slack.unwrap();
                prop_assert!(slack >= 0);
                prop_assert_eq!(end_when_late(&bars, &edges, at, slack), end);
                prop_assert_eq!(end_when_late(&bars, &edges, at, slack + 1), end + 1);
            }
        }

        #[test]
        fn whatever_waits_comes_behind((_, edges) in plan()) {
            let count = edges.iter().map(|edge| edge.then + 1).max().unwrap_or(1);
            let ordered = order(count, &edges).unwrap();
            let place = |task: usize| ordered.iter().position(|at| *at == task).unwrap();
            for edge in &edges {
                prop_assert!(place(edge.before) < place(edge.then));
                prop_assert!(dependants(count, &edges, edge.before).contains(&edge.then));
            }
        }
    }
}
