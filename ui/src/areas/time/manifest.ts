/** What work takes: the timer, the weeks of people, and what an hour is sold for. */
import type { AreaManifest } from '@/app/areas';
import { TimerFoot } from './TimerFoot';

export const time: AreaManifest = {
  area: 'delivery',
  nav: [
    {
      group: 'deliver',
      title: 'nav.timesheet',
      icon: 'timer',
      to: '/timesheet',
      keys: 'g w',
      permission: 'time.read',
    },
  ],
  routes: [
    { path: '/timesheet', load: () => import('./TimesheetPage') },
    { path: '/timesheet/week/$id', load: () => import('./TimesheetPage') },
    { path: '/timesheet/team', permission: 'time.read', load: () => import('./TeamWeek') },
    { path: '/timesheet/approvals', permission: 'time.approve', load: () => import('./Approvals') },
    { path: '/timesheet/entries', permission: 'time.read', load: () => import('./Entries') },
    { path: '/settings/time', permission: 'time_rate.read', load: () => import('./TimeSettings') },
  ],
  commands: [
    {
      id: 'timer.start',
      title: 'timer.start',
      icon: 'timer',
      keys: 'c w',
      permission: 'time.write',
      to: '/timesheet',
      search: { start: 'timer' },
    },
  ],
  // Search finds no weeks; the inbox names them.
  searchTypes: [
    { kind: 'timesheet', title: 'kind.timesheet', icon: 'timer', to: ({ id }) => `/timesheet/week/${id}` },
  ],
  Foot: TimerFoot,
};
