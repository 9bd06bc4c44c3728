/** What passes from a won deal to those who go on with it, and the thread of a piece of business. */
import type { AreaManifest } from '@/app/areas';

export const handover: AreaManifest = {
  area: 'sales',
  nav: [],
  routes: [{ path: '/thread/$kind/$id', permission: 'deal.read', load: () => import('./ThreadPage') }],
  commands: [],
  searchTypes: [],
};
