/** Giving bindings other keys: what a recording makes of key presses, what is taken, and what swapping would do. */
import type { MessageId } from '@/app/i18n';
import type { KeySection } from '@/app/keymap';
import { blocksBrowser, isFree, keysIn, nameOf, type OwnKeys } from '@/app/keys';

/** What every binding does, by its default keys: one thing, or one on each of several screens. */
export type Bindings = ReadonlyMap<string, readonly MessageId[]>;

/** The bindings among these keys that can have others. */
export function bindingsOf(sections: readonly KeySection[]): Bindings {
  const all = new Map<string, MessageId[]>();
  for (const { keys, text } of sections.flatMap(({ lines }) => lines)) {
    if (!isFree(keys)) continue;
    const texts = all.get(keys) ?? [];
    all.set(keys, texts.includes(text) ? texts : [...texts, text]);
  }
  return all;
}

const single = /^\S$/u;

/** A key that begins a sequence would never let it be finished. */
const clash = (one: string, other: string) =>
  one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);

/** The keys that move along the rows of a list; with Shift they select on the way. */
const moving = ['j', 'k'];

/** All that is pressed for the binding `keys` where it has the keys `own`. */
const pressesOf = (keys: string, own: string) =>
  moving.includes(keys) && single.test(own) ? [own, `shift+${own}`] : [own];

/** The other bindings, by their default keys, that `wanted` could not be told from. */
export function clashes(all: Bindings, own: OwnKeys, keys: string, wanted: string): string[] {
  const presses = pressesOf(keys, wanted);
  const isTaken = (other: string) =>
    pressesOf(other, keysIn(own, other)).some((theirs) => presses.some((press) => clash(press, theirs)));
  return [...all.keys()].filter((other) => other !== keys && isTaken(other));
}

/** The own keys with one binding changed; its default is what is not kept. */
export function withKeys(own: OwnKeys, keys: string, wanted: string): OwnKeys {
  const others = Object.entries(own).filter(([one]) => one !== keys);
  return Object.fromEntries(wanted === keys ? others : [...others, [keys, wanted]]);
}

/** The own keys after two bindings have changed places; `null` where that would not end the clash. */
export function swapped(all: Bindings, own: OwnKeys, keys: string, wanted: string): OwnKeys | null {
  const [other, ...more] = clashes(all, own, keys, wanted);
  if (other === undefined || more.length > 0) return null;
  const given = keysIn(own, keys);
  const next = withKeys(withKeys(own, keys, wanted), other, given);
  const left = [...clashes(all, next, keys, wanted), ...clashes(all, next, other, given)];
  return left.length > 0 ? null : next;
}

/** What a press makes of a recording. */
export interface Recorded {
  /** `first` may be followed by a second letter; `kept` keys cannot be chosen. */
  kind: 'first' | 'taken' | 'kept' | 'cancel';
  keys: string;
}

/** Keys that say nothing by themselves. */
const silent = /^(control|shift|alt|altgraph|meta|capslock|numlock|fn|dead|process|unidentified)$/;
/** Writing, the clipboard, the window, and the numbers of the palette. */
const reserved = /^mod\+([1-9acvxyzqwtnhm]|shift\+z)$/;

/** Reads one press of a recording for the binding `keys`; `null` when it says nothing yet. */
export function record(keys: string, first: string | null, event: KeyboardEvent): Recorded | null {
  if (event.repeat || event.isComposing || silent.test(event.key.toLowerCase())) return null;
  const name = nameOf(event);
  if (name === 'escape') return { kind: 'cancel', keys: name };
  if (first && name === 'enter') return { kind: 'taken', keys: first };
  if (single.test(name)) {
    return first ? { kind: 'taken', keys: `${first} ${name}` } : { kind: 'first', keys: name };
  }
  if (name === keys) return { kind: 'taken', keys: name };
  const free = isFree(name) && !reserved.test(name) && !blocksBrowser(event);
  return { kind: free ? 'taken' : 'kept', keys: name };
}
