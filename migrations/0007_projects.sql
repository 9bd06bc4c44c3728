-- Delivery: projects with their milestones and tasks, and the templates that they are made from.

-- A template is a project nobody works on: the same rows, days counted from the start instead of dates. Its tasks are records of
-- another kind (template_task), so that they stand in no list of work.
CREATE TABLE project (
  id             TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  code           TEXT NOT NULL DEFAULT '',
  name           TEXT NOT NULL,
  is_template    INTEGER NOT NULL DEFAULT 0 CHECK (is_template IN (0, 1)),
  template_id    TEXT REFERENCES project(id),
  customer_id    TEXT REFERENCES customer(id),
  deal_id        TEXT REFERENCES deal(id),
  status         TEXT NOT NULL CHECK (status IN ('planned', 'in_progress', 'on_hold', 'done')),
  start_date     TEXT CHECK (start_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  end_date       TEXT CHECK (end_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  currency       TEXT NOT NULL,
  budget_minor   INTEGER CHECK (budget_minor >= 0),
  budget_minutes INTEGER CHECK (budget_minutes >= 0),
  notes          TEXT NOT NULL DEFAULT '',
  closed_ms      INTEGER,
  closed_date    TEXT,
  updated_ms     INTEGER NOT NULL,
  deleted_at     INTEGER,
  CHECK (is_template = 1 OR (customer_id IS NOT NULL AND start_date IS NOT NULL))
) STRICT;
CREATE INDEX project_by_customer ON project (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX project_by_deal ON project (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX project_by_template ON project (template_id) WHERE template_id IS NOT NULL;

-- In a template: offset_days, working days from the start; percent, how much of the sale is invoiced when it is reached.
CREATE TABLE milestone (
  id                    TEXT PRIMARY KEY NOT NULL,
  project_id            TEXT NOT NULL REFERENCES project(id),
  template_milestone_id TEXT REFERENCES milestone(id),
  name                  TEXT NOT NULL,
  due_date              TEXT CHECK (due_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  offset_days           INTEGER CHECK (offset_days >= 0),
  percent               TEXT,
  position              INTEGER NOT NULL,
  reached_date          TEXT CHECK (reached_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  version               INTEGER NOT NULL DEFAULT 1,
  deleted_at            INTEGER
) STRICT;
CREATE INDEX milestone_by_project ON milestone (project_id, position);
CREATE INDEX milestone_by_due ON milestone (due_date, id) WHERE due_date IS NOT NULL;

-- When a plan of billing is to be invoiced: percent of every row of it on a day, when a milestone of a project is reached, or by hand.
-- It is billed while a draft or an invoice that counts was made for it (document.billing_milestone_id).
CREATE TABLE billing_milestone (
  id                   TEXT PRIMARY KEY NOT NULL,
  deal_id              TEXT REFERENCES deal(id),
  estimate_id          TEXT REFERENCES document(id),
  position             INTEGER NOT NULL,
  name                 TEXT NOT NULL,
  percent              TEXT NOT NULL,
  due_date             TEXT CHECK (due_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  project_milestone_id TEXT REFERENCES milestone(id),
  deleted_at           INTEGER,
  CHECK ((deal_id IS NULL) <> (estimate_id IS NULL)),
  CHECK (due_date IS NULL OR project_milestone_id IS NULL)
) STRICT;
CREATE INDEX billing_milestone_by_deal ON billing_milestone (deal_id, position) WHERE deal_id IS NOT NULL;
CREATE INDEX billing_milestone_by_estimate ON billing_milestone (estimate_id, position) WHERE estimate_id IS NOT NULL;
CREATE INDEX billing_milestone_by_project ON billing_milestone (project_milestone_id) WHERE project_milestone_id IS NOT NULL;

-- A task belongs to a project, or to a customer or a deal: never to nothing. next_id is the task that repeats it, ticket_id the
-- ticket as which it goes on once its project is closed.
CREATE TABLE task (
  id               TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  title            TEXT NOT NULL,
  project_id       TEXT REFERENCES project(id),
  milestone_id     TEXT REFERENCES milestone(id),
  customer_id      TEXT REFERENCES customer(id),
  deal_id          TEXT REFERENCES deal(id),
  status           TEXT NOT NULL CHECK (status IN ('planned', 'in_progress', 'on_hold', 'done')),
  priority         TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  role             TEXT NOT NULL DEFAULT '',
  start_date       TEXT CHECK (start_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  due_date         TEXT CHECK (due_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  offset_days      INTEGER CHECK (offset_days >= 0),
  duration_days    INTEGER CHECK (duration_days > 0),
  estimate_minutes INTEGER CHECK (estimate_minutes > 0),
  checklist        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(checklist)),
  notes            TEXT NOT NULL DEFAULT '',
  recurrence       TEXT NOT NULL DEFAULT 'none' CHECK (recurrence IN ('none', 'daily', 'weekly', 'monthly')),
  recurs_day       INTEGER CHECK (recurs_day BETWEEN 1 AND 31),
  next_id          TEXT REFERENCES task(id),
  ticket_id        TEXT REFERENCES ticket(id),
  position         INTEGER NOT NULL,
  done_ms          INTEGER,
  updated_ms       INTEGER NOT NULL,
  deleted_at       INTEGER,
  CHECK (project_id IS NOT NULL OR customer_id IS NOT NULL OR deal_id IS NOT NULL)
) STRICT;
CREATE INDEX task_by_project ON task (project_id, position) WHERE project_id IS NOT NULL;
CREATE INDEX task_by_milestone ON task (milestone_id) WHERE milestone_id IS NOT NULL;
CREATE INDEX task_by_customer ON task (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX task_by_deal ON task (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX task_by_next ON task (next_id) WHERE next_id IS NOT NULL;
CREATE INDEX task_by_ticket ON task (ticket_id) WHERE ticket_id IS NOT NULL;

-- Finish to start: task_id begins when after_id is over.
CREATE TABLE task_dependency (
  id         TEXT PRIMARY KEY NOT NULL,
  task_id    TEXT NOT NULL REFERENCES task(id),
  after_id   TEXT NOT NULL REFERENCES task(id),
  deleted_at INTEGER
) STRICT;
CREATE INDEX task_dependency_by_task ON task_dependency (task_id);
CREATE INDEX task_dependency_by_after ON task_dependency (after_id);

-- What is delivered when an item is sold.
CREATE TABLE item_template (
  id          TEXT PRIMARY KEY NOT NULL,
  item_id     TEXT NOT NULL REFERENCES item(id),
  template_id TEXT REFERENCES project(id),
  deleted_at  INTEGER
) STRICT;
CREATE INDEX item_template_by_item ON item_template (item_id);
CREATE INDEX item_template_by_template ON item_template (template_id);

-- Derived: what lists of projects show and sort by. *_key columns are never null.
CREATE TABLE project_row (
  id           TEXT PRIMARY KEY NOT NULL,
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  name_key     TEXT NOT NULL,
  customer_id  TEXT NOT NULL,
  customer     TEXT NOT NULL,
  customer_key TEXT NOT NULL,
  deal_id      TEXT,
  status       TEXT NOT NULL,
  is_open      INTEGER NOT NULL,
  owner_id     TEXT,
  start_date   TEXT NOT NULL,
  end_date     TEXT,
  end_key      TEXT NOT NULL,
  tasks        INTEGER NOT NULL,
  tasks_done   INTEGER NOT NULL,
  updated_ms   INTEGER NOT NULL,
  -- Hours: what was planned, spent, and is left by the estimates of open tasks; the last two only where hours were planned. budget_level:
  -- 0 all is well, 1 most of it is spent, 2 it will take more, 3 it has taken more.
  budget_minutes INTEGER,
  spent_minutes  INTEGER NOT NULL,
  left_minutes   INTEGER NOT NULL,
  budget_level   INTEGER NOT NULL
) STRICT;
CREATE INDEX project_row_by_end ON project_row (end_key, id);
CREATE INDEX project_row_by_name ON project_row (name_key, id);
CREATE INDEX project_row_by_customer ON project_row (customer_key, id);
CREATE INDEX project_row_by_code ON project_row (code, id);
CREATE INDEX project_row_by_updated ON project_row (updated_ms, id);
CREATE INDEX project_row_of_customer ON project_row (customer_id, end_key, id);
CREATE INDEX project_row_of_deal ON project_row (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX project_row_by_status ON project_row (status, end_key, id);
CREATE INDEX project_row_of_status_by_updated ON project_row (status, updated_ms, id);
CREATE INDEX project_row_by_owner ON project_row (owner_id, end_key, id);
CREATE INDEX project_row_open ON project_row (end_key, id) WHERE is_open = 1;
CREATE INDEX project_row_at_risk ON project_row (end_key, id) WHERE is_open = 1 AND budget_level > 0;

-- Derived: what lists of tasks show, sort and group by. priority_key begins with the most urgent, status_key with what is to be begun,
-- and both go on with the day. project_key, customer_key and owner_key end with the id, so that each has one value; '' is none.
-- left_minutes: what an open one still takes by its estimate and the time that was noted; null without an estimate, 0 once it is done.
CREATE TABLE task_row (
  id               TEXT PRIMARY KEY NOT NULL,
  title            TEXT NOT NULL,
  title_key        TEXT NOT NULL,
  project_id       TEXT,
  project          TEXT,
  project_key      TEXT NOT NULL,
  milestone_id     TEXT,
  customer_id      TEXT,
  customer         TEXT NOT NULL,
  customer_key     TEXT NOT NULL,
  deal_id          TEXT,
  status           TEXT NOT NULL,
  status_key       TEXT NOT NULL,
  is_open          INTEGER NOT NULL,
  priority         TEXT NOT NULL,
  priority_key     TEXT NOT NULL,
  owner_id         TEXT,
  owner_key        TEXT NOT NULL,
  start_date       TEXT,
  start_key        TEXT NOT NULL,
  due_date         TEXT,
  due_key          TEXT NOT NULL,
  estimate_minutes INTEGER,
  estimate_key     INTEGER NOT NULL,
  left_minutes     INTEGER,
  checks           INTEGER NOT NULL,
  checks_done      INTEGER NOT NULL,
  recurrence       TEXT NOT NULL,
  position         INTEGER NOT NULL,
  updated_ms       INTEGER NOT NULL
) STRICT;
CREATE INDEX task_row_by_due ON task_row (due_key, id);
CREATE INDEX task_row_by_title ON task_row (title_key, id);
CREATE INDEX task_row_by_priority ON task_row (priority_key, id);
CREATE INDEX task_row_by_customer ON task_row (customer_key, id);
CREATE INDEX task_row_by_project ON task_row (project_key, id);
CREATE INDEX task_row_by_state ON task_row (status_key, id);
CREATE INDEX task_row_by_person ON task_row (owner_key, id);
CREATE INDEX task_row_by_start ON task_row (start_key, id);
CREATE INDEX task_row_by_estimate ON task_row (estimate_key, id);
CREATE INDEX task_row_by_updated ON task_row (updated_ms, id);
CREATE INDEX task_row_of_priority ON task_row (priority, is_open, due_key, id);
CREATE INDEX task_row_of_customer ON task_row (customer_id, due_key, id);
CREATE INDEX task_row_of_project ON task_row (project_id, is_open, due_key, id);
CREATE INDEX task_row_of_deal ON task_row (deal_id, due_key, id) WHERE deal_id IS NOT NULL;
CREATE INDEX task_row_by_position ON task_row (position, id);
CREATE INDEX task_row_of_milestone ON task_row (milestone_id, due_key, id) WHERE milestone_id IS NOT NULL;
CREATE INDEX task_row_by_status ON task_row (status, due_key, id);
CREATE INDEX task_row_of_status_by_updated ON task_row (status, updated_ms, id);
CREATE INDEX task_row_by_owner ON task_row (owner_id, due_key, id);
CREATE INDEX task_row_by_owner_status ON task_row (owner_id, status, due_key, id);
CREATE INDEX task_row_open ON task_row (due_key, id) WHERE is_open = 1;
CREATE INDEX task_row_open_by_owner ON task_row (owner_id, due_key, id, start_date, due_date, left_minutes, project_id) WHERE is_open = 1;

CREATE VIEW v_projects_project AS
  SELECT p.id, p.code, p.name, p.template_id, p.customer_id, p.deal_id, p.status, p.start_date, p.end_date, p.currency,
         p.budget_minor, p.budget_minutes, p.closed_ms, p.closed_date, (SELECT r.owner_id FROM record r WHERE r.id = p.id) AS owner_id,
         (SELECT r.branch_id FROM record r WHERE r.id = p.id) AS branch_id,
         (SELECT r.created_ms FROM record r WHERE r.id = p.id) AS created_ms
    FROM project p WHERE p.is_template = 0 AND p.deleted_at IS NULL;
-- What somebody has in hand here: projects that go on, and tasks that are open.
CREATE VIEW v_projects_in_hand AS
  SELECT 'project' AS kind, id, owner_id FROM project_row WHERE is_open = 1
  UNION ALL SELECT 'task', id, owner_id FROM task_row WHERE is_open = 1;
-- Projects that go on, with the day by which they were promised; the end of the calendar when by none.
CREATE VIEW v_projects_open_project AS
  SELECT id, end_key AS end_date, owner_id, '' AS currency FROM project_row WHERE is_open = 1;
CREATE VIEW v_projects_milestone AS
  SELECT m.id, m.project_id, m.template_milestone_id, m.name, m.due_date, m.reached_date
    FROM milestone m JOIN project p ON p.id = m.project_id WHERE p.is_template = 0 AND p.deleted_at IS NULL AND m.deleted_at IS NULL;
-- Templates, and what is promised by them.
CREATE VIEW v_projects_template AS
  SELECT id, name FROM project WHERE is_template = 1 AND deleted_at IS NULL;
CREATE VIEW v_projects_template_milestone AS
  SELECT m.id, m.project_id AS template_id, m.name, m.offset_days, m.position
    FROM milestone m JOIN project p ON p.id = m.project_id WHERE p.is_template = 1 AND p.deleted_at IS NULL AND m.deleted_at IS NULL;
CREATE VIEW v_projects_item_template AS
  SELECT item_id, template_id FROM item_template WHERE template_id IS NOT NULL AND deleted_at IS NULL;
-- Open projects whose hours come near what was planned, or beyond.
CREATE VIEW v_projects_budget AS
  SELECT id, name, owner_id, budget_level FROM project_row WHERE is_open = 1 AND budget_level > 0;
-- Single tasks in which something that was sold is delivered.
CREATE VIEW v_projects_deal_task AS
  SELECT t.id, t.title, t.deal_id, t.done_ms, r.created_ms, r.owner_id FROM task t JOIN record r ON r.id = t.id
   WHERE t.deal_id IS NOT NULL AND t.project_id IS NULL AND t.deleted_at IS NULL;
-- Work that is open, with the day it is due; the end of the calendar when on none.
CREATE VIEW v_projects_open_task AS
  SELECT id, title, project_id, customer_id, due_key AS due_date, owner_id FROM task_row WHERE is_open = 1;
-- Support that begins when a project is closed.
CREATE VIEW v_support_after_project AS
  SELECT id, after_project_id AS project_id FROM entitlement WHERE after_project_id IS NOT NULL AND deleted_at IS NULL;
