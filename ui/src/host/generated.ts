// Written by the program from its Rust types: run `script/bindings` after changing them.

export type ActionCommand = { 
/**
 * Its name.
 */
name: string, 
/**
 * What is known of its request.
 */
payload: Record<string, unknown>, };

export type ActionSnoozeUntil = "tomorrow" | "next_week" | "next_month";

export type ActionSubject = { 
/**
 * The rule.
 */
rule: Rule, 
/**
 * The record it speaks about, which may be another than the one whose page shows it: the overdue invoice of a customer.
 */
record_id: string, 
/**
 * The state of that record which the rule has seen; when it changes, the rule speaks again.
 */
state: string, };

export type Activity = { 
/**
 * What its row shows.
 */
row: ActivityRow, 
/**
 * Notes.
 */
notes: string, 
/**
 * Where.
 */
place: string, 
/**
 * Arrival, in epoch milliseconds.
 */
arrival_ms: number | null, 
/**
 * Leaving, in epoch milliseconds.
 */
leaving_ms: number | null, 
/**
 * The attachment with the customer's signature.
 */
signature_id: string | null, 
/**
 * Who signed.
 */
signed_by: string, 
/**
 * The day of arrival at the firm's clocks, `YYYY-MM-DD`; of a planned visit the day it is due.
 */
visit_day: string | null, 
/**
 * Arrival at the firm's clocks, `HH:MM`.
 */
arrival: string | null, 
/**
 * Leaving at the firm's clocks, `HH:MM`.
 */
leaving: string | null, 
/**
 * Since when it exists, in epoch milliseconds.
 */
created_ms: number, };

export type ActivityBrief = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its kind.
 */
kind: ActivityKind, 
/**
 * What it is about.
 */
subject: string, 
/**
 * The day it is due.
 */
due_date: string | null, 
/**
 * The time it is due, `HH:MM`.
 */
due_time: string | null, 
/**
 * How late it is; null while it is not.
 */
late: Badge | null, };

export type ActivityChange = { 
/**
 * What it is about.
 */
subject?: string, 
/**
 * Notes.
 */
notes?: string, 
/**
 * The day it is due, `YYYY-MM-DD`.
 */
due_date?: string, 
/**
 * The time it is due, `HH:MM`; needs a day.
 */
due_time?: string, 
/**
 * How long it takes, in minutes; 0 clears.
 */
minutes?: number, 
/**
 * Whether it was promised to the customer.
 */
promise?: boolean, 
/**
 * Where.
 */
place?: string, 
/**
 * Arrival of a visit, in epoch milliseconds; 0 clears.
 */
arrival_ms?: number, 
/**
 * Leaving of a visit, in epoch milliseconds; 0 clears.
 */
leaving_ms?: number, 
/**
 * The attachment with the customer's signature on a visit; empty clears.
 */
signature_id?: string, 
/**
 * Owner.
 */
owner_id?: string, };

export type ActivityCreateRequest = { 
/**
 * Its kind; a to-do when absent.
 */
kind?: ActivityKind, 
/**
 * What it is about.
 */
subject?: string, 
/**
 * The record it is about.
 */
record_id?: string, 
/**
 * The day it is due, `YYYY-MM-DD`.
 */
due_date?: string, 
/**
 * The time it is due, `HH:MM`; needs a day.
 */
due_time?: string, 
/**
 * How long it takes, in minutes.
 */
minutes?: number, 
/**
 * Whether it was promised to the customer.
 */
promise?: boolean, 
/**
 * Notes.
 */
notes?: string, 
/**
 * Where.
 */
place?: string, 
/**
 * Arrival of a visit, in epoch milliseconds.
 */
arrival_ms?: number, 
/**
 * Leaving of a visit, in epoch milliseconds.
 */
leaving_ms?: number, 
/**
 * The attachment with the customer's signature on a visit.
 */
signature_id?: string, 
/**
 * Owner; the acting user when absent.
 */
owner_id?: string, 
/**
 * Whether it has happened; a note always has.
 */
done?: boolean, 
/**
 * What came of it, when it has happened.
 */
outcome?: string, };

export type ActivityDoneRequest = { 
/**
 * Which activity.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * What came of it.
 */
outcome?: string, };

export type ActivityFilter = { 
/**
 * Only about this record.
 */
record_id?: string, 
/**
 * Only about this customer and its deals and leads.
 */
customer_id?: string, 
/**
 * Only of this owner.
 */
owner_id?: string, 
/**
 * Only this kind.
 */
kind?: ActivityKind, 
/**
 * True: only done ones; false: only planned ones.
 */
done?: boolean, 
/**
 * Only those due on this day or later, `YYYY-MM-DD`.
 */
from?: string, 
/**
 * Only those due on this day or earlier, `YYYY-MM-DD`.
 */
to?: string, };

export type ActivityGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type ActivityKind = "call" | "meeting" | "visit" | "email" | "note" | "todo";

export type ActivityLogRequest = { 
/**
 * What was typed.
 */
text: string, 
/**
 * The record it is about.
 */
record_id?: string, 
/**
 * Its kind.
 */
kind?: ActivityKind, 
/**
 * Whether it has happened.
 */
done?: boolean, 
/**
 * Whether it was promised to the customer.
 */
promise?: boolean, 
/**
 * What it is about.
 */
subject?: string, 
/**
 * The day it is due.
 */
due_date?: string, 
/**
 * The time it is due.
 */
due_time?: string, 
/**
 * The kind of what comes next.
 */
next_kind?: ActivityKind, };

export type ActivityLogResponse = { 
/**
 * The activity that has happened.
 */
done_id: string | null, 
/**
 * The activity that was planned.
 */
planned_id: string | null, 
/**
 * How the line was understood, corrections included.
 */
parsed: ActivityParseResponse, };

export type ActivityParseRequest = { 
/**
 * What was typed.
 */
text: string, 
/**
 * Whether a day without a year, or a weekday, is the last such one instead of the next; no when absent.
 */
past?: boolean, };

export type ActivityParseResponse = { 
/**
 * Its kind.
 */
kind: ActivityKind, 
/**
 * Whether it has happened.
 */
done: boolean, 
/**
 * Whether it was promised to the customer.
 */
promise: boolean, 
/**
 * What it is about.
 */
subject: string, 
/**
 * The day it is due; of something that has happened, the day of what comes next.
 */
due_date: string | null, 
/**
 * The time it is due, `HH:MM`.
 */
due_time: string | null, 
/**
 * The kind of what comes next, when the line says both.
 */
next_kind: ActivityKind | null, 
/**
 * What comes next, when the line says something else of it than of what has happened.
 */
next_subject: string | null, };

export type ActivityResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type ActivityRow = { 
/**
 * What it is and until when.
 */
brief: ActivityBrief, 
/**
 * Its version; done and reopen send the one they saw.
 */
version: number, 
/**
 * The record it is about.
 */
record_id: string | null, 
/**
 * That record's kind.
 */
record_kind: string | null, 
/**
 * That record's title.
 */
record_title: string | null, 
/**
 * The customer behind it.
 */
customer_id: string | null, 
/**
 * The customer's name.
 */
customer: string | null, 
/**
 * The instant it is due, in epoch milliseconds; the start of the day when no time is given.
 */
due_ms: number | null, 
/**
 * How long it takes, in minutes.
 */
minutes: number | null, 
/**
 * Whether it was promised to the customer.
 */
promise: boolean, 
/**
 * When it was done, in epoch milliseconds.
 */
done_ms: number | null, 
/**
 * What came of it.
 */
outcome: string, 
/**
 * When it was done, else due, else written, in epoch milliseconds.
 */
at_ms: number, 
/**
 * The amount of the deal or lead it is about.
 */
amount: Money | null, 
/**
 * Owner's user id.
 */
owner_id: string | null, 
/**
 * Owner's name.
 */
owner: string, };

export type ActivitySummary = { 
/**
 * How many.
 */
count: number, };

export type ActivityToday = { 
/**
 * The most pressing first, at most ten.
 */
rows: Array<TodayRow>, 
/**
 * How many there are in all.
 */
count: number, };

export type ActivityTodayRequest = Record<symbol, never>;

export type ActivityUpdateRequest = { 
/**
 * Which activity.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: ActivityChange, };

export type ActivityVersionRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type Address = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is for.
 */
role: AddressRole, 
/**
 * Name of the place, such as "Block A".
 */
label: string, 
/**
 * Street and house, one or more lines.
 */
street: string, 
/**
 * City.
 */
city: string, 
/**
 * Postal code.
 */
postal_code: string, 
/**
 * State, emirate or region; in India the two-digit state code.
 */
region: string, 
/**
 * Two-letter country.
 */
country: string, };

export type AddressCreateRequest = { 
/**
 * Which customer.
 */
customer_id: string, 
/**
 * The customer's version that was seen.
 */
version: number, 
/**
 * The address.
 */
address: AddressInput, };

export type AddressDeleteRequest = { 
/**
 * Which customer.
 */
customer_id: string, 
/**
 * The customer's version that was seen.
 */
version: number, 
/**
 * The address.
 */
id: string, };

export type AddressInput = { 
/**
 * Billing when absent.
 */
role?: AddressRole, 
/**
 * Name of the place.
 */
label?: string, 
/**
 * Street and house.
 */
street?: string, 
/**
 * City.
 */
city?: string, 
/**
 * Postal code.
 */
postal_code?: string, 
/**
 * State, emirate or region.
 */
region?: string, 
/**
 * Two-letter country.
 */
country?: string, };

export type AddressRole = "billing" | "delivery";

export type AddressUpdateRequest = { 
/**
 * Which customer.
 */
customer_id: string, 
/**
 * The customer's version that was seen.
 */
version: number, 
/**
 * Which address.
 */
id: string, 
/**
 * The fields that change.
 */
set: AddressInput, };

export type AgeBucket = { 
/**
 * Days past due from; null for not due yet.
 */
from_days: number | null, 
/**
 * Days past due to; null for no end.
 */
to_days: number | null, 
/**
 * How many.
 */
count: number, 
/**
 * How much, in the home currency of each branch.
 */
open: Array<Money>, };

export type AllocationInput = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * How much; as much as is left of the payment and open on the invoice when absent.
 */
amount?: string, };

export type AnswerHow = "signature" | "email" | "phone" | "order" | "other";

export type ApiError = { 
/**
 * What kind of refusal.
 */
code: Code, 
/**
 * Id in the message catalogue.
 */
message_id: string, 
/**
 * Values for the placeholders of the message.
 */
params: Record<string, unknown>, 
/**
 * The fields that are not acceptable, in the order of the form.
 */
fields: Array<FieldError>, };

export type Area = "sales" | "finance" | "delivery" | "support" | "people" | "teamspaces" | "insight";

export type AreaState = "off" | "pilot" | "live";

export type AreaSwitch = { 
/**
 * The area.
 */
area: Area, 
/**
 * Its state.
 */
state: AreaState, };

export type AssignBy = "source" | "place" | "turn";

export type Attachment = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is called.
 */
name: string, 
/**
 * Its media type, as its content says.
 */
media: string, 
/**
 * Its size in bytes.
 */
size: number, 
/**
 * Whether it is a picture that can be shown small.
 */
picture: boolean, 
/**
 * Who added it.
 */
added_by: string, 
/**
 * When, in epoch milliseconds.
 */
added_ms: number, };

export type AttachmentAddRequest = { 
/**
 * The record.
 */
record_id: string, 
/**
 * At most twenty files.
 */
files: Array<FileInput>, };

export type AttachmentListRequest = { 
/**
 * The record.
 */
record_id: string, };

export type AttachmentListResponse = { 
/**
 * The files, oldest first.
 */
rows: Array<Attachment>, };

export type AttachmentRequest = { 
/**
 * Its id.
 */
id: string, };

export type AttachmentResponse = { 
/**
 * The ids.
 */
ids: Array<string>, };

export type BackupMark = { 
/**
 * When it was made, epoch milliseconds.
 */
at_ms: number, 
/**
 * Its size.
 */
bytes: number, };

export type Badge = { 
/**
 * How it should feel.
 */
tone: Tone, 
/**
 * Name of a Lucide icon.
 */
icon: string, 
/**
 * Message id of the word.
 */
key: string, 
/**
 * Values of its placeholders.
 */
params: Record<string, string | number>, };

export type Balance = { 
/**
 * What may be used in this period, with what came over from the ones before.
 */
allowed: number, 
/**
 * What was used in it.
 */
used: number, 
/**
 * What is left in it.
 */
left: number, 
/**
 * What was used beyond, in this period.
 */
over: number, 
/**
 * What was used beyond, in all periods.
 */
over_in_all: number, 
/**
 * The first day of this period.
 */
from: string, 
/**
 * The last day of this period.
 */
to: string, };

export type BalanceFigures = { 
/**
 * Open on issued invoices.
 */
open: Money, 
/**
 * Of that, past its due date.
 */
overdue: Money, 
/**
 * True: something is past its due date.
 */
is_overdue: boolean, 
/**
 * What the customer holds as credit: over-payments and credit notes not used yet.
 */
credit: Money, 
/**
 * Everything that was ever invoiced, credit notes taken off.
 */
invoiced: Money, 
/**
 * By how much what is open exceeds the credit limit, in the currency of the limit.
 */
over_limit: Money | null, };

export type Begun = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code, such as ENT-0001.
 */
code: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start: string, 
/**
 * Its last day.
 */
end: string, };

export type BillLevel = "summary" | "entry";

export type BillingAwaited = { 
/**
 * The project.
 */
project_id: string, 
/**
 * The name of its milestone.
 */
name: string, 
/**
 * The day on which that was reached.
 */
reached_date: string | null, };

export type BillingEqualPart = { 
/**
 * Which of how many: `1/12`.
 */
name: string, 
/**
 * How many percent of what was sold; the last has what the others leave of a hundred.
 */
percent: string, 
/**
 * Its day.
 */
date: string, };

export type BillingMilestoneBillRequest = { 
/**
 * Which one.
 */
id: string, };

export type BillingMilestoneBillResponse = { 
/**
 * The draft invoices: one, and one more for each further estimate of the deal.
 */
invoice_ids: Array<string>, };

export type BillingMilestoneEqualPartsRequest = { 
/**
 * The deal whose plan it is; a new plan when neither is named.
 */
deal_id?: string, 
/**
 * The estimate whose plan it is.
 */
estimate_id?: string, 
/**
 * How many parts.
 */
parts: number, 
/**
 * What lies between two of their days.
 */
unit: RecurringUnit, 
/**
 * The day of the first, `YYYY-MM-DD`.
 */
first: string, };

export type BillingMilestoneEqualPartsResponse = { 
/**
 * Together with what is billed they come to a hundred percent.
 */
parts: Array<BillingEqualPart>, };

export type BillingMilestoneInput = { 
/**
 * Which milestone stands for this; a new one when absent.
 */
id?: string, 
/**
 * Its name, as the invoice says it.
 */
name: string, 
/**
 * How many percent of what was sold.
 */
percent: string, 
/**
 * When it falls due.
 */
when: BillingWhen, };

export type BillingMilestoneInvoice = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its number; null while it is a draft.
 */
number: string | null, 
/**
 * How it stands.
 */
badge: Badge, };

export type BillingMilestoneListResponse = { 
/**
 * In their order.
 */
rows: Array<BillingMilestoneRow>, 
/**
 * What a milestone can wait for: the milestones of the projects of the deal.
 */
reachable: Array<BillingReachable>, 
/**
 * True: the plan is one of a deal, and is planned there.
 */
of_deal: boolean, 
/**
 * What goes back with the save, so that nothing is lost that somebody else planned meanwhile.
 */
seen: string, };

export type BillingMilestoneRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How many percent of what was sold.
 */
percent: string, 
/**
 * When it falls due.
 */
when: BillingWhen, 
/**
 * The day on which it falls due, or fell due, `YYYY-MM-DD`; null when nobody can say.
 */
date: string | null, 
/**
 * What it waits for in a project; null when it waits for none.
 */
awaited: BillingAwaited | null, 
/**
 * What its invoices come to with tax, or what it will come to; null when the plan has several currencies.
 */
amount: Money | null, 
/**
 * The invoices that make it billed.
 */
invoices: Array<BillingMilestoneInvoice>, 
/**
 * How it stands; null while it lies ahead.
 */
badge: Badge | null, };

export type BillingMilestoneSaveRequest = { 
/**
 * The deal whose plan it is.
 */
deal_id?: string, 
/**
 * The estimate whose plan it is, when it belongs to no deal.
 */
estimate_id?: string, 
/**
 * What the list said was `seen`: another plan by now is a conflict. When absent, whatever stands is replaced.
 */
seen?: string, 
/**
 * The milestones in their order; none: the rest is invoiced by hand.
 */
milestones: Array<BillingMilestoneInput>, };

export type BillingMilestoneSaveResponse = { 
/**
 * Their ids in their order.
 */
ids: Array<string>, };

export type BillingPlan = { 
/**
 * One entry per currency.
 */
figures: Array<PlanFigures>, 
/**
 * What was sold, in its order.
 */
rows: Array<PlanLine>, 
/**
 * True: something is still to be invoiced that no recurring invoice takes.
 */
is_open: boolean, 
/**
 * True: the rest of something will not be invoiced.
 */
is_closed: boolean, 
/**
 * How many drafts of invoices take from what is still to be invoiced. Once issued they do so even if the rest is closed before.
 */
drafts: number, };

export type BillingPlanCloseRequest = { 
/**
 * The deal.
 */
deal_id?: string, 
/**
 * The estimate.
 */
estimate_id?: string, 
/**
 * Why.
 */
reason: string, };

export type BillingPlanInvoiceResponse = { 
/**
 * The invoice.
 */
id: string, 
/**
 * Its version.
 */
version: number, 
/**
 * What the user should look at before it is issued: that it comes to something else than what was agreed.
 */
warnings: Array<FieldError>, };

export type BillingPlanRequest = { 
/**
 * The deal.
 */
deal_id?: string, 
/**
 * The estimate.
 */
estimate_id?: string, };

export type BillingPlanResponse = { 
/**
 * The count.
 */
rows: number, };

export type BillingReachable = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Code and name of the project.
 */
project: string, 
/**
 * The day on which it should be reached.
 */
due_date: string | null, };

export type BillingReached = { 
/**
 * Its name.
 */
name: string, 
/**
 * How many percent of what was sold.
 */
percent: string, 
/**
 * The draft invoices that were made.
 */
invoice_ids: Array<string>, 
/**
 * Why none was; null when one was.
 */
refused: FieldError | null, };

export type BillingShare = { 
/**
 * The milestone of the plan.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How many percent of what was sold.
 */
percent: string, 
/**
 * The invoices that make it billed, as far as the user may read them.
 */
invoices: Array<BillingMilestoneInvoice>, 
/**
 * That it is to be invoiced; null while it lies ahead, or is.
 */
badge: Badge | null, };

export type BillingWhen = { "kind": "date", 
/**
 * The day, `YYYY-MM-DD`.
 */
date: string, } | { "kind": "reached", 
/**
 * Which one.
 */
project_milestone_id: string, } | { "kind": "by_hand" };

export type Branch = { 
/**
 * Its id.
 */
id: string, 
/**
 * Name inside the company.
 */
name: string, 
/**
 * Name on paper.
 */
legal_name: string, 
/**
 * Street and house, one or more lines.
 */
street: string, 
/**
 * City.
 */
city: string, 
/**
 * Postal code.
 */
postal_code: string, 
/**
 * State, emirate or region; in India the two-digit state code.
 */
region: string, 
/**
 * Two-letter country.
 */
country: string, 
/**
 * Home currency.
 */
currency: string, 
/**
 * IANA time zone.
 */
time_zone: string, 
/**
 * First day of the fiscal year, `MM-DD`.
 */
fiscal_year_start: string, 
/**
 * Tax scheme.
 */
tax_scheme: string, 
/**
 * GSTIN, TRN, VAT number …
 */
tax_number: string, 
/**
 * Whether it may collect the tax of its scheme.
 */
tax_standing: TaxStanding, 
/**
 * True: it is registered, as its owner says, but the number that its scheme asks for is still to be typed.
 */
lacks_tax_number: boolean, 
/**
 * SIRET, licence, company number …
 */
legal_id: string, 
/**
 * What the law asks a firm to print of itself besides numbers, such as its legal form, capital and register (EN 16931 BT-33;
 * France: Code de commerce R123-237, R123-238).
 */
legal_note: string, 
/**
 * Phone on paper.
 */
phone: string, 
/**
 * E-mail on paper.
 */
email: string, 
/**
 * Web site on paper.
 */
website: string, 
/**
 * Bank: name of the account.
 */
bank_account_name: string, 
/**
 * Bank: account number or IBAN.
 */
bank_account: string, 
/**
 * Bank: its name.
 */
bank_name: string, 
/**
 * Bank: IFSC, BIC, sort code.
 */
bank_code: string, 
/**
 * UPI id for the payment code (India).
 */
upi_id: string, 
/**
 * Terms printed on estimates.
 */
estimate_terms: string, 
/**
 * Terms printed on invoices.
 */
invoice_terms: string, 
/**
 * `per_line` or `per_rate`.
 */
tax_rounding: string, 
/**
 * How it sells abroad and to special economic zones (India).
 */
zero_rating: ZeroRating, 
/**
 * What totals are rounded to in cash; empty: not at all.
 */
round_to: string, 
/**
 * The last day of the latest tax return that was filed, `YYYY-MM-DD`; empty while none was. Papers of up to then stay as they are:
 * none is made void, none is added.
 */
filed_until: string, 
/**
 * When invoices fall due, as of `calc due`. That of the first branch is what new customers get; the others' does nothing.
 */
payment_term: Record<string, unknown>, 
/**
 * Whether a paper of it went out: what stands on paper stays then.
 */
has_papers: boolean, 
/**
 * The hash of its logo; empty when it has none.
 */
logo_hash: string, 
/**
 * The hash of the signature on its papers; empty when it has none.
 */
signature_hash: string, 
/**
 * What looks wrong among its numbers, at the fields of `set` in a change of it.
 */
doubts: Array<FieldError>, 
/**
 * Rises with each change.
 */
version: number, };

export type BranchCreateRequest = { 
/**
 * Its name, inside the company and on paper.
 */
name: string, 
/**
 * Where it is, which fills in the rest.
 */
country: Country, };

export type BranchListRequest = Record<symbol, never>;

export type BranchListResponse = { 
/**
 * The branches in their order.
 */
rows: Array<Branch>, };

export type BranchPictureRequest = { 
/**
 * Which branch.
 */
id: string, 
/**
 * Which picture.
 */
which: LetterheadPicture, };

export type BranchPictureSetRequest = { 
/**
 * Which branch.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Which picture.
 */
which: LetterheadPicture, 
/**
 * The picture, PNG or JPEG; absent takes the old one away.
 */
file?: FileInput, };

export type BranchPictureSetResponse = { 
/**
 * The branch's version now.
 */
version: number, 
/**
 * What does not look right but is allowed.
 */
warnings: Array<FieldError>, };

export type BranchUpdateRequest = { 
/**
 * Which branch.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Field → new text. The fields are those of a branch that are free text.
 */
set: { [key in string]: string }, 
/**
 * Whether it may collect tax. The composition scheme is one of India.
 */
tax_standing?: TaxStanding, 
/**
 * What it sells under from now on.
 */
rules?: SellerRules, };

export type BranchUpdateResponse = { 
/**
 * The branches in their order.
 */
rows: Array<Branch>, 
/**
 * Numbers that were typed and whose check does not fit.
 */
warnings: Array<FieldError>, };

export type BurnWeek = { 
/**
 * Its Monday, `YYYY-MM-DD`.
 */
week: string, 
/**
 * How long was worked in it, in minutes.
 */
minutes: number, 
/**
 * How long until its end.
 */
total_minutes: number, 
/**
 * The same on the scale of the hours, in thousandths of the budget or of all of it, whichever is more.
 */
permille: number, 
/**
 * What the billable time until its end is worth; null for who may not see rates.
 */
total: Money | null, 
/**
 * The same on the scale of the money.
 */
money_permille: number | null, };

export type Capacity = { 
/**
 * The first day of each week, `YYYY-MM-DD`; the first is today.
 */
weeks: Array<string>, 
/**
 * The people with work, the fullest first.
 */
people: Array<PersonCapacity>, };

export type CapacityRequest = Record<symbol, never>;

export type Check = { 
/**
 * What.
 */
text: string, 
/**
 * Whether it is done.
 */
done: boolean, };

export type ClosedBecause = "night" | "weekend" | "holiday";

export type Code = "invalid" | "conflict" | "forbidden" | "not_found" | "precondition" | "storage" | "internal";

export type Commitment = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * The deal in which it was promised.
 */
deal_id: string, 
/**
 * That deal's title.
 */
deal: string, 
/**
 * What was promised.
 */
text: string, 
/**
 * Until when, `YYYY-MM-DD`.
 */
due_date: string | null, 
/**
 * The user who promised it.
 */
promised_by: string, 
/**
 * That user's name.
 */
user: string, 
/**
 * Whether it was kept.
 */
state: CommitmentState, 
/**
 * The same as a badge; null while it is open and not late.
 */
badge: Badge | null, };

export type CommitmentCreateRequest = { 
/**
 * The deal in which it is promised.
 */
deal_id: string, 
/**
 * As typed.
 */
set: CommitmentInput, };

export type CommitmentDeleteRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type CommitmentInput = { 
/**
 * What is promised.
 */
text?: string, 
/**
 * Until when, `YYYY-MM-DD`; empty clears.
 */
due_date?: string, 
/**
 * The user who promised it; the acting user when absent.
 */
promised_by?: string, 
/**
 * The planned activity that it was read from.
 */
activity_id?: string, };

export type CommitmentList = { 
/**
 * Of a deal in their order; of a customer what is open and due first before the rest.
 */
rows: Array<Commitment>, };

export type CommitmentListRequest = { 
/**
 * The deal.
 */
deal_id?: string, 
/**
 * The customer.
 */
customer_id?: string, };

export type CommitmentMarkRequest = { 
/**
 * Which commitment.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * How it stands now.
 */
state: CommitmentState, };

export type CommitmentResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type CommitmentState = "open" | "kept" | "broken";

export type CommitmentUpdateRequest = { 
/**
 * Which commitment.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * As typed.
 */
set: CommitmentInput, };

export type Company = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it calls itself.
 */
name: string, 
/**
 * Two-letter country, `ZZ` for other.
 */
country: string, 
/**
 * ISO 4217 code.
 */
home_currency: string, 
/**
 * Language of the papers of customers to come.
 */
language: string, 
/**
 * BCP 47 locale of numbers and dates.
 */
locale: string, 
/**
 * `a4` or `letter`.
 */
paper: string, 
/**
 * The workflow chosen first.
 */
workflow: Workflow, 
/**
 * Rises with each change.
 */
version: number, };

export type CompanyStatus = { 
/**
 * The company.
 */
company: Company, 
/**
 * Its areas with their states.
 */
areas: Array<AreaSwitch>, 
/**
 * Who works here now.
 */
user: CurrentUser, 
/**
 * The civil date at the first branch.
 */
today: string, 
/**
 * The newest proven backup beside the file; null when there is none.
 */
last_backup: BackupMark | null, };

export type CompanyStatusRequest = Record<symbol, never>;

export type CompanyUpdateRequest = { 
/**
 * The version that was seen.
 */
version: number, 
/**
 * New name.
 */
name?: string, 
/**
 * New language of the papers of customers to come.
 */
language?: string, 
/**
 * New locale of numbers and dates.
 */
locale?: string, 
/**
 * New paper size.
 */
paper?: Paper, };

export type Contact = { 
/**
 * Its id.
 */
id: string, 
/**
 * The contact's own version.
 */
version: number, 
/**
 * Name.
 */
name: string, 
/**
 * Job title.
 */
job: string, 
/**
 * Parts they play.
 */
roles: Array<ContactRole>, 
/**
 * Phone.
 */
phone: string, 
/**
 * E-mail.
 */
email: string, 
/**
 * Notes.
 */
notes: string, };

export type ContactCreateRequest = { 
/**
 * Which customer.
 */
customer_id: string, 
/**
 * The person.
 */
contact: ContactInput, };

export type ContactDeleteRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type ContactInput = { 
/**
 * Name.
 */
name?: string, 
/**
 * Job title.
 */
job?: string, 
/**
 * Parts they play.
 */
roles?: Array<ContactRole>, 
/**
 * Phone.
 */
phone?: string, 
/**
 * E-mail.
 */
email?: string, 
/**
 * Notes.
 */
notes?: string, };

export type ContactResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type ContactRole = "decision_maker" | "billing" | "technical" | "site";

export type ContactUpdateRequest = { 
/**
 * Which contact.
 */
id: string, 
/**
 * The contact's version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: ContactInput, };

export type Contract = { 
/**
 * What its row shows.
 */
row: ContractRow, 
/**
 * The deal it came from.
 */
deal_id: string | null, 
/**
 * That deal's code and title.
 */
deal: string, 
/**
 * The branch that sold it.
 */
branch_id: string | null, 
/**
 * How many days before its last day it can be given notice.
 */
notice_days: number, 
/**
 * By how many months it goes on.
 */
renewal_months: number | null, 
/**
 * By how much its price changes then, in percent.
 */
indexation_percent: string, 
/**
 * ISO 4217 code of its value.
 */
currency: string, 
/**
 * The rate that its papers need; null in the currency of its branch.
 */
exchange: SupportExchange | null, 
/**
 * The day on which it was ended.
 */
ended: string | null, 
/**
 * Why.
 */
end_reason: string, 
/**
 * What support it gives.
 */
entitlements: Array<EntitlementRow>, 
/**
 * Since when it exists, in epoch milliseconds.
 */
created_ms: number, 
/**
 * The open deal in which its next term is proposed.
 */
renewal_deal_id: string | null, 
/**
 * That deal's code and title.
 */
renewal_deal: string, 
/**
 * The terms that are over, the oldest first.
 */
terms: Array<ContractTerm>, };

export type ContractChange = { 
/**
 * Its name.
 */
name?: string, 
/**
 * Its first day.
 */
start?: string, 
/**
 * Its last day.
 */
end?: string, 
/**
 * How many days before its last day it can be given notice.
 */
notice_days?: number, 
/**
 * The last day on which it can be given notice, instead of the number of days.
 */
notice_by?: string, 
/**
 * Whether it goes on by itself.
 */
auto_renew?: boolean, 
/**
 * By how many months.
 */
renewal_months?: number, 
/**
 * By how much its price changes then, in percent.
 */
indexation_percent?: string, 
/**
 * What it is worth for its term; empty: nobody knows.
 */
value?: string, 
/**
 * Its owner.
 */
owner_id?: string, };

export type ContractCreateRequest = { 
/**
 * Its customer.
 */
customer_id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start: string, 
/**
 * Its last day, `YYYY-MM-DD`.
 */
end: string, 
/**
 * The deal it came from.
 */
deal_id?: string, 
/**
 * The branch that sold it; that of its deal when absent, else the first one.
 */
branch_id?: string, 
/**
 * How many days before its last day it can be given notice; none when absent.
 */
notice_days?: number, 
/**
 * Whether it goes on by itself.
 */
auto_renew?: boolean, 
/**
 * By how many months.
 */
renewal_months?: number, 
/**
 * By how much its price changes then, in percent.
 */
indexation_percent?: string, 
/**
 * What it is worth for its term, as typed.
 */
value?: string, 
/**
 * ISO 4217 code of its value; that of its deal when absent, else the customer's.
 */
currency?: string, 
/**
 * Its owner; the acting user when absent.
 */
owner_id?: string, };

export type ContractFilter = { 
/**
 * Only those that stand like this.
 */
state?: ContractState, 
/**
 * Only those of this customer.
 */
customer_id?: string, 
/**
 * Only those of this owner.
 */
owner_id?: string, 
/**
 * Only those that came from this deal.
 */
deal_id?: string, 
/**
 * Only those whose next term is proposed in this deal, or was.
 */
renewal_deal_id?: string, 
/**
 * Only those whose last day is in this month, `YYYY-MM`.
 */
month?: string, };

export type ContractGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type ContractInvoicing = { 
/**
 * What each invoice says.
 */
draft: DraftInput, 
/**
 * On which days.
 */
rhythm: RecurringRhythm, };

export type ContractMonth = { 
/**
 * The month, `YYYY-MM`.
 */
month: string, 
/**
 * How many end in it.
 */
count: number, };

export type ContractProposal = { 
/**
 * The deal.
 */
deal_id: string, 
/**
 * Its estimate, a draft.
 */
estimate_id: string, };

export type ContractProposeRequest = { 
/**
 * Which contract.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Units of the branch's own currency for one of the contract's, where these are two.
 */
rate?: string, };

export type ContractProposedAhead = { 
/**
 * What was proposed; null where no rate of its currency is known, of which its owner was told.
 */
proposal: ContractProposal | null, };

export type ContractRenewRequest = { 
/**
 * Which contract.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * By how many months; as was agreed when absent.
 */
months?: number, 
/**
 * What the further term is worth, as typed; as was agreed when absent.
 */
value?: string, };

export type ContractRenewResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * The names of what support it gave in the term that is over and gives no more, for that ended before the term did.
 */
left: Array<string>, 
/**
 * What somebody should look at: how the further term is invoiced.
 */
warnings: Array<FieldError>, };

export type ContractRenewed = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code, such as CON-0001.
 */
code: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its last day now.
 */
end: string, 
/**
 * The names of what support it gave in the term that is over and gives no more, for that ended before the term did.
 */
left: Array<string>, 
/**
 * What somebody should look at: how the further term is invoiced.
 */
invoicing: Array<FieldError>, };

export type ContractReopenRequest = { 
/**
 * Which contract.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type ContractResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type ContractRollRequest = { 
/**
 * Which contract.
 */
id: string, };

export type ContractRollResponse = { 
/**
 * How many terms began.
 */
terms: number, };

export type ContractRollingRequest = Record<symbol, never>;

export type ContractRollingResponse = { 
/**
 * Their ids, the one that waits longest first.
 */
ids: Array<string>, };

export type ContractRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as CON-0001.
 */
code: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Its customer.
 */
customer_id: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * Its first day.
 */
start: string, 
/**
 * Its last day.
 */
end: string, 
/**
 * The last day on which it can be given notice.
 */
notice_by: string, 
/**
 * Whether it goes on by itself.
 */
auto_renew: boolean, 
/**
 * Whether it was ended, on its last day or before it. What is over without that may go on yet.
 */
is_ended: boolean, 
/**
 * What it is worth for its term; null when nobody said.
 */
value: Money | null, 
/**
 * How it stands today.
 */
state: ContractState, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * Owner's user id.
 */
owner_id: string | null, 
/**
 * Owner's name.
 */
owner: string, };

export type ContractState = "coming" | "running" | "due" | "ended";

export type ContractSummary = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them are due for renewal.
 */
due: number, 
/**
 * What they are worth, one sum per currency, the home currency first.
 */
sums: Array<Money>, 
/**
 * The months in which they end, with how many.
 */
months: Array<ContractMonth>, };

export type ContractTakeBackRequest = { 
/**
 * Which contract.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type ContractTerm = { 
/**
 * Its first day.
 */
start: string, 
/**
 * Its last day.
 */
end: string, 
/**
 * What it was worth.
 */
value: Money | null, };

export type ContractToProposeRequest = Record<symbol, never>;

export type ContractToProposeResponse = { 
/**
 * Their ids, the earliest last day of notice first.
 */
ids: Array<string>, };

export type ContractUpdateRequest = { 
/**
 * Which contract.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: ContractChange, };

export type Converted = { 
/**
 * What one unit of the document's currency was worth, as decimal text.
 */
rate: string, 
/**
 * The day of the rate.
 */
rate_date: string, 
/**
 * Where the rate was found.
 */
rate_source: string, 
/**
 * Without tax.
 */
net: Money, 
/**
 * The tax.
 */
tax: Money, 
/**
 * With tax.
 */
total: Money, };

export type Country = "IN" | "AE" | "FR" | "GB" | "US" | "ZZ";

export type Created = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code, such as CON-0001.
 */
code: string, };

export type CreditApplyRequest = { 
/**
 * The payment or credit note whose free part is used.
 */
source_id: string, 
/**
 * What it settles; oldest first when absent.
 */
allocations?: Array<AllocationInput>, };

export type CreditNoteIssueRequest = { 
/**
 * The invoice it takes back.
 */
invoice_id: string, 
/**
 * Why; printed.
 */
reason: string, 
/**
 * Its date; today when absent.
 */
date?: string, };

export type CreditRefundRequest = { 
/**
 * The payment or credit note whose free part is paid back.
 */
source_id: string, 
/**
 * How much.
 */
amount: string, 
/**
 * How.
 */
method: PaymentMethod, 
/**
 * The bank's reference.
 */
reference?: string, 
/**
 * When; today when absent.
 */
date?: string, };

export type CreditResponse = { 
/**
 * The payment or credit note.
 */
id: string, 
/**
 * What it settled by this.
 */
allocations: Array<Settled>, 
/**
 * What is still free.
 */
credit: Money, };

export type CreditUnapplyRequest = { 
/**
 * The payment or credit note that settled it.
 */
source_id: string, 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Why.
 */
reason: string, };

export type CreditUse = { 
/**
 * What it settled.
 */
settled: Array<Settled>, 
/**
 * What was paid back of it.
 */
refunds: Array<Refunded>, 
/**
 * What was waived of its invoice as a small difference: it was never paid, so it is not credit. Null for nothing.
 */
waived: Money | null, };

export type CurrentUser = { 
/**
 * Their id.
 */
id: string, 
/**
 * Their name.
 */
name: string, 
/**
 * What they may do and how far.
 */
permissions: { [key in string]: Scope }, 
/**
 * The users whose records a `team` reach covers, themselves among them.
 */
team_user_ids: Array<string>, };

export type Customer = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as CUS-0043.
 */
code: string, 
/**
 * Rises with each change; an update sends the one it saw.
 */
version: number, 
/**
 * Organisation or person.
 */
kind: CustomerKind, 
/**
 * Name.
 */
name: string, 
/**
 * Phone.
 */
phone: string, 
/**
 * E-mail.
 */
email: string, 
/**
 * Web site.
 */
website: string, 
/**
 * Standing towards tax.
 */
tax_treatment: TaxTreatment, 
/**
 * ISO 4217 code of its documents.
 */
currency: string, 
/**
 * Language of its documents.
 */
language: string, 
/**
 * Payment term as in `calc due`.
 */
payment_term: unknown, 
/**
 * Credit limit in the customer's currency, as decimal text; null when there is none.
 */
credit_limit: string | null, 
/**
 * The price list it carries; null when there is none.
 */
price_list_id: string | null, 
/**
 * Where it came from.
 */
source: string, 
/**
 * Notes.
 */
notes: string, 
/**
 * Owner's user id.
 */
owner_id: string | null, 
/**
 * Owner's name.
 */
owner: string, 
/**
 * Since when, in epoch milliseconds.
 */
created_ms: number, 
/**
 * Tax ids.
 */
tax_ids: Array<TaxId>, 
/**
 * Addresses, billing first.
 */
addresses: Array<Address>, 
/**
 * People.
 */
contacts: Array<Contact>, };

export type CustomerBalance = { 
/**
 * One entry per currency, the one with most business first.
 */
figures: Array<BalanceFigures>, };

export type CustomerBalanceRequest = { 
/**
 * The customer.
 */
customer_id: string, };

export type CustomerChange = { 
/**
 * Name.
 */
name?: string, 
/**
 * Organisation or person.
 */
kind?: CustomerKind, 
/**
 * Phone.
 */
phone?: string, 
/**
 * E-mail.
 */
email?: string, 
/**
 * Web site.
 */
website?: string, 
/**
 * Standing towards tax.
 */
tax_treatment?: TaxTreatment, 
/**
 * ISO 4217 code.
 */
currency?: string, 
/**
 * Language of documents.
 */
language?: string, 
/**
 * Payment term.
 */
payment_term?: unknown, 
/**
 * Credit limit as typed; empty takes it away.
 */
credit_limit?: string, 
/**
 * The price list it carries; empty takes it away.
 */
price_list_id?: string, 
/**
 * Where it came from.
 */
source?: string, 
/**
 * Notes.
 */
notes?: string, 
/**
 * Owner.
 */
owner_id?: string, };

export type CustomerCreateRequest = { 
/**
 * Name.
 */
name: string, 
/**
 * Organisation when absent.
 */
kind?: CustomerKind, 
/**
 * Phone.
 */
phone?: string, 
/**
 * E-mail.
 */
email?: string, 
/**
 * Web site.
 */
website?: string, 
/**
 * Standing towards tax; follows from the tax ids when absent.
 */
tax_treatment?: TaxTreatment, 
/**
 * ISO 4217 code; the home currency when absent.
 */
currency?: string, 
/**
 * Language of documents: en, fr, ar, hi.
 */
language?: string, 
/**
 * Payment term as in `calc due`.
 */
payment_term?: unknown, 
/**
 * Credit limit as typed.
 */
credit_limit?: string, 
/**
 * The price list it carries.
 */
price_list_id?: string, 
/**
 * Where it came from.
 */
source?: string, 
/**
 * Notes.
 */
notes?: string, 
/**
 * Owner; the acting user when absent.
 */
owner_id?: string, 
/**
 * Phone, e-mail and tax ids in one line, as pasted; fields of their own win.
 */
reach?: string, 
/**
 * Tax ids.
 */
tax_ids?: Array<TaxIdInput>, 
/**
 * Addresses.
 */
addresses?: Array<AddressInput>, 
/**
 * People.
 */
contacts?: Array<ContactInput>, };

export type CustomerDeleteRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type CustomerDuplicatesRequest = { 
/**
 * Name.
 */
name?: string, 
/**
 * Organisation when absent.
 */
kind?: CustomerKind, 
/**
 * Tax id.
 */
tax_id?: string, 
/**
 * Phone.
 */
phone?: string, 
/**
 * E-mail.
 */
email?: string, 
/**
 * Phone, e-mail and tax id as one line, as `customer.create` takes it; what cannot be read of it counts for nothing here.
 */
reach?: string, 
/**
 * Street.
 */
street?: string, 
/**
 * City.
 */
city?: string, 
/**
 * Postal code.
 */
postal_code?: string, };

export type CustomerDuplicatesResponse = { 
/**
 * The likeliest first, at most five.
 */
rows: Array<Duplicate>, };

export type CustomerFilter = { 
/**
 * Only this kind.
 */
kind?: CustomerKind, 
/**
 * Only customers of this owner.
 */
owner_id?: string, };

export type CustomerGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type CustomerHealth = { 
/**
 * On the whole.
 */
badge: Badge, 
/**
 * Why, part by part.
 */
parts: Array<HealthPart>, };

export type CustomerHealthRequest = { 
/**
 * Its id.
 */
customer_id: string, };

export type CustomerKind = "organisation" | "person";

export type CustomerResponse = { 
/**
 * The customer.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * Things that look wrong but are allowed, such as a tax id whose check character does not fit.
 */
warnings: Array<FieldError>, };

export type CustomerRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as CUS-0043.
 */
code: string, 
/**
 * Name.
 */
name: string, 
/**
 * Organisation or person.
 */
kind: CustomerKind, 
/**
 * City and region of the billing address.
 */
place: string, 
/**
 * The first contact's name.
 */
contact: string, 
/**
 * The first phone number.
 */
phone: string, 
/**
 * Owner's user id.
 */
owner_id: string | null, 
/**
 * Owner's name.
 */
owner: string, 
/**
 * Its version, for changes in the list.
 */
version: number, };

export type CustomerSummary = { 
/**
 * The count.
 */
count: number, };

export type CustomerUpdateRequest = { 
/**
 * Which customer.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: CustomerChange, };

export type Deal = { 
/**
 * What its row shows.
 */
row: DealRow, 
/**
 * The prospect's name, while there is no customer.
 */
prospect: string, 
/**
 * ISO 4217 code of its amount.
 */
currency: string, 
/**
 * Whether the amount is the net of the lines.
 */
amount_from_lines: boolean, 
/**
 * Whether the probability was set by hand.
 */
probability_by_hand: boolean, 
/**
 * The person at the customer.
 */
contact_id: string | null, 
/**
 * The person's name.
 */
contact: string, 
/**
 * The lead it came from.
 */
lead_id: string | null, 
/**
 * The lead's code.
 */
lead_code: string, 
/**
 * Where it came from.
 */
source: string, 
/**
 * Notes.
 */
notes: string, 
/**
 * What would be sold.
 */
lines: Array<DealLine>, 
/**
 * Where it has stood, oldest first.
 */
stages: Array<StageEntry>, 
/**
 * When it was won or lost, in epoch milliseconds.
 */
closed_ms: number | null, 
/**
 * Why it was won.
 */
won_criteria: string, 
/**
 * What shall follow since it was won.
 */
follow: Array<Follow>, 
/**
 * Why it was lost.
 */
lost_reason: string, 
/**
 * Since when it exists, in epoch milliseconds.
 */
created_ms: number, 
/**
 * What to do next, and why.
 */
next_action: NextAction | null, };

export type DealBoard = { 
/**
 * The pipeline.
 */
pipeline_id: string, 
/**
 * Its stages with their deals.
 */
columns: Array<DealColumn>, 
/**
 * How many open deals.
 */
count: number, 
/**
 * Their amounts, one per currency, the home currency first.
 */
sums: Array<Money>, 
/**
 * Their amounts × probability.
 */
weighted: Array<Money>, };

export type DealBoardRequest = { 
/**
 * The pipeline; the first one when absent.
 */
pipeline_id?: string, 
/**
 * Only deals of this owner.
 */
owner_id?: string, 
/**
 * Words that the deals must contain.
 */
search?: string, 
/**
 * True: only deals past the limit of their stage.
 */
ageing?: boolean, 
/**
 * Only deals expected to close in this month, `YYYY-MM`.
 */
month?: string, 
/**
 * Only this column.
 */
stage_id?: string, 
/**
 * The `next` of the column before, with `stage_id`.
 */
after?: string, };

export type DealChange = { 
/**
 * What it is about.
 */
title?: string, 
/**
 * Its customer.
 */
customer_id?: string, 
/**
 * The prospect's name.
 */
prospect?: string, 
/**
 * The person at the customer; empty: nobody.
 */
contact_id?: string, 
/**
 * Amount without tax, as typed.
 */
amount?: string, 
/**
 * ISO 4217 code; changes while there is no amount, or together with the amount or the lines in the new currency.
 */
currency?: string, 
/**
 * Chance of winning in percent; empty: the stage's.
 */
probability?: string, 
/**
 * Day on which it is expected to close.
 */
expected_close?: string, 
/**
 * Where it came from.
 */
source?: string, 
/**
 * Notes.
 */
notes?: string, 
/**
 * Owner.
 */
owner_id?: string, 
/**
 * The branch that sells. Classes of lines under another law give way to those under its own.
 */
branch_id?: string, 
/**
 * All lines as they shall be; lines that are not named go.
 */
lines?: Array<DealLineInput>, };

export type DealColumn = { 
/**
 * The stage.
 */
stage: Stage, 
/**
 * How many deals stand here.
 */
count: number, 
/**
 * How many of them are past its limit.
 */
ageing: number, 
/**
 * Their amounts, one per currency, the home currency first.
 */
sums: Array<Money>, 
/**
 * Their amounts × probability.
 */
weighted: Array<Money>, 
/**
 * The deals that have stood here longest, at most fifty.
 */
cards: Array<DealRow>, 
/**
 * What to send as `after` for more; null when these are all.
 */
next: string | null, };

export type DealCreateRequest = { 
/**
 * What it is about.
 */
title: string, 
/**
 * Its customer.
 */
customer_id?: string, 
/**
 * The stage it starts in; the first one when absent.
 */
stage_id?: string, 
/**
 * The pipeline it goes through; that of its stage when absent, else the first one.
 */
pipeline_id?: string, 
/**
 * ISO 4217 code; the customer's currency when absent, else the home currency.
 */
currency?: string, 
/**
 * The branch that sells; the first one when absent.
 */
branch_id?: string, 
/**
 * The name of somebody who is no customer yet.
 */
prospect?: string, 
/**
 * The person at the customer.
 */
contact_id?: string, 
/**
 * Amount without tax, as typed.
 */
amount?: string, 
/**
 * Chance of winning in percent, as typed; the stage's when absent.
 */
probability?: string, 
/**
 * Day on which it is expected to close, `YYYY-MM-DD`.
 */
expected_close?: string, 
/**
 * Where it came from.
 */
source?: string, 
/**
 * Notes.
 */
notes?: string, 
/**
 * Owner; the acting user when absent.
 */
owner_id?: string, 
/**
 * What would be sold; the amount is then their net.
 */
lines?: Array<DealLineInput>, };

export type DealDeleteRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type DealDraftRequest = { 
/**
 * Which deal.
 */
deal_id: string, 
/**
 * Estimate or invoice.
 */
kind: DraftKind, };

export type DealField = "amount" | "expected_close" | "contact" | "lines";

export type DealFilter = { 
/**
 * Only this pipeline.
 */
pipeline_id?: string, 
/**
 * Only this stage.
 */
stage_id?: string, 
/**
 * Only deals that stand like this.
 */
status?: DealStatus, 
/**
 * Only deals of this owner.
 */
owner_id?: string, 
/**
 * Only deals of this seller.
 */
branch_id?: string, 
/**
 * Only deals of this customer.
 */
customer_id?: string, 
/**
 * Only deals expected to close in this month, `YYYY-MM`; empty text: without an expected close.
 */
month?: string, 
/**
 * Only deals in this currency, ISO 4217.
 */
currency?: string, 
/**
 * True: only open deals past the limit of their stage.
 */
ageing?: boolean, 
/**
 * True: only open deals for which nothing is planned.
 */
without_next?: boolean, 
/**
 * Only deals of which something, sold on or before this day, is still to be invoiced.
 */
unbilled?: string, 
/**
 * True: only won ones of which a part is still to be handed over, or which were sent back.
 */
handover_open?: boolean, 
/**
 * Only won ones whose handover this side was told of and has not answered.
 */
handover_waits?: HandoverWaits, };

export type DealForecast = { 
/**
 * The months in their order; deals without an expected close come last.
 */
rows: Array<ForecastMonth>, 
/**
 * All of them together.
 */
total: ForecastMonth, 
/**
 * The same by currency, for bars; unlike currencies are never added.
 */
currencies: Array<ForecastCurrency>, };

export type DealForecastRequest = { 
/**
 * Only this pipeline.
 */
pipeline_id?: string, 
/**
 * Only deals of this owner.
 */
owner_id?: string, };

export type DealGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type DealLine = { 
/**
 * Its id.
 */
id: string, 
/**
 * The item of the catalogue it came from.
 */
item_id: string | null, 
/**
 * What it is.
 */
description: string, 
/**
 * How many, as decimal text.
 */
quantity: string, 
/**
 * Of what, such as "pcs" or "h".
 */
unit: string, 
/**
 * Price of one in major units, without tax.
 */
unit_price: string, 
/**
 * Discount in percent.
 */
discount_percent: string, 
/**
 * Tax class of the item.
 */
tax_class: string, 
/**
 * Quantity × price less discount, rounded once.
 */
net: Money, };

export type DealLineInput = { 
/**
 * Which line; a new one when absent.
 */
id?: string, 
/**
 * The item of the catalogue it comes from.
 */
item_id?: string, 
/**
 * What it is.
 */
description?: string, 
/**
 * How many; one when absent.
 */
quantity?: string, 
/**
 * Of what.
 */
unit?: string, 
/**
 * Price of one in major units, without tax.
 */
unit_price?: string, 
/**
 * Discount in percent; none when absent.
 */
discount_percent?: string, 
/**
 * Id of a tax class of the catalogue.
 */
tax_class?: string, };

export type DealLoseRequest = { 
/**
 * Which deal.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Why.
 */
reason: string, };

export type DealLoseResponse = { 
/**
 * The deal.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * What was handed over of it once and still runs.
 */
warnings: Array<FieldError>, };

export type DealMoveRequest = { 
/**
 * Which deal.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Where to.
 */
stage_id: string, 
/**
 * What the stage asks for, given with the move.
 */
set?: DealChange, };

export type DealPriceRequest = { 
/**
 * ISO 4217 code.
 */
currency: string, 
/**
 * The lines as typed.
 */
lines: Array<DealLineInput>, };

export type DealPriceResponse = { 
/**
 * Quantity × price less discount of each line.
 */
nets: Array<Money>, 
/**
 * Their sum, which the deal's amount would be.
 */
total: Money, };

export type DealReopenRequest = { 
/**
 * Which deal.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type DealResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type DealRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as DEAL-0189.
 */
code: string, 
/**
 * Rises with each change; a move sends the one it saw.
 */
version: number, 
/**
 * What it is about.
 */
title: string, 
/**
 * Its customer; null while it has none.
 */
customer_id: string | null, 
/**
 * The customer's name, or the prospect's.
 */
customer: string, 
/**
 * Its pipeline.
 */
pipeline_id: string, 
/**
 * Its stage; the last one when it is closed.
 */
stage_id: string, 
/**
 * The stage's name.
 */
stage: string, 
/**
 * How it stands.
 */
status: DealStatus, 
/**
 * Amount without tax; null while nobody knows it.
 */
amount: Money | null, 
/**
 * Chance of winning in percent.
 */
probability: string, 
/**
 * Amount × probability, rounded half away from zero.
 */
weighted: Money, 
/**
 * Day on which it is expected to close.
 */
expected_close: string | null, 
/**
 * Since when it stands in its stage, in epoch milliseconds.
 */
stage_since_ms: number, 
/**
 * Whole days in its stage.
 */
age_days: number, 
/**
 * Days after which it is ageing there.
 */
limit_days: number | null, 
/**
 * Stage, won or lost.
 */
badge: Badge, 
/**
 * Days in the stage and its limit, once the limit is passed.
 */
ageing: Badge | null, 
/**
 * The next planned activity; null is an exception to look at.
 */
next: ActivityBrief | null, 
/**
 * Owner's user id.
 */
owner_id: string | null, 
/**
 * Owner's name.
 */
owner: string, 
/**
 * The branch that sells.
 */
branch_id: string | null, };

export type DealStages = { 
/**
 * The pipelines in their order.
 */
pipelines: Array<PipelineSums>, 
/**
 * How many open deals in all of them.
 */
count: number, 
/**
 * Their amounts, one per currency, the home currency first.
 */
sums: Array<Money>, 
/**
 * Their amounts × probability.
 */
weighted: Array<Money>, };

export type DealStagesRequest = Record<symbol, never>;

export type DealStatus = "open" | "won" | "lost";

export type DealSummary = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them are past the limit of their stage.
 */
ageing: number, 
/**
 * Amounts, one per currency, the home currency first.
 */
sums: Array<Money>, 
/**
 * Amounts × probability, one per currency, the home currency first.
 */
weighted: Array<Money>, 
/**
 * What is left to invoice with tax, where the filter asks for deals of which something is; empty otherwise.
 */
to_invoice: Array<Money>, };

export type DealThread = { 
/**
 * The deal.
 */
deal_id: string, 
/**
 * Its code.
 */
code: string, 
/**
 * What it is about.
 */
title: string, 
/**
 * Its customer; null while it has none.
 */
customer_id: string | null, 
/**
 * The customer's name, or the prospect's.
 */
customer: string, 
/**
 * The steps, oldest first.
 */
steps: Array<DealThreadStep>, 
/**
 * Days from the first step until the last one that has happened.
 */
days: number, };

export type DealThreadStep = { 
/**
 * What happened.
 */
step: ThreadStepKind, 
/**
 * The kind of record it is about.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * Its code or number.
 */
code: string, 
/**
 * What it is about.
 */
title: string, 
/**
 * The day, `YYYY-MM-DD`.
 */
date: string, 
/**
 * How much it is about; null when it is about no money.
 */
amount: Money | null, 
/**
 * Days since the step before; null for the first.
 */
days: number | null, 
/**
 * True: it is still to come.
 */
ahead: boolean, };

export type DealUpdateRequest = { 
/**
 * Which deal.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: DealChange, };

export type DealWinRequest = { 
/**
 * Which deal.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Why it was won.
 */
criteria?: string, 
/**
 * What shall follow.
 */
follow?: Array<Follow>, };

export type DealWinResponse = { 
/**
 * The deal.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * The activities that were planned.
 */
activity_ids: Array<string>, 
/**
 * The draft invoices that were made, one for each estimate; none when none was wished.
 */
invoice_ids: Array<string>, 
/**
 * The contracts that went on, where it was a renewal.
 */
renewed: Array<ContractRenewed>, 
/**
 * What the user should look at: that the invoice comes to something else than what was agreed, or what support did not go on.
 */
warnings: Array<FieldError>, };

export type DeductionInput = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * What it is.
 */
kind: DeductionKind, 
/**
 * How much.
 */
amount: string, 
/**
 * Why, such as "TDS 194C 2 %".
 */
reason?: string, };

export type DeductionKind = "tax_withheld" | "bank_charge" | "small_difference";

export type DocumentCopyResponse = { 
/**
 * The draft.
 */
id: string, 
/**
 * Its version.
 */
version: number, 
/**
 * What the user should know of it: that lines did not go along.
 */
warnings: Array<FieldError>, };

export type DocumentEmlRequest = { 
/**
 * An invoice, credit note, estimate, payment or visit.
 */
id: string, };

export type DocumentEvent = { 
/**
 * `issued`, `sent`, `void`, `credited`.
 */
event: string, 
/**
 * Its number, way or reason.
 */
text: string, 
/**
 * When, in epoch milliseconds.
 */
at_ms: number, };

export type DocumentFindRequest = { 
/**
 * The number, with or without its separators.
 */
number: string, };

export type DocumentFound = { 
/**
 * Its id.
 */
id: string, 
/**
 * `invoice`, `credit_note`, `estimate` or `payment`.
 */
kind: string, 
/**
 * The number as printed.
 */
number: string, 
/**
 * The version of an estimate whose number it is, when it names one.
 */
version_id: string | null, };

export type DocumentGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type DocumentPageRequest = { 
/**
 * An invoice, credit note, estimate, payment or visit.
 */
id: string, 
/**
 * The page, from 1.
 */
page: number, };

export type DocumentPages = { 
/**
 * How many.
 */
pages: number, 
/**
 * What of it cannot be printed as it stands; the path is the field.
 */
warnings: Array<FieldError>, };

export type DocumentPdfRequest = { 
/**
 * An invoice, credit note, estimate, payment or visit.
 */
id: string, 
/**
 * Of an estimate, the version that is wanted; when absent, the accepted one, else the one that was sent last.
 */
version_id?: string, };

export type DocumentRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type DocumentResponse = { 
/**
 * The document.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * Its number or code; null for a draft.
 */
number: string | null, };

export type DocumentThread = { 
/**
 * The records.
 */
rows: Array<ThreadRecord>, };

export type DocumentThreadRequest = { 
/**
 * An estimate, invoice or credit note.
 */
id: string, };

export type DoubtReason = "clock_set_back" | "long";

export type DraftInput = { 
/**
 * Whom it is for; required.
 */
customer_id?: string, 
/**
 * The person it is addressed to.
 */
contact_id?: string, 
/**
 * The legal seller; the first branch when absent.
 */
branch_id?: string, 
/**
 * The deal it belongs to.
 */
deal_id?: string, 
/**
 * What it is about, in a line.
 */
subject?: string, 
/**
 * Its date, `YYYY-MM-DD`; today when absent.
 */
date?: string, 
/**
 * Day of supply, when it is another.
 */
supply_date?: string, 
/**
 * Last day of an estimate; 30 days when absent.
 */
valid_until?: string, 
/**
 * Payment term as in `calc due`.
 */
payment_term: unknown, 
/**
 * ISO 4217 code.
 */
currency?: string, 
/**
 * Home currency units for one unit of the document's currency; required for a foreign currency.
 */
rate?: string, 
/**
 * The day of the rate.
 */
rate_date?: string, 
/**
 * Who published the rate.
 */
rate_source?: string, 
/**
 * Language of the paper.
 */
language?: string, 
/**
 * The address of the customer where it goes; the first one for deliveries when absent. With the one for bills the paper names
 * no other.
 */
delivery_address_id?: string, 
/**
 * India: state code of the place of supply; from the delivery or billing address when absent.
 */
place_of_supply?: string, 
/**
 * True: the recipient owes the tax.
 */
reverse_charge?: boolean, 
/**
 * True: the typed prices contain the tax.
 */
prices_include_tax?: boolean, 
/**
 * Discount on the whole document: "5%" or an amount.
 */
discount?: string, 
/**
 * Charge on the whole document: "5%" or an amount.
 */
charge?: string, 
/**
 * The customer's order number.
 */
order_no?: string, 
/**
 * Terms in full; the branch's when absent.
 */
terms?: string, 
/**
 * Notes printed on the paper.
 */
notes?: string, 
/**
 * The lines.
 */
lines?: Array<LineInput>, };

export type DraftKind = "estimate" | "invoice";

export type DraftPageRequest = { 
/**
 * Estimate or invoice.
 */
kind: DraftKind, 
/**
 * As typed.
 */
draft: DraftInput, 
/**
 * The page, from 1.
 */
page: number, };

export type DraftPagesRequest = { 
/**
 * Estimate or invoice.
 */
kind: DraftKind, 
/**
 * As typed.
 */
draft: DraftInput, };

export type Duplicate = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code; empty with `held_by`.
 */
code: string, 
/**
 * Name; with `held_by` only where it is alike.
 */
name: string, 
/**
 * Place; empty with `held_by`.
 */
place: string, 
/**
 * Whose customer it is that this user may not open; null: he may.
 */
held_by: string | null, 
/**
 * True: probably the same; false: perhaps a branch, a namesake or a shared phone.
 */
likely: boolean, 
/**
 * How alike, 0 to 1000.
 */
score: number, 
/**
 * Why, as message ids.
 */
reasons: Array<string>, };

export type Entitlement = { 
/**
 * What its row shows.
 */
row: EntitlementRow, 
/**
 * The contract's code and name.
 */
contract: string, 
/**
 * The deal it came from.
 */
deal_id: string | null, 
/**
 * That deal's code and title.
 */
deal: string, 
/**
 * The branch that sold it.
 */
branch_id: string | null, 
/**
 * The service level of its tickets; null: as the rules say.
 */
policy_id: string | null, 
/**
 * That service level's name.
 */
policy: string, 
/**
 * What an hour or a request beyond what was bought costs; null when nothing was agreed.
 */
overage_price: Money | null, 
/**
 * ISO 4217 code in which that is agreed and billed: of its contract, else of its customer.
 */
currency: string, 
/**
 * The day on which it was ended.
 */
ended: string | null, 
/**
 * Why.
 */
end_reason: string, 
/**
 * The project that it waits for: its days are counted from when that is closed.
 */
after_project_id: string | null, 
/**
 * That project's code and name.
 */
after_project: string, 
/**
 * What was used, the newest first; two hundred at most.
 */
uses: Array<EntitlementUse>, 
/**
 * Since when it exists, in epoch milliseconds.
 */
created_ms: number, };

export type EntitlementBeginRequest = { 
/**
 * Which entitlement.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Its first day; today when absent.
 */
date?: string, };

export type EntitlementChange = { 
/**
 * Its name.
 */
name?: string, 
/**
 * How much there is in each period.
 */
amount?: string, 
/**
 * Whether what is left goes into the next period.
 */
rollover?: boolean, 
/**
 * Its last day.
 */
end?: string, 
/**
 * The service level of its tickets; empty: as the rules say.
 */
policy_id?: string, 
/**
 * What an hour or a request beyond what was bought costs; empty: nothing was agreed.
 */
overage_price?: string, 
/**
 * Its owner.
 */
owner_id?: string, };

export type EntitlementCreateRequest = { 
/**
 * Its customer.
 */
customer_id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How it is counted.
 */
unit: SupportUnit, 
/**
 * How much there is in each period, as typed; nothing for what is not counted.
 */
amount?: string, 
/**
 * When it is given anew.
 */
period: SupportPeriod, 
/**
 * Whether what is left goes into the next period; it does not when absent.
 */
rollover?: boolean, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start: string, 
/**
 * Its last day, `YYYY-MM-DD`.
 */
end: string, 
/**
 * The contract that gives it.
 */
contract_id?: string, 
/**
 * The deal it came from.
 */
deal_id?: string, 
/**
 * The branch that sold it; that of its contract or deal when absent, else the first one.
 */
branch_id?: string, 
/**
 * The service level of its tickets.
 */
policy_id?: string, 
/**
 * What an hour or a request beyond what was bought costs, as typed in the currency of the contract, else of the customer.
 */
overage_price?: string, 
/**
 * Its owner; the acting user when absent.
 */
owner_id?: string, 
/**
 * The project that it waits for: its days are counted from when that is closed.
 */
after_project_id?: string, };

export type EntitlementFilter = { 
/**
 * Only those that stand like this.
 */
state?: EntitlementState, 
/**
 * Only those of this customer.
 */
customer_id?: string, 
/**
 * Only those of this contract.
 */
contract_id?: string, 
/**
 * Only those of the deal of this project, or that begin when it is closed.
 */
project_id?: string, 
/**
 * Only those that came from this deal.
 */
deal_id?: string, 
/**
 * Only those that are counted like this.
 */
unit?: SupportUnit, 
/**
 * Only those of this owner.
 */
owner_id?: string, };

export type EntitlementGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type EntitlementReopenRequest = { 
/**
 * Which entitlement.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type EntitlementResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type EntitlementRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as ENT-0001.
 */
code: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Its customer.
 */
customer_id: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * The contract that gives it.
 */
contract_id: string | null, 
/**
 * How it is counted.
 */
unit: SupportUnit, 
/**
 * How much there is in each period, as decimal text; null: as much as is needed.
 */
amount: string | null, 
/**
 * When it is given anew.
 */
period: SupportPeriod, 
/**
 * Whether what is left goes into the next period.
 */
rollover: boolean, 
/**
 * Its first day.
 */
start: string, 
/**
 * Its last day.
 */
end: string, 
/**
 * What is left of it; null when nothing is counted.
 */
balance: Balance | null, 
/**
 * How it stands today.
 */
state: EntitlementState, 
/**
 * The same as a badge; also that it is used up.
 */
badge: Badge, 
/**
 * Owner's user id.
 */
owner_id: string | null, 
/**
 * Owner's name.
 */
owner: string, };

export type EntitlementState = "coming" | "running" | "ended";

export type EntitlementUpdateRequest = { 
/**
 * Which entitlement.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: EntitlementChange, };

export type EntitlementUse = { 
/**
 * The ticket.
 */
ticket_id: string, 
/**
 * What it is about.
 */
ticket: string, 
/**
 * Minutes of hours, or requests; below zero for what was given back.
 */
quantity: number, 
/**
 * When, `YYYY-MM-DD`.
 */
date: string, 
/**
 * Who used it.
 */
user: string, };

export type EntryBilling = "none" | "open" | "draft" | "invoiced";

export type Estimate = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version.
 */
version: number, 
/**
 * Whose it is: who may write only their own, writes this one when it is theirs.
 */
owner_id: string | null, 
/**
 * Code such as EST/26-27/0231.
 */
code: string, 
/**
 * `draft`, `sent`, `accepted`, `declined`, `expired`.
 */
state: string, 
/**
 * Its state in words.
 */
badge: Badge, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * The form; once it is answered, that of the version it was said to.
 */
draft: DraftInput, 
/**
 * What that form comes to.
 */
total: Money, 
/**
 * Last day of validity.
 */
valid_until: string, 
/**
 * The figures; null when it breaks a rule that came later, or when what was answered comes to another total by now.
 */
totals: Totals | null, 
/**
 * The versions that were sent.
 */
versions: Array<EstimateVersion>, 
/**
 * Whether the form is as it was sent last.
 */
as_sent: boolean, 
/**
 * The answer that stands.
 */
answer: EstimateAnswer | null, };

export type EstimateAnswer = { 
/**
 * `accepted` or `declined`.
 */
answer: string, 
/**
 * The version it was said to.
 */
version_id: string, 
/**
 * Who said it.
 */
said_by: string, 
/**
 * How: `signature`, `email`, `phone`, `order`, `other`.
 */
how: string, 
/**
 * When.
 */
date: string, 
/**
 * The attachment with the signature, when it was drawn on screen.
 */
signature_id: string | null, 
/**
 * Why it was declined, or what else was said.
 */
note: string, };

export type EstimateAnswerRequest = { 
/**
 * Which estimate.
 */
id: string, 
/**
 * Which version; the newest when absent.
 */
version_id?: string, 
/**
 * Optional lines of it that the customer takes, by their ids; when accepting.
 */
options?: Array<string>, 
/**
 * Who said it.
 */
said_by: string, 
/**
 * How.
 */
how: AnswerHow, 
/**
 * A note; required when declining.
 */
note?: string, 
/**
 * When; today when absent.
 */
date?: string, 
/**
 * The signature drawn on screen: a PNG or JPEG picture in base64, when signed there.
 */
signature?: string, };

export type EstimateCreateRequest = { 
/**
 * As typed.
 */
draft: DraftInput, };

export type EstimateFilter = { 
/**
 * Status tab; everything when absent.
 */
tab?: EstimateTab, 
/**
 * Only this customer's.
 */
customer_id?: string, 
/**
 * Only those of this owner.
 */
owner_id?: string, 
/**
 * Only those of this seller.
 */
branch_id?: string, 
/**
 * Only this deal's.
 */
deal_id?: string, 
/**
 * Dated on or after.
 */
from?: string, 
/**
 * Dated on or before.
 */
to?: string, 
/**
 * Only estimates of which something, sold on or before this day, is still to be invoiced; what a won deal has sold is found
 * among the deals.
 */
unbilled?: string, };

export type EstimateOption = { 
/**
 * Id of the line.
 */
id: string, 
/**
 * Its text.
 */
description: string, 
/**
 * What it comes to with tax, by itself.
 */
total: Money, };

export type EstimateRevokeRequest = { 
/**
 * Which estimate.
 */
id: string, 
/**
 * Why.
 */
reason: string, };

export type EstimateRevokeResponse = { 
/**
 * Which estimate.
 */
id: string, 
/**
 * What somebody should look at: what was made of it after the handover and still runs.
 */
warnings: Array<FieldError>, };

export type EstimateRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code.
 */
code: string, 
/**
 * The newest version that was sent; 0 when none was.
 */
version_no: number, 
/**
 * The customer.
 */
customer_id: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * What it is about.
 */
subject: string, 
/**
 * Date.
 */
date: string, 
/**
 * Last day of validity.
 */
valid_until: string, 
/**
 * What it comes to.
 */
total: Money, 
/**
 * Its state in words.
 */
badge: Badge, 
/**
 * The seller.
 */
branch_id: string, 
/**
 * Owner's user id; null is nobody.
 */
owner_id: string | null, };

export type EstimateSendRequest = { 
/**
 * Which estimate.
 */
id: string, 
/**
 * The version of the record that was seen.
 */
version: number, 
/**
 * How it goes.
 */
how: SentHow, };

export type EstimateSummary = { 
/**
 * How many.
 */
count: number, 
/**
 * Totals per currency.
 */
totals: Array<Money>, 
/**
 * What is left to invoice with tax, where the filter asks for estimates of which something is; empty otherwise.
 */
to_invoice: Array<Money>, 
/**
 * Every tab with what stands under it, whatever is searched and filtered for.
 */
tabs: Array<EstimateTabCount>, };

export type EstimateTab = "draft" | "sent" | "expired" | "accepted" | "declined";

export type EstimateTabCount = { 
/**
 * The tab; null for all.
 */
tab: EstimateTab | null, 
/**
 * How many.
 */
count: number, };

export type EstimateUpdateRequest = { 
/**
 * Which estimate.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * As typed.
 */
draft: DraftInput, };

export type EstimateVersion = { 
/**
 * Its id.
 */
id: string, 
/**
 * 1, 2, 3 …
 */
no: number, 
/**
 * What it came to.
 */
total: Money, 
/**
 * When it was sent, in epoch milliseconds.
 */
sent_ms: number, 
/**
 * How.
 */
how: string, 
/**
 * What was offered beside its total.
 */
options: Array<EstimateOption>, 
/**
 * What changed against the version before.
 */
changes: Array<VersionChange>, };

export type EstimateWithOptionsRequest = { 
/**
 * Which estimate.
 */
id: string, 
/**
 * Which version; the one that was sent last when absent.
 */
version_id?: string, 
/**
 * Ids of the optional lines that are taken.
 */
options: Array<string>, };

export type EstimateWithOptionsResponse = { 
/**
 * With the options, tax included.
 */
total: Money, };

export type Exception = { 
/**
 * What is wrong with them.
 */
kind: ExceptionKind, 
/**
 * How many, and how much.
 */
figure: Figure, 
/**
 * The last day of what was sold or worked and is not invoiced, `YYYY-MM-DD`, to which the list is narrowed; null for the other kinds.
 */
sold_by: string | null, };

export type ExceptionKind = "unbilled_deals" | "unbilled_estimates" | "unbilled_time" | "draft_invoices" | "lapsed_estimates" | "ageing_deals" | "idle_deals" | "open_handovers" | "late_leads" | "late_tickets" | "tickets_at_risk" | "tickets_of_nobody" | "due_contracts" | "late_projects";

export type Expense = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * What it is.
 */
kind: ExpenseKind, 
/**
 * On which day, `YYYY-MM-DD`.
 */
date: string, 
/**
 * Who was paid, or is to be.
 */
supplier: string, 
/**
 * What for.
 */
description: string, 
/**
 * How much, before tax.
 */
amount: Money, 
/**
 * The same in the home currency.
 */
home_amount: Money, 
/**
 * Units of the home currency for one of its own; null at home.
 */
rate: string | null, 
/**
 * How many files it has: the receipt, the bill.
 */
files: number, 
/**
 * Whether it is passed on to the customer.
 */
billable: boolean, 
/**
 * How many percent are put on it then.
 */
markup: string, 
/**
 * How it stands towards invoices, as a badge.
 */
badge: Badge, };

export type ExpenseKind = "expense" | "bill";

export type ExpenseListRequest = { 
/**
 * Its id.
 */
project_id: string, };

export type ExpenseListResponse = { 
/**
 * By day, the newest first.
 */
rows: Array<Expense>, };

export type ExpenseRate = { 
/**
 * Units of the home currency for one of it, on the newest invoice or expense that says so; null where none does.
 */
rate: string | null, };

export type ExpenseRateRequest = { 
/**
 * ISO 4217 code.
 */
currency: string, };

export type ExpenseResponse = { 
/**
 * Its id.
 */
id: string, };

export type ExpenseSaveRequest = { 
/**
 * Which one; a new one when absent.
 */
id?: string, 
/**
 * The version that was seen; needed for one that stands.
 */
version?: number, 
/**
 * Of which project.
 */
project_id: string, 
/**
 * What it is; an expense when absent.
 */
kind?: ExpenseKind, 
/**
 * On which day, `YYYY-MM-DD`; today when absent.
 */
date?: string, 
/**
 * Who was paid, or is to be.
 */
supplier?: string, 
/**
 * What for.
 */
description: string, 
/**
 * How much, before tax.
 */
amount: string, 
/**
 * ISO 4217 code; the home currency when absent.
 */
currency?: string, 
/**
 * Units of the home currency for one of another.
 */
rate?: string, 
/**
 * Whether it is passed on to the customer; it is not when absent.
 */
billable?: boolean, 
/**
 * How many percent are put on it then; none when absent.
 */
markup?: string, };

export type ExpenseVersionRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type FieldError = { 
/**
 * Where in the request, for example `lines[2].quantity`; empty for the request itself.
 */
path: string, 
/**
 * Id in the message catalogue.
 */
message_id: string, 
/**
 * Values for the placeholders of the message.
 */
params: Record<string, string | number>, };

export type Figure = { 
/**
 * How many rows.
 */
count: number, 
/**
 * How much, per currency.
 */
amounts: Array<Money>, 
/**
 * The first due date among open invoices, `YYYY-MM-DD`; null for other figures, and when there are none.
 */
first: string | null, };

export type FileInput = { 
/**
 * What the file is called.
 */
name: string, 
/**
 * The bytes in base64 (RFC 4648, section 4); for small files.
 */
bytes?: string, 
/**
 * The hash that the host answered when it put the bytes beside the company file.
 */
hash?: string, };

export type FilledReply = { 
/**
 * What it says; empty when it only changes the ticket.
 */
body: string, 
/**
 * How the ticket goes on when it is said.
 */
follow: Then | null, 
/**
 * What of the ticket changes with it; null: nothing.
 */
set: TicketChange | null, };

export type Follow = { "kind": "invoice" } | { "kind": "todo", 
/**
 * What.
 */
text: string, 
/**
 * Until when, `YYYY-MM-DD`.
 */
date?: string, } | { "kind": "follow_up", 
/**
 * When, `YYYY-MM-DD`.
 */
date: string, 
/**
 * About what; the deal's title when absent.
 */
text?: string, };

export type ForecastBar = { 
/**
 * `YYYY-MM`; null for deals without an expected close.
 */
month: string | null, 
/**
 * The amounts.
 */
amount: Money, 
/**
 * The amounts × probability.
 */
weighted: Money, 
/**
 * The amounts in committed stages.
 */
committed: Money, 
/**
 * Length of the weighted bar: thousandths of the largest figure of the currency.
 */
weighted_permille: number, 
/**
 * Length of the committed bar, on the same scale.
 */
committed_permille: number, };

export type ForecastCurrency = { 
/**
 * ISO 4217 code.
 */
currency: string, 
/**
 * Σ amount × probability over all months.
 */
weighted: Money, 
/**
 * The amounts in committed stages over all months.
 */
committed: Money, 
/**
 * Its months in their order; only those with deals in this currency.
 */
months: Array<ForecastBar>, };

export type ForecastMonth = { 
/**
 * `YYYY-MM`; null for deals without an expected close, and for the total.
 */
month: string | null, 
/**
 * How many deals.
 */
count: number, 
/**
 * Their amounts, one per currency, the home currency first.
 */
sums: Array<Money>, 
/**
 * Their amounts × probability.
 */
weighted: Array<Money>, 
/**
 * The amounts of those that stand in a committed stage.
 */
committed: Array<Money>, };

export type Grant = { 
/**
 * The permission.
 */
permission: string, 
/**
 * How far it reaches.
 */
scope: Scope, };

export type Handover = { 
/**
 * What the customer expects.
 */
expectations: string, 
/**
 * The customer's order number.
 */
order_no: string, 
/**
 * When it was handed over last, in epoch milliseconds.
 */
handed_ms: number, 
/**
 * Who did.
 */
handed_by: string, 
/**
 * Its blocks.
 */
blocks: Array<HandoverPageBlock>, 
/**
 * What was made.
 */
made: Array<HandoverMade>, 
/**
 * What delivery and finance have said since.
 */
answers: Array<HandoverAnswer>, 
/**
 * What was promised.
 */
commitments: Array<Commitment>, };

export type HandoverAccepted = { 
/**
 * Its id.
 */
estimate_id: string, 
/**
 * Its code.
 */
code: string, 
/**
 * The version.
 */
version_no: number, 
/**
 * Who said yes.
 */
said_by: string, 
/**
 * How.
 */
how: string, 
/**
 * When.
 */
date: string, };

export type HandoverAnswer = { 
/**
 * Which side.
 */
side: HandoverSide, 
/**
 * True: accepted; false: sent back.
 */
accepted: boolean, 
/**
 * Why it was sent back.
 */
reason: string, 
/**
 * When, in epoch milliseconds.
 */
at_ms: number, 
/**
 * Who said it.
 */
user: string, };

export type HandoverAnswerRequest = { 
/**
 * The deal.
 */
deal_id: string, 
/**
 * For which side.
 */
side: HandoverSide, 
/**
 * True: accepted; false: sent back.
 */
accepted: boolean, 
/**
 * Why; needed when it is sent back.
 */
reason?: string, };

export type HandoverAnswerResponse = { 
/**
 * The deal.
 */
deal_id: string, };

export type HandoverBilling = { 
/**
 * In which way.
 */
kind?: HandoverBillingKind, 
/**
 * The parts, for a deposit and milestones.
 */
parts?: Array<HandoverPart>, 
/**
 * The days of what comes again: with the kind `recurring` all of it, else what was subscribed to, beside the rest.
 */
rhythm?: RecurringRhythm, 
/**
 * The payment term of every invoice of the deal, as in `calc due`; of a new customer the usual one as well.
 */
payment_term?: unknown, 
/**
 * The customer's order number, on every invoice of the deal.
 */
order_no?: string, };

export type HandoverBillingKind = "all_now" | "deposit" | "milestones" | "time_and_material" | "recurring" | "by_hand";

export type HandoverBlock = "customer" | "billing" | "delivery" | "support";

export type HandoverConfirmRequest = { 
/**
 * The deal.
 */
deal_id: string, 
/**
 * Its version that was seen.
 */
version: number, 
/**
 * Why it was won.
 */
criteria?: string, 
/**
 * What the customer expects; stays as it was noted when absent.
 */
expectations?: string, 
/**
 * Who buys.
 */
customer?: HandoverCustomer, 
/**
 * How it is invoiced.
 */
billing?: HandoverBilling, 
/**
 * How it is delivered.
 */
delivery?: HandoverDelivery, 
/**
 * What support comes with it.
 */
support?: HandoverSupport, 
/**
 * Blocks of which nothing is to be handed over; others that are absent are kept for later.
 */
not_needed?: Array<HandoverBlock>, 
/**
 * What is promised beside what was promised before.
 */
commitments?: Array<CommitmentInput>, 
/**
 * When the customer is asked how it goes.
 */
follow_up?: HandoverFollowUp, };

export type HandoverConfirmResponse = { 
/**
 * The deal.
 */
deal_id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * Its customer.
 */
customer_id: string | null, 
/**
 * What was made.
 */
made: Array<HandoverMade>, 
/**
 * How many parts are planned to be invoiced.
 */
parts: number, 
/**
 * The last day of the support that was made, or of the contract that went on.
 */
support_end: string | null, 
/**
 * Blocks that are kept for later.
 */
later: Array<HandoverBlock>, 
/**
 * What the user should look at again, such as a tax number whose check does not fit.
 */
warnings: Array<FieldError>, };

export type HandoverCustomer = { 
/**
 * The customer that is known.
 */
customer_id?: string, 
/**
 * The name of a new one.
 */
name?: string, 
/**
 * Where a new one is, as a two-letter code; where the seller is when absent.
 */
country?: string, 
/**
 * Phone of a new one.
 */
phone?: string, 
/**
 * E-mail of a new one.
 */
email?: string, 
/**
 * A tax number that is not known of the customer yet.
 */
tax_id?: TaxIdInput, 
/**
 * Who looks after the customer from now on.
 */
owner_id?: string, };

export type HandoverDelivery = { 
/**
 * As what.
 */
kind?: HandoverDeliveryKind, 
/**
 * What it is called.
 */
name?: string, 
/**
 * The template of a project.
 */
template_id?: string, 
/**
 * Who leads or does it.
 */
owner_id?: string, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start?: string, 
/**
 * The day by which it was promised.
 */
end?: string, 
/**
 * Who takes the roles of the templates; the lead takes those that nobody is named for.
 */
roles?: Array<RoleOwner>, 
/**
 * Further templates, of each of which a project of its own is made beside the first.
 */
also?: Array<string>, 
/**
 * What the project may cost, as typed in the currency of the deal. Proposed to whoever may see what was sold.
 */
budget?: string, };

export type HandoverDeliveryKind = "project" | "task" | "ticket";

export type HandoverEndRequest = { 
/**
 * The deal.
 */
deal_id: string, };

export type HandoverEndResponse = { 
/**
 * The deal.
 */
deal_id: string, 
/**
 * What has ended of it.
 */
ended: Array<HandoverRunning>, 
/**
 * What somebody should look at: what the user may not end, and work that nobody has invoiced.
 */
warnings: Array<FieldError>, };

export type HandoverEntitlement = { 
/**
 * Its name.
 */
name: string, 
/**
 * How it is counted.
 */
unit: SupportUnit, 
/**
 * How much there is in each period, as typed.
 */
amount?: string, 
/**
 * When it is given anew.
 */
period: SupportPeriod, 
/**
 * Whether what is left goes into the next period.
 */
rollover?: boolean, 
/**
 * The service level of its tickets; as the rules say when absent.
 */
policy_id?: string, 
/**
 * What an hour or a request beyond what was bought costs, as typed in the currency of the contract, else of the customer.
 */
overage_price?: string, };

export type HandoverFollowUp = { 
/**
 * When, `YYYY-MM-DD`.
 */
date: string, 
/**
 * About what; the deal's title when absent.
 */
text?: string, };

export type HandoverGetRequest = { 
/**
 * The deal.
 */
deal_id: string, };

export type HandoverGetResponse = { 
/**
 * The handover.
 */
handover: Handover | null, };

export type HandoverLine = { 
/**
 * What.
 */
description: string, 
/**
 * How many, as decimal text.
 */
quantity: string, 
/**
 * For how much, without tax; null when the user may see no amounts.
 */
net: Money | null, };

export type HandoverMade = { 
/**
 * For which block.
 */
block: HandoverBlock, 
/**
 * The kind of record.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * Its code or number; empty when it has none.
 */
code: string, 
/**
 * What it is called.
 */
title: string, };

export type HandoverPageBlock = { 
/**
 * Which one.
 */
block: HandoverBlock, 
/**
 * How it stands.
 */
state: HandoverState, 
/**
 * What was made of it, as the sheet calls it; empty while nothing was.
 */
choice: string, 
/**
 * What was missing when it was kept for later.
 */
missing: Array<FieldError>, };

export type HandoverPart = { 
/**
 * Its name, as the invoice says it.
 */
name: string, 
/**
 * How many percent of what was sold.
 */
percent: string, 
/**
 * When it is invoiced.
 */
when: HandoverWhen, };

export type HandoverPrepareRequest = { 
/**
 * The deal.
 */
deal_id: string, 
/**
 * Who buys, where somebody chose; whoever is known or likely when absent.
 */
customer_id?: string, };

export type HandoverPromise = { 
/**
 * The activity.
 */
activity_id: string, 
/**
 * What is promised.
 */
text: string, 
/**
 * Until when.
 */
due_date: string | null, 
/**
 * The user who promised it.
 */
promised_by: string, 
/**
 * That user's name.
 */
user: string, };

export type HandoverRenewal = { 
/**
 * The contract.
 */
contract_id: string, 
/**
 * Its code.
 */
code: string, 
/**
 * Its name.
 */
name: string, };

export type HandoverRunning = { 
/**
 * The kind of record.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * Its code; empty when it has none.
 */
code: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * Whether the user may end it.
 */
may_end: boolean, };

export type HandoverRunningRequest = { 
/**
 * The deal.
 */
deal_id: string, };

export type HandoverRunningResponse = { 
/**
 * All of it that the user may read.
 */
rows: Array<HandoverRunning>, };

export type HandoverScope = { 
/**
 * What was sold; empty while nothing is.
 */
sold: HandoverSold, 
/**
 * What the customer expects.
 */
expectations: string, 
/**
 * The customer's order number.
 */
order_no: string, 
/**
 * Files of the deal and of its accepted estimates, as far as the user may read them.
 */
files: Array<Attachment>, };

export type HandoverScopeRequest = { 
/**
 * The deal.
 */
deal_id: string, };

export type HandoverSheet = { 
/**
 * The deal.
 */
deal_id: string, 
/**
 * Its version, for the confirm.
 */
version: number, 
/**
 * Its code.
 */
code: string, 
/**
 * What it is about.
 */
title: string, 
/**
 * `open` or `won`: an open one is won by the confirm.
 */
status: string, 
/**
 * The customer's name, or the prospect's.
 */
customer: string, 
/**
 * The estimates that were accepted since the deal was handed over, whose delivery and support are proposed; none where all of it is.
 */
added: Array<HandoverAccepted>, 
/**
 * What was sold.
 */
sold: HandoverSold, 
/**
 * True: some of it is subscribed to and some is not; the days of `for_billing` are those of what is.
 */
is_mixed: boolean, 
/**
 * Files of the deal and of its accepted estimates.
 */
files: Array<Attachment>, 
/**
 * What the customer expects, as it was noted before.
 */
expectations: string, 
/**
 * What is promised already.
 */
commitments: Array<Commitment>, 
/**
 * What was planned as a promise and stands on no commitment yet.
 */
promises: Array<HandoverPromise>, 
/**
 * Customers that the prospect may be.
 */
duplicates: Array<Duplicate>, 
/**
 * Where the one who buys is, else the seller, as a two-letter code: that says which tax number is asked for.
 */
country: string, 
/**
 * The blocks, each with what is proposed and what is missing.
 */
blocks: Array<HandoverSheetBlock>, 
/**
 * Who is to buy.
 */
for_customer: HandoverCustomer | null, 
/**
 * How it is to be invoiced.
 */
for_billing: HandoverBilling | null, 
/**
 * How it is to be delivered.
 */
for_delivery: HandoverDelivery | null, 
/**
 * What support comes with it.
 */
for_support: HandoverSupport | null, 
/**
 * The contracts that go on when the deal is won, or did: it is their renewal.
 */
renews: Array<HandoverRenewal>, 
/**
 * The templates by which the items that were sold are delivered; the first is proposed, and a project of its own for each other.
 */
templates: Array<HandoverTemplate>, 
/**
 * ISO 4217 code of amounts that are typed.
 */
currency: string, 
/**
 * The tasks and milestones that the proposed project begins with.
 */
placed: Plan | null, 
/**
 * The day of the follow-up that is proposed; null where the deal was handed over before, and is followed up.
 */
follow_up: string | null, };

export type HandoverSheetBlock = { 
/**
 * Which one.
 */
block: HandoverBlock, 
/**
 * How it stands; null while nothing was said.
 */
state: HandoverState | null, 
/**
 * False: its part of the program is switched off, so it is kept for later.
 */
on: boolean, 
/**
 * What is missing, by the field of the confirm that would say it.
 */
missing: Array<FieldError>, };

export type HandoverSide = "delivery" | "finance";

export type HandoverSold = { 
/**
 * Line by line.
 */
lines: Array<HandoverLine>, 
/**
 * Without tax; null when nobody knows it, or the user may see no amounts.
 */
net: Money | null, 
/**
 * With tax; null while it is not sold yet.
 */
total: Money | null, 
/**
 * The estimates that were accepted.
 */
accepted: Array<HandoverAccepted>, };

export type HandoverState = "done" | "later" | "not_needed";

export type HandoverSupport = { 
/**
 * What was bought.
 */
entitlements?: Array<HandoverEntitlement>, 
/**
 * The contract's name; no contract when absent.
 */
contract?: string, 
/**
 * The first day, `YYYY-MM-DD`.
 */
start?: string, 
/**
 * The last day.
 */
end?: string, 
/**
 * Whether what was bought begins when the project is closed; both days are a plan until then. Proposed where there is a project.
 */
after_project?: boolean, 
/**
 * How many days before its last day the contract can be given notice.
 */
notice_days?: number, 
/**
 * Whether the contract goes on by itself.
 */
auto_renew?: boolean, 
/**
 * What the contract is worth, as typed in the currency of the deal; what its lines were sold for when absent.
 */
value?: string, 
/**
 * The day on which somebody is reminded of the renewal; nobody is when absent.
 */
reminder?: string, 
/**
 * What the reminder says; the contract's name when absent.
 */
reminder_text?: string, };

export type HandoverTemplate = { 
/**
 * The template.
 */
template_id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The lines that were sold with it.
 */
items: Array<string>, 
/**
 * The roles that its tasks name, each once.
 */
roles: Array<string>, };

export type HandoverWaits = "delivery" | "finance" | "any";

export type HandoverWhen = { "kind": "now" } | { "kind": "date", 
/**
 * The day, `YYYY-MM-DD`.
 */
date: string, } | { "kind": "template", 
/**
 * The milestone of the template.
 */
template_milestone_id: string, } | { "kind": "by_hand" };

export type HealthKind = "tickets" | "payment" | "satisfaction" | "usage";

export type HealthPart = { 
/**
 * What is looked at.
 */
kind: HealthKind, 
/**
 * How that is.
 */
badge: Badge, };

export type HistoryAction = { 
/**
 * Its number on this device.
 */
seq: number, 
/**
 * When, in epoch milliseconds.
 */
at_ms: number, 
/**
 * Who.
 */
actor: string, 
/**
 * The command's name.
 */
command: string, 
/**
 * Why, in the user's words.
 */
reason: string, 
/**
 * Whether it is the user's own, done on this device, and may be taken back unless something was built on it since.
 */
own: boolean, 
/**
 * What changed.
 */
changes: Array<HistoryChange>, };

export type HistoryChange = { 
/**
 * The table.
 */
table: string, 
/**
 * The column.
 */
column: string, 
/**
 * Before; null when the row is new. What is named by its id stands with its name, here and in `after`.
 */
before: JsonValue, 
/**
 * After.
 */
after: JsonValue, };

export type HistoryRequest = { 
/**
 * The record's kind.
 */
kind: string, 
/**
 * The record's id.
 */
id: string, 
/**
 * The `next` of the page before.
 */
before?: number, };

export type HistoryResponse = { 
/**
 * The actions.
 */
actions: Array<HistoryAction>, 
/**
 * What to send as `before` for older ones.
 */
next: number | null, };

export type Hit = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its kind.
 */
kind: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its customer's name, when it has one other than itself.
 */
customer: string | null, 
/**
 * The customer it belongs to.
 */
customer_id: string | null, 
/**
 * Its state, when its kind has states.
 */
badge: Badge | null, 
/**
 * What it is worth, when it is worth anything.
 */
amount: Money | null, };

export type HolidayListRequest = { 
/**
 * Country, two letters.
 */
country: string, 
/**
 * Region, as `regions` names it; the country as a whole when absent.
 */
region?: string, };

export type HolidayListResponse = { 
/**
 * The regions of the country whose holidays are known.
 */
regions: Array<HolidayRegion>, 
/**
 * Those of the region, by date.
 */
rows: Array<PublicHoliday>, };

export type HolidayRegion = { 
/**
 * Its code within the country.
 */
id: string, 
/**
 * Its name.
 */
name: string, };

export type Home = { 
/**
 * The civil date.
 */
today: string, 
/**
 * Open on issued invoices.
 */
to_collect: Figure | null, 
/**
 * Of that, past its due date.
 */
overdue: Figure | null, 
/**
 * Invoiced this month, credit notes taken off; both are counted.
 */
invoiced: Figure | null, 
/**
 * Received this month, reversed payments left out and what was paid back taken off.
 */
collected: Figure | null, 
/**
 * What somebody should look at: only kinds of which there are any.
 */
exceptions: Array<Exception>, };

export type HomeRequest = Record<symbol, never>;

export type InHandRow = { 
/**
 * Kind of the records: `customer`, `deal`, `ticket` …
 */
kind: string, 
/**
 * How many.
 */
count: number, };

export type InboxCount = { 
/**
 * What is not done.
 */
open: number, 
/**
 * What was not opened either.
 */
unread: number, };

export type InboxCountRequest = Record<symbol, never>;

export type InboxFilter = { 
/**
 * True: what is done; otherwise what is not.
 */
done?: boolean, };

export type InboxItemRequest = { 
/**
 * Its id.
 */
id: string, };

export type InboxItemResponse = { 
/**
 * Its id.
 */
id: string, };

export type InboxRefreshRequest = Record<symbol, never>;

export type InboxRefreshResponse = { 
/**
 * How many things are due and told.
 */
due: number, 
/**
 * How many reminders were withdrawn.
 */
withdrawn: number, };

export type InboxRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Why it is there.
 */
kind: NotificationKind, 
/**
 * Id in the message catalogue.
 */
message_id: string, 
/**
 * Values for the placeholders of the message.
 */
params: Record<string, unknown>, 
/**
 * Since when it is there, epoch milliseconds.
 */
at_ms: number, 
/**
 * Whether it was opened before.
 */
is_read: boolean, 
/**
 * Whether it is done.
 */
is_done: boolean, 
/**
 * The kind of the record that opens from it.
 */
record_kind: string | null, 
/**
 * That record.
 */
record_id: string | null, 
/**
 * What that record is called.
 */
record_title: string | null, 
/**
 * The customer behind that record.
 */
customer_id: string | null, };

export type InboxSnoozeRequest = { 
/**
 * Which thing.
 */
id: string, 
/**
 * Until when.
 */
until: PutOffUntil, };

export type InboxSnoozeResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * When it comes back, epoch milliseconds.
 */
until_ms: number, };

export type Invoice = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version.
 */
version: number, 
/**
 * Whose it is: who may write only their own, writes this one when it is theirs.
 */
owner_id: string | null, 
/**
 * `invoice` or `credit_note`.
 */
kind: string, 
/**
 * The seller.
 */
branch_id: string, 
/**
 * Its number; null while it is a draft.
 */
number: string | null, 
/**
 * `draft`, `open`, `part_paid`, `paid`, `void`.
 */
state: string, 
/**
 * The customer.
 */
customer_id: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * What it is about.
 */
subject: string, 
/**
 * Date.
 */
date: string, 
/**
 * Due date.
 */
due_date: string, 
/**
 * What it comes to.
 */
total: Money, 
/**
 * What is still open on it.
 */
open: Money, 
/**
 * Its state in words.
 */
badge: Badge, 
/**
 * What settled it: payments, credit notes, deductions.
 */
settled: Array<Settlement>, 
/**
 * What became of it, when it is a credit note.
 */
credit: CreditUse | null, 
/**
 * The form, while it is a draft.
 */
draft: DraftInput | null, 
/**
 * The figures with their steps; null where an issued paper can no longer be explained, as a credit note, and where a draft
 * breaks a rule that came later.
 */
totals: Totals | null, 
/**
 * What happened to it.
 */
events: Array<DocumentEvent>, 
/**
 * The recurring invoice that it belongs to.
 */
recurring: InvoiceRecurring | null, 
/**
 * What it came to in the currency of the branch when it was issued; null when it is in that currency, or a draft.
 */
converted: Converted | null, 
/**
 * The last day on which a credit note lowers its tax; null where no law says one, and for what is no issued invoice.
 */
credit_until: string | null, };

export type InvoiceCreateRequest = { 
/**
 * As typed.
 */
draft: DraftInput, };

export type InvoiceFilter = { 
/**
 * Status tab; everything when absent.
 */
tab?: InvoiceTab, 
/**
 * Only this customer's.
 */
customer_id?: string, 
/**
 * Only those of this owner.
 */
owner_id?: string, 
/**
 * Only this deal's.
 */
deal_id?: string, 
/**
 * Only those that belong to this recurring invoice.
 */
recurring_id?: string, 
/**
 * Only those of this seller.
 */
branch_id?: string, 
/**
 * Only those in this currency, ISO 4217.
 */
currency?: string, 
/**
 * Dated on or after.
 */
from?: string, 
/**
 * Dated on or before.
 */
to?: string, };

export type InvoiceRecurring = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as REC-0001.
 */
code: string, };

export type InvoiceRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * `invoice` or `credit_note`.
 */
kind: string, 
/**
 * `draft`, `open`, `part_paid`, `paid`, `void`.
 */
state: string, 
/**
 * The seller.
 */
branch_id: string, 
/**
 * Its number; empty for a draft.
 */
number: string, 
/**
 * The customer.
 */
customer_id: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * What it is about.
 */
subject: string, 
/**
 * Date.
 */
date: string, 
/**
 * Due date.
 */
due_date: string, 
/**
 * What it comes to.
 */
total: Money, 
/**
 * What is open on it.
 */
open: Money, 
/**
 * Its state in words.
 */
badge: Badge, 
/**
 * Owner's user id; null is nobody.
 */
owner_id: string | null, };

export type InvoiceSentRequest = { 
/**
 * Which document.
 */
id: string, 
/**
 * How it went.
 */
how: SentHow, };

export type InvoiceSummary = { 
/**
 * How many.
 */
count: number, 
/**
 * Totals per currency. Without a tab and of what was issued: what was invoiced, credit notes taken off, drafts and void papers left out.
 */
totals: Array<Money>, 
/**
 * Open amounts per currency, counted alike.
 */
open: Array<Money>, 
/**
 * Every tab with what stands under it, whatever is searched and filtered for.
 */
tabs: Array<TabCount>, 
/**
 * All that is open by age in the home currency, whatever is searched and filtered for.
 */
ageing: Array<AgeBucket>, };

export type InvoiceTab = "draft" | "open" | "overdue" | "part_paid" | "paid" | "void" | "credit_note" | "issued";

export type InvoiceUpdateRequest = { 
/**
 * Which draft.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * As typed.
 */
draft: DraftInput, };

export type InvoiceVoidRequest = { 
/**
 * Which invoice.
 */
id: string, 
/**
 * Why.
 */
reason: string, };

export type Item = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as ITM-0012.
 */
code: string, 
/**
 * Rises with each change; an update sends the one it saw.
 */
version: number, 
/**
 * Product, service or subscription.
 */
kind: ItemKind, 
/**
 * Name.
 */
name: string, 
/**
 * What documents print below the name.
 */
description: string, 
/**
 * What one is.
 */
unit: string, 
/**
 * Unit quantity code of the Indian returns; empty when there is none.
 */
uqc: string, 
/**
 * HSN or SAC code.
 */
hsn_sac: string, 
/**
 * ISO 4217 code of price and cost.
 */
currency: string, 
/**
 * Price of one unit, as decimal text; null when it is not fixed.
 */
price: string | null, 
/**
 * Whether the price contains the tax.
 */
price_includes_tax: boolean, 
/**
 * What one unit costs the company, without tax; null when it is not known.
 */
cost: string | null, 
/**
 * True: no longer offered; documents keep it.
 */
archived: boolean, 
/**
 * Its tax classes, one for each scheme.
 */
tax_classes: Array<ItemTaxClass>, 
/**
 * What it costs on the price lists.
 */
list_prices: Array<ItemListPrice>, 
/**
 * Whether it can be deleted: nothing points at it.
 */
can_delete: boolean, 
/**
 * Owner's user id.
 */
owner_id: string | null, 
/**
 * Since when, in epoch milliseconds.
 */
created_ms: number, };

export type ItemChange = { 
/**
 * Name.
 */
name?: string, 
/**
 * Product, service or subscription.
 */
kind?: ItemKind, 
/**
 * Code.
 */
code?: string, 
/**
 * What documents print below the name.
 */
description?: string, 
/**
 * What one is.
 */
unit?: string, 
/**
 * Unit quantity code.
 */
uqc?: string, 
/**
 * HSN or SAC code.
 */
hsn_sac?: string, 
/**
 * ISO 4217 code of price and cost.
 */
currency?: string, 
/**
 * Price of one unit as typed; empty: not fixed.
 */
price?: string, 
/**
 * Whether the price contains the tax.
 */
price_includes_tax?: boolean, 
/**
 * What one unit costs the company; empty: not known.
 */
cost?: string, 
/**
 * All tax classes as they shall be; a scheme that has none among them gets its standard class.
 */
tax_class_ids?: Array<string>, };

export type ItemCreateRequest = { 
/**
 * Name.
 */
name: string, 
/**
 * Product when absent.
 */
kind?: ItemKind, 
/**
 * Its own code; the next of the series when absent or empty.
 */
code?: string, 
/**
 * What documents print below the name.
 */
description?: string, 
/**
 * What one is: any word, or one that `item.units` proposes.
 */
unit?: string, 
/**
 * Unit quantity code; that of the unit when absent.
 */
uqc?: string, 
/**
 * HSN or SAC code.
 */
hsn_sac?: string, 
/**
 * ISO 4217 code; the currency of the first branch when absent.
 */
currency?: string, 
/**
 * Price of one unit as typed; not fixed when absent or empty.
 */
price?: string, 
/**
 * Whether the price contains the tax; it does not when absent.
 */
price_includes_tax?: boolean, 
/**
 * What one unit costs the company, as typed.
 */
cost?: string, 
/**
 * Tax classes, at most one for each scheme that a branch sells under; the standard one of each scheme that has none among them.
 */
tax_class_ids?: Array<string>, };

export type ItemFilter = { 
/**
 * Only this kind.
 */
kind?: ItemKind, 
/**
 * Active ones when absent.
 */
shown?: ItemsShown, 
/**
 * Only items of this tax class.
 */
tax_class_id?: string, };

export type ItemGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type ItemHit = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code.
 */
code: string, 
/**
 * Name.
 */
name: string, 
/**
 * What documents print below the name.
 */
description: string, 
/**
 * Product, service or subscription.
 */
kind: ItemKind, 
/**
 * What one is.
 */
unit: string, 
/**
 * HSN or SAC code.
 */
hsn_sac: string, 
/**
 * The price that holds; null when it has to be typed.
 */
price: Price | null, 
/**
 * Tax class under the branch's scheme; null when it has to be chosen.
 */
tax_class_id: string | null, 
/**
 * Name of the tax class; empty when there is none.
 */
tax_class: string, };

export type ItemKind = "product" | "service" | "subscription";

export type ItemListPrice = { 
/**
 * The list.
 */
price_list_id: string, 
/**
 * Its name.
 */
price_list: string, 
/**
 * Its currency.
 */
currency: string, 
/**
 * From how many units on, as decimal text.
 */
min_quantity: string, 
/**
 * Price of one unit, as decimal text.
 */
unit_price: string, };

export type ItemPickRequest = { 
/**
 * What has been typed; the first items by name when empty.
 */
q?: string, 
/**
 * Only this item, archived or not: what it costs in another quantity.
 */
item_id?: string, 
/**
 * The customer of the document.
 */
customer_id?: string, 
/**
 * The branch that sells; the first one when absent.
 */
branch_id?: string, 
/**
 * Currency of the document; that of the customer, else of the branch, when absent.
 */
currency?: string, 
/**
 * How many units as typed, arithmetic such as `16*4` included; one when absent.
 */
quantity?: string, 
/**
 * Date of the document, `YYYY-MM-DD`; today when absent.
 */
date?: string, 
/**
 * Whether the prices of the document contain the tax; no when absent. A price that is kept the other way is converted; where
 * no tax is charged, none stays in the price.
 */
prices_include_tax?: boolean, 
/**
 * Whether the recipient owes the tax; as the customer is treated when absent.
 */
reverse_charge?: boolean, 
/**
 * Whether the line bears no tax: who is not registered to collect any keeps the price on the shelf then.
 */
no_tax?: boolean, 
/**
 * How many hits (at most 50; 20 when absent).
 */
limit?: number, };

export type ItemPickResponse = { 
/**
 * The currency of the prices.
 */
currency: string, 
/**
 * The items.
 */
hits: Array<ItemHit>, };

export type ItemResponse = { 
/**
 * The item.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * Things that look wrong but are allowed, such as a tax class none of whose rates holds any more.
 */
warnings: Array<FieldError>, };

export type ItemRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as ITM-0012.
 */
code: string, 
/**
 * Name.
 */
name: string, 
/**
 * Product, service or subscription.
 */
kind: ItemKind, 
/**
 * What one is: nos, kg, hrs …
 */
unit: string, 
/**
 * HSN or SAC code.
 */
hsn_sac: string, 
/**
 * Price of one unit, as decimal text; null when it is not fixed.
 */
price: string | null, 
/**
 * Currency of the price.
 */
currency: string, 
/**
 * Names of its tax classes.
 */
tax: string, 
/**
 * Says that it is archived; null while it can be sold.
 */
badge: Badge | null, 
/**
 * Its version, for changes in the list.
 */
version: number, };

export type ItemSummary = { 
/**
 * The count.
 */
count: number, };

export type ItemTaxClass = { 
/**
 * The class.
 */
id: string, 
/**
 * Its scheme.
 */
scheme: TaxScheme, 
/**
 * Its name.
 */
name: string, };

export type ItemTemplate = { 
/**
 * The item.
 */
item_id: string, 
/**
 * Its template.
 */
template_id: string | null, 
/**
 * The template's name.
 */
name: string, };

export type ItemUnitsRequest = Record<symbol, never>;

export type ItemUnitsResponse = { 
/**
 * Proposed units; any other word is as good.
 */
units: Array<UnitPreset>, 
/**
 * All unit quantity codes.
 */
uqc: Array<string>, };

export type ItemUpdateRequest = { 
/**
 * Which item.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: ItemChange, };

export type ItemVersionRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type ItemsShown = "active" | "archived" | "all";

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

export type KeptBack = { 
/**
 * Why.
 */
kind: string, 
/**
 * In words; may be empty.
 */
reason: string, 
/**
 * How much.
 */
amount: Money, };

export type KnowledgeDeleteRequest = { 
/**
 * Which note.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type KnowledgeListRequest = { 
/**
 * Those of this category and of any; all when absent.
 */
category_id?: string, 
/**
 * Those in which all of these words stand, in their title or in what they say.
 */
search?: string, };

export type KnowledgeListResponse = { 
/**
 * By title.
 */
rows: Array<KnowledgeNote>, };

export type KnowledgeNote = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * What it is about.
 */
title: string, 
/**
 * What is known.
 */
body: string, 
/**
 * The category it belongs to; null: any.
 */
category_id: string | null, };

export type KnowledgeResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type KnowledgeSaveRequest = { 
/**
 * Which note; a new one when absent.
 */
id?: string, 
/**
 * The version that was seen; needed with `id`.
 */
version?: number, 
/**
 * What it is about.
 */
title: string, 
/**
 * What is known.
 */
body: string, 
/**
 * The category it belongs to; any when absent.
 */
category_id?: string, };

export type Lead = { 
/**
 * What its row shows.
 */
row: LeadRow, 
/**
 * The text it came as.
 */
original: string, 
/**
 * ISO 4217 code of its amount.
 */
currency: string, 
/**
 * Why it was disqualified.
 */
reason: string, 
/**
 * The customer it has become.
 */
customer_id: string | null, 
/**
 * The contact it has become.
 */
contact_id: string | null, 
/**
 * What to do next, and why.
 */
next_action: NextAction | null, };

export type LeadCaptureRequest = { 
/**
 * One line, or a pasted message.
 */
text?: string, 
/**
 * The person.
 */
name?: string, 
/**
 * The firm.
 */
company?: string, 
/**
 * Phone.
 */
phone?: string, 
/**
 * E-mail.
 */
email?: string, 
/**
 * Place.
 */
place?: string, 
/**
 * Where it came from.
 */
source?: string, 
/**
 * The campaign behind it.
 */
campaign?: string, 
/**
 * What is wanted.
 */
interest?: string, 
/**
 * Amount as typed.
 */
amount?: string, 
/**
 * ISO 4217 code of the amount; the home currency when absent.
 */
currency?: string, 
/**
 * Owner; by rule when absent.
 */
owner_id?: string, };

export type LeadCaptureResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version.
 */
version: number, 
/**
 * Its code.
 */
code: string, 
/**
 * Who has got it.
 */
owner_id: string, 
/**
 * When it should be answered first, in epoch milliseconds; null without a target.
 */
respond_by_ms: number | null, 
/**
 * What the text seemed to say.
 */
guess: LeadGuess, };

export type LeadChange = { 
/**
 * The person.
 */
name?: string, 
/**
 * The firm.
 */
company?: string, 
/**
 * Phone.
 */
phone?: string, 
/**
 * E-mail.
 */
email?: string, 
/**
 * Place.
 */
place?: string, 
/**
 * Where it came from.
 */
source?: string, 
/**
 * The campaign behind it.
 */
campaign?: string, 
/**
 * What is wanted.
 */
interest?: string, 
/**
 * Amount as typed.
 */
amount?: string, 
/**
 * ISO 4217 code of the amount; changes only together with it.
 */
currency?: string, 
/**
 * Owner.
 */
owner_id?: string, };

export type LeadDisqualifyRequest = { 
/**
 * Which lead.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Why.
 */
reason: string, };

export type LeadFilter = { 
/**
 * Only leads that stand like this.
 */
status?: LeadStatus, 
/**
 * True: only leads that nobody has decided about.
 */
open?: boolean, 
/**
 * Only leads of this owner.
 */
owner_id?: string, 
/**
 * Only leads from this source.
 */
source?: string, 
/**
 * Only leads of this campaign.
 */
campaign?: string, 
/**
 * True: only leads whose first answer is late.
 */
late?: boolean, };

export type LeadGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type LeadGuess = { 
/**
 * The person.
 */
name: string, 
/**
 * The firm.
 */
company: string, 
/**
 * Phone number as written.
 */
phone: string, 
/**
 * E-mail address.
 */
email: string, 
/**
 * City or place.
 */
place: string, 
/**
 * Where the enquiry comes from, where it says so: a portal, the website.
 */
source: string, 
/**
 * What is wanted.
 */
interest: string, 
/**
 * The sum as written, such as "2 lakh".
 */
amount: string, 
/**
 * ISO 4217 code of the sum, when a sign or code says so.
 */
currency: string, };

export type LeadOrigins = { 
/**
 * Sources; those that differ in capitals are one.
 */
sources: Array<string>, 
/**
 * Campaigns.
 */
campaigns: Array<string>, };

export type LeadOriginsRequest = Record<symbol, never>;

export type LeadParseRequest = { 
/**
 * One line, or a pasted message.
 */
text: string, };

export type LeadQualifyRequest = { 
/**
 * Which lead.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The customer it becomes.
 */
customer: QualifyCustomer, 
/**
 * The deal it becomes.
 */
deal?: QualifyDeal, };

export type LeadQualifyResponse = { 
/**
 * The lead.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * The customer.
 */
customer_id: string, 
/**
 * The contact; null when the lead names no person.
 */
contact_id: string | null, 
/**
 * The deal.
 */
deal_id: string, 
/**
 * Things that look wrong but are allowed.
 */
warnings: Array<FieldError>, };

export type LeadResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type LeadRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as LEAD-0042.
 */
code: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Person and firm in one line.
 */
title: string, 
/**
 * The person.
 */
name: string, 
/**
 * The firm.
 */
company: string, 
/**
 * Phone.
 */
phone: string, 
/**
 * E-mail.
 */
email: string, 
/**
 * Place.
 */
place: string, 
/**
 * Where it came from.
 */
source: string, 
/**
 * The campaign behind it.
 */
campaign: string, 
/**
 * What is wanted.
 */
interest: string, 
/**
 * How it stands.
 */
status: LeadStatus, 
/**
 * How it stands, in a word and a colour.
 */
badge: Badge, 
/**
 * Amount; null while nobody knows it.
 */
amount: Money | null, 
/**
 * When it came, in epoch milliseconds.
 */
received_ms: number, 
/**
 * When it should be answered first; null without a target.
 */
respond_by_ms: number | null, 
/**
 * When it was answered first.
 */
responded_ms: number | null, 
/**
 * How late the first answer is; null while it is not.
 */
late: Badge | null, 
/**
 * The next planned activity.
 */
next: ActivityBrief | null, 
/**
 * Owner's user id.
 */
owner_id: string | null, 
/**
 * Owner's name.
 */
owner: string, 
/**
 * The deal it has become; null when that one is gone.
 */
deal_id: string | null, };

export type LeadRule = { 
/**
 * Its id.
 */
id: string, 
/**
 * By what it assigns.
 */
by: AssignBy, 
/**
 * The source or place; empty in turn.
 */
value: string, 
/**
 * Who gets the lead.
 */
owner_id: string, 
/**
 * Their name.
 */
owner: string, };

export type LeadRuleInput = { 
/**
 * Which rule; a new one when absent.
 */
id?: string, 
/**
 * By what it assigns.
 */
by: AssignBy, 
/**
 * The source or place.
 */
value?: string, 
/**
 * Who gets the lead.
 */
owner_id: string, };

export type LeadRuleListRequest = Record<symbol, never>;

export type LeadRuleSaveRequest = { 
/**
 * The rules in their order.
 */
rules: Array<LeadRuleInput>, 
/**
 * The targets by source.
 */
targets: Array<LeadTargetInput>, };

export type LeadRules = { 
/**
 * The rules in their order.
 */
rules: Array<LeadRule>, 
/**
 * The targets by source.
 */
targets: Array<LeadTarget>, };

export type LeadStatus = "new" | "contacted" | "qualified" | "disqualified";

export type LeadSummary = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them have a first answer that is late.
 */
late: number, 
/**
 * Amounts, one per currency, the home currency first.
 */
sums: Array<Money>, 
/**
 * Every tab with what stands under it, whatever is searched and filtered for.
 */
tabs: Array<LeadTabCount>, };

export type LeadTabCount = { 
/**
 * `open`, `late` or a status.
 */
tab: string, 
/**
 * How many.
 */
count: number, };

export type LeadTarget = { 
/**
 * Its id.
 */
id: string, 
/**
 * The source; empty: all without a target of their own.
 */
source: string, 
/**
 * The target in minutes.
 */
minutes: number, };

export type LeadTargetInput = { 
/**
 * Which target; a new one when absent.
 */
id?: string, 
/**
 * The source; empty: all without a target of their own.
 */
source?: string, 
/**
 * The target in minutes, 1 to 43,200 (thirty days).
 */
minutes: number, };

export type LeadUpdateRequest = { 
/**
 * Which lead.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: LeadChange, };

export type LeadVersionRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type LetterheadPicture = "logo" | "signature";

export type LineInput = { 
/**
 * Its id, when it was saved before.
 */
id?: string, 
/**
 * The item of the catalogue.
 */
item_id?: string, 
/**
 * The row of the billing plan that it invoices.
 */
billing_row_id?: string, 
/**
 * What is sold.
 */
description?: string, 
/**
 * A further text below.
 */
detail?: string, 
/**
 * HSN or SAC code.
 */
hsn?: string, 
/**
 * Quantity; arithmetic such as 12*450 is done.
 */
quantity?: string, 
/**
 * Unit.
 */
unit?: string, 
/**
 * Price of one unit; arithmetic is done.
 */
unit_price?: string, 
/**
 * Discount: "10%" or an amount.
 */
discount?: string, 
/**
 * Tax class of the catalogue.
 */
tax_class_id?: string, 
/**
 * Named rates by hand, instead of a tax class.
 */
taxes?: Array<TaxInput>, 
/**
 * True: an option of an estimate, outside its total.
 */
optional?: boolean, };

export type LineTotals = { 
/**
 * Quantity as understood.
 */
quantity: string, 
/**
 * Price as understood.
 */
unit_price: string, 
/**
 * Without tax, after its own discount.
 */
net: string, 
/**
 * Its tax.
 */
tax: string, 
/**
 * With tax.
 */
total: string, 
/**
 * Its whole rate in percent.
 */
rate: string, 
/**
 * True: outside the document's total.
 */
optional: boolean, };

export type ListRequest<F> = { 
/**
 * The filters of this list; absent means none.
 */
filter?: F, 
/**
 * Words that the rows must contain.
 */
search?: string, 
/**
 * The order; the list's own when absent.
 */
sort?: Sort, 
/**
 * The `next` of the page before.
 */
after?: string, 
/**
 * How many rows to skip, when the page before is not known.
 */
offset?: number, 
/**
 * How many rows (at most 500; 100 when absent).
 */
limit?: number, };

export type MessageDirection = "in" | "out" | "note";

export type Milestone = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Its name.
 */
name: string, 
/**
 * The day on which it should be reached, `YYYY-MM-DD`.
 */
due_date: string | null, 
/**
 * The day on which it was.
 */
reached_date: string | null, 
/**
 * How it stands; null while it lies ahead.
 */
badge: Badge | null, 
/**
 * How much of the sale is invoiced when it is reached, with the invoices made for it.
 */
billing: Array<BillingShare>, };

export type MilestoneCreateRequest = { 
/**
 * The project.
 */
project_id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The day on which it should be reached, `YYYY-MM-DD`.
 */
due_date?: string, };

export type MilestoneReachRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The day on which it was reached, `YYYY-MM-DD`; today when absent.
 */
reached_date?: string, };

export type MilestoneReachResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * What was to be invoiced then: the drafts that were made, or why none was.
 */
billing: Array<BillingReached>, };

export type MilestoneReopened = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * Which drafts of invoices stay, since somebody made them or has worked on them.
 */
warnings: Array<FieldError>, };

export type MilestoneResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type MilestoneUpdateRequest = { 
/**
 * Which milestone.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Its name.
 */
name?: string, 
/**
 * The day on which it should be reached, `YYYY-MM-DD`.
 */
due_date?: string, };

export type MilestoneVersionRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type Money = { 
/**
 * Decimal text such as "1234.50".
 */
amount: string, 
/**
 * ISO 4217 code.
 */
currency: string, };

export type MovedMilestone = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its day from now on, `YYYY-MM-DD`.
 */
due_date: string, };

export type MovedTask = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is.
 */
title: string, 
/**
 * Who does it.
 */
owner: string, 
/**
 * Its first day from now on, `YYYY-MM-DD`.
 */
start_date: string | null, 
/**
 * Its last day from now on; its first when it has no other.
 */
due_date: string, 
/**
 * By how many working days it moves.
 */
days: number, };

export type NewestRequest = { 
/**
 * Only one before this action: it was told already that a later one cannot be taken back.
 */
before?: number, };

export type NewestResponse = { 
/**
 * Its number on this device with its command; null when there is none among the newest.
 */
action: UndoHandle | null, 
/**
 * False: it made a fact that nothing takes back.
 */
is_offered: boolean, };

export type NextAction = { 
/**
 * What it is about.
 */
subject: ActionSubject, 
/**
 * Its icon in the Lucide set.
 */
icon: string, 
/**
 * Message id of what to do.
 */
text_key: string, 
/**
 * Message id of the rule behind it.
 */
why_key: string, 
/**
 * Message id of the button that does it.
 */
action_key: string, 
/**
 * Values for the placeholders of all three.
 */
params: Record<string, unknown>, 
/**
 * The day it is due, `YYYY-MM-DD`.
 */
due: string | null, 
/**
 * The time it is due, `HH:MM`.
 */
due_time: string | null, 
/**
 * The instant by which it should be done, in epoch milliseconds, when it has a clock.
 */
by_ms: number | null, 
/**
 * How late it is; null while it is not.
 */
late: Badge | null, 
/**
 * What carries it out.
 */
command: ActionCommand, };

export type NextActionAnswer = { 
/**
 * The id of the answer.
 */
id: string, 
/**
 * The first day on which the action may be shown again, `YYYY-MM-DD`; null when it is not needed.
 */
until: string | null, };

export type NextActionDismissRequest = { 
/**
 * What the action is about.
 */
subject: ActionSubject, };

export type NextActionRequest = { 
/**
 * Its kind: customer, lead, deal, estimate or invoice.
 */
kind: string, 
/**
 * Its id.
 */
id: string, };

export type NextActionResponse = { 
/**
 * The action.
 */
action: NextAction | null, };

export type NextActionSnoozeRequest = { 
/**
 * What the action is about.
 */
subject: ActionSubject, 
/**
 * When it is shown again.
 */
until: ActionSnoozeUntil, };

export type NotificationKind = "reminder" | "mention" | "notice";

export type NumberSeries = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it counts: `invoice`, `credit_note`, `estimate`, `receipt`, `customer` …
 */
kind: string, 
/**
 * The branch, when it counts by branch.
 */
branch_id: string | null, 
/**
 * The branch's name, may be empty.
 */
branch: string, 
/**
 * Literals and the tokens `{SEQ:4}`, `{FY}`, `{YYYY}`, `{YY}`, `{MM}`, `{DEV}`.
 */
pattern: string, 
/**
 * When it begins again.
 */
resets: Resets, 
/**
 * The period in which it counts today, as printed; empty when it never begins again.
 */
period: string, 
/**
 * The running number that comes next.
 */
next_no: number, 
/**
 * The next number as printed today.
 */
next: string, 
/**
 * The longest number that is expected in a period.
 */
longest: string, 
/**
 * How long a number may be.
 */
length_max: number, 
/**
 * Whether it has given a number in this period; its start is fixed then.
 */
is_started: boolean, 
/**
 * Whether it has given a number in any period; when it begins again is fixed then.
 */
has_counted: boolean, 
/**
 * Rises with each change.
 */
version: number, };

export type NumberSeriesListRequest = Record<symbol, never>;

export type NumberSeriesListResponse = { 
/**
 * The series: those of the branches in their order, then those of records.
 */
rows: Array<NumberSeries>, };

export type NumberSeriesUpdateRequest = { 
/**
 * Which series.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * How numbers look.
 */
pattern?: string, 
/**
 * When it begins again.
 */
resets?: Resets, 
/**
 * The first running number of this period, for a firm that changes over within it.
 */
first_no?: number, };

export type Offer = { 
/**
 * How it is counted.
 */
unit: SupportUnit, 
/**
 * How much there is in each period, as decimal text; null: as much as is needed.
 */
amount: string | null, 
/**
 * When it is given anew.
 */
period: SupportPeriod, 
/**
 * Whether what is left goes into the next period.
 */
rollover: boolean, 
/**
 * Months of its term.
 */
months: number, 
/**
 * How many days before its last day it can be given notice.
 */
notice_days: number, 
/**
 * Whether it goes on by itself.
 */
auto_renew: boolean, 
/**
 * Whether it begins when the project that it is sold with is closed.
 */
after_project: boolean, 
/**
 * The service level of its tickets; null: as the rules say.
 */
policy_id: string | null, 
/**
 * That service level's name.
 */
policy: string, };

export type OfferInput = { 
/**
 * How it is counted.
 */
unit: SupportUnit, 
/**
 * How much there is in each period, as typed.
 */
amount?: string, 
/**
 * When it is given anew.
 */
period: SupportPeriod, 
/**
 * Whether what is left goes into the next period.
 */
rollover?: boolean, 
/**
 * Months of its term; twelve when absent.
 */
months?: number, 
/**
 * How many days before its last day it can be given notice; none when absent.
 */
notice_days?: number, 
/**
 * Whether it goes on by itself.
 */
auto_renew?: boolean, 
/**
 * Whether it begins when the project that it is sold with is closed; it does not when absent.
 */
after_project?: boolean, 
/**
 * The service level of its tickets.
 */
policy_id?: string, };

export type OpenTaskChoice = { 
/**
 * The task.
 */
id: string, 
/**
 * What becomes of it.
 */
fate: OpenTaskFate, };

export type OpenTaskFate = "ticket" | "drop" | "keep";

export type OverageBillRequest = { 
/**
 * Of this entitlement.
 */
entitlement_id?: string, 
/**
 * Of all that this contract gives.
 */
contract_id?: string, 
/**
 * What an hour or a request costs, as typed; what one of those that were bought came to when absent.
 */
price?: string, 
/**
 * Units of the branch's own currency for one of the invoice's, where these are two.
 */
rate?: string, };

export type OverageBillResponse = { 
/**
 * The draft invoice.
 */
id: string, 
/**
 * Its version.
 */
version: number, };

export type OverageBilled = { 
/**
 * The invoice, or the estimate of a renewal.
 */
document_id: string, 
/**
 * `invoice` or `estimate`.
 */
kind: string, 
/**
 * Its number, or what it is called before it has one.
 */
document: string, 
/**
 * How it is counted.
 */
unit: SupportUnit, 
/**
 * The first day of the period.
 */
from: string, 
/**
 * Minutes of hours, or requests.
 */
quantity: number, };

export type OverageExcess = { 
/**
 * The entitlement's name.
 */
name: string, 
/**
 * How it is counted.
 */
unit: SupportUnit, 
/**
 * The first day of the period.
 */
from: string, 
/**
 * Minutes of hours, or requests.
 */
quantity: number, };

export type OverageRow = { 
/**
 * The entitlement.
 */
entitlement_id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How it is counted.
 */
unit: SupportUnit, 
/**
 * The first day of the period.
 */
from: string, 
/**
 * The last day of the period.
 */
to: string, 
/**
 * Minutes of hours, or requests.
 */
quantity: number, 
/**
 * What an hour or a request costs; null when nobody can say.
 */
price: Money | null, };

export type OverageToBill = { 
/**
 * What is billed nowhere yet, the oldest first.
 */
rows: Array<OverageRow>, 
/**
 * What that comes to before tax; null while a price is missing.
 */
amount: Money | null, 
/**
 * ISO 4217 code in which it is billed.
 */
currency: string, 
/**
 * The rate that it needs; null in the currency of its branch.
 */
exchange: SupportExchange | null, 
/**
 * Where the rest stands.
 */
billed: Array<OverageBilled>, 
/**
 * What should come off there, or be credited.
 */
excess: Array<OverageExcess>, };

export type OverageToBillRequest = { 
/**
 * The entitlement.
 */
entitlement_id?: string, 
/**
 * The contract.
 */
contract_id?: string, };

export type Page<T> = { 
/**
 * The rows.
 */
rows: Array<T>, 
/**
 * What to send as `after` for the next page; null on the last one.
 */
next: string | null, };

export type Paper = "a4" | "letter";

export type Payment = { 
/**
 * Its id.
 */
id: string, 
/**
 * Whose it is: who may write only their own, writes this one when it is theirs.
 */
owner_id: string | null, 
/**
 * Its receipt number.
 */
number: string, 
/**
 * From whom.
 */
customer_id: string, 
/**
 * When.
 */
date: string, 
/**
 * How.
 */
method: string, 
/**
 * The bank's reference.
 */
reference: string, 
/**
 * True: it was reversed and counts no more.
 */
reversed: boolean, 
/**
 * Its state in words.
 */
badge: Badge, 
/**
 * How much arrived.
 */
amount: Money, 
/**
 * What is free of it.
 */
credit: Money, 
/**
 * What it settled.
 */
allocations: Array<Settled>, 
/**
 * What was kept back: kind or reason, and how much.
 */
deductions: Array<KeptBack>, 
/**
 * What was paid back of it.
 */
refunds: Array<Refunded>, 
/**
 * Why and when it was reversed.
 */
reversal: Reversal | null, 
/**
 * What was noted about it.
 */
note: string, 
/**
 * Units of the home currency for one of its own, as decimal text; 1 at home.
 */
rate: string, 
/**
 * How much arrived, in the home currency of the branch.
 */
base: Money, 
/**
 * The branch that received it; empty while there is only one.
 */
branch: string, };

export type PaymentFilter = { 
/**
 * Only this customer's.
 */
customer_id?: string, 
/**
 * Only those of this owner.
 */
owner_id?: string, 
/**
 * Only those of this seller.
 */
branch_id?: string, 
/**
 * Only this method.
 */
method?: PaymentMethod, 
/**
 * Only payments with something free on them.
 */
with_credit?: boolean, 
/**
 * Only payments that were not reversed.
 */
live?: boolean, 
/**
 * Received on or after.
 */
from?: string, 
/**
 * Received on or before.
 */
to?: string, };

export type PaymentGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type PaymentMethod = "bank" | "upi" | "card" | "cash" | "cheque" | "other";

export type PaymentRecordRequest = { 
/**
 * From whom.
 */
customer_id: string, 
/**
 * How much arrived.
 */
amount: string, 
/**
 * ISO 4217 code; the customer's when absent.
 */
currency?: string, 
/**
 * When; today when absent.
 */
date?: string, 
/**
 * How.
 */
method: PaymentMethod, 
/**
 * The bank's reference.
 */
reference?: string, 
/**
 * A note.
 */
note?: string, 
/**
 * Home currency units for one unit of a foreign currency.
 */
rate?: string, 
/**
 * The branch that received it; when absent, that of the invoice it settles first, else the first.
 */
branch_id?: string, 
/**
 * What it settles; oldest first when absent, nothing when empty.
 */
allocations?: Array<AllocationInput>, 
/**
 * What was kept back.
 */
deductions?: Array<DeductionInput>, };

export type PaymentResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its receipt number.
 */
number: string, 
/**
 * What it settled.
 */
allocations: Array<Settled>, 
/**
 * What is left as credit of the customer.
 */
credit: Money, };

export type PaymentReverseRequest = { 
/**
 * Which payment.
 */
id: string, 
/**
 * Why: bounced cheque, wrong entry.
 */
reason: string, };

export type PaymentRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its receipt number.
 */
number: string, 
/**
 * The customer.
 */
customer_id: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * Date.
 */
date: string, 
/**
 * How it came.
 */
method: string, 
/**
 * The bank's reference.
 */
reference: string, 
/**
 * How much.
 */
amount: Money, 
/**
 * What is free of it.
 */
credit: Money, 
/**
 * True: it was reversed and counts no more.
 */
reversed: boolean, 
/**
 * Its state in words.
 */
badge: Badge, 
/**
 * The branch that received it.
 */
branch_id: string, 
/**
 * Owner's user id; null is nobody.
 */
owner_id: string | null, };

export type PaymentSummary = { 
/**
 * How many.
 */
count: number, 
/**
 * Amounts per currency, reversed ones left out.
 */
amounts: Array<Money>, 
/**
 * What was paid back in the same days to the same customer by the same method, per currency; empty where payments are searched
 * or chosen by what is left of them.
 */
refunded: Array<Money>, };

export type PermissionSetListRequest = Record<symbol, never>;

export type PermissionSetListResponse = { 
/**
 * The sets.
 */
rows: Array<PermissionSetRow>, };

export type PermissionSetResponse = { 
/**
 * The set.
 */
id: string, };

export type PermissionSetRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name; of a preset, the name at set-up.
 */
name: string, 
/**
 * Which preset it came from.
 */
preset: string | null, 
/**
 * What it grants.
 */
grants: Array<Grant>, 
/**
 * Rises with each change.
 */
version: number, };

export type PermissionSetSaveRequest = { 
/**
 * Which set; a new one when absent.
 */
id?: string, 
/**
 * The version that was seen; needed for a set that stands.
 */
version?: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Everything it grants.
 */
grants: Array<Grant>, };

export type PersonCapacity = { 
/**
 * The user.
 */
user_id: string, 
/**
 * The user's name.
 */
name: string, 
/**
 * Week by week.
 */
weeks: Array<WeekLoad>, 
/**
 * Whether any week holds more than there are hours.
 */
is_over: boolean, 
/**
 * Open tasks that count nowhere, for they have no day or no estimate.
 */
uncounted: number, };

export type Pipeline = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Its stages in their order.
 */
stages: Array<Stage>, };

export type PipelineDeleteRequest = { 
/**
 * Which pipeline.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type PipelineListRequest = Record<symbol, never>;

export type PipelineListResponse = { 
/**
 * In their order.
 */
rows: Array<Pipeline>, };

export type PipelineResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * The ids of its stages in their order.
 */
stage_ids: Array<string>, };

export type PipelineSaveRequest = { 
/**
 * Which pipeline; a new one when absent.
 */
id?: string, 
/**
 * The version that was seen; needed with `id`.
 */
version?: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Its stages in their order.
 */
stages: Array<StageInput>, };

export type PipelineSums = { 
/**
 * The pipeline.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How many open deals.
 */
count: number, 
/**
 * Their amounts, one per currency, the home currency first.
 */
sums: Array<Money>, 
/**
 * Their amounts × probability.
 */
weighted: Array<Money>, 
/**
 * Its stages in their order.
 */
stages: Array<StageSums>, };

export type PlacedMilestone = { 
/**
 * The milestone of the template.
 */
template_milestone_id: string, 
/**
 * The milestone of the project; empty where nothing was made.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its day, `YYYY-MM-DD`.
 */
date: string, 
/**
 * How many percent of the sale are invoiced when it is reached; empty: none.
 */
percent: string, };

export type PlacedTask = { 
/**
 * The task of the template.
 */
template_task_id: string, 
/**
 * What it is.
 */
title: string, 
/**
 * Who does it; empty: the lead.
 */
role: string, 
/**
 * The milestone of the template.
 */
template_milestone_id: string | null, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start: string, 
/**
 * Its last day.
 */
due: string, };

export type Plan = { 
/**
 * The tasks in their order.
 */
tasks: Array<PlacedTask>, 
/**
 * The milestones in their order.
 */
milestones: Array<PlacedMilestone>, 
/**
 * The last day of all; the start when there is nothing.
 */
end: string, };

export type PlanFigures = { 
/**
 * What was sold.
 */
sold: Money, 
/**
 * The same without tax.
 */
sold_net: Money, 
/**
 * What invoices come to, credit notes taken off.
 */
invoiced: Money, 
/**
 * The same without tax.
 */
invoiced_net: Money, 
/**
 * What is still to be invoiced.
 */
to_invoice: Money, 
/**
 * The same without tax.
 */
to_invoice_net: Money, 
/**
 * What was paid on the invoices, with what payers kept back.
 */
collected: Money, };

export type PlanLine = { 
/**
 * Its id.
 */
id: string, 
/**
 * `line` or `rounding`.
 */
kind: string, 
/**
 * What was sold.
 */
description: string, 
/**
 * How many were sold, as decimal text.
 */
quantity: string, 
/**
 * How many of them are not invoiced yet.
 */
left: string, 
/**
 * What it was sold for, with tax.
 */
sold: Money, 
/**
 * What of that is still to be invoiced.
 */
to_invoice: Money, 
/**
 * True: the rest will not be invoiced.
 */
closed: boolean, 
/**
 * The estimate that sold it.
 */
estimate_id: string | null, 
/**
 * The recurring invoice whose first invoice takes it, as long as that is to come.
 */
first_of: PlanRecurring | null, };

export type PlanRecurring = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as REC-0001.
 */
code: string, 
/**
 * The day of its first invoice, `YYYY-MM-DD`.
 */
date: string, };

export type PolicyHours = "business" | "always";

export type Price = { 
/**
 * Price of one unit in major units, as decimal text.
 */
unit_price: string, 
/**
 * Its currency.
 */
currency: string, 
/**
 * Whether it contains the tax.
 */
includes_tax: boolean, 
/**
 * The price list it comes from; null: the item itself.
 */
price_list_id: string | null, 
/**
 * Name of that list; empty when there is none.
 */
price_list: string, };

export type PriceDraftRequest = { 
/**
 * Estimate or invoice.
 */
kind: DraftKind, 
/**
 * As typed.
 */
draft: DraftInput, 
/**
 * True: it is the form of a recurring invoice, which stands beside whatever else is sold.
 */
recurs: boolean, };

export type PriceList = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * ISO 4217 code of its prices.
 */
currency: string, 
/**
 * True: for everybody who buys in the currency; false: for the customers that carry it.
 */
for_all: boolean, 
/**
 * Whether its prices contain the tax.
 */
prices_include_tax: boolean, 
/**
 * First day, `YYYY-MM-DD`; null: since ever.
 */
valid_from: string | null, 
/**
 * Last day, `YYYY-MM-DD`; null: until further notice.
 */
valid_to: string | null, 
/**
 * Whether it is valid today.
 */
holds_today: boolean, 
/**
 * How many lines it has.
 */
lines: number, 
/**
 * Rises with each change.
 */
version: number, };

export type PriceListDeleteRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type PriceListLineFilter = { 
/**
 * The price list.
 */
price_list_id: string, };

export type PriceListLineInput = { 
/**
 * The item.
 */
item_id: string, 
/**
 * From how many units on; from the first when absent or empty.
 */
min_quantity?: string, 
/**
 * Price of one unit as typed.
 */
unit_price: string, };

export type PriceListLineRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * The item.
 */
item_id: string, 
/**
 * Code of the item.
 */
code: string, 
/**
 * Name of the item.
 */
name: string, 
/**
 * From how many units on, as decimal text.
 */
min_quantity: string, 
/**
 * Price of one unit, as decimal text.
 */
unit_price: string, };

export type PriceListListRequest = Record<symbol, never>;

export type PriceListListResponse = { 
/**
 * The lists by name.
 */
rows: Array<PriceList>, };

export type PriceListResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type PriceListSaveRequest = { 
/**
 * Which list; absent: a new one.
 */
id?: string, 
/**
 * The version that was seen; needed with an id.
 */
version?: number, 
/**
 * Name; needed for a new list.
 */
name?: string, 
/**
 * ISO 4217 code; the currency of the first branch when absent. It stays while the list has lines.
 */
currency?: string, 
/**
 * True: for everybody who buys in the currency; false (also for a new list without it): for the customers that carry it.
 */
for_all?: boolean, 
/**
 * Whether its prices contain the tax.
 */
prices_include_tax?: boolean, 
/**
 * First day, `YYYY-MM-DD`; empty: since ever.
 */
valid_from?: string, 
/**
 * Last day, `YYYY-MM-DD`; empty: until further notice.
 */
valid_to?: string, 
/**
 * Lines to add, or to give another price when item and quantity stand there already.
 */
set?: Array<PriceListLineInput>, 
/**
 * Ids of lines to take away.
 */
remove?: Array<string>, };

export type Priority = "low" | "normal" | "high" | "urgent";

export type Project = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Code such as PRJ-0001.
 */
code: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its customer.
 */
customer_id: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * The deal in which it was sold.
 */
deal_id: string | null, 
/**
 * That deal's code and title.
 */
deal: string, 
/**
 * The template it was made from.
 */
template_id: string | null, 
/**
 * That template's name.
 */
template: string, 
/**
 * The branch whose working days count.
 */
branch_id: string | null, 
/**
 * How it stands.
 */
status: WorkStatus, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * Who leads it.
 */
owner_id: string | null, 
/**
 * The lead's name.
 */
owner: string, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start_date: string, 
/**
 * The day by which it was promised.
 */
end_date: string | null, 
/**
 * How it is getting on, in one sentence.
 */
health: Badge, 
/**
 * ISO 4217 code of its budget.
 */
currency: string, 
/**
 * What it may cost.
 */
budget: Money | null, 
/**
 * How long it may take, in minutes.
 */
budget_minutes: number | null, 
/**
 * Notes.
 */
notes: string, 
/**
 * When it was closed, in epoch milliseconds.
 */
closed_ms: number | null, 
/**
 * Its milestones by their days.
 */
milestones: Array<Milestone>, 
/**
 * Those of its tasks that the user may read, in their order.
 */
tasks: Array<ProjectTask>, };

export type ProjectBar = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as PRJ-0001.
 */
code: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * How it stands.
 */
status: WorkStatus, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start_date: string, 
/**
 * Its last day: the promised one, or that of its last open task when that is later or none was promised.
 */
end_date: string, 
/**
 * The day by which it was promised.
 */
promised: string | null, 
/**
 * How late it is; null while it is not.
 */
late: Badge | null, 
/**
 * Its milestones that have a day.
 */
milestones: Array<ProjectBarMilestone>, };

export type ProjectBarMilestone = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The day on which it should be reached, `YYYY-MM-DD`.
 */
due_date: string, 
/**
 * Whether it was.
 */
is_reached: boolean, 
/**
 * Whether its day is past, and it was not.
 */
is_late: boolean, };

export type ProjectBoard = { 
/**
 * The columns in their order.
 */
columns: Array<ProjectColumn>, };

export type ProjectBoardRequest = { 
/**
 * Only these projects; with a `status` only that column.
 */
filter?: ProjectFilter, 
/**
 * Words that the projects must contain.
 */
search?: string, 
/**
 * The `next` of the column before, with a `status` in the filter.
 */
after?: string, };

export type ProjectCalendar = { 
/**
 * By day; at most five hundred.
 */
rows: Array<ProjectDay>, 
/**
 * Whether there are more.
 */
has_more: boolean, };

export type ProjectCalendarRequest = { 
/**
 * The first day, `YYYY-MM-DD`.
 */
from: string, 
/**
 * The last day.
 */
to: string, 
/**
 * Only of these projects.
 */
filter?: ProjectFilter, 
/**
 * Words that the projects must contain.
 */
search?: string, };

export type ProjectChange = { 
/**
 * Its name.
 */
name?: string, 
/**
 * Its customer.
 */
customer_id?: string, 
/**
 * Who leads it.
 */
owner_id?: string, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start_date?: string, 
/**
 * The day by which it was promised, `YYYY-MM-DD`.
 */
end_date?: string, 
/**
 * ISO 4217 code of its budget; the customer’s currency when absent.
 */
currency?: string, 
/**
 * What it may cost, as typed.
 */
budget?: string, 
/**
 * How long it may take, as typed: `120h`.
 */
budget_hours?: string, 
/**
 * Notes.
 */
notes?: string, };

export type ProjectCloseRequest = { 
/**
 * Which project.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * What becomes of its open tasks, one by one.
 */
tasks?: Array<OpenTaskChoice>, 
/**
 * What becomes of those that are not named; when absent, each must be.
 */
others?: OpenTaskFate, };

export type ProjectClosed = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * The tickets as which tasks go on.
 */
tickets: Array<TaskTicket>, 
/**
 * How many tasks were dropped.
 */
dropped: number, 
/**
 * How many stay open.
 */
kept: number, 
/**
 * What the customer bought that begins now.
 */
begun: Array<Begun>, 
/**
 * The parts of the billing plan that have nothing left to wait for and are to be invoiced now, by name.
 */
to_invoice: Array<string>, };

export type ProjectColumn = { 
/**
 * How they stand.
 */
status: WorkStatus, 
/**
 * How many; null when there are two hundred or more, which are not counted.
 */
count: number | null, 
/**
 * The first of them, at most twenty-five: by the day they were promised for; what is done, the latest first.
 */
cards: Array<ProjectRow>, 
/**
 * What to send as `after` for more; null when these are all.
 */
next: string | null, };

export type ProjectCreateRequest = { 
/**
 * The deal in which it was sold.
 */
deal_id?: string, 
/**
 * The branch whose working days count; that of its deal when absent, else the first one.
 */
branch_id?: string, 
/**
 * The template it is made from.
 */
template_id?: string, 
/**
 * Who takes the roles of the template.
 */
roles?: Array<RoleOwner>, 
/**
 * Its fields.
 */
set: ProjectChange, };

export type ProjectDay = { 
/**
 * The milestone or the project.
 */
id: string, 
/**
 * Which of both it is.
 */
kind: ProjectDayKind, 
/**
 * Rises with each change of it.
 */
version: number, 
/**
 * The day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * The milestone's name, or the project's.
 */
name: string, 
/**
 * The project.
 */
project_id: string, 
/**
 * The project's name.
 */
project: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * How the project stands.
 */
status: WorkStatus, 
/**
 * Who leads it.
 */
owner_id: string | null, 
/**
 * Whether it is over: the milestone reached, or the project closed.
 */
is_over: boolean, 
/**
 * Whether the day is past and it is not over.
 */
is_late: boolean, };

export type ProjectDayKind = "milestone" | "end";

export type ProjectDeleteRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type ProjectFilter = { 
/**
 * Only those that stand like this.
 */
status?: WorkStatus, 
/**
 * True: only those that go on; false: only closed ones.
 */
open?: boolean, 
/**
 * Only those of this lead.
 */
owner_id?: string, 
/**
 * Only those of this customer.
 */
customer_id?: string, 
/**
 * Only those of this deal.
 */
deal_id?: string, 
/**
 * True: only open ones past the day by which they were promised.
 */
late?: boolean, 
/**
 * True: only open ones whose hours come near what was planned, or beyond.
 */
at_risk?: boolean, };

export type ProjectGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type ProjectMoveRequest = { 
/**
 * Which project.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Its first day from now on, `YYYY-MM-DD`.
 */
start_date: string, 
/**
 * Whether the promised day moves as well; it stays when absent.
 */
moves_end?: boolean, };

export type ProjectMoved = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * By how many working days; below zero: earlier.
 */
days: number, 
/**
 * Its first day now, `YYYY-MM-DD`.
 */
start_date: string, 
/**
 * The day by which it is promised now.
 */
end_date: string | null, 
/**
 * The tasks that moved.
 */
moved: Array<MovedTask>, 
/**
 * The milestones that moved.
 */
milestones: Array<MovedMilestone>, 
/**
 * The promised day, when a task ends after it now.
 */
past_end: string | null, };

export type ProjectPlan = { 
/**
 * A bar for each, in the order of the list.
 */
rows: Array<ProjectBar>, 
/**
 * What to send as `after` for the next page; null on the last one.
 */
next: string | null, 
/**
 * The civil date.
 */
today: string, 
/**
 * The first day of all, `YYYY-MM-DD`.
 */
start: string, 
/**
 * The last day of all.
 */
end: string, };

export type ProjectReopenRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type ProjectResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type ProjectRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as PRJ-0001.
 */
code: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Its customer.
 */
customer_id: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * The deal in which it was sold.
 */
deal_id: string | null, 
/**
 * How it stands.
 */
status: WorkStatus, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * Who leads it.
 */
owner_id: string | null, 
/**
 * The lead's name.
 */
owner: string, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start_date: string, 
/**
 * The day by which it was promised.
 */
end_date: string | null, 
/**
 * How many days it is past that; null while it is not.
 */
late: Badge | null, 
/**
 * How many tasks it has.
 */
tasks: number, 
/**
 * How many of them are done.
 */
tasks_done: number, 
/**
 * How it is getting on, in one sentence.
 */
health: Badge, };

export type ProjectStatusRequest = { 
/**
 * Which project.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * How it stands from now on.
 */
status: WorkStatus, };

export type ProjectSummary = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them go on.
 */
open: number, 
/**
 * How many of those are past the day by which they were promised.
 */
late: number, 
/**
 * How many tasks they have.
 */
tasks: number, 
/**
 * How many of the tasks are done.
 */
tasks_done: number, 
/**
 * How many have not begun.
 */
planned: number, 
/**
 * How many are worked on.
 */
in_progress: number, 
/**
 * How many wait.
 */
on_hold: number, 
/**
 * Of how many open ones the hours come near what was planned, or beyond.
 */
at_risk: number, };

export type ProjectTask = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * What is to be done.
 */
title: string, 
/**
 * Its milestone.
 */
milestone_id: string | null, 
/**
 * How it stands.
 */
status: WorkStatus, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * How soon it should be looked at.
 */
priority: Priority, 
/**
 * Who does it.
 */
owner_id: string | null, 
/**
 * That person's name.
 */
owner: string, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start_date: string | null, 
/**
 * Its last day.
 */
due_date: string | null, 
/**
 * How late it is; null while it is not.
 */
late: Badge | null, 
/**
 * How much work it is, in minutes.
 */
estimate_minutes: number | null, 
/**
 * How many things there are to tick off.
 */
checks: number, 
/**
 * How many of them are done.
 */
checks_done: number, 
/**
 * Whether it comes again.
 */
recurrence: Recurrence, 
/**
 * The ticket as which it goes on.
 */
ticket_id: string | null, 
/**
 * The tasks that it waits for.
 */
after: Array<string>, };

export type ProjectUpdateRequest = { 
/**
 * Which project.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: ProjectChange, };

export type PromiseKind = "response" | "resolution";

export type PromiseState = "on_time" | "at_risk" | "breached" | "paused" | "kept" | "missed";

export type PublicHoliday = { 
/**
 * When, `YYYY-MM-DD`.
 */
date: string, 
/**
 * Its name.
 */
name: string, 
/**
 * It follows the moon: the day is a forecast.
 */
is_forecast: boolean, };

export type PutOffUntil = "later" | "tomorrow" | "next_week";

export type QualifyCreate = { 
/**
 * Its name; the lead's firm, else its person, when absent.
 */
name?: string, 
/**
 * Organisation or person; by what the lead knows when absent.
 */
kind?: CustomerKind, 
/**
 * Phone.
 */
phone?: string, 
/**
 * E-mail.
 */
email?: string, 
/**
 * City of its billing address; the lead's place when absent.
 */
city?: string, };

export type QualifyCustomer = { 
/**
 * An existing customer.
 */
id?: string, 
/**
 * A new customer; name, phone, e-mail and source come from the lead where they are absent.
 */
create?: QualifyCreate, 
/**
 * False: the lead's person becomes no contact.
 */
with_contact?: boolean, };

export type QualifyDeal = { 
/**
 * What it is about.
 */
title?: string, 
/**
 * Amount without tax, as typed.
 */
amount?: string, 
/**
 * ISO 4217 code.
 */
currency?: string, 
/**
 * The pipeline.
 */
pipeline_id?: string, 
/**
 * The stage it starts in.
 */
stage_id?: string, 
/**
 * The branch that sells; the first one when absent.
 */
branch_id?: string, 
/**
 * Day on which it is expected to close.
 */
expected_close?: string, 
/**
 * What would be sold.
 */
lines?: Array<DealLineInput>, };

export type QueuePart = "mine" | "unassigned" | "open";

export type Recurrence = "none" | "daily" | "weekly" | "monthly";

export type RecurringCreateRequest = { 
/**
 * What each invoice says. Its dates are those of its day.
 */
draft: DraftInput, 
/**
 * On which days.
 */
rhythm: RecurringRhythm, 
/**
 * The contract that it belongs to.
 */
contract_id?: string, };

export type RecurringDaysRequest = { 
/**
 * The days.
 */
rhythm: RecurringRhythm, 
/**
 * The recurring invoice that they are typed for, of which some are settled; a new one when absent.
 */
id?: string, 
/**
 * The seller; the first branch when absent.
 */
branch_id?: string, };

export type RecurringDaysResponse = { 
/**
 * The next three.
 */
days: Array<string>, 
/**
 * How many of the days have come, so that a draft would be made of each at once; none while it is paused or has ended.
 */
come: number, 
/**
 * The last one; null when they go on until somebody ends them.
 */
last: string | null, };

export type RecurringDueRequest = Record<symbol, never>;

export type RecurringDueResponse = { 
/**
 * Their ids, the one that waits longest first.
 */
ids: Array<string>, };

export type RecurringEnd = { "kind": "never" } | { "kind": "on", 
/**
 * The last day on which one may fall, `YYYY-MM-DD`.
 */
date: string, } | { "kind": "after", 
/**
 * How many.
 */
count: number, };

export type RecurringFilter = { 
/**
 * Only those that stand like this.
 */
state?: RecurringState, 
/**
 * Only this customer's.
 */
customer_id?: string, 
/**
 * Only this deal's.
 */
deal_id?: string, 
/**
 * Only this contract's.
 */
contract_id?: string, 
/**
 * Only those of this owner.
 */
owner_id?: string, };

export type RecurringFromRequest = { 
/**
 * Which invoice.
 */
invoice_id: string, 
/**
 * Every so many units.
 */
every: number, 
/**
 * The unit.
 */
unit: RecurringUnit, };

export type RecurringFromResponse = { 
/**
 * What each invoice would say.
 */
draft: DraftInput, 
/**
 * The day after the invoice's own, so many units later.
 */
first: string, };

export type RecurringGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type RecurringInvoice = { 
/**
 * What its row shows.
 */
row: RecurringRow, 
/**
 * What each invoice says, with `{period}` and `{month}` as they were typed.
 */
draft: DraftInput, 
/**
 * What the next invoice says.
 */
next_draft: DraftInput, 
/**
 * Its days.
 */
rhythm: RecurringRhythm, 
/**
 * The next days; none while it makes no drafts.
 */
days: Array<string>, 
/**
 * The figures of the next invoice; null where it would be refused.
 */
totals: Totals | null, 
/**
 * Why the next invoice would be refused; null when it would not.
 */
problem: FieldError | null, 
/**
 * The deal that it belongs to.
 */
deal_id: string | null, 
/**
 * That deal's code and title.
 */
deal: string, 
/**
 * The contract that it belongs to.
 */
contract_id: string | null, 
/**
 * That contract's code and name.
 */
contract: string, };

export type RecurringMakeRequest = { 
/**
 * Which one.
 */
id: string, };

export type RecurringMakeResponse = { 
/**
 * The drafts, one for each day that had come.
 */
invoice_ids: Array<string>, };

export type RecurringResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * True: one of its days has come, and its draft can be made at once.
 */
due: boolean, };

export type RecurringRhythm = { 
/**
 * Every so many units.
 */
every: number, 
/**
 * The unit.
 */
unit: RecurringUnit, 
/**
 * The first day, `YYYY-MM-DD`.
 */
first: string, 
/**
 * When they are over; never when absent.
 */
end?: RecurringEnd, };

export type RecurringRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as REC-0001.
 */
code: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * The customer.
 */
customer_id: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * What its next invoice is about.
 */
subject: string, 
/**
 * Every so many units.
 */
every: number, 
/**
 * The unit.
 */
unit: RecurringUnit, 
/**
 * Its next day, `YYYY-MM-DD`; null when none is left.
 */
next: string | null, 
/**
 * What each invoice comes to.
 */
amount: Money, 
/**
 * How it stands.
 */
state: RecurringState, 
/**
 * The same in words.
 */
badge: Badge, 
/**
 * Owner's user id; null is nobody.
 */
owner_id: string | null, };

export type RecurringState = "running" | "paused" | "ended";

export type RecurringStateRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type RecurringSummary = { 
/**
 * How many.
 */
count: number, 
/**
 * Each state with how many stand like that, whatever is searched and filtered for.
 */
tabs: Array<RecurringTabCount>, };

export type RecurringTabCount = { 
/**
 * In which.
 */
state: RecurringState, 
/**
 * How many.
 */
count: number, };

export type RecurringUnit = "week" | "month" | "quarter" | "year";

export type RecurringUpdateRequest = { 
/**
 * Which one.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * What each invoice says.
 */
draft: DraftInput, 
/**
 * On which days.
 */
rhythm: RecurringRhythm, 
/**
 * The contract that it belongs to.
 */
contract_id?: string, };

export type RefundReverseRequest = { 
/**
 * Which refund.
 */
id: string, 
/**
 * Why: a wrong amount, money that came back.
 */
reason: string, };

export type Refunded = { 
/**
 * Its id.
 */
id: string, 
/**
 * When.
 */
date: string, 
/**
 * How.
 */
method: string, 
/**
 * The bank's reference.
 */
reference: string, 
/**
 * How much.
 */
amount: Money, };

export type RenewalSetting = { 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Of which contracts.
 */
ahead: RenewalsAhead, 
/**
 * How many days before the last day of notice.
 */
days: number, };

export type RenewalSettingGetRequest = Record<symbol, never>;

export type RenewalSettingSaveRequest = { 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Of which contracts.
 */
ahead: RenewalsAhead, 
/**
 * How many days before the last day of notice, up to a year.
 */
days: number, };

export type RenewalsAhead = "none" | "ending" | "all";

export type Reply = { 
/**
 * What the command gave.
 */
result: JsonValue, 
/**
 * What changed, as tags that the page keeps its caches under.
 */
changed: Array<string>, 
/**
 * How to take it back; null when nothing was written or it cannot be taken back.
 */
undo: UndoHandle | null, };

export type Resets = "never" | "fiscal_year" | "month";

export type Reversal = { 
/**
 * In words.
 */
reason: string, 
/**
 * When.
 */
date: string, };

export type RoleOwner = { 
/**
 * The role, as the template calls it.
 */
role: string, 
/**
 * The user.
 */
owner_id: string, };

export type Rule = "remind_invoice" | "win_accepted" | "invoice_sold" | "ask_estimate" | "keep_promise" | "answer_lead" | "do_planned" | "stage_limit" | "plan_one";

export type SavedReply = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it says, with words in braces.
 */
body: string, 
/**
 * How the ticket goes on when it is said; null: as it is.
 */
follow: Then | null, 
/**
 * How urgent the ticket is then; null: as it is.
 */
priority: Priority | null, 
/**
 * Whose it is then; null: as it is.
 */
owner_id: string | null, 
/**
 * Of which category it is then; null: as it is.
 */
category_id: string | null, 
/**
 * What is added to its tags; empty: nothing.
 */
tag: string, };

export type SavedReplyApplyRequest = { 
/**
 * Which saved reply.
 */
id: string, 
/**
 * The tickets.
 */
tickets: Array<SeenTicket>, };

export type SavedReplyApplyResponse = { 
/**
 * The count.
 */
tickets: number, };

export type SavedReplyFillRequest = { 
/**
 * Which saved reply.
 */
id: string, 
/**
 * The ticket whose words are filled in.
 */
ticket_id: string, };

export type SavedReplyInput = { 
/**
 * Which one; a new one when absent.
 */
id?: string, 
/**
 * Its name.
 */
name?: string, 
/**
 * What it says, with words in braces. One that changes the ticket may say nothing.
 */
body?: string, 
/**
 * How the ticket goes on when it is said.
 */
follow?: Then, 
/**
 * How urgent the ticket is then.
 */
priority?: Priority, 
/**
 * Whose it is then.
 */
owner_id?: string, 
/**
 * Of which category it is then.
 */
category_id?: string, 
/**
 * What is added to its tags.
 */
tag?: string, };

export type SavedReplyListRequest = Record<symbol, never>;

export type SavedReplyListResponse = { 
/**
 * In their order.
 */
rows: Array<SavedReply>, 
/**
 * The words that can stand in braces.
 */
fields: Array<string>, };

export type SavedReplySaveRequest = { 
/**
 * In their order.
 */
rows: Array<SavedReplyInput>, };

export type Scope = "own" | "team" | "all";

export type SearchRebuild = Record<symbol, never>;

export type SearchRequest = { 
/**
 * What was typed.
 */
q: string, 
/**
 * Only these kinds; all that may be seen when empty.
 */
kinds?: Array<string>, 
/**
 * How many records (at most 30); notes that are no records come beside them.
 */
limit?: number, 
/**
 * Comes back unchanged, so that the page can drop stale answers.
 */
seq?: number, };

export type SearchResponse = { 
/**
 * As sent.
 */
seq: number, 
/**
 * The records.
 */
hits: Array<Hit>, };

export type SeenTicket = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type SellerRules = { 
/**
 * The country. Region, tax number and the standing for tax are those of one country, and are cleared.
 */
country?: Country, 
/**
 * Home currency, ISO 4217.
 */
currency?: string, 
/**
 * IANA time zone, in which days begin and end.
 */
time_zone?: string, 
/**
 * First day of the fiscal year, `MM-DD`.
 */
fiscal_year_start?: string, 
/**
 * How tax is rounded on new documents.
 */
tax_rounding?: TaxRounding, 
/**
 * How it sells abroad and to special economic zones; only in India.
 */
zero_rating?: ZeroRating, 
/**
 * What totals of new documents are rounded to in cash, such as `1` or `0.05`; empty: not at all.
 */
round_to?: string, 
/**
 * The last day of the latest tax return that was filed; empty: none was. Papers of up to then stay as they are.
 */
filed_until?: string, 
/**
 * When invoices fall due, as of `calc due`: what new customers get, and so only for the first branch.
 */
payment_term: Record<string, unknown>, };

export type SentHow = "email" | "print" | "file" | "other";

export type Settled = { 
/**
 * The invoice.
 */
invoice_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * How much of this payment.
 */
amount: Money, 
/**
 * What is open on it now.
 */
open: Money, };

export type Settlement = { 
/**
 * `payment`, `credit_note`, `tax_withheld`, `bank_charge`, `small_difference`.
 */
kind: string, 
/**
 * The payment or credit note it came from.
 */
source_id: string, 
/**
 * Its number.
 */
number: string, 
/**
 * When.
 */
date: string, 
/**
 * How much.
 */
amount: Money, };

export type SheetStatus = "open" | "submitted" | "approved";

export type SlaPolicy = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * In which hours it counts.
 */
hours: PolicyHours, 
/**
 * Whether tickets have it that no rule fits.
 */
is_default: boolean, 
/**
 * What is promised, the least urgent first.
 */
targets: Array<SlaTarget>, 
/**
 * Which tickets have it.
 */
rules: Array<SlaRule>, 
/**
 * What happens before and after a promise is missed.
 */
steps: Array<SlaStep>, 
/**
 * Rises with each change.
 */
version: number, };

export type SlaPolicyArrangeRequest = { 
/**
 * The ids of all of them.
 */
ids: Array<string>, };

export type SlaPolicyDeleteRequest = { 
/**
 * Which policy.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type SlaPolicyListRequest = Record<symbol, never>;

export type SlaPolicyListResponse = { 
/**
 * In the order in which they are asked, the default one last.
 */
rows: Array<SlaPolicy>, };

export type SlaPolicyResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type SlaPolicySaveRequest = { 
/**
 * Which policy; a new one when absent.
 */
id?: string, 
/**
 * The version that was seen; needed with `id`.
 */
version?: number, 
/**
 * Its name.
 */
name: string, 
/**
 * In which hours it counts.
 */
hours: PolicyHours, 
/**
 * True: tickets have it that no rule fits, and no other one is the default any more.
 */
is_default?: boolean, 
/**
 * What is promised.
 */
targets: Array<SlaTarget>, 
/**
 * Which tickets have it; as they are when absent.
 */
rules?: Array<SlaRuleInput>, 
/**
 * What happens before and after a promise is missed; as it is when absent.
 */
steps?: Array<SlaStepInput>, };

export type SlaRule = { 
/**
 * Its id.
 */
id: string, 
/**
 * Of this customer; null: of any.
 */
customer_id: string | null, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * Of this category; null: of any.
 */
category_id: string | null, 
/**
 * The category's name.
 */
category: string, 
/**
 * With this priority; null: with any.
 */
priority: Priority | null, };

export type SlaRuleInput = { 
/**
 * Of this customer.
 */
customer_id?: string, 
/**
 * Of this category.
 */
category_id?: string, 
/**
 * With this priority.
 */
priority?: Priority, };

export type SlaState = "on_time" | "at_risk" | "breached";

export type SlaStep = { 
/**
 * Its id.
 */
id: string, 
/**
 * Of which promise.
 */
promise: PromiseKind, 
/**
 * When so many hundredths of its time have counted; 100: when it is missed.
 */
percent: number, 
/**
 * Who is told; null: whose the ticket is.
 */
tell_id: string | null, 
/**
 * Who gets the ticket; null: it stays whose it is.
 */
give_id: string | null, 
/**
 * Whether it becomes more urgent. What was promised stays.
 */
raises: boolean, };

export type SlaStepInput = { 
/**
 * Of which promise.
 */
promise: PromiseKind, 
/**
 * When so many hundredths of its time have counted, 1 to 1000.
 */
percent: number, 
/**
 * Who is told; whose the ticket is when absent.
 */
tell_id?: string, 
/**
 * Who gets the ticket.
 */
give_id?: string, 
/**
 * Whether it becomes more urgent.
 */
raises?: boolean, };

export type SlaTarget = { 
/**
 * The priority.
 */
priority: Priority, 
/**
 * Minutes until the first answer; null: nothing is promised.
 */
response_minutes: number | null, 
/**
 * Minutes until the solution; null: nothing is promised.
 */
resolution_minutes: number | null, };

export type SoldLine = { 
/**
 * Its id.
 */
id: string, 
/**
 * What.
 */
description: string, 
/**
 * How many, as decimal text.
 */
quantity: string, 
/**
 * When it was sold, `YYYY-MM-DD`.
 */
date: string, 
/**
 * The paper or the deal; null for who may not read it.
 */
source: SoldSource | null, };

export type SoldLineListRequest = { 
/**
 * The customer.
 */
customer_id: string, };

export type SoldLineListResponse = { 
/**
 * The newest first.
 */
rows: Array<SoldLine>, 
/**
 * Whether there is more.
 */
more: boolean, };

export type SoldSource = { 
/**
 * `estimate`, `invoice` or `deal`.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * Its code or number.
 */
code: string, };

export type Sort = { 
/**
 * A column that the list can sort by.
 */
column: string, 
/**
 * True: highest first.
 */
descending: boolean, };

export type Stage = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Chance of winning in percent, as decimal text.
 */
probability: string, 
/**
 * Whether its deals count as committed in the forecast.
 */
committed: boolean, 
/**
 * What a deal must have to stand here.
 */
required: Array<DealField>, 
/**
 * Days after which a deal here is ageing; null: never.
 */
limit_days: number | null, 
/**
 * The permission set whose holders may bring a deal here; null: everybody who may change deals.
 */
permission_set_id: string | null, 
/**
 * How many open deals stand here.
 */
open_deals: number, };

export type StageEntry = { 
/**
 * The stage.
 */
stage_id: string, 
/**
 * Its name.
 */
stage: string, 
/**
 * Open when it came into the stage; won or lost when it ended there.
 */
status: DealStatus, 
/**
 * When, in epoch milliseconds.
 */
entered_ms: number, 
/**
 * Who brought it there.
 */
user: string, };

export type StageInput = { 
/**
 * Which stage; a new one when absent.
 */
id?: string, 
/**
 * Its name.
 */
name?: string, 
/**
 * Chance of winning in percent, 0 to 100, as typed.
 */
probability?: string, 
/**
 * Whether its deals count as committed.
 */
committed?: boolean, 
/**
 * What a deal must have to stand here.
 */
required?: Array<DealField>, 
/**
 * Days after which a deal here is ageing.
 */
limit_days?: number, 
/**
 * The permission set whose holders may bring a deal here.
 */
permission_set_id?: string, };

export type StageSums = { 
/**
 * The stage.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Chance of winning in percent, as decimal text.
 */
probability: string, 
/**
 * How many open deals.
 */
count: number, 
/**
 * How many of them are past the limit of the stage.
 */
ageing: number, 
/**
 * Their amounts, one per currency, the home currency first.
 */
sums: Array<Money>, 
/**
 * Length of its bar: thousandths of the pipeline's amount; of its number of deals when it has several currencies, which
 * are never added, or no amounts.
 */
permille: number, };

export type StretchClosing = { 
/**
 * Why.
 */
why: ClosedBecause, 
/**
 * What the day is called, when it is a holiday or otherwise closed; empty when nobody named it.
 */
name: string, };

export type StretchKind = "counted" | "waiting" | "done" | "break" | "closed";

export type Supply = "intra" | "inter" | "any";

export type SupportDeleteRequest = { 
/**
 * Which one.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type SupportEndRequest = { 
/**
 * Which one.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Its last day from now on; today when absent.
 */
date?: string, 
/**
 * Why it ends.
 */
reason: string, };

export type SupportExchange = { 
/**
 * That of the paper.
 */
currency: string, 
/**
 * The branch's own.
 */
home: string, 
/**
 * How many of its own one was worth on the newest issued invoice that says so; null where none does.
 */
rate: string | null, 
/**
 * The day of that.
 */
rate_date: string | null, };

export type SupportOffer = { 
/**
 * The item's version, for changes.
 */
version: number, 
/**
 * What it brings; null: no support.
 */
offer: Offer | null, };

export type SupportOfferGetRequest = { 
/**
 * The item's id.
 */
item_id: string, };

export type SupportOfferSaveRequest = { 
/**
 * The item's id.
 */
item_id: string, 
/**
 * The version of the item that was seen.
 */
version: number, 
/**
 * What it brings; no support when absent.
 */
offer?: OfferInput, };

export type SupportPeriod = "month" | "quarter" | "year" | "term";

export type SupportUnit = "hours" | "tickets" | "unlimited";

export type TabCount = { 
/**
 * The tab; null for all.
 */
tab: InvoiceTab | null, 
/**
 * How many.
 */
count: number, };

export type Task = { 
/**
 * What its project shows of it.
 */
row: ProjectTask, 
/**
 * Its project.
 */
project_id: string | null, 
/**
 * That project's code and name.
 */
project: string, 
/**
 * Whether that project is closed.
 */
is_project_closed: boolean, 
/**
 * Its milestone's name.
 */
milestone: string, 
/**
 * The customer it is for.
 */
customer_id: string | null, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * The deal it is about, else that of its project.
 */
deal_id: string | null, 
/**
 * That deal's code and title.
 */
deal: string, 
/**
 * What there is to tick off.
 */
checklist: Array<Check>, 
/**
 * Notes.
 */
notes: string, 
/**
 * The task that repeats it.
 */
next_id: string | null, 
/**
 * The code of the ticket as which it goes on.
 */
ticket: string, 
/**
 * The tasks that it waits for.
 */
waits_for: Array<TaskLink>, 
/**
 * The tasks that wait for it.
 */
blocks: Array<TaskLink>, };

export type TaskArrangeRequest = { 
/**
 * Which task.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The column; its own when absent.
 */
status?: WorkStatus, 
/**
 * The task of its project in front of which it comes to stand; empty: behind all; absent: where it stands.
 */
before_id?: string, };

export type TaskBoard = { 
/**
 * The columns in their order.
 */
columns: Array<TaskColumn>, };

export type TaskBoardRequest = { 
/**
 * Only tasks of this project; they stand in its order.
 */
project_id?: string, 
/**
 * Only tasks of this person; empty: only those of nobody.
 */
owner_id?: string, 
/**
 * Only tasks with this priority.
 */
priority?: Priority, 
/**
 * True: only tasks in which something is to be done; false: only those that are done. Columns of others are empty.
 */
open?: boolean, 
/**
 * True: only open ones past their day.
 */
late?: boolean, 
/**
 * Words that the tasks must contain.
 */
search?: string, 
/**
 * Only this column.
 */
status?: WorkStatus, 
/**
 * The `next` of the column before, with `status`.
 */
after?: string, };

export type TaskChange = { 
/**
 * What is to be done.
 */
title?: string, 
/**
 * The milestone of its project; empty: none.
 */
milestone_id?: string, 
/**
 * Who does it.
 */
owner_id?: string, 
/**
 * How soon it should be looked at.
 */
priority?: Priority, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start_date?: string, 
/**
 * Its last day, `YYYY-MM-DD`.
 */
due_date?: string, 
/**
 * How much work it is, as typed: `1h 30m`.
 */
estimate?: string, 
/**
 * All there is to tick off.
 */
checklist?: Array<Check>, 
/**
 * Notes.
 */
notes?: string, 
/**
 * Whether it comes again.
 */
recurrence?: Recurrence, };

export type TaskChanged = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * Its first day now, `YYYY-MM-DD`.
 */
start_date: string | null, 
/**
 * Its last day now.
 */
due_date: string | null, 
/**
 * The tasks that move with it, each behind what it waits for.
 */
moved: Array<MovedTask>, 
/**
 * Names of milestones of these tasks whose day lies before their end now.
 */
late_milestones: Array<string>, 
/**
 * The day by which the project was promised, when these tasks end after it now.
 */
past_end: string | null, 
/**
 * What it waits for and does not end before it begins; it stands there all the same.
 */
warnings: Array<FieldError>, };

export type TaskColumn = { 
/**
 * How they stand.
 */
status: WorkStatus, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * How many; null when there are two hundred or more, which are not counted.
 */
count: number | null, 
/**
 * Their estimates together, in minutes; null with the count.
 */
minutes: number | null, 
/**
 * The first of them, at most fifty: in the order of the project, else by their days; what is done, the latest first.
 */
cards: Array<TaskRow>, 
/**
 * What to send as `after` for more; null when these are all.
 */
next: string | null, };

export type TaskCreateRequest = { 
/**
 * Its project.
 */
project_id?: string, 
/**
 * The customer it is for, when it has no project.
 */
customer_id?: string, 
/**
 * The deal it is about, when it has no project.
 */
deal_id?: string, 
/**
 * Its fields.
 */
set: TaskChange, };

export type TaskDependencyRequest = { 
/**
 * The task that waits.
 */
task_id: string, 
/**
 * The task that it waits for.
 */
after_id: string, };

export type TaskDependencyResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * The tasks that move since they would begin too early.
 */
moved: Array<MovedTask>, };

export type TaskFilter = { 
/**
 * Only those of this project.
 */
project_id?: string, 
/**
 * Only those of this milestone.
 */
milestone_id?: string, 
/**
 * Only those of this customer, and of its projects and deals.
 */
customer_id?: string, 
/**
 * Only those of this deal, and of its project.
 */
deal_id?: string, 
/**
 * Only those of this person; empty: only those of nobody.
 */
owner_id?: string, 
/**
 * Only those that stand like this.
 */
status?: WorkStatus, 
/**
 * True: only those in which something is to be done; false: only those that are done.
 */
open?: boolean, 
/**
 * Only those with this priority.
 */
priority?: Priority, 
/**
 * True: only open ones past their day.
 */
late?: boolean, 
/**
 * Only those due on this day or later, `YYYY-MM-DD`.
 */
from?: string, 
/**
 * Only those due on this day or earlier, `YYYY-MM-DD`.
 */
to?: string, 
/**
 * Only those of this group.
 */
group?: TaskGroupKey, };

export type TaskGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type TaskGroup = { 
/**
 * What to send as `key` of a filter.
 */
key: string, 
/**
 * Who or what it is; empty when `word` says it.
 */
name: string, 
/**
 * Message id of the word for it; null when it has a name.
 */
word: string | null, 
/**
 * How many; null when there are two hundred or more, which are not counted.
 */
count: number | null, 
/**
 * The first of them.
 */
rows: Array<TaskRow>, 
/**
 * What to send to `task.list` as `after` for more; null when these are all.
 */
next: string | null, };

export type TaskGroupKey = { 
/**
 * What is grouped by.
 */
by: TaskGrouping, 
/**
 * Which of the groups, as [`groups`] names it: an id or a word; empty is the group of those that have none.
 */
key: string, };

export type TaskGrouping = "owner" | "status" | "priority" | "due" | "start" | "estimate" | "milestone" | "project" | "customer";

export type TaskGroups = { 
/**
 * The groups in their order.
 */
groups: Array<TaskGroup>, 
/**
 * What to send as `after` for the groups that follow; null when these are all.
 */
next: string | null, };

export type TaskGroupsRequest = { 
/**
 * What is grouped by; milestones within one project.
 */
by: TaskGrouping, 
/**
 * Filters of the tasks.
 */
filter?: TaskFilter, 
/**
 * Words that the tasks must contain.
 */
search?: string, 
/**
 * The order within a group, as `task.list` knows it.
 */
sort?: Sort, 
/**
 * The `next` of the groups before.
 */
after?: string, 
/**
 * How many tasks of each group (at most 500; 50 when absent).
 */
limit?: number, };

export type TaskLink = { 
/**
 * Its id.
 */
id: string, 
/**
 * What is to be done.
 */
title: string, 
/**
 * How it stands.
 */
status: WorkStatus, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start_date: string | null, 
/**
 * Its last day.
 */
due_date: string | null, };

export type TaskMoveRequest = { 
/**
 * Which task.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * By how many working days; below zero: earlier.
 */
days?: number, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start_date?: string, 
/**
 * Its last day, `YYYY-MM-DD`.
 */
due_date?: string, };

export type TaskResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type TaskRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * What is to be done.
 */
title: string, 
/**
 * Its project.
 */
project_id: string | null, 
/**
 * The project's name.
 */
project: string, 
/**
 * Its milestone.
 */
milestone_id: string | null, 
/**
 * The milestone's name.
 */
milestone: string, 
/**
 * The customer it is for.
 */
customer_id: string | null, 
/**
 * The customer's name, or the deal's prospect.
 */
customer: string, 
/**
 * The deal it is about.
 */
deal_id: string | null, 
/**
 * How it stands.
 */
status: WorkStatus, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * How soon it should be looked at.
 */
priority: Priority, 
/**
 * Who does it.
 */
owner_id: string | null, 
/**
 * That person's name.
 */
owner: string, 
/**
 * Its first day, `YYYY-MM-DD`.
 */
start_date: string | null, 
/**
 * Its last day.
 */
due_date: string | null, 
/**
 * How late it is; null while it is not.
 */
late: Badge | null, 
/**
 * How much work it is, in minutes.
 */
estimate_minutes: number | null, 
/**
 * How many things there are to tick off.
 */
checks: number, 
/**
 * How many of them are done.
 */
checks_done: number, 
/**
 * Whether it comes again.
 */
recurrence: Recurrence, };

export type TaskStatusRequest = { 
/**
 * Which task.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * How it stands from now on.
 */
status: WorkStatus, };

export type TaskStatusResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, 
/**
 * The task that repeats it, when one was made.
 */
next_id: string | null, };

export type TaskSummary = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them are open.
 */
open: number, 
/**
 * How many of those are past their day.
 */
late: number, 
/**
 * How many are due today.
 */
today: number, 
/**
 * The estimates of the open ones together, in minutes.
 */
open_minutes: number, };

export type TaskTicket = { 
/**
 * The task.
 */
task_id: string, 
/**
 * The ticket.
 */
ticket_id: string, 
/**
 * The ticket's code.
 */
code: string, };

export type TaskUpdateRequest = { 
/**
 * Which task.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: TaskChange, };

export type TaskVersionRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type TaxCategory = "S" | "Z" | "E" | "AE" | "O" | "G" | "K";

export type TaxClass = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its scheme.
 */
scheme: TaxScheme, 
/**
 * Which shipped class it is, such as `standard`; empty when it was made by hand.
 */
key: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether a branch sells under its scheme; items take only such classes.
 */
is_sold: boolean, 
/**
 * True: no longer offered; items and documents keep it.
 */
archived: boolean, 
/**
 * Whether one of its rates holds today.
 */
holds_today: boolean, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * All its rates, past and future.
 */
rates: Array<TaxRateRow>, };

export type TaxClassChange = { 
/**
 * Name.
 */
name?: string, 
/**
 * True: no longer offered.
 */
archived?: boolean, 
/**
 * All rates as they shall be: one with an id is changed, one without is added, one left out is taken away.
 * Documents that were issued keep what they were issued with.
 */
rates?: Array<TaxRateInput>, };

export type TaxClassCreateRequest = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its scheme; that of the first branch when absent.
 */
scheme?: TaxScheme, 
/**
 * Its rates, at least one.
 */
rates: Array<TaxRateInput>, };

export type TaxClassListRequest = { 
/**
 * Only classes of this scheme.
 */
scheme?: TaxScheme, 
/**
 * True: archived classes too.
 */
archived?: boolean, };

export type TaxClassListResponse = { 
/**
 * The classes in the order of their scheme.
 */
rows: Array<TaxClass>, };

export type TaxClassResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type TaxClassUpdateRequest = { 
/**
 * Which class.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: TaxClassChange, };

export type TaxId = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is.
 */
scheme: TaxIdKind, 
/**
 * The number, normalised.
 */
number: string, 
/**
 * False: its check does not fit; the screen warns.
 */
valid: boolean, };

export type TaxIdCreateRequest = { 
/**
 * Which customer.
 */
customer_id: string, 
/**
 * The customer's version that was seen.
 */
version: number, 
/**
 * What it is.
 */
scheme: TaxIdKind, 
/**
 * The number.
 */
number: string, };

export type TaxIdDeleteRequest = { 
/**
 * Which customer.
 */
customer_id: string, 
/**
 * The customer's version that was seen.
 */
version: number, 
/**
 * The tax id.
 */
id: string, };

export type TaxIdInput = { 
/**
 * What it is.
 */
scheme: TaxIdKind, 
/**
 * The number.
 */
number: string, };

export type TaxIdKind = "gstin" | "pan" | "trn" | "vat" | "siren" | "siret" | "other";

export type TaxInput = { 
/**
 * Code, such as VAT or CGST, or a name by hand.
 */
code: string, 
/**
 * Percent, as decimal text.
 */
rate: string, };

export type TaxLine = { 
/**
 * Code.
 */
code: string, 
/**
 * Percent.
 */
rate: string, 
/**
 * What it is by its nature, such as exempt.
 */
category: TaxCategory | null, 
/**
 * What it is computed on.
 */
base: string, 
/**
 * The tax.
 */
amount: string, };

export type TaxRateInput = { 
/**
 * Which rate of the class it changes; absent: a new one.
 */
id?: string, 
/**
 * Code on paper.
 */
code: string, 
/**
 * Percent as typed: "8.875", "20 %".
 */
rate: string, 
/**
 * Category letter; S above zero and Z at zero when absent.
 */
category?: TaxCategory, 
/**
 * Which supplies; every one when absent.
 */
supply?: Supply, 
/**
 * First day, `YYYY-MM-DD`; since ever when absent or empty.
 */
valid_from?: string, 
/**
 * Last day, `YYYY-MM-DD`; until further notice when absent or empty.
 */
valid_to?: string, };

export type TaxRateRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code on paper, such as CGST or VAT.
 */
code: string, 
/**
 * Percent, as decimal text.
 */
rate: string, 
/**
 * Category letter.
 */
category: TaxCategory, 
/**
 * Which supplies.
 */
supply: Supply, 
/**
 * First day, `YYYY-MM-DD`; null: since ever.
 */
valid_from: string | null, 
/**
 * Last day, `YYYY-MM-DD`; null: until further notice.
 */
valid_to: string | null, };

export type TaxRounding = "per_line" | "per_rate";

export type TaxScheme = "gst_in" | "vat_ae" | "vat_fr" | "vat_gb" | "sales_us" | "other";

export type TaxStanding = "registered" | "composition" | "unregistered";

export type TaxTreatment = "registered" | "composition" | "unregistered" | "sez" | "export" | "reverse_charge" | "exempt";

export type Template = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Notes that a project made from it begins with.
 */
notes: string, 
/**
 * Hours that a project made from it may take, in minutes.
 */
budget_minutes: number | null, 
/**
 * Its milestones in their order.
 */
milestones: Array<TemplateMilestone>, 
/**
 * Its tasks in their order.
 */
tasks: Array<TemplateTask>, 
/**
 * The roles that its tasks name, each once.
 */
roles: Array<string>, 
/**
 * The items that are delivered by it, by name; none for who may see no items.
 */
items: Array<TemplateItem>, };

export type TemplateCreateRequest = { 
/**
 * Its name.
 */
name: string, };

export type TemplateDeleteRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type TemplateForItemRequest = { 
/**
 * The item.
 */
item_id: string, 
/**
 * The template; none when absent.
 */
template_id?: string, };

export type TemplateFromProjectRequest = { 
/**
 * The project.
 */
project_id: string, 
/**
 * The name of the template.
 */
name: string, };

export type TemplateGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type TemplateItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code.
 */
code: string, 
/**
 * Its name.
 */
name: string, };

export type TemplateList = { 
/**
 * The templates by name.
 */
rows: Array<TemplateRow>, };

export type TemplateListRequest = Record<symbol, never>;

export type TemplateMilestone = { 
/**
 * What the tasks call it.
 */
key: string, 
/**
 * Its name.
 */
name: string, 
/**
 * On which working day it lies, 0 being the start.
 */
offset_days: number, 
/**
 * How many percent of the sale are invoiced when it is reached; empty: none. What the milestones leave of a hundred is invoiced
 * on order.
 */
percent: string, };

export type TemplateOfItemRequest = { 
/**
 * The item.
 */
item_id: string, };

export type TemplatePlaceRequest = { 
/**
 * Which template.
 */
id: string, 
/**
 * The branch whose working days count; the first one when absent.
 */
branch_id?: string, 
/**
 * The day on which it begins, `YYYY-MM-DD`.
 */
start: string, };

export type TemplateResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type TemplateRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Its name.
 */
name: string, 
/**
 * How many tasks it has.
 */
tasks: number, 
/**
 * How many milestones.
 */
milestones: number, 
/**
 * How many items are delivered by it.
 */
items: number, };

export type TemplateSaveRequest = { 
/**
 * Which template.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Notes that a project made from it begins with.
 */
notes?: string, 
/**
 * How long a project made from it may take, as typed: `40h`.
 */
budget?: string, 
/**
 * Its milestones in their order.
 */
milestones: Array<TemplateMilestone>, 
/**
 * Its tasks in their order.
 */
tasks: Array<TemplateTask>, };

export type TemplateTask = { 
/**
 * What the others call it.
 */
key: string, 
/**
 * What is to be done.
 */
title: string, 
/**
 * The key of its milestone.
 */
milestone: string | null, 
/**
 * Who does it, in a word such as `fitter`; empty: the lead.
 */
role: string, 
/**
 * On which working day it begins, 0 being the start.
 */
offset_days: number, 
/**
 * How many working days it takes; one at least.
 */
duration_days: number, 
/**
 * How much work it is, as typed: `3h`; empty: nobody knows.
 */
estimate: string, 
/**
 * How soon it should be looked at.
 */
priority: Priority, 
/**
 * What there is to tick off.
 */
checklist: Array<string>, 
/**
 * Notes.
 */
notes: string, 
/**
 * The keys of the tasks that it waits for.
 */
after: Array<string>, };

export type Then = "open" | "wait" | "resolve";

export type ThreadGetRequest = { 
/**
 * The kind of record: `deal`, `lead`, `estimate`, `invoice`, `credit_note`, `recurring_invoice`, `project`, `task`, `ticket`,
 * `contract`, `entitlement`.
 */
kind: string, 
/**
 * Its id.
 */
id: string, };

export type ThreadRecord = { 
/**
 * `deal`, `estimate`, `invoice`, `credit_note`.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * Its number, code or title.
 */
title: string, };

export type ThreadStepKind = "enquiry" | "answered" | "deal" | "estimate_sent" | "estimate_accepted" | "won" | "handed_over" | "project_start" | "milestone" | "project_done" | "invoice" | "credit_note" | "payment" | "ticket" | "contract_start" | "renewal" | "renewal_proposed" | "renews" | "contract_end" | "task" | "task_done" | "recurring";

export type Ticket = { 
/**
 * What its row shows.
 */
row: TicketRow, 
/**
 * Who asks.
 */
contact_id: string | null, 
/**
 * The e-mail address of who asks.
 */
contact_email: string, 
/**
 * The telephone of who asks.
 */
contact_phone: string, 
/**
 * The category's name.
 */
category: string, 
/**
 * How it came.
 */
channel: TicketChannel, 
/**
 * Words to find it by.
 */
tags: Array<string>, 
/**
 * The deal it is about.
 */
deal_id: string | null, 
/**
 * That deal's code and title.
 */
deal: string, 
/**
 * The project it is about.
 */
project_id: string | null, 
/**
 * That project's title.
 */
project: string, 
/**
 * What was bought to have it answered.
 */
entitlement: EntitlementRow | null, 
/**
 * The branch whose hours count.
 */
branch_id: string | null, 
/**
 * The ticket in which it goes on.
 */
merged_into_id: string | null, 
/**
 * That ticket's code.
 */
merged_into: string, 
/**
 * The ticket from which it was split off.
 */
split_from_id: string | null, 
/**
 * That ticket's code.
 */
split_from: string, 
/**
 * The ticket that it names as related.
 */
related_id: string | null, 
/**
 * That one, and those that name this one.
 */
related: Array<TicketPart>, 
/**
 * The tickets that were split off from it.
 */
parts: Array<TicketPart>, 
/**
 * What was said, the oldest first, with that of tickets that were merged into it.
 */
messages: Array<TicketMessage>, 
/**
 * The times in which the clock stood still.
 */
waits: Array<TicketWait>, 
/**
 * What was promised and how it stands.
 */
clock: TicketClock, 
/**
 * Minutes of work on it.
 */
minutes: number, 
/**
 * How content the customer was, 1 to 5.
 */
rating: number | null, 
/**
 * What the customer said about it.
 */
rating_note: string, 
/**
 * When it was first answered.
 */
responded_ms: number | null, 
/**
 * When it was resolved.
 */
resolved_ms: number | null, 
/**
 * When it was closed.
 */
closed_ms: number | null, };

export type TicketCategory = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whose its tickets are; null: nobody's at first.
 */
owner_id: string | null, };

export type TicketCategoryInput = { 
/**
 * Which category; a new one when absent.
 */
id?: string, 
/**
 * Its name.
 */
name?: string, 
/**
 * Whose its tickets are.
 */
owner_id?: string, };

export type TicketCategoryListRequest = Record<symbol, never>;

export type TicketCategoryListResponse = { 
/**
 * In their order.
 */
rows: Array<TicketCategory>, };

export type TicketCategorySaveRequest = { 
/**
 * In their order.
 */
rows: Array<TicketCategoryInput>, };

export type TicketChange = { 
/**
 * Whose request it is.
 */
customer_id?: string, 
/**
 * What it is about.
 */
subject?: string, 
/**
 * Who asks; empty: nobody in particular.
 */
contact_id?: string, 
/**
 * What kind of request it is; empty: none.
 */
category_id?: string, 
/**
 * How urgent.
 */
priority?: Priority, 
/**
 * Words to find it by.
 */
tags?: Array<string>, 
/**
 * Whose it is; empty: nobody's.
 */
owner_id?: string, 
/**
 * What was bought to have it answered; empty: nothing.
 */
entitlement_id?: string, };

export type TicketChannel = "phone" | "email" | "form" | "visit" | "other";

export type TicketClock = { 
/**
 * The service level; null: nothing was promised.
 */
policy_id: string | null, 
/**
 * Its name.
 */
policy: string, 
/**
 * In which hours it counts.
 */
hours: PolicyHours | null, 
/**
 * The clock on the wall of its branch, an IANA time zone: its times are written by it, wherever they are read.
 */
time_zone: string, 
/**
 * The first answer.
 */
response: TicketPromise | null, 
/**
 * The solution.
 */
resolution: TicketPromise | null, 
/**
 * Seconds that counted.
 */
counted_seconds: number, 
/**
 * Seconds that did not.
 */
uncounted_seconds: number, 
/**
 * What counted and what did not, from the opening on, without a gap.
 */
stretches: Array<TicketStretch>, };

export type TicketCorrectRequest = { 
/**
 * The message: a reply or a note.
 */
id: string, 
/**
 * Minutes of work; 0: none.
 */
minutes: number, };

export type TicketDueRequest = Record<symbol, never>;

export type TicketDueResponse = { 
/**
 * Their ids, the one that waits longest first.
 */
ids: Array<string>, };

export type TicketEscalateRequest = { 
/**
 * Which ticket.
 */
id: string, };

export type TicketEscalateResponse = { 
/**
 * How many steps were taken.
 */
taken: number, };

export type TicketFilter = { 
/**
 * Only those that stand like this.
 */
status?: TicketStatus, 
/**
 * True: only those in which something is to be done; false: only those that are done.
 */
open?: boolean, 
/**
 * Only those of this owner; empty: only those of nobody.
 */
owner_id?: string, 
/**
 * Only those with this tag, in capitals or not.
 */
tag?: string, 
/**
 * Only those of this customer.
 */
customer_id?: string, 
/**
 * Only those about this deal.
 */
deal_id?: string, 
/**
 * Only those about this project.
 */
project_id?: string, 
/**
 * Only those of this category.
 */
category_id?: string, 
/**
 * Only those with this priority.
 */
priority?: Priority, 
/**
 * Only open ones whose next promise stands like this.
 */
sla?: SlaState, };

export type TicketGetRequest = { 
/**
 * Its id.
 */
id: string, };

export type TicketLetterRequest = { 
/**
 * The id of the message, one to the customer.
 */
id: string, 
/**
 * The files of the ticket that go with it.
 */
files?: Array<string>, };

export type TicketLinkRequest = { 
/**
 * Which ticket.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The deal; as it is when absent, empty: none.
 */
deal_id?: string, 
/**
 * The project; as it is when absent, empty: none.
 */
project_id?: string, 
/**
 * Another ticket that is about the same; as it is when absent, empty: none.
 */
related_id?: string, };

export type TicketMail = { 
/**
 * What the sender is called.
 */
name: string, 
/**
 * The sender’s address.
 */
email: string, 
/**
 * What it is about, without `Re:`.
 */
subject: string, 
/**
 * What it says; the first part of what is longer than a message can be.
 */
body: string, 
/**
 * When it was sent, in epoch milliseconds.
 */
sent_ms: number | null, 
/**
 * The customer from whom it comes, when one is known with this address or is likely to be meant.
 */
customer_id: string | null, 
/**
 * Whether that customer is only likely: the only one with the sender's domain, or with an address in words without a sender.
 */
is_proposed: boolean, 
/**
 * That customer's name.
 */
customer: string, 
/**
 * The contact from whom it comes.
 */
contact_id: string | null, 
/**
 * The ticket whose number stands in the subject, when the sender belongs to its customer or its conversation.
 */
ticket_id: string | null, 
/**
 * That ticket's code.
 */
ticket: string, };

export type TicketMailRequest = { 
/**
 * Its words as they were pasted, with or without its head.
 */
text?: string, 
/**
 * The file in which it was saved, `.eml`.
 */
file?: FileInput, };

export type TicketMergeRequest = { 
/**
 * Which ticket.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * In which it goes on.
 */
into_id: string, };

export type TicketMessage = { 
/**
 * Its id.
 */
id: string, 
/**
 * Who to whom.
 */
direction: MessageDirection, 
/**
 * How.
 */
channel: TicketChannel, 
/**
 * What.
 */
body: string, 
/**
 * Who said it: a name.
 */
who: string, 
/**
 * The code of the ticket it was said in, when that was merged into this one.
 */
of: string | null, 
/**
 * Minutes of work that it took.
 */
minutes: number | null, 
/**
 * When, in epoch milliseconds.
 */
at_ms: number, };

export type TicketNoteRequest = { 
/**
 * Which ticket.
 */
id: string, 
/**
 * What is noted.
 */
body: string, 
/**
 * Minutes of work that it is about.
 */
minutes?: number, };

export type TicketOpenRequest = { 
/**
 * Whose request it is.
 */
customer_id: string, 
/**
 * What it is about.
 */
subject: string, 
/**
 * What the customer said.
 */
body?: string, 
/**
 * Who asks.
 */
contact_id?: string, 
/**
 * What kind of request it is.
 */
category_id?: string, 
/**
 * How urgent; normal when absent.
 */
priority?: Priority, 
/**
 * How it came; by telephone when absent.
 */
channel?: TicketChannel, 
/**
 * Words to find it by.
 */
tags?: Array<string>, 
/**
 * Whose it is; when absent, as urgency, category and priority say, else nobody's. Empty: nobody's.
 */
owner_id?: string, 
/**
 * What was bought to have it answered; when absent, what the customer has that runs and ends first. Empty: nothing.
 */
entitlement_id?: string, 
/**
 * The deal it is about.
 */
deal_id?: string, 
/**
 * The project it is about.
 */
project_id?: string, 
/**
 * The branch whose hours count; when absent, that of the entitlement, the project or the deal, else the first.
 */
branch_id?: string, 
/**
 * Files that belong to it, such as the e-mail with which it came.
 */
files?: Array<FileInput>, };

export type TicketPart = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code.
 */
code: string, 
/**
 * What it is about.
 */
subject: string, };

export type TicketPdfRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * Whether notes among colleagues, and the work that was written down, are in it; not when absent.
 */
notes?: boolean, };

export type TicketPriorityListRequest = Record<symbol, never>;

export type TicketPriorityOwner = { 
/**
 * The priority.
 */
priority: Priority, 
/**
 * Whose they are; null: nobody's by their priority.
 */
owner_id: string | null, };

export type TicketPriorityOwners = { 
/**
 * The least urgent first.
 */
rows: Array<TicketPriorityOwner>, };

export type TicketPromise = { 
/**
 * Minutes that were promised.
 */
minutes: number, 
/**
 * When it is due, in epoch milliseconds; null while the clock stands still.
 */
due_ms: number | null, 
/**
 * When it was kept, or too late.
 */
met_ms: number | null, 
/**
 * How it stands.
 */
state: PromiseState, 
/**
 * Seconds that are left, or below zero, those that are over; of what is done, those that were.
 */
left_seconds: number, };

export type TicketQueue = { 
/**
 * Whose clock runs out first comes first; those that wait come last.
 */
page: Page<TicketRow>, 
/**
 * How many are one's own.
 */
mine: number, 
/**
 * How many are nobody's.
 */
unassigned: number, 
/**
 * How many are open.
 */
open: number, };

export type TicketQueueRequest = { 
/**
 * Which part.
 */
part: QueuePart, 
/**
 * Words that the tickets must contain.
 */
search?: string, 
/**
 * The `next` of the page before.
 */
after?: string, };

export type TicketRateRequest = { 
/**
 * Which ticket.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * From 1, not at all, to 5, entirely.
 */
rating: number, 
/**
 * What was said about it.
 */
note?: string, };

export type TicketReceiveRequest = { 
/**
 * Which ticket.
 */
id: string, 
/**
 * What was said.
 */
body: string, 
/**
 * Who said it; who asked when absent.
 */
contact_id?: string, 
/**
 * How; as the ticket came when absent.
 */
channel?: TicketChannel, };

export type TicketReplyRequest = { 
/**
 * Which ticket.
 */
id: string, 
/**
 * What is said.
 */
body: string, 
/**
 * How; as the ticket came when absent.
 */
channel?: TicketChannel, 
/**
 * What follows; the ticket stays as it is when absent.
 */
then?: Then, 
/**
 * Minutes of work that it took.
 */
minutes?: number, 
/**
 * What of the ticket changes with it.
 */
set?: TicketChange, };

export type TicketResolveRequest = { 
/**
 * Which ticket.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * What was done, as a note among ourselves.
 */
note?: string, 
/**
 * Minutes of work that it took.
 */
minutes?: number, };

export type TicketResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its code, such as TKT-0001.
 */
code: string, 
/**
 * Its version now.
 */
version: number, };

export type TicketRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Code such as TKT-0001.
 */
code: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * What it is about.
 */
subject: string, 
/**
 * Its customer.
 */
customer_id: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * The name of who asks.
 */
contact: string, 
/**
 * Its category.
 */
category_id: string | null, 
/**
 * How urgent.
 */
priority: Priority, 
/**
 * How it stands.
 */
status: TicketStatus, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * How its next promise stands; null when none runs.
 */
sla: SlaState | null, 
/**
 * The same with the time that is left or over, as a badge; of one that waits for the customer, that it was late before.
 */
sla_badge: Badge | null, 
/**
 * When the next promise is due, in epoch milliseconds; null while the clock stands still before that.
 */
due_ms: number | null, 
/**
 * Owner's user id; null: nobody's.
 */
owner_id: string | null, 
/**
 * Owner's name.
 */
owner: string, 
/**
 * Since when, in epoch milliseconds.
 */
opened_ms: number, 
/**
 * When something was said last.
 */
last_ms: number, };

export type TicketSplitRequest = { 
/**
 * Which ticket.
 */
id: string, 
/**
 * What the new one is about.
 */
subject: string, 
/**
 * What was said about it: ids of messages, one at least.
 */
message_ids: Array<string>, };

export type TicketStatus = "open" | "waiting" | "resolved" | "closed";

export type TicketStepRequest = { 
/**
 * Which ticket.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type TicketStretch = { 
/**
 * Since when, in epoch milliseconds.
 */
from_ms: number, 
/**
 * Until when.
 */
to_ms: number, 
/**
 * How many seconds.
 */
seconds: number, 
/**
 * What it is.
 */
counts: StretchKind, 
/**
 * Why nobody is there; nothing for what is not closed.
 */
closed: Array<StretchClosing>, };

export type TicketSummary = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them are open.
 */
open: number, 
/**
 * How many wait for the customer.
 */
waiting: number, 
/**
 * How many are at risk.
 */
at_risk: number, 
/**
 * How many are late.
 */
breached: number, 
/**
 * How many open ones are nobody's.
 */
unassigned: number, };

export type TicketTags = { 
/**
 * Each once, as it is written on one of its tickets; the first two hundred by name.
 */
tags: Array<string>, };

export type TicketTagsRequest = Record<symbol, never>;

export type TicketUpdateRequest = { 
/**
 * Which ticket.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The fields that change.
 */
set: TicketChange, };

export type TicketWait = { 
/**
 * True: it seemed to be done; false: the customer was waited for.
 */
is_done: boolean, 
/**
 * Since when, in epoch milliseconds.
 */
from_ms: number, 
/**
 * Until when; null while it goes on.
 */
to_ms: number | null, };

export type TimeBillRequest = { 
/**
 * The project.
 */
project_id?: string, 
/**
 * The customer, for time in no project.
 */
customer_id?: string, 
/**
 * The first day, `YYYY-MM-DD`; from the beginning when absent.
 */
from?: string, 
/**
 * The last day; up to now when absent.
 */
to?: string, 
/**
 * A line for each entry, or sums; sums when absent.
 */
level?: BillLevel, 
/**
 * The branch that sells, where several worked for the customer in no project; the first one with such time when absent.
 */
branch_id?: string, 
/**
 * Its currency, where it sells to the customer in several; the first one when absent.
 */
currency?: string, 
/**
 * Whether the paper lists every entry in an annex; it does when absent.
 */
annex?: boolean, 
/**
 * Units of the branch's own currency for one of the invoice's, where these are two.
 */
rate?: string, 
/**
 * Whether billable expenses are put on it; they are when absent.
 */
expenses?: boolean, };

export type TimeBillResponse = { 
/**
 * The draft invoice.
 */
id: string, 
/**
 * Its version.
 */
version: number, 
/**
 * How many entries stand on it.
 */
entries: number, 
/**
 * How long they took, in minutes.
 */
minutes: number, 
/**
 * How many expenses.
 */
expenses: number, };

export type TimeBills = "approved" | "all";

export type TimeBudget = { 
/**
 * How long it may take, in minutes; null when nobody said.
 */
budget_minutes: number | null, 
/**
 * How long it has taken, in minutes.
 */
minutes: number, 
/**
 * What of that is invoiced to the customer, in minutes.
 */
billable_minutes: number, 
/**
 * What its open tasks still take by their estimates, in minutes.
 */
left_minutes: number, 
/**
 * Both together: how long it will take.
 */
expected_minutes: number, 
/**
 * Open tasks that nobody has estimated: what they take is not in the figures.
 */
unestimated_tasks: number, 
/**
 * Spent of the budget of hours, in percent; null without one.
 */
percent: number | null, 
/**
 * What it is sold for; null for who may not see rates.
 */
money: TimeBudgetMoney | null, 
/**
 * What remains of the sale; null for who may not see costs.
 */
margin: TimeMargin | null, 
/**
 * What somebody should know, in a sentence; null while all is well.
 */
warning: Badge | null, };

export type TimeBudgetMoney = { 
/**
 * What it may come to; null when nobody said.
 */
budget: Money | null, 
/**
 * What the billable time comes to: what was invoiced of it as it stands there, and the rest at its rates.
 */
value: Money, 
/**
 * What it will come to once what is left to do is done; null while nothing is, and where an hour of it has no rate.
 */
expected: Money | null, 
/**
 * What was invoiced: the project’s own part of the plan of its deal, its time and its expenses, as they stand on invoices.
 */
invoiced: Money, 
/**
 * What of that was invoiced in other currencies from which no rate is known; it is not in `invoiced`.
 */
invoiced_elsewhere: Array<Money>, 
/**
 * Value of the budget, in percent; null without one.
 */
percent: number | null, 
/**
 * The same in the end.
 */
expected_percent: number | null, 
/**
 * Billable time of people without a rate, in minutes: it is not in the figures.
 */
unrated_minutes: number, };

export type TimeBudgetRequest = { 
/**
 * Its id.
 */
project_id: string, };

export type TimeBurn = { 
/**
 * The weeks from the first with time to the last, none left out; at most 104, the last ones.
 */
weeks: Array<BurnWeek>, 
/**
 * How long it may take, in minutes; null when nobody said.
 */
budget_minutes: number | null, 
/**
 * Where that lies on the scale of the hours, in thousandths.
 */
budget_permille: number | null, 
/**
 * What it may come to; null when nobody said, and for who may not see rates.
 */
budget: Money | null, 
/**
 * Where that lies on the scale of the money, in thousandths.
 */
budget_money_permille: number | null, };

export type TimeCell = { 
/**
 * The minutes.
 */
minutes: number, 
/**
 * The same as it may be typed again, such as `1h 30m`; empty for none.
 */
text: string, 
/**
 * Whether it stays as it is: some of it is invoiced.
 */
locked: boolean, };

export type TimeChange = { 
/**
 * On which day, `YYYY-MM-DD`.
 */
date?: string, 
/**
 * How long.
 */
time?: string, 
/**
 * What it was spent on.
 */
on?: TimeOn, 
/**
 * The item that it is sold as.
 */
item_id?: string, 
/**
 * What was done.
 */
note?: string, 
/**
 * Whether it is invoiced.
 */
billable?: boolean, };

export type TimeCost = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Of which person.
 */
user_id: string, 
/**
 * That person's name.
 */
user: string, 
/**
 * The first day on which it holds, `YYYY-MM-DD`; `1900-01-01` is the beginning.
 */
from: string, 
/**
 * The home currency.
 */
currency: string, 
/**
 * The cost of an hour in major units.
 */
cost: string, };

export type TimeCostConverted = { 
/**
 * How much.
 */
cost: Money, 
/**
 * How many units of the home currency one of that currency was worth.
 */
rate: string, 
/**
 * On an invoice or an expense of this day, `YYYY-MM-DD`.
 */
date: string, };

export type TimeCostListRequest = Record<symbol, never>;

export type TimeCostListResponse = { 
/**
 * By person and day.
 */
rows: Array<TimeCost>, };

export type TimeCostResponse = { 
/**
 * Its id.
 */
id: string, };

export type TimeCostSaveRequest = { 
/**
 * Which one; a new one when absent.
 */
id?: string, 
/**
 * The version that was seen; needed for one that stands.
 */
version?: number, 
/**
 * Of which person.
 */
user_id: string, 
/**
 * The first day on which it holds, `YYYY-MM-DD`; when absent, the only cost of a person holds from the beginning, another one from
 * today.
 */
from?: string, 
/**
 * The cost of an hour in the home currency.
 */
cost: string, };

export type TimeCostVersionRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type TimeDealSale = { 
/**
 * What was sold in it, net, in each currency.
 */
sold: Array<Money>, 
/**
 * How many other projects deliver it.
 */
others: number, 
/**
 * Whether parts of its plan wait for milestones of this project, so that it is known what of the sale is its own.
 */
has_parts: boolean, };

export type TimeExchange = { 
/**
 * That of the invoice.
 */
currency: string, 
/**
 * The branch's own.
 */
home: string, 
/**
 * How many of its own one was worth on the newest issued invoice that says so; null where none does.
 */
rate: string | null, };

export type TimeExpected = { 
/**
 * What will have been sold, in each currency.
 */
sold: Array<Money>, 
/**
 * What it will have cost, in the currency of the sale where a rate is known, else in the home currency.
 */
cost: Money, 
/**
 * What will remain; null where that cannot be said.
 */
margin: Money | null, 
/**
 * The same of what was sold, in percent; null when nothing was.
 */
percent: number | null, };

export type TimeFilter = { 
/**
 * Only those of this person.
 */
user_id?: string, 
/**
 * Only those of this project, its tasks and tickets.
 */
project_id?: string, 
/**
 * Only those of this task.
 */
task_id?: string, 
/**
 * Only those of this ticket.
 */
ticket_id?: string, 
/**
 * Only those for this customer.
 */
customer_id?: string, 
/**
 * Only those on this day or later.
 */
from?: string, 
/**
 * Only those on this day or earlier.
 */
to?: string, 
/**
 * Only those whose week stands like this.
 */
status?: SheetStatus, 
/**
 * Only those that stand like this towards invoices.
 */
billing?: EntryBilling, };

export type TimeLogRequest = { 
/**
 * Whose; the acting user's when absent.
 */
user_id?: string, 
/**
 * On which day, `YYYY-MM-DD`; today when absent.
 */
date?: string, 
/**
 * How long: `1:30`, `1h 30m`, `90m`, `1.5`.
 */
time: string, 
/**
 * What it was spent on.
 */
on: TimeOn, 
/**
 * The item that it is sold as.
 */
item_id?: string, 
/**
 * What was done.
 */
note?: string, 
/**
 * Whether it is invoiced; as it is usual there when absent.
 */
billable?: boolean, };

export type TimeMargin = { 
/**
 * What was sold, in each currency: in the deal, or the value of the time and of expenses passed on where there is none. Of a deal
 * that other projects deliver too, what is this one’s own.
 */
sold: Array<Money>, 
/**
 * The sale of the deal, where other projects deliver it too; null where the sale is the project’s alone.
 */
deal: TimeDealSale | null, 
/**
 * What the time and the expenses cost, in the home currency.
 */
cost: Money, 
/**
 * What of that are expenses.
 */
expenses: Money, 
/**
 * The same in the currency of the sale, where that is another one and a rate is known.
 */
converted: TimeCostConverted | null, 
/**
 * What remains, in the currency of the sale; null where that cannot be said.
 */
margin: Money | null, 
/**
 * The same of what was sold, in percent; null when nothing was.
 */
percent: number | null, 
/**
 * Why nothing can be said of what remains.
 */
missing: Badge | null, 
/**
 * Time of people without a cost, in minutes: it is not in the figures, and there is no margin while there is any.
 */
uncosted_minutes: number, 
/**
 * How it will stand in the end; null while nothing is left to do, and where it is not known what that costs or brings.
 */
expected: TimeExpected | null, };

export type TimeOn = { 
/**
 * A project.
 */
project_id?: string, 
/**
 * A task.
 */
task_id?: string, 
/**
 * A ticket.
 */
ticket_id?: string, };

export type TimeOutside = { 
/**
 * How many entries may be invoiced now.
 */
entries: number, 
/**
 * How long, in minutes.
 */
minutes: number, 
/**
 * What waits for approval, in minutes.
 */
waiting_minutes: number, };

export type TimeOutsideRequest = { 
/**
 * The customer.
 */
customer_id: string, };

export type TimeRate = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * In which project.
 */
project_id: string | null, 
/**
 * The project's code and name, since many are called alike; empty when it is in none.
 */
project: string, 
/**
 * Of which person.
 */
user_id: string | null, 
/**
 * That person's name; empty when it is nobody's.
 */
user: string, 
/**
 * Sold as which item.
 */
item_id: string | null, 
/**
 * The item's name; empty when it is none.
 */
item: string, 
/**
 * The first day on which it holds, `YYYY-MM-DD`; from the beginning when absent.
 */
from: string | null, 
/**
 * Its currency.
 */
currency: string, 
/**
 * The price of an hour in major units.
 */
rate: string, };

export type TimeRateListRequest = { 
/**
 * Only those of this project.
 */
project_id?: string, };

export type TimeRateListResponse = { 
/**
 * The most specific first, by name.
 */
rows: Array<TimeRate>, };

export type TimeRateResponse = { 
/**
 * Its id.
 */
id: string, };

export type TimeRateSaveRequest = { 
/**
 * Which one; a new one when absent.
 */
id?: string, 
/**
 * The version that was seen; needed for one that stands.
 */
version?: number, 
/**
 * In which project.
 */
project_id?: string, 
/**
 * Of which person.
 */
user_id?: string, 
/**
 * Sold as which item.
 */
item_id?: string, 
/**
 * The first day on which it holds, `YYYY-MM-DD`; from the beginning when absent.
 */
from?: string, 
/**
 * Its currency; the project's, or the home currency, when absent.
 */
currency?: string, 
/**
 * The price of an hour.
 */
rate: string, };

export type TimeRateVersionRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type TimeResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type TimeRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * The day, `YYYY-MM-DD`.
 */
date: string, 
/**
 * How long, in minutes.
 */
minutes: number, 
/**
 * The same as it may be typed again.
 */
time: string, 
/**
 * Whose.
 */
user_id: string, 
/**
 * That person's name.
 */
user: string, 
/**
 * Its project.
 */
project_id: string | null, 
/**
 * The project's name; empty when there is none.
 */
project: string, 
/**
 * Its task.
 */
task_id: string | null, 
/**
 * Its ticket.
 */
ticket_id: string | null, 
/**
 * The title of the task or ticket; empty when there is none.
 */
title: string, 
/**
 * Who it was done for.
 */
customer_id: string | null, 
/**
 * The customer's name; empty when there is none.
 */
customer: string, 
/**
 * The item that it is sold as.
 */
item_id: string | null, 
/**
 * The item's name; empty when there is none.
 */
item: string, 
/**
 * What was done.
 */
note: string, 
/**
 * Whether it is invoiced.
 */
billable: boolean, 
/**
 * How its week stands.
 */
status: SheetStatus, 
/**
 * How it stands towards invoices.
 */
billing: EntryBilling, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * The invoice it stands on.
 */
invoice_id: string | null, };

export type TimeSeller = { 
/**
 * The branch.
 */
branch_id: string, 
/**
 * Its name.
 */
branch: string, 
/**
 * The currency of the deal that was worked for, else of the customer or the project.
 */
currency: string, };

export type TimeSetting = { 
/**
 * Rises with each change.
 */
version: number, 
/**
 * What may be invoiced.
 */
bills: TimeBills, 
/**
 * The item that stands on lines of time without one of its own.
 */
item_id: string | null, 
/**
 * The item's name; empty when it is none.
 */
item: string, };

export type TimeSettingGetRequest = Record<symbol, never>;

export type TimeSettingSaveRequest = { 
/**
 * The version that was seen.
 */
version: number, 
/**
 * What may be invoiced.
 */
bills: TimeBills, 
/**
 * The item that stands on lines of time without one of its own; none when absent.
 */
item_id?: string, };

export type TimeSummary = { 
/**
 * How many.
 */
count: number, 
/**
 * All of them, in minutes.
 */
minutes: number, 
/**
 * What of it is invoiced to somebody, in minutes.
 */
billable_minutes: number, 
/**
 * What of that stands on no invoice yet, in minutes.
 */
to_invoice_minutes: number, };

export type TimeToBill = { 
/**
 * Who sells it; null while there is no such time.
 */
seller: TimeSeller | null, 
/**
 * Everybody who has such time, whatever its days: an invoice is one seller’s.
 */
sellers: Array<TimeSeller>, 
/**
 * How many entries.
 */
entries: number, 
/**
 * How long, in minutes.
 */
minutes: number, 
/**
 * What is left out because it is not approved, in minutes.
 */
waiting_minutes: number, 
/**
 * What it comes to before tax; null for who may not see rates, and while one is missing.
 */
amount: Money | null, 
/**
 * People without a rate.
 */
without_rate: Array<string>, 
/**
 * Whether the deal of it was sold at a price of its own: hours come on top of what its plan invoices.
 */
is_on_top: boolean, 
/**
 * How many billable expenses; none for who may not see costs.
 */
expenses: number, 
/**
 * What they come to with their mark-up, before tax; null while there is no rate into the currency of the invoice.
 */
expenses_amount: Money | null, 
/**
 * What an invoice in another currency than the branch's own says besides; null for one in its own.
 */
exchange: TimeExchange | null, };

export type TimeToBillRequest = { 
/**
 * The project.
 */
project_id?: string, 
/**
 * The customer.
 */
customer_id?: string, 
/**
 * The first day, `YYYY-MM-DD`; from the beginning when absent.
 */
from?: string, 
/**
 * The last day; up to now when absent.
 */
to?: string, 
/**
 * A line for each entry, or sums; sums when absent.
 */
level?: BillLevel, 
/**
 * The branch that sells, where several worked for the customer in no project; the first one with such time when absent.
 */
branch_id?: string, 
/**
 * Its currency, where it sells to the customer in several; the first one when absent.
 */
currency?: string, };

export type TimeUpdateRequest = { 
/**
 * Which entry.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Its fields.
 */
set: TimeChange, };

export type TimeUsualRequest = { 
/**
 * The project, task or ticket.
 */
on: TimeOn, };

export type TimeUsualResponse = { 
/**
 * Whether it is invoiced unless somebody says otherwise.
 */
billable: boolean, };

export type TimeVersionRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type Timeline = { 
/**
 * The civil date at the branch.
 */
today: string, 
/**
 * The first day of all, `YYYY-MM-DD`.
 */
start: string, 
/**
 * The last day of all.
 */
end: string, 
/**
 * The day by which the project was promised.
 */
promised: string | null, 
/**
 * The tasks in the order of the project.
 */
bars: Array<TimelineBar>, 
/**
 * The milestones by their days.
 */
milestones: Array<Milestone>, 
/**
 * Days between start and end on which the branch does not work; none are told of a plan of several years.
 */
free_days: Array<string>, 
/**
 * The day with which weeks begin where the branch is: 1 is Monday, 7 is Sunday.
 */
week_start: number, 
/**
 * Working days on the critical path.
 */
critical_days: number, };

export type TimelineBar = { 
/**
 * The task.
 */
task: ProjectTask, 
/**
 * How many working days it takes; null while it stands on no day.
 */
days: number | null, 
/**
 * How many working days it may be late until the whole is; null for a done one, and for one on no day.
 */
slack: number | null, 
/**
 * Whether a day's delay of it delays the whole.
 */
is_critical: boolean, };

export type Timer = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it runs for.
 */
on: TimeOn, 
/**
 * The same in words: the task or ticket, else the project.
 */
title: string, 
/**
 * The project and customer behind that; empty when there are none.
 */
place: string, 
/**
 * The item that it is sold as.
 */
item_id: string | null, 
/**
 * Its name; empty without one.
 */
item: string, 
/**
 * What is done.
 */
note: string, 
/**
 * Whether it is invoiced.
 */
billable: boolean, 
/**
 * When it was started, in epoch milliseconds.
 */
started_ms: number, 
/**
 * The time now, in epoch milliseconds: what is shown counts on from here.
 */
now_ms: number, };

export type TimerDoubt = { 
/**
 * Why.
 */
reason: DoubtReason, 
/**
 * What the timer that runs is for.
 */
title: string, 
/**
 * When it was started, in epoch milliseconds.
 */
started_ms: number, 
/**
 * What the clock says it took, in minutes; null when that is less than nothing.
 */
minutes: number | null, };

export type TimerGetRequest = Record<symbol, never>;

export type TimerGetResponse = { 
/**
 * The one that runs; null when none does.
 */
timer: Timer | null, };

export type TimerResponse = { 
/**
 * The timer that runs now.
 */
timer: Timer | null, 
/**
 * The entry that was made of the one that was stopped.
 */
entry_id: string | null, 
/**
 * How long that took, in minutes.
 */
minutes: number | null, 
/**
 * What is to be asked before anything happens; then send the time that was typed.
 */
doubt: TimerDoubt | null, };

export type TimerStartRequest = { 
/**
 * What it runs for.
 */
on: TimeOn, 
/**
 * The item that it is sold as.
 */
item_id?: string, 
/**
 * What is done.
 */
note?: string, 
/**
 * Whether it is invoiced; as it is usual there when absent.
 */
billable?: boolean, 
/**
 * How long the one took that runs, when its time is in doubt.
 */
stopped_time?: string, };

export type TimerStopRequest = { 
/**
 * How long it really took; by the clock when absent.
 */
time?: string, 
/**
 * What was done; as it stands when absent.
 */
note?: string, };

export type TimerUpdateRequest = { 
/**
 * What it runs for.
 */
on?: TimeOn, 
/**
 * The item that it is sold as; empty for none of its own.
 */
item_id?: string, 
/**
 * What is done.
 */
note?: string, 
/**
 * Whether it is invoiced; as it is usual there when absent beside another `on`.
 */
billable?: boolean, };

export type Timesheet = { 
/**
 * A day of the week before, `YYYY-MM-DD`.
 */
before: string, 
/**
 * A day of the week after.
 */
after: string, 
/**
 * Its id; null while nothing was noted in it.
 */
id: string | null, 
/**
 * Rises with each change; 0 while nothing was noted in it.
 */
version: number, 
/**
 * Whose.
 */
user_id: string, 
/**
 * That person's name.
 */
user: string, 
/**
 * The seven days from Monday on, `YYYY-MM-DD`.
 */
dates: Array<string>, 
/**
 * Today, `YYYY-MM-DD`.
 */
today: string, 
/**
 * How it stands.
 */
status: SheetStatus, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * Why it was sent back; empty when it was not.
 */
reason: string, 
/**
 * What was done, by project and title.
 */
lines: Array<TimesheetLine>, 
/**
 * Each day.
 */
days: Array<TimeCell>, 
/**
 * The whole week.
 */
total: TimeCell, 
/**
 * What of it is invoiced to somebody.
 */
billable: TimeCell, 
/**
 * Whether the week before has time that could be copied.
 */
can_copy: boolean, };

export type TimesheetAllRequest = { 
/**
 * Any day of the week, `YYYY-MM-DD`; this week when absent.
 */
date?: string, };

export type TimesheetCopyResponse = { 
/**
 * How many cells.
 */
copied: number, 
/**
 * How many were left out: their project is done, or their day has time already.
 */
skipped: number, };

export type TimesheetFilter = { 
/**
 * Only those that stand like this.
 */
status?: SheetStatus, 
/**
 * Only those of this person.
 */
user_id?: string, };

export type TimesheetGetRequest = { 
/**
 * Its id; whose and when is not asked then.
 */
id?: string, 
/**
 * Whose; the acting user's when absent.
 */
user_id?: string, 
/**
 * Any day of the week, `YYYY-MM-DD`; this week when absent.
 */
date?: string, };

export type TimesheetLine = { 
/**
 * What it was.
 */
on: TimeOn, 
/**
 * The same in words: the task or ticket, else the project.
 */
title: string, 
/**
 * The project or customer behind that.
 */
place: string, 
/**
 * Whether new time may be noted for it: its project is not done.
 */
is_open: boolean, 
/**
 * The seven days from Monday on.
 */
days: Array<TimeCell>, 
/**
 * All of them.
 */
total: TimeCell, };

export type TimesheetPerson = { 
/**
 * Who.
 */
user_id: string, 
/**
 * That person's name.
 */
user: string, 
/**
 * The week's id; null while nothing was noted in it.
 */
id: string | null, 
/**
 * Its version.
 */
version: number, 
/**
 * How it stands.
 */
status: SheetStatus, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * The seven days from Monday on.
 */
days: Array<TimeCell>, 
/**
 * All of them.
 */
total: TimeCell, 
/**
 * What of it is invoiced to somebody.
 */
billable: TimeCell, };

export type TimesheetResponse = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its version now.
 */
version: number, };

export type TimesheetRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Rises with each change.
 */
version: number, 
/**
 * Whose.
 */
user_id: string, 
/**
 * That person's name.
 */
user: string, 
/**
 * Its Monday, `YYYY-MM-DD`.
 */
week_start: string, 
/**
 * How it stands.
 */
status: SheetStatus, 
/**
 * The same as a badge.
 */
badge: Badge, 
/**
 * How much is noted in it, in minutes.
 */
minutes: number, 
/**
 * How much of that is invoiced to somebody, in minutes.
 */
billable_minutes: number, 
/**
 * When it was submitted, in epoch milliseconds.
 */
submitted_ms: number | null, 
/**
 * Why it was sent back.
 */
reason: string, };

export type TimesheetSendBackRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * What is to be put right.
 */
reason: string, };

export type TimesheetSetRequest = { 
/**
 * Whose week; the acting user's when absent.
 */
user_id?: string, 
/**
 * The day, `YYYY-MM-DD`.
 */
date: string, 
/**
 * What the time was spent on.
 */
on: TimeOn, 
/**
 * All of it; empty or 0 for none.
 */
time: string, };

export type TimesheetSetResponse = { 
/**
 * The cell.
 */
cell: TimeCell, };

export type TimesheetVersionRequest = { 
/**
 * Its id.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, };

export type TimesheetWeek = { 
/**
 * A day of the week before, `YYYY-MM-DD`.
 */
before: string, 
/**
 * A day of the week after.
 */
after: string, 
/**
 * The seven days from Monday on, `YYYY-MM-DD`.
 */
dates: Array<string>, 
/**
 * Today, `YYYY-MM-DD`.
 */
today: string, 
/**
 * People by name: who works here, and who noted time in this week.
 */
people: Array<TimesheetPerson>, 
/**
 * Each day of all.
 */
days: Array<TimeCell>, 
/**
 * The whole week of all.
 */
total: TimeCell, };

export type TimesheetWeekOf = { 
/**
 * Whose; the acting user's when absent.
 */
user_id?: string, 
/**
 * Any day of the week, `YYYY-MM-DD`; this week when absent.
 */
date?: string, };

export type TodayRow = { 
/**
 * What to do, and why.
 */
action: NextAction, 
/**
 * The record it is about.
 */
record_id: string | null, 
/**
 * That record's kind.
 */
record_kind: string | null, 
/**
 * That record's title.
 */
record_title: string | null, 
/**
 * The customer's name.
 */
customer: string | null, 
/**
 * The money at stake.
 */
amount: Money | null, 
/**
 * Whether it was promised to the customer.
 */
promise: boolean, };

export type Tone = "neutral" | "info" | "violet" | "ok" | "warn" | "danger";

export type Totals = { 
/**
 * ISO 4217 code.
 */
currency: string, 
/**
 * Due date (of an estimate: last day of validity).
 */
due_date: string, 
/**
 * India: where the supply takes place.
 */
place_of_supply: string, 
/**
 * The lines in their order, options included.
 */
lines: Array<LineTotals>, 
/**
 * Sum of the lines, without tax.
 */
lines_net: string, 
/**
 * Discounts on the document, without tax.
 */
discount: string, 
/**
 * Charges on the document, without tax.
 */
charge: string, 
/**
 * Without tax.
 */
net: string, 
/**
 * Tax by code and rate.
 */
taxes: Array<TaxLine>, 
/**
 * All tax.
 */
tax: string, 
/**
 * Rounding.
 */
rounding: string, 
/**
 * To pay.
 */
total: string, 
/**
 * Why: the steps of each figure.
 */
why: Array<WhyStep>, 
/**
 * What is doubtful, by its field; no wall.
 */
warnings: Array<FieldError>, };

export type UndoHandle = { 
/**
 * The transaction's number on this device.
 */
seq: number, 
/**
 * The command, for the words of the toast.
 */
command: string, };

export type UndoRequest = { 
/**
 * The number of the transaction on this device.
 */
seq: number, };

export type UndoResponse = { 
/**
 * The command that was taken back.
 */
command: string, };

export type UnitPreset = { 
/**
 * As it is printed.
 */
unit: string, 
/**
 * Its unit quantity code.
 */
uqc: string, };

export type UserCreateRequest = { 
/**
 * Name as shown to others.
 */
name: string, 
/**
 * E-mail address.
 */
email?: string, 
/**
 * The user they report to.
 */
manager_id?: string, 
/**
 * What they may do.
 */
permission_set_ids: Array<string>, };

export type UserInHandRequest = { 
/**
 * The user, active or not.
 */
user_id: string, };

export type UserInHandResponse = { 
/**
 * The kinds of which they have something.
 */
rows: Array<InHandRow>, };

export type UserListRequest = Record<symbol, never>;

export type UserListResponse = { 
/**
 * The users, by name.
 */
rows: Array<UserRow>, };

export type UserPassOnRequest = { 
/**
 * Whose work it was, active or not.
 */
user_id: string, 
/**
 * Whose it is from now on.
 */
to_id: string, 
/**
 * Only these kinds; all when absent.
 */
kinds?: Array<string>, };

export type UserPassOnResponse = { 
/**
 * How many records have a new owner.
 */
count: number, };

export type UserResponse = { 
/**
 * The user.
 */
id: string, };

export type UserRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Name as shown to others.
 */
name: string, 
/**
 * E-mail address, may be empty.
 */
email: string, 
/**
 * False: cannot work in the file any more.
 */
active: boolean, 
/**
 * The user whose reports this user belongs to.
 */
manager_id: string | null, 
/**
 * Permission sets.
 */
permission_set_ids: Array<string>, 
/**
 * Rises with each change.
 */
version: number, };

export type UserUpdateRequest = { 
/**
 * Which user.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * New name.
 */
name?: string, 
/**
 * New e-mail address; empty clears it.
 */
email?: string, 
/**
 * Whether they may still work in the file.
 */
active?: boolean, 
/**
 * The user they report to from now on; empty: nobody.
 */
manager_id?: string, 
/**
 * What they may do from now on.
 */
permission_set_ids?: Array<string>, };

export type VersionChange = { 
/**
 * `added`, `removed`, `changed` of a line; else the field of the form, such as `discount` or `payment_term`.
 */
change: string, 
/**
 * The line's text; empty for the document.
 */
description: string, 
/**
 * Of a line quantity × price and tax before, with the text when that was another; empty when added. Of a field what it
 * said: a payment term as JSON, of terms and notes the paragraphs that went.
 */
before: string, 
/**
 * The same after; empty when removed, and when what it says has no words.
 */
after: string, };

export type VisitSignRequest = { 
/**
 * Which visit.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * Who signs.
 */
signed_by: string, 
/**
 * The signature drawn on screen: a PNG or JPEG picture in base64.
 */
signature: string, };

export type VisitTimesRequest = { 
/**
 * Which visit.
 */
id: string, 
/**
 * The version that was seen.
 */
version: number, 
/**
 * The day, `YYYY-MM-DD`.
 */
day: string, 
/**
 * Arrival, `HH:MM`.
 */
arrival: string, 
/**
 * Leaving, `HH:MM`; after midnight when it is earlier than arrival.
 */
leaving: string, };

export type WeekLoad = { 
/**
 * Minutes of work that is planned.
 */
planned_minutes: number, 
/**
 * Minutes of working time; null when nobody said when the branch works.
 */
available_minutes: number | null, 
/**
 * Planned in thousandths of what is available; null with it.
 */
permille: number | null, 
/**
 * Whether more is planned than there are hours.
 */
is_over: boolean, };

export type WhyStep = { 
/**
 * The figure it explains: `line`, `net`, `tax`, `total` …
 */
subject: string, 
/**
 * Which one, when there are several, counted from zero.
 */
index: number | null, 
/**
 * Message id.
 */
label_id: string, 
/**
 * Values of its placeholders.
 */
params: { [key in string]: string }, };

export type WorkStatus = "planned" | "in_progress" | "on_hold" | "done";

export type Workflow = "service" | "trading" | "support" | "approval";

export type WorkingDay = { 
/**
 * Its id.
 */
id: string, 
/**
 * Which day, `YYYY-MM-DD`.
 */
date: string, 
/**
 * Why, such as the name of a holiday.
 */
name: string, 
/**
 * Its hours, as those of the week; empty when it is closed.
 */
hours: string, };

export type WorkingDayInput = { 
/**
 * Which row; a new one when absent.
 */
id?: string, 
/**
 * Which day, `YYYY-MM-DD`.
 */
date?: string, 
/**
 * Why.
 */
name?: string, 
/**
 * Its hours as typed; closed when absent or empty.
 */
hours?: string, };

export type WorkingTime = { 
/**
 * The branch.
 */
branch_id: string, 
/**
 * The version of the branch, for changes.
 */
version: number, 
/**
 * Its country, two letters.
 */
country: string, 
/**
 * Its clock, an IANA time zone.
 */
time_zone: string, 
/**
 * The hours of each day of the week, Monday first, such as `09:00–13:00, 14:00–18:00`; empty when it is closed.
 */
week: Array<string>, 
/**
 * Days that are otherwise, by date.
 */
days: Array<WorkingDay>, };

export type WorkingTimeGetRequest = { 
/**
 * Which branch; the first one when absent.
 */
branch_id?: string, };

export type WorkingTimeParseRequest = { 
/**
 * The hours of several days as typed.
 */
hours: Array<string>, };

export type WorkingTimeParseResponse = { 
/**
 * For each day the minutes from the begin of its last stretch to the end, where that is on the next day; null for others, and
 * for what cannot be read.
 */
overnight_minutes: Array<number | null>, };

export type WorkingTimeSaveRequest = { 
/**
 * Which branch.
 */
branch_id: string, 
/**
 * The version of it that was seen.
 */
version: number, 
/**
 * The hours of each day of the week as typed, Monday first: seven of them.
 */
week: Array<string>, 
/**
 * Days that are otherwise.
 */
days: Array<WorkingDayInput>, };

export type ZeroRating = "undertaking" | "payment";

export interface Commands {
  "activity.arrive": { kind: "write"; request: ActivityVersionRequest; response: ActivityResponse };
  "activity.create": { kind: "write"; request: ActivityCreateRequest; response: ActivityResponse };
  "activity.delete": { kind: "write"; request: ActivityVersionRequest; response: ActivityResponse };
  "activity.done": { kind: "write"; request: ActivityDoneRequest; response: ActivityResponse };
  "activity.get": { kind: "read"; request: ActivityGetRequest; response: Activity };
  "activity.leave": { kind: "write"; request: ActivityVersionRequest; response: ActivityResponse };
  "activity.list": { kind: "read"; request: ListRequest<ActivityFilter>; response: Page<ActivityRow> };
  "activity.log": { kind: "write"; request: ActivityLogRequest; response: ActivityLogResponse };
  "activity.parse": { kind: "read"; request: ActivityParseRequest; response: ActivityParseResponse };
  "activity.reopen": { kind: "write"; request: ActivityVersionRequest; response: ActivityResponse };
  "activity.set_times": { kind: "write"; request: VisitTimesRequest; response: ActivityResponse };
  "activity.sign": { kind: "write"; request: VisitSignRequest; response: ActivityResponse };
  "activity.summary": { kind: "read"; request: ListRequest<ActivityFilter>; response: ActivitySummary };
  "activity.today": { kind: "read"; request: ActivityTodayRequest; response: ActivityToday };
  "activity.update": { kind: "write"; request: ActivityUpdateRequest; response: ActivityResponse };
  "address.create": { kind: "write"; request: AddressCreateRequest; response: CustomerResponse };
  "address.delete": { kind: "write"; request: AddressDeleteRequest; response: CustomerResponse };
  "address.update": { kind: "write"; request: AddressUpdateRequest; response: CustomerResponse };
  "area.switch": { kind: "write"; request: AreaSwitch; response: AreaSwitch };
  "attachment.add": { kind: "write"; request: AttachmentAddRequest; response: AttachmentResponse };
  "attachment.list": { kind: "read"; request: AttachmentListRequest; response: AttachmentListResponse };
  "attachment.withdraw": { kind: "write"; request: AttachmentRequest; response: AttachmentResponse };
  "billing_milestone.bill": { kind: "write"; request: BillingMilestoneBillRequest; response: BillingMilestoneBillResponse };
  "billing_milestone.equal_parts": { kind: "read"; request: BillingMilestoneEqualPartsRequest; response: BillingMilestoneEqualPartsResponse };
  "billing_milestone.list": { kind: "read"; request: BillingPlanRequest; response: BillingMilestoneListResponse };
  "billing_milestone.save": { kind: "write"; request: BillingMilestoneSaveRequest; response: BillingMilestoneSaveResponse };
  "billing_plan.close": { kind: "write"; request: BillingPlanCloseRequest; response: BillingPlanResponse };
  "billing_plan.draft": { kind: "read"; request: DealDraftRequest; response: DraftInput };
  "billing_plan.get": { kind: "read"; request: BillingPlanRequest; response: BillingPlan };
  "billing_plan.reopen": { kind: "write"; request: BillingPlanRequest; response: BillingPlanResponse };
  "billing_plan.to_invoice": { kind: "write"; request: BillingPlanRequest; response: BillingPlanInvoiceResponse };
  "branch.create": { kind: "write"; request: BranchCreateRequest; response: BranchListResponse };
  "branch.list": { kind: "read"; request: BranchListRequest; response: BranchListResponse };
  "branch.set_picture": { kind: "write"; request: BranchPictureSetRequest; response: BranchPictureSetResponse };
  "branch.update": { kind: "write"; request: BranchUpdateRequest; response: BranchUpdateResponse };
  "capacity.of_team": { kind: "read"; request: CapacityRequest; response: Capacity };
  "commitment.create": { kind: "write"; request: CommitmentCreateRequest; response: CommitmentResponse };
  "commitment.delete": { kind: "write"; request: CommitmentDeleteRequest; response: CommitmentResponse };
  "commitment.list": { kind: "read"; request: CommitmentListRequest; response: CommitmentList };
  "commitment.mark": { kind: "write"; request: CommitmentMarkRequest; response: CommitmentResponse };
  "commitment.update": { kind: "write"; request: CommitmentUpdateRequest; response: CommitmentResponse };
  "company.status": { kind: "read"; request: CompanyStatusRequest; response: CompanyStatus };
  "company.update": { kind: "write"; request: CompanyUpdateRequest; response: Company };
  "contact.create": { kind: "write"; request: ContactCreateRequest; response: ContactResponse };
  "contact.delete": { kind: "write"; request: ContactDeleteRequest; response: ContactResponse };
  "contact.update": { kind: "write"; request: ContactUpdateRequest; response: ContactResponse };
  "contract.create": { kind: "write"; request: ContractCreateRequest; response: Created };
  "contract.delete": { kind: "write"; request: SupportDeleteRequest; response: ContractResponse };
  "contract.end": { kind: "write"; request: SupportEndRequest; response: ContractResponse };
  "contract.get": { kind: "read"; request: ContractGetRequest; response: Contract };
  "contract.invoicing": { kind: "read"; request: ContractGetRequest; response: ContractInvoicing };
  "contract.list": { kind: "read"; request: ListRequest<ContractFilter>; response: Page<ContractRow> };
  "contract.propose": { kind: "write"; request: ContractProposeRequest; response: ContractProposal };
  "contract.propose_ahead": { kind: "write"; request: ContractGetRequest; response: ContractProposedAhead };
  "contract.renew": { kind: "write"; request: ContractRenewRequest; response: ContractRenewResponse };
  "contract.reopen": { kind: "write"; request: ContractReopenRequest; response: ContractResponse };
  "contract.roll": { kind: "write"; request: ContractRollRequest; response: ContractRollResponse };
  "contract.rolling": { kind: "read"; request: ContractRollingRequest; response: ContractRollingResponse };
  "contract.summary": { kind: "read"; request: ListRequest<ContractFilter>; response: ContractSummary };
  "contract.take_back": { kind: "write"; request: ContractTakeBackRequest; response: ContractResponse };
  "contract.to_propose": { kind: "read"; request: ContractToProposeRequest; response: ContractToProposeResponse };
  "contract.update": { kind: "write"; request: ContractUpdateRequest; response: ContractResponse };
  "credit.apply": { kind: "write"; request: CreditApplyRequest; response: CreditResponse };
  "credit.refund": { kind: "write"; request: CreditRefundRequest; response: CreditResponse };
  "credit.unapply": { kind: "write"; request: CreditUnapplyRequest; response: CreditResponse };
  "credit_note.issue": { kind: "write"; request: CreditNoteIssueRequest; response: DocumentResponse };
  "customer.create": { kind: "write"; request: CustomerCreateRequest; response: CustomerResponse };
  "customer.delete": { kind: "write"; request: CustomerDeleteRequest; response: CustomerResponse };
  "customer.duplicates": { kind: "read"; request: CustomerDuplicatesRequest; response: CustomerDuplicatesResponse };
  "customer.get": { kind: "read"; request: CustomerGetRequest; response: Customer };
  "customer.list": { kind: "read"; request: ListRequest<CustomerFilter>; response: Page<CustomerRow> };
  "customer.summary": { kind: "read"; request: ListRequest<CustomerFilter>; response: CustomerSummary };
  "customer.update": { kind: "write"; request: CustomerUpdateRequest; response: CustomerResponse };
  "customer_balance.get": { kind: "read"; request: CustomerBalanceRequest; response: CustomerBalance };
  "customer_health.get": { kind: "read"; request: CustomerHealthRequest; response: CustomerHealth };
  "deal.board": { kind: "read"; request: DealBoardRequest; response: DealBoard };
  "deal.create": { kind: "write"; request: DealCreateRequest; response: DealResponse };
  "deal.delete": { kind: "write"; request: DealDeleteRequest; response: DealResponse };
  "deal.forecast": { kind: "read"; request: DealForecastRequest; response: DealForecast };
  "deal.get": { kind: "read"; request: DealGetRequest; response: Deal };
  "deal.list": { kind: "read"; request: ListRequest<DealFilter>; response: Page<DealRow> };
  "deal.lose": { kind: "write"; request: DealLoseRequest; response: DealLoseResponse };
  "deal.move": { kind: "write"; request: DealMoveRequest; response: DealResponse };
  "deal.price": { kind: "read"; request: DealPriceRequest; response: DealPriceResponse };
  "deal.reopen": { kind: "write"; request: DealReopenRequest; response: DealResponse };
  "deal.stages": { kind: "read"; request: DealStagesRequest; response: DealStages };
  "deal.summary": { kind: "read"; request: ListRequest<DealFilter>; response: DealSummary };
  "deal.update": { kind: "write"; request: DealUpdateRequest; response: DealResponse };
  "deal.win": { kind: "write"; request: DealWinRequest; response: DealWinResponse };
  "document.draft_pages": { kind: "read"; request: DraftPagesRequest; response: DocumentPages };
  "document.find": { kind: "read"; request: DocumentFindRequest; response: DocumentFound };
  "document.pages": { kind: "read"; request: DocumentPdfRequest; response: DocumentPages };
  "document.price": { kind: "read"; request: PriceDraftRequest; response: Totals };
  "document.thread": { kind: "read"; request: DocumentThreadRequest; response: DocumentThread };
  "entitlement.begin": { kind: "write"; request: EntitlementBeginRequest; response: EntitlementResponse };
  "entitlement.create": { kind: "write"; request: EntitlementCreateRequest; response: Created };
  "entitlement.delete": { kind: "write"; request: SupportDeleteRequest; response: EntitlementResponse };
  "entitlement.end": { kind: "write"; request: SupportEndRequest; response: EntitlementResponse };
  "entitlement.get": { kind: "read"; request: EntitlementGetRequest; response: Entitlement };
  "entitlement.list": { kind: "read"; request: ListRequest<EntitlementFilter>; response: Page<EntitlementRow> };
  "entitlement.reopen": { kind: "write"; request: EntitlementReopenRequest; response: EntitlementResponse };
  "entitlement.update": { kind: "write"; request: EntitlementUpdateRequest; response: EntitlementResponse };
  "estimate.accept": { kind: "write"; request: EstimateAnswerRequest; response: DocumentResponse };
  "estimate.copy": { kind: "write"; request: DocumentGetRequest; response: DocumentCopyResponse };
  "estimate.create": { kind: "write"; request: EstimateCreateRequest; response: DocumentResponse };
  "estimate.decline": { kind: "write"; request: EstimateAnswerRequest; response: DocumentResponse };
  "estimate.delete": { kind: "write"; request: DocumentRequest; response: DocumentResponse };
  "estimate.get": { kind: "read"; request: DocumentGetRequest; response: Estimate };
  "estimate.list": { kind: "read"; request: ListRequest<EstimateFilter>; response: Page<EstimateRow> };
  "estimate.revoke": { kind: "write"; request: EstimateRevokeRequest; response: EstimateRevokeResponse };
  "estimate.send": { kind: "write"; request: EstimateSendRequest; response: DocumentResponse };
  "estimate.summary": { kind: "read"; request: ListRequest<EstimateFilter>; response: EstimateSummary };
  "estimate.update": { kind: "write"; request: EstimateUpdateRequest; response: DocumentResponse };
  "estimate.with_options": { kind: "read"; request: EstimateWithOptionsRequest; response: EstimateWithOptionsResponse };
  "expense.delete": { kind: "write"; request: ExpenseVersionRequest; response: ExpenseResponse };
  "expense.list": { kind: "read"; request: ExpenseListRequest; response: ExpenseListResponse };
  "expense.rate": { kind: "read"; request: ExpenseRateRequest; response: ExpenseRate };
  "expense.save": { kind: "write"; request: ExpenseSaveRequest; response: ExpenseResponse };
  "handover.answer": { kind: "write"; request: HandoverAnswerRequest; response: HandoverAnswerResponse };
  "handover.confirm": { kind: "write"; request: HandoverConfirmRequest; response: HandoverConfirmResponse };
  "handover.end": { kind: "write"; request: HandoverEndRequest; response: HandoverEndResponse };
  "handover.get": { kind: "read"; request: HandoverGetRequest; response: HandoverGetResponse };
  "handover.prepare": { kind: "read"; request: HandoverPrepareRequest; response: HandoverSheet };
  "handover.running": { kind: "read"; request: HandoverRunningRequest; response: HandoverRunningResponse };
  "handover.scope": { kind: "read"; request: HandoverScopeRequest; response: HandoverScope };
  "history.newest": { kind: "read"; request: NewestRequest; response: NewestResponse };
  "history.of_record": { kind: "read"; request: HistoryRequest; response: HistoryResponse };
  "history.undo": { kind: "write"; request: UndoRequest; response: UndoResponse };
  "holiday.list": { kind: "read"; request: HolidayListRequest; response: HolidayListResponse };
  "home.get": { kind: "read"; request: HomeRequest; response: Home };
  "inbox.count": { kind: "read"; request: InboxCountRequest; response: InboxCount };
  "inbox.done": { kind: "write"; request: InboxItemRequest; response: InboxItemResponse };
  "inbox.list": { kind: "read"; request: ListRequest<InboxFilter>; response: Page<InboxRow> };
  "inbox.read": { kind: "write"; request: InboxItemRequest; response: InboxItemResponse };
  "inbox.refresh": { kind: "write"; request: InboxRefreshRequest; response: InboxRefreshResponse };
  "inbox.reopen": { kind: "write"; request: InboxItemRequest; response: InboxItemResponse };
  "inbox.snooze": { kind: "write"; request: InboxSnoozeRequest; response: InboxSnoozeResponse };
  "invoice.copy": { kind: "write"; request: DocumentGetRequest; response: DocumentCopyResponse };
  "invoice.create": { kind: "write"; request: InvoiceCreateRequest; response: DocumentResponse };
  "invoice.delete": { kind: "write"; request: DocumentRequest; response: DocumentResponse };
  "invoice.get": { kind: "read"; request: DocumentGetRequest; response: Invoice };
  "invoice.issue": { kind: "write"; request: DocumentRequest; response: DocumentResponse };
  "invoice.list": { kind: "read"; request: ListRequest<InvoiceFilter>; response: Page<InvoiceRow> };
  "invoice.mark_sent": { kind: "write"; request: InvoiceSentRequest; response: DocumentResponse };
  "invoice.summary": { kind: "read"; request: ListRequest<InvoiceFilter>; response: InvoiceSummary };
  "invoice.update": { kind: "write"; request: InvoiceUpdateRequest; response: DocumentResponse };
  "invoice.void": { kind: "write"; request: InvoiceVoidRequest; response: DocumentResponse };
  "item.archive": { kind: "write"; request: ItemVersionRequest; response: ItemResponse };
  "item.create": { kind: "write"; request: ItemCreateRequest; response: ItemResponse };
  "item.delete": { kind: "write"; request: ItemVersionRequest; response: ItemResponse };
  "item.get": { kind: "read"; request: ItemGetRequest; response: Item };
  "item.list": { kind: "read"; request: ListRequest<ItemFilter>; response: Page<ItemRow> };
  "item.pick": { kind: "read"; request: ItemPickRequest; response: ItemPickResponse };
  "item.restore": { kind: "write"; request: ItemVersionRequest; response: ItemResponse };
  "item.summary": { kind: "read"; request: ListRequest<ItemFilter>; response: ItemSummary };
  "item.units": { kind: "read"; request: ItemUnitsRequest; response: ItemUnitsResponse };
  "item.update": { kind: "write"; request: ItemUpdateRequest; response: ItemResponse };
  "knowledge_note.delete": { kind: "write"; request: KnowledgeDeleteRequest; response: KnowledgeResponse };
  "knowledge_note.list": { kind: "read"; request: KnowledgeListRequest; response: KnowledgeListResponse };
  "knowledge_note.save": { kind: "write"; request: KnowledgeSaveRequest; response: KnowledgeResponse };
  "lead.capture": { kind: "write"; request: LeadCaptureRequest; response: LeadCaptureResponse };
  "lead.delete": { kind: "write"; request: LeadVersionRequest; response: LeadResponse };
  "lead.disqualify": { kind: "write"; request: LeadDisqualifyRequest; response: LeadResponse };
  "lead.get": { kind: "read"; request: LeadGetRequest; response: Lead };
  "lead.list": { kind: "read"; request: ListRequest<LeadFilter>; response: Page<LeadRow> };
  "lead.origins": { kind: "read"; request: LeadOriginsRequest; response: LeadOrigins };
  "lead.parse": { kind: "read"; request: LeadParseRequest; response: LeadGuess };
  "lead.qualify": { kind: "write"; request: LeadQualifyRequest; response: LeadQualifyResponse };
  "lead.reopen": { kind: "write"; request: LeadVersionRequest; response: LeadResponse };
  "lead.summary": { kind: "read"; request: ListRequest<LeadFilter>; response: LeadSummary };
  "lead.update": { kind: "write"; request: LeadUpdateRequest; response: LeadResponse };
  "lead_rule.list": { kind: "read"; request: LeadRuleListRequest; response: LeadRules };
  "lead_rule.save": { kind: "write"; request: LeadRuleSaveRequest; response: LeadRules };
  "milestone.create": { kind: "write"; request: MilestoneCreateRequest; response: MilestoneResponse };
  "milestone.delete": { kind: "write"; request: MilestoneVersionRequest; response: MilestoneResponse };
  "milestone.reach": { kind: "write"; request: MilestoneReachRequest; response: MilestoneReachResponse };
  "milestone.reopen": { kind: "write"; request: MilestoneVersionRequest; response: MilestoneReopened };
  "milestone.update": { kind: "write"; request: MilestoneUpdateRequest; response: MilestoneResponse };
  "next_action.dismiss": { kind: "write"; request: NextActionDismissRequest; response: NextActionAnswer };
  "next_action.of_record": { kind: "read"; request: NextActionRequest; response: NextActionResponse };
  "next_action.snooze": { kind: "write"; request: NextActionSnoozeRequest; response: NextActionAnswer };
  "number_series.list": { kind: "read"; request: NumberSeriesListRequest; response: NumberSeriesListResponse };
  "number_series.update": { kind: "write"; request: NumberSeriesUpdateRequest; response: NumberSeries };
  "overage.bill": { kind: "write"; request: OverageBillRequest; response: OverageBillResponse };
  "overage.to_bill": { kind: "read"; request: OverageToBillRequest; response: OverageToBill };
  "payment.get": { kind: "read"; request: PaymentGetRequest; response: Payment };
  "payment.list": { kind: "read"; request: ListRequest<PaymentFilter>; response: Page<PaymentRow> };
  "payment.record": { kind: "write"; request: PaymentRecordRequest; response: PaymentResponse };
  "payment.reverse": { kind: "write"; request: PaymentReverseRequest; response: PaymentResponse };
  "payment.summary": { kind: "read"; request: ListRequest<PaymentFilter>; response: PaymentSummary };
  "permission_set.list": { kind: "read"; request: PermissionSetListRequest; response: PermissionSetListResponse };
  "permission_set.save": { kind: "write"; request: PermissionSetSaveRequest; response: PermissionSetResponse };
  "pipeline.delete": { kind: "write"; request: PipelineDeleteRequest; response: PipelineResponse };
  "pipeline.list": { kind: "read"; request: PipelineListRequest; response: PipelineListResponse };
  "pipeline.save": { kind: "write"; request: PipelineSaveRequest; response: PipelineResponse };
  "price_list.delete": { kind: "write"; request: PriceListDeleteRequest; response: PriceListResponse };
  "price_list.lines": { kind: "read"; request: ListRequest<PriceListLineFilter>; response: Page<PriceListLineRow> };
  "price_list.list": { kind: "read"; request: PriceListListRequest; response: PriceListListResponse };
  "price_list.save": { kind: "write"; request: PriceListSaveRequest; response: PriceListResponse };
  "project.board": { kind: "read"; request: ProjectBoardRequest; response: ProjectBoard };
  "project.calendar": { kind: "read"; request: ProjectCalendarRequest; response: ProjectCalendar };
  "project.close": { kind: "write"; request: ProjectCloseRequest; response: ProjectClosed };
  "project.create": { kind: "write"; request: ProjectCreateRequest; response: ProjectResponse };
  "project.delete": { kind: "write"; request: ProjectDeleteRequest; response: ProjectResponse };
  "project.get": { kind: "read"; request: ProjectGetRequest; response: Project };
  "project.list": { kind: "read"; request: ListRequest<ProjectFilter>; response: Page<ProjectRow> };
  "project.move": { kind: "write"; request: ProjectMoveRequest; response: ProjectMoved };
  "project.plan": { kind: "read"; request: ListRequest<ProjectFilter>; response: ProjectPlan };
  "project.reopen": { kind: "write"; request: ProjectReopenRequest; response: ProjectResponse };
  "project.set_status": { kind: "write"; request: ProjectStatusRequest; response: ProjectResponse };
  "project.summary": { kind: "read"; request: ListRequest<ProjectFilter>; response: ProjectSummary };
  "project.timeline": { kind: "read"; request: ProjectGetRequest; response: Timeline };
  "project.update": { kind: "write"; request: ProjectUpdateRequest; response: ProjectResponse };
  "project_template.create": { kind: "write"; request: TemplateCreateRequest; response: TemplateResponse };
  "project_template.delete": { kind: "write"; request: TemplateDeleteRequest; response: TemplateResponse };
  "project_template.from_project": { kind: "write"; request: TemplateFromProjectRequest; response: TemplateResponse };
  "project_template.get": { kind: "read"; request: TemplateGetRequest; response: Template };
  "project_template.list": { kind: "read"; request: TemplateListRequest; response: TemplateList };
  "project_template.name_for_item": { kind: "write"; request: TemplateForItemRequest; response: ItemTemplate };
  "project_template.of_item": { kind: "read"; request: TemplateOfItemRequest; response: ItemTemplate };
  "project_template.place": { kind: "read"; request: TemplatePlaceRequest; response: Plan };
  "project_template.save": { kind: "write"; request: TemplateSaveRequest; response: TemplateResponse };
  "recurring_invoice.create": { kind: "write"; request: RecurringCreateRequest; response: RecurringResponse };
  "recurring_invoice.days": { kind: "read"; request: RecurringDaysRequest; response: RecurringDaysResponse };
  "recurring_invoice.due": { kind: "read"; request: RecurringDueRequest; response: RecurringDueResponse };
  "recurring_invoice.end": { kind: "write"; request: RecurringStateRequest; response: RecurringResponse };
  "recurring_invoice.get": { kind: "read"; request: RecurringGetRequest; response: RecurringInvoice };
  "recurring_invoice.list": { kind: "read"; request: ListRequest<RecurringFilter>; response: Page<RecurringRow> };
  "recurring_invoice.make": { kind: "write"; request: RecurringMakeRequest; response: RecurringMakeResponse };
  "recurring_invoice.of_invoice": { kind: "read"; request: RecurringFromRequest; response: RecurringFromResponse };
  "recurring_invoice.pause": { kind: "write"; request: RecurringStateRequest; response: RecurringResponse };
  "recurring_invoice.resume": { kind: "write"; request: RecurringStateRequest; response: RecurringResponse };
  "recurring_invoice.skip": { kind: "write"; request: RecurringStateRequest; response: RecurringResponse };
  "recurring_invoice.summary": { kind: "read"; request: ListRequest<RecurringFilter>; response: RecurringSummary };
  "recurring_invoice.update": { kind: "write"; request: RecurringUpdateRequest; response: RecurringResponse };
  "refund.reverse": { kind: "write"; request: RefundReverseRequest; response: CreditResponse };
  "renewal_setting.get": { kind: "read"; request: RenewalSettingGetRequest; response: RenewalSetting };
  "renewal_setting.save": { kind: "write"; request: RenewalSettingSaveRequest; response: RenewalSetting };
  "saved_reply.apply": { kind: "write"; request: SavedReplyApplyRequest; response: SavedReplyApplyResponse };
  "saved_reply.fill": { kind: "read"; request: SavedReplyFillRequest; response: FilledReply };
  "saved_reply.list": { kind: "read"; request: SavedReplyListRequest; response: SavedReplyListResponse };
  "saved_reply.save": { kind: "write"; request: SavedReplySaveRequest; response: SavedReplyListResponse };
  "search.find": { kind: "read"; request: SearchRequest; response: SearchResponse };
  "search.rebuild": { kind: "write"; request: SearchRebuild; response: null };
  "sla_policy.arrange": { kind: "write"; request: SlaPolicyArrangeRequest; response: SlaPolicyListResponse };
  "sla_policy.delete": { kind: "write"; request: SlaPolicyDeleteRequest; response: SlaPolicyResponse };
  "sla_policy.list": { kind: "read"; request: SlaPolicyListRequest; response: SlaPolicyListResponse };
  "sla_policy.save": { kind: "write"; request: SlaPolicySaveRequest; response: SlaPolicyResponse };
  "sold_line.list": { kind: "read"; request: SoldLineListRequest; response: SoldLineListResponse };
  "support_offer.get": { kind: "read"; request: SupportOfferGetRequest; response: SupportOffer };
  "support_offer.save": { kind: "write"; request: SupportOfferSaveRequest; response: SupportOffer };
  "task.arrange": { kind: "write"; request: TaskArrangeRequest; response: TaskStatusResponse };
  "task.board": { kind: "read"; request: TaskBoardRequest; response: TaskBoard };
  "task.create": { kind: "write"; request: TaskCreateRequest; response: TaskResponse };
  "task.delete": { kind: "write"; request: TaskVersionRequest; response: TaskResponse };
  "task.done": { kind: "write"; request: TaskVersionRequest; response: TaskStatusResponse };
  "task.get": { kind: "read"; request: TaskGetRequest; response: Task };
  "task.groups": { kind: "read"; request: TaskGroupsRequest; response: TaskGroups };
  "task.list": { kind: "read"; request: ListRequest<TaskFilter>; response: Page<TaskRow> };
  "task.move": { kind: "write"; request: TaskMoveRequest; response: TaskChanged };
  "task.reopen": { kind: "write"; request: TaskVersionRequest; response: TaskStatusResponse };
  "task.set_status": { kind: "write"; request: TaskStatusRequest; response: TaskStatusResponse };
  "task.summary": { kind: "read"; request: ListRequest<TaskFilter>; response: TaskSummary };
  "task.update": { kind: "write"; request: TaskUpdateRequest; response: TaskChanged };
  "task_dependency.add": { kind: "write"; request: TaskDependencyRequest; response: TaskDependencyResponse };
  "task_dependency.remove": { kind: "write"; request: TaskDependencyRequest; response: TaskDependencyResponse };
  "tax_class.create": { kind: "write"; request: TaxClassCreateRequest; response: TaxClassResponse };
  "tax_class.list": { kind: "read"; request: TaxClassListRequest; response: TaxClassListResponse };
  "tax_class.update": { kind: "write"; request: TaxClassUpdateRequest; response: TaxClassResponse };
  "tax_id.create": { kind: "write"; request: TaxIdCreateRequest; response: CustomerResponse };
  "tax_id.delete": { kind: "write"; request: TaxIdDeleteRequest; response: CustomerResponse };
  "thread.get": { kind: "read"; request: ThreadGetRequest; response: DealThread };
  "ticket.close": { kind: "write"; request: TicketStepRequest; response: TicketResponse };
  "ticket.correct": { kind: "write"; request: TicketCorrectRequest; response: TicketResponse };
  "ticket.delete": { kind: "write"; request: TicketStepRequest; response: TicketResponse };
  "ticket.due": { kind: "read"; request: TicketDueRequest; response: TicketDueResponse };
  "ticket.escalate": { kind: "write"; request: TicketEscalateRequest; response: TicketEscalateResponse };
  "ticket.get": { kind: "read"; request: TicketGetRequest; response: Ticket };
  "ticket.link": { kind: "write"; request: TicketLinkRequest; response: TicketResponse };
  "ticket.list": { kind: "read"; request: ListRequest<TicketFilter>; response: Page<TicketRow> };
  "ticket.merge": { kind: "write"; request: TicketMergeRequest; response: TicketResponse };
  "ticket.note": { kind: "write"; request: TicketNoteRequest; response: TicketResponse };
  "ticket.open": { kind: "write"; request: TicketOpenRequest; response: TicketResponse };
  "ticket.queue": { kind: "read"; request: TicketQueueRequest; response: TicketQueue };
  "ticket.rate": { kind: "write"; request: TicketRateRequest; response: TicketResponse };
  "ticket.read_mail": { kind: "read"; request: TicketMailRequest; response: TicketMail };
  "ticket.receive": { kind: "write"; request: TicketReceiveRequest; response: TicketResponse };
  "ticket.reopen": { kind: "write"; request: TicketStepRequest; response: TicketResponse };
  "ticket.reply": { kind: "write"; request: TicketReplyRequest; response: TicketResponse };
  "ticket.resolve": { kind: "write"; request: TicketResolveRequest; response: TicketResponse };
  "ticket.split": { kind: "write"; request: TicketSplitRequest; response: TicketResponse };
  "ticket.summary": { kind: "read"; request: ListRequest<TicketFilter>; response: TicketSummary };
  "ticket.tags": { kind: "read"; request: TicketTagsRequest; response: TicketTags };
  "ticket.update": { kind: "write"; request: TicketUpdateRequest; response: TicketResponse };
  "ticket.wait": { kind: "write"; request: TicketStepRequest; response: TicketResponse };
  "ticket_category.list": { kind: "read"; request: TicketCategoryListRequest; response: TicketCategoryListResponse };
  "ticket_category.save": { kind: "write"; request: TicketCategorySaveRequest; response: TicketCategoryListResponse };
  "ticket_priority.list": { kind: "read"; request: TicketPriorityListRequest; response: TicketPriorityOwners };
  "ticket_priority.save": { kind: "write"; request: TicketPriorityOwners; response: TicketPriorityOwners };
  "time.bill": { kind: "write"; request: TimeBillRequest; response: TimeBillResponse };
  "time.budget": { kind: "read"; request: TimeBudgetRequest; response: TimeBudget };
  "time.burn": { kind: "read"; request: TimeBudgetRequest; response: TimeBurn };
  "time.delete": { kind: "write"; request: TimeVersionRequest; response: TimeResponse };
  "time.list": { kind: "read"; request: ListRequest<TimeFilter>; response: Page<TimeRow> };
  "time.log": { kind: "write"; request: TimeLogRequest; response: TimeResponse };
  "time.outside": { kind: "read"; request: TimeOutsideRequest; response: TimeOutside };
  "time.summary": { kind: "read"; request: ListRequest<TimeFilter>; response: TimeSummary };
  "time.to_bill": { kind: "read"; request: TimeToBillRequest; response: TimeToBill };
  "time.update": { kind: "write"; request: TimeUpdateRequest; response: TimeResponse };
  "time.usual": { kind: "read"; request: TimeUsualRequest; response: TimeUsualResponse };
  "time_cost.delete": { kind: "write"; request: TimeCostVersionRequest; response: TimeCostResponse };
  "time_cost.list": { kind: "read"; request: TimeCostListRequest; response: TimeCostListResponse };
  "time_cost.save": { kind: "write"; request: TimeCostSaveRequest; response: TimeCostResponse };
  "time_rate.delete": { kind: "write"; request: TimeRateVersionRequest; response: TimeRateResponse };
  "time_rate.list": { kind: "read"; request: TimeRateListRequest; response: TimeRateListResponse };
  "time_rate.save": { kind: "write"; request: TimeRateSaveRequest; response: TimeRateResponse };
  "time_setting.get": { kind: "read"; request: TimeSettingGetRequest; response: TimeSetting };
  "time_setting.save": { kind: "write"; request: TimeSettingSaveRequest; response: TimeSetting };
  "timer.discard": { kind: "write"; request: TimerGetRequest; response: TimerResponse };
  "timer.get": { kind: "read"; request: TimerGetRequest; response: TimerGetResponse };
  "timer.start": { kind: "write"; request: TimerStartRequest; response: TimerResponse };
  "timer.stop": { kind: "write"; request: TimerStopRequest; response: TimerResponse };
  "timer.update": { kind: "write"; request: TimerUpdateRequest; response: TimerResponse };
  "timesheet.approve": { kind: "write"; request: TimesheetVersionRequest; response: TimesheetResponse };
  "timesheet.copy_last_week": { kind: "write"; request: TimesheetWeekOf; response: TimesheetCopyResponse };
  "timesheet.get": { kind: "read"; request: TimesheetGetRequest; response: Timesheet };
  "timesheet.list": { kind: "read"; request: ListRequest<TimesheetFilter>; response: Page<TimesheetRow> };
  "timesheet.recall": { kind: "write"; request: TimesheetWeekOf; response: TimesheetResponse };
  "timesheet.send_back": { kind: "write"; request: TimesheetSendBackRequest; response: TimesheetResponse };
  "timesheet.set": { kind: "write"; request: TimesheetSetRequest; response: TimesheetSetResponse };
  "timesheet.submit": { kind: "write"; request: TimesheetWeekOf; response: TimesheetResponse };
  "timesheet.week": { kind: "read"; request: TimesheetAllRequest; response: TimesheetWeek };
  "user.create": { kind: "write"; request: UserCreateRequest; response: UserResponse };
  "user.in_hand": { kind: "read"; request: UserInHandRequest; response: UserInHandResponse };
  "user.list": { kind: "read"; request: UserListRequest; response: UserListResponse };
  "user.pass_on": { kind: "write"; request: UserPassOnRequest; response: UserPassOnResponse };
  "user.update": { kind: "write"; request: UserUpdateRequest; response: UserResponse };
  "working_time.get": { kind: "read"; request: WorkingTimeGetRequest; response: WorkingTime };
  "working_time.parse": { kind: "read"; request: WorkingTimeParseRequest; response: WorkingTimeParseResponse };
  "working_time.save": { kind: "write"; request: WorkingTimeSaveRequest; response: WorkingTime };
}

export interface ByteCommands {
  "attachment.bytes": { request: AttachmentRequest };
  "attachment.picture": { request: AttachmentRequest };
  "branch.picture": { request: BranchPictureRequest };
  "document.draft_page": { request: DraftPageRequest };
  "document.eml": { request: DocumentEmlRequest };
  "document.page": { request: DocumentPageRequest };
  "document.pdf": { request: DocumentPdfRequest };
  "ticket.eml": { request: TicketLetterRequest };
  "ticket.pdf": { request: TicketPdfRequest };
}

/** What a change may be about. */
export type Tag = "activity" | "attachment" | "backup" | "billing_plan" | "commitment" | "company" | "contact" | "contract" | "customer" | "deal" | "document" | "entitlement" | "expense" | "file" | "handover" | "item" | "knowledge_note" | "lead" | "next_action" | "notification" | "number_series" | "payment" | "pipeline" | "price_list" | "project" | "project_template" | "record" | "recurring_invoice" | "renewal_setting" | "saved_reply" | "sla_policy" | "task" | "tax_class" | "ticket" | "ticket_category" | "time" | "time_cost" | "time_rate" | "time_setting" | "timer" | "timesheet" | "user" | "working_time";

export const permissions = ["activity.read", "activity.write", "company.read", "contact.write", "contract.read", "contract.write", "customer.read", "customer.write", "deal.read", "deal.write", "entitlement.read", "entitlement.write", "estimate.read", "estimate.write", "handover.read", "handover.write", "inbox.read", "invoice.issue", "invoice.read", "invoice.write", "item.read", "item.write", "lead.read", "lead.write", "payment.read", "payment.write", "project.read", "project.write", "settings.write", "task.read", "task.write", "tax_class.write", "ticket.read", "ticket.write", "time.approve", "time.read", "time.write", "time_cost.read", "time_cost.write", "time_rate.read", "time_rate.write", "user.read", "user.write"] as const;
