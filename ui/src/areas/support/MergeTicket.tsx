/** Two tickets are about the same: one goes on in the other, where everything is read. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { useGo } from '@/app/router';
import { EmptyState, FormDialog, Select } from '@/design';
import { useRead, useWrite } from '@/host/queries';
import { type TicketDialogProps, useTicketNow } from './ticket-now';

export function MergeTicket({ ticket: opened, onClose }: TicketDialogProps) {
  const t = useT();
  const go = useGo();
  const merge = useWrite('ticket.merge');
  const { row } = useTicketNow(opened);
  const { version, onNewest } = useSeen(row.version, merge.reset);
  const [into, setInto] = useState<string | null>(null);
  const found = useRead('ticket.list', {
    filter: { customer_id: row.customer_id },
    sort: { column: 'opened', descending: true },
    limit: 100,
  }).data;
  const others = found?.rows.filter(({ id, status }) => id !== row.id && status !== 'closed') ?? [];
  const hasNone = found !== undefined && others.length === 0;
  return (
    <FormDialog
      title={t('ticket.merge_of', { ticket: row.subject })}
      error={merge.error}
      onNewest={onNewest}
      action={hasNone ? undefined : t('ticket.merge')}
      button={{ isDisabled: into === null }}
      onSubmit={() =>
        into === null
          ? undefined
          : merge.mutate(
              { id: row.id, version, into_id: into },
              {
                onSuccess: () => {
                  onClose();
                  go(`/tickets/${into}`);
                },
              },
            )
      }
      onClose={onClose}
    >
      {hasNone ? (
        <EmptyState text={t('ticket.merge_none', { customer: row.customer })} />
      ) : (
        <>
          <p className="text-text-2">{t('ticket.merge_text')}</p>
          <Select
            autoFocus
            name="into_id"
            label={t('ticket.merge_into')}
            options={others.map((one) => ({ id: one.id, text: one.subject, note: one.code }))}
            value={into}
            onChange={setInto}
          />
        </>
      )}
    </FormDialog>
  );
}
