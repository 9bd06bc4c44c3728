/** The facts above the lines: whom, when, on which terms; and those few that most documents do not need. */
import { useState } from 'react';
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { Button, Callout, Checkbox, DateField, NumberField, Select, TextField } from '@/design';
import { formatDay } from '@/design/format';
import type { Branch, Customer, DraftInput, DraftKind, Totals } from '@/host/generated';
import { useTermChoice } from '../../crm/useTermChoice';
import { languageOptions } from '../../crm/words';
import { useFirst } from '../DocumentRows';
import { CustomerField } from './CustomerField';
import type { DocumentForm } from './document-form';
import { indianStates } from './places';

/** What belongs to a currency beside its code. */
export const noRate = { rate: undefined, rate_date: undefined, rate_source: undefined };

interface FieldsProps {
  kind: DraftKind;
  /** The draft's own, such as `invoice.new`. */
  name: string;
  /** It comes again and again: its dates are not typed here, and its texts may name the period. */
  recurs?: boolean;
  form: DocumentForm;
  set: (part: Partial<DocumentForm['draft']>) => void;
  setCustomer: (id: string, name: string) => void;
  customer: Customer | undefined;
  branches: readonly Branch[];
  totals: Totals | null;
  /** What the core says about a field while it is typed, by path. */
  doubts: Record<string, string>;
}

type TextName = {
  [Name in keyof DraftInput]-?: DraftInput[Name] extends string | undefined ? Name : never;
}[keyof DraftInput];

/** What every text field of the draft shares. */
function useText({ form, set, doubts }: Pick<FieldsProps, 'form' | 'set' | 'doubts'>) {
  return (name: Exclude<TextName, undefined>) => ({
    name,
    value: (form.draft[name] as string | undefined) ?? '',
    onChange: (text: string) => set({ [name]: text }),
    warning: doubts[name],
  });
}

export function DocumentFields(props: FieldsProps) {
  const { kind, name, recurs, form, set, setCustomer, customer, branches, totals } = props;
  const t = useT();
  const { company, today } = useCompany();
  const { format } = useFormatLocale();
  const text = useText(props);
  const branch = branches.find((one) => one.id === form.draft.branch_id) ?? branches[0];
  const india = branch?.tax_scheme === 'gst_in';
  const date = form.draft.date ?? today;
  const term = form.draft.payment_term ?? customer?.payment_term;
  const terms = useTermChoice(name, term, (payment_term) => set({ payment_term }));
  const chosenTerm = terms.options.find((option) => option.id === JSON.stringify(term));
  return (
    <div className="doc-fields">
      {terms.dialog}
      <div className="wide">
        <CustomerField
          id={form.draft.customer_id}
          name={form.customer}
          onChange={setCustomer}
          end={customer?.tax_ids[0]?.number}
          warning={props.doubts.customer_id}
          autoFocus={!form.draft.customer_id}
        />
      </div>
      <TextField
        label={t('document.subject')}
        optional
        note={recurs ? t('recurring.words', words) : undefined}
        {...text('subject')}
      />
      {recurs ? null : (
        <DateField
          label={kind === 'invoice' ? t('invoice.date') : t('estimate.date')}
          today={today}
          past
          {...text('date')}
          value={date}
        />
      )}
      {kind === 'invoice' ? (
        <Select
          name="payment_term"
          label={t('document.terms')}
          placeholder={t('customer.payment_default')}
          options={terms.options.map((option) =>
            option.id === chosenTerm?.id && totals?.due_date
              ? {
                  ...option,
                  note: t('document.due', { date: formatDay(totals.due_date, format, 'short', today) }),
                }
              : option,
          )}
          value={chosenTerm?.id ?? null}
          onChange={(id) => void terms.pick(id)}
        />
      ) : (
        <DateField
          label={t('estimate.valid_until')}
          today={today}
          {...text('valid_until')}
          value={form.draft.valid_until ?? totals?.due_date ?? ''}
        />
      )}
      {india ? (
        <Select
          name="place_of_supply"
          label={t('document.place')}
          options={indianStates.map((code) => ({ id: code, text: t(`place.${code}`), note: code }))}
          value={form.draft.place_of_supply ?? totals?.place_of_supply ?? null}
          warning={props.doubts.place_of_supply}
          onChange={(place_of_supply) => set({ place_of_supply })}
        />
      ) : (
        <TextField label={t('document.order_no')} optional {...text('order_no')} />
      )}
      <RateFields {...props} branch={branch} home={branch?.currency ?? company.home_currency} />
      {['branch_id', 'lines'].map((path) =>
        props.doubts[path] ? (
          <div key={path} className="col-span-full doubted" tabIndex={-1}>
            <Callout tone="warn">{props.doubts[path]}</Callout>
          </div>
        ) : null,
      )}
    </div>
  );
}

/** What stands for the days of an invoice that comes again. */
const words = { period: '{period}', month: '{month}' };

/** A foreign currency needs the rate of its day, by hand. */
function RateFields(props: FieldsProps & { branch: Branch | undefined; home: string }) {
  const { form, customer, home } = props;
  const t = useT();
  const { today } = useCompany();
  const text = useText(props);
  const currency = (form.draft.currency?.trim() || customer?.currency || home).toUpperCase();
  if (currency === home) return null;
  return (
    <>
      <NumberField label={t('document.rate', { currency, home })} {...text('rate')} />
      <DateField
        label={t('document.rate_date')}
        optional
        today={today}
        past
        {...text('rate_date')}
        value={form.draft.rate_date ?? form.draft.date ?? today}
      />
      <TextField label={t('document.rate_source')} optional {...text('rate_source')} />
    </>
  );
}

interface MoreProps extends FieldsProps {
  /** Opens with the rest when one of them is filled. */
  india: boolean;
}

/** Order number, discount on the whole, notes and the rest: behind one button until they are wanted. */
export function MoreFields(props: MoreProps) {
  const { kind, recurs, form, set, branches, customer, india } = props;
  const t = useT();
  const { today } = useCompany();
  const text = useText(props);
  const { notes, discount, charge, order_no, supply_date, delivery_address_id } = form.draft;
  const filled = [notes, discount, charge, order_no, supply_date, delivery_address_id].some(Boolean);
  const [open, setOpen] = useState(filled);
  const branch = branches.find((one) => one.id === form.draft.branch_id) ?? branches[0];
  if (!open) {
    return (
      <Button kind="ghost" size="sm" icon="plus" onPress={() => setOpen(true)}>
        {t('document.more')}
      </Button>
    );
  }
  return (
    <div className="doc-more">
      <TextField
        label={t('document.notes')}
        optional
        lines={2}
        note={recurs ? t('recurring.words', words) : undefined}
        {...text('notes')}
      />
      <TextField
        label={kind === 'invoice' ? t('invoice.terms_text') : t('estimate.terms_text')}
        optional
        lines={2}
        {...text('terms')}
        value={
          form.draft.terms ?? (kind === 'invoice' ? branch?.invoice_terms : branch?.estimate_terms) ?? ''
        }
      />
      <div className="form-2">
        <TextField
          label={t('document.discount')}
          optional
          numeric
          placeholder={t('document.share_hint')}
          {...text('discount')}
        />
        <TextField
          label={t('document.charge')}
          optional
          numeric
          placeholder={t('document.share_hint')}
          {...text('charge')}
        />
        {india ? <TextField label={t('document.order_no')} optional {...text('order_no')} /> : null}
        {recurs ? null : (
          <DateField label={t('document.supply_date')} optional today={today} {...text('supply_date')} />
        )}
        <ContactField {...props} />
        <DeliveryField {...props} />
        {form.draft.customer_id ? <DealField {...props} /> : null}
        <Select
          name="language"
          label={t('document.language')}
          options={languageOptions(t)}
          value={form.draft.language ?? customer?.language ?? null}
          onChange={(language) => set({ language })}
        />
        <TextField
          label={t('document.currency')}
          machine
          {...text('currency')}
          value={form.draft.currency ?? customer?.currency ?? ''}
          // A rate is that of one currency.
          onChange={(currency) => set({ currency, ...noRate })}
        />
        {branches.length > 1 ? (
          <Select
            name="branch_id"
            label={t('document.branch')}
            options={branches.map((one) => ({ id: one.id, text: one.name }))}
            value={branch?.id ?? null}
            // A rate leads to the currency of one seller.
            onChange={(branch_id) => set({ branch_id, ...noRate })}
          />
        ) : null}
      </div>
      <Checkbox
        isSelected={form.draft.prices_include_tax ?? false}
        onChange={(prices_include_tax) => set({ prices_include_tax })}
      >
        {t('document.prices_include_tax')}
      </Checkbox>
      <Checkbox
        isSelected={form.draft.reverse_charge ?? customer?.tax_treatment === 'reverse_charge'}
        onChange={(reverse_charge) => set({ reverse_charge })}
      >
        {t('document.reverse_charge')}
      </Checkbox>
    </div>
  );
}

/** Nobody and nothing is chosen. */
const none = 'none';

/** The person at the customer's whom the paper addresses. */
function ContactField({ form, set, customer }: FieldsProps) {
  const t = useT();
  if (!customer || customer.contacts.length === 0) return null;
  return (
    <Select
      name="contact_id"
      label={t('document.contact')}
      optional
      options={[
        { id: none, text: t('document.contact_none') },
        ...customer.contacts.map((one) => ({ id: one.id, text: one.name, note: one.job || undefined })),
      ]}
      value={form.draft.contact_id ?? none}
      onChange={(id) => set({ contact_id: id === none ? undefined : id })}
    />
  );
}

/** Where it goes, when the customer has a place for deliveries. India taxes goods by it, so the place of supply follows again. */
function DeliveryField({ form, set, customer, doubts }: FieldsProps) {
  const t = useT();
  const addresses = customer?.addresses ?? [];
  const usual = addresses.find((one) => one.role === 'delivery');
  // One that was chosen and is gone is still asked for: another has to take its place.
  const chosen = form.draft.delivery_address_id ?? usual?.id;
  if (!chosen) return null;
  return (
    <Select
      name="delivery_address_id"
      label={t('document.deliver_to')}
      options={addresses.map((one) => ({
        id: one.id,
        text: [one.label || t(`address.role.${one.role}`), one.street, one.city].filter(Boolean).join(', '),
      }))}
      value={chosen}
      warning={doubts.delivery_address_id}
      onChange={(id) => set({ delivery_address_id: id, place_of_supply: undefined })}
    />
  );
}

/** The deal it belongs to, of those of the customer that are open or won. */
function DealField({ form, set }: FieldsProps) {
  const t = useT();
  const { customer_id, deal_id } = form.draft;
  const deals = useFirst('deal.list', { filter: { customer_id }, limit: 200 }).data?.rows ?? [];
  const options = deals
    .filter((deal) => deal.status !== 'lost' || deal.id === deal_id)
    .map((deal) => ({ id: deal.id, text: deal.title, note: deal.code }));
  if (options.length === 0) return null;
  return (
    <Select
      name="deal_id"
      label={t('kind.deal')}
      optional
      options={[{ id: none, text: t('document.deal_none') }, ...options]}
      value={deal_id ?? none}
      onChange={(id) => set({ deal_id: id === none ? undefined : id })}
    />
  );
}
