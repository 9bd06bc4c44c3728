/**
 * Every screen of the demo company in the real window, light and dark: each is drawn without an alert and nothing sticks out of it.
 * A picture of each is kept, since this engine draws otherwise than the browser of the other walk. `WALK_COUNTRY` and
 * `WALK_LOCALE` show other companies and languages.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { places, sticksOut } from '../screens.mjs';
import { artefacts, cli, demoCompany, home } from '../support.mjs';
import { Window } from './support/window.mjs';

const folder = 'walk-window';
mkdirSync(join(artefacts, folder), { recursive: true });

/** What the page shows, as a text that changes while it still fills. */
const shown = `
  const busy = [...document.images].some((image) => !image.complete) || !document.querySelector('main h1');
  return busy ? null : document.body.innerHTML.length + ' ' + document.body.innerText`;

/** Waits until the page has stood still for a while. */
async function settled(window) {
  let before = null;
  for (let still = 0, left = 200; still < 4 && left > 0; left -= 1) {
    await pause(50);
    const now = await window.run(shown);
    still = now !== null && now === before ? still + 1 : 0;
    before = now;
  }
}

test('every screen in the real window', async (t) => {
  const place = home(t);
  const file = demoCompany(place, process.env.WALK_COUNTRY ?? 'IN');
  const call = (command, payload) => cli(place.env, 'call', file, command, JSON.stringify(payload)).result;
  const all = places(call);
  const window = await Window.open(t, place.env, file);
  await window.find('//main//h1');
  const problems = [];
  for (const look of ['light', 'dark']) {
    await window.run(`localStorage.setItem('throughline.theme', arguments[0]); location.reload()`, look);
    await window.find(`//html[@data-theme="${look}"]//main//h1`);
    for (const { name, address } of all) {
      await window.run('location.hash = arguments[0]', address);
      await settled(window);
      await window.picture(join(folder, `${name}-${look}`));
      if (await window.run(`return document.querySelectorAll('[role="alert"]').length`))
        problems.push(`${name}-${look}: an alert`);
      for (const one of await window.run(`return (${sticksOut})()`)) problems.push(`${name}-${look}: ${one} sticks out`);
    }
  }
  assert.equal(problems.join('\n'), '');
});
