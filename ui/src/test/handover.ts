/** The sheet of a handover as the core would propose it, for tests. */
import type { HandoverSheet, HandoverSheetBlock } from '@/host/generated';
import { inr } from './billing';

export const block = (
  name: HandoverSheetBlock['block'],
  more: Partial<HandoverSheetBlock> = {},
): HandoverSheetBlock => ({
  block: name,
  state: null,
  on: true,
  missing: [],
  ...more,
});

export const sheet: HandoverSheet = {
  deal_id: 'deal-1',
  version: 3,
  code: 'DEAL-0001',
  title: 'Showroom network',
  status: 'open',
  customer: 'Indus Valley Crafts',
  added: [],
  is_mixed: false,
  sold: {
    lines: [
      { description: 'Network core', quantity: '9', net: inr('142500.00') },
      { description: 'Support, one year', quantity: '1', net: inr('36000.00') },
    ],
    net: inr('178500.00'),
    total: inr('210630.00'),
    accepted: [
      {
        estimate_id: 'estimate-1',
        code: 'EST-0224',
        version_no: 3,
        said_by: 'Nitin Vora',
        how: 'email',
        date: '2026-11-20',
      },
    ],
  },
  files: [
    {
      id: 'file-1',
      name: 'Floor plan.png',
      media: 'image/png',
      size: 64_000,
      picture: true,
      added_by: 'Asha Kulkarni',
      added_ms: 1_795_320_000_000,
    },
  ],
  expectations: '',
  commitments: [],
  promises: [
    {
      activity_id: 'activity-1',
      text: 'Live before the festive sale',
      due_date: '2026-12-18',
      promised_by: 'user-1',
      user: 'Asha Kulkarni',
    },
  ],
  duplicates: [],
  country: 'IN',
  renews: [],
  blocks: [block('customer'), block('billing'), block('delivery'), block('support')],
  for_customer: { customer_id: 'customer-1', owner_id: 'user-1' },
  for_billing: { kind: 'all_now', payment_term: { days: 15 }, order_no: 'IVC-118' },
  for_delivery: {
    kind: 'project',
    name: 'Showroom network',
    template_id: 'template-1',
    owner_id: 'user-1',
    start: '2026-11-23',
    end: '2026-12-18',
    budget: '142500.00',
  },
  for_support: {
    entitlements: [{ name: 'Support, one year', unit: 'hours', amount: '24', period: 'year' }],
    contract: 'Support, one year',
    start: '2026-12-18',
    end: '2027-12-17',
    notice_days: 60,
    auto_renew: true,
    value: '36000.00',
    reminder: '2027-09-18',
  },
  templates: [
    { template_id: 'template-1', name: 'Retail network', items: ['Network core'], roles: ['Technician'] },
  ],
  currency: 'INR',
  placed: {
    tasks: [
      {
        template_task_id: 'task-1',
        title: 'Survey',
        role: 'Technician',
        template_milestone_id: null,
        start: '2026-11-23',
        due: '2026-11-23',
      },
    ],
    milestones: [
      { template_milestone_id: 'milestone-1', id: '', name: 'Sign-off', date: '2026-12-18', percent: '' },
    ],
    end: '2026-12-18',
  },
  follow_up: '2026-11-29',
};
