//! Units: free words, with those that most firms use proposed, and the unit quantity codes that Indian returns know.
//!
//! Source of the codes: the list of the GST portal for the HSN summary of form GSTR-1 and of INV-01 (rule 46(i) of the CGST
//! Rules asks for "unit or Unique Quantity Code" on the invoice); what has no code of its own is `OTH`.

use crate::kernel::error::Result;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The unit quantity codes.
pub const UQC: [&str; 45] = [
    "BAG", "BAL", "BDL", "BKL", "BOU", "BOX", "BTL", "BUN", "CAN", "CBM", "CCM", "CMS", "CTN", "DOZ", "DRM",
    "GGK", "GMS", "GRS", "GYD", "KGS", "KLR", "KME", "LTR", "MLT", "MTR", "MTS", "NOS", "OTH", "PAC", "PCS",
    "PRS", "QTL", "ROL", "SET", "SQF", "SQM", "SQY", "TBS", "TGM", "THD", "TON", "TUB", "UGS", "UNT", "YDS",
];

/// Proposed units and their codes.
const PRESETS: [(&str, &str); 26] = [
    ("nos", "NOS"),
    ("pcs", "PCS"),
    ("hrs", "OTH"),
    ("days", "OTH"),
    ("months", "OTH"),
    ("years", "OTH"),
    ("visits", "OTH"),
    ("users", "OTH"),
    ("kg", "KGS"),
    ("g", "GMS"),
    ("quintal", "QTL"),
    ("t", "MTS"),
    ("l", "LTR"),
    ("ml", "MLT"),
    ("m", "MTR"),
    ("cm", "CMS"),
    ("km", "KME"),
    ("sq ft", "SQF"),
    ("sq m", "SQM"),
    ("cu m", "CBM"),
    ("box", "BOX"),
    ("pack", "PAC"),
    ("set", "SET"),
    ("pair", "PRS"),
    ("dozen", "DOZ"),
    ("roll", "ROL"),
];

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ItemUnitsRequest {}

/// What a form proposes for units.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ItemUnitsResponse {
    /// Proposed units; any other word is as good.
    pub units: Vec<UnitPreset>,
    /// All unit quantity codes.
    pub uqc: Vec<String>,
}

/// A proposed unit.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct UnitPreset {
    /// As it is printed.
    pub unit: String,
    /// Its unit quantity code.
    pub uqc: String,
}

/// The proposed units and all unit quantity codes.
///
/// # Errors
/// None; the signature is that of every command.
pub fn list(_: &Read<'_>, _: ItemUnitsRequest) -> Result<ItemUnitsResponse> {
    let units =
        PRESETS.iter().map(|(unit, uqc)| UnitPreset { unit: (*unit).to_owned(), uqc: (*uqc).to_owned() });
    Ok(ItemUnitsResponse { units: units.collect(), uqc: UQC.iter().map(|code| (*code).to_owned()).collect() })
}

/// What an hour is called in the languages that papers are written in.
const HOURS: [&str; 15] = [
    "h",
    "hr",
    "hrs",
    "hur",
    "hour",
    "hours",
    "std",
    "stunde",
    "stunden",
    "heure",
    "heures",
    "ساعة",
    "ساعات",
    "घंटा",
    "घंटे",
];

/// Whether a unit is an hour; `hur` is its code in electronic invoices (UN/ECE Recommendation 20).
#[must_use]
pub fn is_hour(unit: &str) -> bool {
    let unit = unit.trim().trim_end_matches('.').to_lowercase();
    HOURS.contains(&unit.as_str())
}

/// The unit quantity code of a proposed unit.
pub(super) fn uqc_of(unit: &str) -> Option<&'static str> {
    let unit = unit.trim();
    PRESETS.iter().find(|(preset, _)| preset.eq_ignore_ascii_case(unit)).map(|(_, uqc)| *uqc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_has_a_code_of_the_list() {
        for (unit, code) in PRESETS {
            assert!(UQC.contains(&code), "{unit} {code}");
        }
        assert!(UQC.is_sorted() && UQC.iter().all(|code| code.len() == 3));
        assert_eq!(uqc_of(" Kg "), Some("KGS"));
        assert_eq!(uqc_of("crate"), None);
    }
}
