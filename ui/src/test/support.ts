/** A ticket with its contract and entitlement, and a scripted core for the tests of support. */
import type {
  Contract,
  ContractRow,
  Entitlement,
  EntitlementRow,
  SlaPolicy,
  Ticket,
  TicketRow,
} from '@/host/generated';
import { inr } from './billing';
import { scriptCore } from './core';
import { customer, status, users } from './fixtures';

const minute = 60_000;
const at = 1_795_320_000_000;

export const entitlementRow: EntitlementRow = {
  id: 'ent-1',
  code: 'ENT-0001',
  version: 2,
  name: 'Support, gold',
  customer_id: 'customer-1',
  customer: 'Aarohi Foods Pvt Ltd',
  contract_id: 'con-1',
  unit: 'hours',
  amount: '24',
  period: 'year',
  rollover: false,
  start: '2026-04-01',
  end: '2027-03-31',
  balance: {
    allowed: 1440,
    used: 840,
    left: 600,
    over: 0,
    over_in_all: 0,
    from: '2026-04-01',
    to: '2027-03-31',
  },
  state: 'running',
  badge: { tone: 'ok', icon: 'circle-check', key: 'badge.entitlement.running', params: {} },
  owner_id: 'user-1',
  owner: 'Asha Kulkarni',
};

export const entitlement: Entitlement = {
  row: entitlementRow,
  contract: 'CON-0001 Support',
  deal_id: null,
  deal: '',
  branch_id: 'branch-1',
  policy_id: null,
  policy: '',
  ended: null,
  end_reason: '',
  after_project_id: null,
  after_project: '',
  uses: [
    {
      ticket_id: 'ticket-1',
      ticket: 'TKT-0001 Ward 3',
      quantity: 90,
      date: '2026-11-20',
      user: 'Rohan Patil',
    },
    {
      ticket_id: 'ticket-1',
      ticket: 'TKT-0001 Ward 3',
      quantity: -30,
      date: '2026-11-21',
      user: 'Rohan Patil',
    },
  ],
  created_ms: at,
};

export const contractRow: ContractRow = {
  id: 'con-1',
  code: 'CON-0001',
  version: 4,
  name: 'Support for the plant network',
  customer_id: 'customer-1',
  customer: 'Aarohi Foods Pvt Ltd',
  start: '2026-04-01',
  end: '2027-03-31',
  notice_by: '2026-12-31',
  auto_renew: true,
  is_ended: false,
  value: inr('120000.00'),
  state: 'due',
  badge: { tone: 'warn', icon: 'calendar-clock', key: 'badge.contract.due', params: {} },
  owner_id: 'user-1',
  owner: 'Asha Kulkarni',
};

export const contract: Contract = {
  row: contractRow,
  deal_id: null,
  deal: '',
  branch_id: 'branch-1',
  notice_days: 90,
  renewal_months: 12,
  indexation_percent: '5',
  currency: 'INR',
  ended: null,
  end_reason: '',
  entitlements: [entitlementRow],
  created_ms: at,
  renewal_deal_id: null,
  renewal_deal: '',
  terms: [{ start: '2025-04-01', end: '2026-03-31', value: inr('114285.00') }],
};

export const ticketRow: TicketRow = {
  id: 'ticket-1',
  code: 'TKT-0001',
  version: 3,
  subject: 'Ward 3 access point down',
  customer_id: 'customer-1',
  customer: 'Aarohi Foods Pvt Ltd',
  contact: 'Sunita Rao',
  category_id: 'category-1',
  priority: 'high',
  status: 'open',
  badge: { tone: 'info', icon: 'circle-dot', key: 'badge.ticket.open', params: {} },
  sla: 'at_risk',
  sla_badge: {
    tone: 'warn',
    icon: 'alarm-clock',
    key: 'badge.sla.left',
    params: { hours: 1, minutes: 20 },
  },
  due_ms: at + 80 * minute,
  owner_id: 'user-1',
  owner: 'Asha Kulkarni',
  opened_ms: at - 600 * minute,
  last_ms: at - 10 * minute,
};

export const ticket: Ticket = {
  row: ticketRow,
  contact_id: 'contact-1',
  contact_email: '',
  contact_phone: '+91 98 5550 2201',
  category: 'Fault',
  channel: 'phone',
  tags: ['wifi'],
  deal_id: null,
  deal: '',
  project_id: null,
  project: '',
  entitlement: entitlementRow,
  branch_id: 'branch-1',
  merged_into_id: null,
  merged_into: '',
  split_from_id: null,
  split_from: '',
  related_id: 'ticket-8',
  related: [{ id: 'ticket-8', code: 'TKT-0008', subject: 'Ward 4 as well' }],
  parts: [{ id: 'ticket-9', code: 'TKT-0009', subject: 'A printer' }],
  messages: [
    {
      id: 'message-1',
      direction: 'in',
      channel: 'phone',
      body: 'Nurses lose the handset every few minutes.',
      who: 'Sunita Rao',
      of: null,
      minutes: null,
      at_ms: at - 600 * minute,
    },
    {
      id: 'message-2',
      direction: 'note',
      channel: 'other',
      body: 'Port 14 shows power drops.',
      who: 'Rohan Patil',
      of: 'TKT-0002',
      minutes: 30,
      at_ms: at - 10 * minute,
    },
  ],
  waits: [{ is_done: false, from_ms: at - 500 * minute, to_ms: at - 390 * minute }],
  clock: {
    policy_id: 'policy-1',
    policy: 'Business 4 h',
    hours: 'business',
    response: {
      minutes: 120,
      due_ms: at - 480 * minute,
      met_ms: at - 520 * minute,
      state: 'kept',
      left_seconds: 2400,
    },
    resolution: {
      minutes: 480,
      due_ms: at + 80 * minute,
      met_ms: null,
      state: 'at_risk',
      left_seconds: 4800,
    },
    counted_seconds: 400 * 60,
    uncounted_seconds: 140 * 60,
    stretches: [
      { from_ms: at - 600 * minute, to_ms: at - 500 * minute, seconds: 6000, counts: 'counted', closed: [] },
      { from_ms: at - 500 * minute, to_ms: at - 390 * minute, seconds: 6600, counts: 'waiting', closed: [] },
      { from_ms: at - 390 * minute, to_ms: at - 360 * minute, seconds: 1800, counts: 'break', closed: [] },
      {
        from_ms: at - 360 * minute,
        to_ms: at - 300 * minute,
        seconds: 3600,
        counts: 'closed',
        closed: [
          { why: 'weekend', name: '' },
          { why: 'holiday', name: 'Diwali' },
        ],
      },
      { from_ms: at - 300 * minute, to_ms: at, seconds: 18_000, counts: 'counted', closed: [] },
    ],
  },
  minutes: 30,
  rating: null,
  rating_note: '',
  responded_ms: at - 520 * minute,
  resolved_ms: null,
  closed_ms: null,
};

export const policy: SlaPolicy = {
  id: 'policy-1',
  name: 'Business 4 h',
  hours: 'business',
  is_default: true,
  targets: [{ priority: 'high', response_minutes: 120, resolution_minutes: 480 }],
  rules: [],
  steps: [],
  version: 2,
};

const permissions = Object.fromEntries(
  [
    'deal.read',
    'deal.write',
    'ticket.read',
    'ticket.write',
    'contract.read',
    'contract.write',
    'entitlement.read',
    'entitlement.write',
  ].map((name) => [name, 'all' as const]),
);

/** The company in the hands of somebody who answers tickets. */
export const supporting = {
  ...status,
  areas: [...status.areas, { area: 'support', state: 'live' }],
  user: { ...status.user, permissions: { ...status.user.permissions, ...permissions } },
} as typeof status;

const changed = { id: 'ticket-1', code: 'TKT-0001', version: 4 };

export const supportCore = (more: Parameters<typeof scriptCore>[0] = {}) =>
  scriptCore({
    'user.list': () => users,
    'customer.get': () => customer,
    'customer.list': () => ({ rows: [], next: null }),
    'customer_balance.get': () => ({ figures: [] }),
    'deal.list': () => ({ rows: [], next: null }),
    'project.list': () => ({ rows: [], next: null }),
    'invoice.list': () => ({ rows: [], next: null }),
    'attachment.list': () => ({ rows: [] }),
    'history.of_record': () => ({ actions: [], next: null }),
    'ticket.get': () => ticket,
    'ticket.list': () => ({ rows: [ticketRow], next: null }),
    'ticket.summary': () => ({ count: 1, open: 1, waiting: 2, at_risk: 1, breached: 3, unassigned: 4 }),
    'ticket.queue': () => ({ page: { rows: [ticketRow], next: null }, mine: 1, unassigned: 4, open: 7 }),
    'ticket.tags': () => ({ tags: ['camera', 'wifi'] }),
    'ticket_category.list': () => ({ rows: [{ id: 'category-1', name: 'Fault', owner_id: 'user-2' }] }),
    'ticket.reply': () => changed,
    'ticket.note': () => changed,
    'ticket.resolve': () => changed,
    'ticket.open': () => changed,
    'ticket.update': () => changed,
    'ticket.wait': () => changed,
    'ticket.split': () => changed,
    'saved_reply.list': () => ({
      rows: [
        {
          id: 'reply-1',
          name: 'Done',
          body: 'Dear {contact}',
          follow: 'resolve',
          priority: null,
          owner_id: null,
          category_id: null,
          tag: '',
        },
      ],
      fields: ['contact', 'ticket'],
    }),
    'saved_reply.fill': () => ({ body: 'Dear Sunita Rao', follow: 'resolve', set: null }),
    'knowledge_note.list': () => ({
      rows: [
        { id: 'note-1', version: 1, title: 'Restart', body: 'Port 14 first.', category_id: 'category-1' },
      ],
    }),
    'customer_health.get': () => ({
      badge: { tone: 'warn', icon: 'alert-circle', key: 'badge.health.fair', params: {} },
      parts: [
        {
          kind: 'payment',
          badge: { tone: 'warn', icon: 'wallet', key: 'badge.health.late', params: { days: 12 } },
        },
      ],
    }),
    'contract.get': () => contract,
    'contract.list': () => ({ rows: [contractRow], next: null }),
    'contract.summary': () => ({
      count: 1,
      due: 1,
      sums: [inr('120000.00')],
      months: [{ month: '2027-03', count: 1 }],
    }),
    'contract.create': () => ({ id: 'con-2', code: 'CON-0002' }),
    'contract.update': () => ({ id: 'con-1', version: 5 }),
    'contract.renew': () => ({ id: 'con-1', version: 5, left: [] }),
    'contract.propose': () => ({ deal_id: 'deal-7', estimate_id: 'estimate-7' }),
    'contract.end': () => ({ id: 'con-1', version: 5 }),
    'contract.reopen': () => ({ id: 'con-1', version: 5 }),
    'entitlement.get': () => entitlement,
    'entitlement.list': () => ({ rows: [entitlementRow], next: null }),
    'entitlement.create': () => ({ id: 'ent-2', code: 'ENT-0002' }),
    'renewal_setting.get': () => ({ version: 1, ahead: 'ending', days: 30 }),
    'ticket_priority.list': () => ({ rows: [{ priority: 'urgent', owner_id: 'user-2' }] }),
    'sla_policy.list': () => ({ rows: [policy] }),
    'sla_policy.save': () => ({ id: 'policy-1', version: 3 }),
    ...more,
  });
