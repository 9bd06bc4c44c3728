/** The people at a customer. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Avatar, Button, EmptyState, type MenuAction, MoreMenu } from '@/design';
import type { Contact, Customer } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { useLogActivity } from '../sales/useLogActivity';
import { standing } from '../standing';
import { ContactDialog } from './ContactDialog';

/** Who somebody is and what for. */
export function Person({ contact, children }: { contact: Contact; children?: ReactNode }) {
  const t = useT();
  const roles = contact.roles.map((role) => t(`contact.role.${role}`));
  return (
    <>
      <Avatar name={contact.name} size="lg" />
      <div className="grow">
        <div className="cut font-medium" dir="auto">
          {contact.name}
        </div>
        <div className="text-xs text-text-3" dir="auto">
          {[contact.job, ...roles].filter(Boolean).join(' · ')}
        </div>
        {children}
      </div>
    </>
  );
}

interface PeopleCardsProps {
  customer: Customer;
  onAdd?: () => void;
}

export function PeopleCards({ customer, onAdd }: PeopleCardsProps) {
  const t = useT();
  const mayWrite = useMay()('contact.write', customer.owner_id);
  const remove = useWrite('contact.delete');
  const [edited, setEdited] = useState<Contact | null>(null);
  const logging = useLogActivity();
  const changes = (contact: Contact): MenuAction[] => [
    { id: 'edit', title: t('action.edit'), icon: 'pencil', run: () => setEdited(contact) },
    {
      id: 'delete',
      title: t('action.delete'),
      icon: 'trash-2',
      danger: true,
      run: () => remove.mutate({ id: contact.id, version: contact.version }, { onError: notifyError }),
    },
  ];
  return (
    <>
      {customer.contacts.length === 0 ? (
        <EmptyState
          text={t('contact.none_yet')}
          action={onAdd ? <Button onPress={onAdd}>{t('contact.new')}</Button> : null}
        />
      ) : (
        <ul className="cards">
          {customer.contacts.map((contact) => (
            <li key={contact.id} className="card">
              <Person contact={contact}>
                {contact.phone ? (
                  <div>
                    <bdi className="id tn">{contact.phone}</bdi>
                  </div>
                ) : null}
                {contact.email ? (
                  <div className="cut">
                    <bdi className="id">{contact.email}</bdi>
                  </div>
                ) : null}
                {contact.notes ? (
                  <p className="text-xs text-text-2" dir="auto">
                    {contact.notes}
                  </p>
                ) : null}
              </Person>
              {mayWrite || logging.may ? (
                <MoreMenu
                  label={t('contact.actions', { name: contact.name })}
                  size="sm"
                  groups={[
                    {
                      id: 'all',
                      // The key belongs to the customer whose page this is.
                      actions: logging
                        .action(contact.id, contact.name)
                        .map((action): MenuAction => ({ ...action, keys: undefined }))
                        .concat(mayWrite ? changes(contact) : []),
                    },
                  ]}
                />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {edited ? (
        <ContactDialog
          customerId={customer.id}
          contact={standing(edited, customer.contacts)}
          onClose={() => setEdited(null)}
        />
      ) : null}
      {logging.dialog}
    </>
  );
}
