/** What can be done to a project, wherever it is shown, and the dialogs that ask what is needed for it. */
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/company';
import { useT } from '@/app/i18n';
import { useGo } from '@/app/router';
import type { MenuAction } from '@/design';
import type { WorkStatus } from '@/host/generated';
import { useWrite } from '@/host/queries';
import { notifyError } from '@/host/undo';
import { CloseProject } from './CloseProject';
import { MoveProject } from './MoveProject';
import { TemplateName } from './TemplateName';
import { statusIcon } from './words';

/** A project as its row and its page know it. */
export interface ProjectHead {
  id: string;
  version: number;
  name: string;
  status: WorkStatus;
  owner_id: string | null;
}

export interface ProjectActions {
  /** Entries of a menu; the first is what usually comes next. */
  of: (project: ProjectHead) => MenuAction[];
  close: (project: ProjectHead) => void;
  start: (project: ProjectHead) => void;
  /** Lets it stand like this; what is to be closed may be asked for its open tasks, and what was closed is opened again. */
  stand: (project: ProjectHead, status: WorkStatus) => void;
  dialogs: ReactNode;
}

/** What comes after each state, the likeliest first. */
const next = {
  planned: ['in_progress', 'on_hold'],
  in_progress: ['on_hold', 'planned'],
  on_hold: ['in_progress', 'planned'],
} as const satisfies Partial<Record<WorkStatus, WorkStatus[]>>;

/** `gone` is told which one was deleted. */
export function useProjectActions(gone?: (id: string) => void): ProjectActions {
  const t = useT();
  const go = useGo();
  const may = useMay();
  const setStatus = useWrite('project.set_status');
  const reopen = useWrite('project.reopen');
  const remove = useWrite('project.delete');
  const [doing, setDoing] = useState<{ what: 'close' | 'move' | 'template'; project: ProjectHead } | null>(
    null,
  );
  const end = () => setDoing(null);
  const close = (project: ProjectHead) => setDoing({ what: 'close', project });
  const stand = (project: ProjectHead, status: WorkStatus) => {
    const { id, version } = project;
    if (status === 'done') close(project);
    else if (project.status === 'done') reopen.mutate({ id, version }, { onError: notifyError });
    else setStatus.mutate({ id, version, status }, { onError: notifyError });
  };
  const of = (project: ProjectHead): MenuAction[] => {
    if (!may('project.write', project.owner_id)) return [];
    const template: MenuAction = {
      id: 'template',
      title: t('template.from_project'),
      icon: 'shapes',
      run: () => setDoing({ what: 'template', project }),
    };
    if (project.status === 'done') {
      const { id, version } = project;
      return [
        {
          id: 'reopen',
          title: t('project.reopen'),
          icon: 'undo',
          run: () => reopen.mutate({ id, version }, { onError: notifyError }),
        },
        template,
      ];
    }
    return [
      ...next[project.status].map((status) => ({
        id: status,
        title: t(`project.to.${status}`),
        icon: statusIcon[status],
        run: () => stand(project, status),
      })),
      {
        id: 'move',
        title: t('project.move'),
        icon: 'calendar',
        run: () => setDoing({ what: 'move', project }),
      },
      { id: 'close', title: t('project.close'), icon: 'circle-check', run: () => close(project) },
      template,
      {
        id: 'delete',
        title: t('action.delete'),
        icon: 'trash-2',
        run: () =>
          remove.mutate(
            { id: project.id, version: project.version },
            { onSuccess: () => gone?.(project.id), onError: notifyError },
          ),
      },
    ];
  };
  const dialogs =
    doing === null ? null : doing.what === 'close' ? (
      <CloseProject id={doing.project.id} onClose={end} />
    ) : doing.what === 'move' ? (
      <MoveProject id={doing.project.id} onClose={end} />
    ) : (
      <TemplateName
        projectId={doing.project.id}
        name={doing.project.name}
        onClose={end}
        onMade={(id) => go(`/projects/templates/${id}`)}
      />
    );
  return { of, close, start: (project) => stand(project, 'in_progress'), stand, dialogs };
}
