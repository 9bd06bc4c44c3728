/** What the address of the deals says, and what the core is asked for it. */
import { textOf } from '@/design/DataGrid';

export interface DealAddress {
  view: (typeof dealViews)[number];
  tab: 'all' | 'mine' | 'ageing' | 'won' | 'lost';
  /** Absent: the table has the deals of all pipelines, the board and the forecast those of the first. */
  pipeline?: string;
  /** Filters of the table; another view begins without them. */
  month?: undefined;
  currency?: undefined;
  owner?: undefined;
  branch?: undefined;
  idle?: undefined;
  handover?: undefined;
  unbilled?: undefined;
  search?: string;
  /** The dialog for a new deal is open; `new`, or the stage it starts in. */
  add?: string;
}

export const dealViews = ['board', 'table', 'forecast'] as const;

export const dealTabs = ['all', 'mine', 'ageing', 'won', 'lost'] as const;

/** Deals under the tab are won or lost; they wait for nothing. */
export const isClosed = (tab: DealAddress['tab']): tab is 'won' | 'lost' => tab === 'won' || tab === 'lost';

export const readDealAddress = (raw: Record<string, unknown>): DealAddress => ({
  view: dealViews.find((view) => view === raw.view) ?? 'board',
  tab: dealTabs.find((tab) => tab === raw.tab) ?? 'all',
  pipeline: textOf(raw.pipeline),
  search: textOf(raw.search),
  add: textOf(raw.add),
});

/** Filter of `deal.list` and `deal.summary` behind a tab. */
export function filterOf(tab: DealAddress['tab'], pipelineId: string | undefined, userId: string) {
  return {
    pipeline_id: pipelineId,
    status: isClosed(tab) ? tab : ('open' as const),
    owner_id: tab === 'mine' ? userId : undefined,
    ageing: tab === 'ageing' || undefined,
  };
}
