/** The branches that may receive money, each a seller of its own, with its country and its home currency. */
import { useCompany, useMay } from '@/app/company';
import type { Branch } from '@/host/generated';
import { useRead } from '@/host/queries';

const none: readonly Branch[] = [];

/** None while the core is asked, or where one may not read them. */
export const useBranches = (): readonly Branch[] =>
  useRead('branch.list', {}, { also: ['company'] }).data?.rows ?? none;

export interface Receiver {
  country: string;
  /** A rate leads to it. */
  home: string;
}

/** The branch that receives money; what the company has while it is being read. */
export function useReceiver(branchId: string | undefined): Receiver {
  const { company } = useCompany();
  const branch = useBranches().find(({ id }) => id === branchId);
  return branch
    ? { country: branch.country, home: branch.currency }
    : { country: company.country, home: company.home_currency };
}

/** The countries of all who receive money; none is known while the core is asked. Whoever cannot read the branches knows the company's. */
export function useReceivingCountries(): readonly string[] | undefined {
  const { company } = useCompany();
  const mayRead = useMay()('company.read');
  const branches = useRead('branch.list', {}, { also: ['company'], enabled: mayRead });
  if (!mayRead || branches.error) return [company.country];
  return branches.data?.rows.map(({ country }) => country);
}
