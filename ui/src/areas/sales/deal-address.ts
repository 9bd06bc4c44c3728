/** What the address of the deals says, and what the core is asked for it. */
import { textOf } from './words';

export interface DealAddress {
  view: 'board' | 'table';
  tab: 'all' | 'mine' | 'ageing' | 'won' | 'lost';
  pipeline?: string;
  search?: string;
  sort?: string;
  up?: boolean;
  /** The dialog for a new deal is open; `new`, or the stage it starts in. */
  add?: string;
}

export const dealTabs = ['all', 'mine', 'ageing', 'won', 'lost'] as const;

export const readDealAddress = (raw: Record<string, unknown>): DealAddress => ({
  view: raw.view === 'table' ? 'table' : 'board',
  tab: dealTabs.find((tab) => tab === raw.tab) ?? 'all',
  pipeline: textOf(raw.pipeline),
  search: textOf(raw.search),
  sort: textOf(raw.sort),
  up: raw.up === true || undefined,
  add: textOf(raw.add),
});

/** Filter of `deal.list` and `deal.summary` behind a tab. */
export function filterOf(tab: DealAddress['tab'], pipelineId: string, userId: string) {
  return {
    pipeline_id: pipelineId,
    status: tab === 'won' || tab === 'lost' ? tab : ('open' as const),
    owner_id: tab === 'mine' ? userId : undefined,
    ageing: tab === 'ageing' || undefined,
  };
}
