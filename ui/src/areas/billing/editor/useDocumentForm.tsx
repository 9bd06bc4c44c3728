/**
 * The facts, lines and figures of a document while it is typed, for whoever saves them: a draft does so by itself, a recurring invoice
 * when it is asked to.
 */
import { type ReactNode, useRef } from 'react';
import { useCompany } from '@/app/company';
import { mayLeadOn } from '@/app/focus';
import { useT } from '@/app/i18n';
import { Icon, Money } from '@/design';
import { useFieldErrors, useWarned } from '@/design/Form';
import { focusDoubted, focusField } from '@/design/fields';
import { ApiError } from '@/host';
import type { DraftInput, DraftKind, Totals } from '@/host/generated';
import { useRead } from '@/host/queries';
import { DocumentFields, MoreFields, noRate } from './DocumentFields';
import { type DocumentForm, isUntaxed, type LineForm } from './document-form';
import { LinesGrid } from './LinesGrid';
import { addLine, type Place, usePricing } from './lines';
import { TotalsBlock } from './Totals';
import { type Priced, usePrice } from './usePrice';

/** Live answers about fields that are not filled yet are no mistakes: they count once the primary was pressed. */
const quiet = new Set(['error.required', 'error.no_lines']);

type Missing = 'customer_id' | typeof addLine;

function firstMissing(form: DocumentForm, totals: Totals | null): Missing | null {
  if (!form.draft.customer_id) return 'customer_id';
  if (form.lines.length === 0) return addLine;
  return totals || form.lines.length > 0 ? null : addLine;
}

/** What a draft has from its customer while nothing else was typed. */
const ofCustomer = {
  payment_term: undefined,
  currency: undefined,
  ...noRate,
  language: undefined,
  delivery_address_id: undefined,
  place_of_supply: undefined,
  reverse_charge: undefined,
  contact_id: undefined,
  deal_id: undefined,
} satisfies Partial<DraftInput>;

/** What the draft itself says about the prices of its items; the core adds what follows from customer and seller. */
function placeOf(draft: DocumentForm['draft']): Place {
  // A code that is still being typed names no currency yet.
  const typed = draft.currency?.trim().toUpperCase() ?? '';
  return {
    customerId: draft.customer_id,
    branchId: draft.branch_id,
    currency: /^[A-Z]{3}$/.test(typed) ? typed : undefined,
    date: draft.date || undefined,
    withTax: draft.prices_include_tax ?? false,
    reverseCharge: draft.reverse_charge,
  };
}

interface Wanted {
  kind: DraftKind;
  /** The draft's own, such as `invoice.new`. */
  name: string;
  form: DocumentForm;
  setForm: (next: (before: DocumentForm) => DocumentForm) => void;
  /** What the core answered to the last try to save it. */
  refusal: ApiError | null;
  /** The day that it is priced on where it has no date of its own, but comes again and again. */
  recurs?: { day: string };
  /** Above the fields. */
  above?: ReactNode;
  /** Below the lines and figures, such as the files of an estimate. */
  below?: ReactNode;
  /** The page itself, beside them. */
  page: ReactNode;
}

export function useDocumentForm(wanted: Wanted) {
  const { kind, name, form, setForm, refusal, recurs, above, below, page } = wanted;
  const { company } = useCompany();
  const body = useRef<HTMLDivElement>(null);
  const dated = recurs ? { ...form, draft: { ...form.draft, date: recurs.day } } : form;
  const price = usePrice(kind, dated, recurs !== undefined);
  const where = placeOf(dated.draft);
  const customer = useRead(
    'customer.get',
    { id: form.draft.customer_id ?? '' },
    { enabled: Boolean(form.draft.customer_id), keep: true },
  ).data;
  const branches = useRead('branch.list', {}, { also: ['company'] }).data?.rows ?? [];
  const branch = branches.find((one) => one.id === form.draft.branch_id) ?? branches[0];
  const classes = useRead('tax_class.list', {}, { also: ['company'] }).data?.rows ?? [];
  const taxClasses = classes.filter((one) => !branch || one.scheme === branch.tax_scheme);
  const doubts = useDoubts(price.error, refusal);
  const warnings = price.error || refusal ? [] : (price.totals?.warnings ?? []);
  const warned = useWarned(warnings);
  const setLines = (next: (before: LineForm[]) => LineForm[]) =>
    setForm((before) => ({ ...before, lines: next(before.lines) }));
  const pricing = usePricing(
    where,
    form.lines,
    (key, part) =>
      setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line))),
    isUntaxed,
  );
  const set = (part: Partial<DocumentForm['draft']>) =>
    setForm((before) => ({ ...before, draft: { ...before.draft, ...part } }));
  const setCustomer = (id: string, customerName: string) => {
    if (id === form.draft.customer_id) return;
    setForm((before) => ({
      ...before,
      customer: customerName,
      // These belong to the customer before; the new one brings its own.
      draft: {
        ...before.draft,
        ...ofCustomer,
        customer_id: id,
      },
    }));
    // On to the lines, unless the person has already gone elsewhere.
    if (form.lines.length > 0) return;
    requestAnimationFrame(() => {
      if (mayLeadOn(['customer_id', 'reach'])) focusField(body.current, addLine);
    });
  };
  const missing = firstMissing(form, price.totals);
  /** Leads to what is missing, and says that it is. */
  const lead = (what: Missing) => {
    focusField(body.current, what);
    return new ApiError({
      code: 'invalid',
      message_id: 'error.invalid',
      fields: [
        what === 'customer_id'
          ? { path: 'customer_id', message_id: 'error.required' }
          : { path: 'lines', message_id: 'error.no_lines' },
      ],
    });
  };
  const fields = {
    kind,
    name,
    recurs: recurs !== undefined,
    form,
    set,
    setCustomer,
    customer,
    branches,
    totals: price.totals,
    doubts: refusal ? {} : { ...warned, ...doubts },
  };
  // What the core has reckoned in, else what it would.
  const currency =
    (price.current ? price.totals?.currency : undefined) ??
    where.currency ??
    customer?.currency ??
    price.totals?.currency ??
    branch?.currency ??
    company.home_currency;
  const columns = (
    <div className="editor-columns" ref={body}>
      <div className="editor-main">
        {above}
        <DocumentFields {...fields} />
        <LinesGrid
          kind={kind}
          lines={form.lines}
          onChange={setLines}
          price={price}
          currency={currency}
          where={where}
          taxClasses={taxClasses}
          scheme={branch?.tax_scheme}
          errors={doubts}
        />
        <div className="editor-end">
          <MoreFields {...fields} india={branch?.tax_scheme === 'gst_in'} />
          {price.totals?.currency === currency && form.lines.length > 0 ? (
            <TotalsBlock totals={price.totals} late={!price.current} />
          ) : null}
        </div>
        {below}
      </div>
      {page}
    </div>
  );
  /** Leads to what the foot of the form speaks of. */
  const look = () => {
    const first = missing ?? Object.keys(doubts)[0];
    if (first) focusField(body.current, first);
    else focusDoubted(body.current);
  };
  const standing = { missing, problems: Object.keys(doubts).length, warnings: warnings.length, look };
  return { columns, price, standing, missing, lead, settled: pricing.settled };
}

/** What the core says about single fields now, by path. */
function useDoubts(live: ApiError | null, refusal: ApiError | null): Record<string, string> {
  const spoken = live?.fields.filter((field) => field.path !== 'customer_id' && !quiet.has(field.message_id));
  const fields = [...(refusal?.fields ?? []), ...(refusal ? [] : (spoken ?? []))];
  const required = refusal ? [] : (live?.fields.filter((field) => field.path.startsWith('lines[')) ?? []);
  const all = fields.concat(required.filter((field) => !fields.includes(field)));
  return useFieldErrors(
    all.length === 0 ? null : new ApiError({ code: 'invalid', message_id: 'error.invalid', fields: all }),
  );
}

/** What it comes to by now, in the foot of the form. */
export function LiveTotal({ price }: { price: Priced }) {
  const t = useT();
  if (!price.totals) return null;
  return (
    <span aria-live="polite" data-late={!price.current || undefined}>
      {t('totals.total')}
      <b>
        <Money value={{ amount: price.totals.total, currency: price.totals.currency }} decimals="always" />
      </b>
    </span>
  );
}

interface Standing {
  missing: Missing | null;
  /** How many fields are refused. */
  problems: number;
  /** What is doubted and stops nobody. */
  warnings: number;
  look: () => void;
}

/** Whether anything is missing, wrong or doubted, in the foot of the form; it leads to the first of it. */
export function Readiness({ standing, ready }: { standing: Standing; ready: string }) {
  const t = useT();
  const { missing, problems, warnings, look } = standing;
  const isReady = !missing && problems === 0;
  const ask =
    missing === 'customer_id'
      ? t('document.needs_customer')
      : missing
        ? t('document.needs_lines')
        : problems > 0
          ? t('form.problems', { count: problems })
          : warnings > 0
            ? t('document.warnings', { count: warnings })
            : null;
  const icon = !isReady ? 'circle-dashed' : warnings > 0 ? 'alert-triangle' : 'check-circle';
  return (
    <span className="row" role="status">
      <Icon name={icon} size={14} className={isReady && warnings > 0 ? 'text-warn' : undefined} />
      {isReady ? ready : null}
      {ask ? (
        <button type="button" className="link" onClick={look}>
          {ask}
        </button>
      ) : null}
    </span>
  );
}
