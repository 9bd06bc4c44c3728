/**
 * Keeps a draft in the file without being asked: a moment after the last key, one write at a time. Until the core has
 * it, the keystrokes are kept on this computer by `useDraft`.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, call, run } from '@/host';
import { dropDraft } from '@/host/drafts';
import type { DraftKind } from '@/host/generated';
import { invalidate } from '@/host/queries';
import { type DocumentForm, inputOf, type Kept, withIds } from './document-form';

const pauseMs = 400;

export interface Saved {
  id: string;
  version: number;
}

interface Autosave {
  /** When it was last written, in epoch milliseconds. */
  savedAt: number | null;
  error: ApiError | null;
  saving: boolean;
  /** Writes what is not written yet; answers the saved draft, or throws the core's refusal. */
  flush: () => Promise<Saved>;
  /** What is in the file, once all that is on its way is there; null while nothing is. */
  inFile: () => Promise<Saved | null>;
  /** Goes on from another form and the record it belongs to, made of what stands here once all that is on its way is there. */
  restart: (next: (before: Kept) => Kept) => Promise<void>;
  /** Nothing is written any more: the draft was issued or deleted. */
  stop: () => void;
}

interface Wanted {
  kind: DraftKind;
  kept: Kept;
  /** What was read of the record. */
  read: Kept;
  /** Where the crash copy lies. */
  draftKey: string;
  /** Takes over what the core said: id, version, ids of lines. */
  settle: (next: (before: Kept) => Kept) => void;
}

const now = () => performance.timeOrigin + performance.now();

const idle = { savedAt: null, error: null, saving: false };

export function useAutosave({ kind, kept, read, draftKey, settle }: Wanted): Autosave {
  const client = useQueryClient();
  const said = useCallback(
    (form: DocumentForm | undefined) => (form ? JSON.stringify(inputOf(form, kind)) : ''),
    [kind],
  );
  const signature = said(kept.form);
  const written = useRef(said(kept.base));
  const place = useRef<Partial<Saved>>({ id: kept.id, version: kept.version });
  const newest = useRef<Kept>(kept);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const stopped = useRef(false);
  const [state, setState] = useState<{ savedAt: number | null; error: ApiError | null; saving: boolean }>(
    idle,
  );
  useEffect(() => {
    newest.current = kept;
  });

  const take = useCallback(
    (next: (before: Kept) => Kept) =>
      settle((before) => {
        newest.current = next(before);
        return newest.current;
      }),
    [settle],
  );

  const write = useCallback(async (): Promise<Saved> => {
    const { form } = newest.current;
    const draft = inputOf(form, kind);
    const { id, version } = place.current;
    if (id !== undefined && version !== undefined && said(form) === written.current) return { id, version };
    const reply =
      id === undefined
        ? await run(`${kind}.create`, { draft })
        : await run(`${kind}.update`, { id, version: version ?? 0, draft });
    const saved: Saved = { id: reply.result.id, version: reply.result.version };
    place.current = saved;
    written.current = said(form);
    const rows = form.lines.map((line) => line.key);
    const fresh = form.lines.some((line) => line.id === undefined);
    const stored = fresh ? (await call(`${kind}.get`, { id: saved.id })).draft : null;
    const named = (one: DocumentForm) => (stored ? withIds(one, rows, stored) : one);
    const base = named(form);
    // Ids of lines are no news for the core.
    written.current = said(base);
    take(({ form }) => ({ ...saved, form: named(form), base }));
    invalidate(client, reply.changed);
    return saved;
  }, [client, kind, said, take]);

  // One write after the other: the second knows the id and the version that the first was given.
  const queue = useCallback((): Promise<Saved> => {
    const work = last.current.catch(() => undefined).then(write);
    last.current = work;
    return work;
  }, [write]);

  const flush = useCallback(async (): Promise<Saved> => {
    setState((before) => ({ ...before, saving: true }));
    try {
      const saved = await queue();
      setState({ savedAt: now(), error: null, saving: false });
      return saved;
    } catch (cause) {
      const error = ApiError.from(cause);
      setState((before) => ({ ...before, error, saving: false }));
      throw error;
    }
  }, [queue]);

  const inFile = useCallback(async (): Promise<Saved | null> => {
    await last.current.catch(() => undefined);
    const { id, version } = place.current;
    return id === undefined || version === undefined ? null : { id, version };
  }, []);

  const restart = useCallback(
    async (next: (before: Kept) => Kept) => {
      await last.current.catch(() => undefined);
      take((before) => {
        const from = next(before);
        const { id, version = 0 } = place.current;
        // What has just been written over the same record is newer than what was read of it.
        if (id === undefined || id !== from.id || version <= (from.version ?? 0)) {
          place.current = { id: from.id, version: from.version };
          written.current = said(from.base);
        }
        return { ...from, ...place.current };
      });
      setState(idle);
    },
    [said, take],
  );

  // Others have changed it: theirs stands, unless something that was typed here is not in the file yet.
  const follow = async () => {
    await last.current.catch(() => undefined);
    const { id, version = 0 } = place.current;
    const isNews = id === read.id && version < (read.version ?? 0);
    if (isNews && !stopped.current && said(newest.current.form) === written.current)
      await restart(() => read);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another version of it is news.
  useEffect(() => void follow(), [read.version]);

  const ready = Boolean(kept.form.draft.customer_id);
  useEffect(() => {
    if (!ready || stopped.current || signature === written.current) return;
    const timer = setTimeout(() => void flush().catch(() => undefined), pauseMs);
    return () => clearTimeout(timer);
  }, [signature, ready, flush]);

  // Leaving the screen within the pause must not lose the last keys.
  const leave = useRef(() => undefined as unknown);
  useEffect(() => {
    leave.current = () => {
      if (!ready || stopped.current || signature === written.current) return;
      queue().then(
        () => dropDraft(draftKey),
        () => undefined,
      );
    };
  });
  useEffect(() => () => void leave.current(), []);

  const stop = useCallback(() => {
    stopped.current = true;
    dropDraft(draftKey);
  }, [draftKey]);
  return { ...state, flush, inFile, restart, stop };
}
