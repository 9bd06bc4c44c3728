/** Customers and the people at them. Every company has customers, whatever else is switched on. */
import type { AreaManifest } from '@/app/areas';

export const crm: AreaManifest = {
  area: 'always',
  nav: [
    {
      group: 'records',
      title: 'nav.customers',
      icon: 'building-2',
      to: '/customers',
      keys: 'g c',
      permission: 'customer.read',
    },
  ],
  routes: [
    { path: '/customers', load: () => import('./CustomerList') },
    { path: '/customers/new', load: () => import('./NewCustomer') },
    { path: '/customers/$id', load: () => import('./CustomerPage') },
  ],
  commands: [
    {
      id: 'customer.new',
      title: 'customer.new',
      icon: 'plus',
      keys: 'c c',
      permission: 'customer.write',
      to: '/customers/new',
    },
  ],
  searchTypes: [
    {
      kind: 'customer',
      title: 'kind.customer',
      icon: 'building-2',
      to: ({ id }) => `/customers/${id}`,
      prefix: '@',
    },
    {
      kind: 'contact',
      title: 'kind.contact',
      icon: 'user',
      to: ({ customer_id }) => `/customers/${customer_id ?? ''}`,
      prefix: '@',
    },
  ],
};
