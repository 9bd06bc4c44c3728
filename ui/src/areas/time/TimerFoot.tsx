/** The timer at the foot of the sidebar: what runs and since when, wherever one is; or the way to start one. */
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useT } from '@/app/i18n';
import { Hint, Icon, IconButton } from '@/design';
import { formatSpan } from '@/design/format';
import type { Timer } from '@/host/generated';
import { invalidate } from '@/host/queries';
import { useElapsed, useTimer } from './useTimer';
import './time.css';

const StartTimer = lazy(() => import('./StartTimer'));
const RunningTimer = lazy(() => import('./RunningTimer'));

export function TimerFoot({ rail }: { rail: boolean }) {
  const t = useT();
  const { timer, may, stop, isPending, dialog } = useTimer();
  const [starting, setStarting] = useState(false);
  if (!may) return null;
  return (
    <section className="timer" aria-label={t('timer.title')} data-running={timer !== null || undefined}>
      {timer ? (
        <Running timer={timer} rail={rail} isPending={isPending} onStop={stop} />
      ) : (
        <Hint text={t('timer.start')}>
          <AriaButton
            className="timer-start"
            aria-label={rail ? t('timer.start') : undefined}
            onPress={() => setStarting(true)}
          >
            <Icon name="timer" />
            {rail ? null : <span className="cut">{t('timer.start')}</span>}
          </AriaButton>
        </Hint>
      )}
      {starting ? (
        <Suspense fallback={null}>
          <StartTimer onClose={() => setStarting(false)} />
        </Suspense>
      ) : null}
      {dialog}
    </section>
  );
}

interface RunningProps {
  timer: Timer;
  rail: boolean;
  isPending: boolean;
  onStop: () => void;
}

function Running({ timer, rail, isPending, onStop }: RunningProps) {
  const t = useT();
  const client = useQueryClient();
  const refetch = useCallback(() => invalidate(client, ['timer']), [client]);
  const elapsed = formatSpan(useElapsed(timer, refetch));
  const [changing, setChanging] = useState(false);
  return (
    <>
      {rail ? null : (
        <span className="grow timer-what">
          <Hint text={t('timer.change')}>
            <AriaButton
              className="timer-title cut"
              aria-label={t('timer.change_of', { title: timer.title })}
              onPress={() => setChanging(true)}
            >
              <span dir="auto">{timer.title}</span>
            </AriaButton>
          </Hint>
          {/* Read aloud on demand only: a clock that speaks every second would drown everything else. */}
          <bdi className="timer-span tn" role="timer" aria-live="off">
            {elapsed}
          </bdi>
        </span>
      )}
      {changing ? (
        <Suspense fallback={null}>
          <RunningTimer timer={timer} onClose={() => setChanging(false)} />
        </Suspense>
      ) : null}
      <IconButton
        icon="square"
        kind="danger"
        size="sm"
        isDisabled={isPending}
        label={t('timer.stop_of', { title: timer.title, span: elapsed.slice(0, -3) })}
        onPress={onStop}
      />
    </>
  );
}
