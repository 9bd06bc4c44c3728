/** The areas this build has. An area that is not here does not exist for the shell. */
import type { AreaManifest } from '@/app/areas';
import { estimates, invoices } from './billing/manifest';
import { crm } from './crm/manifest';

export const manifests: readonly AreaManifest[] = [crm, estimates, invoices];
