/** The whole of a line that ends in dots is its tooltip. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { startCutTitles } from './cut';

const room = (element: HTMLElement, width: number) => {
  Object.defineProperty(element, 'scrollWidth', { value: 200, configurable: true });
  Object.defineProperty(element, 'clientWidth', { value: width, configurable: true });
};

test('a line says itself whole only where it is cut, and keeps a title of its own', async () => {
  const stop = startCutTitles();
  render(
    <>
      <p style={{ textOverflow: 'ellipsis' }} data-testid="line">
        <span>Shree Vardhan Polymers</span>
      </p>
      <p style={{ textOverflow: 'ellipsis' }} title="With its place">
        Own
      </p>
    </>,
  );
  const [line, own] = [screen.getByTestId('line'), screen.getByText('Own')];
  room(line, 100);
  room(own, 100);
  const user = userEvent.setup();
  await user.hover(screen.getByText('Shree Vardhan Polymers'));
  expect(line.title).toBe('Shree Vardhan Polymers');
  await user.hover(own);
  expect(own.title).toBe('With its place');
  room(line, 200);
  await user.hover(line);
  expect(line.hasAttribute('title')).toBe(false);
  stop();
});
