-- After the sale: contracts with their renewal dates, what support a customer bought, and how soon help is promised.

-- What a request for help is about. Tickets of a category go to its owner unless somebody else is named.
CREATE TABLE ticket_category (
  id         TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  owner_id   TEXT REFERENCES user(id),
  position   INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

-- To whom requests of a priority go whose category has no owner; urgent ones whatever their category.
CREATE TABLE ticket_priority (
  id         TEXT PRIMARY KEY NOT NULL,
  priority   TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  owner_id   TEXT REFERENCES user(id),
  deleted_at INTEGER
) STRICT;

-- What is said often. follow: how the ticket goes on when it is said; NULL: as it is. Words in braces are filled in. priority, owner_id
-- and category_id are what the ticket gets with it, tag what is added to its tags; one that says nothing only does that.
CREATE TABLE saved_reply (
  id         TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  body       TEXT NOT NULL,
  follow     TEXT CHECK (follow IN ('open', 'wait', 'resolve')),
  priority   TEXT CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  owner_id   TEXT REFERENCES user(id),
  category_id TEXT REFERENCES ticket_category(id),
  tag        TEXT NOT NULL DEFAULT '',
  position   INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

-- What is known about requests of a category, or about any (NULL).
CREATE TABLE knowledge_note (
  id          TEXT PRIMARY KEY NOT NULL,
  title       TEXT NOT NULL,
  body        TEXT NOT NULL,
  category_id TEXT REFERENCES ticket_category(id),
  version     INTEGER NOT NULL DEFAULT 1,
  deleted_at  INTEGER
) STRICT;
CREATE INDEX knowledge_note_by_category ON knowledge_note (category_id);

-- How soon an answer and a solution are promised. hours: whether time counts only while the branch is open.
CREATE TABLE sla_policy (
  id         TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  hours      TEXT NOT NULL CHECK (hours IN ('business', 'always')),
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  position   INTEGER NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;

-- The promise for one priority; NULL: nothing is promised.
CREATE TABLE sla_target (
  id                 TEXT PRIMARY KEY NOT NULL,
  policy_id          TEXT NOT NULL REFERENCES sla_policy(id),
  priority           TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  response_minutes   INTEGER CHECK (response_minutes > 0),
  resolution_minutes INTEGER CHECK (resolution_minutes > 0),
  deleted_at         INTEGER
) STRICT;
CREATE INDEX sla_target_by_policy ON sla_target (policy_id, priority);

-- Which tickets a policy is for: those that have everything that is named.
CREATE TABLE sla_rule (
  id          TEXT PRIMARY KEY NOT NULL,
  policy_id   TEXT NOT NULL REFERENCES sla_policy(id),
  customer_id TEXT REFERENCES customer(id),
  category_id TEXT REFERENCES ticket_category(id),
  priority    TEXT CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  position    INTEGER NOT NULL,
  deleted_at  INTEGER
) STRICT;
CREATE INDEX sla_rule_by_policy ON sla_rule (policy_id, position);

-- What happens when so many hundredths of the time of a promise have counted; at a hundred it is missed. tell_id is told, else whose
-- the ticket is; give_id gets the ticket; raises: it becomes more urgent.
CREATE TABLE sla_step (
  id         TEXT PRIMARY KEY NOT NULL,
  policy_id  TEXT NOT NULL REFERENCES sla_policy(id),
  promise    TEXT NOT NULL CHECK (promise IN ('response', 'resolution')),
  percent    INTEGER NOT NULL CHECK (percent BETWEEN 1 AND 1000),
  tell_id    TEXT REFERENCES user(id),
  give_id    TEXT REFERENCES user(id),
  raises     INTEGER NOT NULL DEFAULT 0 CHECK (raises IN (0, 1)),
  position   INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX sla_step_by_policy ON sla_step (policy_id, position);

-- What support an item brings when it is sold. Its id is the item's. after_project: it begins when the project it is sold with is closed.
CREATE TABLE support_offer (
  id          TEXT PRIMARY KEY NOT NULL REFERENCES item(id),
  unit        TEXT NOT NULL CHECK (unit IN ('hours', 'tickets', 'unlimited')),
  amount      TEXT,
  period      TEXT NOT NULL CHECK (period IN ('month', 'quarter', 'year', 'term')),
  rollover    INTEGER NOT NULL DEFAULT 0 CHECK (rollover IN (0, 1)),
  months      INTEGER NOT NULL CHECK (months > 0),
  notice_days INTEGER NOT NULL DEFAULT 0 CHECK (notice_days >= 0),
  auto_renew  INTEGER NOT NULL DEFAULT 0 CHECK (auto_renew IN (0, 1)),
  after_project INTEGER NOT NULL DEFAULT 0 CHECK (after_project IN (0, 1)),
  policy_id   TEXT REFERENCES sla_policy(id),
  deleted_at  INTEGER
) STRICT;

-- An agreement with a term. start_date and end_date are its first and last day; ended_date is the day on which it was ended before
-- that, or for good.
CREATE TABLE contract (
  id                 TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  code               TEXT NOT NULL,
  name               TEXT NOT NULL,
  customer_id        TEXT NOT NULL REFERENCES customer(id),
  deal_id            TEXT REFERENCES deal(id),
  start_date         TEXT NOT NULL CHECK (start_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  end_date           TEXT NOT NULL CHECK (end_date >= start_date),
  notice_days        INTEGER NOT NULL DEFAULT 0 CHECK (notice_days >= 0),
  auto_renew         INTEGER NOT NULL DEFAULT 0 CHECK (auto_renew IN (0, 1)),
  renewal_months     INTEGER CHECK (renewal_months > 0),
  indexation_percent TEXT NOT NULL DEFAULT '0',
  value_minor        INTEGER CHECK (value_minor >= 0),
  currency           TEXT NOT NULL,
  ended_date         TEXT,
  end_reason         TEXT NOT NULL DEFAULT '',
  renewal_deal_id    TEXT REFERENCES deal(id),
  deleted_at         INTEGER
) STRICT;
CREATE INDEX contract_by_renewal ON contract (renewal_deal_id) WHERE renewal_deal_id IS NOT NULL;
CREATE INDEX contract_by_customer ON contract (customer_id);
CREATE INDEX contract_by_deal ON contract (deal_id) WHERE deal_id IS NOT NULL;

-- Of which contracts the next term is proposed by itself, and how many days before the last day of notice.
CREATE TABLE renewal_setting (
  id         TEXT PRIMARY KEY NOT NULL,
  ahead      TEXT NOT NULL CHECK (ahead IN ('none', 'ending', 'all')),
  days       INTEGER NOT NULL CHECK (days >= 0),
  version    INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;

-- That a deal was made to propose the next term of a contract, and from which terms; renewal_deal_id says which of them does now.
CREATE TABLE renewal_proposal (
  id          TEXT PRIMARY KEY NOT NULL,
  contract_id TEXT NOT NULL REFERENCES contract(id),
  deal_id     TEXT NOT NULL REFERENCES deal(id),
  terms       TEXT NOT NULL,
  deleted_at  INTEGER
) STRICT;
CREATE INDEX renewal_proposal_by_deal ON renewal_proposal (deal_id);
CREATE INDEX renewal_proposal_by_contract ON renewal_proposal (contract_id);

-- A term of a contract that went on after it; deal_id: the deal in which the next one was proposed.
CREATE TABLE contract_term (
  id          TEXT PRIMARY KEY NOT NULL,
  contract_id TEXT NOT NULL REFERENCES contract(id),
  start_date  TEXT NOT NULL CHECK (start_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  end_date    TEXT NOT NULL CHECK (end_date >= start_date),
  value_minor INTEGER,
  currency    TEXT NOT NULL,
  deal_id     TEXT REFERENCES deal(id),
  deleted_at  INTEGER
) STRICT;
CREATE INDEX contract_term_by_contract ON contract_term (contract_id, end_date);
CREATE INDEX contract_term_by_deal ON contract_term (deal_id) WHERE deal_id IS NOT NULL;

-- What support a customer bought. amount is what may be used in each period, as a decimal; NULL: as much as is needed. overage_minor is
-- what an hour or a request beyond it costs, where that was agreed.
-- after_project_id: the project that it waits for; until that is closed its days are a plan.
CREATE TABLE entitlement (
  id          TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,
  customer_id TEXT NOT NULL REFERENCES customer(id),
  contract_id TEXT REFERENCES contract(id),
  deal_id     TEXT REFERENCES deal(id),
  unit        TEXT NOT NULL CHECK (unit IN ('hours', 'tickets', 'unlimited')),
  amount      TEXT,
  period      TEXT NOT NULL CHECK (period IN ('month', 'quarter', 'year', 'term')),
  rollover    INTEGER NOT NULL DEFAULT 0 CHECK (rollover IN (0, 1)),
  start_date  TEXT NOT NULL CHECK (start_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  end_date    TEXT NOT NULL CHECK (end_date >= start_date),
  policy_id   TEXT REFERENCES sla_policy(id),
  after_project_id TEXT REFERENCES record(id),
  overage_minor    INTEGER CHECK (overage_minor >= 0),
  overage_currency TEXT,
  ended_date  TEXT,
  end_reason  TEXT NOT NULL DEFAULT '',
  deleted_at  INTEGER
) STRICT;
CREATE INDEX entitlement_by_customer ON entitlement (customer_id);
CREATE INDEX entitlement_by_contract ON entitlement (contract_id) WHERE contract_id IS NOT NULL;
CREATE INDEX entitlement_by_deal ON entitlement (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX entitlement_by_project ON entitlement (after_project_id) WHERE after_project_id IS NOT NULL;

-- That so much of what was used beyond in a period stands on the line of a paper; over is all that was used beyond in it then. It counts
-- while the line does: see v_support_overage.
CREATE TABLE overage_posting (
  id             TEXT PRIMARY KEY NOT NULL,
  entitlement_id TEXT NOT NULL REFERENCES entitlement(id),
  document_id    TEXT NOT NULL REFERENCES document(id),
  line_id        TEXT NOT NULL REFERENCES document_line(id),
  period_start   TEXT NOT NULL CHECK (period_start GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  over           INTEGER NOT NULL CHECK (over > 0),
  quantity       INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND over),
  deleted_at     INTEGER
) STRICT;
CREATE INDEX overage_posting_by_period ON overage_posting (entitlement_id, period_start);
CREATE INDEX overage_posting_by_document ON overage_posting (document_id);
CREATE INDEX overage_posting_by_line ON overage_posting (line_id);

-- A request for help. Who asks is the contact; whom it belongs to stands on its record, and nobody's has no owner there. A merged one
-- goes on in another; one that was split off came from another.
CREATE TABLE ticket (
  id             TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  code           TEXT NOT NULL,
  subject        TEXT NOT NULL,
  customer_id    TEXT NOT NULL REFERENCES customer(id),
  contact_id     TEXT REFERENCES contact(id),
  category_id    TEXT REFERENCES ticket_category(id),
  priority       TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  channel        TEXT NOT NULL CHECK (channel IN ('form', 'email', 'phone', 'visit', 'other')),
  tags           TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  status         TEXT NOT NULL CHECK (status IN ('open', 'waiting', 'resolved', 'closed')),
  deal_id        TEXT REFERENCES deal(id),
  project_id     TEXT REFERENCES record(id),
  entitlement_id TEXT REFERENCES entitlement(id),
  merged_into_id TEXT REFERENCES ticket(id),
  split_from_id  TEXT REFERENCES ticket(id),
  related_id     TEXT REFERENCES ticket(id),
  opened_ms      INTEGER NOT NULL,
  responded_ms   INTEGER,
  resolved_ms    INTEGER,
  closed_ms      INTEGER,
  rating         INTEGER CHECK (rating BETWEEN 1 AND 5),
  rating_note    TEXT NOT NULL DEFAULT '',
  rated_ms       INTEGER,
  deleted_at     INTEGER
) STRICT;
CREATE INDEX ticket_by_customer ON ticket (customer_id);
CREATE INDEX ticket_by_contact ON ticket (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX ticket_by_deal ON ticket (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX ticket_by_project ON ticket (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX ticket_by_entitlement ON ticket (entitlement_id) WHERE entitlement_id IS NOT NULL;
CREATE INDEX ticket_by_merged ON ticket (merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX ticket_by_related ON ticket (related_id) WHERE related_id IS NOT NULL;
CREATE INDEX ticket_by_split ON ticket (split_from_id) WHERE split_from_id IS NOT NULL;

-- What was promised when the ticket got its service level, and when that is due: NULL while the clock stands still or nothing is
-- promised. From a risk on, less than a quarter of the time is left; step is when the next
-- step of its service level is to be taken. Its id is the ticket's.
CREATE TABLE ticket_promise (
  id                 TEXT PRIMARY KEY NOT NULL REFERENCES ticket(id),
  policy_id          TEXT REFERENCES sla_policy(id),
  hours              TEXT NOT NULL CHECK (hours IN ('business', 'always')),
  response_minutes   INTEGER,
  resolution_minutes INTEGER,
  response_risk_ms   INTEGER,
  response_due_ms    INTEGER,
  resolution_risk_ms INTEGER,
  resolution_due_ms  INTEGER,
  step_ms            INTEGER,
  deleted_at         INTEGER
) STRICT;
CREATE INDEX ticket_promise_by_step ON ticket_promise (step_ms) WHERE step_ms IS NOT NULL;
CREATE INDEX ticket_promise_by_policy ON ticket_promise (policy_id) WHERE policy_id IS NOT NULL;

-- What was said: by the customer, to the customer, or among ourselves. The work that it took is an entry of time.
CREATE TABLE ticket_message (
  id         TEXT PRIMARY KEY NOT NULL,
  ticket_id  TEXT NOT NULL REFERENCES ticket(id),
  direction  TEXT NOT NULL CHECK (direction IN ('in', 'out', 'note')),
  channel    TEXT NOT NULL CHECK (channel IN ('form', 'email', 'phone', 'visit', 'other')),
  body       TEXT NOT NULL,
  contact_id TEXT REFERENCES contact(id),
  user_id    TEXT NOT NULL REFERENCES user(id),
  at_ms      INTEGER NOT NULL
) STRICT;
CREATE INDEX ticket_message_by_ticket ON ticket_message (ticket_id, at_ms, id);

-- A time in which the clock stood still: the customer was waited for, or the ticket seemed to be done.
CREATE TABLE ticket_wait (
  id         TEXT PRIMARY KEY NOT NULL,
  ticket_id  TEXT NOT NULL REFERENCES ticket(id),
  reason     TEXT NOT NULL CHECK (reason IN ('customer', 'resolved')),
  from_ms    INTEGER NOT NULL,
  to_ms      INTEGER,
  deleted_at INTEGER
) STRICT;
CREATE INDEX ticket_wait_by_ticket ON ticket_wait (ticket_id, from_ms);

-- A step of its service level that was taken for a ticket. Never changed.
CREATE TABLE ticket_step (
  id        TEXT PRIMARY KEY NOT NULL,
  ticket_id TEXT NOT NULL REFERENCES ticket(id),
  step_id   TEXT NOT NULL REFERENCES sla_step(id),
  at_ms     INTEGER NOT NULL
) STRICT;
CREATE INDEX ticket_step_by_ticket ON ticket_step (ticket_id);

-- What had counted of a ticket when it was done, or when the working time of its branch was changed: the past is not counted anew.
-- seconds of it counted; bar is a list of [from, to, what, why], in epoch
-- milliseconds; why says for what is closed what the calendar said then.
CREATE TABLE ticket_count (
  id         TEXT PRIMARY KEY NOT NULL,
  ticket_id  TEXT NOT NULL REFERENCES ticket(id),
  from_ms    INTEGER NOT NULL,
  to_ms      INTEGER NOT NULL,
  seconds    INTEGER NOT NULL,
  bar        TEXT NOT NULL CHECK (json_valid(bar)),
  deleted_at INTEGER
) STRICT;
CREATE INDEX ticket_count_by_ticket ON ticket_count (ticket_id, from_ms);

-- What a ticket took of an entitlement that counts requests; what is given back is below zero. Hours are taken by entries of time.
-- Never changed.
CREATE TABLE entitlement_use (
  id             TEXT PRIMARY KEY NOT NULL,
  entitlement_id TEXT NOT NULL REFERENCES entitlement(id),
  ticket_id      TEXT NOT NULL REFERENCES ticket(id),
  quantity       INTEGER NOT NULL CHECK (quantity <> 0),
  used_date      TEXT NOT NULL CHECK (used_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  user_id        TEXT NOT NULL REFERENCES user(id),
  at_ms          INTEGER NOT NULL
) STRICT;
CREATE INDEX entitlement_use_by_entitlement ON entitlement_use (entitlement_id, used_date);
CREATE INDEX entitlement_use_by_ticket ON entitlement_use (ticket_id);

-- Derived: what queue and list of tickets show and sort by. due_ms is the next promise that is not kept yet; due_key is never null
-- and puts what waits behind what runs, and what is done behind all. rank is 0 for urgent.
CREATE TABLE ticket_row (
  id             TEXT PRIMARY KEY NOT NULL,
  code           TEXT NOT NULL,
  subject        TEXT NOT NULL,
  subject_key    TEXT NOT NULL,
  customer_id    TEXT NOT NULL,
  customer       TEXT NOT NULL,
  customer_key   TEXT NOT NULL,
  contact        TEXT NOT NULL,
  category_id    TEXT,
  priority       TEXT NOT NULL,
  rank           INTEGER NOT NULL,
  status         TEXT NOT NULL,
  is_open        INTEGER NOT NULL,
  branch_id      TEXT,
  owner_id       TEXT,
  risk_ms        INTEGER,
  due_ms         INTEGER,
  due_key        INTEGER NOT NULL,
  is_late        INTEGER NOT NULL,
  opened_ms      INTEGER NOT NULL,
  last_ms        INTEGER NOT NULL,
  deal_id        TEXT,
  record_id      TEXT,
  entitlement_id TEXT
) STRICT;
CREATE INDEX ticket_row_by_due ON ticket_row (due_key, id);
CREATE INDEX ticket_row_open ON ticket_row (due_key, id) WHERE is_open = 1;
CREATE INDEX ticket_row_of_owner ON ticket_row (owner_id, due_key, id);
CREATE INDEX ticket_row_open_of_owner ON ticket_row (owner_id, due_key, id) WHERE is_open = 1;
CREATE INDEX ticket_row_by_status ON ticket_row (status, due_key, id);
CREATE INDEX ticket_row_by_opened ON ticket_row (opened_ms, id);
CREATE INDEX ticket_row_by_last ON ticket_row (last_ms, id);
CREATE INDEX ticket_row_by_subject ON ticket_row (subject_key, id);
CREATE INDEX ticket_row_by_customer ON ticket_row (customer_key, id);
CREATE INDEX ticket_row_of_customer ON ticket_row (customer_id, opened_ms, id);
CREATE INDEX ticket_row_of_deal ON ticket_row (deal_id, opened_ms, id) WHERE deal_id IS NOT NULL;
CREATE INDEX ticket_row_of_record ON ticket_row (record_id, opened_ms, id) WHERE record_id IS NOT NULL;
CREATE INDEX ticket_row_by_code ON ticket_row (code, id);
CREATE INDEX ticket_row_by_rank ON ticket_row (rank, id);
CREATE INDEX ticket_row_open_of_branch ON ticket_row (branch_id, id) WHERE is_open = 1;

-- Derived: the tickets of a tag, in capitals or not.
CREATE TABLE ticket_tag (
  tag       TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  PRIMARY KEY (tag, ticket_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_tag_of_ticket ON ticket_tag (ticket_id, tag);

-- Derived: what the list of contracts shows and sorts by. last_day is the day on which it ends or ended, notice_by the last day on
-- which it can be given notice.
-- is_waiting: what it gives waits for its project, so that its days are a plan.
CREATE TABLE contract_row (
  id           TEXT PRIMARY KEY NOT NULL,
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  name_key     TEXT NOT NULL,
  customer_id  TEXT NOT NULL,
  customer     TEXT NOT NULL,
  customer_key TEXT NOT NULL,
  start_date   TEXT NOT NULL,
  last_day     TEXT NOT NULL,
  notice_by    TEXT NOT NULL,
  month        TEXT NOT NULL,
  auto_renew   INTEGER NOT NULL,
  is_ended     INTEGER NOT NULL,
  is_waiting   INTEGER NOT NULL,
  value_minor  INTEGER,
  value_key    INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  owner_id     TEXT
) STRICT;
-- With the columns that tell how a contract stands, so that a walk to the first that fits stays in the index.
CREATE INDEX contract_row_by_last_day ON contract_row (last_day, id, start_date, notice_by, is_ended, is_waiting);
CREATE INDEX contract_row_by_notice ON contract_row (notice_by, id);
CREATE INDEX contract_row_by_name ON contract_row (name_key, id);
CREATE INDEX contract_row_by_customer ON contract_row (customer_key, id);
CREATE INDEX contract_row_of_customer ON contract_row (customer_id, last_day, id);
CREATE INDEX contract_row_by_code ON contract_row (code, id);
CREATE INDEX contract_row_by_value ON contract_row (value_key, id);
CREATE INDEX contract_row_by_owner ON contract_row (owner_id, last_day, id);
CREATE INDEX contract_row_by_month ON contract_row (month, last_day, id);

-- Derived: what the list of entitlements shows and sorts by. What was ended is over on its last day already; what waits for its project has
-- not begun, whatever was planned.
CREATE TABLE entitlement_row (
  id           TEXT PRIMARY KEY NOT NULL,
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  name_key     TEXT NOT NULL,
  customer_id  TEXT NOT NULL,
  customer     TEXT NOT NULL,
  customer_key TEXT NOT NULL,
  contract_id  TEXT,
  unit         TEXT NOT NULL,
  start_date   TEXT NOT NULL,
  last_day     TEXT NOT NULL,
  is_ended     INTEGER NOT NULL,
  is_waiting   INTEGER NOT NULL,
  owner_id     TEXT
) STRICT;
CREATE INDEX entitlement_row_by_last_day ON entitlement_row (last_day, id);
CREATE INDEX entitlement_row_by_name ON entitlement_row (name_key, id);
CREATE INDEX entitlement_row_by_customer ON entitlement_row (customer_key, id);
CREATE INDEX entitlement_row_of_customer ON entitlement_row (customer_id, last_day, id);
CREATE INDEX entitlement_row_of_contract ON entitlement_row (contract_id, last_day, id);
CREATE INDEX entitlement_row_by_code ON entitlement_row (code, id);
CREATE INDEX entitlement_row_by_owner ON entitlement_row (owner_id, last_day, id);

-- In which deals the next terms of contracts are proposed, and those of terms that have gone on since were.
CREATE VIEW v_support_renewal AS
  SELECT id AS contract_id, renewal_deal_id AS deal_id FROM contract WHERE renewal_deal_id IS NOT NULL AND deleted_at IS NULL
  UNION ALL
  SELECT t.contract_id, t.deal_id FROM contract_term t WHERE t.deal_id IS NOT NULL AND t.deleted_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM contract c WHERE c.id = t.contract_id AND c.renewal_deal_id = t.deal_id AND c.deleted_at IS NULL);
CREATE VIEW v_support_contract AS
  SELECT c.id, c.code, c.name, c.customer_id, c.deal_id, c.start_date, c.end_date, c.notice_days, c.auto_renew, c.renewal_months,
         c.indexation_percent, c.value_minor, c.currency, c.ended_date, r.owner_id, r.branch_id,
         (SELECT w.is_waiting FROM contract_row w WHERE w.id = c.id) AS is_waiting
    FROM contract c JOIN record r ON r.id = c.id WHERE c.deleted_at IS NULL;
CREATE VIEW v_support_entitlement AS
  SELECT e.id, e.code, e.name, e.customer_id, e.contract_id, e.deal_id, e.unit, e.amount, e.period, e.rollover, e.start_date,
         e.end_date, e.policy_id, e.ended_date, r.owner_id, r.branch_id
    FROM entitlement e JOIN record r ON r.id = e.id WHERE e.deleted_at IS NULL;
-- What somebody has in hand here: what goes on, and tickets that are open.
CREATE VIEW v_support_in_hand AS
  SELECT 'contract' AS kind, id, owner_id FROM contract_row WHERE is_ended = 0
  UNION ALL SELECT 'entitlement', id, owner_id FROM entitlement_row WHERE is_ended = 0
  UNION ALL SELECT 'ticket', id, owner_id FROM ticket_row WHERE is_open = 1;
-- How the current term of a contract stands.
CREATE VIEW v_support_term AS
  SELECT id, owner_id, start_date, last_day, notice_by, is_ended, is_waiting, value_key AS value_minor, currency FROM contract_row;
-- Tickets with the next promise that is due; none while the clock stands still.
CREATE VIEW v_support_ticket AS
  SELECT id, code, subject, customer_id, customer, category_id, priority, status, is_open, owner_id, risk_ms, due_ms, opened_ms,
         deal_id, record_id AS project_id, entitlement_id
    FROM ticket_row;
