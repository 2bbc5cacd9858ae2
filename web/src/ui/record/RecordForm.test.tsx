import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { assignmentMeta, assignmentRows } from '../../../test/gallery/fixtures';
import { ApiProblem } from '../../api/problem';
import { RecordForm } from './RecordForm';
import { RecordTable } from './RecordTable';

const options = (target: string) =>
  target === 'catalogue:working_time' ? [{ value: 'standard', title: '标准工时' }] : undefined;
const find = async () => [{ id: 'unit-1', title: '检索' }];

function show(onSubmit = vi.fn(async () => undefined)) {
  render(
    <RecordForm meta={assignmentMeta} submitTitle="保存" onSubmit={onSubmit} options={options} find={find} />,
  );
  return { onSubmit, user: userEvent.setup() };
}

it('asks for every visible field and for none of the bookkeeping', () => {
  show();
  expect(screen.getByLabelText(/岗位/)).toBeTruthy();
  expect(screen.queryByLabelText(/^id/)).toBeNull();
});

it('names what is missing and sends nothing', async () => {
  const { onSubmit, user } = show();
  await user.click(screen.getByText('保存'));
  expect(screen.getByRole('alert').textContent).toContain('岗位、所属部门、工时制度、月基本工资、生效日');
  expect(screen.getByLabelText(/岗位/).getAttribute('aria-invalid')).toBe('true');
  expect(onSubmit).not.toHaveBeenCalled();
});

it('sends money in fen, days as ISO and references by id', async () => {
  const { onSubmit, user } = show();
  await fill(user);
  await user.click(screen.getByText('保存'));
  await waitFor(() => expect(onSubmit).toHaveBeenCalled());
  expect(onSubmit).toHaveBeenCalledWith({
    position: '后端工程师',
    unit_id: 'unit-1',
    working_time: 'standard',
    base_pay_fen: 2_860_050,
    first_day: '2026-04-01',
    remote: null,
  });
});

it('puts a refusal at the field it is about', async () => {
  const refuse = async () => {
    throw new ApiProblem({
      title: '',
      detail: '早于入职日',
      status: 422,
      code: 'people.too_early',
      pointer: '/first_day',
    });
  };
  const { user } = show(vi.fn(refuse));
  await fill(user);
  await user.click(screen.getByText('保存'));
  expect(await screen.findByText('早于入职日')).toBeTruthy();
  expect(screen.getByRole('textbox', { name: /生效日/ }).getAttribute('aria-invalid')).toBe('true');
});

async function fill(user: ReturnType<typeof userEvent.setup>) {
  await user.type(screen.getByLabelText(/岗位/), '后端工程师');
  await user.type(screen.getByLabelText(/部门/), '检');
  await user.click(await screen.findByText('检索'));
  await user.selectOptions(screen.getByLabelText(/工时制度/), 'standard');
  await user.type(screen.getByLabelText(/基本工资/), '28,600.5');
  await user.type(screen.getByRole('textbox', { name: /生效日/ }), '2026/4/1');
}

it('shows a withheld value as withheld and an open one in its format', () => {
  render(<RecordTable meta={assignmentMeta} rows={assignmentRows} label="任职" />);
  expect(screen.getByText('¥28,600.00')).toBeTruthy();
  expect(screen.getByText('无权限查看')).toBeTruthy();
  expect(screen.getAllByRole('row')).toHaveLength(3);
});

it('opens a row by its first column', async () => {
  const opened = vi.fn();
  render(<RecordTable meta={assignmentMeta} rows={assignmentRows} label="任职" onOpen={opened} />);
  await userEvent.setup().click(screen.getByRole('button', { name: '后端工程师' }));
  expect(opened).toHaveBeenCalledWith(assignmentRows[1]);
});
