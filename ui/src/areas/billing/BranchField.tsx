/** Which branch sells, works or receives: asked only where there are several. */
import { useMemo } from 'react';
import { useT } from '@/app/i18n';
import { Select } from '@/design';
import { type FilterField, type GridColumn, textColumn } from '@/design/DataGrid';
import { useBranches } from './receiver';

interface BranchFieldProps {
  name: string;
  label?: string;
  /** What follows while nothing is chosen; the first branch when absent. */
  usual?: string;
  value: string | undefined;
  onChange: (id: string) => void;
}

/** Stands for what follows. */
const follows = 'follows';

export function BranchField({ name, label, usual, value, onChange }: BranchFieldProps) {
  const t = useT();
  const branches = useBranches();
  if (branches.length < 2) return null;
  return (
    <Select
      name={name}
      label={label ?? t('document.branch')}
      options={[
        ...(usual === undefined ? [] : [{ id: follows, text: usual }]),
        ...branches.map((one) => ({ id: one.id, text: one.name })),
      ]}
      value={value || (usual === undefined ? (branches[0]?.id ?? null) : follows)}
      onChange={(id) => onChange(id === follows ? '' : id)}
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
