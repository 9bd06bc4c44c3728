/** A new project: for whom, from which template, from when on, and who leads it. */
import { useCompany } from '@/app/company';
import { useFormatLocale, useT } from '@/app/i18n';
import { useKept } from '@/app/kept';
import { DateField, FormDialog, Select, Suggest, TextField } from '@/design';
import { formatDay, isIsoDay } from '@/design/format';
import { useRead, useWrite } from '@/host/queries';
import { BranchField } from '../billing/BranchField';
import { findCustomers } from '../billing/editor/CustomerField';
import { useBranches } from '../billing/receiver';
import { useOwners } from '../crm/owners';

/** For whom it is made, where the page says so already. */
export interface NewProjectFor {
  customerId?: string;
  customer?: string;
  dealId?: string;
  name?: string;
}

interface NewProjectProps extends NewProjectFor {
  onClose: () => void;
  onMade: (id: string) => void;
}

const blank = 'blank';

export function NewProject({ customerId, customer, dealId, name, onClose, onMade }: NewProjectProps) {
  const t = useT();
  const { today, user } = useCompany();
  const create = useWrite('project.create');
  const owners = useOwners();
  const templates = useRead('project_template.list', {}).data?.rows ?? [];
  const { draft, set, done, note } = useKept(`project.new.${dealId ?? customerId ?? ''}`, {
    customerId: customerId ?? '',
    customer: customer ?? '',
    name: name ?? '',
    template: blank,
    start: today,
    end: '',
    hours: '',
    owner: user.id,
    branch: '',
    roles: {} as Record<string, string>,
  });
  const branches = useBranches();
  const deal = useRead(
    'deal.get',
    { id: dealId ?? '' },
    { enabled: dealId !== undefined && branches.length > 1 },
  ).data;
  // Until somebody chooses, the project is of the branch that sold it.
  const branch = draft.branch || deal?.row.branch_id || branches[0]?.id;
  const template = templates.find(({ id }) => id === draft.template)?.id;
  const close = () => {
    done();
    onClose();
  };
  const submit = () =>
    create.mutate(
      {
        deal_id: dealId,
        branch_id: branch,
        template_id: template,
        roles: template
          ? Object.entries(draft.roles).map(([role, owner_id]) => ({ role, owner_id }))
          : undefined,
        set: {
          customer_id: draft.customerId || undefined,
          name: draft.name,
          start_date: draft.start,
          end_date: draft.end || undefined,
          budget_hours: draft.hours || undefined,
          owner_id: draft.owner,
        },
      },
      {
        onSuccess: ({ result }) => {
          close();
          onMade(result.id);
        },
      },
    );
  return (
    <FormDialog
      title={t('project.new')}
      error={create.error}
      action={t('project.create')}
      aside={note}
      onSubmit={submit}
      onClose={close}
    >
      <div className="form-2">
        <div className="wide">
          <Suggest
            autoFocus={!customerId}
            name="set.customer_id"
            label={t('kind.customer')}
            icon="building-2"
            source="customer"
            value={draft.customer}
            onChange={(customer) => set({ customer, customerId: '' })}
            find={findCustomers}
            onPick={(found) => set({ customer: found.text, customerId: found.id })}
          />
        </div>
        <div className="wide">
          <TextField
            autoFocus={customerId !== undefined}
            name="set.name"
            label={t('project.name')}
            value={draft.name}
            onChange={(name) => set({ name })}
          />
        </div>
        <div className="wide">
          <Select
            name="template_id"
            label={t('kind.project_template')}
            options={[
              { id: blank, text: t('project.blank') },
              ...templates.map((one) => ({
                id: one.id,
                text: one.name,
                note: t('template.tasks', { count: one.tasks }),
              })),
            ]}
            value={template ?? blank}
            onChange={(template) => set({ template, roles: {} })}
          />
        </div>
        <DateField
          name="set.start_date"
          label={t('project.start')}
          today={today}
          value={draft.start}
          onChange={(start) => set({ start })}
        />
        <DateField
          name="set.end_date"
          label={t('project.end')}
          optional
          today={today}
          value={draft.end}
          onChange={(end) => set({ end })}
        />
        <Select
          name="set.owner_id"
          label={t('project.lead')}
          options={owners}
          value={draft.owner}
          onChange={(owner) => set({ owner })}
        />
        <TextField
          name="set.budget_hours"
          label={t('project.budget_hours')}
          optional
          value={draft.hours}
          onChange={(hours) => set({ hours })}
        />
        <BranchField name="branch_id" value={branch} onChange={(branch) => set({ branch })} />
      </div>
      {template ? (
        <FromTemplate
          id={template}
          start={draft.start}
          branch={branch}
          roles={draft.roles}
          onRole={(role, owner) => set({ roles: { ...draft.roles, [role]: owner } })}
        />
      ) : null}
    </FormDialog>
  );
}

interface FromTemplateProps {
  id: string;
  start: string;
  branch: string | undefined;
  roles: Readonly<Record<string, string>>;
  onRole: (role: string, owner: string) => void;
}

/** What the template brings: how many tasks until when, and who takes each of its roles. */
function FromTemplate({ id, start, branch, roles, onRole }: FromTemplateProps) {
  const t = useT();
  const { format } = useFormatLocale();
  const owners = useOwners();
  const named = useRead('project_template.get', { id }).data?.roles ?? [];
  const plan = useRead(
    'project_template.place',
    { id, start, branch_id: branch },
    { also: ['project_template', 'working_time', 'company'], enabled: isIsoDay(start), keep: true },
  ).data;
  return (
    <>
      {plan ? (
        <p className="text-text-2">
          {t('project.plan_is', {
            tasks: plan.tasks.length,
            milestones: plan.milestones.length,
            end: formatDay(plan.end, format),
          })}
        </p>
      ) : null}
      {named.length > 0 ? (
        <div className="form-2">
          {named.map((role) => (
            <Select
              key={role}
              label={role}
              optional
              placeholder={t('project.role_lead')}
              options={owners}
              value={roles[role] ?? null}
              onChange={(owner) => onRole(role, owner)}
            />
          ))}
        </div>
      ) : null}
    </>
  );
}
