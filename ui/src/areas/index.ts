/** The areas this build has. An area that is not here does not exist for the shell. */
import type { AreaManifest } from '@/app/areas';
import { estimates, invoices } from './billing/manifest';
import { catalogue } from './catalogue/manifest';
import { crm } from './crm/manifest';
import { handover } from './handover/manifest';
import { inbox } from './inbox/manifest';
import { insight } from './insight/manifest';
import { projects } from './projects/manifest';
import { sales } from './sales/manifest';
import { settings } from './settings/manifest';
import { support } from './support/manifest';
import { time } from './time/manifest';

export const manifests: readonly AreaManifest[] = [
  insight,
  inbox,
  crm,
  sales,
  handover,
  estimates,
  invoices,
  projects,
  time,
  support,
  catalogue,
  settings,
];
