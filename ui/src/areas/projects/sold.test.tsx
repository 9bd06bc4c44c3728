/** What a project shows of its sale: what was handed over, what each milestone invoices, and where a task goes on. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { cabling, delivering, project, projectCore, task } from '@/test/projects';
import { expectAccessible, show } from '@/test/render';
import ProjectPage from './ProjectPage';
import TaskPage from './TaskPage';

const as = (element: React.ReactNode) => <CompanyProvider status={delivering}>{element}</CompanyProvider>;
const page = (tab: string) => ({ path: '/projects/$id', at: `/projects/project-1?tab=${tab}` });

const share = { id: 'part-1', name: 'Delivered', percent: '60', invoices: [], badge: null };
const billed = (parts: Partial<typeof share>[]) => ({
  ...project,
  deal_id: 'deal-1',
  deal: 'DEAL-0001 Cameras',
  milestones: project.milestones.map((one) => ({
    ...one,
    billing: parts.map((part) => ({ ...share, ...part })),
  })),
});

test('a milestone shows its part of the sale, and reaching it says what is invoiced or why not', async () => {
  const refused = { path: '', message_id: 'error.nothing_left', params: {} };
  const billing = [
    { name: 'Delivered', percent: '60', invoice_ids: ['invoice-1'], refused: null },
    { name: 'Training', percent: '20', invoice_ids: [], refused },
  ];
  const scripted = projectCore({
    'project.get': () => billed([{}]),
    'milestone.reach': () => ({ id: 'milestone-1', version: 2, billing }),
  });
  const { user, say } = await show(as(<ProjectPage />), page('milestones'));
  const table = await screen.findByRole('table', { name: say('milestone.title') });
  expect(within(table).getByText(say('parts.percent', { percent: '60' }))).toBeTruthy();
  await user.click(within(table).getByRole('button', { name: say('milestone.reach') }));
  const comes = await screen.findByRole('list', { name: say('milestone.billing') });
  const lines = within(comes).getAllByRole('listitem');
  expect(lines[0]?.textContent).toContain(
    say('milestone.makes', { name: 'Delivered', percent: '60', made: 'yes' }),
  );
  expect(lines[1]?.textContent).toContain(say('error.nothing_left'));
  await expectAccessible();
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(
      scripted.calls.filter(({ command, preview }) => command === 'milestone.reach' && !preview),
    ).toHaveLength(1),
  );
});

test('a milestone that is billed leads to its draft or its invoice', async () => {
  const invoice = (id: string, number: string | null) => ({
    id,
    number,
    badge: { tone: 'ok', icon: 'circle-check', key: 'badge.paid', params: {} } as const,
  });
  projectCore({
    'project.get': () =>
      billed([{ invoices: [invoice('invoice-1', null), invoice('invoice-2', 'INV-0007')] as never }]),
  });
  const { say } = await show(as(<ProjectPage />), page('milestones'));
  const draft = await screen.findByRole('link', { name: say('parts.draft') });
  expect(draft.getAttribute('href')).toContain('/invoices/invoice-1');
  expect(screen.getByRole('link', { name: 'INV-0007' }).getAttribute('href')).toContain(
    '/invoices/invoice-2',
  );
  await expectAccessible();
});

test('a project shows what was handed over, without amounts for who may see none', async () => {
  const file = {
    id: 'file-1',
    name: 'plan.pdf',
    media: 'application/pdf',
    size: 4,
    picture: false,
    added_ms: 0,
    added_by: '',
  };
  projectCore({
    'project.get': () => billed([]),
    'commitment.list': () => ({ rows: [] }),
    'handover.scope': () => ({
      sold: {
        lines: [{ description: 'Camera', quantity: '12', net: null }],
        net: null,
        total: null,
        accepted: [],
      },
      expectations: 'No counter may be down.',
      order_no: 'IVC-118',
      files: [file as never],
    }),
  });
  const seeing = {
    ...delivering,
    user: {
      ...delivering.user,
      permissions: { ...delivering.user.permissions, 'handover.read': 'all' as const },
    },
  };
  const { say } = await show(
    <CompanyProvider status={seeing}>
      <ProjectPage />
    </CompanyProvider>,
    page('sold'),
  );
  const sold = await screen.findByRole('table', { name: say('handover.sold') });
  expect(within(sold).getAllByRole('columnheader')).toHaveLength(2);
  expect(within(sold).getByText('12')).toBeTruthy();
  expect(screen.getByText('No counter may be down.')).toBeTruthy();
  expect(screen.getByRole('button', { name: say('files.open', { name: 'plan.pdf' }) })).toBeTruthy();
  await expectAccessible();
});

test('a task that goes on as a ticket leads to it, for who may read tickets', async () => {
  projectCore({
    'task.get': () => ({ ...task({ ...cabling, ticket_id: 'ticket-1' }), ticket: 'TIC-0001' }),
  });
  const serving = {
    ...delivering,
    areas: [...delivering.areas, { area: 'support', state: 'live' } as const],
    user: {
      ...delivering.user,
      permissions: { ...delivering.user.permissions, 'ticket.read': 'all' as const },
    },
  };
  await show(
    <CompanyProvider status={serving}>
      <TaskPage />
    </CompanyProvider>,
    { path: '/tasks/$id', at: '/tasks/task-2' },
  );
  const link = await screen.findByRole('link', { name: 'TIC-0001' });
  expect(link.getAttribute('href')).toContain('/tickets/ticket-1');
});
