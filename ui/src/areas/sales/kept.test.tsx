/** What is typed into the forms of sales outlives a crash, until it is saved or thrown away. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { LeadRow } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import { CaptureLead } from './CaptureLead';
import { DoneDialog } from './DoneDialog';
import { LogDialog } from './LogActivity';
import { QualifyLead } from './QualifyLead';

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
])('%s is kept by a crash and forgotten by Escape', async (name, form, label) => {
  scriptCore({
    'activity.parse': () => ({ kind: 'call', done: true, next_kind: null, due_date: null }) as never,
    'customer.duplicates': () => ({ rows: [] }),
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
