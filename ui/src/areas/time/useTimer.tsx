/** The timer of who works here, and what starts and stops it. A time in doubt is asked for before anything happens. */
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useReducer, useState } from 'react';
import { useMay } from '@/app/company';
import type { RequestOf } from '@/host';
import type { Timer, TimerDoubt } from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';

const DoubtDialog = lazy(() => import('./DoubtDialog'));

interface Asked {
  doubt: TimerDoubt;
  /** What was to be started when the doubt came; the timer is only stopped when absent. */
  next?: RequestOf<'timer.start'>;
}

export interface TimerHandle {
  /** The one that runs. */
  timer: Timer | null;
  may: boolean;
  start: (request: RequestOf<'timer.start'>, done?: () => void) => void;
  stop: () => void;
  isPending: boolean;
  /** Asks for a time in doubt. */
  dialog: ReactNode;
}

export function useTimer(): TimerHandle {
  const may = useMay()('time.write');
  const timer = useRead('timer.get', {}, { also: ['file'], enabled: may }).data?.timer ?? null;
  const [asked, setAsked] = useState<Asked | null>(null);
  const starting = useWrite('timer.start');
  const stopping = useWrite('timer.stop');
  const start = (request: RequestOf<'timer.start'>, done?: () => void) =>
    starting.mutate(request, {
      onError: notifyError,
      onSuccess: ({ result }) => {
        if (result.doubt) setAsked({ doubt: result.doubt, next: request });
        done?.();
      },
    });
  const stop = () =>
    stopping.mutate(
      {},
      { onError: notifyError, onSuccess: ({ result }) => result.doubt && setAsked({ doubt: result.doubt }) },
    );
  return {
    timer,
    may,
    start,
    stop,
    isPending: starting.isPending || stopping.isPending,
    dialog: asked ? (
      <Suspense fallback={null}>
        <DoubtDialog {...asked} onClose={() => setAsked(null)} />
      </Suspense>
    ) : null,
  };
}

/** How long a timer has run, in milliseconds: what the core said, and what passed on this screen since. */
export function useElapsed(timer: Timer, refetch: () => void): number {
  const { now_ms, started_ms } = timer;
  // The instant of the core’s answer by this screen’s own clock, which nobody sets.
  const base = useMemo(() => performance.now() - now_ms, [now_ms]);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const ticking = setInterval(tick, 1_000);
    return () => clearInterval(ticking);
  }, []);
  useEffect(() => {
    // While the computer sleeps this screen’s clock may stand still.
    const wake = () => document.visibilityState === 'visible' && refetch();
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('focus', wake);
    return () => {
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('focus', wake);
    };
  }, [refetch]);
  return performance.now() - base - started_ms;
}
