/** An invented firm with invented customers. */
import type { CompanyStatus } from '@/app/company';
import type { BackupStatus } from '@/host';
import type { Branch, Customer, CustomerRow } from '@/host/generated';

export const status: CompanyStatus = {
  company: {
    id: 'company-1',
    name: 'Mulshi Networks',
    country: 'IN',
    home_currency: 'INR',
    language: 'en',
    locale: 'en-IN',
    paper: 'a4',
    workflow: 'service',
    version: 1,
  },
  areas: [
    { area: 'sales', state: 'live' },
    { area: 'finance', state: 'live' },
  ],
  user: {
    id: 'user-1',
    name: 'Asha Kulkarni',
    permissions: {
      'company.read': 'all',
      'activity.write': 'all',
      'customer.read': 'all',
      'customer.write': 'all',
      'contact.write': 'all',
      'user.read': 'all',
      'estimate.read': 'all',
      'estimate.write': 'all',
      'invoice.read': 'all',
      'invoice.write': 'all',
      'invoice.issue': 'all',
      'payment.read': 'all',
      'payment.write': 'all',
      'item.read': 'all',
      'item.write': 'all',
      'tax_class.write': 'all',
      'settings.write': 'all',
      'user.write': 'all',
      'inbox.read': 'all',
    },
    team_user_ids: ['user-1'],
  },
  today: '2026-11-23',
  last_backup: null,
};

const at = 1_795_320_000_000;

/** Two backups, no second place yet. */
export const backups: BackupStatus = {
  folder: '/home/asha/Firm.backups',
  last: {
    name: 'b-2',
    at_ms: at,
    bytes: 1_400_000,
    mark: 'A12',
    tier: 'hour',
    counted: {
      customers: 41,
      documents: 120,
      payments: 96,
      rows: 9_000,
      receivables: [{ amount: '118000.00', currency: 'INR' }],
    },
  },
  changed: true,
  backups: [
    { name: 'b-2', at_ms: at, bytes: 1_400_000, mark: 'A12', tier: 'hour' },
    { name: 'b-1', at_ms: at - 86_400_000, bytes: 1_300_000, mark: 'A9', tier: 'day' },
  ],
  bytes: 2_700_000,
  cap_bytes: 2_147_483_648,
  trouble: null,
  missing: 0,
  second: null,
  asks: false,
  tried: null,
};

export const users = {
  rows: [
    {
      id: 'user-1',
      name: 'Asha Kulkarni',
      email: '',
      active: true,
      manager_id: null,
      permission_set_ids: [],
      version: 1,
    },
    {
      id: 'user-2',
      name: 'Rohan Patil',
      email: '',
      active: true,
      manager_id: null,
      permission_set_ids: [],
      version: 1,
    },
  ],
};

export const customer: Customer = {
  id: 'customer-1',
  code: 'CUS-0043',
  version: 3,
  kind: 'organisation',
  name: 'Aarohi Foods Pvt Ltd',
  phone: '+91 20 5550 1043',
  email: 'accounts@aarohi.example',
  website: '',
  tax_treatment: 'registered',
  currency: 'INR',
  language: 'en',
  price_list_id: null,
  payment_term: { days: 30 },
  credit_limit: '400000.00',
  source: '',
  notes: '',
  owner_id: 'user-1',
  owner: 'Asha Kulkarni',
  created_ms: 1_675_500_000_000,
  tax_ids: [
    { id: 'tax-1', scheme: 'gstin', number: '27AAACA0000B1ZW', valid: true },
    { id: 'tax-2', scheme: 'pan', number: 'AAACA0000B', valid: false },
  ],
  addresses: [
    {
      id: 'address-1',
      role: 'billing',
      label: '',
      street: 'Plot 88',
      city: 'Pune',
      postal_code: '410501',
      region: 'Maharashtra',
      country: 'IN',
    },
  ],
  contacts: [
    {
      id: 'contact-1',
      version: 1,
      name: 'Sunita Rao',
      job: 'Plant head',
      roles: ['decision_maker'],
      phone: '+91 98 5550 2201',
      email: '',
      notes: '',
    },
  ],
};

export const customerRow = (index: number): CustomerRow => ({
  id: `customer-${index}`,
  code: `CUS-${String(index).padStart(4, '0')}`,
  name: `Customer ${index}`,
  kind: 'organisation',
  place: 'Pune, Maharashtra',
  contact: 'Sunita Rao',
  phone: '+91 20 5550 1043',
  owner_id: 'user-1',
  owner: 'Asha Kulkarni',
  version: 1,
});

/** A list command over `total` invented customers, answering pages as the core does. */
export const customerPages =
  (total: number) => (request: { after?: string; offset?: number; limit?: number }) => {
    const from = request.after === undefined ? (request.offset ?? 0) : Number(request.after);
    const to = Math.min(total, from + (request.limit ?? 100));
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => customerRow(from + index));
    return { rows, next: to < total ? String(to) : null };
  };

export const branch: Branch = {
  id: 'branch-1',
  name: 'Mulshi Networks',
  legal_name: 'Mulshi Networks LLP',
  street: '12 Paud Road',
  city: 'Pune',
  postal_code: '411099',
  region: '27',
  country: 'IN',
  currency: 'INR',
  time_zone: 'Asia/Kolkata',
  fiscal_year_start: '04-01',
  tax_scheme: 'gst_in',
  tax_number: '',
  zero_rating: 'undertaking',
  filed_until: '',
  round_to: '',
  payment_term: { days: 30 },
  has_papers: false,
  doubts: [],
  tax_standing: 'registered',
  lacks_tax_number: true,
  legal_id: '',
  legal_note: '',
  phone: '',
  email: '',
  website: '',
  bank_account_name: '',
  bank_account: '',
  bank_name: '',
  bank_code: '',
  upi_id: '',
  estimate_terms: '',
  invoice_terms: '',
  tax_rounding: 'per_line',
  logo_hash: '',
  signature_hash: '',
  version: 4,
};
