/** Who may own a record: everybody for those who may read users, else only oneself. */
import { useCompany, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import type { FilterField } from '@/design/DataGrid';
import { useRead } from '@/host/queries';

/** The filter for one owner's records. */
export function useOwnerField(): FilterField {
  const t = useT();
  const { user } = useCompany();
  const mayRead = useMay()('user.read');
  const users = useRead('user.list', {}, { enabled: mayRead });
  const owners = mayRead && !users.error ? users.data?.rows : [user];
  return {
    kind: 'choice',
    id: 'owner',
    label: t('customer.owner'),
    options: owners?.map(({ id, name }) => ({ id, text: name })),
  };
}
