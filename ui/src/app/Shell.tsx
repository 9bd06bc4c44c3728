/** The frame of the window: sidebar, page, palette, help, notices. It knows areas only by their manifests. */
import { type ReactNode, useState } from 'react';
import { Toasts } from '@/design/Toasts';
import { undoNewest } from '@/host/undo';
import type { AreaManifest } from './areas';
import { useMay } from './company';
import { Help } from './Help';
import { useT } from './i18n';
import { type Binding, inField, useKeys } from './keys';
import { Palette } from './Palette';
import { cyclePanes, openPanes } from './panes';
import { useGo } from './router';
import { Sidebar } from './Sidebar';
import { resetText, stepText } from './size';
import { useStore } from './store';
import { useMedia } from './useMedia';

type Overlay = 'palette' | 'help' | null;

/** Keys of the areas: where to go and what to create. */
function useAreaKeys(areas: readonly AreaManifest[]): void {
  const go = useGo();
  const may = useMay();
  const bindings: Binding[] = [];
  for (const area of areas) {
    for (const entry of area.nav) {
      if (entry.keys && may(entry.permission)) bindings.push({ keys: entry.keys, run: () => go(entry.to) });
    }
    for (const command of area.commands) {
      if (command.keys && may(command.permission)) {
        bindings.push({ keys: command.keys, run: () => go(command.to, command.search) });
      }
    }
  }
  useKeys(bindings);
}

/** Some keyboards have the plus without Shift. */
const larger = ['mod+=', 'mod++'];

export function Shell({ areas, children }: { areas: readonly AreaManifest[]; children: ReactNode }) {
  const t = useT();
  const [overlay, setOverlay] = useState<Overlay>(null);
  const panes = useStore(openPanes);
  const wide = useMedia('(min-width: 1440px)');
  const narrow = useMedia('(max-width: 1000px)');
  const rail = (panes > 0 && !wide) || narrow;
  const openPalette = () => setOverlay('palette');
  useAreaKeys(areas);
  useKeys([
    { keys: 'mod+k', run: openPalette, overDialogs: true },
    { keys: '?', run: () => setOverlay('help') },
    { keys: 'mod+z', run: (event) => (inField(event.target) ? false : void undoNewest()) },
    ...larger.map((keys) => ({ keys, run: () => stepText(1), inFields: true, overDialogs: true })),
    { keys: 'mod+-', run: () => stepText(-1), inFields: true, overDialogs: true },
    { keys: 'mod+0', run: resetText, inFields: true, overDialogs: true },
    { keys: 'f6', run: () => cyclePanes(false), inFields: true },
    { keys: 'shift+f6', run: () => cyclePanes(true), inFields: true },
  ]);
  return (
    <div className="shell" data-rail={rail || undefined}>
      <button type="button" className="sr-only" onClick={() => document.getElementById('main')?.focus()}>
        {t('shell.skip')}
      </button>
      <Sidebar areas={areas} rail={rail} onSearch={openPalette} onHelp={() => setOverlay('help')} />
      <main id="main" className="main" data-pane tabIndex={-1}>
        {children}
      </main>
      {overlay === 'palette' ? (
        <Palette areas={areas} onClose={() => setOverlay(null)} onHelp={() => setOverlay('help')} />
      ) : null}
      {overlay === 'help' ? <Help areas={areas} onClose={() => setOverlay(null)} /> : null}
      <Toasts />
    </div>
  );
}
