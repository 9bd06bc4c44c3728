/** The loopback server around one company file. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterwards, cli, end, home, newCompany, program, root } from '../../support.mjs';

/**
 * Serves the company `company` (an object with name and country), or no file at all for the first start.
 * `prepare` is given a function that runs a command on the file before it is served. Answers the address with its token.
 */
export async function serve(t, { company = null, prepare } = {}) {
  const place = home(t);
  const file = company ? [newCompany(place, company)] : [];
  prepare?.((command, payload) => cli(place.env, 'call', ...file, command, JSON.stringify(payload)));
  const words = ['serve', ...file, '--port', '0', '--pages', join(root, 'ui', 'dist')];
  const server = spawn(program('throughline-cli'), words, { env: place.env, detached: true });
  afterwards(t, () => end(server));
  let complaint = '';
  server.stderr.on('data', (text) => {
    complaint += text;
  });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (text) => {
      said += text;
      if (said.includes('\n')) resolve(said.trim());
    });
    server.once('exit', (status) => reject(new Error(`the server ended with ${status}: ${complaint}`)));
  });
  return { address, folder: place.folder };
}
