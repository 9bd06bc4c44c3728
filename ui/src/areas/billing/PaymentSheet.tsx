/**
 * Records money of a customer against what is open, oldest first. The core splits the amount; each share may be changed
 * by hand, what the payer kept back is named with its reason, and what is over becomes credit.
 */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import {
  AmountField,
  Badge,
  Button,
  FormSheet,
  IconButton,
  Money,
  Section,
  Select,
  Table,
  TextField,
  When,
} from '@/design';
import { isNothing } from '@/design/format';
import { preview } from '@/host';
import type {
  DeductionInput,
  DeductionKind,
  InvoiceRow,
  PaymentMethod,
  PaymentRecordRequest,
  PaymentResponse,
} from '@/host/generated';
import { useRead, useWrite } from '@/host/queries';
import { useAsked } from '@/host/typing';
import { BranchField } from './BranchField';
import { useBalances } from './CustomerBalance';
import { CustomerField } from './editor/CustomerField';
import { type PaymentFacts, PaymentFields, rateOf, useMethod } from './PaymentFields';
import { useBranches, useReceiver } from './receiver';
import { deductionOptions } from './words';

interface Deduction {
  kind: DeductionKind;
  amount: string;
  reason: string;
}

interface Draft extends PaymentFacts {
  customerId: string;
  customer: string;
  /** While nothing is chosen that of the customer, or when nothing is open in it, that in which most was invoiced. */
  currency: string;
  /** The seller who received it; while nothing is chosen the one to whom something is owed longest. */
  branchId: string;
  note: string;
  /** Shares typed by hand, by invoice; empty while the core splits. */
  shares: Record<string, string> | null;
  deductions: Record<string, Deduction>;
}

const requestOf = (
  draft: Draft,
  method: PaymentMethod,
  { branchId, currency }: { branchId: string | undefined; currency: string },
): PaymentRecordRequest => ({
  customer_id: draft.customerId,
  amount: draft.amount,
  currency,
  date: draft.date,
  method,
  reference: draft.reference,
  note: draft.note,
  branch_id: branchId,
  allocations: draft.shares
    ? Object.entries(draft.shares)
        .filter(([, amount]) => amount.trim() !== '')
        .map(([invoice_id, amount]) => ({ invoice_id, amount }))
    : undefined,
  deductions: Object.entries(draft.deductions).map(
    ([invoice_id, one]): DeductionInput => ({ invoice_id, ...one }),
  ),
});

/** What was said of the money of one customer, and of no other. */
const ofCustomer = { currency: '', branchId: '', rates: {}, amount: '', shares: null, deductions: {} };

/** What is open for a customer in one currency at one seller, the oldest first; without one, at whom it is owed to longest. */
function useOpenInvoices(customerId: string, currency: string, branchId: string): readonly InvoiceRow[] {
  const open = useRead(
    'invoice.list',
    {
      filter: { customer_id: customerId, currency, branch_id: branchId || undefined, tab: 'open' },
      sort: { column: 'due', descending: false },
      limit: 100,
    },
    { enabled: customerId !== '', also: ['payment', 'document'] },
  ).data;
  const rows = customerId === '' ? [] : (open?.rows ?? []).filter((row) => row.kind === 'invoice');
  return rows.filter((row) => row.branch_id === rows[0]?.branch_id);
}

/** What the core would do with the payment, a moment after the last key; what is still to be said of a deduction changes no share. */
function useOutcome(request: PaymentRecordRequest, ready: boolean): PaymentResponse | null {
  const asked = {
    ...request,
    deductions: request.deductions
      ?.filter(({ amount }) => amount.trim() !== '')
      .map((one) => ({ ...one, reason: one.reason?.trim() || '–' })),
  };
  const { answer, error } = useAsked(ready ? JSON.stringify(asked) : null, (signal) =>
    preview('payment.record', asked, signal),
  );
  // What is wrong is said when the payment is recorded.
  return error ? null : (answer?.result ?? null);
}

export function PaymentSheet({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const t = useT();
  const { company, today } = useCompany();
  const record = useWrite('payment.record');
  const kept = useKept<Draft>(`payment.${customerId || 'new'}`, {
    customerId,
    customer: '',
    ...ofCustomer,
    date: today,
    reference: '',
    note: '',
  });
  const { draft } = kept;
  const set = (part: Partial<Draft>) => {
    record.reset();
    kept.set(part);
  };
  const close = () => {
    kept.done();
    onClose();
  };
  const known = useRead('customer.get', { id: draft.customerId }, { enabled: draft.customerId !== '' }).data;
  const usual = known?.currency ?? company.home_currency;
  const owed = (useBalances(draft.customerId, draft.customerId !== '') ?? [])
    .filter(({ open }) => !isNothing(open.amount))
    .map(({ open }) => open.currency);
  const [first = usual] = owed;
  const currency = draft.currency || (owed.includes(usual) ? usual : first);
  const currencies = [...new Set([...owed, usual])];
  const invoices = useOpenInvoices(draft.customerId, currency, draft.branchId);
  const branches = useBranches();
  const branchId = draft.branchId || invoices[0]?.branch_id || branches[0]?.id;
  const receiver = useReceiver(branchId);
  const method = useMethod(receiver.country);
  const request = { ...requestOf(draft, method, { branchId, currency }), ...rateOf(draft, receiver.home) };
  const outcome = useOutcome(request, draft.customerId !== '' && draft.amount.trim() !== '');
  const submit = () => {
    if (!record.isPending) record.mutate(request, { onSuccess: close });
  };
  return (
    <FormSheet
      title={t('payment.record')}
      size="lg"
      bodyClass="sheet-b pay-sheet"
      error={record.error}
      action={t('payment.record')}
      aside={
        <>
          {kept.note}
          <span className="text-text-2" role="status">
            <Outcome outcome={outcome} />
          </span>
        </>
      }
      onSubmit={submit}
      onClose={close}
    >
      <div className="doc-fields">
        <div className="wide">
          <CustomerField
            id={draft.customerId}
            name={draft.customer || (known?.name ?? '')}
            onChange={(id, customer) => {
              if (id !== draft.customerId) set({ ...ofCustomer, customerId: id, customer });
            }}
            autoFocus={customerId === ''}
          />
        </div>
        {currencies.length > 1 ? (
          <Select
            name="currency"
            label={t('document.currency')}
            options={currencies.map((code) => ({ id: code, text: code }))}
            value={currency}
            onChange={(chosen) => set({ currency: chosen, rates: {}, shares: null, deductions: {} })}
          />
        ) : null}
        <PaymentFields
          value={draft}
          set={set}
          currency={currency}
          receiver={receiver}
          autoFocus={customerId !== ''}
        />
        <BranchField
          name="branch_id"
          label={t('payment.receiver')}
          value={branchId}
          onChange={(branchId) => set({ branchId, shares: null, deductions: {} })}
        />
        <div className="wide">
          <TextField
            name="note"
            label={t('document.note')}
            optional
            value={draft.note}
            onChange={(note) => set({ note })}
          />
        </div>
      </div>
      <Shares invoices={invoices} draft={draft} set={set} outcome={outcome} request={request} />
    </FormSheet>
  );
}

function Outcome({ outcome }: { outcome: PaymentResponse | null }) {
  const t = useT();
  if (!outcome) return null;
  const count = outcome.allocations.length;
  return (
    <>
      {t('payment.settles', { count })}
      {isNothing(outcome.credit.amount) ? null : (
        <>
          {' '}
          {t('payment.becomes_credit')} <Money value={outcome.credit} />
        </>
      )}
    </>
  );
}

interface SharesProps {
  invoices: readonly InvoiceRow[];
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  outcome: PaymentResponse | null;
  request: PaymentRecordRequest;
}

function Shares({ invoices, draft, set, outcome, request }: SharesProps) {
  const t = useT();
  if (draft.customerId === '') return null;
  if (invoices.length === 0) return <p className="text-text-2">{t('payment.nothing_open')}</p>;
  const proposed = Object.fromEntries(
    (outcome?.allocations ?? []).map((one) => [one.invoice_id, one.amount.amount]),
  );
  /** The place of an invoice in the request, to which the core's errors belong. */
  const at = (list: 'allocations' | 'deductions', id: string) =>
    `${list}[${(request[list] ?? []).findIndex((one) => one.invoice_id === id)}]`;
  return (
    <Section
      title={t('payment.open_invoices')}
      action={
        draft.shares ? (
          <Button kind="ghost" size="sm" onPress={() => set({ shares: null })}>
            {t('payment.oldest_first')}
          </Button>
        ) : (
          <span className="text-xs text-text-3">{t('payment.split')}</span>
        )
      }
    >
      <Table
        className="pay-shares"
        rows={invoices}
        rowId={(row) => row.id}
        columns={[
          { title: t('invoice.number'), cell: (row) => <bdi className="id">{row.number}</bdi> },
          { title: t('invoice.due'), cell: (row) => <When day={row.due_date} /> },
          { title: t('document.state'), cell: (row) => <Badge value={row.badge} /> },
          { title: t('invoice.outstanding'), num: true, cell: (row) => <Money value={row.open} /> },
          {
            title: t('payment.settled_by_this'),
            num: true,
            cell: (row) => (
              <AmountField
                quiet
                name={`${at('allocations', row.id)}.amount`}
                label={t('payment.share_of', { number: row.number })}
                currency={row.open.currency}
                value={draft.shares ? (draft.shares[row.id] ?? '') : (proposed[row.id] ?? '')}
                onChange={(amount) => set({ shares: { ...(draft.shares ?? proposed), [row.id]: amount } })}
              />
            ),
          },
          {
            title: t('payment.kept_back'),
            cell: (row) => (
              <KeptBack
                row={row}
                path={at('deductions', row.id)}
                value={draft.deductions[row.id]}
                onChange={(deduction) => {
                  const { [row.id]: _, ...rest } = draft.deductions;
                  set({ deductions: deduction ? { ...rest, [row.id]: deduction } : rest });
                }}
              />
            ),
          },
        ]}
      />
    </Section>
  );
}

interface KeptBackProps {
  row: InvoiceRow;
  path: string;
  value: Deduction | undefined;
  onChange: (value: Deduction | null) => void;
}

/** Tax withheld, a bank's charge, a few cents: it settles the invoice too, and is kept as what it is. */
function KeptBack({ row, path, value, onChange }: KeptBackProps) {
  const t = useT();
  if (!value) {
    return (
      <Button
        kind="ghost"
        size="sm"
        icon="plus"
        aria-label={t('payment.keep_back', { number: row.number })}
        onPress={() => onChange({ kind: 'tax_withheld', amount: '', reason: '' })}
      >
        {t('payment.deduction')}
      </Button>
    );
  }
  return (
    <div className="kept-back">
      <Select
        quiet
        label={t('payment.deduction')}
        options={deductionOptions(t)}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind as DeductionKind })}
      />
      <AmountField
        quiet
        autoFocus
        name={`${path}.amount`}
        label={t('payment.amount')}
        currency={row.open.currency}
        value={value.amount}
        onChange={(amount) => onChange({ ...value, amount })}
      />
      <TextField
        quiet
        name={`${path}.reason`}
        label={t('reason')}
        placeholder={t(value.kind === 'small_difference' ? 'reason' : 'payment.reason_optional')}
        value={value.reason}
        onChange={(reason) => onChange({ ...value, reason })}
      />
      <IconButton
        icon="x"
        size="sm"
        label={t('payment.drop_deduction', { number: row.number })}
        onPress={() => onChange(null)}
      />
    </div>
  );
}
