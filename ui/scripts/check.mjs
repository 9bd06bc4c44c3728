// Rules of the interface that no linter knows. Each has a reason in the design; a breach names file and line.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPlural, parse } from './messages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const problems = [];

function files(folder, pattern) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

const isTest = (path) => /\.test\.tsx?$|^src\/test\//.test(path);
const withoutComments = (text) =>
  text.replace(/\/\*[\s\S]*?\*\//g, (found) => found.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/.*$/gm, '$1');

/** [what is wrong, pattern, files it does not apply to] */
const codeRules = [
  ['fetch belongs to src/host/http.ts', /\bfetch\(/, ['src/host/http.ts']],
  ['@tauri-apps belongs to src/host/tauri.ts', /@tauri-apps\//, ['src/host/tauri.ts']],
  [
    '@dnd-kit belongs to the board',
    /@dnd-kit\//,
    ['src/design/Board/useBoard.ts', 'src/design/Board/Board.tsx'],
  ],
  [
    'dates are written by src/design/format.ts',
    /\bnew Date\b|\bDate\.(now|parse|UTC)\b|\.toLocale\w*\(/,
    ['src/design/format.ts'],
  ],
  ['numbers are written by src/design/format.ts', /\bIntl\.(?!String)/, ['src/design/format.ts']],
  ['amounts stay text', /\bparseFloat\(|\bNumber\([^)]*(amount|price|total|sum|rate|quantity|money)/i, []],
  [
    'no native date, time or colour input',
    /type=["{']+(date|time|datetime-local|month|week|color|file)\b/,
    [],
  ],
  ['documents are printed by the core', /window\.print\b|\.print\(\)/, []],
  ['files are saved by the core', /<a[^>]*\sdownload\b/, []],
  ['no HTML5 drag', /\bdraggable=|\bonDragStart=\{|dataTransfer/, ['src/design/file-drop.ts']],
  ['the document is never loaded again', /\blocation\.(href\s*=|assign|replace|reload)/, []],
  ['no inline style element', /<style\b|createElement\(['"]style/, []],
  ['no network address', /https?:\/\/(?!127\.0\.0\.1|www\.w3\.org)/, []],
  ['no EventSource and no stream iteration: WebKitGTK lacks them', /\bEventSource\b|for await/, []],
];

const physicalClass =
  /(?:^|[\s"'`:])(?:-?(?:ml|mr|pl|pr|left|right|border-l|border-r|rounded-[lr]|rounded-[tb][lr])-[\w[]|text-(?:left|right)\b|float-(?:left|right)\b)/;
const jsxText = />\s*([^<>{}\n]*\p{L}{2,}[^<>{}\n]*)\s*<\//u;
const textProps = /\b(?:aria-label|title|label|placeholder|alt|text|note)="[^"]*\p{L}{2,}[^"]*"/u;

for (const path of files('src', /\.(ts|tsx)$/)) {
  if (isTest(path) || path === 'src/host/generated.ts') continue;
  withoutComments(readFileSync(join(root, path), 'utf8'))
    .split('\n')
    .forEach((line, index) => {
      const at = `${path}:${index + 1}`;
      for (const [rule, pattern, homes] of codeRules) {
        if (pattern.test(line) && !homes.includes(path)) problems.push(`${at}  ${rule}`);
      }
      if (/className=/.test(line) && physicalClass.test(line))
        problems.push(`${at}  use logical classes (ms-, pe-, start-)`);
      if (path.endsWith('.tsx') && (jsxText.test(line) || textProps.test(line))) {
        problems.push(`${at}  words belong in locales/en.json`);
      }
    });
}

const physicalCss =
  /^\s*(?:margin|padding|border)-(?:left|right|top|bottom)\b|^\s*(?:left|right|top|bottom|width|height|min-width|max-width|min-height|max-height)\s*:|text-align:\s*(?:left|right)/;
const costlyCss = /backdrop-filter|transition:\s*all/;
for (const path of files('src', /\.css$/)) {
  let exempt = false;
  withoutComments(readFileSync(join(root, path), 'utf8'))
    .split('\n')
    .forEach((line, index) => {
      // The one rule about a direction may name its side.
      if (/\[dir="(?:ltr|rtl)"\]/.test(line)) exempt = true;
      if (physicalCss.test(line) && !exempt) problems.push(`${path}:${index + 1}  use logical properties`);
      if (costlyCss.test(line)) problems.push(`${path}:${index + 1}  too costly in WebKitGTK`);
      if (/url\(["']?https?:/.test(line)) problems.push(`${path}:${index + 1}  no external address`);
      if (line.includes('}')) exempt = false;
    });
}

const catalogueOf = (name) => JSON.parse(readFileSync(join(root, 'locales', name), 'utf8'));
const page = catalogueOf('en.json');
const core = catalogueOf('en.core.json');
const source = files('src', /\.(ts|tsx)$/)
  .filter((path) => !isTest(path))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');

for (const key of Object.keys(page)) {
  if (key in core) problems.push(`locales: ${key} is in en.json and in en.core.json`);
}

// A key is used when its text stands in the source, or when a template such as `customer.kind.${…}` begins it.
const templates = [...source.matchAll(/[`']([\w.]+\.)\$\{/g)].map((found) => found[1]);
const runtime = ['command.', 'column.', 'price.why.', 'invoice.event.', 'invoice.settled.'];
for (const key of Object.keys(page)) {
  const used =
    source.includes(`'${key}'`) ||
    source.includes(`\`${key}\``) ||
    [...templates, ...runtime].some((start) => key.startsWith(start));
  if (!used) problems.push(`locales/en.json: ${key} is never said`);
}
for (const found of source.matchAll(/\bt\(\s*'([\w.]+)'/g)) {
  if (!(found[1] in page)) problems.push(`locales/en.json: ${found[1]} is missing`);
}

for (const name of ['en.json', 'en.core.json']) {
  for (const [key, text] of Object.entries(catalogueOf(name))) {
    try {
      parse(text);
    } catch (error) {
      problems.push(`locales/${name}: ${key} is not a message: ${error.message}`);
    }
    if (/\bplease\b|!$/i.test(text)) problems.push(`locales/${name}: ${key} begs or shouts`);
  }
}

// Other languages say the same keys with the same parameters; Arabic needs its six plural forms.
const forms = { ar: ['zero', 'one', 'two', 'few', 'many', 'other'] };
for (const path of files('locales', /\.json$/)) {
  const name = path.replace('locales/', '');
  if (name.startsWith('en')) continue;
  const language = name.split('.')[0];
  const base = name.includes('.core.') ? core : page;
  const own = catalogueOf(name);
  for (const key of Object.keys(base)) if (!(key in own)) problems.push(`${path}: ${key} is missing`);
  for (const [key, text] of Object.entries(own)) {
    if (!(key in base)) problems.push(`${path}: ${key} is nobody's`);
    for (const part of parse(text)) {
      const lacking = isPlural(part) ? (forms[language] ?? []).filter((form) => !(form in part.options)) : [];
      if (lacking.length > 0) problems.push(`${path}: ${key} lacks ${lacking.join(', ')}`);
    }
  }
}

const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
if (/"resolved"/.test(lock)) problems.push('package-lock.json names a registry host; keep .npmrc as it is');

if (problems.length > 0) {
  console.error(problems.join('\n'));
  console.error(`${problems.length} breaches`);
  process.exit(1);
}
console.log(`check: ${Object.keys(page).length} messages, no breach`);
