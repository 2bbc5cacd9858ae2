import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { Palette, type PaletteEntry } from './Palette';

const opened = vi.fn();
const entry = (id: string, title: string): PaletteEntry => ({
  id,
  group: '去哪里',
  title,
  icon: 'home',
  run: () => opened(id),
});
const entries = [entry('overview', '总览'), entry('people', '人员'), entry('audit', '审计')];

beforeEach(() => opened.mockReset());

function show(find: (text: string) => Promise<PaletteEntry[]> = async () => []) {
  const onClose = vi.fn();
  render(<Palette open entries={entries} find={find} onClose={onClose} />);
  return { onClose, user: userEvent.setup(), input: screen.getByRole('combobox') };
}

it('opens the entry that the arrows point at', async () => {
  const { user, input, onClose } = show();
  input.focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(opened).toHaveBeenCalledWith('audit');
  expect(onClose).toHaveBeenCalled();
});

it('goes around at the ends', async () => {
  const { user, input } = show();
  input.focus();
  await user.keyboard('{ArrowUp}');
  expect(screen.getByRole('option', { selected: true }).textContent).toBe('审计');
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('option', { selected: true }).textContent).toBe('总览');
});

it('narrows what it knows and puts found people first', async () => {
  const find = vi.fn(async () => [entry('zhang', '张明远')]);
  const { user, input } = show(find);
  await user.type(input, '人');
  expect(await screen.findByText('张明远')).toBeTruthy();
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['张明远', '人员']);
  await user.keyboard('{Enter}');
  expect(opened).toHaveBeenCalledWith('zhang');
});

it('asks once for a word, not once for a letter', async () => {
  const find = vi.fn(async () => []);
  const { user, input } = show(find);
  await user.type(input, 'zmy');
  await act(() => new Promise((wait) => setTimeout(wait, 250)));
  expect(find).toHaveBeenCalledTimes(1);
  expect(screen.getByText(/没有找到/)).toBeTruthy();
});
