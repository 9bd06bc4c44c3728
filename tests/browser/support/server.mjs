/** The loopback server around one company file. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterwards, cli, demoCompany, end, home, newCompany, program, root } from '../../support.mjs';

/**
 * Serves a company, or no file at all for the first start: `company` (an object with name and country) makes a new one,
 * `demo` (a country) the demo company. `prepare` is told a function that runs commands on the file before it is served.
 * Answers the address with its token, the folder of the file, the process, and what `prepare` made.
 */
export async function serve(t, { company = null, demo = null, prepare = null } = {}) {
  const place = home(t);
  const file = demo ? demoCompany(place, demo) : company ? newCompany(place, company) : null;
  const call = (command, payload) => cli(place.env, 'call', file, command, JSON.stringify(payload)).result;
  const made = prepare?.(call);
  return { ...(await serveFile(t, place, file)), folder: place.folder, place, file, made };
}

/** Serves a file that is there; a port of its own unless `port` says so. */
export async function serveFile(t, { env }, file, port = 0) {
  const words = ['serve', ...(file ? [file] : []), '--port', String(port), '--pages', join(root, 'ui', 'dist')];
  const server = spawn(program('throughline-cli'), words, { env, detached: true });
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
  return { address, server };
}
