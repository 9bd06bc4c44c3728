/** What is typed into the forms of sales outlives a crash, until it is saved or thrown away. */
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CompanyProvider } from '@/app/company';
import type { Activity, LeadRow } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { deal, dealRow, pipeline, selling, stages } from '@/test/deals';
import { branch } from '@/test/fixtures';
import { show } from '@/test/render';
import { NewActivity } from './ActivityDialog';
import { CaptureLead } from './CaptureLead';
import { WinDeal } from './CloseDeal';
import { DoneDialog } from './DoneDialog';
import LeadSettings from './LeadSettings';
import { LogDialog } from './LogActivity';
import { MoveDialog } from './MoveDialog';
import { NewDeal } from './NewDeal';
import PipelineSettings from './PipelineSettings';
import { QualifyLead } from './QualifyLead';
import { SignVisit } from './SignVisit';
import { VisitTimes } from './VisitTimes';

const core = () =>
  scriptCore({
    'lead.parse': () =>
      ({
        name: '',
        company: 'Sample Foods',
        phone: '',
        email: '',
        place: '',
        interest: '',
        amount: '',
      }) as never,
    'user.list': () => ({ rows: [] }),
    'lead.capture': () => ({ id: 'lead-1', version: 1 }) as never,
  });

const keys = (name = 'lead.new') => Object.keys(localStorage).filter((key) => key.includes(name));

test('a pasted enquiry is there again after a crash, and gone once it is kept', async () => {
  const scripted = core();
  const first = await show(<CaptureLead onClose={() => undefined} />);
  await first.user.type(await screen.findByRole('textbox', { name: first.say('lead.text') }), 'Wants AMC');
  await first.user.type(
    screen.getByRole('textbox', { name: new RegExp(`^${first.say('lead.campaign')}`) }),
    'Expo',
  );
  await waitFor(() => expect(keys()).toHaveLength(1));
  // The program ends here: nothing is closed or saved.
  first.unmount();
  const { user, say } = await show(<CaptureLead onClose={() => undefined} />);
  const text = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: say('lead.text') });
  expect(text.value).toBe('Wants AMC');
  expect(screen.getByText(say('form.restored'))).toBeTruthy();
  await user.click(screen.getByRole('button', { name: new RegExp(say('lead.capture')) }));
  await waitFor(() =>
    expect(scripted.asked('lead.capture')).toEqual([{ text: 'Wants AMC', campaign: 'Expo' }]),
  );
  expect(keys()).toEqual([]);
});

test('closing the form on purpose forgets it', async () => {
  core();
  const { user, say } = await show(<CaptureLead onClose={() => undefined} />);
  await user.type(await screen.findByRole('textbox', { name: say('lead.text') }), 'Wants AMC');
  await waitFor(() => expect(keys()).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: say('action.cancel') }));
  expect(keys()).toEqual([]);
});

const lead = {
  id: 'lead-1',
  version: 2,
  title: 'Sample Foods',
  company: 'Sample Foods',
  amount: null,
} as LeadRow;
const ignore = () => undefined;
const visit = {
  row: { brief: { id: 'visit-1' }, version: 2 },
  visit_day: '2026-11-20',
  arrival: '10:00',
  leaving: '',
  signed_by: '',
} as unknown as Activity;

test.each([
  [
    'activity.log.deal-1',
    <LogDialog key="log" recordId="deal-1" title="Log" onClose={ignore} />,
    'activity.what',
  ],
  [
    'activity.done.call-1',
    <DoneDialog key="done" id="call-1" version={1} subject="Call" onClose={ignore} />,
    'activity.outcome',
  ],
  ['lead.qualify.lead-1', <QualifyLead key="qualify" lead={lead} onClose={ignore} />, 'deal.title'],
  ['deal.win.deal-1', <WinDeal key="win" deal={dealRow} onClose={ignore} />, 'deal.criteria'],
  [
    'deal.move.deal-1.stage-2',
    <MoveDialog key="move" deal={dealRow} stage={stages[1]} missing={['amount']} onClose={ignore} />,
    'deal.amount',
  ],
  ['visit.times.visit-1', <VisitTimes key="times" visit={visit} onClose={ignore} />, 'visit.leaving'],
  ['visit.sign.visit-1', <SignVisit key="sign" visit={visit} onClose={ignore} />, 'visit.signed_by'],
])('%s is kept by a crash and forgotten by Escape', async (name, form, label) => {
  scriptCore({
    'activity.parse': () => ({ kind: 'call', done: true, next_kind: null, due_date: null }) as never,
    'customer.duplicates': () => ({ rows: [] }),
    'deal.get': () => deal,
  });
  const field = (say: (id: string) => string) =>
    screen.findByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${say(label)}`) });
  const first = await show(form);
  const before = (await field(first.say)).value;
  await first.user.type(await field(first.say), ' Asked twice');
  await waitFor(() => expect(keys(name)).toHaveLength(1));
  first.unmount();
  const { user, say } = await show(form);
  expect((await field(say)).value).toBe(`${before} Asked twice`);
  expect(screen.getByText(say('form.restored'))).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(keys(name)).toEqual([]);
});

test('stages of a pipeline are kept by a crash over what others did since, and thrown away by Cancel', async () => {
  let now = pipeline;
  const scripted = scriptCore({
    'pipeline.list': () => ({ rows: [now] }),
    'permission_set.list': () => ({ rows: [] }),
  });
  const names = () => screen.findAllByRole<HTMLInputElement>('textbox', { name: /Stage/ });
  const first = await show(<PipelineSettings />);
  await first.user.type((await names())[0] as HTMLElement, ' twice');
  await first.user.click(screen.getByRole('button', { name: first.say('pipeline.add_stage') }));
  await waitFor(() => expect(keys('pipeline.pipeline-1')).toHaveLength(1));
  first.unmount();
  const renamed = (version: number, name: string) => ({
    ...pipeline,
    version,
    stages: pipeline.stages.map((stage, at) => (at === 1 ? { ...stage, name } : stage)),
  });
  now = renamed(2, 'Terms');
  const { user, say } = await show(<PipelineSettings />);
  expect((await names()).map(({ value }) => value)).toEqual(['Contacted twice', 'Terms', '']);
  expect(screen.getByText(say('form.restored'))).toBeTruthy();
  // An earlier save is taken back while this is being typed.
  now = renamed(3, 'Negotiation');
  scripted.change(['pipeline']);
  await waitFor(async () =>
    expect((await names()).map(({ value }) => value)).toEqual(['Contacted twice', 'Negotiation', '']),
  );
  await user.click(screen.getByRole('button', { name: say('action.cancel') }));
  expect((await names()).map(({ value }) => value)).toEqual(['Contacted', 'Negotiation']);
  expect(screen.queryByRole('button', { name: say('action.cancel') })).toBeNull();
  expect(keys('pipeline')).toEqual([]);
});

test('rules for leads are kept by a crash and forgotten once they are saved', async () => {
  let minutes = 60;
  const scripted = scriptCore({
    'lead_rule.list': () => ({ rules: [], targets: [{ id: 'target-1', source: '', minutes }] }),
    'user.list': () => ({ rows: [] }),
    'lead_rule.save': ({ targets }) => {
      minutes = targets[0]?.minutes ?? 0;
      return { rules: [], targets: [{ id: 'target-1', source: '', minutes }] };
    },
  });
  const field = (say: (id: string) => string) =>
    screen.findByRole<HTMLInputElement>('textbox', { name: say('lead_target.minutes') });
  const first = await show(<LeadSettings />);
  await first.user.type(await field(first.say), '90');
  await waitFor(() => expect(keys('lead_rules')).toHaveLength(1));
  first.unmount();
  const { user, say } = await show(<LeadSettings />);
  expect((await field(say)).value).toBe('90');
  await user.click(screen.getByRole('button', { name: new RegExp(say('action.save')) }));
  await waitFor(() => expect(screen.queryByRole('button', { name: say('action.cancel') })).toBeNull());
  expect((await field(say)).value).toBe('90');
  scripted.change(['lead_rule']);
  await waitFor(() => expect(scripted.asked('lead_rule.list')).toHaveLength(3));
  await waitFor(async () => expect((await field(say)).value).toBe('90'));
  expect(keys('lead_rules')).toEqual([]);
});

test.each([
  ['pipeline.name', <PipelineSettings key="pipeline" />, 'Sales'],
  ['lead.source', <LeadSettings key="leads" />, 'Expo'],
])('%s says what stands to a person who may only read', async (label, page, stands) => {
  const scripted = scriptCore({
    'pipeline.list': () => ({ rows: [pipeline] }),
    'permission_set.list': () => ({ rows: [] }),
    'lead_rule.list': () => ({ rules: [], targets: [{ id: 'target-1', source: 'Expo', minutes: 60 }] }),
    'user.list': () => ({ rows: [] }),
  });
  const { say } = await after(page, label, <CompanyProvider status={selling}>{page}</CompanyProvider>);
  expect(await value(say(label))).toBe(stands);
  expect(screen.queryByText(say('form.restored'))).toBeNull();
  fireEvent.keyDown(screen.getByRole('form'), { key: 'Enter', ctrlKey: true });
  await new Promise(requestAnimationFrame);
  expect(scripted.calls.filter(({ command }) => command.endsWith('.save'))).toEqual([]);
});

/** A form is filled in as given, the program ends, and another one is opened. */
async function after(first: React.ReactNode, label: string, next: React.ReactNode) {
  const { user, say, unmount } = await show(first);
  await user.type(await screen.findByRole('textbox', { name: new RegExp(`^${say(label)}`) }), ' Kept');
  await waitFor(() => expect(keys('draft')).toHaveLength(1));
  unmount();
  return show(next);
}
const value = async (name: string) =>
  (await screen.findByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${name}`) })).value;

test('a place of the calendar goes over the one that was kept', async () => {
  core();
  const at = (day: string, time: string) => <NewActivity day={day} time={time} onClose={ignore} />;
  const { say } = await after(at('2026-11-24', ''), 'activity.time', at('2026-12-24', '15:00'));
  expect(await value(say('activity.time'))).toBe('15:00');
});

test('a proposed action begins its own line, whatever was being logged before', async () => {
  scriptCore({
    'activity.parse': () => ({ kind: 'call', done: true, next_kind: null, due_date: null }) as never,
  });
  const log = (start?: string) => (
    <LogDialog recordId="invoice-7" title="Log" start={start} onClose={ignore} />
  );
  const { say } = await after(log(), 'activity.what', log('Reminded of INV-7'));
  expect(await value(say('activity.what'))).toBe('Reminded of INV-7');
});

const newDeal = (stageId: string | undefined, one = pipeline) => (
  <NewDeal pipelines={[one]} stageId={stageId} onClose={ignore} />
);
const dealCreate = () =>
  scriptCore({
    'deal.create': () => ({ id: 'deal-9', version: 1 }) as never,
    'search.find': () => ({ hits: [] }) as never,
  });

test.each([
  ['the column that was added to now', 'stage-2', pipeline, 'stage-2'],
  [
    'a pipeline that lacks the kept stage',
    undefined,
    { ...pipeline, stages: [{ ...stages[0], id: 'stage-9' }] },
    'stage-9',
  ],
])('a new deal goes to %s', async (_what, stageId, shown, stage) => {
  const scripted = dealCreate();
  const { user, say } = await after(newDeal('stage-1'), 'deal.title', newDeal(stageId, shown));
  expect(await value(say('deal.title'))).toContain('Kept');
  await user.click(screen.getByRole('button', { name: new RegExp(say('deal.create')) }));
  await waitFor(() => expect(scripted.asked('deal.create')[0]?.stage_id).toBe(stage));
});

test('what was not touched while qualifying follows the lead, however it was corrected since', async () => {
  scriptCore({ 'customer.duplicates': () => ({ rows: [] }) });
  const qualify = (one: LeadRow) => <QualifyLead lead={one} onClose={ignore} />;
  const { say } = await after(
    qualify(lead),
    'deal.title',
    qualify({ ...lead, version: 3, company: 'Sample Foods Ltd' }),
  );
  expect(await value(say('deal.title'))).toContain('Kept');
  expect(await value(say('lead.customer_name'))).toBe('Sample Foods Ltd');
});

test('a qualified lead goes to the pipeline and the branch that are chosen', async () => {
  const renewals = {
    ...pipeline,
    id: 'pipeline-2',
    name: 'Renewals',
    stages: [{ ...stages[0], id: 'stage-9' }],
  };
  const dubai = { ...branch, id: 'branch-2', name: 'Mulshi Gulf' };
  const scripted = scriptCore({
    'customer.duplicates': () => ({ rows: [] }),
    'pipeline.list': () => ({ rows: [pipeline, renewals] }),
    'branch.list': () => ({ rows: [branch, dubai] }),
    'lead.qualify': () => ({ deal_id: 'deal-9', warnings: [] }) as never,
  });
  const { user, say } = await show(<QualifyLead lead={lead} onClose={ignore} />);
  await user.click(await screen.findByRole('button', { name: new RegExp(say('deal.stage')) }));
  await user.click(await screen.findByRole('option', { name: /Renewals/ }));
  await user.click(await screen.findByRole('button', { name: new RegExp(say('document.branch')) }));
  await user.click(await screen.findByRole('option', { name: dubai.name }));
  await user.click(screen.getByRole('button', { name: new RegExp(say('lead.qualify')) }));
  await waitFor(() =>
    expect(scripted.asked('lead.qualify')[0]?.deal).toMatchObject({
      stage_id: 'stage-9',
      branch_id: 'branch-2',
    }),
  );
});
