/**
 * Every screen of the demo company, as the areas' manifests name them: in light and dark nobody is kept out, and nothing
 * sticks out at the usual size, at twice the size, or mirrored. A picture of each is kept.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { places, sticksOut } from '../screens.mjs';
import { artefacts } from '../support.mjs';
import { closeBrowser, Person } from './support/person.mjs';
import { serve } from './support/server.mjs';

after(closeBrowser);
mkdirSync(join(artefacts, 'walk'), { recursive: true });

const looks = [
  { look: 'light', theme: 'light', axe: true },
  { look: 'dark', theme: 'dark', axe: true },
  { look: 'mirrored', theme: 'light', mirrored: true },
  { look: 'twice', theme: 'light', width: 640, height: 400 },
];

/** Waits until the page waits for nothing: not for the core, not for a part of itself. */
function watch(page) {
  const waiting = new Set();
  page.on('request', (request) => !request.url().endsWith('/api/events') && waiting.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => waiting.delete(request));
  return async () => {
    for (let quiet = 0; quiet < 6; quiet = waiting.size === 0 ? quiet + 1 : 0) await page.waitForTimeout(60);
    await page.locator('main h1').first().waitFor();
    await page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    });
  };
}

// A walk mostly waits until a page is quiet, so two look at a time.
test('every screen', { concurrency: 2 }, async (t) => {
  let all = [];
  const chosen = process.env.WALK?.split(',');
  const { address } = await serve(t, {
    demo: 'IN',
    prepare: (call) => {
      all = places(call);
    },
  });
  const walk = ({ look, axe, mirrored, ...window }) =>
    t.test(look, async (inner) => {
      const person = await Person.at(inner, 'about:blank', window);
      const settled = watch(person.page);
      // The words stay English; a language that runs from right to left mirrors the rest.
      if (mirrored) {
        await person.page.route('**/api/call/company.status', async (route) => {
          const answer = await route.fetch();
          const body = await answer.json();
          body.result.company.locale = 'ar-AE';
          await route.fulfill({ response: answer, json: body });
        });
      }
      await person.page.goto(address);
      await person.sees('main', undefined);
      const problems = [];
      for (const { name, address: place } of all) {
        await person.page.evaluate((hash) => {
          location.hash = hash;
        }, place);
        await settled();
        await person.picture(join('walk', `${name}-${look}`));
        if (await person.page.getByRole('alert').count()) problems.push(`${name}: an alert`);
        for (const one of await person.page.evaluate(sticksOut)) problems.push(`${name}: ${one} sticks out`);
        if (axe) for (const one of await person.barriers()) problems.push(`${name}: ${one}`);
      }
      assert.equal(problems.join('\n'), '');
    });
  await Promise.all(looks.filter((one) => chosen?.includes(one.look) ?? true).map(walk));
  assert.ok(all.length > 20, 'the manifests were read');
});
