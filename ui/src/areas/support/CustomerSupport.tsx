/** The tickets, contracts and entitlements of a customer, and what begins another one. */
import { useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import { Button } from '@/design';
import { NewEntitlement } from './NewEntitlement';
import { ContractRows, EntitlementRows, TicketRows } from './SupportRows';

interface CustomerSupportProps {
  customerId: string;
}

export function CustomerTickets({ customerId }: CustomerSupportProps) {
  const t = useT();
  const go = useGo();
  const mayWrite = useMay()('ticket.write');
  return (
    <TicketRows
      of={{ customer_id: customerId }}
      none={t('ticket.none_of_customer')}
      action={
        mayWrite ? (
          <Button size="sm" icon="plus" onPress={() => go('/tickets', { add: 'new', customer: customerId })}>
            {t('ticket.new')}
          </Button>
        ) : null
      }
    />
  );
}

export function CustomerContracts({ customerId }: CustomerSupportProps) {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <ContractRows
        of={{ customer_id: customerId }}
        none={t('contract.none_of_customer')}
        action={
          may('contract.write') ? (
            <Button
              size="sm"
              icon="plus"
              onPress={() => go('/contracts', { add: 'new', customer: customerId })}
            >
              {t('contract.new')}
            </Button>
          ) : null
        }
      />
      <EntitlementRows
        of={{ customer_id: customerId }}
        none={t('entitlement.none_of_customer')}
        action={
          may('entitlement.write') ? (
            <Button size="sm" icon="plus" onPress={() => setAdding(true)}>
              {t('entitlement.new')}
            </Button>
          ) : null
        }
      />
      {isAdding ? <NewEntitlement customerId={customerId} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
