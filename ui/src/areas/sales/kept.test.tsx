/** What is typed into the forms of sales outlives a crash, until it is saved or thrown away. */
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import { CaptureLead } from './CaptureLead';

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

const keys = () => Object.keys(localStorage).filter((key) => key.includes('lead.new'));

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
