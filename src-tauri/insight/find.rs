//! Finding anything, each hit with its state and amount.

use crate::kernel::error::Result;
use crate::store::search::{self, SearchRequest, SearchResponse};
use crate::store::tx::Read;
use crate::support::knowledge;
use crate::{billing, crm, projects};
use std::collections::BTreeMap;

/// What was typed, among the records that the user may read.
///
/// # Errors
/// A failure of the file.
pub fn find(read: &Read<'_>, request: SearchRequest) -> Result<SearchResponse> {
    let asks = |kind: &str| request.kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|one| one == kind));
    let notes = if asks(knowledge::KIND) { knowledge::found(read, &request.q)? } else { Vec::new() };
    let mut found = search::find(read, request)?;
    let faces = billing::faces(read, &found.hits)?
        .into_iter()
        .chain(crm::faces(read, &found.hits)?)
        .chain(projects::faces(read, &found.hits)?);
    let mut by_id: BTreeMap<String, _> = faces.map(|face| (face.id.clone(), face)).collect();
    for hit in &mut found.hits {
        if let Some(face) = by_id.remove(&hit.id) {
            (hit.badge, hit.amount) = (face.badge, face.amount);
        }
    }
    found.hits.extend(notes);
    Ok(found)
}
