/** What the company is, how its papers look, who works in it and what is switched on. */

import type { AreaManifest } from '@/app/areas';
import { keyboardPath } from '@/app/keymap';

export const settings: AreaManifest = {
  area: 'always',
  nav: [
    {
      group: 'foot',
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
    { path: '/settings/numbers', permission: 'company.read', load: () => import('./NumberSettings') },
    {
      path: '/settings/working-time',
      permission: 'company.read',
      load: () => import('./WorkingTimeSettings'),
    },
    { path: '/settings/users', permission: 'user.read', load: () => import('./UserSettings') },
    { path: '/settings/areas', load: () => import('./AreaSettings') },
    { path: '/settings/backups', load: () => import('./BackupSettings') },
    { path: keyboardPath, load: () => import('./KeyboardSettings') },
  ],
  commands: [
    {
      id: 'backups',
      title: 'backup.open',
      icon: 'hard-drive',
      permission: 'company.read',
      to: '/settings/backups',
    },
    {
      id: 'numbers',
      title: 'number.open',
      icon: 'settings',
      permission: 'settings.write',
      to: '/settings/numbers',
    },
  ],
  searchTypes: [],
};
