/** From nothing to the first customer, with the keyboard alone. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser, Person } from './support/person.mjs';
import { serve } from './support/server.mjs';

after(closeBrowser);

test('a company is set up in three interactions, a customer made in three, and found in three', async (t) => {
  const { address, folder } = await serve(t);
  const person = await Person.at(t, address);

  await person.within(3, async () => {
    await person.isIn('Company name');
    await person.type('Sample Traders');
    await person.press('Enter');
    await person.sees('heading', 'Where does work get stuck?');
    await person.press('Enter');
    await person.sees('link', 'Customers');
  });
  assert.ok(existsSync(join(folder, 'Throughline', 'Sample Traders.throughline')));

  await person.within(3, async () => {
    await person.press('c c');
    await person.isIn('Name');
    await person.type('Sample Foods');
    await person.press('Control+Enter');
    await person.sees('heading', 'Sample Foods');
  });

  await person.press('g c');
  await person.sees('heading', 'Customers');
  // Journey 10: find anything.
  await person.within(3, async () => {
    await person.press('Control+K');
    await person.sees('combobox', 'Do, find or go');
    await person.type('foo');
    await person.sees('option', /Sample Foods/);
    await person.press('Enter');
    await person.sees('heading', 'Sample Foods');
  });
  assert.match(person.page.url(), /#\/customers\/[0-9a-f-]{36}$/);
});

test('what is missing is said at its field', async (t) => {
  const { address } = await serve(t, { company: { name: 'Sample Traders', country: 'IN' } });
  const person = await Person.at(t, address);
  await person.sees('link', 'Customers');
  await person.press('c c');
  await person.isIn('Name');
  await person.press('Control+Enter');
  await person.page.getByText('This is needed.').first().waitFor();
  await person.isAccessible('a form with an error');
});

for (const theme of ['light', 'dark']) {
  test(`nobody is kept out of the first screens, ${theme}`, async (t) => {
    const { address } = await serve(t);
    const person = await Person.at(t, address, { theme });
    await person.isIn('Company name');
    await person.isAccessible('the first screen');
    await person.picture(`first-run-${theme}`);
    await person.type('Sample Traders');
    await person.press('Enter');
    await person.sees('heading', 'Where does work get stuck?');
    await person.isAccessible('the choice of a workflow');
    await person.press('Enter');
    await person.sees('link', 'Customers');
    await person.press('g c');
    await person.sees('heading', 'Customers');
    await person.isAccessible('an empty list');
    await person.picture(`customers-empty-${theme}`);
    await person.press('c c');
    await person.isIn('Name');
    await person.isAccessible('the form of a customer');
    await person.type('Sample Foods');
    await person.press('Control+Enter');
    await person.sees('heading', 'Sample Foods');
    await person.isAccessible('the page of a customer');
    await person.picture(`customer-${theme}`);
    await person.press('Control+K');
    await person.sees('combobox', 'Do, find or go');
    await person.isAccessible('the palette');
    await person.picture(`palette-${theme}`);
  });
}

test('a second tab hears what the first one wrote', async (t) => {
  const { address } = await serve(t, { company: { name: 'Sample Traders', country: 'FR' } });
  const [writer, reader] = [await Person.at(t, address), await Person.at(t, address)];
  await reader.sees('link', 'Customers');
  await reader.press('g c');
  await reader.sees('heading', 'Customers');
  await writer.sees('link', 'Customers');
  await writer.press('c c');
  await writer.isIn('Name');
  await writer.type('Atelier Exemple');
  await writer.press('Control+Enter');
  await writer.sees('heading', 'Atelier Exemple');
  await reader.page.getByText('Atelier Exemple').first().waitFor();
});

test('without the key of the run the page says so and shows nothing', async (t) => {
  const { address } = await serve(t, { company: { name: 'Sample Traders', country: 'IN' } });
  const person = await Person.at(t, address.replace(/#.*/, ''));
  await person.page.getByText(/key of this run/).first().waitFor();
  assert.equal(await person.page.getByRole('link', { name: 'Customers' }).count(), 0);
  // The browser notes each refusal, which is what this journey is about.
  person.complaints = person.complaints.filter((text) => !text.includes('status of 403'));
});
