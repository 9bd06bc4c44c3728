/** The keys of an action, as caps. Their order is the order of pressing, in every script. */
import { useT } from '@/app/i18n';
import { onMac, partsOf, useOwnKeys } from '@/app/keys';

const macCaps: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥' };
const caps: Record<string, string> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  space: 'Space',
  arrowleft: '←',
  arrowright: '→',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  tab: 'Tab',
};

function capOf(key: string): string {
  return (onMac ? macCaps[key] : undefined) ?? caps[key] ?? key.toUpperCase();
}

interface KeyHintProps {
  /** As bindings are written: `mod+k`, `c i`, `/`. */
  keys: string;
  /** Shown only while Alt is held. */
  reveal?: boolean;
  /** The keys stand for themselves, such as a sign to type, and not for a binding that may have other keys. */
  literal?: boolean;
}

/** What the caps of keys say, in the order of pressing. */
export const capsOf = (keys: string): string[] =>
  keys.split(' ').map((chord) => {
    const parts = partsOf(chord).map(capOf);
    return parts.join(onMac || parts.length === 1 ? '' : ' ');
  });

export function KeyHint({ keys, reveal, literal }: KeyHintProps) {
  const own = useOwnKeys(keys);
  return (
    <span className="keys" aria-hidden="true" data-reveal={reveal || undefined}>
      {capsOf(literal ? keys : own).map((cap, at) => (
        // A sequence may repeat a key, so its place names it.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the sequence is what a cap is.
        <kbd className="kbd" key={at}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}

const words: Record<string, string> = {
  mod: onMac ? 'Command' : 'Control',
  arrowup: 'Up',
  arrowdown: 'Down',
  arrowleft: 'Left',
  arrowright: 'Right',
};

const wordOf = (chord: string) =>
  partsOf(chord)
    .map((part) => words[part] ?? part.charAt(0).toUpperCase() + part.slice(1))
    .join('+');

/** Says keys in words, for those who do not see the caps: `Control+K`, `C then I`. They are said as they are given. */
export function useSayKeys(): (keys: string) => string {
  const t = useT();
  return (keys) =>
    keys
      .split(' ')
      .map(wordOf)
      .reduce((first, second) => t('keys.then', { first, second }));
}

/** The same keys for assistive technology: `Control+K`. */
export function useAriaKeys(keys: string | undefined): string | undefined {
  const own = useOwnKeys(keys ?? '');
  if (!keys) return undefined;
  return own
    .split(' ')
    .map((chord) =>
      chord
        .replace('mod', onMac ? 'Meta' : 'Control')
        .replace('shift', 'Shift')
        .replace('alt', 'Alt'),
    )
    .join(' ');
}
