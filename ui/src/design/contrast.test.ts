/** Recomputes the contrast of every text pair from tokens.css, by the formula of WCAG 2.2 (relative luminance). */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('src/design/tokens.css', 'utf8');

function tokens(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(selector));
  const body = block.slice(block.indexOf('{') + 1, block.indexOf('}'));
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((found) => [found[1] ?? '', found[2] ?? '']),
  );
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['bg', 'surface', 'sunken', 'hover', 'selected'];
const text = 4.5;
const shape = 3;

const pairs: [string, string, number][] = [
  ...['text', 'text-2', 'text-3'].flatMap((ink) =>
    grounds.map((ground): [string, string, number] => [ink, ground, text]),
  ),
  ...['accent', 'danger', 'warn'].flatMap((ink) =>
    ['bg', 'surface', 'selected'].map((ground): [string, string, number] => [ink, ground, text]),
  ),
  ...['ok', 'warn', 'danger', 'info', 'violet', 'neutral'].map((tone): [string, string, number] => [
    tone,
    `${tone}-bg`,
    text,
  ]),
  ['on-accent', 'accent', text],
  ['on-accent', 'accent-hover', text],
  ['on-danger', 'danger-solid', text],
  ['surface', 'text', text],
  ['border-strong', 'surface', shape],
  ['border-strong', 'bg', shape],
  ['focus', 'surface', shape],
  ['focus', 'bg', shape],
  ...['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((series): [string, string, number] => [
    series,
    'surface',
    shape,
  ]),
];

describe.each([
  ['light', ':root,\n[data-theme="light"]'],
  ['dark', '[data-theme="dark"] {'],
])('%s theme', (_name, selector) => {
  const theme = tokens(selector);
  test.each(pairs)('%s on %s reaches %s', (ink, ground, least) => {
    const [a, b] = [theme.get(ink), theme.get(ground)];
    expect(a, ink).toBeDefined();
    expect(b, ground).toBeDefined();
    expect(contrast(a ?? '', b ?? '')).toBeGreaterThanOrEqual(least);
  });
});
