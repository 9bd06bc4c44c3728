/**
 * How long the real window takes from the start of its process until it can be worked with. No check of the product but a
 * figure of it: script/bench runs this and writes it down. FIGURES names the file for the answer.
 */
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually, home, newCompany, program } from '../support.mjs';
import { Window } from './support/window.mjs';

const runs = 5;
/** Clock ticks of a second in /proc (Linux gives user space 100 on every machine). */
const ticks = 100;

/** When the newest process of our program began, in epoch milliseconds. */
function began() {
  const ours = program('throughline');
  const starts = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (readlinkSync(join('/proc', pid, 'exe')) !== ours) return [];
        // After the name in brackets, which may hold spaces; the start is field 22 of the line (man 5 proc).
        const fields = readFileSync(join('/proc', pid, 'stat'), 'utf8').split(') ')[1].split(' ');
        return [Number(fields[19]) / ticks];
      } catch {
        // It ended meanwhile, or is somebody else's.
        return [];
      }
    });
  const up = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
  return Date.now() - (up - Math.max(...starts)) * 1000;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

test('the window starts', async (t) => {
  const { folder, env } = home(t);
  const file = newCompany({ folder, env }, { name: 'Sample Traders', country: 'IN' });
  const figures = { page: [], interactive: [] };
  // The first start fills the caches of the machine and does not count.
  for (let run = 0; run <= runs; run += 1) {
    const window = await Window.open(t, env, file);
    await window.find('//nav//a[contains(., "Customers")]');
    // The mark is set once the page has been drawn, a moment after it is there.
    const [origin, at] = await eventually(async () => {
      const marked = await window.run(`
        const [mark] = performance.getEntriesByName('boot:interactive');
        return mark ? [performance.timeOrigin, mark.startTime] : null;`);
      if (!marked) throw new Error('the page was never marked as interactive');
      return marked;
    });
    const start = began();
    if (run > 0) {
      figures.page.push(Math.round(origin - start));
      figures.interactive.push(Math.round(origin + at - start));
    }
    await window.close();
  }
  const said = { runs, page_ms: median(figures.page), interactive_ms: median(figures.interactive), all: figures };
  writeFileSync(process.env.FIGURES, JSON.stringify(said));
});
