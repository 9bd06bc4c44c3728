/** A prospect becomes a customer: one that is known, or a new one made from the name. */
import { useState } from 'react';
import { useT } from '@/app/i18n';
import { Button, Dialog, Form } from '@/design';
import type { Deal } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { CustomerField } from '../billing/editor/CustomerField';

interface DealCustomerProps {
  deal: Deal;
  onClose: () => void;
}

export function DealCustomer({ deal, onClose }: DealCustomerProps) {
  const t = useT();
  const update = useWrite('deal.update');
  const [customer, setCustomer] = useState({ id: '', name: deal.prospect });
  const title = t('deal.choose_customer');
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form
        label={title}
        error={update.error}
        onSubmit={() =>
          update.mutate(
            { id: deal.row.id, version: deal.row.version, set: { customer_id: customer.id } },
            { onSuccess: onClose },
          )
        }
        bodyClass="dialog-b"
        footer={
          <footer className="sheet-f">
            <span className="row push-end">
              <Button onPress={onClose}>{t('action.cancel')}</Button>
              <Button kind="primary" type="submit" keys="mod+enter" isDisabled={customer.id === ''}>
                {t('action.save')}
              </Button>
            </span>
          </footer>
        }
      >
        <p className="text-text-2">{t('deal.choose_customer_text', { name: deal.prospect })}</p>
        <CustomerField
          autoFocus
          path="set.customer_id"
          id={customer.id || undefined}
          name={customer.name}
          onChange={(id, name) => setCustomer({ id, name })}
        />
      </Form>
    </Dialog>
  );
}
