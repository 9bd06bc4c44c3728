/** One customer, seen whole: facts on the start side, people, places and history beside them. */
import { useState } from 'react';
import { useCompany, useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useLeaveDeleted } from '@/app/recent';
import { useGo, useParam } from '@/app/router';
import { Attachments } from '@/areas/files/Attachments';
import { Button, IconButton, MoreMenu, Notes, RecordHead, RecordPage, RecordTabs, Section } from '@/design';
import type { Customer } from '@/host/generated';
import { useChange, useRead } from '@/host/queries';
import { CustomerBalance } from '../billing/CustomerBalance';
import { EstimateRows, InvoiceRows, PaymentRows } from '../billing/DocumentRows';
import { RecurringRows } from '../billing/RecurringRows';
import { Commitments } from '../handover/Commitments';
import { ProjectRows, TaskRows } from '../projects/OfRecord';
import { Activities } from '../sales/Activities';
import { CustomerDeals } from '../sales/CustomerDeals';
import { NextAction } from '../sales/NextAction';
import { LogActivity } from '../sales/useLogActivity';
import { CustomerHealth } from '../support/CustomerHealth';
import { CustomerContracts, CustomerTickets } from '../support/CustomerSupport';
import { CustomerTime } from '../time/CustomerTime';
import { AddressDialog } from './AddressDialog';
import { AddressCards } from './Addresses';
import { ContactDialog } from './ContactDialog';
import { CustomerFacts } from './CustomerFacts';
import { useDeleteCustomers } from './delete';
import { History } from './History';
import { Latest } from './Latest';
import { OpenItems } from './OpenItems';
import { PeopleCards } from './People';

export default function CustomerPage() {
  const t = useT();
  const answer = useRead('customer.get', { id: useParam('id') }, { also: ['contact'] });
  return (
    <RecordPage answer={answer} above={{ to: '/customers', title: t('nav.customers') }}>
      {(customer) => <Loaded customer={customer} />}
    </RecordPage>
  );
}

type Open = 'contact' | 'address' | null;

function Loaded({ customer }: { customer: Customer }) {
  const t = useT();
  const leave = useLeaveDeleted();
  const { company } = useCompany();
  const has = useHas();
  const may = useMay();
  const mayWrite = may('customer.write', customer.owner_id);
  const mayWriteContact = may('contact.write', customer.owner_id);
  const [open, setOpen] = useState<Open>(null);
  const remove = useDeleteCustomers();
  const change = useChange('customer.update');
  const addContact = mayWriteContact ? (
    <IconButton icon="plus" size="sm" label={t('contact.new')} onPress={() => setOpen('contact')} />
  ) : null;
  const addAddress = mayWrite ? (
    <IconButton icon="plus" size="sm" label={t('address.new')} onPress={() => setOpen('address')} />
  ) : null;
  const people = (
    <PeopleCards customer={customer} onAdd={mayWriteContact ? () => setOpen('contact') : undefined} />
  );
  const places = <AddressCards customer={customer} onAdd={mayWrite ? () => setOpen('address') : undefined} />;
  return (
    <div className="page">
      <Head
        customer={customer}
        onContact={mayWriteContact ? () => setOpen('contact') : undefined}
        onAddress={mayWrite ? () => setOpen('address') : undefined}
        onDelete={
          mayWrite ? () => void remove([customer]).then((isDone) => isDone && leave('/customers')) : undefined
        }
      />
      <NextAction kind="customer" id={customer.id} />
      <div className="record">
        <CustomerFacts customer={customer} onAddContact={addContact} />
        <RecordTabs
          label={t('kind.customer')}
          tabs={[
            {
              id: 'overview',
              title: t('customer.overview'),
              content: (
                <>
                  {has('support') ? <CustomerHealth customerId={customer.id} /> : null}
                  <CustomerBalance customerId={customer.id} />
                  <Commitments customerId={customer.id} />
                  <OpenItems customerId={customer.id} />
                  <Notes
                    key={customer.id}
                    of={customer.id}
                    title={t('customer.notes')}
                    hint={t('customer.notes_hint')}
                    lines={3}
                    value={customer.notes}
                    save={(notes) => change(customer, { notes })}
                    disabled={!mayWrite}
                  />
                  <Attachments recordId={customer.id} mayWrite={mayWrite} />
                  <Latest customerId={customer.id} />
                </>
              ),
            },
            ...(has('sales')
              ? [
                  {
                    id: 'sales',
                    title: t('customer.sales'),
                    content: (
                      <>
                        <CustomerDeals customerId={customer.id} />
                        <EstimateRows of={{ customer_id: customer.id }} none={t('estimate.none_here')} />
                      </>
                    ),
                  },
                ]
              : []),
            ...(has('finance')
              ? [
                  {
                    id: 'money',
                    title: t('customer.money'),
                    content: (
                      <>
                        <CustomerBalance customerId={customer.id} />
                        <InvoiceRows of={{ customer_id: customer.id }} none={t('invoice.none_here')} />
                        <RecurringRows of={{ customer_id: customer.id }} />
                        <PaymentRows of={{ customer_id: customer.id }} none={t('payment.none_here')} />
                      </>
                    ),
                  },
                ]
              : []),
            ...(has('support') && may('ticket.read')
              ? [
                  {
                    id: 'tickets',
                    title: t('nav.tickets'),
                    content: <CustomerTickets customerId={customer.id} />,
                  },
                ]
              : []),
            ...(has('support') && may('contract.read')
              ? [
                  {
                    id: 'contracts',
                    title: t('nav.contracts'),
                    content: <CustomerContracts customerId={customer.id} />,
                  },
                ]
              : []),
            ...(has('delivery')
              ? [
                  {
                    id: 'delivery',
                    title: t('nav.projects'),
                    content: (
                      <>
                        <ProjectRows
                          of={{ customer_id: customer.id }}
                          begin={{ customerId: customer.id, customer: customer.name }}
                          none={t('project.none_here')}
                        />
                        <TaskRows
                          of={{ customer_id: customer.id }}
                          about={{ kind: 'customer', id: customer.id }}
                        />
                        <CustomerTime customerId={customer.id} />
                      </>
                    ),
                  },
                ]
              : []),
            {
              id: 'activities',
              title: t('activity.title'),
              content: <Activities of={{ customer_id: customer.id }} />,
            },
            { id: 'people', title: t('customer.people'), count: customer.contacts.length, content: people },
            {
              id: 'addresses',
              title: t('customer.addresses'),
              count: customer.addresses.length,
              content: (
                <Section title={t('customer.addresses')} action={addAddress}>
                  {places}
                </Section>
              ),
            },
            {
              id: 'history',
              title: t('history.title'),
              content: <History kind="customer" id={customer.id} />,
            },
          ]}
        />
      </div>
      {open === 'contact' ? <ContactDialog customerId={customer.id} onClose={() => setOpen(null)} /> : null}
      {open === 'address' ? (
        <AddressDialog
          customerId={customer.id}
          version={customer.version}
          country={customer.addresses[0]?.country ?? company.country}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  );
}

/** What may not be done is absent. */
interface HeadProps {
  customer: Customer;
  onContact: (() => void) | undefined;
  onAddress: (() => void) | undefined;
  onDelete: (() => void) | undefined;
}

/** What is begun for a customer stands in front; what is kept about it, and its end, behind the dots. */
function Head({ customer, onContact, onAddress, onDelete }: HeadProps) {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const has = useHas();
  const begin = (place: string) => () => go(place, { customer: customer.id });
  return (
    <RecordHead
      above={{ to: '/customers', title: t('nav.customers') }}
      crumb={<bdi className="id">{customer.code}</bdi>}
      title={customer.name}
    >
      <LogActivity recordId={customer.id} />
      {has('sales') && may('estimate.write') ? (
        <Button onPress={begin('/estimates/new')}>{t('estimate.new')}</Button>
      ) : null}
      {has('finance') && may('invoice.write') ? (
        <Button onPress={begin('/invoices/new')}>{t('invoice.new')}</Button>
      ) : null}
      <MoreMenu
        groups={[
          {
            id: 'add',
            actions: [
              ...(has('support') && may('ticket.write')
                ? [
                    {
                      id: 'ticket',
                      title: t('ticket.new'),
                      icon: 'life-buoy',
                      run: () => go('/tickets', { add: 'new', customer: customer.id }),
                    },
                  ]
                : []),
              ...(onContact
                ? [{ id: 'contact', title: t('contact.new'), icon: 'plus', run: onContact }]
                : []),
              ...(onAddress
                ? [{ id: 'address', title: t('address.new'), icon: 'plus', run: onAddress }]
                : []),
            ],
          },
          {
            id: 'end',
            actions: onDelete
              ? [{ id: 'delete', title: t('customer.delete'), icon: 'trash-2', danger: true, run: onDelete }]
              : [],
          },
        ]}
      />
    </RecordHead>
  );
}
