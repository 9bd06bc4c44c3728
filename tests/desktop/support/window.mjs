/**
 * The real window, driven over WebDriver (W3C) by plain HTTP: tauri-driver starts the program and passes everything on to
 * WebKitWebDriver.
 */
import { spawn } from 'node:child_process';
import { openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterwards, artefacts, end, program } from '../../support.mjs';
import { screen } from './screen.mjs';

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const patienceMs = 20_000;

/** Keys without a character of their own (WebDriver §17.4.2). */
export const keys = { enter: '\uE007', escape: '\uE00C', tab: '\uE004', control: '\uE009' };

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts the driver on a screen and a message bus of its own. */
async function driver(t, env) {
  const [port, nativePort] = [await freePort(), await freePort()];
  // What driver, bus and webview say about themselves is of use only when something fails.
  const log = openSync(join(artefacts, 'window.log'), 'a');
  const words = ['--', process.env.TAURI_DRIVER ?? 'tauri-driver', '--port', port, '--native-port', nativePort];
  const child = spawn('dbus-run-session', words.map(String), {
    env: { ...env, DISPLAY: await screen(t), GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1' },
    stdio: ['ignore', log, log],
    detached: true,
  });
  afterwards(t, () => end(child));
  const address = `http://127.0.0.1:${port}`;
  for (const until = Date.now() + patienceMs; ; await pause(50)) {
    const ready = await fetch(`${address}/status`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return address;
    if (child.exitCode !== null) throw new Error(`tauri-driver ended with ${child.exitCode}`);
    if (Date.now() > until) throw new Error('tauri-driver does not answer');
  }
}

export class Window {
  constructor(address, session) {
    this.base = `${address}/session/${session}`;
  }

  /** Opens the window in the home `env`, with `words` on its command line. */
  static async open(t, env, ...words) {
    const address = await driver(t, env);
    // No browserName: the driver would look for a browser instead of our program.
    const capabilities = { 'tauri:options': { application: program('throughline'), args: words } };
    const answer = await send(`${address}/session`, 'POST', { capabilities: { alwaysMatch: capabilities } });
    const window = new Window(address, answer.sessionId);
    afterwards(t, () => window.close());
    return window;
  }

  async close() {
    if (this.closed) return;
    this.closed = true;
    await send(this.base, 'DELETE');
  }

  /** Runs a function body in the page and answers what it returns. */
  run(body, ...args) {
    return send(`${this.base}/execute/sync`, 'POST', { script: body, args });
  }

  title() {
    return send(`${this.base}/title`, 'GET');
  }

  /** Waits for an element by XPath and answers its id. */
  async find(xpath) {
    for (const until = Date.now() + patienceMs; ; await pause(50)) {
      const found = await send(`${this.base}/elements`, 'POST', { using: 'xpath', value: xpath });
      if (found.length > 0) return found[0][elementKey];
      if (Date.now() > until) {
        await this.picture('not-found');
        throw new Error(`nothing in the window is ${xpath}; see not-found.png in ${artefacts}`);
      }
    }
  }

  /** Waits for a heading that says `text`. */
  heading(text) {
    return this.find(`//*[self::h1 or self::h2][normalize-space()=${JSON.stringify(text)}]`);
  }

  /** Waits until the field of this name has the focus. */
  async inField(name) {
    for (const until = Date.now() + patienceMs; ; await pause(50)) {
      if ((await this.run('return document.activeElement?.name ?? ""')) === name) return;
      if (Date.now() > until) {
        await this.picture('not-in-field');
        throw new Error(`the focus is not in ${name}; see not-in-field.png in ${artefacts}`);
      }
    }
  }

  async click(xpath) {
    await send(`${this.base}/element/${await this.find(xpath)}/click`, 'POST', {});
  }

  /** Presses keys one after the other. */
  async type(text) {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.act(actions);
  }

  /** Presses a key while another one is held. */
  async chord(held, value) {
    await this.act([
      { type: 'keyDown', value: held },
      { type: 'keyDown', value },
      { type: 'keyUp', value },
      { type: 'keyUp', value: held },
    ]);
  }

  async act(actions) {
    await send(`${this.base}/actions`, 'POST', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Keeps a picture of the window for people to look at, and answers where it lies. */
  async picture(name) {
    const path = join(artefacts, `${name}.png`);
    writeFileSync(path, Buffer.from(await send(`${this.base}/screenshot`, 'GET'), 'base64'));
    return path;
  }
}

async function send(address, method, body) {
  const answer = await fetch(address, {
    method,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${address}: ${value?.error} ${value?.message}`);
  return value;
}
