/** The keys of an action, as caps. Their order is the order of pressing, in every script. */
import { type Translate, useT } from '@/app/i18n';
import type { KeyLine } from '@/app/keymap';
import { areLetters, onMac, partsOf, useLetterKeys, useOwnKeys } from '@/app/keys';

const macSigns: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥' };
const signs: Record<string, string> = {
  enter: '↵',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
};

/** What stands on the cap of a key. */
function capOf(t: Translate, key: string): string {
  const sign = (onMac ? macSigns[key] : undefined) ?? signs[key];
  if (sign) return sign;
  return t.has(`key.cap.${key}`) ? t.by(`key.cap.${key}`) : key.toUpperCase();
}

/** What the caps of keys say, in the order of pressing. */
export function useCaps(): (keys: string) => string[] {
  const t = useT();
  return (keys) =>
    keys.split(' ').map((chord) => {
      const parts = partsOf(chord).map((part) => capOf(t, part));
      return parts.join(onMac || parts.length === 1 ? '' : ' ');
    });
}

function wordOf(t: Translate, part: string): string {
  const id = part === 'mod' && onMac ? 'key.command' : `key.${part}`;
  return t.has(id) ? t.by(id) : part.charAt(0).toUpperCase() + part.slice(1);
}

/** Says keys in words, for those who do not see the caps: `Control+K`, `C then I`. They are said as they are given. */
export function useSayKeys(): (keys: string) => string {
  const t = useT();
  const say = (chord: string) =>
    partsOf(chord)
      .map((part) => wordOf(t, part))
      .join('+');
  return (keys) =>
    keys
      .split(' ')
      .map(say)
      .reduce((first, second) => t('keys.then', { first, second }));
}

function Caps({ keys, reveal }: { keys: string; reveal?: boolean }) {
  const caps = useCaps()(keys);
  return (
    <span className="keys" aria-hidden="true" data-reveal={reveal || undefined}>
      {caps.map((cap, at) => (
        // A sequence may repeat a key, so its place names it.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the sequence is what a cap is.
        <kbd className="kbd" key={at}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}

interface KeyHintProps {
  /** As bindings are written: `mod+k`, `c i`, `/`. */
  keys: string;
  /** Shown only while Alt is held. */
  reveal?: boolean;
  /** The keys stand for themselves, such as a sign to type, and not for a binding that may have other keys. */
  literal?: boolean;
}

/** The keys that do the same as what they stand beside; nothing while they do nothing. */
export function KeyHint({ keys, reveal, literal }: KeyHintProps) {
  const own = useOwnKeys(keys);
  const [letters] = useLetterKeys();
  if (literal) return <Caps keys={keys} />;
  return letters || !areLetters(own) ? <Caps keys={own} reveal={reveal} /> : null;
}

/** All keys of a line of the map, seen and said. */
export function KeysOf({ line: { keys, or } }: { line: KeyLine }) {
  const own = useOwnKeys(keys);
  const sayKeys = useSayKeys();
  const all = or ? [own, or] : [own];
  return (
    <>
      {all.map((one) => (
        <Caps key={one} keys={one} />
      ))}
      <span className="sr-only">{all.map(sayKeys).join(', ')}</span>
    </>
  );
}

/**
 * A chord for assistive technology, as `aria-keyshortcuts` has it: `Control+K` (WAI-ARIA 1.2). It has no way to write a sequence,
 * and names nothing that does nothing.
 */
export function useAriaKeys(keys: string | undefined): string | undefined {
  const own = useOwnKeys(keys ?? '');
  const [letters] = useLetterKeys();
  if (!keys || own.includes(' ') || (areLetters(own) && !letters)) return undefined;
  return own
    .replace('mod', onMac ? 'Meta' : 'Control')
    .replace('shift', 'Shift')
    .replace('alt', 'Alt');
}
