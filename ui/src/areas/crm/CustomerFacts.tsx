/** The facts of a customer, edited where they stand. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import {
  Avatar,
  ChoiceFact,
  EditableFact,
  Fact,
  FactsRail,
  FactsSection,
  Icon,
  IconButton,
  When,
} from '@/design';
import { dayOfInstant } from '@/design/format';
import type { Customer, CustomerChange } from '@/host/generated';
import { useChange, useRead, useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { CreditLimit } from './CreditLimit';
import { useOwners } from './owners';
import { Person } from './People';
import { TaxIdDialog } from './TaxIdDialog';
import { useTermChoice } from './useTermChoice';
import { kindOptions, languageOptions, termText, treatmentOptions } from './words';

interface CustomerFactsProps {
  customer: Customer;
  onAddContact: ReactNode;
}

export function CustomerFacts({ customer, onAddContact }: CustomerFactsProps) {
  const t = useT();
  const disabled = !useMay()('customer.write', customer.owner_id);
  const keep = useChange('customer.update');
  const change = (set: CustomerChange) => keep(customer, set);
  const terms = useTermChoice(
    customer.id,
    customer.payment_term,
    (payment_term) => change({ payment_term }),
    'set.payment_term',
  );
  const text = (field: 'name' | 'phone' | 'email' | 'website' | 'currency') => ({
    path: `set.${field}`,
    value: customer[field],
    save: (value: string) => change({ [field]: value }),
    disabled,
  });
  return (
    <FactsRail label={t('customer.facts')} of={customer.id}>
      <FactsSection title={t('customer.people')} action={onAddContact}>
        {customer.contacts.length === 0 ? <p className="text-text-3">{t('contact.none')}</p> : null}
        {customer.contacts.slice(0, 3).map((contact) => (
          <div key={contact.id} className="person">
            <Person contact={contact} />
          </div>
        ))}
      </FactsSection>
      <FactsSection title={t('customer.reach')}>
        <EditableFact label={t('customer.name')} {...text('name')} />
        <EditableFact
          label={t('customer.phone')}
          {...text('phone')}
          shown={<bdi className="id tn">{customer.phone}</bdi>}
          machine
          inputMode="tel"
        />
        <EditableFact
          label={t('customer.email')}
          {...text('email')}
          shown={<bdi className="id">{customer.email}</bdi>}
          machine
          inputMode="email"
        />
        <EditableFact
          label={t('customer.website')}
          {...text('website')}
          shown={<bdi className="id">{customer.website}</bdi>}
          machine
          inputMode="url"
        />
      </FactsSection>
      <FactsSection title={t('customer.terms')}>
        <ChoiceFact
          label={t('customer.payment')}
          path="set.payment_term"
          value={JSON.stringify(customer.payment_term)}
          shown={termText(customer.payment_term, t)}
          options={terms.options}
          save={terms.pick}
          disabled={disabled}
        />
        {terms.dialog}
        <EditableFact
          label={t('customer.credit_limit')}
          path="set.credit_limit"
          value={customer.credit_limit ?? ''}
          shown={customer.credit_limit === null ? '' : <CreditLimit customer={customer} />}
          save={(credit_limit) => change({ credit_limit })}
          machine
          inputMode="decimal"
          disabled={disabled}
        />
        <EditableFact label={t('customer.currency')} {...text('currency')} machine />
        <PriceListFact customer={customer} disabled={disabled} />
        <ChoiceFact
          label={t('customer.documents')}
          path="set.language"
          value={customer.language}
          options={languageOptions(t)}
          save={(language) => change({ language })}
          disabled={disabled}
        />
      </FactsSection>
      <TaxFacts customer={customer} disabled={disabled} />
      <RecordFacts customer={customer} disabled={disabled} />
    </FactsRail>
  );
}

interface PartProps {
  customer: Customer;
  disabled: boolean;
}

function TaxFacts({ customer, disabled }: PartProps) {
  const t = useT();
  const keep = useChange('customer.update');
  const change = (set: CustomerChange) => keep(customer, set);
  const remove = useWrite('tax_id.delete');
  const [adding, setAdding] = useState(false);
  const add = disabled ? null : (
    <IconButton icon="plus" size="sm" label={t('tax_id.new')} onPress={() => setAdding(true)} />
  );
  return (
    <FactsSection title={t('customer.tax')} action={add}>
      {customer.tax_ids.map((one) => (
        <div key={one.id} className="fact tax-id">
          <span className="fact-label row gap-1">
            {t(`tax_id.${one.scheme}`)}
            {one.valid ? null : (
              <span className="text-warn" title={t('tax_id.doubtful')}>
                <Icon name="alert-triangle" size={14} />
                <span className="sr-only">{t('tax_id.doubtful')}</span>
              </span>
            )}
          </span>
          <bdi className="id fact-value">{one.number}</bdi>
          {disabled ? null : (
            <IconButton
              icon="x"
              size="sm"
              kind="plain"
              label={t('tax_id.remove', { number: one.number })}
              onPress={() =>
                remove.mutate(
                  { customer_id: customer.id, version: customer.version, id: one.id },
                  { onError: notifyError },
                )
              }
            />
          )}
        </div>
      ))}
      <ChoiceFact
        label={t('customer.treatment')}
        path="set.tax_treatment"
        value={customer.tax_treatment}
        options={treatmentOptions(t)}
        save={(treatment) => change({ tax_treatment: treatment as Customer['tax_treatment'] })}
        disabled={disabled}
      />
      {adding ? <TaxIdDialog customer={customer} onClose={() => setAdding(false)} /> : null}
    </FactsSection>
  );
}

/** No list is chosen. */
const own = 'own';

/** Prices agreed with this customer; absent while the catalogue has no list. */
function PriceListFact({ customer, disabled }: PartProps) {
  const t = useT();
  const change = useChange('customer.update');
  const lists = useRead('price_list.list', {}, { enabled: useMay()('item.read') }).data?.rows ?? [];
  if (lists.length === 0) return null;
  return (
    <ChoiceFact
      label={t('customer.price_list')}
      path="set.price_list_id"
      value={customer.price_list_id ?? own}
      options={[
        { id: own, text: t('customer.price_list_none') },
        ...lists.map(({ id, name }) => ({ id, text: name })),
      ]}
      save={(id) => change(customer, { price_list_id: id === own ? '' : id })}
      disabled={disabled}
    />
  );
}

function RecordFacts({ customer, disabled }: PartProps) {
  const t = useT();
  const keep = useChange('customer.update');
  const change = (set: CustomerChange) => keep(customer, set);
  const owners = useOwners();
  const shown = customer.owner ? (
    <span className="row">
      <Avatar name={customer.owner} />
      <span className="cut">{customer.owner}</span>
    </span>
  ) : (
    ''
  );
  return (
    <FactsSection title={t('customer.record')}>
      <ChoiceFact
        label={t('customer.owner')}
        path="set.owner_id"
        value={customer.owner_id ?? ''}
        shown={shown}
        options={owners}
        save={(owner_id) => change({ owner_id })}
        disabled={disabled}
      />
      <ChoiceFact
        label={t('customer.kind')}
        path="set.kind"
        value={customer.kind}
        options={kindOptions(t)}
        save={(kind) => change({ kind: kind as Customer['kind'] })}
        disabled={disabled}
      />
      <EditableFact
        label={t('customer.source')}
        path="set.source"
        value={customer.source}
        save={(source) => change({ source })}
        disabled={disabled}
      />
      <Fact label={t('customer.since')}>
        <When day={dayOfInstant(customer.created_ms)} />
      </Fact>
    </FactsSection>
  );
}
