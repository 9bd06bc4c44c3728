//! What must hold over all settings and the schema does not forbid.

use crate::store::integrity::Check;
use crate::store::number;
use rusqlite::Connection;

/// The integrity checks of this capability.
pub(crate) const CHECKS: &[Check] = &[("number_series_apart", number_series_apart)];

/// No two series of this device print the same numbers.
fn number_series_apart(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let all = number::series_in(conn)?;
    let mut problems = Vec::new();
    for (at, one) in all.iter().enumerate() {
        for other in all[at + 1..].iter().filter(|other| number::may_meet(one, other)) {
            problems.push(format!(
                "{} “{}” and {} “{}” print the same numbers",
                one.kind, one.pattern, other.kind, other.pattern
            ));
        }
    }
    Ok(problems)
}
