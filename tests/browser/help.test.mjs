/** The journey of help: a ticket is answered and resolved, and the next term of the contract is proposed. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually } from '../support.mjs';
import { closeBrowser, Person } from './support/person.mjs';
import { serve } from './support/server.mjs';

after(closeBrowser);

const company = { name: 'Sample Networks', country: 'IN' };

/** A customer with a contract, and a ticket that nobody has answered. */
function prepare(call) {
  call('area.switch', { area: 'support', state: 'live' });
  const customer = call('customer.create', { name: 'Girija Hospital', reach: '27AAACA0000B1ZW' }).id;
  const care = call('contract.create', {
    customer_id: customer,
    name: 'Network care',
    start: '2026-01-01',
    end: '2030-12-31',
    value: '120000',
    renewal_months: 12,
    indexation_percent: '5',
  }).id;
  call('entitlement.create', {
    customer_id: customer,
    contract_id: care,
    name: 'Network care, hours',
    unit: 'hours',
    amount: '24',
    period: 'year',
    start: '2026-01-01',
    end: '2030-12-31',
  });
  call('saved_reply.save', {
    rows: [{ name: 'Solved', body: 'Dear {contact}, {ticket} is solved.', follow: 'resolve' }],
  });
  const me = call('company.status', {}).user.id;
  return call('ticket.open', {
    customer_id: customer,
    subject: 'Ward 3 access point down',
    body: 'Nurses lose the handset.',
    owner_id: me,
  }).id;
}

test('journey 6: a ticket is resolved and its renewal proposed', async (t) => {
  const { address } = await serve(t, { company, prepare });
  const person = await Person.at(t, address);
  await person.sees('link', 'Tickets');
  await person.press('g q');
  await person.page.locator('.grid-row[data-current]').first().waitFor();
  await person.within(6, async () => {
    await person.press('Enter');
    await person.sees('heading', 'Ward 3 access point down');
    await person.click('button', 'Saved replies');
    await person.click('menuitem', 'Solved');
    await eventually(async () =>
      assert.match(await person.page.getByRole('textbox', { name: 'Reply' }).inputValue(), /TKT-0001 is solved/),
    );
    await person.page.getByRole('textbox', { name: 'Reply' }).focus();
    await person.press('Control+Enter');
    await person.page.getByText('Dear Girija Hospital, TKT-0001 is solved.').first().waitFor();
    await person.page.getByText('Resolved').first().waitFor();
    await person.click('button', 'Propose renewal');
    await person.page.waitForURL(/estimates/);
    await person.page.getByText('1,26,000').first().waitFor();
  });
});

test('the queue, a ticket and a contract keep nobody out', async (t) => {
  const { address } = await serve(t, { company, prepare });
  const person = await Person.at(t, address);
  await person.sees('link', 'Tickets');
  await person.press('g q');
  await person.page.locator('.grid-row[data-current]').first().waitFor();
  await person.isAccessible('the list of tickets');
  await person.press('Enter');
  await person.sees('img', /counted/);
  await person.isAccessible('a ticket');
  await person.picture('ticket');
  await person.press('g a');
  await person.page.locator('.grid-row[data-current]').first().waitFor();
  await person.press('Enter');
  await person.sees('button', /Propose renewal/);
  await person.isAccessible('a contract');
  await person.picture('contract');
});
