/**
 * The page as it will be printed, drawn by the core from the same layout as the PDF. It stays white in the dark theme:
 * paper is white.
 */
import { useEffect, useState } from 'react';
import { useT } from '@/app/i18n';
import { paneOpened } from '@/app/panes';
import { createRemembered, useStore } from '@/app/store';
import { bytes, type CommandName } from '@/host';
import type { DraftInput, DraftKind } from '@/host/generated';

type PageCommand = 'document.preview_page';

/**
 * Whether the core draws pages. The type is computed from the generated commands: when the command appears there, this
 * line no longer compiles until it says `true`, and the pane is shown.
 */
export const pagesAvailable: PageCommand extends CommandName ? true : false = false;

const pauseMs = 250;
const shown = createRemembered<'on' | 'off'>('throughline.page-preview', 'on', ['on', 'off']);

export function useShowsPage(): [boolean, () => void] {
  const value = useStore(shown);
  return [value === 'on', () => shown.set(value === 'on' ? 'off' : 'on')];
}

export function PagePreview({ kind, input }: { kind: DraftKind; input: DraftInput }) {
  const t = useT();
  const signature = JSON.stringify(input);
  const [image, setImage] = useState<string | null>(null);
  useEffect(paneOpened, []);
  useEffect(() => {
    if (!input.customer_id) return;
    const abort = new AbortController();
    const ask = async () => {
      const payload = { kind, draft: JSON.parse(signature) as DraftInput, page: 1 };
      const blob = await bytes('document.preview_page' as CommandName, payload as never, abort.signal);
      if (!abort.signal.aborted) setImage(URL.createObjectURL(blob));
    };
    // While a number cannot be read the page of a moment ago stays.
    const timer = setTimeout(() => void ask().catch(() => undefined), pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [kind, signature, input.customer_id]);
  useEffect(() => () => void (image && URL.revokeObjectURL(image)), [image]);
  return (
    <aside className="page-preview" aria-label={t('preview.title')}>
      {image ? <img src={image} alt={t('preview.page', { page: 1 })} /> : <div className="page-blank" />}
    </aside>
  );
}
