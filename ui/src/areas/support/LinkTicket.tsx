/** What a ticket is about: a deal of its customer. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { FormDialog, Select } from '@/design';
import { useRead, useWrite } from '@/host/queries';
import { nobody, ownerSent } from './nobody';
import { type TicketDialogProps, useTicketNow } from './ticket-now';

export function LinkTicket({ ticket: opened, onClose }: TicketDialogProps) {
  const t = useT();
  const link = useWrite('ticket.link');
  const { row, whole } = useTicketNow(opened);
  const { version, onNewest } = useSeen(row.version, link.reset);
  const [chosen, choose] = useState<string | null>(null);
  const deals =
    useRead('deal.list', {
      filter: { customer_id: row.customer_id },
      sort: { column: 'created', descending: true },
      limit: 100,
    }).data?.rows ?? [];
  const deal = chosen ?? whole?.deal_id ?? nobody;
  return (
    <FormDialog
      title={t('ticket.link_of', { ticket: row.subject })}
      error={link.error}
      onNewest={onNewest}
      action={t('action.save')}
      onSubmit={() => link.mutate({ id: row.id, version, deal_id: ownerSent(deal) }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p className="text-text-2">{t('ticket.link_text')}</p>
      <Select
        autoFocus
        name="deal_id"
        label={t('kind.deal')}
        options={[
          { id: nobody, text: t('ticket.no_deal') },
          ...deals.map(({ id, title, code }) => ({ id, text: title, note: code })),
        ]}
        value={deal}
        onChange={choose}
      />
    </FormDialog>
  );
}
