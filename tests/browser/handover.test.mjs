/** A deal that is won reaches delivery, billing and support: journey 2 of the design, by keyboard alone. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { soldDeal } from '../support.mjs';
import { closeBrowser, Person } from './support/person.mjs';
import { serve } from './support/server.mjs';

after(closeBrowser);

test('journey 2: a won deal is handed over in three interactions, and taken back by one', async (t) => {
  const company = { name: 'Sample Traders', country: 'IN' };
  const { address, made: deal } = await serve(t, { company, prepare: soldDeal });
  const person = await Person.at(t, address);
  await person.sees('link', 'Deals');
  await person.page.evaluate((id) => (location.hash = `/deals/${id}`), deal);
  await person.sees('heading', 'Showroom network');
  const began = Date.now();
  await person.within(3, async () => {
    await person.press('w');
    await person.sees('dialog', /^Hand over Showroom network/);
    // The one look: what will be made stands beside the button before it is pressed.
    await person.page.getByText(/Creates PRJ-0001, draft invoice/).waitFor();
    await person.isAccessible('the sheet of the handover');
    await person.picture('handover-sheet');
    await person.press('Control+Enter');
    await person.page.getByText(/^Handed over: PRJ-0001, draft invoice/).waitFor();
  });
  assert.ok(Date.now() - began < 30_000, 'it takes half a minute at most');
  await person.page.getByRole('dialog').waitFor({ state: 'detached' });
  await person.sees('heading', 'Handover');
  await person.picture('handover-done');
  await person.press('Control+Z');
  await person.page.getByRole('button', { name: /^Won/ }).waitFor();
  await person.page.getByRole('heading', { name: 'Handover' }).waitFor({ state: 'detached' });
});
