/** happy-dom has no layout: a window of 1280 × 800 is assumed, so that virtual lists draw rows. */
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, vi } from 'vitest';
import { setTransport } from '@/host';

// What is waited for may be late on a busy machine.
configure({ asyncUtilTimeout: 5_000 });

for (const [name, size] of [
  ['offsetWidth', 1280],
  ['offsetHeight', 800],
  ['clientHeight', 800],
] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
}
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;
window.scrollTo = () => undefined;

afterEach(() => {
  cleanup();
  setTransport(undefined);
  vi.useRealTimers();
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
  location.hash = '';
  // What was read aloud stands there for seconds.
  for (const said of document.querySelectorAll('[data-live-announcer] [role="log"]')) said.replaceChildren();
  const root = document.documentElement;
  for (const name of root.getAttributeNames()) root.removeAttribute(name);
});

// The window goes on to the next file. Our modules do not, and what they remember is gone with them.
afterAll(() => vi.resetModules());
