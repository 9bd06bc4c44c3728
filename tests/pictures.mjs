/**
 * Takes the pictures of the guide from those of the last walk: `node pictures.mjs [NAME …]`, after `npm run browser`; without
 * names all that the guide shows. A picture that weighs too much is refused, and so is a screen that the guide does not show.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reduced } from './palette.mjs';
import { names, paths } from './screens.mjs';
import { artefacts, root } from './support.mjs';

const heaviest = 150_000;
const guide = join(root, 'docs', 'guide');

/** Pictures of the guide whose name is not that of their screen. */
const named = {
  customer: 'customers-id',
  deal: 'deals-id',
  estimate: 'estimate-accepted',
  forecast: 'deals-forecast',
  invoice: 'invoice-overdue',
  lead: 'leads-id',
  taxes: 'catalogue-taxes',
};
/**
 * Not screens of the demo company as it is walked: backups in a firm's own folders, its logo, a signed visit, an open palette, the
 * first start, a paper, the real window. With the screen that they show.
 */
const others = {
  backups: 'settings-backups',
  'first-run': null,
  'handover-sheet': null,
  'invoice-pdf': null,
  palette: null,
  'settings-branch': 'settings-branch',
  visit: 'visits-id',
  window: null,
};

const shown = readdirSync(guide, { recursive: true })
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => [...readFileSync(join(guide, name), 'utf8').matchAll(/pictures\/([\w-]+)\.png/g)])
  .map(([, name]) => name);

const drawn = new Set(shown.map((name) => named[name] ?? others[name] ?? name));
const unseen = paths().filter((path) => !names(path).some((name) => drawn.has(name)));
if (unseen.length > 0) throw new Error(`The guide has no picture of ${unseen.join(', ')}`);

const chosen = process.argv.length > 2 ? process.argv.slice(2) : new Set(shown);
for (const name of chosen) {
  if (name in others) continue;
  const dark = name.endsWith('-dark') ? name : null;
  const from = join(artefacts, 'walk', `${dark ?? `${named[name] ?? name}-light`}.png`);
  const picture = reduced(readFileSync(from));
  if (picture.length > heaviest)
    throw new Error(`${from} weighs ${picture.length} bytes; a picture of the guide at most ${heaviest}`);
  writeFileSync(join(guide, 'pictures', `${name}.png`), picture);
  console.log(`${name}.png ${picture.length}`);
}
