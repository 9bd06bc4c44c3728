/** What requests are about, as the company has it. */
import type { Option } from '@/design';
import { useRead } from '@/host/queries';

export function useCategories(): Option[] | undefined {
  return useRead('ticket_category.list', {}).data?.rows.map(({ id, name }) => ({ id, text: name }));
}
