/** The focus stays on the page when what has it goes away. */
import { render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFocus } from './focus';

let stop: () => void;
beforeEach(() => {
  stop = startFocus();
});
afterEach(() => stop());

const page = (names: readonly string[]) => (
  <div className="page">
    <h1>Payment</h1>
    {names.length === 0 ? null : (
      <section>
        <h2>Paid back</h2>
        <ol>
          {names.map((name) => (
            <li key={name}>
              <a href="#/">{name}</a>
              <button type="button">Take {name} back</button>
            </li>
          ))}
        </ol>
      </section>
    )}
  </div>
);

const focused = () => document.activeElement?.textContent;

test('to the same of the next row, of the last one, and at the end to the heading', async () => {
  const { rerender } = render(page(['a', 'b', 'c']));
  screen.getByText('Take b back').focus();
  rerender(page(['a', 'c']));
  await waitFor(() => expect(focused()).toBe('Take c back'));
  rerender(page(['a']));
  await waitFor(() => expect(focused()).toBe('Take a back'));
  rerender(page([]));
  await waitFor(() => expect(focused()).toBe('Payment'));
});

test('who has the focus already keeps it', async () => {
  const { rerender } = render(page(['a', 'b']));
  screen.getByText('Take a back').focus();
  rerender(page(['b']));
  screen.getByText('b').focus();
  await new Promise((done) => setTimeout(done, 60));
  expect(focused()).toBe('b');
});

test('a dialog that came from nowhere leaves it to the list', async () => {
  const list = (isOpen: boolean) => (
    <main>
      <table tabIndex={-1} data-pane-focus />
      {isOpen ? (
        <div role="dialog">
          <input />
        </div>
      ) : null}
    </main>
  );
  const { rerender } = render(list(true));
  screen.getByRole('textbox').focus();
  rerender(list(false));
  await waitFor(() => expect(document.activeElement?.tagName).toBe('TABLE'));
});
