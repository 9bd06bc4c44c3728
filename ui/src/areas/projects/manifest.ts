/** What was sold is delivered: projects, their tasks, and the templates they are made from. */
import type { AreaManifest } from '@/app/areas';

export const projects: AreaManifest = {
  area: 'delivery',
  nav: [
    {
      group: 'deliver',
      title: 'nav.projects',
      icon: 'folder-kanban',
      to: '/projects',
      keys: 'g j',
      permission: 'project.read',
    },
    {
      group: 'deliver',
      title: 'nav.tasks',
      icon: 'square-check',
      to: '/tasks',
      keys: 'g m',
      permission: 'task.read',
    },
  ],
  routes: [
    { path: '/projects', load: () => import('./ProjectList') },
    { path: '/projects/capacity', permission: 'task.read', load: () => import('./CapacityPage') },
    { path: '/projects/templates', load: () => import('./TemplateList') },
    { path: '/projects/templates/$id', load: () => import('./TemplatePage') },
    { path: '/projects/$id', load: () => import('./ProjectPage') },
    { path: '/tasks', load: () => import('./TaskList') },
    { path: '/tasks/$id', load: () => import('./TaskPage') },
  ],
  commands: [
    {
      id: 'project.new',
      title: 'project.new',
      icon: 'plus',
      keys: 'c j',
      permission: 'project.write',
      to: '/projects',
      search: { add: 'new' },
    },
    {
      id: 'task.new',
      title: 'task.new',
      icon: 'plus',
      keys: 'c k',
      permission: 'task.write',
      to: '/tasks',
      search: { add: 'new' },
    },
    {
      id: 'capacity',
      title: 'capacity.title',
      icon: 'users',
      permission: 'task.read',
      to: '/projects/capacity',
    },
    {
      id: 'project.templates',
      title: 'template.title',
      icon: 'shapes',
      permission: 'project.read',
      to: '/projects/templates',
    },
  ],
  searchTypes: [
    {
      kind: 'project',
      title: 'kind.project',
      icon: 'folder-kanban',
      to: ({ id }) => `/projects/${id}`,
      prefix: '#',
    },
    { kind: 'task', title: 'kind.task', icon: 'square-check', to: ({ id }) => `/tasks/${id}` },
  ],
};
