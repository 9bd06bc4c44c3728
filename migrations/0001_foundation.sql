-- The file of one company: who works in it, what a record is, and the log of everything that happened.
-- Classes of tables (Fact, Record, Derived, Local) are named in src-tauri/store/registry.rs; the log triggers are made from there.

-- The log ------------------------------------------------------------------------------------------------------------

-- A device that writes. The first one has code '' in numbers and is called A on screen.
CREATE TABLE replica (
  id         TEXT PRIMARY KEY NOT NULL,
  code       TEXT NOT NULL CHECK (code GLOB '[A-Z]*'),
  name       TEXT NOT NULL,
  since_ms   INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

-- Where this laptop stands in the log. One row.
CREATE TABLE log_head (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  replica  TEXT NOT NULL REFERENCES replica(id),
  seq      INTEGER NOT NULL,
  hlc      INTEGER NOT NULL,
  hash     TEXT NOT NULL,
  applying INTEGER NOT NULL DEFAULT 0 CHECK (applying IN (0, 1))
) STRICT;

-- One row per user action. hlc = hybrid logical clock, max(last + 1, wall_ms << 16).
CREATE TABLE txn (
  replica    TEXT NOT NULL REFERENCES replica(id),
  seq        INTEGER NOT NULL,
  hlc        INTEGER NOT NULL,
  wall_ms    INTEGER NOT NULL,
  actor      TEXT NOT NULL,
  command    TEXT NOT NULL,
  reason     TEXT NOT NULL,
  undoes_seq INTEGER,
  schema     INTEGER NOT NULL,
  deps       TEXT NOT NULL,
  prev_hash  TEXT NOT NULL,
  hash       TEXT NOT NULL,
  PRIMARY KEY (replica, seq)
) STRICT, WITHOUT ROWID;
-- Whether an action was taken back is asked for each line of a history.
CREATE INDEX txn_by_undone ON txn (replica, undoes_seq) WHERE undoes_seq IS NOT NULL;

-- One row per changed row: body = {"column": [before, after]}.
CREATE TABLE op (
  n         INTEGER PRIMARY KEY,
  replica   TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  tbl       TEXT NOT NULL,
  pk        TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('I', 'U')),
  record_id TEXT,
  body      TEXT NOT NULL,
  FOREIGN KEY (replica, seq) REFERENCES txn (replica, seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX op_by_txn ON op (replica, seq);
CREATE INDEX op_by_record ON op (record_id, n) WHERE record_id IS NOT NULL;

CREATE TRIGGER txn_is_fact_u BEFORE UPDATE ON txn BEGIN SELECT raise(ABORT, 'txn is a fact'); END;
CREATE TRIGGER txn_is_fact_d BEFORE DELETE ON txn BEGIN SELECT raise(ABORT, 'txn is a fact'); END;
CREATE TRIGGER op_is_fact_u BEFORE UPDATE ON op BEGIN SELECT raise(ABORT, 'op is a fact'); END;
CREATE TRIGGER op_is_fact_d BEFORE DELETE ON op BEGIN SELECT raise(ABORT, 'op is a fact'); END;

-- The company --------------------------------------------------------------------------------------------------------

CREATE TABLE company (
  id            TEXT PRIMARY KEY NOT NULL,
  name          TEXT NOT NULL,
  country       TEXT NOT NULL,
  home_currency TEXT NOT NULL,
  language      TEXT NOT NULL,
  locale        TEXT NOT NULL,
  paper         TEXT NOT NULL CHECK (paper IN ('a4', 'letter')),
  workflow      TEXT NOT NULL CHECK (workflow IN ('service', 'trading', 'support', 'approval')),
  version       INTEGER NOT NULL DEFAULT 1,
  deleted_at    INTEGER
) STRICT;

CREATE TABLE branch (
  id                TEXT PRIMARY KEY NOT NULL,
  name              TEXT NOT NULL,
  legal_name        TEXT NOT NULL,
  street            TEXT NOT NULL DEFAULT '',
  city              TEXT NOT NULL DEFAULT '',
  postal_code       TEXT NOT NULL DEFAULT '',
  region            TEXT NOT NULL DEFAULT '',
  country           TEXT NOT NULL,
  currency          TEXT NOT NULL,
  time_zone         TEXT NOT NULL,
  fiscal_year_start TEXT NOT NULL CHECK (fiscal_year_start GLOB '[0-1][0-9]-[0-3][0-9]'),
  tax_scheme        TEXT NOT NULL CHECK (tax_scheme IN ('gst_in', 'vat_ae', 'vat_fr', 'vat_gb', 'sales_us', 'other')),
  tax_number        TEXT NOT NULL DEFAULT '',
  tax_standing      TEXT NOT NULL DEFAULT 'registered' CHECK (tax_standing IN ('registered', 'composition', 'unregistered')),
  zero_rating       TEXT NOT NULL DEFAULT 'undertaking' CHECK (zero_rating IN ('undertaking', 'payment')),
  legal_id          TEXT NOT NULL DEFAULT '',
  legal_note        TEXT NOT NULL DEFAULT '',
  phone             TEXT NOT NULL DEFAULT '',
  email             TEXT NOT NULL DEFAULT '',
  website           TEXT NOT NULL DEFAULT '',
  bank_account_name TEXT NOT NULL DEFAULT '',
  bank_account      TEXT NOT NULL DEFAULT '',
  bank_name         TEXT NOT NULL DEFAULT '',
  bank_code         TEXT NOT NULL DEFAULT '',
  upi_id            TEXT NOT NULL DEFAULT '',
  logo_hash         TEXT NOT NULL DEFAULT '',
  signature_hash    TEXT NOT NULL DEFAULT '',
  estimate_terms    TEXT NOT NULL DEFAULT '',
  invoice_terms     TEXT NOT NULL DEFAULT '',
  payment_term      TEXT NOT NULL,
  tax_rounding      TEXT NOT NULL CHECK (tax_rounding IN ('per_line', 'per_rate')),
  round_to          TEXT NOT NULL DEFAULT '',
  filed_until       TEXT NOT NULL DEFAULT '' CHECK (filed_until = '' OR filed_until GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  position          INTEGER NOT NULL,
  version           INTEGER NOT NULL DEFAULT 1,
  deleted_at        INTEGER
) STRICT;

-- The hours of a branch on each day of the week, 0 is Monday, such as 09:00–13:00, 14:00–18:00; empty: closed.
CREATE TABLE working_hours (
  id         TEXT PRIMARY KEY NOT NULL,
  branch_id  TEXT NOT NULL REFERENCES branch(id),
  weekday    INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  hours      TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX working_hours_by_branch ON working_hours (branch_id, weekday);

-- A day on which a branch is closed, or has hours of its own.
CREATE TABLE working_day (
  id         TEXT PRIMARY KEY NOT NULL,
  branch_id  TEXT NOT NULL REFERENCES branch(id),
  date       TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  name       TEXT NOT NULL DEFAULT '',
  hours      TEXT NOT NULL DEFAULT '',
  deleted_at INTEGER
) STRICT;
CREATE INDEX working_day_by_branch ON working_day (branch_id, date);

CREATE VIEW v_settings_branch AS SELECT * FROM branch WHERE deleted_at IS NULL;
CREATE VIEW v_settings_company AS SELECT * FROM company WHERE deleted_at IS NULL;

-- A part of the product that is off, in pilot or live.
CREATE TABLE area (
  id         TEXT PRIMARY KEY NOT NULL,
  area       TEXT NOT NULL CHECK (area IN ('sales', 'finance', 'delivery', 'support', 'people', 'teamspaces', 'insight')),
  state      TEXT NOT NULL CHECK (state IN ('off', 'pilot', 'live')),
  deleted_at INTEGER
) STRICT;
CREATE INDEX area_by_area ON area (area);
CREATE VIEW v_settings_area AS SELECT area, state <> 'off' AS is_on FROM area WHERE deleted_at IS NULL;

-- People and what they may do ----------------------------------------------------------------------------------------

CREATE TABLE employee (
  id         TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  manager_id TEXT REFERENCES employee(id),
  version    INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;

CREATE TABLE user (
  id          TEXT PRIMARY KEY NOT NULL,
  name        TEXT NOT NULL,
  email       TEXT NOT NULL DEFAULT '',
  employee_id TEXT REFERENCES employee(id),
  active      INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version     INTEGER NOT NULL DEFAULT 1,
  deleted_at  INTEGER
) STRICT;

CREATE TABLE team (
  id         TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;

CREATE TABLE team_user (
  id         TEXT PRIMARY KEY NOT NULL,
  team_id    TEXT NOT NULL REFERENCES team(id),
  user_id    TEXT NOT NULL REFERENCES user(id),
  deleted_at INTEGER
) STRICT;
CREATE INDEX team_user_by_user ON team_user (user_id);
CREATE INDEX team_user_by_team ON team_user (team_id);

-- A named set of permissions; the shipped ones are presets whose name is a message id.
CREATE TABLE permission_set (
  id         TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  preset     TEXT CHECK (preset IN ('owner', 'sales', 'finance', 'delivery', 'support', 'viewer')),
  version    INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;

CREATE TABLE permission_grant (
  id         TEXT PRIMARY KEY NOT NULL,
  set_id     TEXT NOT NULL REFERENCES permission_set(id),
  permission TEXT NOT NULL,
  scope      TEXT NOT NULL CHECK (scope IN ('own', 'team', 'all')),
  deleted_at INTEGER
) STRICT;
CREATE INDEX permission_grant_by_set ON permission_grant (set_id);

CREATE TABLE user_permission_set (
  id         TEXT PRIMARY KEY NOT NULL,
  user_id    TEXT NOT NULL REFERENCES user(id),
  set_id     TEXT NOT NULL REFERENCES permission_set(id),
  deleted_at INTEGER
) STRICT;
CREATE INDEX user_permission_set_by_user ON user_permission_set (user_id);

-- People and sets that are gone still stand on what they did.
CREATE VIEW v_settings_user AS SELECT id, name, active AND deleted_at IS NULL AS active FROM user;
CREATE VIEW v_settings_permission_set AS SELECT id, name, deleted_at FROM permission_set;
CREATE VIEW v_settings_holder AS SELECT set_id, user_id FROM user_permission_set WHERE deleted_at IS NULL;

-- Records ------------------------------------------------------------------------------------------------------------

-- One row per business record. rid is this laptop's own small key (search, derived rows); id is the same everywhere.
CREATE TABLE record (
  rid         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  kind        TEXT NOT NULL,
  title       TEXT NOT NULL,
  owner_id    TEXT REFERENCES user(id),
  team_id     TEXT REFERENCES team(id),
  branch_id   TEXT REFERENCES branch(id),
  customer_id TEXT REFERENCES record(id),
  version     INTEGER NOT NULL DEFAULT 1,
  created_ms  INTEGER NOT NULL,
  created_txn TEXT NOT NULL,
  deleted_at  INTEGER
) STRICT;
CREATE INDEX record_by_customer ON record (customer_id, kind) WHERE customer_id IS NOT NULL;
CREATE INDEX record_by_kind ON record (kind, id);

-- Numbers of documents and codes of records: one series per kind, tax registration and device, one writer each.
CREATE TABLE number_series (
  id         TEXT PRIMARY KEY NOT NULL,
  kind       TEXT NOT NULL,
  branch_id  TEXT REFERENCES branch(id),
  replica    TEXT NOT NULL REFERENCES replica(id),
  pattern    TEXT NOT NULL,
  resets     TEXT NOT NULL CHECK (resets IN ('never', 'fiscal_year', 'month')),
  version    INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;
CREATE INDEX number_series_by_kind ON number_series (kind, branch_id, replica);

-- The next number of a series in one period; a period without a row starts at 1.
CREATE TABLE number_counter (
  id         TEXT PRIMARY KEY NOT NULL,
  series_id  TEXT NOT NULL REFERENCES number_series(id),
  period     TEXT NOT NULL,
  first_no   INTEGER NOT NULL CHECK (first_no > 0),
  next_no    INTEGER NOT NULL CHECK (next_no >= first_no),
  deleted_at INTEGER
) STRICT;
CREATE INDEX number_counter_by_series ON number_counter (series_id, period);

-- Bytes that lie in NAME.files under their BLAKE3, which is the id: attachments, pictures of the letterhead, papers that went out.
CREATE TABLE kept_file (
  id    TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 64),
  size  INTEGER NOT NULL CHECK (size > 0),
  media TEXT NOT NULL
) STRICT;

-- A file that belongs to a record. A signature is shown with what was signed and not among the files.
CREATE TABLE attachment (
  id        TEXT PRIMARY KEY NOT NULL,
  record_id TEXT NOT NULL REFERENCES record(id),
  role      TEXT NOT NULL CHECK (role IN ('file', 'signature')),
  name      TEXT NOT NULL,
  hash      TEXT NOT NULL REFERENCES kept_file(id),
  added_by  TEXT NOT NULL REFERENCES user(id),
  added_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX attachment_by_record ON attachment (record_id);
CREATE VIEW v_attachments_attachment AS SELECT id, record_id, role FROM attachment;

CREATE TABLE attachment_withdrawn (
  id            TEXT PRIMARY KEY NOT NULL,
  attachment_id TEXT NOT NULL REFERENCES attachment(id),
  record_id     TEXT NOT NULL REFERENCES record(id),
  at_ms         INTEGER NOT NULL
) STRICT;
CREATE INDEX attachment_withdrawn_by_attachment ON attachment_withdrawn (attachment_id);
-- The files that a record has now.
CREATE VIEW v_attachments_file AS
  SELECT a.id, a.record_id FROM attachment a
   WHERE a.role = 'file' AND NOT EXISTS (SELECT 1 FROM attachment_withdrawn w WHERE w.attachment_id = a.id);

-- What somebody should see: reminders and mentions. about = what it is about, so that it is told once; due_ms = from when it is
-- to be seen (putting off moves it); a reminder whose cause is gone is withdrawn (deleted_at).
CREATE TABLE notification (
  id         TEXT PRIMARY KEY NOT NULL,
  user_id    TEXT NOT NULL REFERENCES user(id),
  record_id  TEXT REFERENCES record(id),
  kind       TEXT NOT NULL CHECK (kind IN ('reminder', 'mention', 'notice')),
  about      TEXT NOT NULL,
  message_id TEXT NOT NULL,
  params     TEXT NOT NULL,
  due_ms     INTEGER NOT NULL,
  read_ms    INTEGER,
  done_ms    INTEGER,
  deleted_at INTEGER
) STRICT;
CREATE INDEX notification_by_about ON notification (about, user_id);
CREATE INDEX notification_open ON notification (user_id, due_ms, id) WHERE done_ms IS NULL AND deleted_at IS NULL;
CREATE INDEX notification_done ON notification (user_id, done_ms, id) WHERE done_ms IS NOT NULL AND deleted_at IS NULL;

-- This laptop's own settings (window, theme, last user): never leaves it.
CREATE TABLE local_setting (
  key   TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT;

-- Search: rowid = search_rowid(record.kind, record.rid), so that each kind is a range of its own. Text is folded by the
-- program; see docs/adr/0004.
CREATE VIRTUAL TABLE search_row USING fts5(
  title, body, kind UNINDEXED,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'", prefix = '1 2 3'
);
