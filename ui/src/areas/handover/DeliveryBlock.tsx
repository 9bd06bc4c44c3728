/** How the sale is delivered: a project from its template, a single task, or a request of the customer. */
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { DateField, Select, TextField, When } from '@/design';
import type { HandoverDeliveryKind, HandoverSheet, Plan } from '@/host/generated';
import { useRead } from '@/host/queries';
import { useOwners } from '../crm/owners';
import { Block, type BlockProps } from './Block';
import { endOf, rolesOf } from './draft';
import { FurtherProjects, ProjectTerms } from './Projects';

const kinds: readonly HandoverDeliveryKind[] = ['project', 'task', 'ticket'];
const none = 'none';

interface DeliveryBlockProps extends BlockProps {
  sheet: HandoverSheet;
  block: HandoverSheet['blocks'][number];
  lacks: boolean;
  /** The tasks that the project begins with. */
  placed: Plan | null;
}

export function DeliveryBlock({ sheet, block, lacks, placed, draft, set }: DeliveryBlockProps) {
  const t = useT();
  const { today } = useCompany();
  const owners = useOwners();
  const isProject = draft.delivery === 'project';
  const templates = useRead('project_template.list', {}, { enabled: isProject }).data?.rows ?? [];
  const template = templates.find(({ id }) => id === draft.template);
  const further = draft.also.filter((id) => id !== draft.template).length;
  const summary = [
    template
      ? t('handover.from_template', { name: template.name, tasks: placed?.tasks.length ?? template.tasks })
      : t(`handover.delivery.${draft.delivery}`),
    isProject && further > 0 ? t('handover.further', { count: further }) : '',
  ];
  return (
    <Block block={block} lacks={lacks} draft={draft} set={set} summary={summary.filter(Boolean).join(' · ')}>
      <div className="hand-3">
        <Select
          name="delivery.kind"
          label={t('handover.delivery_kind')}
          options={kinds.map((id) => ({ id, text: t(`handover.delivery.${id}`) }))}
          value={draft.delivery}
          onChange={(id) => set({ delivery: id as HandoverDeliveryKind })}
        />
        <TextField
          name="delivery.name"
          label={t('handover.delivery_name')}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <Select
          name="delivery.owner_id"
          label={t(isProject ? 'handover.lead' : 'customer.owner')}
          options={owners}
          value={draft.lead || null}
          onChange={(lead) => set({ lead })}
        />
        {isProject ? (
          <Select
            name="delivery.template_id"
            label={t('handover.template')}
            options={[
              { id: none, text: t('handover.no_template') },
              ...templates.map(({ id, name }) => ({ id, text: name })),
            ]}
            value={draft.template || none}
            onChange={(id) => set({ template: id === none ? '' : id })}
          />
        ) : null}
        {draft.delivery === 'ticket' ? null : (
          <>
            <DateField
              name="delivery.start"
              label={t('handover.start')}
              optional={!isProject}
              today={today}
              value={draft.start}
              onChange={(start) => set({ start })}
            />
            <DateField
              name="delivery.end"
              label={t('handover.end')}
              optional
              today={today}
              value={endOf(draft, placed)}
              onChange={(end) => set({ end })}
            />
          </>
        )}
      </div>
      {isProject ? (
        <>
          <FurtherProjects sheet={sheet} draft={draft} set={set} />
          <ProjectTerms
            sheet={sheet}
            roles={rolesOf(draft, sheet.templates, placed)}
            lacks={lacks}
            draft={draft}
            set={set}
          />
        </>
      ) : null}
      {isProject && placed && placed.tasks.length > 0 ? (
        <details className="hand-tasks">
          <summary>{t('handover.tasks', { count: placed.tasks.length })}</summary>
          <ul>
            {placed.tasks.map((task) => (
              <li key={task.template_task_id}>
                <span dir="auto">{task.title}</span>
                <span className="text-xs text-text-3">
                  <When day={task.start} style="short" today={today} />–
                  <When day={task.due} style="short" today={today} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Block>
  );
}
