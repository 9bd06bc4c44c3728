/** Journey 2 in the real window: a deal that is won is handed over with two chords, and taken back with one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cli, eventually, home, newCompany, soldDeal } from '../support.mjs';
import { keys, Window } from './support/window.mjs';

test('journey 2: a won deal is handed over in the real window', async (t) => {
  const { folder, env } = home(t);
  const file = newCompany({ folder, env }, { name: 'Sample Traders', country: 'IN' });
  const call = (command, payload) => cli(env, 'call', file, command, JSON.stringify(payload)).result;
  const deal = soldDeal(call);
  const window = await Window.open(t, env, file);
  await window.find('//nav//a[contains(., "Deals")]');
  await window.run('location.hash = arguments[0]', `/deals/${deal}`);
  await window.heading('Showroom network');

  await window.type('w');
  await window.find('//*[@role="dialog"]//*[contains(text(), "Creates PRJ-0001, draft invoice")]');
  await window.picture('window-handover-sheet');
  await window.chord(keys.control, keys.enter);
  const told = 'contains(., "Handed over: PRJ-0001, draft invoice")';
  await window.find(`//*[${told} and not(*[${told}])]`);
  await window.heading('Handover');
  await window.picture('window-handover-done');

  await window.chord(keys.control, 'z');
  await window.find('//button[starts-with(normalize-space(.), "Won")]');
  await window.close();
  // The driver answers before the window has gone.
  const count = (list) => eventually(() => call(list, { limit: 10 }).rows.length);
  assert.deepEqual(
    [await count('project.list'), await count('invoice.list'), await count('entitlement.list')],
    [0, 0, 0],
  );
});
