-- From the enquiry to the deal: leads, pipelines, deals and what was done about them.

CREATE TABLE lead_rule (
  id         TEXT PRIMARY KEY NOT NULL,
  by         TEXT NOT NULL CHECK (by IN ('source', 'place', 'turn')),
  value      TEXT NOT NULL DEFAULT '',
  owner_id   TEXT NOT NULL REFERENCES user(id),
  position   INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

-- How soon an enquiry is answered; source '' is every source without a target of its own.
CREATE TABLE lead_target (
  id         TEXT PRIMARY KEY NOT NULL,
  source     TEXT NOT NULL DEFAULT '',
  minutes    INTEGER NOT NULL CHECK (minutes > 0),
  deleted_at INTEGER
) STRICT;

CREATE TABLE lead (
  id            TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  code          TEXT NOT NULL,
  name          TEXT NOT NULL DEFAULT '',
  company       TEXT NOT NULL DEFAULT '',
  phone         TEXT NOT NULL DEFAULT '',
  email         TEXT NOT NULL DEFAULT '',
  place         TEXT NOT NULL DEFAULT '',
  source        TEXT NOT NULL DEFAULT '',
  campaign      TEXT NOT NULL DEFAULT '',
  interest      TEXT NOT NULL DEFAULT '',
  original      TEXT NOT NULL DEFAULT '',
  amount_minor  INTEGER CHECK (amount_minor >= 0),
  currency      TEXT NOT NULL,
  status        TEXT NOT NULL CHECK (status IN ('new', 'contacted', 'qualified', 'disqualified')),
  reason        TEXT NOT NULL DEFAULT '',
  rule_id       TEXT REFERENCES lead_rule(id),
  received_ms   INTEGER NOT NULL,
  respond_by_ms INTEGER,
  responded_ms  INTEGER,
  customer_id   TEXT REFERENCES customer(id),
  contact_id    TEXT REFERENCES contact(id),
  deal_id       TEXT REFERENCES deal(id),
  deleted_at    INTEGER
) STRICT;
CREATE INDEX lead_by_rule ON lead (rule_id, id) WHERE rule_id IS NOT NULL;
CREATE INDEX lead_by_deal ON lead (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX lead_by_customer ON lead (customer_id) WHERE customer_id IS NOT NULL;

CREATE TABLE pipeline (
  id         TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  position   INTEGER NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;

-- A stage of open deals; won and lost are where deals end and stand on the deal.
CREATE TABLE stage (
  id                TEXT PRIMARY KEY NOT NULL,
  pipeline_id       TEXT NOT NULL REFERENCES pipeline(id),
  name              TEXT NOT NULL,
  probability       TEXT NOT NULL,
  committed         INTEGER NOT NULL DEFAULT 0 CHECK (committed IN (0, 1)),
  required          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(required)),
  limit_days        INTEGER CHECK (limit_days > 0),
  permission_set_id TEXT REFERENCES permission_set(id),
  position          INTEGER NOT NULL,
  deleted_at        INTEGER
) STRICT;
CREATE INDEX stage_by_pipeline ON stage (pipeline_id, position);

-- A deal has a customer, or the name of a prospect as long as it has none. stage_id stays the last open stage when it is
-- won or lost, so that it can be opened again there.
CREATE TABLE deal (
  id             TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  code           TEXT NOT NULL,
  title          TEXT NOT NULL,
  customer_id    TEXT REFERENCES customer(id),
  prospect       TEXT NOT NULL DEFAULT '',
  contact_id     TEXT REFERENCES contact(id),
  lead_id        TEXT REFERENCES lead(id),
  pipeline_id    TEXT NOT NULL REFERENCES pipeline(id),
  stage_id       TEXT NOT NULL REFERENCES stage(id),
  stage_since_ms INTEGER NOT NULL,
  status         TEXT NOT NULL CHECK (status IN ('open', 'won', 'lost')),
  amount_minor   INTEGER CHECK (amount_minor >= 0),
  currency       TEXT NOT NULL,
  probability    TEXT,
  expected_close TEXT CHECK (expected_close GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  source         TEXT NOT NULL DEFAULT '',
  notes          TEXT NOT NULL DEFAULT '',
  closed_ms      INTEGER,
  won_criteria   TEXT NOT NULL DEFAULT '',
  follow         TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(follow)),
  lost_reason    TEXT NOT NULL DEFAULT '',
  deleted_at     INTEGER
) STRICT;
CREATE INDEX deal_by_customer ON deal (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX deal_by_stage ON deal (stage_id);
CREATE INDEX deal_by_lead ON deal (lead_id) WHERE lead_id IS NOT NULL;

-- What would be sold. net_minor is the engine's line net, without tax. item_id is an item of the catalogue.
CREATE TABLE deal_line (
  id               TEXT PRIMARY KEY NOT NULL,
  deal_id          TEXT NOT NULL REFERENCES deal(id),
  position         INTEGER NOT NULL,
  item_id          TEXT,
  description      TEXT NOT NULL,
  quantity         TEXT NOT NULL,
  unit             TEXT NOT NULL DEFAULT '',
  unit_price       TEXT NOT NULL,
  discount_percent TEXT NOT NULL DEFAULT '0',
  tax_class        TEXT REFERENCES tax_class(id),
  net_minor        INTEGER NOT NULL,
  deleted_at       INTEGER
) STRICT;
CREATE INDEX deal_line_by_deal ON deal_line (deal_id, position);

-- Where a deal has stood since when. Rows are only added; undoing a move withdraws its row.
CREATE TABLE deal_stage_entry (
  id         TEXT PRIMARY KEY NOT NULL,
  deal_id    TEXT NOT NULL REFERENCES deal(id),
  stage_id   TEXT NOT NULL REFERENCES stage(id),
  status     TEXT NOT NULL CHECK (status IN ('open', 'won', 'lost')),
  entered_ms INTEGER NOT NULL,
  user_id    TEXT NOT NULL REFERENCES user(id),
  deleted_at INTEGER
) STRICT;
CREATE INDEX deal_stage_entry_by_deal ON deal_stage_entry (deal_id, id);

-- due_ms is the instant at which it is due (the start of the day when no time is given), late_ms the one from which it is
-- overdue (the end of that day), both in the time zone of the first branch when it was written.
CREATE TABLE activity (
  id           TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  kind         TEXT NOT NULL CHECK (kind IN ('call', 'meeting', 'visit', 'email', 'note', 'todo')),
  subject      TEXT NOT NULL,
  notes        TEXT NOT NULL DEFAULT '',
  record_id    TEXT REFERENCES record(id),
  due_date     TEXT CHECK (due_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  due_time     TEXT CHECK (due_time GLOB '[0-2][0-9]:[0-5][0-9]'),
  due_ms       INTEGER,
  late_ms      INTEGER,
  minutes      INTEGER CHECK (minutes > 0),
  promise      INTEGER NOT NULL DEFAULT 0 CHECK (promise IN (0, 1)),
  place        TEXT NOT NULL DEFAULT '',
  arrival_ms   INTEGER,
  leaving_ms   INTEGER,
  signature_id TEXT REFERENCES attachment(id),
  signed_by    TEXT NOT NULL DEFAULT '',
  done_ms      INTEGER,
  outcome      TEXT NOT NULL DEFAULT '',
  deleted_at   INTEGER
) STRICT;
CREATE INDEX activity_by_record ON activity (record_id, done_ms, due_ms) WHERE record_id IS NOT NULL;

-- What people said to a proposed action instead of doing it: later, or (without an instant) not needed. The rule is silent as
-- long as the record is in the state that it had seen.
CREATE TABLE next_action_answer (
  id         TEXT PRIMARY KEY NOT NULL,
  record_id  TEXT NOT NULL REFERENCES record(id),
  rule       TEXT NOT NULL,
  state      TEXT NOT NULL,
  until_ms   INTEGER,
  user_id    TEXT NOT NULL REFERENCES user(id),
  at_ms      INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX next_action_answer_by_record ON next_action_answer (record_id, rule);

-- Derived: what the list of leads shows and sorts by. *_key columns are never null.
CREATE TABLE lead_row (
  id            TEXT PRIMARY KEY NOT NULL,
  code          TEXT NOT NULL,
  title         TEXT NOT NULL,
  title_key     TEXT NOT NULL,
  name          TEXT NOT NULL,
  company       TEXT NOT NULL,
  phone         TEXT NOT NULL,
  email         TEXT NOT NULL,
  place         TEXT NOT NULL,
  place_key     TEXT NOT NULL,
  source        TEXT NOT NULL,
  source_key    TEXT NOT NULL,
  campaign      TEXT NOT NULL,
  interest      TEXT NOT NULL,
  status        TEXT NOT NULL,
  amount_minor  INTEGER,
  amount_key    INTEGER NOT NULL,
  currency      TEXT NOT NULL,
  owner_id      TEXT,
  received_ms   INTEGER NOT NULL,
  respond_by_ms INTEGER,
  responded_ms  INTEGER,
  respond_key   INTEGER NOT NULL,
  next_id       TEXT
) STRICT;
CREATE INDEX lead_row_by_received ON lead_row (received_ms, id);
CREATE INDEX lead_row_by_title ON lead_row (title_key, id);
CREATE INDEX lead_row_by_place ON lead_row (place_key, id);
-- These two also answer which sources and campaigns there are.
CREATE INDEX lead_row_by_source ON lead_row (source_key, id, source, owner_id);
CREATE INDEX lead_row_by_campaign ON lead_row (campaign, received_ms, id, owner_id);
CREATE INDEX lead_row_by_amount ON lead_row (amount_key, id);
CREATE INDEX lead_row_by_respond ON lead_row (respond_key, id);
CREATE INDEX lead_row_by_code ON lead_row (code, id);
CREATE INDEX lead_row_by_owner ON lead_row (owner_id, respond_key, id);
CREATE INDEX lead_row_by_status ON lead_row (status, received_ms, id);

-- Derived: what board, list and forecast of deals show and sort by. ageing_ms is the instant from which it is ageing.
CREATE TABLE deal_row (
  id             TEXT PRIMARY KEY NOT NULL,
  code           TEXT NOT NULL,
  title          TEXT NOT NULL,
  title_key      TEXT NOT NULL,
  customer_id    TEXT,
  customer       TEXT NOT NULL,
  customer_key   TEXT NOT NULL,
  pipeline_id    TEXT NOT NULL,
  stage_id       TEXT NOT NULL,
  stage          TEXT NOT NULL,
  stage_position INTEGER NOT NULL,
  status         TEXT NOT NULL,
  amount_minor   INTEGER,
  amount_key     INTEGER NOT NULL,
  currency       TEXT NOT NULL,
  probability    TEXT NOT NULL,
  weighted_minor INTEGER NOT NULL,
  committed      INTEGER NOT NULL,
  expected_close TEXT,
  close_key      TEXT NOT NULL,
  month          TEXT NOT NULL,
  stage_since_ms INTEGER NOT NULL,
  limit_days     INTEGER,
  ageing_ms      INTEGER NOT NULL,
  next_id        TEXT,
  owner_id       TEXT,
  branch_id      TEXT,
  created_ms     INTEGER NOT NULL
) STRICT;
CREATE INDEX deal_row_by_title ON deal_row (title_key, id);
CREATE INDEX deal_row_by_customer ON deal_row (customer_key, id);
CREATE INDEX deal_row_of_customer ON deal_row (customer_id, created_ms, id);
CREATE INDEX deal_row_by_amount ON deal_row (amount_key, id);
CREATE INDEX deal_row_by_close ON deal_row (close_key, id);
CREATE INDEX deal_row_by_code ON deal_row (code, id);
CREATE INDEX deal_row_by_created ON deal_row (created_ms, id);
CREATE INDEX deal_row_by_since ON deal_row (stage_since_ms, id);
CREATE INDEX deal_row_by_position ON deal_row (stage_position, id);
CREATE INDEX deal_row_by_stage ON deal_row (stage_id, status, stage_since_ms, id);
CREATE INDEX deal_row_open ON deal_row (currency, ageing_ms, next_id, amount_key, owner_id) WHERE status = 'open';
CREATE INDEX deal_row_won ON deal_row (id, owner_id) WHERE status = 'won';
CREATE INDEX deal_row_by_owner ON deal_row (owner_id, status, ageing_ms, id);
CREATE INDEX deal_row_by_pipeline ON deal_row
  (pipeline_id, status, stage_id, currency, amount_key, weighted_minor, ageing_ms, owner_id);
CREATE INDEX deal_row_by_month ON deal_row
  (status, month, currency, amount_key, weighted_minor, committed, owner_id, pipeline_id);

-- Derived: what lists of activities, the calendar and Today show. due_key is never null (the end of time when not due),
-- at_ms is when it was done, or is due, or was written.
CREATE TABLE activity_row (
  id           TEXT PRIMARY KEY NOT NULL,
  kind         TEXT NOT NULL,
  subject      TEXT NOT NULL,
  record_id    TEXT,
  record_kind  TEXT,
  record_title TEXT,
  customer_id  TEXT,
  customer     TEXT,
  owner_id     TEXT,
  due_key      INTEGER NOT NULL,
  late_ms      INTEGER,
  done_ms      INTEGER,
  promise      INTEGER NOT NULL,
  amount_minor INTEGER,
  currency     TEXT,
  at_ms        INTEGER NOT NULL
) STRICT;
CREATE INDEX activity_row_by_at ON activity_row (at_ms, id);
CREATE INDEX activity_row_by_due ON activity_row (due_key, id);
CREATE INDEX activity_row_by_record ON activity_row (record_id, at_ms, id);
CREATE INDEX activity_row_by_customer ON activity_row (customer_id, at_ms, id);
CREATE INDEX activity_row_by_owner ON activity_row (owner_id, due_key, id);
CREATE INDEX activity_row_open ON activity_row (owner_id, due_key, id) WHERE done_ms IS NULL;
CREATE INDEX activity_row_planned ON activity_row (due_key, id) WHERE done_ms IS NULL;

CREATE VIEW v_crm_deal AS
  SELECT d.id, d.code, d.title, d.customer_id, d.prospect, d.contact_id, d.lead_id, d.pipeline_id, d.stage_id,
         d.stage_since_ms, d.status, d.amount_minor, d.currency, d.expected_close, d.source, d.closed_ms, d.won_criteria,
         d.follow, d.lost_reason, (SELECT r.owner_id FROM record r WHERE r.id = d.id) AS owner_id,
         (SELECT r.branch_id FROM record r WHERE r.id = d.id) AS branch_id,
         (SELECT r.created_ms FROM record r WHERE r.id = d.id) AS created_ms
    FROM deal d WHERE d.deleted_at IS NULL;
-- How deals stood since when.
CREATE VIEW v_crm_deal_course AS SELECT id, deal_id, status, entered_ms FROM deal_stage_entry WHERE deleted_at IS NULL;
-- Deals that somebody should be working on, with what is planned next and the instant from which each is ageing.
CREATE VIEW v_crm_open_deal AS
  SELECT id, currency, amount_key AS amount_minor, ageing_ms, next_id, owner_id FROM deal_row INDEXED BY deal_row_open
   WHERE status = 'open';
-- Asked for by id, a deal is found by its key first and read to learn its status; the index of the won ones has all that is asked.
CREATE VIEW v_crm_won_deal AS SELECT id, owner_id FROM deal_row INDEXED BY deal_row_won WHERE status = 'won';
-- Leads by the instant by which they should have their first answer; the end of time once they have it.
CREATE VIEW v_crm_waiting_lead AS SELECT id, respond_key AS respond_by_ms, owner_id FROM lead_row;
-- Where deals came from.
CREATE VIEW v_crm_lead AS
  SELECT l.id, l.code, r.title AS name, l.received_ms, l.responded_ms, l.deal_id, r.owner_id
    FROM lead l JOIN record r ON r.id = l.id WHERE l.deleted_at IS NULL;
CREATE VIEW v_crm_deal_line AS
  SELECT id, deal_id, position, item_id, description, quantity, unit, unit_price, discount_percent,
         coalesce(tax_class, '') AS tax_class, net_minor
    FROM deal_line WHERE deleted_at IS NULL;
CREATE VIEW v_crm_activity AS
  SELECT a.id, a.kind, a.subject, a.notes, a.record_id, a.due_date, a.due_time, a.due_ms, a.late_ms, a.minutes, a.promise,
         a.place, a.arrival_ms, a.leaving_ms, a.signature_id, a.signed_by, a.done_ms, a.outcome, r.owner_id, r.customer_id,
         r.created_ms
    FROM activity a JOIN record r ON r.id = a.id WHERE a.deleted_at IS NULL;
-- Which record an activity is about.
CREATE VIEW v_crm_activity_about AS SELECT id, record_id FROM activity_row;
-- What somebody has in hand here: customers, and what is not settled yet.
CREATE VIEW v_crm_in_hand AS
  SELECT 'customer' AS kind, id, owner_id FROM customer_row
  UNION ALL SELECT 'lead', id, owner_id FROM lead_row WHERE status IN ('new', 'contacted')
  UNION ALL SELECT 'deal', id, owner_id FROM deal_row WHERE status = 'open'
  UNION ALL SELECT 'activity', id, owner_id FROM activity_row WHERE done_ms IS NULL;
-- What is planned and not done, by the instant it is due; the end of time when it is due never.
CREATE VIEW v_crm_due AS
  SELECT id, kind, subject, record_id, due_key AS due_ms, owner_id FROM activity_row WHERE done_ms IS NULL;
