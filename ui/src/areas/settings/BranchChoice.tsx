/** Whose settings a page shows, where there are several branches. */
import { useT } from '@/app/i18n';
import { Select } from '@/design';
import type { Branch } from '@/host/generated';

interface BranchChoiceProps {
  branches: readonly Branch[];
  chosen: Branch | undefined;
  onChange: (id: string) => void;
}

export function BranchChoice({ branches, chosen, onChange }: BranchChoiceProps) {
  const t = useT();
  if (branches.length < 2 || !chosen) return null;
  return (
    <div className="w-56">
      <Select
        quiet
        label={t('document.branch')}
        options={branches.map(({ id, name }) => ({ id, text: name }))}
        value={chosen.id}
        onChange={onChange}
      />
    </div>
  );
}
