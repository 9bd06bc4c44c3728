/** The foot of the sidebar: whether what was typed is safe, who works here, and the settings of this window. */
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Hint, Icon, Menu, type MenuGroup } from '@/design';
import { When } from '@/design/When';
import { type BackupStatus, canScale, run } from '@/host';
import { useRead } from '@/host/queries';
import { forgetUndo, notifyError } from '@/host/undo';
import { useOpens } from './areas';
import { useCompany } from './company';
import { type MessageId, useT } from './i18n';
import { keyboardPath } from './keymap';
import { useLetterKeys } from './keys';
import { Link } from './Link';
import { useGo } from './router';
import { densities, density, resetText, stepText, textSize } from './size';
import { useStore } from './store';
import { themeChoice, themeIcons, themes } from './theme';

interface SideFootProps {
  rail: boolean;
  onHelp: () => void;
  /** Where the foot leads. */
  children: ReactNode;
}

export function SideFoot({ rail, onHelp, children }: SideFootProps) {
  const t = useT();
  const { company } = useCompany();
  const groups = useWindowMenu(onHelp);
  return (
    <>
      <SafetyLine rail={rail} />
      <div className="side-foot">
        <Menu label={t('menu.window')} groups={groups} placement="top start">
          <Hint text={t('menu.window')}>
            <AriaButton className="logo" aria-label={t('menu.window')}>
              <Icon name="spline" />
            </AriaButton>
          </Hint>
        </Menu>
        {rail ? null : (
          <div className="grow">
            <div className="font-medium cut" title={company.name}>
              {company.name}
            </div>
            <WhoWorks />
          </div>
        )}
        {children}
      </div>
    </>
  );
}

interface Safety {
  tone: 'ok' | 'warn' | 'danger';
  message: MessageId;
}

/** The one thing to know about the safety of the file: what is wrong before what is missing. */
export function safetyOf(backups: BackupStatus, warnings: number): Safety {
  if (backups.trouble) return { tone: 'danger', message: 'safety.trouble' };
  if (backups.second?.trouble) return { tone: 'danger', message: 'safety.second_trouble' };
  if (warnings > 0) return { tone: 'warn', message: 'safety.place' };
  if (!backups.last) return { tone: 'warn', message: 'safety.none' };
  if (!backups.second) return { tone: 'warn', message: 'safety.no_second' };
  return { tone: 'ok', message: 'safety.ok' };
}

function SafetyLine({ rail }: { rail: boolean }) {
  const t = useT();
  const backups = useRead('backup.status', {}, { also: ['file'] }).data;
  const warnings = useRead('file.state', {}).data?.warnings ?? [];
  if (!backups) return null;
  const { tone, message } = safetyOf(backups, warnings.length);
  return (
    <Link to="/settings/backups" className="side-safety" label={rail ? t(message) : undefined}>
      <span className="dot" data-tone={tone} />
      {rail ? null : (
        <span className="cut">
          {t(message)}
          {message === 'safety.ok' && backups.last ? (
            <>
              {' '}
              <When at={backups.last.at_ms} />
            </>
          ) : null}
        </span>
      )}
    </Link>
  );
}

/** Who works here, and the way to let somebody else work. Nobody is asked for a password: rights keep from mistakes. */
function WhoWorks() {
  const t = useT();
  const go = useGo();
  const client = useQueryClient();
  const { user } = useCompany();
  const workers = useRead('session.users', {}, { also: ['user', 'file'] }).data?.users ?? [];
  if (workers.length < 2) return <div className="cut text-xs text-text-3">{user.name}</div>;
  const change = async (id: string) => {
    if (id === user.id) return;
    try {
      await run('session.switch', { user_id: id });
      forgetUndo();
      go('/');
      await client.resetQueries();
    } catch (cause) {
      notifyError(cause);
    }
  };
  const groups: MenuGroup[] = [
    {
      id: 'workers',
      title: t('session.who'),
      actions: workers.map(({ id, name }) => ({
        id,
        title: name,
        icon: 'user',
        checked: id === user.id,
        run: () => void change(id),
      })),
    },
  ];
  return (
    <Menu label={t('session.who')} groups={groups} placement="top start">
      <AriaButton className="who" aria-label={t('session.who_now', { name: user.name })}>
        <span className="cut">{user.name}</span>
        <Icon name="chevrons-up-down" size={12} />
      </AriaButton>
    </Menu>
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
  const rows = useStore(density);
  const size = Number(useStore(textSize));
  const [letters, setLetters] = useLetterKeys();
  const go = useGo();
  const opens = useOpens();
  return [
    {
      id: 'theme',
      title: t('menu.theme'),
      actions: themes.map((choice) => ({
        id: `theme-${choice}`,
        title: t(`menu.theme.${choice}`),
        icon: themeIcons[choice],
        checked: choice === theme,
        run: () => themeChoice.set(choice),
      })),
    },
    ...(canScale()
      ? [
          {
            id: 'text',
            title: t('menu.text', { size: size / 100 }),
            actions: [
              {
                id: 'larger',
                title: t('menu.text.larger'),
                icon: 'plus',
                keys: 'mod+=',
                run: () => void stepText(1),
              },
              {
                id: 'smaller',
                title: t('menu.text.smaller'),
                icon: 'minus',
                keys: 'mod+-',
                run: () => void stepText(-1),
              },
              { id: 'usual', title: t('menu.text.usual'), keys: 'mod+0', run: () => void resetText() },
            ],
          },
        ]
      : []),
    {
      id: 'rows',
      title: t('menu.rows'),
      actions: densities.map((choice) => ({
        id: `rows-${choice}`,
        title: t(`menu.rows.${choice}`),
        checked: choice === rows,
        run: () => density.set(choice),
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
          checked: letters,
          run: () => setLetters(!letters),
        },
        { id: 'help', title: t('menu.help'), icon: 'circle-help', keys: '?', run: onHelp },
        ...(opens(keyboardPath)
          ? [
              {
                id: 'own-keys',
                title: t('keys.change_all'),
                icon: 'keyboard',
                run: () => go(keyboardPath),
              },
            ]
          : []),
      ],
    },
    {
      id: 'file',
      title: t('menu.file'),
      actions: [{ id: 'close', title: t('menu.close_file'), icon: 'folder-open', run: () => void leave() }],
    },
  ];
}
