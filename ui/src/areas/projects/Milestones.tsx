/** The days that count in a project: each with how many of its tasks are done, and reached when somebody says so. */
import { useState } from 'react';
import { useCompany } from '@/app/company';
import { useT } from '@/app/i18n';
import { useKept, useSeen } from '@/app/kept';
import {
  Badge,
  Button,
  DateField,
  EmptyState,
  FormDialog,
  type MenuAction,
  MoreMenu,
  Section,
  Table,
  TextField,
  When,
} from '@/design';
import type { Milestone, Project } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { standing } from '../standing';
import { MilestoneShares } from './MilestoneShares';
import { TaskProgress } from './ProjectMarks';
import { ReachMilestone } from './ReachMilestone';

type Doing = { what: 'new' } | { what: 'edit' | 'reach'; milestone: Milestone } | null;

export function Milestones({ project, mayWrite }: { project: Project; mayWrite: boolean }) {
  const t = useT();
  const { today } = useCompany();
  const reopen = useWrite('milestone.reopen');
  const remove = useWrite('milestone.delete');
  const [doing, setDoing] = useState<Doing>(null);
  const close = () => setDoing(null);
  const actions = (one: Milestone): MenuAction[] => {
    const seen = { id: one.id, version: one.version };
    if (one.reached_date !== null) {
      return [
        {
          id: 'reopen',
          title: t('milestone.reopen'),
          icon: 'undo',
          run: () => reopen.mutate(seen, { onError: notifyError }),
        },
      ];
    }
    return [
      {
        id: 'edit',
        title: t('action.edit'),
        icon: 'pencil',
        run: () => setDoing({ what: 'edit', milestone: one }),
      },
      {
        id: 'delete',
        title: t('action.delete'),
        icon: 'trash-2',
        danger: true,
        run: () => remove.mutate(seen, { onError: notifyError }),
      },
    ];
  };
  const add = mayWrite ? (
    <Button size="sm" icon="plus" onPress={() => setDoing({ what: 'new' })}>
      {t('milestone.new')}
    </Button>
  ) : null;
  return (
    <Section title={t('milestone.title')} action={project.milestones.length > 0 ? add : null}>
      {project.milestones.length === 0 ? (
        <EmptyState text={t('milestone.none')} action={add} />
      ) : (
        <Table
          label={t('milestone.title')}
          rows={project.milestones}
          rowId={(one) => one.id}
          columns={[
            { title: t('milestone.name'), cell: (one) => <span dir="auto">{one.name}</span> },
            {
              title: t('task.due'),
              keeps: true,
              cell: (one) => (one.due_date ? <When day={one.due_date} style="short" today={today} /> : '–'),
            },
            {
              title: t('document.state'),
              keeps: true,
              cell: (one) => (
                <span className="row">
                  {one.badge ? <Badge value={one.badge} /> : null}
                  {one.reached_date ? <When day={one.reached_date} style="short" today={today} /> : null}
                </span>
              ),
            },
            ...(project.milestones.some(({ billing }) => billing.length > 0)
              ? [
                  {
                    title: t('milestone.billing'),
                    share: 45,
                    cell: (one: Milestone) => <MilestoneShares shares={one.billing} />,
                  },
                ]
              : []),
            {
              title: t('nav.tasks'),
              cell: (one) => {
                const own = project.tasks.filter(({ milestone_id }) => milestone_id === one.id);
                return (
                  <TaskProgress
                    done={own.filter(({ status }) => status === 'done').length}
                    all={own.length}
                  />
                );
              },
            },
          ]}
          acts={(one) =>
            mayWrite ? (
              <span className="row justify-end">
                {one.reached_date === null ? (
                  <Button size="sm" icon="flag" onPress={() => setDoing({ what: 'reach', milestone: one })}>
                    {t('milestone.reach')}
                  </Button>
                ) : null}
                <MoreMenu
                  size="sm"
                  label={t('milestone.actions', { name: one.name })}
                  groups={[{ id: 'all', actions: actions(one) }]}
                />
              </span>
            ) : null
          }
        />
      )}
      {doing?.what === 'new' ? <NewMilestone projectId={project.id} onClose={close} /> : null}
      {doing?.what === 'edit' ? (
        <EditMilestone milestone={doing.milestone} among={project.milestones} onClose={close} />
      ) : null}
      {doing?.what === 'reach' ? (
        <ReachMilestone milestone={doing.milestone} among={project.milestones} onClose={close} />
      ) : null}
    </Section>
  );
}

interface FieldsProps {
  name: string;
  due: string;
  set: (part: { name?: string; due?: string }) => void;
}

function Fields({ name, due, set }: FieldsProps) {
  const t = useT();
  const { today } = useCompany();
  return (
    <div className="form-2">
      <TextField
        autoFocus
        name="name"
        label={t('milestone.name')}
        value={name}
        onChange={(name) => set({ name })}
      />
      <DateField
        name="due_date"
        label={t('task.due')}
        optional
        today={today}
        value={due}
        onChange={(due) => set({ due })}
      />
    </div>
  );
}

function NewMilestone({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const t = useT();
  const create = useWrite('milestone.create');
  const { draft, set, done, note } = useKept(`milestone.new.${projectId}`, { name: '', due: '' });
  const close = () => {
    done();
    onClose();
  };
  return (
    <FormDialog
      title={t('milestone.new')}
      error={create.error}
      action={t('milestone.create')}
      aside={note}
      onSubmit={() =>
        create.mutate(
          { project_id: projectId, name: draft.name, due_date: draft.due || undefined },
          { onSuccess: close },
        )
      }
      onClose={close}
    >
      <Fields {...draft} set={set} />
    </FormDialog>
  );
}

export interface OverProps {
  milestone: Milestone;
  /** Those of the project as they stand now. */
  among: readonly Milestone[];
  onClose: () => void;
}

function EditMilestone({ milestone, among, onClose }: OverProps) {
  const t = useT();
  const update = useWrite('milestone.update');
  const now = standing(milestone, among);
  const { version, onNewest } = useSeen(now.version, update.reset);
  const { draft, set, done, note } = useKept(`milestone.${milestone.id}`, {
    name: milestone.name,
    due: milestone.due_date ?? '',
  });
  const close = () => {
    done();
    onClose();
  };
  return (
    <FormDialog
      title={t('milestone.edit')}
      error={update.error}
      onNewest={onNewest}
      action={t('action.save')}
      aside={note}
      onSubmit={() =>
        update.mutate(
          { id: milestone.id, version, name: draft.name, due_date: draft.due },
          { onSuccess: close },
        )
      }
      onClose={close}
    >
      <Fields {...draft} set={set} />
    </FormDialog>
  );
}
