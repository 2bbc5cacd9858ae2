import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { type Pick, PickField } from './PickField';

const people: Pick[] = [
  { id: '1', title: '周文博' },
  { id: '2', title: '张明远' },
];
const find = async (text: string) => people.filter((one) => one.title.includes(text));

function Form() {
  const [value, setValue] = useState<Pick | null>(null);
  return <PickField label="汇报对象" value={value} onChange={setValue} find={find} />;
}

it('replaces what was taken by what is typed next', async () => {
  render(<Form />);
  const user = userEvent.setup();
  const input = screen.getByLabelText<HTMLInputElement>('汇报对象');
  await user.type(input, '周');
  await screen.findByRole('option');
  await user.keyboard('{Enter}');
  expect(input.value).toBe('周文博');
  await user.keyboard('张');
  expect(input.value).toBe('张');
  await user.click(await screen.findByRole('option'));
  expect(input.value).toBe('张明远');
  await user.click(input);
  await user.keyboard('周');
  expect(input.value).toBe('周');
});
