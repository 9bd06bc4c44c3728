/**
 * Light, dark or as the system says. The desktop host sets `data-theme` before the page runs, because the webview
 * does not always know; in a browser the media query answers.
 */
import { createRemembered } from './store';

export const themes = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themes)[number];

export const themeChoice = createRemembered<ThemeChoice>('throughline.theme', 'system', themes);

export const themeIcons: Record<ThemeChoice, string> = { system: 'sun-moon', light: 'sun', dark: 'moon' };

type Shade = 'light' | 'dark';

export function startTheme(): void {
  const root = document.documentElement;
  const query = matchMedia('(prefers-color-scheme: dark)');
  const fromHost = root.dataset.theme;
  const system = (): Shade => {
    if (fromHost === 'light' || fromHost === 'dark') return fromHost;
    return query.matches ? 'dark' : 'light';
  };
  const apply = () => {
    const choice = themeChoice.get();
    root.dataset.theme = choice === 'system' ? system() : choice;
  };
  apply();
  query.addEventListener('change', apply);
  themeChoice.subscribe(apply);
}
