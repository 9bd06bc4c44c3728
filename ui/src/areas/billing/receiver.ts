/** The branches that may receive money, each a seller of its own; a rate leads to the home currency of the one that does. */
import { useCompany } from '@/app/company';
import type { Branch } from '@/host/generated';
import { useRead } from '@/host/queries';

export const useBranches = (): readonly Branch[] =>
  useRead('branch.list', {}, { also: ['company'] }).data?.rows ?? [];

/** The home currency of a branch; that of the company while it is being read. */
export function useHomeCurrency(branchId: string | undefined): string {
  const { company } = useCompany();
  const branch = useBranches().find(({ id }) => id === branchId);
  return branch?.currency ?? company.home_currency;
}
