/** What the blocks of delivery and support take beside what every handover has, and what is sent of it. */
import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, test } from 'vitest';
import type { HandoverConfirmRequest, HandoverSheet } from '@/host/generated';
import { scriptCore } from '@/test/core';
import { users } from '@/test/fixtures';
import { block, sheet } from '@/test/handover';
import { testLocales } from '@/test/pseudo';
import { expectAccessible, show } from '@/test/render';
import { DeliveryBlock } from './DeliveryBlock';
import { draftOf, endOf, requestOf } from './draft';
import { SupportBlock } from './SupportBlock';

let sent: HandoverConfirmRequest | undefined;

interface BlocksProps {
  found?: HandoverSheet;
  /** Something in the blocks is refused. */
  lacks?: boolean;
}

function Blocks({ found = sheet, lacks = false }: BlocksProps) {
  const [draft, setDraft] = useState(draftOf(found, '2026-11-22', 'On order'));
  const words = {
    scheme: 'gstin' as const,
    end: endOf(draft, found.placed),
    renew: (name: string) => name,
    ask: '',
  };
  sent = requestOf(draft, found, words);
  const part = { sheet: found, lacks, draft, set: (part: object) => setDraft({ ...draft, ...part }) };
  return (
    <>
      <DeliveryBlock block={block('delivery')} placed={found.placed} {...part} />
      <SupportBlock block={block('support')} {...part} />
    </>
  );
}

const shown = (props: BlocksProps, language?: (typeof testLocales)[number]) => {
  scriptCore({
    'user.list': () => users,
    'project_template.list': () => ({
      rows: [{ id: 'template-1', version: 1, name: 'Retail network', tasks: 1, milestones: 1, items: 1 }],
    }),
    'sla_policy.list': () => ({ rows: [] }) as never,
  });
  return show(<Blocks {...props} />, language ? { language } : {});
};

const folded = () => [...document.querySelectorAll<HTMLDetailsElement>('details.hand-more')];

describe.each(testLocales)('in $name', (language) => {
  test('what is folded away opens where something is refused, and axe finds nothing in it', async () => {
    const { unmount } = await shown({}, language);
    expect(folded().map(({ open }) => open)).toEqual([false, false, false]);
    unmount();
    await shown({ lacks: true }, language);
    expect(folded().map(({ open }) => open)).toEqual([true, true, true]);
    await expectAccessible();
  });
});

test('roles and budget go with the project, and the folded line says who takes what', async () => {
  const [lead] = users.rows;
  const { user, say } = await shown({ lacks: true });
  const says = (who = '') => new RegExp(say('handover.role', { role: 'Technician', who }));
  await screen.findByText(says(say('project.role_lead')));
  await user.click(screen.getByLabelText(/^Technician/, { selector: 'button' }));
  await user.click(await screen.findByRole('option', { name: lead?.name }));
  await screen.findByText(says(lead?.name));
  const budget = screen.getByLabelText(new RegExp(`^${say('project.budget')}`));
  await user.clear(budget);
  await user.type(budget, '90000');
  expect(sent?.delivery).toMatchObject({
    budget: '90000',
    roles: [{ role: 'Technician', owner_id: lead?.id }],
    also: [],
  });
});

test('a second template that was sold is named, and becomes a project of its own unless it is taken out', async () => {
  const training = { template_id: 'template-2', name: 'Training', items: ['Course'], roles: ['Trainer'] };
  const delivery = { ...sheet.for_delivery, also: ['template-2'] };
  const found = { ...sheet, templates: [...sheet.templates, training], for_delivery: delivery };
  const { user, say } = await shown({ found });
  await screen.findByText(new RegExp(say('handover.further', { count: 1 })));
  expect(screen.getAllByText(/Trainer/).length).toBeGreaterThan(0);
  expect(sent?.delivery?.also).toEqual(['template-2']);
  await user.click(screen.getByLabelText(say('handover.also', { name: 'Training', items: 'Course' })));
  expect(sent?.delivery?.also).toEqual([]);
  expect(screen.queryByText(/Trainer/)).toBeNull();
});

test('support takes further entitlements, how they are counted, and the terms of the contract', async () => {
  const { user, say } = await shown({ lacks: true });
  await user.click(screen.getByRole('button', { name: say('handover.add_entitlement') }));
  const names = screen.getAllByLabelText(say('handover.entitlement'));
  expect(names).toHaveLength(2);
  await user.type(names[1] as HTMLElement, 'Site visits');
  const [, second] = [...document.querySelectorAll<HTMLElement>('.hand-block')].flatMap((one) => [
    ...one.querySelectorAll<HTMLElement>('.hand-line'),
  ]);
  const line = within(second?.parentElement as HTMLElement);
  await user.click(line.getByLabelText(new RegExp(say('entitlement.unit')), { selector: 'button' }));
  await user.click(await screen.findByRole('option', { name: say('entitlement.unit.unlimited') }));
  await user.click(screen.getByLabelText(say('entitlement.rollover')));
  await user.click(screen.getByLabelText(say('contract.auto_renew_text')));
  const notice = screen.getByLabelText(new RegExp(`^${say('contract.notice_days')}`));
  await user.clear(notice);
  await user.type(notice, '30');
  await user.clear(screen.getByLabelText(new RegExp(`^${say('contract.value')}`)));
  expect(sent?.support).toMatchObject({
    entitlements: [
      { name: 'Support, one year', unit: 'hours', amount: '24', rollover: true },
      { name: 'Site visits', unit: 'unlimited' },
    ],
    notice_days: 30,
    auto_renew: false,
    value: '',
  });
  await user.click(screen.getByRole('button', { name: say('handover.remove', { name: 'Site visits' }) }));
  expect(screen.getAllByLabelText(say('handover.entitlement'))).toHaveLength(1);
});
