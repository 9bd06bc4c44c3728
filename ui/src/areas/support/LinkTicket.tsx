/** What a ticket is about: a deal and a project of its customer, and another ticket about the same. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { FormDialog, Select } from '@/design';
import { useWrite } from '@/host/queries';
import { useFirst } from '../billing/DocumentRows';
import { AboutFields } from './AboutFields';
import { nobody, ownerSent } from './nobody';
import { type TicketDialogProps, useTicketNow } from './ticket-now';

interface Chosen {
  deal: string;
  project: string;
  related: string;
}

export function LinkTicket({ ticket: opened, onClose }: TicketDialogProps) {
  const t = useT();
  const link = useWrite('ticket.link');
  const { row, whole } = useTicketNow(opened);
  const { version, onNewest } = useSeen(row.version, link.reset);
  const [chosen, choose] = useState<Partial<Chosen>>({});
  const others = useFirst('ticket.list', {
    filter: { customer_id: row.customer_id },
    sort: { column: 'opened', descending: true },
    limit: 100,
  }).data?.rows;
  // One that is named stays among the choices, whosever it is.
  const named = whole?.related.find(({ id }) => id === whole.related_id) ?? whole?.related[0];
  const tickets = (others ?? []).filter(({ id }) => id !== row.id && id !== named?.id);
  const value: Chosen = {
    deal: whole?.deal_id ?? nobody,
    project: whole?.project_id ?? nobody,
    related: named?.id ?? nobody,
    ...chosen,
  };
  return (
    <FormDialog
      title={t('ticket.link_of', { ticket: row.subject })}
      error={link.error}
      onNewest={onNewest}
      action={t('action.save')}
      onSubmit={() =>
        link.mutate(
          {
            id: row.id,
            version,
            deal_id: ownerSent(value.deal),
            project_id: ownerSent(value.project),
            related_id: ownerSent(value.related),
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <p className="text-text-2">{t('ticket.link_text')}</p>
      <AboutFields
        autoFocus
        customerId={row.customer_id}
        value={value}
        named={whole?.project_id ? { id: whole.project_id, text: whole.project } : undefined}
        onChange={(part) => choose((before) => ({ ...before, ...part }))}
      />
      <Select
        name="related_id"
        label={t('ticket.related')}
        options={[
          { id: nobody, text: t('ticket.no_related') },
          ...[...(named ? [named] : []), ...tickets].map(({ id, subject, code }) => ({
            id,
            text: subject,
            note: code,
          })),
        ]}
        value={value.related}
        onChange={(related) => choose((before) => ({ ...before, related }))}
      />
    </FormDialog>
  );
}
