/** After the sale: requests for help with their clock, and contracts with their end. */
import type { AreaManifest } from '@/app/areas';

export const support: AreaManifest = {
  area: 'support',
  nav: [
    {
      group: 'support',
      title: 'nav.tickets',
      icon: 'life-buoy',
      to: '/tickets',
      keys: 'g q',
      permission: 'ticket.read',
    },
    {
      group: 'support',
      title: 'nav.contracts',
      icon: 'handshake',
      to: '/contracts',
      also: ['/entitlements'],
      keys: 'g a',
      permission: 'contract.read',
    },
    {
      group: 'support',
      title: 'knowledge.title',
      icon: 'book-open',
      to: '/knowledge',
      keys: 'g n',
      permission: 'ticket.read',
    },
  ],
  routes: [
    { path: '/knowledge', permission: 'ticket.read', load: () => import('./KnowledgePage') },
    { path: '/tickets', load: () => import('./TicketList') },
    { path: '/tickets/$id', load: () => import('./TicketPage') },
    { path: '/contracts', load: () => import('./ContractList') },
    { path: '/contracts/$id', load: () => import('./ContractPage') },
    {
      path: '/entitlements/$id',
      permission: 'entitlement.read',
      load: () => import('./EntitlementPage'),
    },
    {
      path: '/settings/service-levels',
      permission: 'company.read',
      load: () => import('./SlaSettings'),
    },
    {
      path: '/settings/ticket-categories',
      permission: 'company.read',
      load: () => import('./CategorySettings'),
    },
    {
      path: '/settings/saved-replies',
      permission: 'ticket.read',
      load: () => import('./ReplySettings'),
    },
  ],
  commands: [
    {
      id: 'ticket.new',
      title: 'ticket.new',
      icon: 'plus',
      keys: 'c t',
      permission: 'ticket.write',
      to: '/tickets',
      search: { add: 'new' },
    },
    {
      id: 'contract.new',
      title: 'contract.new',
      icon: 'plus',
      keys: 'c a',
      permission: 'contract.write',
      to: '/contracts',
      search: { add: 'new' },
    },
  ],
  searchTypes: [
    {
      kind: 'ticket',
      title: 'kind.ticket',
      icon: 'life-buoy',
      to: ({ id }) => `/tickets/${id}`,
      prefix: '#',
    },
    {
      kind: 'contract',
      title: 'kind.contract',
      icon: 'handshake',
      to: ({ id }) => `/contracts/${id}`,
      prefix: '#',
    },
    {
      kind: 'entitlement',
      title: 'kind.entitlement',
      icon: 'gauge',
      to: ({ id }) => `/entitlements/${id}`,
      prefix: '#',
    },
    {
      kind: 'knowledge_note',
      title: 'kind.knowledge_note',
      icon: 'book-open',
      to: () => '/knowledge',
      search: ({ title }) => ({ q: title }),
    },
  ],
};
