/** That what was typed is safe: backup, second place, restore beside the old file; and who works in the window. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser, Person } from './support/person.mjs';
import { serve } from './support/server.mjs';

after(closeBrowser);

test('a backup is made, copied to a second place, tried, restored beside the file and opened', async (t) => {
  const { address, folder } = await serve(t, { company: { name: 'Sample Traders', country: 'IN' } });
  const stick = join(folder, 'stick');
  mkdirSync(stick);
  const person = await Person.at(t, address);
  await person.click('link', /No backup yet|No second place/);
  await person.page.getByRole('textbox', { name: 'Folder' }).fill(stick);
  await person.click('button', 'Choose a folder');
  await person.page.getByText('Newest copy:').or(person.page.getByText('No copy can be seen there.')).waitFor();
  await person.click('button', 'Back up now');
  await person.page.getByText('Newest copy:').waitFor();
  const copies = readdirSync(join(stick, readdirSync(stick)[0]));
  assert.ok(copies.some((name) => name.endsWith('.throughline.zst')), copies.join());
  await person.sees('link', /Backed up/);
  await person.click('button', 'Test restore');
  await person.page.getByText('This backup can be restored').waitFor();
  await person.isAccessible('the trial of a backup');
  await person.press('Escape');
  await person.click('button', 'Run every check');
  await person.page.getByText(/All \d+ checks passed/).waitFor();
  await person.isAccessible('the backups');
  await person.picture('backups');
  await person.click('button', 'Restore …');
  await person.press('Control+Enter');
  await person.page.getByText('The backup is restored and proven.').waitFor();
  await person.press('Control+Enter');
  await person.sees('link', /No second place|No backup yet/);
  assert.ok(readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('restored.throughline')));
  assert.ok(existsSync(stick));
});

test('somebody else works in the window, sees less, and the owner comes back', async (t) => {
  const { address } = await serve(t, { company: { name: 'Sample Traders', country: 'IN' } });
  const person = await Person.at(t, address);
  await person.sees('link', 'Customers');
  await person.page.evaluate(() => {
    location.hash = '#/settings/users';
  });
  await person.click('button', 'New user');
  const dialog = person.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Rohan');
  await dialog.getByText('Sales', { exact: true }).click();
  await person.press('Control+Enter');
  await person.click('button', /is working/);
  await person.click('menuitem', 'Rohan');
  await person.sees('button', 'Rohan is working. Let somebody else work');
  await person.sees('link', 'Leads');
  await person.page.evaluate(() => {
    location.hash = '#/settings/branch';
  });
  await person.sees('heading', 'Settings');
  assert.equal(await person.page.getByRole('button', { name: /^Save/ }).count(), 0);
  await person.page.evaluate(() => {
    location.hash = '#/catalogue/items/new';
  });
  await person.page.getByText(/Rohan may not do this: it needs the permission Change the catalogue/).waitFor();
  await person.isAccessible('a place beyond the rights');
  await person.click('button', /is working/);
  await person.page.getByRole('menuitem').first().click();
  await person.page.getByRole('button', { name: /^Rohan is working/ }).waitFor({ state: 'detached' });
});
