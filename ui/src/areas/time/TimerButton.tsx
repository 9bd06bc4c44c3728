/** Starts and stops the timer where the work is. */
import { useT } from '@/app/i18n';
import { Button } from '@/design';
import type { TimeOn } from '@/host/generated';
import { useTimer } from './useTimer';

/** On a project, task or ticket: the timer starts for it, or stops when it is the one that runs. */
export function TimerButton({ on, size }: { on: TimeOn; size?: 'md' | 'sm' }) {
  const t = useT();
  const { timer, may, start, stop, isPending, dialog } = useTimer();
  if (!may) return null;
  const runs =
    timer !== null &&
    (['project_id', 'task_id', 'ticket_id'] as const).every(
      (one) => (timer.on[one] ?? null) === (on[one] ?? null),
    );
  return (
    <>
      <Button
        size={size}
        icon={runs ? 'square' : 'timer'}
        isDisabled={isPending}
        onPress={() => (runs ? stop() : start({ on }))}
      >
        {t(runs ? 'timer.stop' : 'timer.start')}
      </Button>
      {dialog}
    </>
  );
}
