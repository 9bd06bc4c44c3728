/** What a set of rights is called: a preset in the reader's language, until it is renamed. */
import { useT } from '@/app/i18n';
import type { PermissionSetRow } from '@/host/generated';

/** The names that the core gives the presets at set-up. */
const shipped: Record<string, string> = {
  owner: 'Owner',
  sales: 'Sales',
  finance: 'Finance',
  delivery: 'Delivery',
  support: 'Support',
  viewer: 'Viewer',
};

export function useSetName() {
  const t = useT();
  return ({ preset, name }: PermissionSetRow) =>
    preset && shipped[preset] === name ? t.by(`user.preset.${preset}`) : name;
}
