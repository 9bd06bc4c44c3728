/** Who may own a record: everybody for those who may read users, else only oneself. */
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import type { Option } from '@/design';
import type { FilterField } from '@/design/DataGrid';
import { useRead } from '@/host/queries';

interface Worker {
  id: string;
  name: string;
  active: boolean;
}

const optionOf = ({ id, name }: Worker): Option => ({ id, text: name });

/** Nobody is known while the core is asked; whoever cannot read the users knows oneself. */
function useWorkers() {
  const { user } = useCompany();
  const mayRead = useMay()('user.read');
  const users = useRead('user.list', {}, { enabled: mayRead });
  const oneself: readonly Worker[] = [{ ...user, active: true }];
  return { oneself, known: mayRead && !users.error ? users.data?.rows : oneself };
}

/** Who may be given something to work on. */
export function useOwners(): Option[] {
  const { oneself, known = oneself } = useWorkers();
  return known.filter(({ active }) => active).map(optionOf);
}

/** Whose records there may be, those of people who have left included. */
export function useEverybody(): Option[] | undefined {
  return useWorkers().known?.map(optionOf);
}

/** The filter for one owner's records. */
export function useOwnerField(): FilterField {
  const t = useT();
  return { kind: 'choice', id: 'owner', label: t('customer.owner'), options: useEverybody() };
}
