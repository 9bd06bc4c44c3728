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
    await person.isIn('Reply');
    await person.press('Control+Enter');
    await person.page.getByText('Dear Girija Hospital, TKT-0001 is solved.').first().waitFor();
    await person.page.getByText('Resolved').first().waitFor();
    await person.click('button', 'Propose renewal');
    await person.page.waitForURL(/estimates/);
    await person.page.getByText('25,200').first().waitFor();
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

/** Drops a saved e-mail on what `selector` finds, as the browser tells of one that comes from outside. */
const dropMail = (person, selector, name, text) =>
  person.page.evaluate(
    ([selector, name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name, { type: 'message/rfc822' }));
      const on = document.querySelector(selector);
      for (const kind of ['dragenter', 'dragover', 'drop']) {
        on.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
      }
    },
    [selector, name, text],
  );

test('an e-mail dropped on the list opens a ticket from it, and its stranger becomes a customer', async (t) => {
  const { address } = await serve(t, { company, prepare });
  const person = await Person.at(t, address);
  await person.sees('link', 'Tickets');
  await person.press('g q');
  await person.page.locator('.grid-row[data-current]').first().waitFor();
  const mail = 'From: Kavita Nair <kavita@lotus.example>\r\nSubject: Bell is silent\r\n\r\nSince this morning.';
  await dropMail(person, '.grid-row', 'bell.eml', mail);
  await person.page.getByRole('dialog').getByRole('textbox', { name: 'Subject' }).waitFor();
  await person.isAccessible('a ticket from a dropped e-mail');
  await person.picture('ticket-dropped');
  await person.click('button', 'New customer');
  assert.equal(await person.page.locator('.reach input').inputValue(), 'kavita@lotus.example');
  await person.press('Enter');
  await person.page.locator('.reach').waitFor({ state: 'detached' });
  await person.press('Control+Enter');
  await person.sees('heading', 'Bell is silent');
  await person.picture('ticket-from-mail');
  await person.page.getByRole('tab', { name: 'Files' }).click();
  await person.page.getByText('bell.eml').first().waitFor();
  await dropMail(person, '.files', 'photo.txt', 'Nothing rings.');
  await person.page.getByText('photo.txt').first().waitFor();
});
