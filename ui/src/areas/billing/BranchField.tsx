/** Which branch sells, works or receives: asked only where there are several. */
import { useMemo } from 'react';
import { useT } from '@/app/i18n';
import { Select } from '@/design';
import { type FilterField, type GridColumn, textColumn } from '@/design/DataGrid';
import { useBranches } from './receiver';

interface BranchFieldProps {
  name: string;
  label?: string;
  /** The first one while nothing is chosen. */
  value: string | undefined;
  onChange: (id: string) => void;
}

export function BranchField({ name, label, value, onChange }: BranchFieldProps) {
  const t = useT();
  const branches = useBranches();
  if (branches.length < 2) return null;
  return (
    <Select
      name={name}
      label={label ?? t('document.branch')}
      options={branches.map((one) => ({ id: one.id, text: one.name }))}
      value={value || (branches[0]?.id ?? null)}
      onChange={onChange}
    />
  );
}

/** The filter of a list for one seller, where there are several. */
export function useBranchFilter(): FilterField[] {
  const t = useT();
  const branches = useBranches();
  if (branches.length < 2) return [];
  const options = branches.map((one) => ({ id: one.id, text: one.name }));
  return [{ kind: 'choice', id: 'branch', label: t('document.branch'), options }];
}

/** The column of a list that names the seller, where there are several; `off` until chosen where a list has no room for it. */
export function useBranchColumn<Row extends { branch_id: string | null }>(off = false): GridColumn<Row>[] {
  const t = useT();
  const branches = useBranches();
  return useMemo(
    () =>
      branches.length < 2
        ? []
        : [
            textColumn(
              { id: 'branch', title: t('document.branch'), width: 'minmax(96px, 0.7fr)', rank: 2, off },
              (row) => branches.find(({ id }) => id === row.branch_id)?.name ?? '',
            ),
          ],
    [t, branches, off],
  );
}
