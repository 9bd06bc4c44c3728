/** A task is given to somebody else, or to nobody. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { FormDialog, Select } from '@/design';
import { useRead, useWrite } from '@/host/queries';
import { useOwners } from '../crm/owners';
import { newerOf } from '../standing';
import type { TaskHead } from './useTaskActions';
import { taskTags } from './words';

const nobody = 'nobody';

export function TaskOwner({ task, onClose }: { task: TaskHead; onClose: () => void }) {
  const t = useT();
  const update = useWrite('task.update');
  const now = newerOf(task, useRead('task.get', { id: task.id }, { also: taskTags }).data?.row);
  const { version, onNewest } = useSeen(now.version, update.reset);
  const owners = useOwners();
  const [chosen, choose] = useState<string | null>(null);
  const owner = chosen ?? now.owner_id ?? nobody;
  return (
    <FormDialog
      title={t('task.give_named', { task: task.title })}
      error={update.error}
      onNewest={onNewest}
      action={t('action.save')}
      onSubmit={() =>
        owner === (now.owner_id ?? nobody)
          ? onClose()
          : update.mutate(
              { id: task.id, version, set: { owner_id: owner === nobody ? '' : owner } },
              { onSuccess: onClose },
            )
      }
      onClose={onClose}
    >
      <Select
        autoFocus
        name="set.owner_id"
        label={t('task.owner')}
        options={[{ id: nobody, text: t('task.nobody') }, ...owners]}
        placeholder={now.owner || undefined}
        value={owner === nobody || owners.some(({ id }) => id === owner) ? owner : null}
        onChange={choose}
      />
    </FormDialog>
  );
}
