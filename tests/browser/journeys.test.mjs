/** The journeys of daily work, each within its count of interactions and with the keyboard alone. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cli, end, eventually, furnish, pdfTexts } from '../support.mjs';
import { closeBrowser, Person } from './support/person.mjs';
import { serve, serveFile } from './support/server.mjs';

after(closeBrowser);

const company = { name: 'Sample Traders', country: 'IN' };

/** Waits until the line for the next item has the focus. */
const atNextLine = (person) => person.has('combobox', 'Add a line');

test('journey 1: a new enquiry becomes the PDF of an estimate', async (t) => {
  const { address, folder } = await serve(t, { company, prepare: furnish });
  const person = await Person.at(t, address);
  await person.sees('link', 'Estimates');
  // This person passes papers on as files; the program remembers how the last one went.
  await person.page.evaluate(() => localStorage.setItem('throughline.sent-how', 'file'));
  await person.within(15, async () => {
    await person.press('c e');
    await person.has('combobox', 'Customer');
    await person.type('Sample Foods');
    await person.sees('option', 'New customer “Sample Foods”');
    await person.press('Enter');
    await person.isIn(/^Phone, e-mail or GSTIN of Sample Foods/);
    await person.type('98220 00000, 29AAACA0000B1ZS');
    await person.press('Enter');
    await atNextLine(person);
    await person.type('annual');
    await person.sees('option', /Annual maintenance/);
    await person.press('Enter');
    await person.isIn('Quantity, line 1');
    await person.type('2');
    await person.press('Enter');
    await atNextLine(person);
    await person.type('pump');
    await person.sees('option', /Pump overhaul/);
    await person.press('Enter');
    await person.isIn('Quantity, line 2');
    await person.type('3');
    await person.press('Control+Enter');
    await person.sees('dialog', 'Send estimate');
    await person.press('Enter');
    await eventually(() => pdfTexts(folder, 1));
  });
  const [text] = pdfTexts(folder, 1);
  for (const part of ['Sample Foods', '29AAACA0000B1ZS', 'Annual maintenance', 'Pump overhaul', '39,401.50']) {
    assert.ok(text.includes(part), `the PDF does not say ${part}:\n${text}`);
  }
  // Karnataka by the tax id: one integrated tax, not two of the state.
  assert.match(text, /IGST/);
});

test('journey 3: a payment is recorded in three interactions', async (t) => {
  const { address } = await serve(t, { demo: 'IN' });
  const person = await Person.at(t, address);
  await person.sees('link', 'Invoices');
  let open;
  await person.within(3, async () => {
    await person.press('g i');
    await person.page.locator('.grid-row[data-current] .id').first().waitFor();
    open = await person.page.locator('.grid-row[data-current] .id').first().innerText();
    await person.press('p');
    await person.sees('dialog', 'Record payment');
    await person.isIn('Amount');
    await person.press('Enter');
    await person.page.getByText(/Payment recorded|Recorded/).first().waitFor();
  });
  await person.page.getByRole('dialog').waitFor({ state: 'detached' });
  await eventually(async () => {
    const shown = await person.page.locator('.grid-row[data-current] .id').first().innerText();
    assert.notEqual(shown, open, 'what is paid has left the open invoices');
  });
});

test('journey 4: an invoice of two lines is issued from a blank page', async (t) => {
  const { address } = await serve(t, {
    company,
    prepare: (call) => {
      furnish(call);
      call('customer.create', { name: 'Sample Foods', reach: '27AAACA0000B1ZW' });
    },
  });
  const person = await Person.at(t, address);
  await person.sees('link', 'Invoices');
  await person.within(9, async () => {
    await person.press('c i');
    await person.has('combobox', 'Customer');
    await person.type('Sample');
    await person.sees('option', 'Sample Foods');
    await person.press('Enter');
    await atNextLine(person);
    await person.type('2 x annual');
    await person.sees('option', /Annual maintenance/);
    await person.press('Enter');
    // The field is the same, and is empty again once its line is there.
    await person.sees('textbox', 'Quantity, line 1');
    await atNextLine(person);
    await person.type('3x pump');
    await person.sees('option', /Pump overhaul/);
    await person.press('Enter');
    await person.sees('textbox', 'Quantity, line 2');
    await person.press('Control+Enter');
    await person.page.getByRole('heading', { name: /\d/ }).first().waitFor();
    await person.sees('button', /Record payment/);
  });
  await person.page.getByText('46,493.78').first().waitFor();
});

test('journey 9: a call and what comes next are one line', async (t) => {
  const { address } = await serve(t, {
    company,
    prepare: (call) => call('deal.create', { title: 'Pumps for the mill', prospect: 'Sample Foods' }),
  });
  const person = await Person.at(t, address);
  await person.sees('link', 'Deals');
  await person.press('Control+K');
  await person.type('mill');
  await person.sees('option', /Pumps for the mill/);
  await person.press('Enter');
  await person.sees('heading', 'Pumps for the mill');
  await person.within(2, async () => {
    await person.press('a');
    await person.isIn('What happened, or what is next');
    await person.enter('called, wants AMC, fri 3pm');
    await person.page.getByRole('dialog').waitFor({ state: 'detached' });
  });
  // What happened and what is next are two activities: one done, one planned.
  const wants = person.page.getByText('wants AMC');
  await wants.nth(1).waitFor();
});

test('what was typed outlives the death of the core', async (t) => {
  const { address, server, place, file } = await serve(t, {
    company,
    prepare: (call) => call('customer.create', { name: 'Sample Foods' }),
  });
  const person = await Person.at(t, address);
  await person.sees('link', 'Invoices');
  await person.press('c i');
  await person.has('combobox', 'Customer');
  await person.type('Sample');
  await person.sees('option', 'Sample Foods');
  await person.press('Enter');
  await person.page.getByText(/Saved/).first().waitFor();
  server.kill('SIGKILL');
  await end(server);
  await person.page.getByRole('textbox', { name: /Subject/ }).focus();
  await person.type('Wiring of the pump room');
  // Keystrokes are kept a moment after the last one.
  await person.page.waitForFunction(() =>
    Object.values(localStorage).some((text) => text.includes('Wiring of the pump room')),
  );
  const again = await serveFile(t, place, file, new URL(address).port);
  await person.page.goto('about:blank');
  // The dead core could not answer, and the page rightly said so until it was left.
  person.complaints = [];
  await person.page.goto(again.address);
  await person.sees('link', 'Invoices');
  await person.press('g i');
  await person.sees('heading', 'Invoices');
  await person.press('c i');
  const subject = person.page.getByRole('textbox', { name: /Subject/ });
  await subject.waitFor();
  assert.equal(await subject.inputValue(), 'Wiring of the pump room');
  await person.page.getByText(/Saved/).first().waitFor();
  await person.page.goto('about:blank');
  await end(again.server);
  const { rows } = cli(place.env, 'call', file, 'invoice.list', '{"limit":10}').result;
  assert.deepEqual(
    rows.map((row) => [row.customer, row.subject]),
    [['Sample Foods', 'Wiring of the pump room']],
    'the draft went on; it was not begun a second time',
  );
});
