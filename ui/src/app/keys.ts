/**
 * The keyboard map. Chords with a modifier work everywhere; single letters and two-letter sequences only outside of
 * fields, and not at all when the user switches them off (WCAG 2.1.4). The newest binding of a key wins, so a peek or
 * a dialog can take a key over while it is open.
 */
import { useEffect, useRef } from 'react';
import { createRemembered } from './store';

/** `on` unless single-letter shortcuts are switched off. */
export const letterKeys = createRemembered<'on' | 'off'>('throughline.letter-keys', 'on', ['on', 'off']);

/** How long a started sequence such as `C E` waits for its second letter. */
const sequenceMs = 1_200;

export interface Binding {
  /** `mod+k`, `c i`, `/`, `escape`. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  keys: string;
  /** Does it; answering `false` lets the next binding try. */
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that says nothing has handled the key.
  run: (event: KeyboardEvent) => boolean | void;
  /** Also works while a field has the focus. */
  inFields?: boolean;
}

const layers: Binding[][] = [];
let started: { prefix: string; at: number } | null = null;

/** Whether a first letter such as the `G` of `G K` waits for its second one, which is then no key of a widget. */
export const sequenceStarted = (now: number): boolean => started !== null && now - started.at < sequenceMs;

export const onMac = /mac|iphone|ipad/i.test(navigator.platform);

/** Names a key press the way bindings are written. */
export function nameOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const parts: string[] = [];
  if (onMac ? event.metaKey : event.ctrlKey) parts.push('mod');
  if (event.altKey) parts.push('alt');
  // A shifted sign such as `?` is its own key; only named keys and letters keep the shift.
  if (event.shiftKey && (key.length > 1 || /[a-z]/.test(key))) parts.push('shift');
  parts.push(key);
  return parts.join('+');
}

export function inField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) {
    return !['checkbox', 'radio', 'button', 'submit', 'reset', 'range'].includes(target.type);
  }
  return false;
}

const isLetter = (name: string) => name.length === 1;

/** Letters mean the page; while a dialog lies over it they mean nothing. */
const inDialog = (target: EventTarget | null) =>
  target instanceof Element && target.closest('.scrim') !== null;

function find(name: string, event: KeyboardEvent): boolean {
  const field = inField(event.target);
  for (const layer of layers.toReversed()) {
    for (const binding of layer) {
      if (binding.keys !== name || (field && !binding.inFields && !name.startsWith('mod+'))) continue;
      if (binding.run(event) !== false) return true;
    }
  }
  return false;
}

const startsSequence = (name: string) =>
  layers.some((layer) => layer.some((binding) => binding.keys.startsWith(`${name} `)));

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = nameOf(event);
  const letters = letterKeys.get() === 'on' && !inField(event.target) && !inDialog(event.target);
  if (isLetter(name) && !letters) return;
  const previous = started;
  started = null;
  if (previous && event.timeStamp - previous.at < sequenceMs && find(`${previous.prefix} ${name}`, event)) {
    event.preventDefault();
    return;
  }
  if (find(name, event)) {
    event.preventDefault();
  } else if (isLetter(name) && startsSequence(name)) {
    started = { prefix: name, at: event.timeStamp };
    event.preventDefault();
  }
}

/** Keys that a browser would answer with reload, find, print or zoom: a window of ours has no use for them. */
const browserKeys = new Set([
  'mod+r',
  'mod+shift+r',
  'mod+p',
  'mod+f',
  'mod+g',
  'mod+shift+g',
  'f5',
  'f3',
  'mod+f5',
  'mod++',
  'mod+-',
  'mod+=',
  'mod+0',
]);

export function blocksBrowser(event: KeyboardEvent): boolean {
  return browserKeys.has(nameOf(event));
}

/** Starts listening; answers the function that stops. */
export function startKeys(): () => void {
  const block = (event: KeyboardEvent) => {
    if (blocksBrowser(event)) event.preventDefault();
    if (event.key === 'Alt') document.documentElement.dataset.alt = '';
  };
  const release = () => {
    delete document.documentElement.dataset.alt;
  };
  // Blocking happens on the way down, so that nothing inside the page can miss it; our own map listens on the way up
  // and sees keys that a widget has not used itself.
  const mapped = (event: KeyboardEvent) => {
    if (!blocksBrowser(event)) onKeyDown(event);
  };
  const wheel = (event: WheelEvent) => {
    if (event.ctrlKey) event.preventDefault();
  };
  window.addEventListener('keydown', block, { capture: true });
  window.addEventListener('keydown', mapped);
  window.addEventListener('keyup', release);
  window.addEventListener('blur', release);
  window.addEventListener('wheel', wheel, { passive: false });
  return () => {
    window.removeEventListener('keydown', block, { capture: true });
    window.removeEventListener('keydown', mapped);
    window.removeEventListener('keyup', release);
    window.removeEventListener('blur', release);
    window.removeEventListener('wheel', wheel);
  };
}

/** Binds keys for as long as the component is mounted. */
export function useKeys(bindings: readonly Binding[]): void {
  const newest = useRef(bindings);
  useEffect(() => {
    newest.current = bindings;
  });
  const names = bindings.map((binding) => `${binding.keys}${binding.inFields ? '!' : ''}`).join('|');
  useEffect(() => {
    const layer = names
      .split('|')
      .filter(Boolean)
      .map(
        (name, index): Binding => ({
          keys: name.replace(/(?<=.)!$/, ''),
          inFields: name.length > 1 && name.endsWith('!'),
          run: (event) => newest.current[index]?.run(event),
        }),
      );
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [names]);
}
