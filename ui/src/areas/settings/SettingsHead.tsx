/** The head that the parts of the settings share: with room enough they stand in a list beside the one that is open. */

import type { ReactNode } from 'react';
import { useOpens } from '@/app/areas';
import { useT } from '@/app/i18n';
import { keyboardPath } from '@/app/keymap';
import { Link } from '@/app/Link';
import { useMedia } from '@/app/useMedia';
import { AreaHead, PageHead } from '@/design';

/** What belongs to an area stands under its name, as in the sidebar; what does not is set off by a gap. */
const groups = [
  { id: 'company', title: null, parts: ['company', 'branch', 'numbers', 'working_time', 'users', 'areas'] },
  { id: 'sell', title: 'nav.group.sell', parts: ['pipelines', 'leads'] },
  { id: 'deliver', title: 'nav.group.deliver', parts: ['time'] },
  {
    id: 'support',
    title: 'nav.group.support',
    parts: ['service_levels', 'ticket_categories', 'saved_replies'],
  },
  { id: 'computer', title: null, parts: ['backups', 'keyboard'] },
] as const;

type Part = (typeof groups)[number]['parts'][number];

const placeOf = (part: Part) =>
  part === 'company'
    ? '/settings'
    : part === 'keyboard'
      ? keyboardPath
      : `/settings/${part.replaceAll('_', '-')}`;

export function SettingsHead({ part, children }: { part: Part; children?: ReactNode }) {
  const t = useT();
  const opens = useOpens();
  const wide = useMedia('(min-width: 900px)');
  const title = t('nav.settings');
  if (!wide)
    return (
      <AreaHead
        title={title}
        parts={groups.flatMap(({ parts }) =>
          parts.map((id) => ({ id, title: t(`settings.${id}`), to: placeOf(id) })),
        )}
        part={part}
      >
        {children}
      </AreaHead>
    );
  const shown = groups
    .map((group) => ({ ...group, parts: group.parts.filter((id) => opens(placeOf(id))) }))
    .filter(({ parts }) => parts.length > 0);
  return (
    <>
      <PageHead title={title}>{children}</PageHead>
      <nav className="settings-parts" aria-label={title}>
        {shown.map((group) => (
          <div key={group.id} className="nav-group">
            {group.title ? <h2 className="nav-h">{t(group.title)}</h2> : <div className="nav-gap" />}
            {group.parts.map((id) => (
              <Link key={id} to={placeOf(id)} className="nav" exact>
                <span className="cut">{t(`settings.${id}`)}</span>
              </Link>
            ))}
          </div>
        ))}
      </nav>
    </>
  );
}
