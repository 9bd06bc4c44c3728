/** A ticket was opened for the wrong customer: it goes to the right one. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { useSeen } from '@/app/kept';
import { FormDialog } from '@/design';
import { useWrite } from '@/host/queries';
import { CustomerField } from '../billing/editor/CustomerField';
import { type TicketDialogProps, useTicketNow } from './ticket-now';

export function GiveTicket({ ticket: opened, onClose }: TicketDialogProps) {
  const t = useT();
  const update = useWrite('ticket.update');
  const { row } = useTicketNow(opened);
  const { version, onNewest } = useSeen(row.version, update.reset);
  const [customer, setCustomer] = useState({ id: row.customer_id, name: row.customer });
  return (
    <FormDialog
      title={t('ticket.customer')}
      error={update.error}
      onNewest={onNewest}
      action={t('ticket.customer')}
      button={{ isDisabled: customer.id === '' || customer.id === row.customer_id }}
      onSubmit={() =>
        update.mutate({ id: row.id, version, set: { customer_id: customer.id } }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <p className="text-text-2">{t('ticket.customer_text')}</p>
      <CustomerField
        autoFocus
        id={customer.id || undefined}
        name={customer.name}
        onChange={(id, name) => setCustomer({ id, name })}
      />
    </FormDialog>
  );
}
