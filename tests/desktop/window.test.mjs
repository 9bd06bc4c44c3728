/** The real window, from its start to a customer in the file. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { cli, eventually, home, newCompany } from '../support.mjs';
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
