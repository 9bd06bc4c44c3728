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

/** A sold deal with a second template and a role, and somebody who takes it. */
function soldByTwo(call) {
  const deal = soldDeal(call);
  const { id: training } = call('project_template.create', { name: 'Training' });
  const tasks = [{ key: 't', title: 'Train the staff', offset_days: 0, role: 'Trainer' }];
  call('project_template.save', { id: training, version: 1, name: 'Training', milestones: [], tasks });
  const { rows } = call('item.list', { search: 'Support' });
  call('project_template.name_for_item', { item_id: rows[0].id, template_id: training });
  const sets = call('permission_set.list', {}).rows;
  const delivery = sets.find(({ preset }) => preset === 'delivery').id;
  call('user.create', { name: 'Ravi Menon', permission_set_ids: [delivery] });
  return deal;
}

for (const theme of ['light', 'dark']) {
  test(`the folded lines of the sheet are opened and go with the handover, ${theme}`, async (t) => {
    const company = { name: 'Sample Traders', country: 'IN' };
    const { address, made: deal } = await serve(t, { company, prepare: soldByTwo });
    const person = await Person.at(t, address, { theme });
    await person.sees('link', 'Deals');
    await person.page.evaluate((id) => (location.hash = `/deals/${id}`), deal);
    await person.sees('heading', 'Showroom network');
    await person.press('w');
    const sheet = person.page.getByRole('dialog', { name: /^Hand over Showroom network/ });
    await sheet.getByText(/Creates PRJ-0001, PRJ-0002, draft invoice/).waitFor();
    await person.picture(`handover-folded-${theme}`);
    for (const hasText of [/^Budget/, /^Hours · Each year/, /60 days of notice/]) {
      await sheet.locator('summary', { hasText }).click();
    }
    await person.isAccessible('the opened lines of the sheet');
    await person.picture(`handover-opened-${theme}`);
    await sheet.getByRole('button', { name: /Trainer/ }).click();
    await person.page.getByRole('option', { name: 'Ravi Menon' }).click();
    await sheet.getByText(/Trainer: Ravi Menon/).waitFor();
    await person.press('Control+Enter');
    await person.page.getByText(/^Handed over: PRJ-0001, PRJ-0002/).waitFor();
    await sheet.waitFor({ state: 'detached' });

    // What was made is named before the deal is opened again.
    await person.click('button', 'Open again');
    await person.page.getByRole('dialog').getByText('PRJ-0002').waitFor();
    await person.isAccessible('the question before a deal is opened again');
    await person.picture(`handover-reopen-${theme}`);
    await person.press('Escape');
  });
}
