/** A ticket is given to somebody, or to nobody. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { FormDialog, Select } from '@/design';
import { useWrite } from '@/host/queries';
import { useOwners } from '../crm/owners';
import { nobody, ownerSent } from './nobody';
import { type TicketDialogProps, useTicketNow } from './ticket-now';

export function AssignTicket({ ticket: opened, onClose }: TicketDialogProps) {
  const t = useT();
  const update = useWrite('ticket.update');
  const { row } = useTicketNow(opened);
  const { version, onNewest } = useSeen(row.version, update.reset);
  const owners = useOwners();
  const [chosen, choose] = useState<string | null>(null);
  const stands = row.owner_id ?? nobody;
  const owner = chosen ?? stands;
  return (
    <FormDialog
      title={t('ticket.owner_of', { ticket: row.subject })}
      error={update.error}
      onNewest={onNewest}
      action={t('action.save')}
      onSubmit={() =>
        owner === stands
          ? onClose()
          : update.mutate(
              { id: row.id, version, set: { owner_id: ownerSent(owner) } },
              { onSuccess: onClose },
            )
      }
      onClose={onClose}
    >
      <Select
        autoFocus
        name="set.owner_id"
        label={t('ticket.owner')}
        options={[{ id: nobody, text: t('ticket.nobody') }, ...owners]}
        placeholder={row.owner || undefined}
        value={owner === nobody || owners.some(({ id }) => id === owner) ? owner : null}
        onChange={choose}
      />
    </FormDialog>
  );
}
