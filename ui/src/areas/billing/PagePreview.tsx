/**
 * The pages as they will be printed, drawn by the core from the same layout as the PDF. They stay white in the dark
 * theme: paper is white.
 */
import { useEffect, useRef, useState } from 'react';
import { useT } from '@/app/i18n';
import { paneOpened } from '@/app/panes';
import { createRemembered, useStore } from '@/app/store';
import { Callout, useReadable } from '@/design';
import { bytes, call } from '@/host';
import type { DraftInput, DraftKind, FieldError, Invoice, Payment } from '@/host/generated';

const pauseMs = 250;
/** Pages beyond these are read in the PDF. */
const pagesMost = 10;
const shown = createRemembered<'on' | 'off'>('throughline.page-preview', 'on', ['on', 'off']);

export function useShowsPage(): [boolean, () => void] {
  const value = useStore(shown);
  return [value === 'on', () => shown.set(value === 'on' ? 'off' : 'on')];
}

interface Drawing {
  images: string[];
  /** What of it cannot be printed as it stands. */
  warnings: readonly FieldError[];
  /** They are of a moment ago: what stands there now cannot be drawn. */
  isLate: boolean;
}

type Draw = (signal: AbortSignal) => Promise<{ pages: Blob[]; warnings: readonly FieldError[] }>;

const each = (pages: number, page: (number: number) => Promise<Blob>) =>
  Promise.all(Array.from({ length: Math.min(pages, pagesMost) }, (_, index) => page(index + 1)));

const blank: Drawing = { images: [], warnings: [], isLate: false };

/**
 * Draws when `signature` changes; the newest drawing wins, and the one before stays until it is there. Without a signature there
 * is nothing to draw.
 */
function usePages(signature: string | null, waitMs: number, draw: Draw): Drawing {
  const [drawing, setDrawing] = useState(blank);
  const ask = useRef(draw);
  useEffect(() => {
    ask.current = draw;
  });
  useEffect(() => {
    if (signature === null) {
      setDrawing(blank);
      return;
    }
    const abort = new AbortController();
    const run = async () => {
      const { pages, warnings } = await ask.current(abort.signal);
      if (abort.signal.aborted) return;
      setDrawing({ images: pages.map((page) => URL.createObjectURL(page)), warnings, isLate: false });
    };
    // While a number cannot be read the page of a moment ago stays, dimmed; the field says what is wrong.
    const dim = () =>
      abort.signal.aborted ? undefined : setDrawing((before) => ({ ...before, isLate: true }));
    const timer = setTimeout(() => void run().catch(dim), waitMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [signature, waitMs]);
  const { images } = drawing;
  useEffect(
    () => () => {
      for (const image of images) URL.revokeObjectURL(image);
    },
    [images],
  );
  return drawing;
}

interface PagesProps {
  drawing: Drawing;
  /** Said over a page that cannot be drawn yet. */
  waits?: string;
}

function Pages({ drawing: { images, warnings, isLate }, waits }: PagesProps) {
  const t = useT();
  const readable = useReadable();
  if (images.length === 0)
    return (
      <>
        {waits ? <p className="mb-2 text-xs text-text-2">{waits}</p> : null}
        <div className="page-blank" />
      </>
    );
  return (
    <>
      {warnings.map(({ path, message_id, params }) => (
        <Callout key={`${path} ${message_id}`} tone="warn">
          {t.by(message_id, readable(params))}
        </Callout>
      ))}
      {isLate ? (
        <p className="mb-2 text-xs text-text-2" role="status">
          {t('preview.late')}
        </p>
      ) : null}
      {images.map((image, index) => (
        <img
          key={image}
          src={image}
          alt={t('preview.page', { page: index + 1, pages: images.length })}
          data-late={isLate || undefined}
        />
      ))}
    </>
  );
}

const drawRecord =
  (id: string): Draw =>
  async (signal) => {
    const { pages, warnings } = await call('document.pages', { id }, signal);
    return { pages: await each(pages, (page) => bytes('document.page', { id, page }, signal)), warnings };
  };

const drawDraft =
  (kind: DraftKind, input: DraftInput): Draw =>
  async (signal) => {
    const { pages, warnings } = await call('document.draft_pages', { kind, draft: input }, signal);
    const draw = (page: number) => bytes('document.draft_page', { kind, draft: input, page }, signal);
    return { pages: await each(pages, draw), warnings };
  };

interface DraftPagesProps {
  kind: DraftKind;
  input: DraftInput;
  /** The record whose paper says just this already, because it went out like that. */
  sentId?: string;
}

/** The page of a document that is being typed. */
export function DraftPages({ kind, input, sentId }: DraftPagesProps) {
  const t = useT();
  useEffect(paneOpened, []);
  const drawable = Boolean(input.customer_id) && (input.lines?.length ?? 0) > 0;
  const drawing = usePages(
    sentId ?? (drawable ? JSON.stringify(input) : null),
    sentId ? 0 : pauseMs,
    sentId ? drawRecord(sentId) : drawDraft(kind, input),
  );
  return (
    <aside className="page-preview" aria-label={t('preview.title')}>
      <Pages drawing={drawing} waits={drawable || sentId ? undefined : t('preview.waits')} />
    </aside>
  );
}

/** What changes the page of an issued invoice: where it stands, whether it was sent, and the money that settled it. */
export const invoicePaper = ({ state, events, open, settled }: Invoice): string =>
  JSON.stringify([state, events.length, open, settled]);

/** What changes a receipt: what the payment settled, what is open there now, what is left, and whether it counts. */
export const receiptPaper = ({ allocations, deductions, credit, reversed }: Payment): string =>
  JSON.stringify([allocations, deductions, credit, reversed]);

interface RecordPagesProps {
  id: string;
  /** Tells when the pages may have changed; nothing is drawn without. */
  version: string | null;
  /** What it says now, where that is not what its record says that went out. */
  draft?: { kind: DraftKind; input: DraftInput };
}

/** The pages of what was issued, sent or received. */
export function RecordPages({ id, version, draft }: RecordPagesProps) {
  const t = useT();
  const drawing = usePages(
    version === null ? null : `${id} ${version}`,
    0,
    draft ? drawDraft(draft.kind, draft.input) : drawRecord(id),
  );
  return (
    <section className="record-pages" aria-label={t('preview.title')}>
      <Pages drawing={drawing} />
    </section>
  );
}
