/** Lists: a cell is typed in where it stands, and a column is as wide as it was made. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually } from '../support.mjs';
import { closeBrowser, Person } from './support/person.mjs';
import { serve } from './support/server.mjs';

after(closeBrowser);

const customers = {
  company: { name: 'Sample Traders', country: 'IN' },
  prepare: (call) => {
    for (const name of ['Asha Foods', 'Bhima Mills'])
      call('customer.create', { name, reach: '98220 00000' });
  },
};

async function open(t) {
  const { address } = await serve(t, customers);
  const person = await Person.at(t, address);
  await person.sees('link', 'Customers');
  await person.press('g c');
  await person.page.getByText('Asha Foods').waitFor();
  await person.has('grid', 'Customers');
  return person;
}

test('a cell is changed with three keys and a word, and taken back with one', async (t) => {
  const person = await open(t);
  await person.press('j');
  await person.press('e');
  await person.isIn('Name');
  await person.page.keyboard.press('Control+A');
  await person.enter('Bhima Spinning Mills');
  await person.page.getByText('Bhima Spinning Mills').waitFor();
  await person.has('grid', 'Customers');
  await person.press('Control+Z');
  await person.page.getByText('Bhima Mills', { exact: true }).waitFor();
  // What the core refuses is said, and the cell is as before.
  await person.press('e');
  await person.isIn('Name');
  await person.page.keyboard.press('Control+A');
  await person.page.keyboard.press('Delete');
  await person.page.keyboard.press('Enter');
  await person.page.getByText('This is needed.').waitFor();
  await person.page.getByText('Bhima Mills', { exact: true }).waitFor();
});

test('a column is dragged wider, made narrower by keys, and stays so', async (t) => {
  const person = await open(t);
  const head = () => person.page.getByRole('columnheader', { name: 'Phone' });
  const width = async () => Math.round((await head().boundingBox()).width);
  const before = await width();
  const handle = await head().locator('[data-resize]').boundingBox();
  await person.page.mouse.move(handle.x + 4, handle.y + 16);
  await person.page.mouse.down();
  await person.page.mouse.move(handle.x + 64, handle.y + 16, { steps: 4 });
  await person.page.mouse.up();
  await eventually(async () => assert.equal(await width(), before + 60));
  await person.page.getByRole('grid').focus();
  await person.press('ArrowUp');
  for (let column = 0; column < 4; column += 1) await person.press('ArrowRight');
  await person.press('Shift+ArrowLeft');
  await eventually(async () => assert.equal(await width(), before + 44));
  await person.page.reload();
  await head().waitFor();
  assert.equal(await width(), before + 44);
});
