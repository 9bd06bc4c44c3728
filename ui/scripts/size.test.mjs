import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Runs the budget over pages whose first screen loads `initial` bytes in two files and a lazy one of `lazy` bytes. */
function run(initial, lazy) {
  const dist = mkdtempSync(join(tmpdir(), 'size-'));
  mkdirSync(join(dist, 'assets'));
  const first = "import './rest-a.js';\n";
  writeFileSync(join(dist, 'index.html'), '<script type="module" src="./assets/main-a.js"></script>');
  writeFileSync(join(dist, 'assets/main-a.js'), first);
  writeFileSync(join(dist, 'assets/rest-a.js'), 'x'.repeat(initial - first.length));
  writeFileSync(join(dist, 'assets/lazy-a.js'), 'x'.repeat(lazy));
  const { status, stderr } = spawnSync('node', ['scripts/size.mjs', dist], { encoding: 'utf8' });
  rmSync(dist, { recursive: true });
  return { status, stderr };
}

test('pages within their budget pass, and a byte more does not', () => {
  expect(run(900_000, 120_000)).toEqual({ status: 0, stderr: '' });
  expect(run(900_001, 1)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('initial JavaScript is over'),
  });
  expect(run(1_000, 120_001)).toMatchObject({ status: 1, stderr: expect.stringContaining('lazy-a.js') });
});
