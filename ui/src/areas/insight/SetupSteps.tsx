/** What a company still lacks on its papers and for its safety, until it is there or the list is put away. */
import { useState } from 'react';
import { useCompany, useMay } from '@/app/company';
import { type MessageId, useT } from '@/app/i18n';
import { Link } from '@/app/Link';
import { Button, Icon, Section } from '@/design';
import type { Branch } from '@/host/generated';
import { useRead } from '@/host/queries';
import { readStored, writeStored } from '@/host/stored';

interface Step {
  text: MessageId;
  to: string;
  done: boolean;
}

const has = (branch: Branch, ...fields: readonly (keyof Branch)[]) =>
  fields.some((field) => typeof branch[field] === 'string' && branch[field] !== '');

/** The steps with what is done of them; nothing while they are being read. */
function useSteps(enabled: boolean): Step[] {
  const branches = useRead('branch.list', {}, { also: ['company'], enabled }).data?.rows;
  const series = useRead('number_series.list', {}, { also: ['document'], enabled }).data?.rows;
  const backups = useRead('backup.status', {}, { enabled }).data;
  if (!branches || !series || !backups) return [];
  const every = (...fields: readonly (keyof Branch)[]) => branches.every((branch) => has(branch, ...fields));
  const counts = series.filter(({ kind }) => kind === 'invoice');
  return [
    {
      text: 'setup.address',
      to: '/settings/branch',
      done: every('street') && branches.every((branch) => !branch.lacks_tax_number),
    },
    { text: 'setup.bank', to: '/settings/branch', done: every('bank_account', 'upi_id') },
    { text: 'setup.logo', to: '/settings/branch', done: every('logo_hash') },
    {
      text: 'setup.numbers',
      to: '/settings/numbers',
      done: counts.some(({ next_no, version }) => next_no > 1 || version > 1),
    },
    { text: 'setup.backup', to: '/settings/backups', done: backups.second !== null },
  ];
}

export function SetupSteps() {
  const t = useT();
  const { company } = useCompany();
  const key = `setup.away.${company.id}`;
  const [isAway, setAway] = useState(() => readStored(key) !== null);
  const steps = useSteps(useMay()('settings.write') && !isAway);
  const open = steps.filter((step) => !step.done);
  if (isAway || open.length === 0) return null;
  const putAway = () => {
    writeStored(key, 'yes');
    setAway(true);
  };
  return (
    <Section
      title={t('setup.title')}
      count={open.length}
      action={
        <Button kind="ghost" size="sm" onPress={putAway}>
          {t('setup.put_away')}
        </Button>
      }
    >
      <ul className="home-rows">
        {open.map(({ text, to }) => (
          <li key={text}>
            <Link to={to} className="home-row">
              <Icon name="circle" />
              <span className="grow">{t(text)}</span>
              <Icon name="chevron-right" size={14} className="flip" />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
