/** Estimates belong to selling, invoices and payments to getting paid: two switches, one capability. */
import type { AreaManifest } from '@/app/areas';

export const invoices: AreaManifest = {
  area: 'finance',
  nav: [
    {
      group: 'paid',
      title: 'nav.invoices',
      icon: 'receipt',
      to: '/invoices',
      keys: 'g i',
      permission: 'invoice.read',
    },
    {
      group: 'paid',
      title: 'nav.recurring_invoices',
      icon: 'refresh-cw',
      to: '/recurring-invoices',
      keys: 'g v',
      permission: 'invoice.read',
    },
    {
      group: 'paid',
      title: 'nav.payments',
      icon: 'wallet',
      to: '/payments',
      keys: 'g y',
      permission: 'payment.read',
    },
  ],
  routes: [
    { path: '/invoices', load: () => import('./InvoiceList') },
    { path: '/invoices/new', load: () => import('./NewInvoice') },
    { path: '/invoices/$id', load: () => import('./InvoicePage') },
    { path: '/recurring-invoices', load: () => import('./RecurringList') },
    { path: '/recurring-invoices/new', load: () => import('./NewRecurring') },
    { path: '/recurring-invoices/$id', load: () => import('./RecurringPage') },
    { path: '/payments', load: () => import('./PaymentList') },
    { path: '/payments/$id', load: () => import('./PaymentPage') },
  ],
  commands: [
    {
      id: 'invoice.new',
      title: 'invoice.new',
      icon: 'plus',
      keys: 'c i',
      permission: 'invoice.write',
      to: '/invoices/new',
    },
    {
      id: 'recurring.new',
      title: 'recurring.new',
      icon: 'plus',
      keys: 'c v',
      permission: 'invoice.write',
      to: '/recurring-invoices/new',
    },
    {
      id: 'payment.record',
      title: 'payment.record',
      icon: 'plus',
      keys: 'c p',
      permission: 'payment.write',
      to: '/payments',
      search: { record: 'new' },
    },
  ],
  searchTypes: [
    {
      kind: 'invoice',
      title: 'kind.invoice',
      icon: 'receipt',
      to: ({ id }) => `/invoices/${id}`,
      prefix: '#',
    },
    {
      kind: 'recurring_invoice',
      title: 'kind.recurring_invoice',
      icon: 'refresh-cw',
      to: ({ id }) => `/recurring-invoices/${id}`,
    },
    {
      kind: 'payment',
      title: 'kind.payment',
      icon: 'wallet',
      to: ({ id }) => `/payments/${id}`,
      prefix: '#',
    },
    {
      kind: 'credit_note',
      title: 'invoice.credit_note',
      icon: 'undo',
      to: ({ id }) => `/invoices/${id}`,
      prefix: '#',
    },
  ],
};

export const estimates: AreaManifest = {
  area: 'sales',
  nav: [
    {
      group: 'sell',
      title: 'nav.estimates',
      icon: 'file-text',
      to: '/estimates',
      keys: 'g e',
      permission: 'estimate.read',
    },
  ],
  routes: [
    { path: '/estimates', load: () => import('./EstimateList') },
    { path: '/estimates/new', load: () => import('./NewEstimate') },
    { path: '/estimates/$id', load: () => import('./EstimatePage') },
  ],
  commands: [
    {
      id: 'estimate.new',
      title: 'estimate.new',
      icon: 'plus',
      keys: 'c e',
      permission: 'estimate.write',
      to: '/estimates/new',
    },
  ],
  searchTypes: [
    {
      kind: 'estimate',
      title: 'kind.estimate',
      icon: 'file-text',
      to: ({ id }) => `/estimates/${id}`,
      prefix: '#',
    },
  ],
};
