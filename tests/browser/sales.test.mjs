/** Selling by keyboard alone: log on any record, do what is next, work through Today, move what is planned. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, Person } from './support/person.mjs';
import { serve } from './support/server.mjs';

after(closeBrowser);

const company = { name: 'Sample Traders', country: 'IN' };

/** A customer, a lead, a deal and an estimate, each with the address of its page. */
function prepared(call) {
  const customer = call('customer.create', { name: 'Sample Foods' }).id;
  const lead = call('lead.capture', { name: 'Sunita Rao', company: 'Sample Hotels' }).id;
  const deal = call('deal.create', { title: 'Plant network', customer_id: customer }).id;
  const draft = {
    customer_id: customer,
    lines: [{ description: 'Survey', quantity: '1', unit_price: '500' }],
  };
  const estimate = call('estimate.create', { draft }).id;
  return [`/customers/${customer}`, `/leads/${lead}`, `/deals/${deal}`, `/estimates/${estimate}`];
}

const goTo = (person, place) => person.page.evaluate((hash) => (location.hash = hash), place);

test('a call and what comes next are logged in two interactions on every kind of record', async (t) => {
  let places = [];
  const { address } = await serve(t, {
    company,
    prepare: (call) => (places = prepared(call)),
  });
  const person = await Person.at(t, address);
  await person.sees('link', 'Deals');
  for (const place of places) {
    await goTo(person, place);
    await person.sees('button', /^Log activity/);
    // Journey 9.
    await person.within(2, async () => {
      await person.press('a');
      await person.isIn('What happened, or what is next');
      await person.type('called, wants AMC, fri 3pm\n');
      await person.page.getByRole('dialog').waitFor({ state: 'detached' });
    });
    // The strip names what was planned.
    await person.page.getByText('Wants AMC').first().waitFor();
  }
  await goTo(person, '/activities');
  await person.page.getByText('4 activities').waitFor();
  await person.isAccessible('the list of activities');
  for (const [list, name] of [
    ['/customers', 'Customers'],
    ['/leads', 'Leads'],
    ['/deals?view=table', 'Deals'],
    ['/estimates', 'Estimates'],
  ]) {
    await goTo(person, list);
    // Not the list that is left.
    await person.sees('grid', name);
    await person.page.locator('.grid-row[data-current]').first().waitFor();
    await person.page.getByRole('grid', { name }).press('a');
    await person.isIn('What happened, or what is next');
    await person.press('Escape');
    await person.page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

test('an enquiry is found, opened, answered and qualified by keys', async (t) => {
  const { address } = await serve(t, { company, prepare: prepared });
  const person = await Person.at(t, address);
  await person.sees('link', 'Leads');
  await person.press('Control+K');
  await person.sees('combobox', 'Do, find or go');
  await person.type('sunita');
  await person.sees('option', /Sunita Rao/);
  await person.press('Enter');
  await person.sees('heading', /Sunita Rao/);
  await person.page.getByText('Answer this enquiry').waitFor();
  await person.isAccessible('the page of a lead');
  await person.press('n');
  await person.isIn('What happened, or what is next');
  await person.type('wants two cameras\n');
  await person.page.getByText('In time').waitFor();
  await person.press('q');
  await person.sees('dialog', /Qualify/);
  await person.press('Control+Enter');
  await person.page.waitForURL(/#\/deals\//);
});

test('a prospect becomes a customer on the way to the first estimate', async (t) => {
  let deal;
  const { address } = await serve(t, {
    company,
    prepare: (call) => {
      deal = call('deal.create', { title: 'Cameras', prospect: 'Sample Depot', amount: '500' }).id;
    },
  });
  const person = await Person.at(t, address);
  await person.sees('link', 'Deals');
  await goTo(person, `/deals/${deal}`);
  await person.sees('button', 'New estimate');
  await person.page.getByRole('button', { name: 'New estimate' }).focus();
  await person.press('Enter');
  await person.sees('option', /New customer .*Sample Depot/);
  await person.press('Enter');
  await person.isIn(/Phone, e-mail/);
  await person.type('98220 00000\n');
  await person.has('combobox', 'Customer');
  await person.press('Control+Enter');
  await person.sees('heading', 'New estimate');
  await person.page.getByText('500.00').first().waitFor();
  assert.match(person.page.url(), new RegExp(`deal=${deal}`));
});

test('Today, calendar, forecast and their settings keep nobody out', async (t) => {
  const { address } = await serve(t, {
    company,
    prepare: (call) => {
      prepared(call);
      call('activity.create', {
        kind: 'visit',
        subject: 'Survey the plant',
        due_date: '2020-01-06',
      });
      call('deal.create', {
        title: 'Cameras',
        prospect: 'Sample Mill',
        amount: '2 lakh',
        expected_close: '2031-01-31',
      });
    },
  });
  const person = await Person.at(t, address);
  await person.sees('link', 'Today');
  await person.press('g t');
  await person.page.getByText('Survey the plant').waitFor();
  await person.isAccessible('Today');
  await person.press('s');
  await person.page.getByText('Survey the plant').waitFor({ state: 'detached' });
  await goTo(person, '/calendar?day=2020-01-08');
  const visit = person.page.getByRole('button', { name: /Survey the plant/ });
  await visit.waitFor();
  await person.isAccessible('the calendar');
  await visit.focus();
  await person.press('Shift+ArrowRight');
  await person.page.getByRole('button', { name: /Survey the plant.*Tuesday/ }).waitFor();
  await goTo(person, '/deals?view=forecast');
  await person.sees('link', 'Jan 2031');
  await person.isAccessible('the forecast');
  await person.page.getByRole('link', { name: 'Jan 2031' }).focus();
  await person.press('Enter');
  await person.page.getByText('1 deal', { exact: true }).waitFor();
  for (const [place, heading] of [
    ['/settings/pipelines', 'Sales'],
    ['/settings/leads', 'Who gets an enquiry'],
  ]) {
    await goTo(person, place);
    await person.sees('heading', heading);
    await person.isAccessible(place);
  }
  assert.match(person.page.url(), /settings\/leads/);
});
