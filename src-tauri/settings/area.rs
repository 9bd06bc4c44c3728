//! Areas: parts of the product that are off, in pilot or live. Turning one off hides it and deletes nothing.

use super::store;
use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A part of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Leads, deals, activities, estimates.
    Sales,
    /// Invoices and payments.
    Finance,
    /// Projects and time.
    Delivery,
    /// Tickets and entitlements.
    Support,
    /// Directory, leave, attendance.
    People,
    /// Modules and requests of teams.
    Teamspaces,
    /// Reports.
    Insight,
}

/// Whether it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AreaState {
    /// Hidden.
    Off,
    /// Shown, being tried.
    Pilot,
    /// In use.
    Live,
}

/// An area with its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AreaSwitch {
    /// The area.
    pub area: Area,
    /// Its state.
    pub state: AreaState,
}

/// The workflow that is switched on first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Workflow {
    /// Enquiry → proposal → project.
    Service,
    /// Lead → estimate → invoice.
    Trading,
    /// Request → ticket → resolution.
    Support,
    /// Employee request → approval.
    Approval,
}

impl Area {
    /// All areas in the order of the sidebar.
    pub const ALL: [Self; 7] = [
        Self::Sales,
        Self::Finance,
        Self::Delivery,
        Self::Support,
        Self::People,
        Self::Teamspaces,
        Self::Insight,
    ];
}

impl Workflow {
    /// Whether the first workflow switches an area on. Money is wanted by everybody who sells.
    #[must_use]
    pub const fn switches_on(self, area: Area) -> bool {
        matches!(
            (self, area),
            (_, Area::Sales | Area::Finance)
                | (Self::Service, Area::Delivery)
                | (Self::Support, Area::Support)
                | (Self::Approval, Area::People)
        )
    }
}

/// Whether an area is shown: nobody is asked to do what stands on a screen that is off.
///
/// # Errors
/// A failure of the file.
pub fn is_on(read: &Read<'_>, area: Area) -> Result<bool> {
    let areas = store::areas(read)?;
    Ok(areas.iter().any(|one| one.area == area && one.state != AreaState::Off))
}

/// Switches an area.
///
/// # Errors
/// A failure of the file.
pub fn switch(tx: &Tx<'_>, request: AreaSwitch) -> Result<AreaSwitch> {
    store::set_area(tx, request)?;
    Ok(request)
}
