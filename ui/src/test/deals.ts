/** One deal with its pipeline, and a scripted core for the tests of deals. */
import type { Deal, DealBoard, DealRow, Pipeline, Stage } from '@/host/generated';
import { inr } from './billing';
import { scriptCore } from './core';
import { status, users } from './fixtures';

const stage = (id: string, name: string): Stage => ({
  id,
  name,
  probability: '50',
  committed: false,
  required: [],
  limit_days: 14,
  permission_set_id: null,
  open_deals: 1,
});

export const stages = [stage('stage-1', 'Contacted'), stage('stage-2', 'Negotiation')] as const;
export const pipeline: Pipeline = { id: 'pipeline-1', name: 'Sales', version: 1, stages: [...stages] };

export const dealRow: DealRow = {
  id: 'deal-1',
  code: 'DEAL-0001',
  version: 3,
  title: 'Plant network',
  customer_id: null,
  customer: 'Sample Foods',
  pipeline_id: 'pipeline-1',
  stage_id: 'stage-1',
  stage: 'Contacted',
  status: 'open',
  amount: inr('548500.00'),
  probability: '50',
  weighted: inr('274250.00'),
  expected_close: null,
  stage_since_ms: 0,
  age_days: 17,
  limit_days: 14,
  badge: { tone: 'info', icon: 'circle-dot', key: 'badge.stage', params: { stage: 'Contacted' } },
  ageing: { tone: 'warn', icon: 'clock', key: 'badge.ageing', params: { days: 17, limit: 14 } },
  next: null,
  owner_id: 'user-1',
  owner: 'Asha Kulkarni',
  branch_id: null,
};

export const deal: Deal = {
  row: dealRow,
  prospect: 'Sample Foods',
  currency: 'INR',
  amount_from_lines: false,
  probability_by_hand: false,
  contact_id: null,
  contact: '',
  lead_id: null,
  lead_code: '',
  source: '',
  notes: '',
  lines: [],
  stages: [],
  created_ms: 1_795_000_000_000,
  next_action: null,
  closed_ms: null,
  won_criteria: '',
  follow: [],
  lost_reason: '',
};

const board: DealBoard = {
  pipeline_id: 'pipeline-1',
  columns: stages.map((one, index) => ({
    stage: one,
    count: index === 0 ? 1 : 0,
    ageing: 0,
    sums: [inr(index === 0 ? '548500.00' : '0.00')],
    weighted: [inr('0.00')],
    cards: index === 0 ? [dealRow] : [],
    next: null,
  })),
  count: 1,
  sums: [inr('548500.00')],
  weighted: [inr('274250.00')],
};

const permissions = {
  'user.read': 'all',
  'deal.read': 'all',
  'deal.write': 'all',
  'lead.read': 'all',
  'lead.write': 'all',
};
/** The company in the hands of somebody who sells. */
export const selling = { ...status, user: { ...status.user, permissions } } as typeof status;

export const dealCore = (more: Parameters<typeof scriptCore>[0] = {}) =>
  scriptCore({
    'pipeline.list': () => ({ rows: [pipeline] }),
    'deal.get': () => deal,
    'deal.list': () => ({ rows: [dealRow], next: null }),
    'deal.summary': () => ({ count: 1, ageing: 1, sums: [inr('548500.00')], weighted: [], to_invoice: [] }),
    'deal.board': () => board,
    'deal.update': () => ({ id: 'deal-1', version: 4 }) as never,
    'deal.move': () => ({ id: 'deal-1', version: 4 }) as never,
    'deal.delete': () => ({ id: 'deal-1', version: 4 }) as never,
    'user.list': () => users,
    'activity.list': () => ({ rows: [], next: null }),
    'attachment.list': () => ({ rows: [] }),
    'next_action.of_record': () => ({ action: null }),
    ...more,
  });
