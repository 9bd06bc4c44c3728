/** The keys of an action, as caps. Their order is the order of pressing, in every script. */
import { onMac } from '@/app/keys';

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
  return (
    (onMac ? macCaps[key] : undefined) ??
    caps[key] ??
    (key.length === 1 ? key.toUpperCase() : key.toUpperCase())
  );
}

interface KeyHintProps {
  /** As bindings are written: `mod+k`, `c i`, `/`. */
  keys: string;
  /** Shown only while Alt is held. */
  reveal?: boolean;
}

export function KeyHint({ keys, reveal }: KeyHintProps) {
  return (
    <span className="keys" aria-hidden="true" data-reveal={reveal || undefined}>
      {keys.split(' ').map((chord, at) => {
        const parts = chord === '+' ? ['+'] : chord.split('+').map(capOf);
        return (
          // A sequence may repeat a key, so its place names it.
          // biome-ignore lint/suspicious/noArrayIndexKey: the sequence never changes.
          <kbd className="kbd" key={at}>
            {parts.join(onMac || parts.length === 1 ? '' : ' ')}
          </kbd>
        );
      })}
    </span>
  );
}

/** The same keys for assistive technology: `Control+K`. */
export function ariaKeys(keys: string | undefined): string | undefined {
  if (!keys) return undefined;
  return keys
    .split(' ')
    .map((chord) =>
      chord
        .replace('mod', onMac ? 'Meta' : 'Control')
        .replace('shift', 'Shift')
        .replace('alt', 'Alt'),
    )
    .join(' ');
}
