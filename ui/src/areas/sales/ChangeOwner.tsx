/** A deal is given to somebody else. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { FormDialog, Select } from '@/design';
import type { DealRow } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { useOwners } from '../crm/owners';
import { useDealNow } from './CloseDeal';

export function ChangeOwner({ deal: opened, onClose }: { deal: DealRow; onClose: () => void }) {
  const t = useT();
  const update = useWrite('deal.update');
  const deal = useDealNow(opened);
  const { version, onNewest } = useSeen(deal.version, update.reset);
  const owners = useOwners();
  const [chosen, choose] = useState<string | null>(null);
  const owner = chosen ?? deal.owner_id ?? '';
  return (
    <FormDialog
      title={t('deal.owner_of', { deal: deal.title })}
      error={update.error}
      onNewest={onNewest}
      action={t('action.save')}
      onSubmit={() =>
        owner === (deal.owner_id ?? '')
          ? onClose()
          : update.mutate({ id: deal.id, version, set: { owner_id: owner } }, { onSuccess: onClose })
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
        onChange={choose}
      />
    </FormDialog>
  );
}
