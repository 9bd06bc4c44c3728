/** What is sold: items, price lists, tax classes. Every company has a catalogue. */
import type { AreaManifest } from '@/app/areas';

export const catalogue: AreaManifest = {
  area: 'always',
  nav: [
    {
      group: 'records',
      title: 'nav.catalogue',
      icon: 'package',
      to: '/catalogue',
      keys: 'g k',
      permission: 'item.read',
    },
  ],
  routes: [
    { path: '/catalogue', load: () => import('./ItemList') },
    { path: '/catalogue/items/new', load: () => import('./NewItem') },
    { path: '/catalogue/items/$id', load: () => import('./ItemPage') },
    { path: '/catalogue/price-lists', load: () => import('./PriceLists') },
    { path: '/catalogue/price-lists/$id', load: () => import('./PriceListPage') },
    { path: '/catalogue/taxes', load: () => import('./TaxClasses') },
  ],
  commands: [
    {
      id: 'item.new',
      title: 'item.new',
      icon: 'plus',
      keys: 'c n',
      permission: 'item.write',
      to: '/catalogue/items/new',
    },
  ],
  searchTypes: [
    { kind: 'item', title: 'kind.item', icon: 'package', to: ({ id }) => `/catalogue/items/${id}` },
  ],
};
