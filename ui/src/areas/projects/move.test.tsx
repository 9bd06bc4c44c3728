/** A whole project on other days: what moves is shown before anything is written. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import { cabling, delivering, project, projectCore } from '@/test/projects';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import ProjectPage from './ProjectPage';

const page = { path: '/projects/$id', at: '/projects/project-1' };
const moved = {
  id: 'project-1',
  version: 5,
  days: 3,
  start_date: '2026-11-26',
  end_date: '2026-12-11',
  moved: [{ ...cabling, due_date: '2026-12-02', days: 3 }],
  milestones: [{ id: 'milestone-1', name: 'Cabling done', due_date: '2026-12-03' }],
  past_end: null,
};
const part = (name: string, when: object) => ({ name, when, invoices: [] });
const core = (more: Parameters<typeof projectCore>[0] = {}) =>
  projectCore({
    'project.get': () => ({ ...project, deal_id: 'deal-1', deal: 'DEAL-0001 Cameras' }),
    'project.move': () => moved,
    'project.update': () => ({ id: 'project-1', version: 5 }),
    'billing_milestone.list': () =>
      ({
        rows: [part('Advance', { kind: 'date', date: '2026-11-23' }), part('Rest', { kind: 'by_hand' })],
      }) as never,
    ...more,
  });
const permissions = { ...delivering.user.permissions, 'invoice.read': 'all' as const };
const as = (
  <CompanyProvider status={{ ...delivering, user: { ...delivering.user, permissions } }}>
    <ProjectPage />
  </CompanyProvider>
);

async function open(language?: (typeof testLocales)[number]) {
  const shown = await show(as, { ...page, language });
  const { user, say } = shown;
  await user.click(await screen.findByRole('button', { name: '23 Nov' }));
  await user.clear(screen.getByRole('textbox', { name: say('project.start') }));
  await user.type(screen.getByRole('textbox', { name: say('project.start') }), '2026-11-26{Enter}');
  return { ...shown, dialog: await screen.findByRole('dialog') };
}

const sent = (scripted: ReturnType<typeof core>, name: string) =>
  scripted.calls.filter(({ command, preview }) => command === name && !preview).map(({ payload }) => payload);

test('another start asks first, and shows what moves and what stays', async () => {
  const scripted = core();
  const { user, say, dialog } = await open();
  expect(await within(dialog).findByText(say('project.moved_by', { days: 3 }))).toBeTruthy();
  expect(within(dialog).getByText('Cabling')).toBeTruthy();
  expect(within(dialog).getByText('Cabling done')).toBeTruthy();
  expect(await within(dialog).findByText(say('project.move_parts', { names: 'Advance' }))).toBeTruthy();
  expect([sent(scripted, 'project.move'), sent(scripted, 'project.update')]).toEqual([[], []]);
  await user.click(within(dialog).getByRole('checkbox', { name: say('project.move_end') }));
  await user.click(within(dialog).getByRole('button', { name: new RegExp(`^${say('project.move_do')}`) }));
  const request = { id: 'project-1', version: 4, start_date: '2026-11-26', moves_end: true };
  await waitFor(() => expect(sent(scripted, 'project.move')).toEqual([request]));
});

test('the start alone is changed where that is wanted', async () => {
  const scripted = core();
  const { user, say, dialog } = await open();
  await user.click(within(dialog).getByRole('button', { name: say('project.move_start') }));
  const request = { id: 'project-1', version: 4, set: { start_date: '2026-11-26' } };
  await waitFor(() => expect(sent(scripted, 'project.update')).toEqual([request]));
  expect(sent(scripted, 'project.move')).toEqual([]);
});

test('where nothing stands on a day, the start is changed at once', async () => {
  const scripted = core({ 'project.get': () => ({ ...project, tasks: [], milestones: [] }) });
  const { user, say } = await show(as, page);
  await user.click(await screen.findByRole('button', { name: '23 Nov' }));
  await user.clear(screen.getByRole('textbox', { name: say('project.start') }));
  await user.type(screen.getByRole('textbox', { name: say('project.start') }), '2026-11-26{Enter}');
  await waitFor(() => expect(sent(scripted, 'project.update')).toHaveLength(1));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test.each(testLocales)('axe finds nothing in the dialog: $name', async (language) => {
  core();
  const { user, say } = await show(as, { ...page, language });
  await user.click(
    (await screen.findAllByRole('button', { name: new RegExp(say('action.more')) }))[0] as HTMLElement,
  );
  await user.click(await screen.findByRole('menuitem', { name: say('project.move') }));
  await screen.findByRole('dialog');
  await expectAccessible();
});
