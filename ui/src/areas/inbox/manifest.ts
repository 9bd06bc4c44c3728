/** What reminds somebody, and where somebody named them. */
import type { AreaManifest } from '@/app/areas';
import { InboxCount } from './InboxCount';

export const inbox: AreaManifest = {
  area: 'always',
  nav: [
    {
      group: 'start',
      title: 'nav.inbox',
      icon: 'inbox',
      to: '/inbox',
      keys: 'g x',
      permission: 'inbox.read',
      Count: InboxCount,
    },
  ],
  routes: [{ path: '/inbox', load: () => import('./InboxPage') }],
  commands: [],
  searchTypes: [],
};
