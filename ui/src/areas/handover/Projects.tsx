/** What a project takes beside its template: its budget, who takes the roles, and the projects of further templates that were sold. */
import { useFormatLocale, useT } from '@/app/i18n';
import { AmountField, Checkbox, Select } from '@/design';
import { formatMoney } from '@/design/format';
import type { HandoverSheet } from '@/host/generated';
import { useOwners } from '../crm/owners';
import type { BlockProps } from './Block';
import { More } from './More';

interface ProjectPartProps extends BlockProps {
  sheet: HandoverSheet;
}

interface ProjectTermsProps extends ProjectPartProps {
  /** The roles of all templates that are delivered. */
  roles: readonly string[];
  lacks: boolean;
}

export function ProjectTerms({ sheet, roles, lacks, draft, set }: ProjectTermsProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const owners = useOwners();
  const seesAmounts = sheet.sold.net !== null;
  if (!seesAmounts && roles.length === 0) return null;
  const money = { amount: draft.budget, currency: sheet.currency };
  const given = (role: string) => owners.find(({ id }) => id === draft.roles[role])?.text;
  return (
    <More
      open={lacks}
      says={[
        seesAmounts
          ? t(draft.budget ? 'handover.budget' : 'handover.no_budget', { amount: formatMoney(money, format) })
          : '',
        ...roles.map((role) => t('handover.role', { role, who: given(role) ?? t('project.role_lead') })),
      ]}
    >
      <div className="hand-3">
        {seesAmounts ? (
          <AmountField
            name="delivery.budget"
            label={t('project.budget')}
            optional
            currency={sheet.currency}
            value={draft.budget}
            onChange={(budget) => set({ budget })}
          />
        ) : null}
        {roles.map((role) => (
          <Select
            key={role}
            label={role}
            optional
            placeholder={t('project.role_lead')}
            options={owners}
            value={draft.roles[role] ?? null}
            onChange={(owner) => set({ roles: { ...draft.roles, [role]: owner } })}
          />
        ))}
      </div>
    </More>
  );
}

/** Several templates were sold: which become projects beside the first. */
export function FurtherProjects({ sheet, draft, set }: ProjectPartProps) {
  const t = useT();
  const others = sheet.templates.filter(({ template_id }) => template_id !== draft.template);
  if (others.length === 0) return null;
  const also = (id: string, selected: boolean) =>
    set({ also: selected ? [...draft.also, id] : draft.also.filter((one) => one !== id) });
  return (
    <div className="hand-also">
      <p className="text-xs text-text-2">{t('handover.templates_sold')}</p>
      {others.map(({ template_id: id, name, items }) => (
        <Checkbox key={id} isSelected={draft.also.includes(id)} onChange={(selected) => also(id, selected)}>
          {t('handover.also', { name, items: items.join(', ') })}
        </Checkbox>
      ))}
    </div>
  );
}
