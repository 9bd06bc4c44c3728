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

/**
 * Whether the user holds a permission, and for the records of `owner` when one is named: null is nobody. The core enforces it; the
 * page only hides what would be refused.
 */
export function useMay(): (permission: string | undefined, owner?: string | null) => boolean {
  const { user } = useCompany();
  return useCallback(
    (permission, owner) => {
      const reach = permission === undefined ? 'all' : user.permissions[permission];
      if (reach === 'all' || owner === undefined) return reach !== undefined;
      const reached = reach === 'team' ? user.team_user_ids : reach === 'own' ? [user.id] : [];
      return owner !== null && reached.includes(owner);
    },
    [user],
  );
}

/** Whether an area is switched on: what leads into one that is off leads nowhere. */
export function useHas(): (area: AreaName) => boolean {
  const { areas } = useCompany();
  return (area) => areas.some((one) => one.area === area && one.state !== 'off');
}
