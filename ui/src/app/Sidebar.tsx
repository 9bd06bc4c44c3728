/** Where one can go. 224 px with words, or a 56 px rail of icons beside a second pane. */
import { Link as RouterLink, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon, KeyHint } from '@/design';
import { useKeyedRender } from '@/design/Button';
import { type AreaManifest, isIn, type NavEntry, navGroups } from './areas';
import { useMay } from './company';
import { useT } from './i18n';
import { SideFoot } from './SideFoot';

interface SidebarProps {
  areas: readonly AreaManifest[];
  rail: boolean;
  onSearch: () => void;
  onHelp: () => void;
}

export function Sidebar({ areas, rail, onSearch, onHelp }: SidebarProps) {
  const t = useT();
  const may = useMay();
  const entries = areas.flatMap((area) => area.nav).filter((entry) => may(entry.permission));
  const groups = navGroups
    .map((group) => ({ ...group, entries: entries.filter((entry) => entry.group === group.id) }))
    .filter((group) => group.entries.length > 0);
  const nav = useRef<HTMLElement>(null);
  const place = useLocation({ select: ({ pathname }) => pathname });
  // A low window shows a part of the areas; keys and links lead to all of them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is another entry to scroll to.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [place]);
  return (
    <aside className="side" aria-label={t('nav.sidebar')} data-pane tabIndex={-1}>
      <AriaButton
        className="side-search"
        onPress={onSearch}
        aria-label={rail ? t('nav.search') : undefined}
        render={useKeyedRender('mod+k')}
      >
        <Icon name="search" />
        {rail ? null : (
          <>
            <span>{t('nav.search')}</span>
            <KeyHint keys="mod+k" />
          </>
        )}
      </AriaButton>
      <nav ref={nav} aria-label={t('nav.areas')}>
        {groups.map((group) => (
          <div key={group.id} className="nav-group">
            {rail ? (
              <div className="nav-sep" />
            ) : group.title ? (
              <h2 className="nav-h">{t(group.title)}</h2>
            ) : (
              <div className="nav-gap" />
            )}
            {group.entries.map((entry) => (
              <NavLink key={entry.to} entry={entry} bare={rail} />
            ))}
          </div>
        ))}
      </nav>
      {areas.map(({ area, nav, Foot }) =>
        Foot ? <Foot key={`${area} ${nav[0]?.to ?? ''}`} rail={rail} /> : null,
      )}
      <SideFoot rail={rail} onHelp={onHelp}>
        {entries
          .filter(({ group }) => group === 'foot')
          .map((entry) => (
            <NavLink key={entry.to} entry={entry} bare />
          ))}
      </SideFoot>
    </aside>
  );
}

/** A bare one shows its icon alone. */
function NavLink({ entry, bare }: { entry: NavEntry; bare: boolean }) {
  const t = useT();
  const title = t(entry.title);
  const isNear = useLocation({
    select: ({ pathname }) => entry.also?.some((other) => isIn(pathname, other)) ?? false,
  });
  return (
    <RouterLink
      {...({ to: entry.to, search: {} } as { to: '/' })}
      className="nav"
      activeOptions={{ includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      aria-current={isNear ? 'page' : undefined}
      aria-label={bare ? title : undefined}
      title={bare ? title : undefined}
    >
      <Icon name={entry.icon} />
      <span className="cut">{title}</span>
      {entry.Count ? <entry.Count /> : null}
      {entry.keys ? <KeyHint keys={entry.keys} reveal /> : null}
    </RouterLink>
  );
}
