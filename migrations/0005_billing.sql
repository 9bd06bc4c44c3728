-- Estimates, invoices, credit notes, payments. A document is a Record while it is worked on; issuing it inserts Facts.

-- rate: home currency units for one unit of currency, as typed; null in the home currency, and until it is typed.
-- delivery_address_id: an address of the customer; null for its usual one.
CREATE TABLE document (
  id                 TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  kind               TEXT NOT NULL CHECK (kind IN ('estimate', 'invoice')),
  code               TEXT NOT NULL DEFAULT '',
  branch_id          TEXT NOT NULL REFERENCES branch(id),
  customer_id        TEXT NOT NULL REFERENCES customer(id),
  contact_id         TEXT REFERENCES contact(id),
  deal_id            TEXT REFERENCES record(id),
  origin_id          TEXT REFERENCES document(id),
  billing_milestone_id TEXT REFERENCES billing_milestone(id),
  recurring_id       TEXT REFERENCES recurring_invoice(id),
  subject            TEXT NOT NULL DEFAULT '',
  date               TEXT NOT NULL,
  date_said          INTEGER NOT NULL DEFAULT 0 CHECK (date_said IN (0, 1)),
  supply_date        TEXT,
  due_date           TEXT NOT NULL,
  valid_said         INTEGER NOT NULL DEFAULT 0 CHECK (valid_said IN (0, 1)),
  payment_term       TEXT NOT NULL,
  currency           TEXT NOT NULL,
  rate               TEXT,
  rate_date          TEXT,
  rate_source        TEXT NOT NULL,
  language           TEXT NOT NULL,
  delivery_address_id TEXT REFERENCES address(id),
  place_of_supply    TEXT NOT NULL DEFAULT '',
  place_said         INTEGER NOT NULL DEFAULT 0 CHECK (place_said IN (0, 1)),
  reverse_charge     INTEGER NOT NULL DEFAULT 0 CHECK (reverse_charge IN (0, 1)),
  reverse_said       INTEGER NOT NULL DEFAULT 0 CHECK (reverse_said IN (0, 1)),
  prices_include_tax INTEGER NOT NULL DEFAULT 0 CHECK (prices_include_tax IN (0, 1)),
  tax_rounding       TEXT NOT NULL CHECK (tax_rounding IN ('per_line', 'per_rate')),
  round_to           TEXT NOT NULL DEFAULT '',
  discount           TEXT NOT NULL DEFAULT '',
  charge             TEXT NOT NULL DEFAULT '',
  order_no           TEXT NOT NULL DEFAULT '',
  terms              TEXT NOT NULL DEFAULT '',
  notes              TEXT NOT NULL DEFAULT '',
  total_minor        INTEGER NOT NULL,
  deleted_at         INTEGER
) STRICT;
CREATE INDEX document_by_customer ON document (customer_id, kind);
CREATE INDEX document_by_deal ON document (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX document_by_origin ON document (origin_id) WHERE origin_id IS NOT NULL;
CREATE INDEX document_by_milestone ON document (billing_milestone_id) WHERE billing_milestone_id IS NOT NULL;
CREATE INDEX document_by_recurring ON document (recurring_id) WHERE recurring_id IS NOT NULL;
CREATE INDEX document_by_branch ON document (branch_id, kind);
CREATE INDEX document_by_code ON document (code) WHERE kind = 'estimate';

CREATE TABLE document_line (
  id             TEXT PRIMARY KEY NOT NULL,
  document_id    TEXT NOT NULL REFERENCES document(id),
  position       INTEGER NOT NULL,
  item_id        TEXT REFERENCES item(id),
  billing_row_id TEXT REFERENCES billing_row(id),
  description    TEXT NOT NULL,
  detail         TEXT NOT NULL DEFAULT '',
  hsn            TEXT NOT NULL DEFAULT '',
  quantity       TEXT NOT NULL,
  unit           TEXT NOT NULL DEFAULT '',
  unit_price     TEXT NOT NULL,
  discount       TEXT NOT NULL DEFAULT '',
  tax_class_id   TEXT REFERENCES tax_class(id),
  taxes          TEXT NOT NULL CHECK (json_valid(taxes)),
  optional       INTEGER NOT NULL DEFAULT 0 CHECK (optional IN (0, 1)),
  deleted_at     INTEGER
) STRICT;
CREATE INDEX document_line_by_document ON document_line (document_id, position);
CREATE INDEX document_line_by_billing ON document_line (billing_row_id) WHERE billing_row_id IS NOT NULL;

-- A version of an estimate as it was sent; accepting names one of them. draft is the form it was made from. how 'options': it was not
-- sent; it is what was accepted of one that was, with the options that the customer took.
CREATE TABLE estimate_version (
  id          TEXT PRIMARY KEY NOT NULL,
  estimate_id TEXT NOT NULL REFERENCES document(id),
  no          INTEGER NOT NULL CHECK (no > 0),
  total_minor INTEGER NOT NULL,
  model       TEXT NOT NULL CHECK (json_valid(model)),
  draft       TEXT NOT NULL CHECK (json_valid(draft)),
  sent_ms     INTEGER NOT NULL,
  how         TEXT NOT NULL CHECK (how IN ('email', 'print', 'file', 'other', 'options'))
) STRICT;
CREATE INDEX estimate_version_by_estimate ON estimate_version (estimate_id, no);

-- What the customer said to a version.
CREATE TABLE estimate_answer (
  id           TEXT PRIMARY KEY NOT NULL,
  version_id   TEXT NOT NULL REFERENCES estimate_version(id),
  estimate_id  TEXT NOT NULL REFERENCES document(id),
  answer       TEXT NOT NULL CHECK (answer IN ('accepted', 'declined')),
  said_by      TEXT NOT NULL,
  how          TEXT NOT NULL CHECK (how IN ('signature', 'email', 'phone', 'order', 'other')),
  note         TEXT NOT NULL,
  signature_id TEXT REFERENCES attachment(id),
  date         TEXT NOT NULL,
  at_ms        INTEGER NOT NULL
) STRICT;
CREATE INDEX estimate_answer_by_estimate ON estimate_answer (estimate_id);

CREATE TABLE estimate_answer_revoked (
  id        TEXT PRIMARY KEY NOT NULL,
  answer_id TEXT NOT NULL REFERENCES estimate_answer(id),
  reason    TEXT NOT NULL,
  at_ms     INTEGER NOT NULL
) STRICT;
CREATE INDEX estimate_answer_revoked_by_answer ON estimate_answer_revoked (answer_id);

-- A legal document: invoice or credit note. Never changes.
CREATE TABLE issued_document (
  id             TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  kind           TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
  series_id      TEXT NOT NULL REFERENCES number_series(id),
  period         TEXT NOT NULL,
  no             INTEGER NOT NULL CHECK (no > 0),
  number         TEXT NOT NULL,
  branch_id      TEXT NOT NULL REFERENCES branch(id),
  customer_id    TEXT NOT NULL REFERENCES customer(id),
  deal_id        TEXT REFERENCES record(id),
  corrects_id    TEXT REFERENCES issued_document(id),
  reason         TEXT NOT NULL DEFAULT '',
  subject        TEXT NOT NULL DEFAULT '',
  date           TEXT NOT NULL,
  due_date       TEXT NOT NULL,
  currency       TEXT NOT NULL,
  net_minor      INTEGER NOT NULL,
  tax_minor      INTEGER NOT NULL,
  rounding_minor INTEGER NOT NULL,
  total_minor    INTEGER NOT NULL,
  rate           TEXT NOT NULL,
  rate_date      TEXT NOT NULL,
  rate_source    TEXT NOT NULL,
  base_currency  TEXT NOT NULL,
  base_net_minor   INTEGER NOT NULL,
  base_tax_minor   INTEGER NOT NULL,
  base_total_minor INTEGER NOT NULL,
  model          TEXT NOT NULL CHECK (json_valid(model)),
  template       TEXT NOT NULL,
  renderer       TEXT NOT NULL,
  prev_hash      TEXT NOT NULL,
  hash           TEXT NOT NULL,
  issued_ms      INTEGER NOT NULL,
  issued_by      TEXT NOT NULL REFERENCES user(id),
  UNIQUE (series_id, period, no)
) STRICT;
CREATE INDEX issued_document_by_customer ON issued_document (customer_id, date);
CREATE INDEX issued_document_by_deal ON issued_document (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX issued_document_by_branch ON issued_document (branch_id);
CREATE INDEX issued_document_by_number ON issued_document (number);
CREATE INDEX issued_document_by_rate ON issued_document (currency, base_currency, date, rate) WHERE currency <> base_currency;
CREATE INDEX issued_document_by_corrected ON issued_document (corrects_id) WHERE corrects_id IS NOT NULL;

CREATE TABLE issued_line (
  id             TEXT PRIMARY KEY NOT NULL,
  document_id    TEXT NOT NULL REFERENCES issued_document(id),
  position       INTEGER NOT NULL,
  item_id        TEXT,
  description    TEXT NOT NULL,
  hsn            TEXT NOT NULL,
  quantity       TEXT NOT NULL,
  unit           TEXT NOT NULL,
  unit_price     TEXT NOT NULL,
  net_minor      INTEGER NOT NULL,
  tax_minor      INTEGER NOT NULL,
  total_minor    INTEGER NOT NULL
) STRICT;
CREATE INDEX issued_line_by_document ON issued_line (document_id, position);

CREATE TABLE issued_tax (
  id           TEXT PRIMARY KEY NOT NULL,
  document_id  TEXT NOT NULL REFERENCES issued_document(id),
  code         TEXT NOT NULL,
  rate         TEXT NOT NULL,
  category     TEXT CHECK (category IN ('S', 'Z', 'E', 'AE', 'O', 'G', 'K')),
  base_minor   INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL
) STRICT;
CREATE INDEX issued_tax_by_document ON issued_tax (document_id);

-- The billing plan: what was sold and is to be invoiced, a row for each line of an accepted estimate, or of a deal that was
-- won without one. line is the line as an invoice takes it. kind 'rounding' is what the total of an offer has beside its
-- lines, and takes the cents by which parts lie beside the lines they take; it goes with the last of them. closed: the rest of it
-- will not be invoiced. replaced_by: it is closed because this estimate was accepted for the whole deal, and opens again when that is
-- taken back. invoiced_by: it is closed because this invoice billed it before the estimate was accepted, and opens again when that counts
-- no more. recurring_id: the first invoice of this recurring invoice takes it, and no part of the plan does.
-- beside_parts: it was sold when the parts of its plan stood already, and none of them takes it.
CREATE TABLE billing_row (
  id            TEXT PRIMARY KEY NOT NULL,
  deal_id       TEXT REFERENCES record(id),
  estimate_id   TEXT REFERENCES document(id),
  customer_id   TEXT REFERENCES customer(id),
  branch_id     TEXT NOT NULL REFERENCES branch(id),
  position      INTEGER NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('line', 'rounding')),
  description   TEXT NOT NULL,
  quantity      TEXT NOT NULL,
  line          TEXT NOT NULL CHECK (json_valid(line)),
  currency      TEXT NOT NULL,
  net_minor     INTEGER NOT NULL,
  total_minor   INTEGER NOT NULL,
  sold_date     TEXT NOT NULL,
  closed        INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  closed_reason TEXT NOT NULL DEFAULT '',
  replaced_by   TEXT REFERENCES document(id),
  invoiced_by   TEXT REFERENCES issued_document(id),
  recurring_id  TEXT REFERENCES recurring_invoice(id),
  beside_parts  INTEGER NOT NULL DEFAULT 0 CHECK (beside_parts IN (0, 1)),
  deleted_at    INTEGER,
  CHECK (deal_id IS NOT NULL OR estimate_id IS NOT NULL)
) STRICT;
CREATE INDEX billing_row_by_deal ON billing_row (deal_id, position) WHERE deal_id IS NOT NULL;
CREATE INDEX billing_row_by_estimate ON billing_row (estimate_id, position) WHERE estimate_id IS NOT NULL;
CREATE INDEX billing_row_by_invoice ON billing_row (invoiced_by) WHERE invoiced_by IS NOT NULL;
CREATE INDEX billing_row_by_customer ON billing_row (customer_id, sold_date) WHERE deleted_at IS NULL;
CREATE INDEX billing_row_by_recurring ON billing_row (recurring_id) WHERE recurring_id IS NOT NULL;
CREATE INDEX billing_row_beside_parts ON billing_row (id) WHERE beside_parts = 1;
CREATE INDEX billing_row_waits ON billing_row (id, recurring_id) WHERE recurring_id IS NOT NULL;
CREATE INDEX billing_row_by_branch ON billing_row (branch_id) WHERE deleted_at IS NULL;

-- How much of a row of the plan an invoice takes.
CREATE TABLE billing_use (
  id          TEXT PRIMARY KEY NOT NULL,
  row_id      TEXT NOT NULL REFERENCES billing_row(id),
  document_id TEXT NOT NULL REFERENCES issued_document(id),
  quantity    TEXT NOT NULL,
  net_minor   INTEGER NOT NULL,
  total_minor INTEGER NOT NULL
) STRICT;
CREATE INDEX billing_use_by_row ON billing_use (row_id);
CREATE INDEX billing_use_by_document ON billing_use (document_id);

-- What an invoice comes to beyond (or below) what it takes from the plan: so much more or less was sold.
CREATE TABLE billing_change (
  id          TEXT PRIMARY KEY NOT NULL,
  document_id TEXT NOT NULL REFERENCES issued_document(id),
  deal_id     TEXT REFERENCES record(id),
  net_minor   INTEGER NOT NULL,
  total_minor INTEGER NOT NULL
) STRICT;
CREATE INDEX billing_change_by_document ON billing_change (document_id);
CREATE INDEX billing_change_by_deal ON billing_change (deal_id) WHERE deal_id IS NOT NULL;

CREATE TABLE document_void (
  id          TEXT PRIMARY KEY NOT NULL,
  document_id TEXT NOT NULL REFERENCES issued_document(id),
  reason      TEXT NOT NULL,
  date        TEXT NOT NULL,
  at_ms       INTEGER NOT NULL
) STRICT;
CREATE INDEX document_void_by_document ON document_void (document_id);

-- A paper that left the house, with the hash of the bytes that are kept.
CREATE TABLE document_sent (
  id          TEXT PRIMARY KEY NOT NULL,
  document_id TEXT NOT NULL REFERENCES issued_document(id),
  how         TEXT NOT NULL CHECK (how IN ('email', 'print', 'file', 'other')),
  pdf_hash    TEXT NOT NULL,
  at_ms       INTEGER NOT NULL
) STRICT;
CREATE INDEX document_sent_by_document ON document_sent (document_id);

-- An invoice that is written again and again. draft is the form of each; its days are reckoned from first_date, every so many units,
-- up to last_date or for so many days (day_count). done_date is the last of its days that is settled: made, skipped or passed by while
-- it was paused. next_date is the one after it; NULL when none is left. made: how many invoices of
-- day_count are written, those that were skipped not among them. tried_date is the day on which the next one was refused.
-- Beside what was said stands what its contract leaves of it: cut_date is the day on which that ended. rest_date is the day after which
-- it rests, because what follows is invoiced otherwise, until one that follows it invoices a further term: its days are reckoned from
-- rest_first, and its prices are changed from what the term was worth that these are of (rest_minor in rest_months months).
CREATE TABLE recurring_invoice (
  id          TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  code        TEXT NOT NULL,
  branch_id   TEXT NOT NULL REFERENCES branch(id),
  customer_id TEXT NOT NULL REFERENCES customer(id),
  deal_id     TEXT REFERENCES record(id),
  contract_id TEXT REFERENCES record(id),
  subject     TEXT NOT NULL,
  currency    TEXT NOT NULL,
  draft       TEXT NOT NULL CHECK (json_valid(draft)),
  total_minor INTEGER NOT NULL,
  every       INTEGER NOT NULL CHECK (every BETWEEN 1 AND 99),
  unit        TEXT NOT NULL CHECK (unit IN ('week', 'month', 'quarter', 'year')),
  first_date  TEXT NOT NULL CHECK (first_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  last_date   TEXT,
  day_count   INTEGER CHECK (day_count > 0),
  made        INTEGER NOT NULL CHECK (made >= 0),
  state       TEXT NOT NULL CHECK (state IN ('running', 'paused', 'ended')),
  done_date   TEXT,
  next_date   TEXT,
  tried_date  TEXT,
  cut_date    TEXT,
  short_date  TEXT,
  rest_date   TEXT,
  rest_minor  INTEGER,
  rest_months TEXT,
  rest_first  TEXT,
  deleted_at  INTEGER,
  CHECK ((rest_date IS NULL) = (rest_first IS NULL) AND (rest_minor IS NULL OR rest_date IS NOT NULL)
         AND (rest_minor IS NULL) = (rest_months IS NULL))
) STRICT;
CREATE INDEX recurring_invoice_by_customer ON recurring_invoice (customer_id);
CREATE INDEX recurring_invoice_by_deal ON recurring_invoice (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX recurring_invoice_by_contract ON recurring_invoice (contract_id) WHERE contract_id IS NOT NULL;
CREATE INDEX recurring_invoice_by_branch ON recurring_invoice (branch_id);
CREATE INDEX recurring_invoice_next ON recurring_invoice (next_date) WHERE state = 'running' AND next_date IS NOT NULL;

-- That a recurring invoice made its invoice of a day. It is not made again, whatever becomes of the draft.
CREATE TABLE recurring_run (
  id           TEXT PRIMARY KEY NOT NULL,
  recurring_id TEXT NOT NULL REFERENCES recurring_invoice(id),
  document_id  TEXT NOT NULL REFERENCES document(id),
  day          TEXT NOT NULL,
  at_ms        INTEGER NOT NULL
) STRICT;
CREATE INDEX recurring_run_by_recurring ON recurring_run (recurring_id, day);
CREATE INDEX recurring_run_by_document ON recurring_run (document_id);

-- Money -------------------------------------------------------------------------------------------------------------

CREATE TABLE payment (
  id           TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  series_id    TEXT NOT NULL REFERENCES number_series(id),
  period       TEXT NOT NULL,
  no           INTEGER NOT NULL CHECK (no > 0),
  number       TEXT NOT NULL,
  branch_id    TEXT NOT NULL REFERENCES branch(id),
  customer_id  TEXT NOT NULL REFERENCES customer(id),
  date         TEXT NOT NULL,
  method       TEXT NOT NULL CHECK (method IN ('bank', 'upi', 'card', 'cash', 'cheque', 'other')),
  reference    TEXT NOT NULL,
  note         TEXT NOT NULL,
  currency     TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  rate         TEXT NOT NULL,
  rate_date    TEXT NOT NULL,
  rate_source  TEXT NOT NULL,
  base_currency     TEXT NOT NULL,
  base_amount_minor INTEGER NOT NULL,
  at_ms        INTEGER NOT NULL,
  UNIQUE (series_id, period, no)
) STRICT;
CREATE INDEX payment_by_customer ON payment (customer_id, date);
CREATE INDEX payment_by_branch ON payment (branch_id);
CREATE INDEX payment_by_number ON payment (number);

-- The receipt of a payment as it was handed over: the whole paper as JSON, which later changes of customer and seller leave as it is.
CREATE TABLE receipt (
  id    TEXT PRIMARY KEY NOT NULL REFERENCES payment(id),
  model TEXT NOT NULL
) STRICT;

-- Part of a payment or of a credit note that settles an invoice.
CREATE TABLE allocation (
  id           TEXT PRIMARY KEY NOT NULL,
  payment_id   TEXT REFERENCES payment(id),
  credit_id    TEXT REFERENCES issued_document(id),
  invoice_id   TEXT NOT NULL REFERENCES issued_document(id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  date         TEXT NOT NULL,
  CHECK ((payment_id IS NULL) <> (credit_id IS NULL))
) STRICT;
CREATE INDEX allocation_by_invoice ON allocation (invoice_id);
CREATE INDEX allocation_by_payment ON allocation (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX allocation_by_credit ON allocation (credit_id) WHERE credit_id IS NOT NULL;

CREATE TABLE allocation_reversal (
  id            TEXT PRIMARY KEY NOT NULL,
  allocation_id TEXT NOT NULL REFERENCES allocation(id),
  date          TEXT NOT NULL
) STRICT;
CREATE INDEX allocation_reversal_by_allocation ON allocation_reversal (allocation_id);

-- What the payer kept back on an invoice, and why.
CREATE TABLE deduction (
  id           TEXT PRIMARY KEY NOT NULL,
  payment_id   TEXT NOT NULL REFERENCES payment(id),
  invoice_id   TEXT NOT NULL REFERENCES issued_document(id),
  kind         TEXT NOT NULL CHECK (kind IN ('tax_withheld', 'bank_charge', 'small_difference')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  reason       TEXT NOT NULL,
  date         TEXT NOT NULL
) STRICT;
CREATE INDEX deduction_by_invoice ON deduction (invoice_id);
CREATE INDEX deduction_by_payment ON deduction (payment_id);

CREATE TABLE deduction_reversal (
  id           TEXT PRIMARY KEY NOT NULL,
  deduction_id TEXT NOT NULL REFERENCES deduction(id),
  date         TEXT NOT NULL,
  at_ms        INTEGER NOT NULL
) STRICT;
CREATE INDEX deduction_reversal_by_deduction ON deduction_reversal (deduction_id);

-- A payment that did not happen after all: a bounced cheque, a wrong entry.
CREATE TABLE payment_reversal (
  id         TEXT PRIMARY KEY NOT NULL,
  payment_id TEXT NOT NULL REFERENCES payment(id),
  reason     TEXT NOT NULL,
  date       TEXT NOT NULL,
  at_ms      INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_reversal_by_payment ON payment_reversal (payment_id);

-- Customer credit that was paid back.
CREATE TABLE refund (
  id           TEXT PRIMARY KEY NOT NULL,
  payment_id   TEXT REFERENCES payment(id),
  credit_id    TEXT REFERENCES issued_document(id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  method       TEXT NOT NULL CHECK (method IN ('bank', 'upi', 'card', 'cash', 'cheque', 'other')),
  reference    TEXT NOT NULL,
  date         TEXT NOT NULL,
  at_ms        INTEGER NOT NULL,
  CHECK ((payment_id IS NULL) <> (credit_id IS NULL))
) STRICT;
CREATE INDEX refund_by_payment ON refund (payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX refund_by_credit ON refund (credit_id) WHERE credit_id IS NOT NULL;
CREATE INDEX refund_by_date ON refund (date);

-- A refund that did not happen after all: a wrong amount, money that came back.
CREATE TABLE refund_reversal (
  id        TEXT PRIMARY KEY NOT NULL,
  refund_id TEXT NOT NULL REFERENCES refund(id),
  reason    TEXT NOT NULL,
  date      TEXT NOT NULL,
  at_ms     INTEGER NOT NULL
) STRICT;
CREATE INDEX refund_reversal_by_refund ON refund_reversal (refund_id);

-- What counts of the money now: an allocation, deduction or refund whose own reversal or whose payment's reversal does not exist.
CREATE VIEW v_billing_live_allocation AS
  SELECT a.id, a.payment_id, a.credit_id, a.invoice_id, a.amount_minor, a.date FROM allocation a
   WHERE NOT EXISTS (SELECT 1 FROM allocation_reversal r WHERE r.allocation_id = a.id)
     AND NOT EXISTS (SELECT 1 FROM payment_reversal p WHERE p.payment_id = a.payment_id);
CREATE VIEW v_billing_live_refund AS
  SELECT f.id, f.payment_id, f.credit_id, f.amount_minor, f.method, f.reference, f.date FROM refund f
   WHERE NOT EXISTS (SELECT 1 FROM refund_reversal r WHERE r.refund_id = f.id);
CREATE VIEW v_billing_live_deduction AS
  SELECT d.id, d.payment_id, d.invoice_id, d.kind, d.amount_minor, d.reason, d.date FROM deduction d
   WHERE NOT EXISTS (SELECT 1 FROM deduction_reversal r WHERE r.deduction_id = d.id)
     AND NOT EXISTS (SELECT 1 FROM payment_reversal p WHERE p.payment_id = d.payment_id);

-- What a small difference left unpaid of the invoice of a credit note: it was never paid, so the note owes it to nobody.
CREATE VIEW v_billing_waived_credit AS
  SELECT c.id, d.amount_minor FROM issued_document c JOIN v_billing_live_deduction d ON d.invoice_id = c.corrects_id
   WHERE c.kind = 'credit_note' AND d.kind = 'small_difference';

-- What is left of an invoice after what settled it and what was kept back, of a credit note and of a payment after what they settled and
-- what was paid back. Of a void invoice and a reversed payment nothing is, which stands beside these.
CREATE VIEW v_billing_invoice_left AS
  SELECT i.id, i.total_minor
         - coalesce((SELECT sum(a.amount_minor) FROM v_billing_live_allocation a WHERE a.invoice_id = i.id), 0)
         - coalesce((SELECT sum(d.amount_minor) FROM v_billing_live_deduction d WHERE d.invoice_id = i.id), 0) AS left_minor
    FROM issued_document i WHERE i.kind = 'invoice';
CREATE VIEW v_billing_credit_left AS
  SELECT i.id, i.corrects_id, max(0, i.total_minor
         - coalesce((SELECT sum(a.amount_minor) FROM v_billing_live_allocation a WHERE a.credit_id = i.id), 0)
         - coalesce((SELECT sum(r.amount_minor) FROM v_billing_live_refund r WHERE r.credit_id = i.id), 0)
         - coalesce((SELECT sum(w.amount_minor) FROM v_billing_waived_credit w WHERE w.id = i.id), 0)) AS left_minor
    FROM issued_document i WHERE i.kind = 'credit_note';
CREATE VIEW v_billing_payment_left AS
  SELECT p.id, p.amount_minor
         - coalesce((SELECT sum(a.amount_minor) FROM v_billing_live_allocation a WHERE a.payment_id = p.id), 0)
         - coalesce((SELECT sum(r.amount_minor) FROM v_billing_live_refund r WHERE r.payment_id = p.id), 0) AS left_minor
    FROM payment p;

-- What counts of the plan now: void and credited invoices take nothing from it, and change nothing of what was sold.
CREATE VIEW v_billing_live_invoice AS
  SELECT i.id, i.deal_id, i.currency, i.net_minor, i.total_minor FROM issued_document i
   WHERE i.kind = 'invoice' AND NOT EXISTS (SELECT 1 FROM document_void v WHERE v.document_id = i.id)
     AND NOT EXISTS (SELECT 1 FROM issued_document c WHERE c.corrects_id = i.id);
CREATE VIEW v_billing_live_use AS
  SELECT u.row_id, u.document_id, u.quantity, u.net_minor, u.total_minor
    FROM billing_use u JOIN v_billing_live_invoice i ON i.id = u.document_id;
CREATE VIEW v_billing_live_change AS
  SELECT c.document_id, c.deal_id, i.currency, c.net_minor, c.total_minor
    FROM billing_change c JOIN v_billing_live_invoice i ON i.id = c.document_id;

-- Derived: what of a row of the plan is still to be invoiced.
CREATE TABLE billing_open (
  id          TEXT PRIMARY KEY NOT NULL,
  deal_id     TEXT,
  estimate_id TEXT,
  currency    TEXT NOT NULL,
  sold_date   TEXT NOT NULL,
  net_minor   INTEGER NOT NULL,
  total_minor INTEGER NOT NULL
) STRICT;
CREATE INDEX billing_open_of_deal ON billing_open (deal_id, total_minor) WHERE deal_id IS NOT NULL;
CREATE INDEX billing_open_of_estimate ON billing_open (estimate_id, total_minor) WHERE estimate_id IS NOT NULL;
CREATE INDEX billing_open_left ON billing_open (sold_date, id, deal_id, estimate_id, currency, total_minor) WHERE total_minor <> 0;

-- Derived: what is still open on an issued invoice, and still free on a credit note or payment.
CREATE TABLE invoice_open (
  id         TEXT PRIMARY KEY NOT NULL,
  open_minor INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('open', 'part_paid', 'paid', 'void'))
) STRICT;
CREATE TABLE credit_open (
  id         TEXT PRIMARY KEY NOT NULL,
  open_minor INTEGER NOT NULL
) STRICT;

-- Derived: the list of invoices and credit notes, drafts among them. tab is what the status tabs select.
CREATE TABLE invoice_row (
  id           TEXT PRIMARY KEY NOT NULL,
  kind         TEXT NOT NULL,
  tab          TEXT NOT NULL,
  state        TEXT NOT NULL,
  number       TEXT NOT NULL,
  number_key   TEXT NOT NULL,
  customer_id  TEXT NOT NULL,
  customer     TEXT NOT NULL,
  customer_key TEXT NOT NULL,
  deal_id      TEXT,
  branch_id    TEXT NOT NULL,
  recurring_id TEXT,
  subject      TEXT NOT NULL,
  date         TEXT NOT NULL,
  due_date     TEXT NOT NULL,
  currency     TEXT NOT NULL,
  total_minor  INTEGER NOT NULL,
  open_minor   INTEGER NOT NULL,
  base_currency    TEXT NOT NULL,
  base_total_minor INTEGER NOT NULL,
  base_open_minor  INTEGER NOT NULL,
  owner_id     TEXT
) STRICT;
CREATE INDEX invoice_row_tab_due ON invoice_row (tab, due_date, id);
CREATE INDEX invoice_row_tab_date ON invoice_row (tab, date, id);
CREATE INDEX invoice_row_tab_number ON invoice_row (tab, number_key, id);
CREATE INDEX invoice_row_tab_customer ON invoice_row (tab, customer_key, id);
CREATE INDEX invoice_row_tab_total ON invoice_row (tab, total_minor, id);
CREATE INDEX invoice_row_tab_open ON invoice_row (tab, open_minor, id);
CREATE INDEX invoice_row_due ON invoice_row (due_date, id);
CREATE INDEX invoice_row_date ON invoice_row (date, id);
CREATE INDEX invoice_row_number ON invoice_row (number_key, id);
CREATE INDEX invoice_row_customer ON invoice_row (customer_key, id);
CREATE INDEX invoice_row_total ON invoice_row (total_minor, id);
CREATE INDEX invoice_row_open ON invoice_row (open_minor, id);
CREATE INDEX invoice_row_of_customer ON invoice_row (customer_id, date, id);
CREATE INDEX invoice_row_of_deal ON invoice_row (deal_id, date, id) WHERE deal_id IS NOT NULL;
CREATE INDEX invoice_row_of_recurring ON invoice_row (recurring_id, date, id) WHERE recurring_id IS NOT NULL;
CREATE INDEX invoice_row_recurring_drafts ON invoice_row (owner_id) WHERE tab = 'draft' AND recurring_id IS NOT NULL;
-- Everything that sums of many invoices read, so that they read no row.
CREATE INDEX invoice_row_figures ON invoice_row
  (tab, currency, base_currency, due_date, state, total_minor, open_minor, base_open_minor, owner_id);
CREATE INDEX invoice_row_worth ON invoice_row (tab, base_currency, base_open_minor, id);
CREATE INDEX invoice_row_month ON invoice_row (kind, date, tab, base_currency, base_total_minor);

-- Derived: the list of estimates.
CREATE TABLE estimate_row (
  id           TEXT PRIMARY KEY NOT NULL,
  state        TEXT NOT NULL,
  code         TEXT NOT NULL,
  version_no   INTEGER NOT NULL,
  customer_id  TEXT NOT NULL,
  customer     TEXT NOT NULL,
  customer_key TEXT NOT NULL,
  deal_id      TEXT,
  branch_id    TEXT NOT NULL,
  subject      TEXT NOT NULL,
  date         TEXT NOT NULL,
  valid_until  TEXT NOT NULL,
  currency     TEXT NOT NULL,
  total_minor  INTEGER NOT NULL,
  owner_id     TEXT
) STRICT;
CREATE INDEX estimate_row_state_date ON estimate_row (state, date, id, valid_until);
CREATE INDEX estimate_row_date ON estimate_row (date, id);
CREATE INDEX estimate_row_code ON estimate_row (code, id);
CREATE INDEX estimate_row_customer ON estimate_row (customer_key, id);
CREATE INDEX estimate_row_total ON estimate_row (total_minor, id);
CREATE INDEX estimate_row_valid ON estimate_row (valid_until, id);
CREATE INDEX estimate_row_state_valid ON estimate_row (state, valid_until, id, currency, total_minor, owner_id);
CREATE INDEX estimate_row_of_customer ON estimate_row (customer_id, date, id);
CREATE INDEX estimate_row_of_deal ON estimate_row (deal_id, date, id) WHERE deal_id IS NOT NULL;

-- Derived: the list of recurring invoices. next_key: the next day; the end of the calendar when none is left.
CREATE TABLE recurring_row (
  id           TEXT PRIMARY KEY NOT NULL,
  code         TEXT NOT NULL,
  state        TEXT NOT NULL,
  customer_id  TEXT NOT NULL,
  customer     TEXT NOT NULL,
  customer_key TEXT NOT NULL,
  deal_id      TEXT,
  contract_id  TEXT,
  subject      TEXT NOT NULL,
  subject_key  TEXT NOT NULL,
  every        INTEGER NOT NULL,
  unit         TEXT NOT NULL,
  next_key     TEXT NOT NULL,
  currency     TEXT NOT NULL,
  total_minor  INTEGER NOT NULL,
  is_refused   INTEGER NOT NULL,
  owner_id     TEXT
) STRICT;
CREATE INDEX recurring_row_next ON recurring_row (next_key, id);
CREATE INDEX recurring_row_customer ON recurring_row (customer_key, id);
CREATE INDEX recurring_row_subject ON recurring_row (subject_key, id);
CREATE INDEX recurring_row_code ON recurring_row (code, id);
CREATE INDEX recurring_row_total ON recurring_row (total_minor, id);
CREATE INDEX recurring_row_state ON recurring_row (state, next_key, id);
CREATE INDEX recurring_row_of_customer ON recurring_row (customer_id, next_key, id);
CREATE INDEX recurring_row_of_deal ON recurring_row (deal_id, next_key, id) WHERE deal_id IS NOT NULL;
CREATE INDEX recurring_row_of_contract ON recurring_row (contract_id, next_key, id) WHERE contract_id IS NOT NULL;

-- Derived: the list of payments.
CREATE TABLE payment_row (
  id           TEXT PRIMARY KEY NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('live', 'reversed')),
  number       TEXT NOT NULL,
  number_key   TEXT NOT NULL,
  customer_id  TEXT NOT NULL,
  customer     TEXT NOT NULL,
  customer_key TEXT NOT NULL,
  branch_id    TEXT NOT NULL,
  date         TEXT NOT NULL,
  method       TEXT NOT NULL,
  reference    TEXT NOT NULL,
  currency     TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  free_minor   INTEGER NOT NULL,
  base_currency     TEXT NOT NULL,
  base_amount_minor INTEGER NOT NULL,
  owner_id     TEXT
) STRICT;
CREATE INDEX payment_row_date ON payment_row (date, id);
CREATE INDEX payment_row_number ON payment_row (number_key, id);
CREATE INDEX payment_row_customer ON payment_row (customer_key, id);
CREATE INDEX payment_row_amount ON payment_row (amount_minor, id);
CREATE INDEX payment_row_of_customer ON payment_row (customer_id, date, id);
CREATE INDEX payment_row_month ON payment_row (state, date, base_currency, base_amount_minor, id);

-- Derived: what a customer owes and holds, per currency.
CREATE TABLE customer_balance (
  customer_id    TEXT NOT NULL,
  currency       TEXT NOT NULL,
  open_minor     INTEGER NOT NULL,
  credit_minor   INTEGER NOT NULL,
  invoiced_minor INTEGER NOT NULL,
  PRIMARY KEY (customer_id, currency)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_billing_invoice AS
  SELECT id, kind, tab, state, number, customer_id, customer, deal_id, subject, date, due_date, currency, total_minor,
         open_minor, base_currency, base_total_minor, base_open_minor, owner_id FROM invoice_row;
CREATE VIEW v_billing_estimate AS
  SELECT id, state, code, version_no, customer_id, deal_id, subject, date, valid_until, currency, total_minor, owner_id
    FROM estimate_row;
-- What somebody has in hand here: estimates nobody has answered, drafts, and what goes on by itself.
CREATE VIEW v_billing_in_hand AS
  SELECT 'estimate' AS kind, id, owner_id FROM estimate_row WHERE state IN ('draft', 'sent')
  UNION ALL SELECT 'invoice', id, owner_id FROM invoice_row WHERE tab = 'draft' AND kind = 'invoice'
  UNION ALL SELECT 'credit_note', id, owner_id FROM invoice_row WHERE tab = 'draft' AND kind = 'credit_note'
  UNION ALL SELECT 'recurring_invoice', id, owner_id FROM recurring_row WHERE state IN ('running', 'paused');
CREATE VIEW v_billing_payment AS
  SELECT id, state, number, customer_id, date, currency, amount_minor, free_minor, base_currency, base_amount_minor, owner_id
    FROM payment_row;
-- What was paid back, at the rate of the payment or credit note it came from.
CREATE VIEW v_billing_refund AS
  SELECT f.id, f.date, f.method, f.amount_minor, coalesce(p.customer_id, i.customer_id) AS customer_id,
         coalesce(p.currency, i.currency) AS currency, coalesce(p.rate, i.rate) AS rate,
         coalesce(p.base_currency, i.base_currency) AS base_currency, r.owner_id,
         coalesce(p.branch_id, i.branch_id) AS branch_id
    FROM v_billing_live_refund f LEFT JOIN payment p ON p.id = f.payment_id LEFT JOIN issued_document i ON i.id = f.credit_id
    JOIN record r ON r.id = coalesce(f.payment_id, f.credit_id);
-- The branches whose papers went out or that have something to invoice: what they sell under stays.
CREATE VIEW v_billing_seller AS
  SELECT branch_id FROM issued_document UNION ALL SELECT branch_id FROM payment
  UNION ALL SELECT d.branch_id FROM document d
             WHERE d.kind = 'estimate' AND EXISTS (SELECT 1 FROM estimate_version v WHERE v.estimate_id = d.id)
  UNION ALL SELECT branch_id FROM billing_row WHERE deleted_at IS NULL;
-- What one unit of a currency was worth in another, as documents say.
CREATE VIEW v_billing_rate AS
  SELECT currency, base_currency, date, rate FROM issued_document WHERE currency <> base_currency;
CREATE VIEW v_billing_from_estimate AS
  SELECT id, origin_id FROM document WHERE origin_id IS NOT NULL AND deleted_at IS NULL;
-- What recurring invoices have made and nobody has issued yet, and those whose next day was refused.
CREATE VIEW v_billing_recurring_draft AS
  SELECT id, owner_id FROM invoice_row WHERE tab = 'draft' AND recurring_id IS NOT NULL;
CREATE VIEW v_billing_recurring AS
  SELECT c.id, c.code, c.deal_id, c.state, c.next_date, c.tried_date, c.subject, c.first_date, c.total_minor, c.currency, r.owner_id
    FROM recurring_invoice c JOIN record r ON r.id = c.id WHERE c.deleted_at IS NULL;
-- The invoices of a milestone of a plan that make it billed: drafts, and those that count.
CREATE VIEW v_billing_milestone_invoice AS
  SELECT d.id, d.billing_milestone_id AS milestone_id FROM document d
   WHERE d.billing_milestone_id IS NOT NULL AND d.deleted_at IS NULL
     AND (NOT EXISTS (SELECT 1 FROM issued_document i WHERE i.id = d.id) OR EXISTS (SELECT 1 FROM v_billing_live_invoice l WHERE l.id = d.id));
-- Milestones with the day from which on they are due: the end of the calendar while nobody can say, and empty for at once. What waits for a
-- milestone of a project is due with the end of the project at the latest; what is planned by hand, and what waits for a milestone that was
-- taken away, when all projects of its deal are closed, so that nothing is left unasked for. Where that was invoiced once and the invoice is
-- void or credited, it was due already.
CREATE VIEW v_billing_milestone_due AS
  SELECT m.id, m.deal_id, m.estimate_id, m.position, m.name, m.percent, m.due_date, m.project_milestone_id,
         coalesce(m.due_date, CASE
           WHEN EXISTS (SELECT 1 FROM v_projects_milestone p WHERE p.id = m.project_milestone_id) THEN
             (SELECT coalesce(p.reached_date, j.closed_date)
                FROM v_projects_milestone p JOIN v_projects_project j ON j.id = p.project_id WHERE p.id = m.project_milestone_id)
           WHEN EXISTS (SELECT 1 FROM document d JOIN issued_document i ON i.id = d.id WHERE d.billing_milestone_id = m.id) THEN ''
           ELSE
             (SELECT iif(count(*) = count(j.closed_ms), coalesce(max(j.closed_date), ''), NULL)
                FROM v_projects_project j WHERE j.deal_id = m.deal_id)
           END, '9999-12-31') AS due_key
    FROM billing_milestone m WHERE m.deleted_at IS NULL;
-- Those that are still to be billed.
CREATE VIEW v_billing_milestone AS
  SELECT m.id, m.deal_id, m.estimate_id, m.position, m.name, m.percent, m.project_milestone_id, m.due_key FROM v_billing_milestone_due m
   WHERE NOT EXISTS (SELECT 1 FROM v_billing_milestone_invoice i WHERE i.milestone_id = m.id);
-- Rows of a plan that are the first period of a recurring invoice. made is 0 while its first invoice, which takes them, is to come.
CREATE VIEW v_billing_first_period AS
  SELECT r.id, r.recurring_id, v.made, v.next_date FROM billing_row r INDEXED BY billing_row_waits
    JOIN recurring_invoice v ON v.id = r.recurring_id AND v.deleted_at IS NULL AND (v.made > 0 OR v.next_date IS NOT NULL);
-- What is still to be invoiced. bill_date: the day from which on: when it was sold, that of the recurring invoice whose first invoice takes
-- it, or that of the first milestone of its plan, unless it was sold beside those or its first invoice was made and counts no more.
CREATE VIEW v_billing_to_invoice AS
  SELECT o.id, o.deal_id, o.estimate_id, o.currency, o.sold_date, o.net_minor, o.total_minor,
         (SELECT r.branch_id FROM billing_row r WHERE r.id = o.id) AS branch_id,
         max(o.sold_date, coalesce((SELECT iif(f.made = 0, f.next_date, '') FROM v_billing_first_period f WHERE f.id = o.id),
                                   (SELECT '' FROM billing_row r INDEXED BY billing_row_beside_parts WHERE r.id = o.id AND r.beside_parts = 1),
                                   (SELECT min(m.due_key) FROM v_billing_milestone m WHERE m.deal_id = o.deal_id),
                                   (SELECT min(m.due_key) FROM v_billing_milestone m WHERE m.estimate_id = o.estimate_id), '')) AS bill_date
    FROM billing_open o WHERE o.total_minor <> 0;
-- What was sold, line by line with the item it came from, and what the total has beside its lines.
CREATE VIEW v_billing_sold AS
  SELECT id, deal_id, estimate_id, position, kind, line ->> 'item_id' AS item_id, description, quantity, currency, net_minor, total_minor,
         customer_id, sold_date, line ->> 'unit' AS unit, line ->> 'unit_price' AS unit_price
    FROM billing_row WHERE replaced_by IS NULL AND deleted_at IS NULL;
-- In which currency a deal was sold: that of all in its plan, where it is one, else its own.
CREATE VIEW v_billing_deal_currency AS
  SELECT d.id AS deal_id, coalesce((SELECT max(r.currency) FROM billing_row r WHERE r.deal_id = d.id AND r.replaced_by IS NULL
                                       AND r.deleted_at IS NULL HAVING count(DISTINCT r.currency) = 1), d.currency) AS currency
    FROM v_crm_deal d;
-- Estimates whose acceptance stands, with who said so.
CREATE VIEW v_billing_accepted AS
  SELECT d.id, d.code, v.no AS version_no, d.deal_id, d.customer_id, d.order_no, d.payment_term, a.said_by, a.how, a.date
    FROM document d JOIN estimate_answer a ON a.estimate_id = d.id JOIN estimate_version v ON v.id = a.version_id
   WHERE a.answer = 'accepted' AND d.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM estimate_answer_revoked r WHERE r.answer_id = a.id);
-- The versions of estimates that went out.
CREATE VIEW v_billing_sent AS
  SELECT d.id AS estimate_id, d.deal_id, d.code, d.subject, d.currency, v.no, v.total_minor, v.sent_ms, r.owner_id
    FROM document d JOIN estimate_version v ON v.estimate_id = d.id JOIN record r ON r.id = d.id WHERE d.deleted_at IS NULL AND v.how <> 'options';
-- What payments settled of invoices.
CREATE VIEW v_billing_receipt AS
  SELECT a.payment_id, p.number, i.deal_id, i.number AS invoice, a.date, a.amount_minor, i.currency
    FROM issued_document i JOIN v_billing_live_allocation a ON a.invoice_id = i.id JOIN payment p ON p.id = a.payment_id;
CREATE VIEW v_billing_balance AS
  SELECT customer_id, currency, open_minor, credit_minor, invoiced_minor FROM customer_balance;
