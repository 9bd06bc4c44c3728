/** What the company is, how its papers look, who works in it and what is switched on. */
import type { AreaManifest } from '@/app/areas';

export const settings: AreaManifest = {
  area: 'always',
  nav: [
    {
      group: 'end',
      title: 'nav.settings',
      icon: 'settings',
      to: '/settings',
      keys: 'g s',
      permission: 'company.read',
    },
  ],
  routes: [
    { path: '/settings', load: () => import('./CompanySettings') },
    { path: '/settings/branch', load: () => import('./BranchSettings') },
    { path: '/settings/users', load: () => import('./UserSettings') },
    { path: '/settings/areas', load: () => import('./AreaSettings') },
  ],
  commands: [],
  searchTypes: [],
};
