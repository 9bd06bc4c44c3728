/** A task goes to other days, by a drag or by a key. Whoever waits for it and must move with it is shown first. */
import { type ReactNode, useState } from 'react';
import { preview, type RequestOf } from '@/host';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { MoveTask } from './MoveTask';
import type { TaskHead } from './useTaskActions';

export type ShiftTo = Omit<RequestOf<'task.move'>, 'id' | 'version'>;

interface TaskShift {
  shift: (task: TaskHead, to: ShiftTo) => Promise<void>;
  dialog: ReactNode;
}

export function useTaskShift(): TaskShift {
  const move = useWrite('task.move');
  const [asked, ask] = useState<{ task: TaskHead; to: ShiftTo } | null>(null);
  const shift = async (task: TaskHead, to: ShiftTo) => {
    const request = { id: task.id, version: task.version, ...to };
    try {
      const { result } = await preview('task.move', request);
      const isQuiet = result.moved.length === 0 && result.past_end === null;
      if (isQuiet) await move.mutateAsync(request);
      else ask({ task, to });
    } catch (cause) {
      notifyError(cause);
    }
  };
  const dialog = asked ? <MoveTask task={asked.task} to={asked.to} onClose={() => ask(null)} /> : null;
  return { shift, dialog };
}
