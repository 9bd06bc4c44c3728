/**
 * Takes the pictures of the guide from those of the last walk: `node pictures.mjs`, after `npm run browser`. A picture that
 * nobody shows is not kept, and one that weighs too much is refused.
 */
import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { artefacts, root } from './support.mjs';

const heaviest = 150_000;
const guide = join(root, 'docs', 'guide');

/** Pictures of the guide whose name is not that of their screen. */
const named = {
  customer: 'customers-id',
  deal: 'deals-id',
  estimate: 'estimate-accepted',
  invoice: 'invoice-overdue',
  catalogue: 'catalogue-items',
  taxes: 'catalogue-taxes',
};
/** Not screens of the demo company: an open palette, the first start, a paper, the real window. */
const others = new Set(['palette', 'first-run', 'invoice-pdf', 'window']);

const shown = readdirSync(guide, { recursive: true })
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => [...readFileSync(join(guide, name), 'utf8').matchAll(/pictures\/([\w-]+)\.png/g)])
  .map(([, name]) => name);

for (const name of new Set(shown)) {
  if (others.has(name)) continue;
  const from = join(artefacts, 'walk', `${named[name] ?? name}-light.png`);
  const { size } = statSync(from);
  if (size > heaviest) throw new Error(`${from} weighs ${size} bytes; a picture of the guide at most ${heaviest}`);
  copyFileSync(from, join(guide, 'pictures', `${name}.png`));
  console.log(`${name}.png ${size}`);
}
