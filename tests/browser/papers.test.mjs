/** What goes with a paper: a logo, files of a customer, a signature on screen, a job sheet, a prepared e-mail. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { eventually, root } from '../support.mjs';
import { closeBrowser, Person } from './support/person.mjs';
import { serve } from './support/server.mjs';

const logo = join(root, 'tests', 'documents', 'mark.png');

after(closeBrowser);

/** Chooses files in the browser's own dialog, which a button opens. */
async function choose(person, button, files) {
  const dialog = person.page.waitForEvent('filechooser');
  await person.click('button', button);
  await (await dialog).setFiles(files);
}

/** A company with a customer, a sent estimate and a visit, made before the page is opened. */
const prepare = (call) => {
  const customer = call('customer.create', { name: 'Sample Foods', email: 'accounts@sample-foods.example' });
  const lines = [{ description: 'Cold room service', quantity: '1', unit_price: '1000' }];
  const estimate = call('estimate.create', { draft: { customer_id: customer.id, lines } });
  call('estimate.send', { id: estimate.id, version: 1, how: 'print' });
  const visit = call('activity.create', {
    kind: 'visit',
    subject: 'Cold room service',
    record_id: customer.id,
    notes: 'Filters changed.',
  });
  return { customer: customer.id, estimate: estimate.id, visit: visit.id };
};

const company = { name: 'Sample Traders', country: 'IN' };

test('an estimate is signed on screen by keyboard, and its e-mail is prepared', async (t) => {
  const { address, folder, made } = await serve(t, { company, prepare });
  const person = await Person.at(t, address);
  await person.sees('link', 'Customers');
  await person.page.goto(`${new URL(address).origin}/#/settings/branch`);
  await choose(person, 'Choose logo', logo);
  await person.page.getByRole('img', { name: 'Logo' }).waitFor();
  await person.isAccessible('the letterhead');

  await person.page.goto(`${new URL(address).origin}/#/estimates/${made.estimate}`);
  await person.click('button', 'Note acceptance');
  await person.isIn('Said by');
  await person.type('Sunita Rao');
  await person.click('button', /How it was said/);
  await person.click('option', 'Signed');
  await person.click('textbox', /Or type the name/);
  await person.type('Sunita Rao');
  await person.isAccessible('the signature');
  await person.press('Control+Enter');
  await person.page.getByRole('img', { name: 'Signature of Sunita Rao' }).waitFor();
  await person.isAccessible('an accepted estimate');
  await person.click('button', 'E-mail');
  const mail = await eventually(() => {
    const papers = join(folder, 'firm.papers');
    const found = readdirSync(papers).find((name) => name.endsWith('.eml'));
    assert.ok(found, 'an e-mail lies in the folder of papers');
    return readFileSync(join(papers, found), 'utf8');
  });
  assert.match(mail, /^X-Unsent: 1\r\n/);
  assert.match(mail, /\r\nTo: <accounts@sample-foods\.example>\r\n/);
});

test('a customer keeps files, and a visit becomes a job sheet', async (t) => {
  const { address, made } = await serve(t, { company, prepare });
  const person = await Person.at(t, address);
  await person.sees('link', 'Customers');
  await person.page.goto(`${new URL(address).origin}/#/customers/${made.customer}`);
  await choose(person, 'Add files', [logo, join(root, 'README.md')]);
  await person.sees('button', 'Open README.md');
  await person.click('button', 'Take out README.md');
  await person.page.getByRole('button', { name: 'Open README.md' }).waitFor({ state: 'detached' });
  await person.press('Control+Z');
  await person.sees('button', 'Open README.md');
  await person.isAccessible('a customer with files');

  await person.page.goto(`${new URL(address).origin}/#/visits/${made.visit}`);
  await person.click('button', 'Arrived now');
  await person.click('button', 'Leaving now');
  await choose(person, 'Add photos', logo);
  await person.sees('button', 'Open mark.png');
  await person.click('button', 'Customer signs');
  await person.isIn('Name of who signs');
  await person.type('Sunita Rao');
  const pad = await person.page.locator('canvas').boundingBox();
  await person.page.mouse.move(pad.x + 40, pad.y + 60);
  await person.page.mouse.down();
  await person.page.mouse.move(pad.x + 160, pad.y + 30, { steps: 8 });
  await person.page.mouse.up();
  await person.click('button', /Keep signature/);
  await person.page.getByRole('img', { name: 'Signature of Sunita Rao' }).waitFor();
  await person.page.getByRole('img', { name: /^Page 1 of/ }).waitFor();
  await person.isAccessible('a visit');
  await person.picture('visit');
});
