import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { DateField, parseDay } from './DateField';

it('reads a day in every way people write it', () => {
  for (const text of [
    '2026-04-01',
    '2026-4-1',
    '2026/4/1',
    '2026.04.01',
    '20260401',
    '2026年4月1日',
    '２０２６-４-１',
  ]) {
    expect(parseDay(text)).toBe('2026-04-01');
  }
});

it('knows which days do not exist', () => {
  for (const text of ['2026-02-29', '2026-13-01', '26-04-01', '2026-4', 'yesterday', ''])
    expect(parseDay(text)).toBeNull();
  expect(parseDay('2028-02-29')).toBe('2028-02-29');
});

it('takes a typed day and says when it is outside the range', async () => {
  const taken = vi.fn();
  const user = userEvent.setup();
  render(<DateField label="最后工作日" value={null} min="2026-01-01" max="2026-12-31" onChange={taken} />);
  const input = screen.getByLabelText('最后工作日');
  await user.type(input, '20260401');
  expect(taken).toHaveBeenLastCalledWith('2026-04-01');
  await user.clear(input);
  await user.type(input, '2027-01-01');
  await user.tab();
  expect(screen.getByText('日期应在 2026-01-01 至 2026-12-31 之间')).toBeTruthy();
  expect(input.getAttribute('aria-invalid')).toBe('true');
});
