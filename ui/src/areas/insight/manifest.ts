/** What the owner looks at first. */
import type { AreaManifest } from '@/app/areas';

export const insight: AreaManifest = {
  area: 'always',
  nav: [
    {
      group: 'start',
      title: 'nav.home',
      icon: 'house',
      to: '/home',
      keys: 'g h',
      permission: 'company.read',
    },
  ],
  routes: [{ path: '/home', load: () => import('./HomePage') }],
  commands: [],
  searchTypes: [],
};
