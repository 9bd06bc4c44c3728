/** Where bills, goods and people go. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Button, EmptyState, Icon, MoreMenu } from '@/design';
import type { Address, Customer } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { standing } from '../standing';
import { AddressDialog } from './AddressDialog';
import { addressLines } from './address-lines';

interface AddressCardsProps {
  customer: Customer;
  onAdd?: () => void;
}

export function AddressCards({ customer, onAdd }: AddressCardsProps) {
  const t = useT();
  const { company } = useCompany();
  const mayWrite = useMay()('customer.write', customer.owner_id);
  const remove = useWrite('address.delete');
  const [edited, setEdited] = useState<Address | null>(null);
  return (
    <>
      {customer.addresses.length === 0 ? (
        <EmptyState
          text={t('address.none_yet')}
          action={onAdd ? <Button onPress={onAdd}>{t('address.new')}</Button> : null}
        />
      ) : (
        <ul className="cards">
          {customer.addresses.map((address) => (
            <li key={address.id} className="card">
              <Icon name="map-pin" className="mt-0.5 text-text-3" />
              <div className="grow">
                <div className="text-xs text-text-3">{t(`address.role.${address.role}`)}</div>
                {addressLines(address, company.country, t).map((line) => (
                  <div key={line} dir="auto">
                    {line}
                  </div>
                ))}
              </div>
              {mayWrite ? (
                <MoreMenu
                  label={t('address.actions')}
                  size="sm"
                  groups={[
                    {
                      id: 'all',
                      actions: [
                        {
                          id: 'edit',
                          title: t('action.edit'),
                          icon: 'pencil',
                          run: () => setEdited(address),
                        },
                        {
                          id: 'delete',
                          title: t('action.delete'),
                          icon: 'trash-2',
                          danger: true,
                          run: () =>
                            remove.mutate(
                              { customer_id: customer.id, version: customer.version, id: address.id },
                              { onError: notifyError },
                            ),
                        },
                      ],
                    },
                  ]}
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {edited ? (
        <AddressDialog
          customerId={customer.id}
          version={customer.version}
          country={company.country}
          address={standing(edited, customer.addresses)}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </>
  );
}
