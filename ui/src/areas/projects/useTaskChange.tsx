/** Changes of a task where it stands. A day that moves others is shown first, with whom it moves. */
import { type ReactNode, useState } from 'react';
import { useT } from '@/app/i18n';
import { FormDialog } from '@/design';
import { preview } from '@/host';
import type { TaskChange, TaskChanged } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { Follows } from './MoveTask';
import type { TaskHead } from './useTaskActions';

interface Asked {
  task: TaskHead;
  set: TaskChange;
  changed: TaskChanged;
  answer: (isWanted: boolean) => void;
}

interface TaskChanging {
  change: (task: TaskHead, set: TaskChange) => Promise<unknown>;
  dialog: ReactNode;
}

export function useTaskChange(): TaskChanging {
  const t = useT();
  const update = useWrite('task.update');
  const [asked, ask] = useState<Asked | null>(null);
  const change = async (task: TaskHead, set: TaskChange) => {
    const request = { id: task.id, version: task.version, set };
    if (set.due_date !== undefined) {
      const { result } = await preview('task.update', request);
      const isQuiet = result.moved.length === 0 && result.past_end === null;
      const isWanted =
        isQuiet || (await new Promise<boolean>((answer) => ask({ task, set, changed: result, answer })));
      ask(null);
      if (!isWanted) return;
    }
    await update.mutateAsync(request);
  };
  const dialog = asked ? (
    <FormDialog
      title={t('task.move_named', { task: asked.task.title })}
      error={null}
      action={t('task.move_do')}
      button={{ autoFocus: true }}
      onSubmit={() => asked.answer(true)}
      onClose={() => asked.answer(false)}
    >
      <Follows changed={asked.changed} />
    </FormDialog>
  ) : null;
  return { change, dialog };
}
