/** The named checks of a file and what each found, in words. */
import { useT } from '@/app/i18n';
import { Icon } from '@/design';
import type { Checked } from '@/host';

export function Checks({ checks }: { checks: readonly Checked[] }) {
  const t = useT();
  return (
    <ul className="checks" aria-label={t('check.all')}>
      {checks.map(({ name, problems }) => (
        <li key={name} data-failed={problems.length > 0 || undefined}>
          <Icon name={problems.length > 0 ? 'circle-alert' : 'circle-check'} size={16} />
          <div className="grow">
            <span className="font-medium">{t.by(`check.${name}`)}</span>{' '}
            <span className="sr-only">{t(problems.length > 0 ? 'check.failed' : 'check.passed')}</span>
            <p className="text-xs text-text-2">{t.by(`check.${name}.text`)}</p>
            {problems.length > 0 ? (
              <ul className="text-xs">
                {problems.map((problem) => (
                  <li key={problem} className="id">
                    {problem}
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
