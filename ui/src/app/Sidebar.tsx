/** Where one can go. 224 px with words, or a 56 px rail of icons beside a second pane. */
import { useQueryClient } from '@tanstack/react-query';
import { Link as RouterLink } from '@tanstack/react-router';
import { Button as AriaButton } from 'react-aria-components';
import { Icon, KeyHint, Menu, type MenuGroup } from '@/design';
import { IconButton } from '@/design/Button';
import { run } from '@/host';
import { forgetUndo, notifyError } from '@/host/undo';
import { type AreaManifest, type NavEntry, navGroups } from './areas';
import { useCompany, useMay } from './company';
import { useT } from './i18n';
import { letterKeys } from './keys';
import { useStore } from './store';
import { type ThemeChoice, themeChoice, themes } from './theme';

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
        aria-keyshortcuts="Control+K"
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
      {entry.keys ? <KeyHint keys={entry.keys} reveal /> : null}
    </RouterLink>
  );
}

function useWindowMenu(onHelp: () => void): MenuGroup[] {
  const t = useT();
  const client = useQueryClient();
  const leave = async () => {
    try {
      await run('file.close', {});
      forgetUndo();
      await client.resetQueries();
    } catch (cause) {
      notifyError(cause);
    }
  };
  const theme = useStore(themeChoice);
  const letters = useStore(letterKeys);
  const icons: Record<ThemeChoice, string> = { system: 'sun-moon', light: 'sun', dark: 'moon' };
  return [
    {
      id: 'theme',
      title: t('menu.theme'),
      actions: themes.map((choice) => ({
        id: `theme-${choice}`,
        title: t(`menu.theme.${choice}`),
        icon: icons[choice],
        checked: choice === theme,
        run: () => themeChoice.set(choice),
      })),
    },
    {
      id: 'keys',
      title: t('menu.keyboard'),
      actions: [
        {
          id: 'letters',
          title: t('menu.letter_keys'),
          icon: 'zap',
          checked: letters === 'on',
          run: () => letterKeys.set(letters === 'on' ? 'off' : 'on'),
        },
        { id: 'help', title: t('menu.help'), icon: 'circle-help', keys: '?', run: onHelp },
      ],
    },
    {
      id: 'file',
      title: t('menu.file'),
      actions: [{ id: 'close', title: t('menu.close_file'), icon: 'folder-open', run: () => void leave() }],
    },
  ];
}

function SideFoot({ rail, onHelp }: { rail: boolean; onHelp: () => void }) {
  const t = useT();
  const { company, user } = useCompany();
  const groups = useWindowMenu(onHelp);
  return (
    <div className="side-foot">
      <span className="logo" title={rail ? company.name : undefined}>
        <Icon name="spline" />
      </span>
      {rail ? null : (
        <div className="grow">
          <div className="font-medium cut" title={company.name}>
            {company.name}
          </div>
          <div className="cut text-xs text-text-3">{user.name}</div>
        </div>
      )}
      <Menu label={t('menu.window')} groups={groups} placement="top start">
        <IconButton icon="settings" label={t('menu.window')} size="sm" />
      </Menu>
    </div>
  );
}
