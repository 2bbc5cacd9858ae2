import type { Permission } from '../../api/types';

/** The tabs of the page of files, in order, and who is offered them. */
export const filesTabs = [
  { key: 'files', permissions: ['file.read', 'file.borrow'] },
  { key: 'completeness', permissions: ['file.write'] },
  { key: 'loans', permissions: ['file.borrow', 'file.write'] },
  { key: 'due', permissions: ['file.destroy'] },
  { key: 'state', permissions: ['file.write'] },
  { key: 'rules', permissions: ['file.write', 'file.destroy'] },
] as const satisfies readonly { key: string; permissions: readonly Permission[] }[];

export type FilesTabKey = (typeof filesTabs)[number]['key'];
