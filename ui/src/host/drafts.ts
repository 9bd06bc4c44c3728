/**
 * Keystrokes that are not saved yet outlive a crash. They are kept on this computer only, per company, user and form,
 * and removed when the form is saved or thrown away.
 */
import { type SetStateAction, useCallback, useEffect, useRef, useState } from 'react';
import { readStoredJson, writeStored } from './stored';

const prefix = 'throughline.draft';
const writeDelayMs = 300;
const keepDays = 30;

interface Stored<Draft> {
  at: number;
  draft: Draft;
}

/**
 * The key of a form's draft. `company` is the id of the open file and `user` that of who works there, so that neither two companies
 * nor two people at one computer ever mix.
 */
export const draftKey = (company: string, user: string, form: string): string =>
  `${prefix}.${company}.${user}.${form}`;

export function readDraft<Draft>(key: string): Draft | undefined {
  return (readStoredJson(key) as Stored<Draft> | null | undefined)?.draft;
}

export function writeDraft<Draft>(key: string, draft: Draft): void {
  const stored: Stored<Draft> = { at: performance.timeOrigin + performance.now(), draft };
  writeStored(key, JSON.stringify(stored));
}

export function dropDraft(key: string): void {
  localStorage.removeItem(key);
}

/** Removes drafts that nobody came back to. */
export function sweepDrafts(): void {
  const oldest = performance.timeOrigin + performance.now() - keepDays * 86_400_000;
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(`${prefix}.`)) continue;
    try {
      const stored = JSON.parse(localStorage.getItem(key) ?? '') as Stored<unknown>;
      if (stored.at < oldest) localStorage.removeItem(key);
    } catch {
      localStorage.removeItem(key);
    }
  }
}

interface DraftOptions<Draft> {
  /** What of the state is worth keeping, and nothing when there is none; without it everything is. */
  worth?: (draft: Draft) => Draft | undefined;
  /** What of an earlier session still holds; without it everything does. */
  holds?: (kept: Draft) => Draft;
}

/**
 * State of a form that survives. `restored` says that it came from an earlier session, so that the form can offer to
 * start afresh; `settle` is called when the form was saved or thrown away.
 */
export function useDraft<Draft>(key: string, initial: Draft, options: DraftOptions<Draft> = {}) {
  const { worth = (draft) => draft, holds = (kept) => kept } = options;
  const [found] = useState(() => {
    const kept = readDraft<Draft>(key);
    return kept === undefined ? undefined : holds(kept);
  });
  const [draft, setDraft] = useState<Draft>(found ?? initial);
  const [restored, setRestored] = useState(found !== undefined);
  const unwritten = useRef<Draft | undefined>(undefined);
  const sift = useRef(worth);
  useEffect(() => {
    sift.current = worth;
  });

  const flush = useCallback(() => {
    if (unwritten.current === undefined) return;
    const left = sift.current(unwritten.current);
    if (left === undefined) dropDraft(key);
    else writeDraft(key, left);
    unwritten.current = undefined;
  }, [key]);

  useEffect(() => {
    const timer = setTimeout(flush, writeDelayMs);
    return () => clearTimeout(timer);
  });
  useEffect(() => flush, [flush]);

  const change = useCallback((next: (before: Draft) => Draft) => {
    setDraft((before) => {
      const after = next(before);
      unwritten.current = after;
      return after;
    });
  }, []);

  const settle = useCallback(
    (back: SetStateAction<Draft>) => {
      unwritten.current = undefined;
      dropDraft(key);
      setRestored(false);
      setDraft(back);
    },
    [key],
  );

  return { draft, change, restored, settle };
}
