/**
 * The keyboard map. Chords with a modifier work in fields too; single letters and two-letter sequences only outside of
 * them, and not at all when the user switches them off (WCAG 2.1.4). Keys mean the page: while a dialog or a menu lies over it, it
 * has them to itself. The newest binding of a key wins, so a peek can take a key over while it is open.
 *
 * A binding is named by its default keys. Somebody may give it keys of their own; they are translated here and nowhere
 * else, so whoever binds or shows a key writes the default one.
 */
import { type RefObject, useEffect, useRef } from 'react';
import { tableKeys } from './keymap';
import { createRemembered, createStored, useStore } from './store';

/** `on` unless single-letter shortcuts are switched off. */
export const letterKeys = createRemembered<'on' | 'off'>('throughline.letter-keys', 'on', ['on', 'off']);

/** Whether single letters are shortcuts, and the switch of it. */
export function useLetterKeys(): [boolean, (on: boolean) => void] {
  return [useStore(letterKeys) === 'on', (on) => letterKeys.set(on ? 'on' : 'off')];
}

/** Own keys by default keys; what is not named keeps its default. */
export type OwnKeys = Readonly<Record<string, string>>;

const chord = /^(mod\+)?(shift\+)?(\S|f(1|4|7|8|9|10))$/u;
const sequence = /^\S \S$/u;

/** Whether keys can be chosen freely; Enter, Escape, Tab, Space, arrows and other named keys always stay what they are. */
export const isFree = (keys: string): boolean =>
  (chord.test(keys) || sequence.test(keys)) && keys === keys.toLowerCase();

/** Reads stored own keys; what is damaged or would name two bindings alike falls back to the default. */
export function readOwnKeys(text: string | null): OwnKeys {
  const taken = new Set<unknown>();
  const sound = ([keys, own]: [string, unknown]) => {
    if (typeof own !== 'string' || own === keys || !isFree(keys) || !isFree(own) || taken.has(own))
      return false;
    taken.add(own);
    return true;
  };
  try {
    const found: unknown = JSON.parse(text ?? '{}');
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return {};
    return Object.fromEntries(Object.entries(found).filter(sound));
  } catch {
    return {};
  }
}

/** The keys that somebody chose on this computer. */
export const ownKeys = createStored<OwnKeys>('throughline.own-keys', readOwnKeys, (own) =>
  JSON.stringify(own),
);

/** The keys to press for a binding, named by its default keys. */
export const keysIn = (own: OwnKeys, keys: string): string => (Object.hasOwn(own, keys) && own[keys]) || keys;

/** The same for what is shown: it changes when the keys do. */
export function useOwnKeys(keys: string): string {
  return keysIn(useStore(ownKeys), keys);
}

/** The default keys that a press stands for; `null` when it stands for nothing since its binding has other keys. */
function defaultOf(name: string): string | null {
  const own = ownKeys.get();
  const found = Object.keys(own).find((keys) => own[keys] === name);
  if (found) return found;
  if (Object.hasOwn(own, name)) return null;
  const letter = /^shift\+(\S)$/u.exec(name)?.[1];
  if (!letter || tableKeys.has(name)) return name;
  const plain = defaultOf(letter);
  return plain && isLetter(plain) ? `shift+${plain}` : null;
}

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
  /** Also works while a dialog or a menu lies over the page. */
  overDialogs?: boolean;
}

/** The bindings of each component that has some, the newest last. */
const layers: RefObject<readonly Binding[]>[] = [];
let started: { prefix: string; at: number } | null = null;

/** Whether a first letter such as the `G` of `G K` waits for its second one, which is then no key of a widget. */
const sequenceStarted = (now: number): boolean => started !== null && now - started.at < sequenceMs;

export const onMac = /mac|iphone|ipad/i.test(navigator.platform);

/** What of an event says which keys were pressed; those of React say it too. */
type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'timeStamp'
>;

/** A sign of a script in which no binding is written. */
const foreign = /^[^\p{scx=Latin}\p{scx=Common}]/u;

/** The signs of a Latin keyboard by the place of their key, and those that its Shift gives. */
const placed: Record<string, string> = { Slash: '/?', Period: '.>', BracketLeft: '[{', BracketRight: ']}' };

/** What the key says on a Latin keyboard, for who writes Arabic, Hindi or another script. */
function latinOf({ key, code, shiftKey }: Pressed): string {
  if (!foreign.test(key)) return key;
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? placed[code]?.[shiftKey ? 1 : 0] ?? key;
}

/** Names a key press the way bindings are written. */
export function nameOf(event: Pressed): string {
  const key = event.key === ' ' ? 'space' : latinOf(event).toLowerCase();
  const parts: string[] = [];
  if (onMac ? event.metaKey : event.ctrlKey) parts.push('mod');
  // The other one of the two is never part of a binding, and a key pressed with it is not the bare key.
  if (onMac ? event.ctrlKey : event.metaKey) parts.push('other');
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

/** A sign without a modifier, other than the shift of a letter. */
const isLetter = (name: string) => /^(shift\+)?\S$/u.test(name);

/** Whether keys are a letter or a sequence of two, which work only while letters are on. */
export const areLetters = (keys: string): boolean => keys.split(' ').every(isLetter);

/** The keys that are pressed together: `mod`, `+` of `mod++`. */
export const partsOf = (name: string): string[] => name.split(/\+(?=.)/u);

/** A key press as a widget reads that takes keys itself. */
export interface Press {
  /** A default key of the map, or the name of a key as events have it, such as `ArrowDown`. */
  key: string;
  command: boolean;
  shift: boolean;
}

/** Reads a key press for a widget; `null` when it means nothing to it, as a letter does while letters are off. */
export function readPress(event: Pressed): Press | null {
  const name = nameOf(event);
  if (isLetter(name) && letterKeys.get() === 'off') return null;
  const waiting = isLetter(name) && sequenceStarted(event.timeStamp);
  const meant = waiting ? defaultOf(`${started?.prefix} ${name}`) : defaultOf(name);
  if (meant === null || meant.includes(' ')) return null;
  const parts = partsOf(meant);
  const last = parts.at(-1) ?? '';
  if (parts.includes('alt') || parts.includes('other')) return null;
  return {
    key: isLetter(last) ? last : event.key,
    command: parts.includes('mod'),
    shift: parts.includes('shift'),
  };
}

/** Whether a dialog, or the popover of a menu or a list, lies over the page. */
const isOverPage = (target: EventTarget | null) =>
  target instanceof Element && target.closest('.scrim, .pop') !== null;

/** Chords with Ctrl or ⌘ and the free function keys write nothing, so that they work in fields too. */
const typesNothing = (name: string) => /^(mod\+|(shift\+)?f\d)/.test(name);

function find(name: string, event: KeyboardEvent): boolean {
  const field = inField(event.target);
  const over = isOverPage(event.target);
  const own = ownKeys.get();
  for (const layer of layers.toReversed()) {
    for (const binding of layer.current) {
      if (keysIn(own, binding.keys) !== name || (over && !binding.overDialogs)) continue;
      if (field && !binding.inFields && !typesNothing(name)) continue;
      if (binding.run(event) !== false) return true;
    }
  }
  return false;
}

function startsSequence(name: string): boolean {
  const own = ownKeys.get();
  const starts = (keys: string) => keys.startsWith(`${name} `);
  // Own keys come first, for a widget that reads its keys itself has no layer.
  if (Object.values(own).some(starts)) return true;
  return layers.some((layer) => layer.current.some((binding) => starts(keysIn(own, binding.keys))));
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing) return;
  if (event.defaultPrevented) {
    started = null;
    return;
  }
  const name = nameOf(event);
  const letters = letterKeys.get() === 'on' && !inField(event.target) && !isOverPage(event.target);
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

/** Keys that a browser would answer with reload, find or print: a window of ours has no use for them. */
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
  useEffect(() => {
    layers.push(newest);
    return () => {
      layers.splice(layers.indexOf(newest), 1);
    };
  }, []);
}
