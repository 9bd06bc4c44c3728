/** A dialog in a form, which is inside it to React, is a form of its own. */
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { scriptCore } from '@/test/core';
import { show } from '@/test/render';
import { Form, FormDialog, TextField } from '.';

const nothing = () => undefined;

test.each(['{Enter}', '{Control>}{Enter}{/Control}'])('%s in a dialog sends its form alone', async (keys) => {
  scriptCore({});
  const [outer, inner] = [vi.fn(), vi.fn()];
  const { user } = await show(
    <Form label="Document" error={null} onSubmit={outer}>
      <FormDialog title="Term" error={null} action="Take" onSubmit={inner} onClose={nothing}>
        <TextField name="days" label="Days" value="45" onChange={nothing} />
      </FormDialog>
    </Form>,
  );
  await user.type(await screen.findByLabelText('Days'), keys);
  expect(inner).toHaveBeenCalledOnce();
  expect(outer).not.toHaveBeenCalled();
});
