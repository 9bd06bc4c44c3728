/** A screen that is not there: Xvfb on a display of its own, for as long as a test runs. */
import { spawn } from 'node:child_process';
import { afterwards, end } from '../../support.mjs';

/** Starts a screen and answers its name, such as `:7`. Xvfb picks a number that nobody has. */
export async function screen(t, { width = 1400, height = 900 } = {}) {
  const words = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'];
  const server = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
  afterwards(t, () => end(server));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (status) => reject(new Error(`Xvfb ended with ${status}`)));
    let said = '';
    server.stdio[3].on('data', (text) => {
      said += text;
      if (said.includes('\n')) resolve(`:${said.trim()}`);
    });
  });
}
