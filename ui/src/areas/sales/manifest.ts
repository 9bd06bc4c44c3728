/** Leads and deals: who asked, what may be sold, and how near it is to being sold. */
import type { AreaManifest } from '@/app/areas';
import { suggest } from './suggest';

export const sales: AreaManifest = {
  area: 'sales',
  nav: [
    {
      group: 'start',
      title: 'nav.today',
      icon: 'calendar-check',
      to: '/today',
      also: ['/calendar', '/activities', '/visits'],
      keys: 'g t',
      permission: 'activity.read',
    },
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
      also: ['/thread'],
      keys: 'g d',
      permission: 'deal.read',
    },
  ],
  routes: [
    { path: '/today', load: () => import('./Today') },
    { path: '/calendar', load: () => import('./CalendarPage') },
    { path: '/activities', load: () => import('./ActivityList') },
    { path: '/settings/pipelines', load: () => import('./PipelineSettings') },
    { path: '/settings/leads', load: () => import('./LeadSettings') },
    { path: '/leads', load: () => import('./LeadList') },
    { path: '/leads/$id', load: () => import('./LeadPage') },
    { path: '/deals', load: () => import('./Deals') },
    { path: '/deals/$id', load: () => import('./DealPage') },
    { path: '/visits/$id', permission: 'activity.read', load: () => import('./VisitPage') },
  ],
  commands: [
    {
      id: 'calendar.open',
      title: 'calendar.title',
      icon: 'calendar',
      permission: 'activity.read',
      to: '/calendar',
    },
    {
      id: 'activity.all',
      title: 'activity.title',
      icon: 'list-filter',
      permission: 'activity.read',
      to: '/activities',
    },
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
    { kind: 'lead', title: 'kind.lead', icon: 'sprout', to: ({ id }) => `/leads/${id}`, prefix: '@' },
    { kind: 'deal', title: 'kind.deal', icon: 'kanban', to: ({ id }) => `/deals/${id}`, prefix: '#' },
  ],
  suggest: { permission: 'activity.read', ask: suggest },
};
