-- The catalogue: items, price lists, tax classes and their dated rates.

-- Tax ----------------------------------------------------------------------------------------------------------------

-- How something is taxed under one scheme: "GST 18%", "VAT zero-rated". key names a shipped class; it is empty on one made by hand.
CREATE TABLE tax_class (
  id         TEXT PRIMARY KEY NOT NULL,
  scheme     TEXT NOT NULL CHECK (scheme IN ('gst_in', 'vat_ae', 'vat_fr', 'vat_gb', 'sales_us', 'other')),
  key        TEXT NOT NULL DEFAULT '',
  name       TEXT NOT NULL,
  position   INTEGER NOT NULL,
  archived   INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  version    INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;
CREATE INDEX tax_class_by_scheme ON tax_class (scheme, position, id);

-- A rate in percent with the first and the last day on which it holds (NULL: open). supply says whether it is charged inside a
-- state, between states, or always; category is the letter of EN 16931 (UNTDID 5305).
CREATE TABLE tax_rate (
  id           TEXT PRIMARY KEY NOT NULL,
  tax_class_id TEXT NOT NULL REFERENCES tax_class(id),
  code         TEXT NOT NULL,
  rate         TEXT NOT NULL,
  category     TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'O', 'G', 'K')),
  supply       TEXT NOT NULL CHECK (supply IN ('intra', 'inter', 'any')),
  valid_from   TEXT,
  valid_to     TEXT,
  deleted_at   INTEGER
) STRICT;
CREATE INDEX tax_rate_by_class ON tax_rate (tax_class_id, id);

-- Items --------------------------------------------------------------------------------------------------------------

-- price and cost are canonical decimals of one unit in major units of the currency; NULL: not fixed.
CREATE TABLE item (
  id                 TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  code               TEXT NOT NULL,
  kind               TEXT NOT NULL CHECK (kind IN ('product', 'service', 'subscription')),
  name               TEXT NOT NULL,
  description        TEXT NOT NULL DEFAULT '',
  unit               TEXT NOT NULL DEFAULT '',
  uqc                TEXT NOT NULL DEFAULT '',
  hsn_sac            TEXT NOT NULL DEFAULT '',
  currency           TEXT NOT NULL,
  price              TEXT,
  price_includes_tax INTEGER NOT NULL DEFAULT 0 CHECK (price_includes_tax IN (0, 1)),
  cost               TEXT,
  archived           INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  deleted_at         INTEGER
) STRICT;
CREATE INDEX item_by_code ON item (code COLLATE NOCASE);

-- The tax class of an item, one for each scheme that the company's branches sell under. set_aside: it is deleted because no branch
-- sells under its scheme any more, and comes back with the scheme.
CREATE TABLE item_tax_class (
  id           TEXT PRIMARY KEY NOT NULL,
  item_id      TEXT NOT NULL REFERENCES item(id),
  tax_class_id TEXT NOT NULL REFERENCES tax_class(id),
  set_aside    INTEGER NOT NULL DEFAULT 0 CHECK (set_aside IN (0, 1)),
  deleted_at   INTEGER
) STRICT;
CREATE INDEX item_tax_class_by_item ON item_tax_class (item_id);
CREATE INDEX item_tax_class_by_class ON item_tax_class (tax_class_id, item_id);

-- Price lists --------------------------------------------------------------------------------------------------------

-- for_all = 1: everybody who buys in the currency; 0: the group of customers that carry the list.
CREATE TABLE price_list (
  id                 TEXT PRIMARY KEY NOT NULL,
  name               TEXT NOT NULL,
  currency           TEXT NOT NULL,
  for_all            INTEGER NOT NULL CHECK (for_all IN (0, 1)),
  prices_include_tax INTEGER NOT NULL DEFAULT 0 CHECK (prices_include_tax IN (0, 1)),
  valid_from         TEXT,
  valid_to           TEXT,
  version            INTEGER NOT NULL DEFAULT 1,
  deleted_at         INTEGER
) STRICT;
CREATE INDEX price_list_by_currency ON price_list (currency, for_all);

-- What one unit of an item costs on a list from a quantity on.
CREATE TABLE price_list_line (
  id            TEXT PRIMARY KEY NOT NULL,
  price_list_id TEXT NOT NULL REFERENCES price_list(id),
  item_id       TEXT NOT NULL REFERENCES item(id),
  min_quantity  TEXT NOT NULL,
  unit_price    TEXT NOT NULL,
  deleted_at    INTEGER
) STRICT;
CREATE INDEX price_list_line_by_item ON price_list_line (item_id, price_list_id);
CREATE INDEX price_list_line_by_list ON price_list_line (price_list_id);

-- Derived ------------------------------------------------------------------------------------------------------------

-- What the list of items shows and sorts by, and the words a picker looks in. price_key sorts like the price within a currency.
CREATE TABLE item_row (
  id         TEXT PRIMARY KEY NOT NULL,
  code       TEXT NOT NULL,
  code_key   TEXT NOT NULL,
  name       TEXT NOT NULL,
  name_key   TEXT NOT NULL,
  kind       TEXT NOT NULL,
  unit       TEXT NOT NULL,
  hsn_sac    TEXT NOT NULL,
  currency   TEXT NOT NULL,
  price      TEXT,
  price_key  TEXT NOT NULL,
  tax        TEXT NOT NULL,
  words      TEXT NOT NULL,
  archived   INTEGER NOT NULL,
  owner_id   TEXT,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX item_row_by_name ON item_row (name_key, id);
CREATE INDEX item_row_by_code ON item_row (code_key, id);
CREATE INDEX item_row_by_price ON item_row (price_key, id);
CREATE INDEX item_row_by_created ON item_row (created_ms, id);

-- What the lines of a price list show and sort by.
CREATE TABLE price_list_line_row (
  id            TEXT PRIMARY KEY NOT NULL,
  price_list_id TEXT NOT NULL,
  item_id       TEXT NOT NULL,
  code          TEXT NOT NULL,
  name          TEXT NOT NULL,
  name_key      TEXT NOT NULL,
  min_quantity  TEXT NOT NULL,
  unit_price    TEXT NOT NULL
) STRICT;
CREATE INDEX price_list_line_row_by_name ON price_list_line_row (price_list_id, name_key, id);
CREATE INDEX price_list_line_row_by_item ON price_list_line_row (item_id);

CREATE VIEW v_catalogue_item AS
  SELECT id, code, kind, name, description, unit, uqc, hsn_sac, currency, price, price_includes_tax, cost, archived, deleted_at
    FROM item;
CREATE VIEW v_catalogue_tax_class AS
  SELECT id, scheme, key, name, archived FROM tax_class WHERE deleted_at IS NULL;
