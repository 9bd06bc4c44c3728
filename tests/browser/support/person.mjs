/**
 * Somebody in front of the page. What they do is counted as the journeys of the design count it: one click, one chord or
 * one field typed is one interaction; waiting is none. Whatever the page complains about fails the journey.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { afterwards, artefacts } from '../../support.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Longest wait for anything on the page; a machine that builds at the same time is slow. */
const patienceMs = 15_000;

let started;

/** One browser for all journeys of a file; each has a context of its own. */
function browser() {
  started ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
  return started;
}

/** Closes the browser; call it once, after the last journey of a file. */
export async function closeBrowser() {
  await (await started)?.close();
  started = undefined;
}

/** A refusal by the core is an answer, and the page shows it; the browser calls it an error nevertheless. */
const isRefusal = (message) =>
  message.text().startsWith('Failed to load resource') &&
  message.location().url.includes('/api/call/') &&
  !message.text().includes('status of 403');

export class Person {
  interactions = 0;
  complaints = [];

  /** Opens the page at `address`; `theme` is light or dark, `locale` decides the language and the likely country. */
  static async at(t, address, { theme = 'light', locale = 'en-IN', width = 1280, height = 800 } = {}) {
    const context = await (await browser()).newContext({
      colorScheme: theme,
      locale,
      reducedMotion: 'reduce',
      viewport: { width, height },
    });
    const person = new Person();
    context.setDefaultTimeout(patienceMs);
    person.page = await context.newPage();
    person.listen();
    afterwards(t, async () => {
      // What stood there when a journey failed says more than its message.
      if (t.passed === false) await person.picture(`failed-${t.name.replace(/\W+/g, '-').slice(0, 60)}`);
      await context.close();
      assert.deepEqual(person.complaints, [], 'the page complained');
    });
    await person.page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    await person.page.goto(address);
    return person;
  }

  listen() {
    const complain = (text) => this.complaints.push(text);
    this.page.on('console', (message) => {
      if (message.type() === 'error' && !isRefusal(message)) complain(`console: ${message.text()}`);
    });
    this.page.on('pageerror', (error) => complain(`exception: ${error.stack ?? error}`));
    this.page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      const own = hostname === '127.0.0.1' || ['data:', 'blob:'].includes(protocol);
      if (!own) complain(`asked another site: ${request.url()}`);
    });
  }

  /** Presses a chord such as `Control+K`, or a sequence of letters such as `c c`. */
  async press(chord) {
    this.interactions += 1;
    for (const key of chord.split(' ')) await this.page.keyboard.press(key);
  }

  /** Types into whatever has the focus. */
  async type(text) {
    this.interactions += 1;
    await this.page.keyboard.type(text);
  }

  /** Types into whatever has the focus and keeps it with Enter: a field typed, one interaction. */
  async enter(text) {
    await this.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Clicks what has this role and name. */
  async click(role, name) {
    this.interactions += 1;
    await this.page.getByRole(role, { name }).click();
  }

  /** Waits until something with this role and name is there. */
  async sees(role, name) {
    await this.page.getByRole(role, { name }).first().waitFor();
  }

  /** Waits until the focus is in the field with this label. */
  isIn(label) {
    return this.has('textbox', label);
  }

  /** Waits until what has this role and name also has the focus. */
  async has(role, name) {
    const element = this.page.getByRole(role, { name, exact: true }).first();
    await element.waitFor();
    await this.page.waitForFunction((one) => document.activeElement === one, await element.elementHandle());
  }

  /** Does `work` and holds its interactions to a budget. */
  async within(budget, work) {
    const before = this.interactions;
    await work();
    const used = this.interactions - before;
    assert.ok(used <= budget, `${used} interactions, the budget is ${budget}`);
  }

  /** Keeps a picture of the page for people to look at. */
  async picture(name) {
    await this.page.evaluate(() => document.fonts.ready);
    await this.page.screenshot({ path: join(artefacts, `${name}.png`), animations: 'disabled', caret: 'hide' });
  }

  /** Nothing on the page keeps anybody out: axe finds nothing serious or critical. */
  async isAccessible(where) {
    assert.deepEqual(await this.barriers(), [], `${where} keeps people out`);
  }

  /** What axe calls serious or critical on the page as it stands. */
  async barriers() {
    // Evaluated by the debugger, so the page's own policy stays as strict as it is.
    await this.page.evaluate(axe.source);
    return this.page.evaluate(async () => {
      const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`);
    });
  }
}
