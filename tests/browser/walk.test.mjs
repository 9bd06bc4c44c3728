/**
 * Every screen of the demo company, as the areas' manifests name them: in light and dark nobody is kept out, and nothing
 * sticks out at the usual size, at twice the size, or mirrored. A picture of each is kept.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { artefacts, cli, root } from '../support.mjs';
import { closeBrowser, Person } from './support/person.mjs';
import { serve } from './support/server.mjs';

after(closeBrowser);
mkdirSync(join(artefacts, 'walk'), { recursive: true });

/** Paths of all screens, from the source of the manifests, so that a new one is walked without being named here. */
function paths() {
  const areas = join(root, 'ui', 'src', 'areas');
  return readdirSync(areas, { recursive: true })
    .filter((name) => name.endsWith('manifest.ts'))
    .flatMap((name) => [...readFileSync(join(areas, name), 'utf8').matchAll(/path: '([^']+)'/g)])
    .map(([, path]) => path)
    .sort();
}

/** Further faces of screens: the same path shows a draft and an issued paper quite differently. */
const faces = [
  { path: '/invoices/$id', name: 'invoice-draft', filter: { tab: 'draft' } },
  { path: '/invoices/$id', name: 'invoice-overdue', filter: { tab: 'overdue' } },
  { path: '/estimates/$id', name: 'estimate-accepted', filter: { tab: 'accepted' } },
  { path: '/estimates/$id', name: 'estimate-sent', filter: { tab: 'sent' } },
  { path: '/invoices', name: 'invoices-overdue', search: 'tab=overdue' },
  { path: '/deals', name: 'deals-table', search: 'view=table' },
  { path: '/deals', name: 'deals-forecast', search: 'view=forecast' },
  { path: '/payments', name: 'payments-record', search: 'record=new' },
];

/** What the demo company may not have, so that every screen has something to show. */
function furnish(call) {
  const lacks = (list) => call(list, {}).rows.length === 0;
  if (lacks('price_list.list')) call('price_list.save', { name: 'Resellers', currency: 'INR' });
  if (lacks('lead.list')) call('lead.capture', { text: 'Ramesh Patil, Deccan Tools, Pune, 98220 00000, wants AMC' });
  if (lacks('deal.list')) call('deal.create', { title: 'Pumps for the mill', prospect: 'Deccan Tools' });
}

/** The command that lists what a path with an id shows: `/catalogue/price-lists/$id` is of `price_list.list`. */
const listOf = (path) => {
  const noun = path.split('/').at(-2).replace(/s$/, '').replaceAll('-', '_');
  return `${noun}.list`;
};

function places(call) {
  furnish(call);
  const all = [...paths().map((path) => ({ path })), ...faces];
  return all.map(({ path, name, filter = {}, search }) => {
    const shown = name ?? (path === '/' ? 'home' : path.slice(1).replace(/\/\$?/g, '-'));
    if (!path.includes('$')) return { name: shown, address: search ? `${path}?${search}` : path };
    const request = Object.keys(filter).length > 0 ? { filter } : {};
    const [row] = call(listOf(path), request).rows;
    assert.ok(row, `the demo company has nothing to show at ${path}`);
    return { name: shown, address: path.replace(/\$\w+/, row.id ?? row.brief?.id ?? row.row?.id) };
  });
}

/** What sticks out of the window sideways and cannot be reached by scrolling its own box. */
function sticksOut() {
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  // What is only read aloud lies in a box of one pixel.
  const hides = (element) => element.getBoundingClientRect().width <= 1;
  const inBox = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement)
      if (scrolls(box) || hides(box)) return true;
    return false;
  };
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    const { left, right, width, height } = element.getBoundingClientRect();
    if (width <= 1 || height <= 1 || (left >= -1 && right <= innerWidth + 1) || inBox(element)) continue;
    found.push(`${element.tagName.toLowerCase()}.${element.className} to ${Math.round(left)}…${Math.round(right)}`);
  }
  const page = document.documentElement.scrollWidth;
  if (page > innerWidth + 1) found.push(`the page is ${page} wide`);
  return found.slice(0, 5);
}

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

test('every screen', async (t) => {
  let all = [];
  const chosen = process.env.WALK?.split(',');
  const { address } = await serve(t, {
    demo: 'IN',
    prepare: (call) => {
      all = places(call);
    },
  });
  for (const { look, axe, mirrored, ...window } of looks.filter((one) => chosen?.includes(one.look) ?? true)) {
    await t.test(look, async (inner) => {
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
  }
  assert.ok(all.length > 20, 'the manifests were read');
});
