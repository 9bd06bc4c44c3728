// The budget of the first screen in bytes: the program that index.html loads by itself. Lazy screens have a budget of their own, and so
// have the words, which are no program.
// node scripts/size.mjs [FOLDER]: exit status 1 when one is over.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url));
const limits = { initial: 900_000, initialGzip: 280_000, lazy: 120_000, words: 240_000 };

const html = readFileSync(join(dist, 'index.html'), 'utf8');
const loaded = new Set();
function follow(name) {
  if (loaded.has(name)) return;
  loaded.add(name);
  const code = readFileSync(join(dist, 'assets', name), 'utf8');
  for (const found of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) follow(found[1]);
}
for (const found of html.matchAll(/assets\/([\w.-]+\.js)/g)) follow(found[1]);

const bytes = (name) => statSync(join(dist, 'assets', name)).size;
const sum = (names, size) => [...names].reduce((total, name) => total + size(name), 0);
const initial = sum(loaded, bytes);
const gzip = sum(loaded, (name) => gzipSync(readFileSync(join(dist, 'assets', name))).length);
const words = readdirSync(join(dist, 'assets')).filter((name) => /^en[.-].*\.js$/.test(name));
const worded = sum(words, bytes);
const lazy = readdirSync(join(dist, 'assets'))
  .filter((name) => name.endsWith('.js') && !loaded.has(name) && !words.includes(name))
  .map((name) => ({ name, size: bytes(name) }))
  .sort((a, b) => b.size - a.size);

console.log(
  `initial JavaScript ${initial} bytes, ${gzip} gzipped, in ${loaded.size} files; words ${worded}; largest lazy ${lazy[0]?.name} ${lazy[0]?.size}`,
);
const over = [
  initial > limits.initial && `initial JavaScript is over ${limits.initial}`,
  gzip > limits.initialGzip && `gzipped it is over ${limits.initialGzip}`,
  worded > limits.words && `the words are over ${limits.words}`,
  ...lazy
    .filter(({ size }) => size > limits.lazy)
    .map(({ name, size }) => `${name} has ${size}, over ${limits.lazy}`),
].filter(Boolean);
if (over.length > 0) {
  console.error(over.join('\n'));
  process.exit(1);
}
