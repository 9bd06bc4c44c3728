/** A deal is given to somebody else. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { FormDialog, Select } from '@/design';
import type { DealRow } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { useOwners } from '../crm/owners';

export function ChangeOwner({ deal, onClose }: { deal: DealRow; onClose: () => void }) {
  const t = useT();
  const update = useWrite('deal.update');
  const owners = useOwners();
  const [owner, setOwner] = useState(deal.owner_id ?? '');
  return (
    <FormDialog
      title={t('deal.owner_of', { deal: deal.title })}
      error={update.error}
      action={t('action.save')}
      onSubmit={() =>
        owner === (deal.owner_id ?? '')
          ? onClose()
          : update.mutate(
              { id: deal.id, version: deal.version, set: { owner_id: owner } },
              { onSuccess: onClose },
            )
      }
      onClose={onClose}
    >
      <Select
        autoFocus
        name="set.owner_id"
        label={t('deal.owner')}
        options={owners}
        placeholder={deal.owner || undefined}
        value={owners.some(({ id }) => id === owner) ? owner : null}
        onChange={setOwner}
      />
    </FormDialog>
  );
}
