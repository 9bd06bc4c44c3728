/** The facts of a project, edited where they stand while it goes on. */
import { useState } from 'react';
import { useCompany, useHas, useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import {
  durationText,
  durationTyped,
  EditableFact,
  Fact,
  FactsRail,
  FactsSection,
  Money,
  When,
} from '@/design';
import { dayTyped } from '@/design/DateField';
import type { Project, ProjectChange } from '@/host/generated';
import { useChange } from '@/host/queries';
import { CommitmentFacts } from '../handover/Commitments';
import { ThreadLink } from '../handover/ThreadLink';
import { OwnerFact } from '../sales/LeadFacts';
import { MoveProject, movesWith } from './MoveProject';

export function ProjectRail({ project }: { project: Project }) {
  const t = useT();
  const { today } = useCompany();
  const has = useHas();
  const keep = useChange('project.update');
  const disabled = !useMay()('project.write', project.owner_id) || project.status === 'done';
  const [moving, setMoving] = useState<string | null>(null);
  const change = (set: ProjectChange) => keep(project, set);
  const day = (shown: string | null) => (shown ? <When day={shown} style="short" today={today} /> : '');
  return (
    <>
      <FactsRail label={t('project.facts')} of={project.id}>
        <FactsSection title={t('project.for_whom')}>
          <Fact label={t('kind.customer')}>
            <Link to={`/customers/${project.customer_id}`}>
              <span dir="auto">{project.customer}</span>
            </Link>
          </Fact>
          {project.deal_id ? (
            <Fact label={t('kind.deal')}>
              {has('sales') ? (
                <Link to={`/deals/${project.deal_id}`}>
                  <span dir="auto">{project.deal}</span>
                </Link>
              ) : (
                <span dir="auto">{project.deal}</span>
              )}
            </Fact>
          ) : null}
          {project.deal_id ? <ThreadLink kind="project" id={project.id} /> : null}
        </FactsSection>
        <CommitmentFacts
          {...(project.deal_id ? { dealId: project.deal_id } : { customerId: project.customer_id })}
        />
        <FactsSection title={t('project.plan')}>
          <EditableFact
            label={t('project.name')}
            path="set.name"
            value={project.name}
            save={(name) => change({ name })}
            disabled={disabled}
          />
          <OwnerFact
            label={t('project.lead')}
            ownerId={project.owner_id}
            owner={project.owner}
            save={(owner_id) => change({ owner_id })}
            disabled={disabled}
          />
          <EditableFact
            label={t('project.start')}
            path="set.start_date"
            value={project.start_date}
            shown={day(project.start_date)}
            save={async (typed) => {
              const start_date = await dayTyped(typed);
              return movesWith(project) ? setMoving(start_date) : change({ start_date });
            }}
            disabled={disabled}
          />
          <EditableFact
            label={t('project.end')}
            path="set.end_date"
            value={project.end_date ?? ''}
            shown={day(project.end_date)}
            save={async (typed) => change({ end_date: await dayTyped(typed) })}
            disabled={disabled}
          />
          <EditableFact
            label={t('project.budget')}
            path="set.budget"
            value={project.budget?.amount ?? ''}
            shown={project.budget ? <Money value={project.budget} /> : ''}
            save={(budget) => change({ budget })}
            machine
            inputMode="decimal"
            disabled={disabled}
          />
          <EditableFact
            label={t('project.budget_hours')}
            path="set.budget_hours"
            value={durationTyped(project.budget_minutes)}
            shown={durationText(t, project.budget_minutes)}
            save={(budget_hours) => change({ budget_hours })}
            disabled={disabled}
          />
          {project.template ? (
            <Fact label={t('kind.project_template')}>
              <Link to={`/projects/templates/${project.template_id}`}>
                <span dir="auto">{project.template}</span>
              </Link>
            </Fact>
          ) : null}
        </FactsSection>
      </FactsRail>
      {moving === null ? null : <MoveProject id={project.id} to={moving} onClose={() => setMoving(null)} />}
    </>
  );
}
