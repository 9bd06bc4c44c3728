/** The week and the timer by keyboard: copied, changed, submitted; started, and still there when the program was killed. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { end } from '../support.mjs';
import { closeBrowser, Person } from './support/person.mjs';
import { serve, serveFile } from './support/server.mjs';

after(closeBrowser);

const company = { name: 'Sample Traders', country: 'IN' };

/** A project with three tasks, on which somebody worked last week. */
function worked(call) {
  call('area.switch', { area: 'delivery', state: 'live' });
  const customer = call('customer.create', { name: 'Sample Foods' }).id;
  const { before } = call('timesheet.get', {});
  const { dates } = call('timesheet.get', { date: before });
  const set = { name: 'Cameras', customer_id: customer, start_date: before };
  const project = call('project.create', { set }).id;
  for (const title of ['Cabling', 'Mounting', 'Survey']) {
    const task = call('task.create', { project_id: project, set: { title } }).id;
    call('time.log', { date: dates[0], time: '2h', on: { task_id: task } });
  }
}

test('journey 11: the week is copied, three cells are changed and it is submitted', async (t) => {
  const { address } = await serve(t, { company, prepare: worked });
  const person = await Person.at(t, address);
  await person.sees('link', 'Timesheet');
  await person.within(6, async () => {
    await person.press('g w');
    await person.sees('button', 'Copy last week');
    await person.click('button', 'Copy last week');
    await person.isIn(/^Cabling, Monday/);
    await person.enter('1:30');
    await person.isIn(/^Mounting, Monday/);
    await person.enter('3');
    await person.isIn(/^Survey, Monday/);
    await person.enter('45m');
    await person.page.getByText('5 h 15 min').first().waitFor();
    await person.click('button', /^Submit/);
    await person.page.getByText('Waits for approval').first().waitFor();
  });
  await person.isAccessible('a submitted week');
});

test('a timer runs on when the program is killed', async (t) => {
  const { address, server, place, file } = await serve(t, { company, prepare: worked });
  const person = await Person.at(t, address);
  await person.sees('button', 'Start timer');
  await person.press('c w');
  await person.sees('dialog', 'Start timer');
  await person.type('cabl');
  await person.sees('option', /Cabling/);
  await person.press('Enter');
  // Enter takes the proposal for what was typed, which may come a moment after the key.
  await person.page.getByRole('option').first().waitFor({ state: 'detached' });
  await person.press('Control+Enter');
  await person.page.getByRole('timer').waitFor();
  await person.isAccessible('a running timer');
  await person.page.goto('about:blank');
  server.kill('SIGKILL');
  await end(server);
  const again = await serveFile(t, place, file, new URL(address).port);
  // The page that was left still heard its core die.
  person.complaints = [];
  await person.page.goto(again.address);
  const clock = person.page.getByRole('timer');
  await clock.waitFor();
  assert.match(await clock.innerText(), /^0:0\d:\d\d$/);
  await person.click('button', /^Stop the timer of Cabling/);
  await clock.waitFor({ state: 'detached' });
  await person.press('g w');
  await person.page.getByText('Cabling').first().waitFor();
  // The second core goes before its page does.
  await person.page.goto('about:blank');
});
