/** Documents and a scripted core for the tests of this area. */
import type { Estimate, Invoice, InvoiceRow, Payment, PaymentRow, Totals } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { customer, users } from '@/test/fixtures';

export const inr = (amount: string) => ({ amount, currency: 'INR' });

const invoiceRow = (index: number): InvoiceRow => ({
  id: `invoice-${index}`,
  kind: 'invoice',
  state: 'open',
  branch_id: 'branch-1',
  number: `INV/26-27/000${index}`,
  customer_id: 'customer-1',
  customer: customer.name,
  subject: 'Office network',
  date: '2026-10-12',
  due_date: '2026-11-11',
  total: inr('118000.00'),
  open: inr(index === 3 ? '0.00' : '118000.00'),
  badge: { tone: 'danger', icon: 'circle-alert', key: 'badge.overdue', params: { days: 12 } },
  owner_id: 'user-1',
});

export const firstRow = invoiceRow(1);

const summary = {
  count: 4,
  totals: [inr('472000.00')],
  open: [inr('354000.00')],
  tabs: [
    { tab: null, count: 9 },
    { tab: 'open' as const, count: 4 },
    { tab: 'void' as const, count: 0 },
  ],
  ageing: [
    { from_days: null, to_days: null, count: 1, open: [inr('118000.00')] },
    { from_days: 1, to_days: 30, count: 2, open: [inr('236000.00')] },
    { from_days: 91, to_days: null, count: 0, open: [] },
  ],
};

export const totals: Totals = {
  currency: 'INR',
  due_date: '2026-12-23',
  place_of_supply: '27',
  lines: [
    {
      quantity: '64',
      unit_price: '1150',
      net: '73600.00',
      tax: '13248.00',
      total: '86848.00',
      rate: '18',
      optional: false,
    },
  ],
  lines_net: '73600.00',
  discount: '0.00',
  charge: '0.00',
  net: '73600.00',
  taxes: [
    { code: 'CGST', rate: '9', category: 'S', base: '73600.00', amount: '6624.00' },
    { code: 'SGST', rate: '9', category: 'S', base: '73600.00', amount: '6624.00' },
  ],
  tax: '13248.00',
  rounding: '0.00',
  total: '86848.00',
  warnings: [],
  why: [
    {
      subject: 'tax',
      index: 0,
      label_id: 'price.why.tax.per_rate',
      params: { code: 'CGST', rate: '9', base: '73600.00', amount: '6624.00' },
    },
  ],
};

export const draftInvoice: Invoice = {
  id: 'invoice-9',
  version: 1,
  owner_id: 'user-1',
  kind: 'invoice',
  branch_id: 'branch-1',
  number: null,
  state: 'draft',
  customer_id: 'customer-1',
  customer: customer.name,
  date: '2026-11-23',
  due_date: '2026-12-23',
  subject: '',
  badge: { tone: 'neutral', icon: 'pencil', key: 'badge.draft', params: {} },
  settled: [],
  credit: null,
  credit_until: null,
  total: inr('86848.00'),
  open: inr('86848.00'),
  draft: {
    customer_id: 'customer-1',
    payment_term: { days: 30 },
    lines: [{ id: 'stored-1', description: 'Structured cabling', quantity: '16*4', unit_price: '1150' }],
  },
  totals,
  events: [],
  recurring: null,
  converted: null,
};

export const issuedInvoice: Invoice = {
  ...draftInvoice,
  id: 'invoice-1',
  number: 'INV/26-27/0001',
  state: 'open',
  draft: null,
  totals: null,
  badge: { tone: 'info', icon: 'send', key: 'badge.issued', params: {} },
  settled: [
    {
      kind: 'payment',
      source_id: 'payment-1',
      number: 'RCT/26-27/0001',
      date: '2026-11-20',
      amount: inr('5000.00'),
    },
  ],
  events: [{ event: 'issued', text: 'INV/26-27/0001', at_ms: 1_795_000_000_000 }],
};

export const paymentRow: PaymentRow = {
  id: 'payment-1',
  number: 'RCT/26-27/0001',
  customer_id: 'customer-1',
  customer: customer.name,
  branch_id: 'branch-1',
  date: '2026-11-20',
  method: 'bank',
  reference: 'UTR 5521',
  amount: inr('50000.00'),
  credit: inr('1000.00'),
  reversed: false,
  badge: { tone: 'info', icon: 'wallet', key: 'badge.with_credit', params: {} },
  owner_id: 'user-1',
};

/** Received in euro, and partly paid back. */
export const payment: Payment = {
  id: 'payment-1',
  owner_id: 'user-1',
  number: 'RCT/26-27/0001',
  customer_id: 'customer-1',
  date: '2026-11-20',
  method: 'bank',
  reference: 'UTR 5521',
  reversed: false,
  badge: { tone: 'ok', icon: 'check', key: 'badge.settled', params: {} },
  amount: { amount: '900.00', currency: 'EUR' },
  credit: { amount: '150.00', currency: 'EUR' },
  allocations: [
    {
      invoice_id: 'invoice-1',
      number: 'INV/26-27/0001',
      amount: { amount: '500.00', currency: 'EUR' },
      open: { amount: '0.00', currency: 'EUR' },
    },
  ],
  deductions: [
    { kind: 'bank_charge', reason: 'Correspondent bank', amount: { amount: '12.00', currency: 'EUR' } },
  ],
  refunds: [
    {
      id: 'refund-1',
      date: '2026-11-22',
      method: 'cheque',
      reference: 'CHQ 77',
      amount: { amount: '250.00', currency: 'EUR' },
    },
  ],
  reversal: null,
  note: 'Two invoices in one transfer',
  rate: '92.5',
  base: inr('83250.00'),
  branch: 'Pune',
};

export const acceptance: NonNullable<Estimate['answer']> = {
  answer: 'accepted',
  version_id: 'version-1',
  said_by: 'Sunita Rao',
  how: 'email',
  date: '2026-11-22',
  note: '',
  signature_id: null,
};

export const sentEstimate: Estimate = {
  id: 'estimate-1',
  version: 2,
  owner_id: 'user-1',
  code: 'EST/26-27/0040',
  state: 'sent',
  badge: { tone: 'info', icon: 'send', key: 'badge.sent', params: {} },
  customer: customer.name,
  draft: {
    customer_id: 'customer-1',
    payment_term: { days: 30 },
    lines: [{ id: 'stored-1', description: 'Structured cabling', quantity: '64', unit_price: '1150' }],
  },
  total: inr('86848.00'),
  valid_until: '2026-12-23',
  totals,
  versions: [
    {
      id: 'version-1',
      no: 1,
      total: inr('86848.00'),
      sent_ms: 1_795_000_000_000,
      how: 'email',
      options: [],
      changes: [],
    },
  ],
  as_sent: true,
  answer: null,
};

export const item = {
  id: 'item-1',
  code: 'ITM-0001',
  name: 'Structured cabling, Cat6A',
  description: '',
  kind: 'service' as const,
  unit: 'points',
  hsn_sac: '995461',
  price: { unit_price: '1150', currency: 'INR', includes_tax: false, price_list_id: null, price_list: '' },
  tax_class_id: 'class-1',
  tax_class: 'GST 18%',
};

/** What a customer owes in each of the currencies. */
export const owing = (...currencies: string[]) => ({
  figures: currencies.map((currency) => ({
    open: { amount: '500.00', currency },
    overdue: { amount: '0.00', currency },
    is_overdue: false,
    credit: { amount: '0.00', currency },
    invoiced: { amount: '900.00', currency },
    over_limit: null,
  })),
});

export const core = (more: Parameters<typeof scriptCore>[0] = {}) =>
  scriptCore({
    'invoice.list': () => ({ rows: [1, 2, 3, 4].map(invoiceRow), next: null }),
    'invoice.summary': () => summary,
    'invoice.get': ({ id }) => (id === 'invoice-9' ? draftInvoice : { ...issuedInvoice, id }),
    'invoice.create': () => ({ id: 'invoice-9', version: 1, number: null }),
    'invoice.update': ({ id, version }) => ({ id, version: version + 1, number: null }),
    'invoice.issue': ({ id }) => ({ id, version: 9, number: 'INV/26-27/0014' }),
    'document.price': () => totals,
    'document.thread': () => ({
      rows: [{ kind: 'deal', id: 'deal-1', title: 'Cabling of the training rooms' }],
    }),
    'estimate.get': ({ id }) => ({ ...sentEstimate, id }),
    'history.of_record': ({ kind, id }) => ({
      actions: [
        {
          seq: 7,
          at_ms: 1_795_000_000_000,
          actor: users.rows[0]?.name ?? '',
          command: `${kind}.create`,
          reason: id,
          own: false,
          changes: [],
        },
      ],
      next: null,
    }),
    'payment.get': ({ id }) => ({ ...payment, id }),
    'user.list': () => users,
    'document.pages': () => ({ pages: 1, warnings: [] }),
    'document.draft_pages': () => ({ pages: 1, warnings: [] }),
    'branch.list': () => ({ rows: [] }),
    'tax_class.list': () => ({ rows: [] }),
    'customer.get': () => customer,
    'customer_balance.get': () => owing('INR'),
    'customer.list': () => ({ rows: [], next: null }),
    'search.find': () => ({
      seq: 0,
      hits: [
        {
          id: 'customer-1',
          kind: 'customer',
          title: customer.name,
          customer: null,
          customer_id: 'customer-1',
          badge: null,
          amount: null,
        },
      ],
    }),
    'item.pick': () => ({ currency: 'INR', hits: [item] }),
    'payment.list': () => ({ rows: [paymentRow], next: null }),
    'payment.summary': () => ({ count: 1, amounts: [inr('50000.00')], refunded: [] }),
    'payment.record': ({ customer_id: _, ...request }) => ({
      id: 'payment-9',
      number: 'RCT/26-27/0009',
      allocations: [
        { invoice_id: 'invoice-1', number: 'INV/26-27/0001', amount: inr('118000.00'), open: inr('0.00') },
      ],
      credit: inr(request.amount === '2 lakh' ? '82000.00' : '0.00'),
    }),
    ...more,
  });
