/** What journeys in the browser and in the real window share: a company file of their own, and where things lie. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'throughline');
const build = process.env.THROUGHLINE_BUILD ?? join(cache, 'target', 'debug');

/** Pictures and reports of a run; outside the repository. */
export const artefacts = process.env.THROUGHLINE_ARTEFACTS ?? join(cache, 'artefacts');
mkdirSync(artefacts, { recursive: true });

/** A program of this build, `throughline` or `throughline-cli`. */
export function program(name) {
  const path = join(build, name);
  if (!existsSync(path)) throw new Error(`${path} is not built; script/test builds it`);
  return path;
}

const undone = new WeakMap();

/** Does `work` after the test, the newest first: what was started last stands on what was started before. */
export function afterwards(t, work) {
  const works = undone.get(t) ?? [];
  works.push(work);
  if (undone.has(t)) return;
  undone.set(t, works);
  t.after(async () => {
    const failures = [];
    while (works.length > 0) {
      const next = works.pop();
      await Promise.resolve()
        .then(next)
        .catch((failure) => failures.push(failure));
    }
    if (failures.length > 0) throw failures[0];
  });
}

/** A home of its own, so that no journey sees the files of the person at this computer; removed after the test. */
export function home(t) {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-'));
  afterwards(t, () => rmSync(folder, { recursive: true, force: true }));
  const runtime = join(folder, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const env = {
    ...process.env,
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, '.config'),
    XDG_DATA_HOME: join(folder, '.local', 'share'),
    XDG_CACHE_HOME: join(folder, '.cache'),
    XDG_RUNTIME_DIR: runtime,
  };
  return { folder, env };
}

/** Runs the command line and answers its JSON. */
export function cli(env, ...words) {
  return JSON.parse(
    execFileSync(program('throughline-cli'), words, { env, encoding: 'utf8', stdio: 'pipe' }),
  );
}

/** The file of a new company. */
export function newCompany({ folder, env }, { name = 'Sample Traders', country = 'IN' } = {}) {
  const file = join(folder, 'firm.throughline');
  cli(env, 'new', file, '--name', name, '--country', country);
  return file;
}

/** The file of a demo company. */
export function demoCompany({ folder, env }, country) {
  const file = join(folder, 'demo.throughline');
  cli(env, 'demo', file, '--country', country);
  return file;
}

/** What a firm has before its first paper: its own tax number, and two things to sell. */
export function furnish(call) {
  const [branch] = call('branch.list', {}).rows;
  const set = { tax_number: '27AABCS0000A1ZF', region: '27', street: '1 Sample Road', city: 'Pune' };
  call('branch.update', { id: branch.id, version: branch.version, set });
  for (const [name, price] of [
    ['Annual maintenance', '12500'],
    ['Pump overhaul', '4800.50'],
  ]) {
    call('item.create', { name, kind: 'service', unit: 'NOS', price });
  }
}

/** A firm that delivers by a template and sells support; a deal whose estimate was accepted. */
export function soldDeal(call) {
  for (const area of ['delivery', 'support']) call('area.switch', { area, state: 'live' });
  const { id: template } = call('project_template.create', { name: 'Retail network' });
  call('project_template.save', {
    id: template,
    version: 1,
    name: 'Retail network',
    milestones: [{ key: 'm', name: 'Sign-off', offset_days: 5 }],
    tasks: [
      { key: 'a', title: 'Survey', offset_days: 0 },
      { key: 'b', title: 'Cabling', milestone: 'm', offset_days: 1, duration_days: 4, after: ['a'] },
    ],
  });
  const { rows } = call('tax_class.list', { scheme: 'gst_in' });
  const taxClass = rows[0].id;
  const item = (name, price) => call('item.create', { name, price, tax_class_ids: [taxClass] }).id;
  const [network, care] = [item('Network', '1000'), item('Support, one year', '360')];
  call('project_template.name_for_item', { item_id: network, template_id: template });
  call('support_offer.save', {
    item_id: care,
    version: 1,
    offer: { unit: 'hours', amount: '24', period: 'year', notice_days: 60, auto_renew: true },
  });
  const { id: customer } = call('customer.create', { name: 'Indus Valley Crafts' });
  const { id: deal } = call('deal.create', { title: 'Showroom network', customer_id: customer });
  const line = (item_id, description, unit_price) => ({
    item_id,
    description,
    quantity: '1',
    unit_price,
    tax_class_id: taxClass,
  });
  const lines = [line(network, 'Network', '1000'), line(care, 'Support, one year', '360')];
  const { id: estimate } = call('estimate.create', {
    draft: { customer_id: customer, deal_id: deal, lines },
  });
  call('estimate.send', { id: estimate, version: 1, how: 'print' });
  call('estimate.accept', { id: estimate, said_by: 'Nitin Vora', how: 'email' });
  return deal;
}

/** The texts of all PDFs in a folder, wherever they lie there; throws until there are `count`. */
export function pdfTexts(folder, count) {
  const found = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.pdf'));
  if (found.length !== count) throw new Error(`PDFs in the folder: ${found.join(', ') || 'none'}`);
  return found.map((name) =>
    execFileSync('pdftotext', ['-layout', join(folder, name), '-'], { encoding: 'utf8' }),
  );
}

/** Tries `work` until it does not throw, for at most five seconds. */
export async function eventually(work) {
  for (const until = Date.now() + 5_000; ; await pause(50)) {
    try {
      return await work();
    } catch (failure) {
      if (Date.now() > until) throw failure;
    }
  }
}

/** Ends a process that was started here with everything it has started, and waits for it. */
export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const signal = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {
      // It ended between the question and the signal.
    }
  };
  signal('SIGTERM');
  const late = setTimeout(() => signal('SIGKILL'), 3_000);
  await ended;
  clearTimeout(late);
}
