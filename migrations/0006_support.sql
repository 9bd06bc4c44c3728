-- After the sale: contracts with their renewal dates, what support a customer bought, and how soon help is promised.

-- What a request for help is about. Tickets of a category go to its owner unless somebody else is named.
CREATE TABLE ticket_category (
  id         TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  owner_id   TEXT REFERENCES user(id),
  position   INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

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

-- What support an item brings when it is sold. Its id is the item's.
CREATE TABLE support_offer (
  id          TEXT PRIMARY KEY NOT NULL REFERENCES item(id),
  unit        TEXT NOT NULL CHECK (unit IN ('hours', 'tickets', 'unlimited')),
  amount      TEXT,
  period      TEXT NOT NULL CHECK (period IN ('month', 'quarter', 'year', 'term')),
  rollover    INTEGER NOT NULL DEFAULT 0 CHECK (rollover IN (0, 1)),
  months      INTEGER NOT NULL CHECK (months > 0),
  notice_days INTEGER NOT NULL DEFAULT 0 CHECK (notice_days >= 0),
  auto_renew  INTEGER NOT NULL DEFAULT 0 CHECK (auto_renew IN (0, 1)),
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
  deleted_at         INTEGER
) STRICT;
CREATE INDEX contract_by_customer ON contract (customer_id);
CREATE INDEX contract_by_deal ON contract (deal_id) WHERE deal_id IS NOT NULL;

-- What support a customer bought. amount is what may be used in each period, as a decimal; NULL: as much as is needed.
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
  ended_date  TEXT,
  end_reason  TEXT NOT NULL DEFAULT '',
  deleted_at  INTEGER
) STRICT;
CREATE INDEX entitlement_by_customer ON entitlement (customer_id);
CREATE INDEX entitlement_by_contract ON entitlement (contract_id) WHERE contract_id IS NOT NULL;
CREATE INDEX entitlement_by_deal ON entitlement (deal_id) WHERE deal_id IS NOT NULL;

-- What a ticket took of an entitlement, in minutes of hours or in requests; what is given back is below zero. Never changed.
CREATE TABLE entitlement_use (
  id             TEXT PRIMARY KEY NOT NULL,
  entitlement_id TEXT NOT NULL REFERENCES entitlement(id),
  ticket_id      TEXT NOT NULL REFERENCES record(id),
  quantity       INTEGER NOT NULL CHECK (quantity <> 0),
  used_date      TEXT NOT NULL CHECK (used_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  user_id        TEXT NOT NULL REFERENCES user(id),
  at_ms          INTEGER NOT NULL
) STRICT;
CREATE INDEX entitlement_use_by_entitlement ON entitlement_use (entitlement_id, used_date);
CREATE INDEX entitlement_use_by_ticket ON entitlement_use (ticket_id);

-- Derived: what the list of contracts shows and sorts by. last_day is the day on which it ends or ended, notice_by the last day on
-- which it can be given notice.
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
  value_minor  INTEGER,
  value_key    INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  owner_id     TEXT
) STRICT;
CREATE INDEX contract_row_by_last_day ON contract_row (last_day, id);
CREATE INDEX contract_row_by_notice ON contract_row (notice_by, id);
CREATE INDEX contract_row_by_name ON contract_row (name_key, id);
CREATE INDEX contract_row_by_customer ON contract_row (customer_key, id);
CREATE INDEX contract_row_of_customer ON contract_row (customer_id, last_day, id);
CREATE INDEX contract_row_by_code ON contract_row (code, id);
CREATE INDEX contract_row_by_value ON contract_row (value_key, id);
CREATE INDEX contract_row_by_owner ON contract_row (owner_id, last_day, id);
CREATE INDEX contract_row_by_month ON contract_row (month, last_day, id);

-- Derived: what the list of entitlements shows and sorts by.
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
  owner_id     TEXT
) STRICT;
CREATE INDEX entitlement_row_by_last_day ON entitlement_row (last_day, id);
CREATE INDEX entitlement_row_by_name ON entitlement_row (name_key, id);
CREATE INDEX entitlement_row_by_customer ON entitlement_row (customer_key, id);
CREATE INDEX entitlement_row_of_customer ON entitlement_row (customer_id, last_day, id);
CREATE INDEX entitlement_row_of_contract ON entitlement_row (contract_id, last_day, id);
CREATE INDEX entitlement_row_by_code ON entitlement_row (code, id);
CREATE INDEX entitlement_row_by_owner ON entitlement_row (owner_id, last_day, id);

CREATE VIEW v_support_contract AS
  SELECT c.id, c.code, c.name, c.customer_id, c.deal_id, c.start_date, c.end_date, c.notice_days, c.auto_renew, c.renewal_months,
         c.indexation_percent, c.value_minor, c.currency, c.ended_date, r.owner_id, r.branch_id
    FROM contract c JOIN record r ON r.id = c.id WHERE c.deleted_at IS NULL;
CREATE VIEW v_support_entitlement AS
  SELECT e.id, e.code, e.name, e.customer_id, e.contract_id, e.deal_id, e.unit, e.amount, e.period, e.rollover, e.start_date,
         e.end_date, e.policy_id, e.ended_date, r.owner_id, r.branch_id
    FROM entitlement e JOIN record r ON r.id = e.id WHERE e.deleted_at IS NULL;
