-- Handover: what passes from a won deal to those who deliver, bill and support it, and what was promised with it.

-- One for a deal. order_no: the customer's own order number, and payment_term: for every invoice of the deal; null while nobody has said
-- it. handed_ms: when it was handed over last.
CREATE TABLE handover (
  id           TEXT PRIMARY KEY NOT NULL,
  deal_id      TEXT NOT NULL REFERENCES deal(id),
  expectations TEXT NOT NULL DEFAULT '',
  order_no     TEXT,
  payment_term TEXT CHECK (json_valid(payment_term)),
  handed_ms    INTEGER NOT NULL,
  handed_by    TEXT NOT NULL REFERENCES user(id),
  deleted_at   INTEGER
) STRICT;
CREATE INDEX handover_by_deal ON handover (deal_id);

-- How one part of a handover stands. choice: what was made of it, as the sheet calls it. waits: it waits for the answer of those who
-- were told of it. added: estimates that were accepted since, and are to be handed over beside what was.
CREATE TABLE handover_block (
  id          TEXT PRIMARY KEY NOT NULL,
  handover_id TEXT NOT NULL REFERENCES handover(id),
  block       TEXT NOT NULL CHECK (block IN ('customer', 'billing', 'delivery', 'support')),
  state       TEXT NOT NULL CHECK (state IN ('done', 'later', 'not_needed')),
  choice      TEXT NOT NULL DEFAULT '',
  missing     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(missing)),
  waits       INTEGER NOT NULL DEFAULT 0 CHECK (waits IN (0, 1)),
  added       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(added)),
  deleted_at  INTEGER
) STRICT;
CREATE INDEX handover_block_by_handover ON handover_block (handover_id, block);
CREATE INDEX handover_block_later ON handover_block (handover_id) WHERE state = 'later' AND deleted_at IS NULL;
CREATE INDEX handover_block_added ON handover_block (handover_id) WHERE added <> '[]' AND deleted_at IS NULL;
CREATE INDEX handover_block_waits ON handover_block (handover_id) WHERE waits = 1 AND deleted_at IS NULL;

-- What was made by a handover. added: of which estimates, where it was handed over beside what was.
CREATE TABLE handover_made (
  id          TEXT PRIMARY KEY NOT NULL,
  handover_id TEXT NOT NULL REFERENCES handover(id),
  block       TEXT NOT NULL CHECK (block IN ('customer', 'billing', 'delivery', 'support')),
  record_id   TEXT NOT NULL REFERENCES record(id),
  added       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(added)),
  deleted_at  INTEGER
) STRICT;
CREATE INDEX handover_made_by_handover ON handover_made (handover_id);
CREATE INDEX handover_made_by_record ON handover_made (record_id);

-- What delivery or finance says to a handover. The newest of a side stands, unless it was handed over again since.
CREATE TABLE handover_answer (
  id       TEXT PRIMARY KEY NOT NULL,
  deal_id  TEXT NOT NULL REFERENCES deal(id),
  side     TEXT NOT NULL CHECK (side IN ('delivery', 'finance')),
  accepted INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  reason   TEXT NOT NULL,
  at_ms    INTEGER NOT NULL,
  user_id  TEXT NOT NULL REFERENCES user(id)
) STRICT;
CREATE INDEX handover_answer_by_deal ON handover_answer (deal_id, side);
CREATE INDEX handover_answer_back ON handover_answer (deal_id, at_ms) WHERE accepted = 0;

-- What was promised to the customer, by whom and until when. state: whether it was kept.
CREATE TABLE commitment (
  id          TEXT PRIMARY KEY NOT NULL,
  deal_id     TEXT NOT NULL REFERENCES deal(id),
  activity_id TEXT REFERENCES activity(id),
  text        TEXT NOT NULL,
  due_date    TEXT CHECK (due_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  promised_by TEXT NOT NULL REFERENCES user(id),
  state       TEXT NOT NULL CHECK (state IN ('open', 'kept', 'broken')),
  position    INTEGER NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1,
  deleted_at  INTEGER
) STRICT;
CREATE INDEX commitment_by_deal ON commitment (deal_id, position);
CREATE INDEX commitment_open ON commitment (due_date) WHERE state = 'open' AND deleted_at IS NULL AND due_date IS NOT NULL;
CREATE INDEX commitment_by_activity ON commitment (activity_id) WHERE activity_id IS NOT NULL;

-- What every invoice of a deal says: the customer's order number and the payment term.
CREATE VIEW v_handover_order AS
  SELECT deal_id, order_no, payment_term FROM handover WHERE deleted_at IS NULL;
-- What handovers made that stand.
CREATE VIEW v_handover_made AS
  SELECT m.id, m.record_id FROM handover_made m JOIN handover h ON h.id = m.handover_id
   WHERE m.deleted_at IS NULL AND h.deleted_at IS NULL;
-- Deals that are handed over in part only, or were sent back and not handed over again; a deal stands there for each reason. What is
-- switched off is nobody's to do.
CREATE VIEW v_handover_open AS
  SELECT h.deal_id FROM handover_block b JOIN handover h ON h.id = b.handover_id AND h.deleted_at IS NULL
   WHERE b.state = 'later' AND b.deleted_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM v_settings_area a WHERE a.area = iif(b.block = 'billing', 'finance', b.block) AND a.is_on = 0)
  UNION ALL
  SELECT h.deal_id FROM handover_block b JOIN handover h ON h.id = b.handover_id AND h.deleted_at IS NULL
   WHERE b.added <> '[]' AND b.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM v_settings_area a WHERE a.area = b.block AND a.is_on = 0)
  UNION ALL
  SELECT a.deal_id FROM handover_answer a JOIN handover h ON h.deal_id = a.deal_id AND h.deleted_at IS NULL
   WHERE a.accepted = 0 AND a.at_ms >= h.handed_ms
     AND NOT EXISTS (SELECT 1 FROM handover_answer n WHERE n.deal_id = a.deal_id AND n.side = a.side AND n.id > a.id);
-- Sides that were told of a handover and have not answered it.
CREATE VIEW v_handover_waiting AS
  SELECT h.deal_id, iif(b.block = 'billing', 'finance', 'delivery') AS side, h.handed_ms
    FROM handover_block b JOIN handover h ON h.id = b.handover_id AND h.deleted_at IS NULL
   WHERE b.waits = 1 AND b.deleted_at IS NULL;
CREATE VIEW v_handover_commitment AS
  SELECT c.id, c.deal_id, d.customer_id, c.text, c.due_date, c.promised_by, c.state FROM commitment c JOIN v_crm_deal d ON d.id = c.deal_id
   WHERE c.deleted_at IS NULL;
-- Promises with a day that are to be kept, for whoever made them, or works the deal once they are gone. One that is planned as an
-- activity is told by that; a lost deal binds nobody.
CREATE VIEW v_handover_promise AS
  SELECT c.id, c.version, c.deal_id, c.text, c.due_date,
         iif(EXISTS (SELECT 1 FROM v_settings_user u WHERE u.id = c.promised_by AND u.active = 1), c.promised_by, d.owner_id) AS owner_id
    FROM commitment c JOIN v_crm_deal d ON d.id = c.deal_id
   WHERE c.state = 'open' AND c.deleted_at IS NULL AND c.due_date IS NOT NULL AND d.status <> 'lost'
     AND NOT EXISTS (SELECT 1 FROM v_crm_due a WHERE a.id = c.activity_id);
