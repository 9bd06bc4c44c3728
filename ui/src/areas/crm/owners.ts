/** Who may own a record: everybody for those who may read users, else only oneself. */
import { useCompany, useMay } from '@/app/company';
import type { Option } from '@/design';
import { useRead } from '@/host/queries';

export function useOwnerOptions(): Option[] {
  const { user } = useCompany();
  const users = useRead('user.list', {}, { enabled: useMay()('user.read') }).data?.rows;
  return (users ?? [user]).map(({ id, name }) => ({ id, text: name }));
}
