/** The real window, from its start to a customer in the file. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { cli, eventually, furnish, home, newCompany, pdfTexts, program } from '../support.mjs';
import { keys, Window } from './support/window.mjs';

const customers = (env, file) => cli(env, 'call', file, 'customer.list', '{"limit":10}').result.rows;

/** Asks the core from inside the page, as the page's own code does. */
const asked = `return window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])
  .then((answer) => ({ answer }), (refusal) => ({ refusal }))`;

test('a customer is made in the window and lies in the file', async (t) => {
  const { folder, env } = home(t);
  const file = newCompany({ folder, env }, { name: 'Sample Traders', country: 'IN' });
  const window = await Window.open(t, env, file);
  await window.find('//nav//a[contains(., "Customers")]');
  assert.match(await window.run('return location.href'), /^tauri:\/\/localhost/);
  await window.type('cc');
  await window.inField('name');
  await window.type('Sample Foods');
  await window.chord(keys.control, keys.enter);
  await window.heading('Sample Foods');
  await window.picture('window-customer');
  // Dates are written with the month in letters in this engine too.
  const text = await window.run('return document.body.innerText');
  assert.doesNotMatch(text, /\d{1,2}\/\d{1,2}\/\d{4}/);
  // Somebody else is told that the file is in use, and by whom.
  assert.throws(
    () => cli(env, 'call', file, 'customer.list', '{"limit":10}'),
    ({ status, stderr }) => status === 3 && /Throughline, process \d+/.test(stderr),
  );
  await window.close();
  // The driver answers before the window has gone.
  const rows = await eventually(() => customers(env, file));
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['Sample Foods'],
  );
});

test('the first start makes a company, and the next start opens it', async (t) => {
  const { folder, env } = home(t);
  const first = await Window.open(t, env);
  await first.inField('name');
  await first.picture('window-first-start');
  await first.type(`Sample Traders${keys.enter}`);
  await first.heading('Where does work get stuck?');
  await first.type(keys.enter);
  await first.find('//nav//a[contains(., "Customers")]');
  await first.close();

  const second = await Window.open(t, env);
  await second.find('//nav//a[contains(., "Customers")]');
  const state = await second.run(asked, 'plugin:api|call', { command: 'file.state', payload: {}, preview: false });
  assert.equal(state.answer.result.path, join(folder, 'Throughline', 'Sample Traders.throughline'));
});

/** Whether a picture has arrived and could be read. */
const drawn = 'return document.querySelector(arguments[0])?.naturalWidth > 0';

/** An option of the list under a field, by its words. */
const option = (words) => `//*[@role="option"][contains(., ${JSON.stringify(words)})]`;
const button = (words) => `//button[contains(., ${JSON.stringify(words)})]`;

test('an enquiry becomes an estimate, an invoice and a payment, and the papers say so', async (t) => {
  const { folder, env } = home(t);
  const file = newCompany({ folder, env }, { name: 'Sample Traders', country: 'IN' });
  furnish((command, payload) => cli(env, 'call', file, command, JSON.stringify(payload)).result);
  const window = await Window.open(t, env, file);
  await window.find('//nav//a[contains(., "Estimates")]');
  // This person passes papers on as files; the program remembers how the last one went.
  await window.run(`localStorage.setItem('throughline.sent-how', 'file')`);

  await window.type('ce');
  await window.inField('customer_id');
  await window.type('Sample Foods');
  await window.find(option('New customer'));
  await window.type(keys.enter);
  await window.inField('reach');
  await window.type(`98220 00000, 29AAACA0000B1ZS${keys.enter}`);
  await window.inField('add-line');
  await window.type('2 x annual');
  await window.find(option('Annual maintenance'));
  await window.type(keys.enter);
  await window.inField('add-line');
  await window.type('3 x pump');
  await window.find(option('Pump overhaul'));
  await window.type(keys.enter);
  await window.find('//dl[@class="sums"]//*[contains(., "39,401.50")]');
  await eventually(async () => {
    assert.ok(await window.run(drawn, '.page-preview img'), 'the page beside the form is drawn');
  });
  await window.picture('window-estimate');
  await window.chord(keys.control, keys.enter);
  await window.find('//*[@role="dialog"]');
  await window.type(keys.enter);
  const [estimate] = await eventually(() => pdfTexts(folder, 1));
  for (const part of ['Sample Foods', '29AAACA0000B1ZS', 'Annual maintenance', '39,401.50']) {
    assert.ok(estimate.includes(part), `the estimate does not say ${part}:\n${estimate}`);
  }

  await window.heading('Estimates');
  await window.find('//*[@data-current]//*[contains(., "Sample Foods")]');
  await window.type(keys.enter);
  await window.click(button('Note acceptance'));
  await window.inField('said_by');
  await window.type(`Asha Rao${keys.enter}`);
  await window.click(button('Make invoice'));
  await window.heading('Invoice draft');
  await window.find('//dl[@class="sums"]//*[contains(., "39,401.50")]');
  await window.chord(keys.control, keys.enter);
  await window.find(button('Record payment'));
  await eventually(async () => assert.ok(await window.run(drawn, '.record-pages img'), 'the paper is drawn'));
  await window.picture('window-invoice');
  await window.type('p');
  await window.inField('amount');
  await window.picture('window-payment');
  await window.type(keys.enter);
  await window.find('//header//*[contains(@class, "badge")][contains(., "Paid")]');
  await window.click('//button[@aria-label="Save PDF"]');
  const papers = await eventually(() => pdfTexts(folder, 2));
  assert.ok(papers.some((text) => /Tax invoice/i.test(text) && text.includes('46,493.77')));
  await window.close();

  await eventually(() => assert.ok(cli(env, 'check', file)));
  const { rows } = cli(env, 'call', file, 'payment.list', '{"limit":10}').result;
  assert.deepEqual(
    rows.map((row) => [row.customer, row.amount.amount]),
    [['Sample Foods', '46493.77']],
  );
});

test('without a display that answers it says so', (t) => {
  const { env } = home(t);
  const { status, stderr } = spawnSync(program('throughline'), [], {
    env: { ...env, DISPLAY: ':4095', WAYLAND_DISPLAY: 'none', GDK_BACKEND: 'x11' },
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(status, 1, stderr);
  assert.match(stderr, /no display answers.*throughline-cli serve/s);
  assert.doesNotMatch(stderr, /panicked/);
});

test('the page may call the product and nothing of the system', async (t) => {
  const { folder, env } = home(t);
  const window = await Window.open(t, env, newCompany({ folder, env }));
  await window.find('//nav//a[contains(., "Customers")]');
  for (const command of ['plugin:window|set_title', 'plugin:event|listen', 'plugin:dialog|open', 'plugin:path|join']) {
    const { refusal } = await window.run(asked, command, {});
    assert.ok(refusal, `${command} was let through`);
  }
  const outside = await window.run(`return fetch('http://127.0.0.1:9/').then(() => 'reached', (error) => error.name)`);
  assert.equal(outside, 'TypeError');
  const inline = await window.run(`
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    document.head.append(script);
    return window.ranInline ?? false;`);
  assert.equal(inline, false, 'a script in the text of the page ran');
});
