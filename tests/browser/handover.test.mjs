/** A deal that is won reaches delivery, billing and support: journey 2 of the design, by keyboard alone. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, Person } from './support/person.mjs';
import { serve } from './support/server.mjs';

after(closeBrowser);

/** A firm that delivers by a template and sells support, with a deal whose estimate was accepted. */
function sold(call) {
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
  const { id: estimate } = call('estimate.create', { draft: { customer_id: customer, deal_id: deal, lines } });
  call('estimate.send', { id: estimate, version: 1, how: 'print' });
  call('estimate.accept', { id: estimate, said_by: 'Nitin Vora', how: 'email' });
  return deal;
}

test('journey 2: a won deal is handed over in three interactions, and taken back by one', async (t) => {
  const company = { name: 'Sample Traders', country: 'IN' };
  const { address, made: deal } = await serve(t, { company, prepare: sold });
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
