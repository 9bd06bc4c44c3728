// Written by the program from its Rust types: run `script/bindings` after changing them.

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
 * SIRET, licence, company number …
 */
legal_id: string, 
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
 * Rises with each change.
 */
version: number, };

export type BranchListRequest = Record<symbol, never>;

export type BranchListResponse = { 
/**
 * The branches in their order.
 */
rows: Array<Branch>, };

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
set: { [key in string]: string }, };

export type Code = "invalid" | "conflict" | "forbidden" | "not_found" | "precondition" | "storage" | "internal";

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
 * Language of the interface.
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
today: string, };

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
 * New language of the interface.
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
permissions: { [key in string]: Scope }, };

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
payment_term: unknown, 
/**
 * Credit limit as typed; empty takes it away.
 */
credit_limit?: string, 
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
 * Owner's name.
 */
owner: string, };

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

export type Duplicate = { 
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
 * Place.
 */
place: string, 
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

export type Grant = { 
/**
 * The permission.
 */
permission: string, 
/**
 * How far it reaches.
 */
scope: Scope, };

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
 * Before; null when the row is new.
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
customer_id: string | null, };

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

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

export type PermissionSetListRequest = Record<symbol, never>;

export type PermissionSetListResponse = { 
/**
 * The sets.
 */
rows: Array<PermissionSetRow>, };

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
grants: Array<Grant>, };

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
 * How to take it back; null when nothing was written.
 */
undo: UndoHandle | null, };

export type Scope = "own" | "team" | "all";

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
 * How many hits (at most 30).
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

export type Sort = { 
/**
 * A column that the list can sort by.
 */
column: string, 
/**
 * True: highest first.
 */
descending: boolean, };

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

export type TaxTreatment = "registered" | "composition" | "unregistered" | "sez" | "export" | "reverse_charge" | "exempt";

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
command: string, 
/**
 * How many rows went back.
 */
rows: number, };

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

export type UserListRequest = Record<symbol, never>;

export type UserListResponse = { 
/**
 * The users, by name.
 */
rows: Array<UserRow>, };

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
 * What they may do from now on.
 */
permission_set_ids?: Array<string>, };

export type Workflow = "service" | "trading" | "support" | "approval";

export interface Commands {
  "address.create": { kind: "write"; request: AddressCreateRequest; response: CustomerResponse };
  "address.delete": { kind: "write"; request: AddressDeleteRequest; response: CustomerResponse };
  "address.update": { kind: "write"; request: AddressUpdateRequest; response: CustomerResponse };
  "area.switch": { kind: "write"; request: AreaSwitch; response: AreaSwitch };
  "branch.list": { kind: "read"; request: BranchListRequest; response: BranchListResponse };
  "branch.update": { kind: "write"; request: BranchUpdateRequest; response: BranchListResponse };
  "company.status": { kind: "read"; request: CompanyStatusRequest; response: CompanyStatus };
  "company.update": { kind: "write"; request: CompanyUpdateRequest; response: Company };
  "contact.create": { kind: "write"; request: ContactCreateRequest; response: ContactResponse };
  "contact.delete": { kind: "write"; request: ContactDeleteRequest; response: ContactResponse };
  "contact.update": { kind: "write"; request: ContactUpdateRequest; response: ContactResponse };
  "customer.create": { kind: "write"; request: CustomerCreateRequest; response: CustomerResponse };
  "customer.delete": { kind: "write"; request: CustomerDeleteRequest; response: CustomerResponse };
  "customer.duplicates": { kind: "read"; request: CustomerDuplicatesRequest; response: CustomerDuplicatesResponse };
  "customer.get": { kind: "read"; request: CustomerGetRequest; response: Customer };
  "customer.list": { kind: "read"; request: ListRequest<CustomerFilter>; response: Page<CustomerRow> };
  "customer.summary": { kind: "read"; request: ListRequest<CustomerFilter>; response: CustomerSummary };
  "customer.update": { kind: "write"; request: CustomerUpdateRequest; response: CustomerResponse };
  "history.of_record": { kind: "read"; request: HistoryRequest; response: HistoryResponse };
  "history.undo": { kind: "write"; request: UndoRequest; response: UndoResponse };
  "permission_set.list": { kind: "read"; request: PermissionSetListRequest; response: PermissionSetListResponse };
  "search.find": { kind: "read"; request: SearchRequest; response: SearchResponse };
  "tax_id.create": { kind: "write"; request: TaxIdCreateRequest; response: CustomerResponse };
  "tax_id.delete": { kind: "write"; request: TaxIdDeleteRequest; response: CustomerResponse };
  "user.create": { kind: "write"; request: UserCreateRequest; response: UserResponse };
  "user.list": { kind: "read"; request: UserListRequest; response: UserListResponse };
  "user.update": { kind: "write"; request: UserUpdateRequest; response: UserResponse };
}

export const permissions = ["company.read", "contact.write", "customer.read", "customer.write", "settings.write", "user.read", "user.write"] as const;
