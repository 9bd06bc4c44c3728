//! What is known of a demo firm before its year begins: letterhead, customers, catalogue, words. All of it is invented.

use crate::settings::area::Workflow;
use crate::settings::country::Country;

/// A firm with its world.
pub(super) struct Firm {
    pub(super) country: Country,
    /// What the company calls itself.
    pub(super) name: &'static str,
    pub(super) owner: &'static str,
    /// Who works beside the owner: one delivers, one helps the customers, and one keeps the books.
    pub(super) fitter: &'static str,
    pub(super) helper: &'static str,
    pub(super) keeper: &'static str,
    pub(super) workflow: Workflow,
    /// Distance of its clocks from UTC in minutes, for office hours.
    pub(super) utc_minutes: i64,
    /// Field of the branch → text on paper.
    pub(super) letterhead: &'static [(&'static str, &'static str)],
    pub(super) clients: &'static [Client],
    pub(super) wares: &'static [Ware],
    /// People who work at its customers.
    pub(super) people: &'static [&'static str],
    pub(super) jobs: &'static [&'static str],
    /// What documents are about.
    pub(super) subjects: &'static [&'static str],
    pub(super) words: Words,
    pub(super) selling: Selling,
    pub(super) delivering: Delivering,
    pub(super) helping: Helping,
    /// How many invoices begin without an estimate, and how many estimates are written.
    pub(super) direct: u64,
    pub(super) offers: u64,
}

/// A customer.
#[derive(Clone, Copy)]
pub(super) struct Client {
    pub(super) name: &'static str,
    pub(super) street: &'static str,
    pub(super) city: &'static str,
    pub(super) postal_code: &'static str,
    /// State, emirate or region; in India the two-digit state code.
    pub(super) region: &'static str,
    pub(super) country: &'static str,
    pub(super) language: &'static str,
    /// Days to pay.
    pub(super) days: u64,
    /// Percent of tax that it withholds when it pays; 0 for most.
    pub(super) withholds: i64,
    /// Its currency with home units for one of it; none for the home currency.
    pub(super) foreign: Option<(&'static str, &'static str)>,
    /// Whether it has a tax number.
    pub(super) registered: bool,
}

/// Something the firm sells.
pub(super) struct Ware {
    pub(super) name: &'static str,
    pub(super) detail: &'static str,
    /// `product`, `service` or `subscription`.
    pub(super) kind: &'static str,
    pub(super) unit: &'static str,
    pub(super) code: &'static str,
    /// Price in whole units of the home currency.
    pub(super) price: &'static str,
    /// Most units on one line.
    pub(super) most: u64,
    /// Key of the shipped tax class.
    pub(super) class: &'static str,
}

/// Sentences of the firm's language.
pub(super) struct Words {
    pub(super) estimate_note: &'static str,
    pub(super) declined: &'static str,
    pub(super) revoked: &'static str,
    pub(super) bounced: &'static str,
    pub(super) voided: &'static str,
    pub(super) credited: &'static str,
    pub(super) withheld: &'static str,
    pub(super) bank_charge: &'static str,
    pub(super) small_difference: &'static str,
    pub(super) rate_source: &'static str,
}

/// How it comes to sell: who asks, from where, and what is said about it, in the firm's language.
pub(super) struct Selling {
    /// Firms that ask and are no customers yet, with their places.
    pub(super) prospects: &'static [(&'static str, &'static str)],
    pub(super) sources: &'static [&'static str],
    pub(super) campaign: &'static str,
    /// Name of the price list for those who resell.
    pub(super) price_list: &'static str,
    /// Where visits take place.
    pub(super) place: &'static str,
    /// What was done, and what came of it.
    pub(super) called: (&'static str, &'static str),
    pub(super) met: (&'static str, &'static str),
    /// What is planned.
    pub(super) call_again: &'static str,
    pub(super) meeting: &'static str,
    /// Why an enquiry was dropped, a deal lost or won, and how a customer is afterwards.
    pub(super) dropped: &'static str,
    pub(super) lost: &'static str,
    pub(super) won: &'static str,
    pub(super) content: &'static str,
    pub(super) expects: &'static str,
    pub(super) promised: &'static str,
    /// What the part of a sale is called that is invoiced when it is ordered.
    pub(super) on_order: &'static str,
    /// Why delivery sends a handover back.
    pub(super) sent_back: &'static str,
}

/// How it delivers what was sold, in the firm's language.
pub(super) struct Delivering {
    /// Name of the template.
    pub(super) template: &'static str,
    /// The wares of a large sale by their places, the first of them the one that is delivered by the template.
    pub(super) large: [usize; 4],
    /// The place of a ware that is asked for by the hour, and of one that a customer has again and again, with how often.
    pub(super) by_hour: usize,
    pub(super) again: (usize, &'static str),
    pub(super) tasks: [&'static str; 6],
    pub(super) milestones: [&'static str; 2],
    /// Who does the main work.
    pub(super) role: &'static str,
    /// What there is to tick off within the main work.
    pub(super) checks: [&'static str; 3],
    /// A task that comes again every month, and some that belong to a customer alone.
    pub(super) repeated: &'static str,
    pub(super) loose: [&'static str; 3],
    /// What begins when a project is closed.
    pub(super) warranty: &'static str,
    /// What was spent on a project besides time: what for, and whom it was paid to.
    pub(super) spent: [(&'static str, &'static str); 2],
    /// What somebody says about a project.
    pub(super) comment: &'static str,
}

/// A request for help, as it is talked about.
pub(super) struct Asked {
    pub(super) subject: &'static str,
    /// What the customer says first.
    pub(super) body: &'static str,
    /// What is asked back, and what the customer says to that.
    pub(super) question: &'static str,
    pub(super) told: &'static str,
    /// What was done in the end.
    pub(super) solved: &'static str,
}

/// How it helps after the sale, in the firm's language.
pub(super) struct Helping {
    /// What the contract and what it gives are called.
    pub(super) contract: &'static str,
    pub(super) gives: &'static str,
    /// What is sold with a large project, and gives help for half a year.
    pub(super) care: Ware,
    /// The service level of that, which counts day and night.
    pub(super) around: &'static str,
    /// What requests are about: something is broken, somebody asks, something shall be otherwise.
    pub(super) categories: [&'static str; 3],
    pub(super) asked: &'static [Asked],
    /// Saved replies, each a name and its words: for what is solved, and for what is not clear.
    pub(super) reply: (&'static str, &'static str),
    pub(super) ask_more: (&'static str, &'static str),
    /// One that only changes the ticket: its name, and the tag.
    pub(super) visit: (&'static str, &'static str),
    /// What is known in each category: the title and the words.
    pub(super) known: [(&'static str, &'static str); 3],
    /// A note among ourselves, and what a customer says of it all afterwards.
    pub(super) noted: &'static str,
    pub(super) praise: &'static str,
    /// What is said when the fourth request was not solved after all.
    pub(super) comes_back: &'static str,
    /// The first request, as somebody else at the customer makes it: the subject and the words.
    pub(super) twice: (&'static str, &'static str),
    /// A request that takes more hours than were bought: the subject, the words, and what was done.
    pub(super) beyond: [&'static str; 3],
    /// Why a contract goes on, and why one was ended.
    pub(super) stays: &'static str,
    pub(super) left: &'static str,
}

/// A request: subject, what the customer says, what is asked back, what the customer says to that, what was done.
pub(super) const fn asked([subject, body, question, told, solved]: [&'static str; 5]) -> Asked {
    Asked { subject, body, question, told, solved }
}

/// A customer at home with a tax number.
pub(super) const fn home(
    name: &'static str,
    [street, city, postal_code, region]: [&'static str; 4],
    country: &'static str,
    days: u64,
) -> Client {
    Client {
        name,
        street,
        city,
        postal_code,
        region,
        country,
        language: if matches!(country.as_bytes(), b"FR") { "fr" } else { "en" },
        days,
        withholds: 0,
        foreign: None,
        registered: true,
    }
}

impl Client {
    pub(super) const fn withholding(self, percent: i64) -> Self {
        Self { withholds: percent, ..self }
    }

    pub(super) const fn speaking(self, language: &'static str) -> Self {
        Self { language, ..self }
    }

    pub(super) const fn unregistered(self) -> Self {
        Self { registered: false, ..self }
    }

    pub(super) const fn paying_in(self, currency: &'static str, rate: &'static str) -> Self {
        Self { foreign: Some((currency, rate)), registered: false, ..self }
    }
}

/// A thing to sell: name, detail, kind, unit, code; price, most, tax class.
pub(super) const fn ware(
    [name, detail, kind, unit, code]: [&'static str; 5],
    price: &'static str,
    most: u64,
    class: &'static str,
) -> Ware {
    Ware { name, detail, kind, unit, code, price, most, class }
}
