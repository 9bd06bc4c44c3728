/** Where one can go. 224 px with words, or a 56 px rail of icons beside a second pane. */
import { Link as RouterLink } from '@tanstack/react-router';
import { Button as AriaButton } from 'react-aria-components';
import { Icon, KeyHint } from '@/design';
import { useKeyedRender } from '@/design/Button';
import { type AreaManifest, type NavEntry, navGroups } from './areas';
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
      <nav aria-label={t('nav.areas')}>
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
              <NavLink key={entry.to} entry={entry} rail={rail} />
            ))}
          </div>
        ))}
      </nav>
      {areas.map(({ area, nav, Foot }) =>
        Foot ? <Foot key={`${area} ${nav[0]?.to ?? ''}`} rail={rail} /> : null,
      )}
      <SideFoot rail={rail} onHelp={onHelp} />
    </aside>
  );
}

function NavLink({ entry, rail }: { entry: NavEntry; rail: boolean }) {
  const t = useT();
  const title = t(entry.title);
  return (
    <RouterLink
      {...({ to: entry.to, search: {} } as { to: '/' })}
      className="nav"
      activeOptions={{ includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      aria-label={rail ? title : undefined}
      title={rail ? title : undefined}
    >
      <Icon name={entry.icon} />
      <span className="cut">{title}</span>
      {entry.Count ? <entry.Count /> : null}
      {entry.keys ? <KeyHint keys={entry.keys} reveal /> : null}
    </RouterLink>
  );
}
