// docs/benchmarks.md from what script/bench has measured: node script/benchmarks.mjs FOLDER SMALL LARGE LARGE-FILE WINDOW-BUILD
import { existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

const [folder, small, large, file, build] = process.argv.slice(2);
const read = (name) => readFileSync(join(folder, name), 'utf8');
const lines = read('lines.jsonl')
  .split('\n')
  .filter((line) => line.startsWith('{'))
  .map((line) => JSON.parse(line));

const invoices = { '1k': '1,000', '10k': '10,000', '100k': '100,000' };
const customers = { '1k': '500', '10k': '5,000', '100k': '50,000' };
const grouped = (count) => count.toLocaleString('en');
/** What the demo company of a size has, each of it in proportion to its invoices. */
const holdings = (size) => {
  const thousands = Number.parseInt(size, 10);
  return (
    `${customers[size]} customers, ${invoices[size]} invoices of three lines, ${grouped(150 * thousands)} projects with ` +
    `${grouped(2_200 * thousands)} tasks, ${grouped(5_000 * thousands)} entries of time, ${invoices[size]} tickets with ` +
    `${grouped(5_000 * thousands)} messages, ${grouped(100 * thousands)} contracts, ${grouped(100 * thousands)} recurring invoices`
  );
};
const system = existsSync('/etc/os-release')
  ? /PRETTY_NAME="(.*)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  : undefined;
// Offset 96 of a database holds the version of the SQLite that wrote it last (sqlite.org/fileformat.html, section 1.3).
const header = Buffer.alloc(100);
readSync(openSync(file, 'r'), header, 0, header.length, 0);
const written = header.readUInt32BE(96);
const sqlite = [Math.floor(written / 1e6), Math.floor(written / 1e3) % 1e3, written % 1e3].join('.');
const processors = cpus();

const time = (ms) => (ms < 10 ? ms.toFixed(2) : ms.toFixed(1));
const row = (line) => {
  const holds = line.holds ? 'holds' : '**does not hold**';
  if (line.mib) {
    const [onSmall, onLarge, limit] = line.mib;
    return `| ${line.work} | ${onSmall} MiB | ${onLarge} MiB | | ${limit} MiB | | ${holds} |`;
  }
  const fsyncs = line.fsyncs === undefined ? '' : `, ${line.fsyncs} fsync`;
  return (
    `| ${line.work}${fsyncs} | ${time(line.small_ms)} | ${time(line.large_ms)} | ${line.ratio.toFixed(2)} ` +
    `| ${line.limit_ms} | ${line.limit_ratio ?? ''} | ${holds} |`
  );
};
const holding = lines.filter(({ holds }) => holds).length;

const window = existsSync(join(folder, 'window.json')) ? JSON.parse(read('window.json')) : undefined;
const started = window
  ? `From the start of the process (${build} build, a company file on its command line, a screen without graphics hardware) the
page begins after ${window.page_ms} ms and can be worked with after ${window.interactive_ms} ms: medians of ${window.runs} starts.`
  : 'The window was not measured in this run.';

process.stdout.write(`# Benchmarks

\`script/bench ${small} ${large}\` has written this page. It makes two demo companies through the product’s own commands and
measures each work on copies of both, in one process and by turns: medians of 21 runs after one to warm up. A ratio says more
than a time: what takes as long with ${invoices[large]} invoices as with ${invoices[small]} stays quick on any machine.

| | |
|---|---|
| processor | ${processors[0]?.model ?? 'unknown'}, ${processors.length} cores |
| memory | ${Math.round(totalmem() / 2 ** 30)} GiB |
| system | ${system ?? type()}, kernel ${release().split('-')[0]} |
| SQLite | ${sqlite}; write-ahead log, \`synchronous = FULL\` |
| small file | ${holdings(small)} |
| large file | ${holdings(large)} |

${holding} of ${lines.length} hold. Times are milliseconds in Rust, from the call of the command to its answer as JSON.

| work | small | large | ratio | limit | ratio at most | |
|---|---:|---:|---:|---:|---:|---|
${lines.map(row).join('\n')}

- A save is one command and one transaction. Its fsyncs are counted in the write-ahead log: SQLite syncs it once for each
  commit, so the frames that end a commit are counted before and after. Carrying the log over into the file, which SQLite
  does after some thousand changed pages, is outside of the count.
- *Jump to the middle* counts up to a far row, which takes longer the farther it is; its time is limited. A list that is
  scrolled goes on from the row it has seen (*deep page*).
- A search for a common word looks at what it meets, and the large file has a hundred times as many of them, so its time is
  limited and its ratio is only told. A word that finds little or nothing costs the same in both.
- A page has 50 rows, which the small file has of every list and under every filter.
- Times below a tenth of a millisecond count as a tenth in the ratio: below that the depth of a tree and the clock decide.
- Peak memory is that of the process with one file open after every work was done once (VmHWM).

## The window

${read('size.txt').trim().replace(/^./, (first) => first.toUpperCase())}. The limit of the initial JavaScript is 900,000 bytes;
\`npm run build\` fails above it.

${started}
`);
