/** A new customer. While typing, customers that may be the same stand beside the form. */
import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { useKeys } from '@/app/keys';
import { Link } from '@/app/Link';
import { useGo } from '@/app/router';
import { AmountField, Button, Form, Icon, RecordHead, Select, TextField } from '@/design';
import { useReadable } from '@/design/Badge';
import { preview } from '@/host';
import type { CustomerKind, Duplicate, FieldError, TaxIdKind, TaxTreatment } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { CountrySelect } from './CountrySelect';
import { type CustomerDraft, emptyDraft, guardOf, requestOf } from './customer-draft';
import { useDuplicates } from './useDuplicates';
import { useTermChoice } from './useTermChoice';
import { customerKinds, heldText, reasonsText, taxIdOptions, treatmentOptions, usualTaxId } from './words';

export default function NewCustomer() {
  const t = useT();
  const go = useGo();
  const { company } = useCompany();
  const { draft, set, done, note } = useKept('customer.new', emptyDraft(company.country));
  const create = useWrite('customer.create');
  const duplicates = useDuplicates(guardOf(draft));
  const leave = () => {
    done();
    go('/customers');
  };
  // Escape also forgets what was typed; this binding is newer than that of the head.
  useKeys([{ keys: 'escape', run: leave }]);
  const submit = () => {
    if (create.isPending) return;
    create.mutate(requestOf(draft, company.country), {
      onSuccess: (reply) => {
        done();
        go(`/customers/${reply.result.id}`, undefined, { replace: true });
      },
    });
  };
  return (
    <div className="page">
      <RecordHead above={{ to: '/customers', title: t('nav.customers') }} title={t('customer.new')}>
        {note}
      </RecordHead>
      <Form
        label={t('customer.new')}
        error={create.error}
        onSubmit={submit}
        bodyClass="new-customer"
        footer={
          <footer className="sheet-f">
            <span className="text-text-3">{t('customer.create_says')}</span>
            <span className="row push-end">
              <Button onPress={leave}>{t('action.cancel')}</Button>
              <Button kind="primary" type="submit" keys="mod+enter">
                {t('customer.create')}
              </Button>
            </span>
          </footer>
        }
      >
        <div className="new-customer-columns">
          <Fields draft={draft} set={set} />
          <Duplicates rows={duplicates} />
        </div>
      </Form>
    </div>
  );
}

interface FieldsProps {
  draft: CustomerDraft;
  set: (part: Partial<CustomerDraft>) => void;
}

/** Asks the core, by a preview, what it thinks of a tax id; it is a doubt, never a wall. */
function useTaxWarning(draft: CustomerDraft): [string | undefined, () => void, () => void] {
  const t = useT();
  const readable = useReadable();
  const [warnings, setWarnings] = useState<readonly FieldError[]>([]);
  const ask = () => {
    if (draft.taxNumber.trim() === '') return;
    const request = {
      name: draft.name || draft.taxNumber,
      tax_ids: [{ scheme: draft.scheme, number: draft.taxNumber }],
    };
    preview('customer.create', request)
      .then((reply) => setWarnings(reply.result.warnings))
      // What is wrong beyond a doubt is said when the form is sent.
      .catch(() => setWarnings([]));
  };
  const first = warnings[0];
  return [first ? t.by(first.message_id, readable(first.params)) : undefined, ask, () => setWarnings([])];
}

function Fields({ draft, set }: FieldsProps) {
  const t = useT();
  const [taxWarning, askTax, forgetTax] = useTaxWarning(draft);
  return (
    <div className="new-customer-fields">
      <ToggleButtonGroup
        className="seg self-start"
        aria-label={t('customer.kind')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[draft.kind]}
        onSelectionChange={(keys) => set({ kind: [...keys][0] as CustomerKind })}
      >
        {customerKinds.map((kind) => (
          <ToggleButton key={kind} id={kind}>
            {t(`customer.kind.${kind}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField
        autoFocus
        name="name"
        label={t('customer.name')}
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <div className="form-2">
        <TextField
          name="phone"
          label={t('customer.phone')}
          optional
          machine
          type="tel"
          value={draft.phone}
          onChange={(phone) => set({ phone })}
        />
        <TextField
          name="email"
          label={t('customer.email')}
          optional
          machine
          inputMode="email"
          value={draft.email}
          onChange={(email) => set({ email })}
        />
        <Select
          label={t('customer.tax_id_kind')}
          options={taxIdOptions(draft.country, t)}
          value={draft.scheme}
          onChange={(scheme) => {
            set({ scheme: scheme as TaxIdKind });
            forgetTax();
          }}
        />
        <TextField
          name="tax_ids[0].number"
          label={t(`tax_id.${draft.scheme}`)}
          optional
          machine
          value={draft.taxNumber}
          onChange={(taxNumber) => {
            set({ taxNumber });
            forgetTax();
          }}
          onBlur={askTax}
          warning={taxWarning}
        />
      </div>
      <fieldset className="new-customer-part">
        <legend>{t('customer.address')}</legend>
        <TextField
          name="addresses[0].street"
          label={t('address.street')}
          optional
          lines={2}
          value={draft.street}
          onChange={(street) => set({ street })}
        />
        <div className="form-2">
          <TextField
            name="addresses[0].city"
            label={t('address.city')}
            optional
            value={draft.city}
            onChange={(city) => set({ city })}
          />
          <TextField
            name="addresses[0].postal_code"
            label={t('address.postal_code')}
            optional
            machine
            value={draft.postalCode}
            onChange={(postalCode) => set({ postalCode })}
          />
          <TextField
            name="addresses[0].region"
            label={t('address.region')}
            optional
            value={draft.region}
            onChange={(region) => set({ region })}
          />
          <CountryFields draft={draft} set={set} />
        </div>
      </fieldset>
      <Terms draft={draft} set={set} />
      {draft.kind === 'organisation' ? (
        <fieldset className="new-customer-part">
          <legend>{t('customer.contact')}</legend>
          <div className="form-2">
            <TextField
              name="contacts[0].name"
              label={t('contact.name')}
              optional
              value={draft.contactName}
              onChange={(contactName) => set({ contactName })}
            />
            <TextField
              name="contacts[0].job"
              label={t('contact.job')}
              optional
              value={draft.contactJob}
              onChange={(contactJob) => set({ contactJob })}
            />
          </div>
        </fieldset>
      ) : null}
    </div>
  );
}

/** The country of the address; how a customer abroad is taxed is asked, since nothing that is typed says it. */
function CountryFields({ draft, set }: FieldsProps) {
  const t = useT();
  const { company } = useCompany();
  return (
    <>
      <CountrySelect
        name="addresses[0].country"
        value={draft.country}
        onChange={(country) =>
          set({ country, scheme: draft.taxNumber.trim() === '' ? usualTaxId(country) : draft.scheme })
        }
      />
      {draft.country === company.country ? null : (
        <div className="wide">
          <Select
            name="tax_treatment"
            label={t('customer.treatment')}
            optional
            placeholder={t('customer.treatment_default')}
            note={t('customer.treatment_note')}
            options={treatmentOptions(t)}
            value={draft.treatment || null}
            onChange={(treatment) => set({ treatment: treatment as TaxTreatment })}
          />
        </div>
      )}
    </>
  );
}

const isCurrency = /^[A-Z]{3}$/;

function Terms({ draft, set }: FieldsProps) {
  const t = useT();
  const { company } = useCompany();
  const term = draft.term === '' ? undefined : (JSON.parse(draft.term) as unknown);
  const terms = useTermChoice('new', term, (chosen) => set({ term: JSON.stringify(chosen) }));
  const currency = draft.currency.trim().toUpperCase();
  return (
    <fieldset className="new-customer-part">
      <legend>{t('customer.terms')}</legend>
      <div className="form-2">
        <Select
          name="payment_term"
          label={t('customer.payment')}
          optional
          placeholder={t('customer.payment_default')}
          options={terms.options}
          value={draft.term === '' ? null : draft.term}
          onChange={terms.pick}
        />
        <TextField
          name="currency"
          label={t('customer.currency')}
          optional
          machine
          placeholder={company.home_currency}
          value={draft.currency}
          onChange={(typed) => set({ currency: typed })}
        />
        <AmountField
          name="credit_limit"
          label={t('customer.credit_limit')}
          optional
          currency={isCurrency.test(currency) ? currency : company.home_currency}
          value={draft.creditLimit}
          onChange={(creditLimit) => set({ creditLimit })}
        />
      </div>
      {terms.dialog}
    </fieldset>
  );
}

function Duplicates({ rows }: { rows: readonly Duplicate[] }) {
  const t = useT();
  return (
    <aside className="duplicates" aria-live="polite" aria-label={t('duplicates.title')}>
      {rows.length === 0 ? null : (
        <>
          <h2 className="row font-semibold">
            <Icon name="users" /> {t('duplicates.title')}
          </h2>
          <p className="text-xs text-text-3">{t('duplicates.text')}</p>
          <ul>
            {rows.map((row) => (
              <li key={row.id} className="card">
                {row.held_by === null ? (
                  <>
                    <Link to={`/customers/${row.id}`} className="link cut">
                      {row.name}
                    </Link>
                    <span className="cut text-xs text-text-3">
                      <bdi className="id">{row.code}</bdi>{' '}
                      {row.place ? t('list.and', { text: row.place }) : null}
                    </span>
                  </>
                ) : (
                  <span>{heldText(row, t)}</span>
                )}
                <span className="text-xs text-text-2">{reasonsText(row, t)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
