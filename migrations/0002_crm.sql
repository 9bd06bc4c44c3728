-- Customers and the people at them.

CREATE TABLE customer (
  id                 TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  code               TEXT NOT NULL,
  kind               TEXT NOT NULL CHECK (kind IN ('organisation', 'person')),
  name               TEXT NOT NULL,
  phone              TEXT NOT NULL DEFAULT '',
  email              TEXT NOT NULL DEFAULT '',
  website            TEXT NOT NULL DEFAULT '',
  tax_treatment      TEXT NOT NULL CHECK (tax_treatment IN
                     ('registered', 'composition', 'unregistered', 'sez', 'export', 'reverse_charge', 'exempt')),
  currency           TEXT NOT NULL,
  language           TEXT NOT NULL,
  payment_term       TEXT NOT NULL,
  credit_limit_minor INTEGER CHECK (credit_limit_minor >= 0),
  price_list_id      TEXT,
  source             TEXT NOT NULL DEFAULT '',
  notes              TEXT NOT NULL DEFAULT '',
  deleted_at         INTEGER
) STRICT;

CREATE INDEX customer_by_email ON customer (lower(email));

CREATE TABLE customer_tax_id (
  id          TEXT PRIMARY KEY NOT NULL,
  customer_id TEXT NOT NULL REFERENCES customer(id),
  scheme      TEXT NOT NULL,
  number      TEXT NOT NULL,
  deleted_at  INTEGER
) STRICT;
CREATE INDEX customer_tax_id_by_customer ON customer_tax_id (customer_id);
CREATE INDEX customer_tax_id_by_number ON customer_tax_id (number);

CREATE TABLE address (
  id          TEXT PRIMARY KEY NOT NULL,
  customer_id TEXT NOT NULL REFERENCES customer(id),
  role        TEXT NOT NULL CHECK (role IN ('billing', 'delivery')),
  label       TEXT NOT NULL DEFAULT '',
  street      TEXT NOT NULL DEFAULT '',
  city        TEXT NOT NULL DEFAULT '',
  postal_code TEXT NOT NULL DEFAULT '',
  region      TEXT NOT NULL DEFAULT '',
  country     TEXT NOT NULL,
  deleted_at  INTEGER
) STRICT;
CREATE INDEX address_by_customer ON address (customer_id);

CREATE TABLE contact (
  id          TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  customer_id TEXT NOT NULL REFERENCES customer(id),
  name        TEXT NOT NULL,
  job         TEXT NOT NULL DEFAULT '',
  roles       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(roles)),
  phone       TEXT NOT NULL DEFAULT '',
  email       TEXT NOT NULL DEFAULT '',
  notes       TEXT NOT NULL DEFAULT '',
  deleted_at  INTEGER
) STRICT;
CREATE INDEX contact_by_customer ON contact (customer_id);
CREATE INDEX contact_by_email ON contact (lower(email));

-- Merging two customers inserts one alias and rewrites nothing; the newest row of a merged id counts.
CREATE TABLE customer_alias (
  id           TEXT PRIMARY KEY NOT NULL,
  merged_id    TEXT NOT NULL REFERENCES customer(id),
  surviving_id TEXT NOT NULL REFERENCES customer(id),
  withdrawn    INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  at_ms        INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_alias_by_merged ON customer_alias (merged_id);

-- Derived: the surviving customer of every customer.
CREATE TABLE customer_root (
  id      TEXT PRIMARY KEY NOT NULL,
  root_id TEXT NOT NULL
) STRICT;
CREATE INDEX customer_root_by_root ON customer_root (root_id);

-- Derived: what the list of customers shows and sorts by.
CREATE TABLE customer_row (
  id         TEXT PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL,
  name_key   TEXT NOT NULL,
  code       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  place      TEXT NOT NULL,
  place_key  TEXT NOT NULL,
  contact    TEXT NOT NULL,
  phone      TEXT NOT NULL,
  owner_id   TEXT,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_row_by_name ON customer_row (name_key, id);
CREATE INDEX customer_row_by_place ON customer_row (place_key, id);
CREATE INDEX customer_row_by_code ON customer_row (code, id);
CREATE INDEX customer_row_by_created ON customer_row (created_ms, id);
CREATE INDEX customer_row_by_owner ON customer_row (owner_id, name_key, id);

-- Derived: the keys under which the duplicate guard finds a customer.
CREATE TABLE customer_key (
  key         TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  PRIMARY KEY (key, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_key_by_customer ON customer_key (customer_id);

-- What customers are found by: `d:` and the domain of an address of theirs or of their people.
CREATE VIEW v_crm_customer_key AS SELECT key, customer_id FROM customer_key;
-- A view that joins is written out whole where it stands on the right of a LEFT JOIN; one of a single table is looked up.
CREATE VIEW v_crm_customer AS
  SELECT c.id, c.code, c.kind, c.name, c.phone, c.email, c.tax_treatment, c.currency, c.language, c.payment_term,
         c.credit_limit_minor, c.price_list_id, (SELECT r.owner_id FROM record r WHERE r.id = c.id) AS owner_id,
         (SELECT r.branch_id FROM record r WHERE r.id = c.id) AS branch_id, c.deleted_at
    FROM customer c;
-- For papers: a customer that is gone still stands on them.
CREATE VIEW v_crm_customer_name AS SELECT id, name FROM customer;
CREATE VIEW v_crm_address AS
  SELECT id, customer_id, role, label, street, city, postal_code, region, country FROM address WHERE deleted_at IS NULL;
CREATE VIEW v_crm_tax_id AS
  SELECT id, customer_id, scheme, number FROM customer_tax_id WHERE deleted_at IS NULL;
CREATE VIEW v_crm_contact AS
  SELECT id, customer_id, name, job, roles, phone, email FROM contact WHERE deleted_at IS NULL;
-- A contact that is gone is still named by documents.
CREATE VIEW v_crm_contact_ever AS SELECT id, customer_id FROM contact;
