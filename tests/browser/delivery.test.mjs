/** Delivering by keyboard: a project from a template, a task that moves others with it, and the end of a project. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually } from '../support.mjs';
import { closeBrowser, Person } from './support/person.mjs';
import { serve } from './support/server.mjs';

after(closeBrowser);

const company = { name: 'Sample Traders', country: 'IN' };

/** A customer and a template of three tasks, each behind the one before. */
function prepared(call) {
  call('area.switch', { area: 'delivery', state: 'live' });
  call('customer.create', { name: 'Sample Foods' });
  const { id, version } = call('project_template.create', { name: 'Installation' });
  const task = (key, title, after) => ({
    key,
    title,
    offset_days: 0,
    duration_days: 2,
    estimate: '4h',
    after,
  });
  call('project_template.save', {
    id,
    version,
    name: 'Installation',
    milestones: [{ key: 'm', name: 'Handed over', offset_days: 5 }],
    tasks: [task('a', 'Survey', []), task('b', 'Cabling', ['a']), task('c', 'Handover', ['b'])],
  });
}

test('a project is made, planned and closed by keyboard', async (t) => {
  const { address } = await serve(t, { company, prepare: prepared });
  const person = await Person.at(t, address);
  await person.sees('link', 'Projects');
  await person.press('g j');
  await person.sees('heading', 'Projects');
  // A project from a template: customer, name, template, and go.
  await person.within(6, async () => {
    await person.press('c j');
    await person.has('combobox', 'Customer');
    await person.type('Sample');
    await person.sees('option', /Sample Foods/);
    await person.press('Enter');
    await person.press('Tab');
    await person.type('Cameras');
    await person.page.getByRole('button', { name: /Project template/ }).click();
    await person.page.getByRole('option', { name: /Installation/ }).click();
    await person.press('Control+Enter');
  });
  await person.sees('heading', 'Cameras');
  await person.isAccessible('the page of a project');
  const named = { has: person.page.getByRole('button', { name: 'Survey', exact: true }) };
  const survey = person.page.getByRole('listitem').filter(named);
  const planned = await survey.textContent();
  // A bar goes a working day later; who moves with it is shown before.
  await person.page.getByRole('tab', { name: 'Timeline' }).click();
  const bar = person.page.getByRole('button', { name: /^Survey, / });
  await bar.focus();
  await person.within(2, async () => {
    await person.press('ArrowRight');
    await person.sees('dialog', 'Move Survey');
    await person.page.getByText('2 tasks move with it').waitFor();
    await person.press('Enter');
  });
  await person.page.getByRole('dialog').waitFor({ state: 'detached' });
  await person.isAccessible('the timeline');
  // All tasks are done by key, as they are since the move, and then the strip offers to close.
  await person.page.getByRole('tab', { name: /^Tasks/ }).click();
  await eventually(async () => assert.notEqual(await survey.textContent(), planned));
  for (const title of ['Survey', 'Cabling', 'Handover']) {
    await person.page.getByRole('button', { name: title, exact: true }).focus();
    await person.press('d');
    await person.page.getByRole('checkbox', { name: `${title} is done`, checked: true }).waitFor();
  }
  await person.click('button', 'Close project');
  await person.sees('dialog', 'Close Cameras');
  await person.press('Control+Enter');
  await person.page
    .getByText(/^Closed on/)
    .first()
    .waitFor();
  await person.press('Control+z');
  await person.page.getByText('Every task is done; it can be closed').waitFor();
});

/** The same with a project that begins on Monday, 4 March 2030. */
function planned(call) {
  prepared(call);
  const [{ id: template_id }] = call('project_template.list', {}).rows;
  const [{ id: customer_id }] = call('customer.list', {}).rows;
  const set = { name: 'Cameras', customer_id, start_date: '2030-03-04', end_date: '2030-03-29' };
  return call('project.create', { template_id, set }).id;
}

test('a project is seen by month, and moves as a whole with its start', async (t) => {
  const { address, made } = await serve(t, { company, prepare: planned });
  const person = await Person.at(t, address, { width: 1024 });
  const { page } = person;
  await person.sees('link', 'Projects');
  await page.evaluate((id) => {
    location.hash = `/projects/${id}?tab=calendar`;
  }, made);
  const on = (day) => page.locator(`[data-day="${day}"]`);
  await on('2030-03-05')
    .getByRole('button', { name: /^Survey/ })
    .waitFor();
  await on('2030-03-29').getByText('The promised day').waitFor();
  await person.isAccessible('the calendar of a project');
  const widths = () => [document.documentElement.scrollWidth, document.documentElement.clientWidth];
  const [needed, there] = await page.evaluate(widths);
  assert.ok(needed <= there, 'the month is wider than the window');
  // A task is dragged to the day before, on which nobody must move with it.
  const from = await page.getByRole('button', { name: /^Survey/ }).boundingBox();
  const to = await on('2030-03-04').boundingBox();
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + 60, { steps: 4 });
  await page.mouse.up();
  await on('2030-03-04')
    .getByRole('button', { name: /^Survey/ })
    .waitFor();
  // The whole project a week later: what moves is shown first, and one undo brings it back.
  await person.click('button', 'More actions');
  await person.click('menuitem', 'Move the project');
  await person.sees('dialog', 'Move Cameras');
  await page.getByRole('dialog').getByRole('textbox').fill('2030-03-11');
  await page.getByText(/^What is open moves by/).waitFor();
  await person.isAccessible('what moves with a project');
  await person.press('Control+Enter');
  await on('2030-03-11')
    .getByRole('button', { name: /^Survey/ })
    .waitFor();
  await on('2030-03-11').getByText('Start').waitFor();
  await person.press('Control+z');
  await on('2030-03-04')
    .getByRole('button', { name: /^Survey/ })
    .waitFor();
});
