//! The blocks of a handover: each can be handed over by itself, kept for later, or called not needed. What the sheet proposes and what
//! is confirmed have one shape, so that nothing is typed again.

use crate::billing::recurring::RecurringRhythm;
use crate::crm::tax_id::TaxIdInput;
use crate::kernel::error::Result;
use crate::projects::project::create::RoleOwner;
use crate::settings::area::{self, Area};
use crate::store::tx::Read;
use crate::support::terms::{SupportPeriod, SupportUnit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A part of a handover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum HandoverBlock {
    /// Who buys.
    Customer,
    /// How it is invoiced.
    Billing,
    /// How it is delivered.
    Delivery,
    /// What support comes with it.
    Support,
}

impl HandoverBlock {
    /// All of them in the order of the sheet.
    pub const ALL: [Self; 4] = [Self::Customer, Self::Billing, Self::Delivery, Self::Support];

    /// Its word, which also begins the paths of its fields.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Billing => "billing",
            Self::Delivery => "delivery",
            Self::Support => "support",
        }
    }

    /// Whether its part of the program is shown. What is not is nobody's to do.
    pub(super) fn is_on(self, read: &Read<'_>) -> Result<bool> {
        match self {
            Self::Customer => Ok(true),
            Self::Billing => area::is_on(read, Area::Finance),
            Self::Delivery => area::is_on(read, Area::Delivery),
            Self::Support => area::is_on(read, Area::Support),
        }
    }
}

/// Who buys: a customer that is known, or a new one.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct HandoverCustomer {
    /// The customer that is known.
    pub customer_id: Option<String>,
    /// The name of a new one.
    pub name: Option<String>,
    /// Where a new one is, as a two-letter code; where the seller is when absent.
    pub country: Option<String>,
    /// Phone of a new one.
    pub phone: Option<String>,
    /// E-mail of a new one.
    pub email: Option<String>,
    /// A tax number that is not known of the customer yet.
    pub tax_id: Option<TaxIdInput>,
    /// Who looks after the customer from now on.
    pub owner_id: Option<String>,
}

/// How a sale is invoiced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum HandoverBillingKind {
    /// All of it on a draft now.
    #[default]
    AllNow,
    /// A deposit on a draft now, the rest later.
    Deposit,
    /// In parts, by days and by milestones of the project.
    Milestones,
    /// As time and material are used: what the deal was won for is not invoiced itself.
    TimeAndMaterial,
    /// What was sold is one period of something that comes again: its first invoice now or on its day, the others by a recurring one.
    Recurring,
    /// When somebody makes an invoice.
    ByHand,
}

/// When a part is invoiced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum HandoverWhen {
    /// On a draft now.
    Now,
    /// On a day.
    Date {
        /// The day, `YYYY-MM-DD`.
        date: String,
    },
    /// When the project that is made from the template comes to this milestone.
    Template {
        /// The milestone of the template.
        template_milestone_id: String,
    },
    /// When somebody says so.
    ByHand,
}

/// A part that is invoiced by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoverPart {
    /// Its name, as the invoice says it.
    pub name: String,
    /// How many percent of what was sold.
    pub percent: String,
    /// When it is invoiced.
    pub when: HandoverWhen,
}

/// How a sale is invoiced, and what every invoice of it says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct HandoverBilling {
    /// In which way.
    #[ts(as = "Option<HandoverBillingKind>")]
    pub kind: HandoverBillingKind,
    /// The parts, for a deposit and milestones.
    pub parts: Option<Vec<HandoverPart>>,
    /// The days of what comes again: with the kind `recurring` all of it, else what was subscribed to, beside the rest.
    pub rhythm: Option<RecurringRhythm>,
    /// The payment term of every invoice of the deal, as in `calc due`; of a new customer the usual one as well.
    #[ts(optional, type = "unknown")]
    pub payment_term: Option<serde_json::Value>,
    /// The customer's order number, on every invoice of the deal.
    pub order_no: Option<String>,
}

/// How a sale is delivered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum HandoverDeliveryKind {
    /// As a project, from a template or empty.
    #[default]
    Project,
    /// As a single task.
    Task,
    /// As a request of the customer.
    Ticket,
}

/// How a sale is delivered, by whom and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct HandoverDelivery {
    /// As what.
    #[ts(as = "Option<HandoverDeliveryKind>")]
    pub kind: HandoverDeliveryKind,
    /// What it is called.
    pub name: Option<String>,
    /// The template of a project.
    pub template_id: Option<String>,
    /// Who leads or does it.
    pub owner_id: Option<String>,
    /// Its first day, `YYYY-MM-DD`.
    pub start: Option<String>,
    /// The day by which it was promised.
    pub end: Option<String>,
    /// Who takes the roles of the templates; the lead takes those that nobody is named for.
    pub roles: Option<Vec<RoleOwner>>,
    /// Further templates, of each of which a project of its own is made beside the first.
    pub also: Option<Vec<String>>,
    /// What the project may cost, as typed in the currency of the deal. Proposed to whoever may see what was sold.
    pub budget: Option<String>,
}

/// Support that the customer has bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HandoverEntitlement {
    /// Its name.
    pub name: String,
    /// How it is counted.
    pub unit: SupportUnit,
    /// How much there is in each period, as typed.
    #[serde(default)]
    #[ts(optional)]
    pub amount: Option<String>,
    /// When it is given anew.
    pub period: SupportPeriod,
    /// Whether what is left goes into the next period.
    #[serde(default)]
    #[ts(optional)]
    pub rollover: Option<bool>,
    /// The service level of its tickets; as the rules say when absent.
    #[serde(default)]
    #[ts(optional)]
    pub policy_id: Option<String>,
    /// What an hour or a request beyond what was bought costs, as typed in the currency of the contract, else of the customer.
    #[serde(default)]
    #[ts(optional)]
    pub overage_price: Option<String>,
}

/// What support comes with a sale, and the contract that it stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct HandoverSupport {
    /// What was bought.
    #[ts(as = "Option<Vec<HandoverEntitlement>>")]
    pub entitlements: Vec<HandoverEntitlement>,
    /// The contract's name; no contract when absent.
    pub contract: Option<String>,
    /// The first day, `YYYY-MM-DD`.
    pub start: Option<String>,
    /// The last day.
    pub end: Option<String>,
    /// Whether what was bought begins when the project is closed; both days are a plan until then. Proposed where there is a project.
    pub after_project: Option<bool>,
    /// How many days before its last day the contract can be given notice.
    pub notice_days: Option<i64>,
    /// Whether the contract goes on by itself.
    pub auto_renew: Option<bool>,
    /// What the contract is worth, as typed in the currency of the deal; what its lines were sold for when absent.
    pub value: Option<String>,
    /// The day on which somebody is reminded of the renewal; nobody is when absent.
    pub reminder: Option<String>,
    /// What the reminder says; the contract's name when absent.
    pub reminder_text: Option<String>,
}
