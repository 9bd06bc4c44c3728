/** Asks before a deal that was handed over is opened again: what its handover made stays, and is named here. */
import { useT } from '@/app/i18n';
import { FormDialog, LinkRow, LinkRows } from '@/design';
import type { DealRow, HandoverMade } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { usePlaceOf } from '../sales/places';

interface ReopenDealProps {
  deal: DealRow;
  stays: readonly HandoverMade[];
  onClose: () => void;
}

export function ReopenDeal({ deal, stays, onClose }: ReopenDealProps) {
  const t = useT();
  const placeOf = usePlaceOf();
  const reopen = useWrite('deal.reopen');
  return (
    <FormDialog
      title={t('deal.reopen_title', { deal: deal.title })}
      error={reopen.error}
      action={t('deal.reopen')}
      button={{ autoFocus: true, isPending: reopen.isPending }}
      onSubmit={() => reopen.mutate({ id: deal.id, version: deal.version }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p className="text-text-2">{t('deal.reopen_stays')}</p>
      <LinkRows label={t('handover.stays')}>
        {stays.map(({ kind, id, code, title }) => (
          <LinkRow
            key={id}
            title={title}
            // What has no other name is called by its number.
            code={code === title ? undefined : code || undefined}
            note={t.by(`kind.${kind}`)}
            to={placeOf(kind, id)}
          />
        ))}
      </LinkRows>
    </FormDialog>
  );
}
