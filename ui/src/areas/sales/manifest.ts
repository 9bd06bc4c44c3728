/** Leads and deals: who asked, what may be sold, and how near it is to being sold. */
import type { AreaManifest } from '@/app/areas';

export const sales: AreaManifest = {
  area: 'sales',
  nav: [
    {
      group: 'sell',
      title: 'nav.leads',
      icon: 'sprout',
      to: '/leads',
      keys: 'g l',
      permission: 'lead.read',
    },
    {
      group: 'sell',
      title: 'nav.deals',
      icon: 'kanban',
      to: '/deals',
      keys: 'g d',
      permission: 'deal.read',
    },
  ],
  routes: [
    { path: '/leads', load: () => import('./LeadList') },
    { path: '/deals', load: () => import('./Deals') },
    { path: '/deals/$id', load: () => import('./DealPage') },
    { path: '/visits/$id', load: () => import('./VisitPage') },
  ],
  commands: [
    {
      id: 'lead.new',
      title: 'lead.new',
      icon: 'plus',
      keys: 'c l',
      permission: 'lead.write',
      to: '/leads',
      search: { add: 'new' },
    },
    {
      id: 'deal.new',
      title: 'deal.new',
      icon: 'plus',
      keys: 'c d',
      permission: 'deal.write',
      to: '/deals',
      search: { add: 'new' },
    },
  ],
  searchTypes: [
    { kind: 'deal', title: 'kind.deal', icon: 'kanban', to: ({ id }) => `/deals/${id}`, prefix: '#' },
  ],
};
