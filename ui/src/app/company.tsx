/** The open company: who uses it, which areas are on, what day it is. */
import { createContext, type ReactNode, useCallback, useContext } from 'react';
import type { ResponseOf } from '@/host';
import type { Area as AreaName } from '@/host/generated';

export type CompanyStatus = ResponseOf<'company.status'>;

const CompanyContext = createContext<CompanyStatus | null>(null);

export function CompanyProvider({ status, children }: { status: CompanyStatus; children: ReactNode }) {
  return <CompanyContext value={status}>{children}</CompanyContext>;
}

export function useCompany(): CompanyStatus {
  const status = useContext(CompanyContext);
  if (!status) throw new Error('useCompany is only used inside an open company');
  return status;
}

/** Whether the user holds a permission. The core enforces it; the page only hides what would be refused. */
export function useMay(): (permission: string | undefined) => boolean {
  const { user } = useCompany();
  return useCallback(
    (permission) => permission === undefined || permission in user.permissions,
    [user.permissions],
  );
}

/** Whether an area is switched on: what leads into one that is off leads nowhere. */
export function useHas(): (area: AreaName) => boolean {
  const { areas } = useCompany();
  return (area) => areas.some((one) => one.area === area && one.state !== 'off');
}
