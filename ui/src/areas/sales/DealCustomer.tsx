/** A prospect becomes a customer: one that is known, or a new one made from the name. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { FormDialog } from '@/design';
import type { Deal } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { CustomerField } from '../billing/editor/CustomerField';

interface DealCustomerProps {
  deal: Deal;
  onClose: () => void;
  /** What goes on with the customer; nothing else than closing when absent. */
  onChosen?: (customerId: string) => void;
}

export function DealCustomer({ deal, onClose, onChosen }: DealCustomerProps) {
  const t = useT();
  const update = useWrite('deal.update');
  const [customer, setCustomer] = useState({ id: '', name: '' });
  const title = t('deal.choose_customer');
  return (
    <FormDialog
      title={title}
      error={update.error}
      action={t('action.save')}
      button={{ isDisabled: customer.id === '' }}
      onSubmit={() =>
        update.mutate(
          { id: deal.row.id, version: deal.row.version, set: { customer_id: customer.id } },
          {
            onSuccess: () => {
              onClose();
              onChosen?.(customer.id);
            },
          },
        )
      }
      onClose={onClose}
    >
      <p className="text-text-2">{t('deal.choose_customer_text', { name: deal.prospect })}</p>
      <CustomerField
        autoFocus
        begin={deal.prospect}
        path="set.customer_id"
        id={customer.id || undefined}
        name={customer.name}
        onChange={(id, name) => setCustomer({ id, name })}
      />
    </FormDialog>
  );
}
