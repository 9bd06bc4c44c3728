/** Asks before a deal that was handed over is opened again: what its handover made stays, and is named here. */
import { useT } from '@/app/i18n';
import { FormDialog } from '@/design';
import type { DealRow, HandoverMade } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { MadeRows } from './MadeRows';

interface ReopenDealProps {
  deal: DealRow;
  stays: readonly HandoverMade[];
  onClose: () => void;
}

export function ReopenDeal({ deal, stays, onClose }: ReopenDealProps) {
  const t = useT();
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
      <MadeRows label={t('handover.stays')} rows={stays} />
    </FormDialog>
  );
}
