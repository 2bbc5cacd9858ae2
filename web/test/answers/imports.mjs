// Imports.
import { both } from './words.mjs';

const finding = (row, full_name, heading, code, original, value, what, severity = 'error') => ({
  id: `${row}:${code}`,
  row,
  heading,
  target: 'legal_entity',
  code,
  severity,
  full_name,
  employee_no: `YC00${row}`,
  original,
  fix: value ? { kind: 'value', value } : null,
  what: both(what),
  mend: both('请核对原件后填写。'),
});
const report = {
  made_at: '2026-11-20T08:20:00Z',
  rows: 4812,
  clean_rows: 4700,
  warned_rows: 75,
  bad_rows: 37,
  left_out_rows: 0,
  fixable_rows: 29,
  columns_mapped: 23,
  columns: 26,
  counts: [
    { code: 'legal_entity_unknown', severity: 'error', count: 12, text: both('用人单位未识别') },
    { code: 'identity_check', severity: 'error', count: 8, text: both('证件号校验位不符') },
  ],
  findings: [
    finding(
      218,
      '方以恒',
      '合同主体',
      'legal_entity_unknown',
      '云程数据（沪）',
      '云程数据（上海）有限公司',
      '与 611 行写法不同，统一信用代码一致',
    ),
    finding(
      641,
      '谭一鸣',
      '到岗日',
      'hire_after_contract',
      '2062-03-01',
      '2026-03-01',
      '晚于合同开始 2026-03-01，疑似年份颠倒',
    ),
    finding(1107, '孟凡', '身份证', 'identity_check', '3101********0417', null, '校验位应为 3。'),
  ],
  notes: [
    { code: 'trimmed', heading: '姓名', count: 14, rows: [12, 44], text: both('14 个姓名去掉了前后空格。') },
  ],
  comparisons: [
    { key: 'rows', text: both('总行数'), unit: 'count', expected: 4812, found: null, agrees: true },
    {
      key: 'pay_month',
      text: both('月应发合计，元'),
      unit: 'fen',
      expected: 11840231650,
      found: null,
      agrees: true,
    },
  ],
};
const column = (heading, target, why, reason, samples) => ({
  heading,
  target,
  why,
  reason: both(reason),
  filled: 4812,
  samples,
  question:
    heading === '到岗日'
      ? {
          orders: ['month_day_year', 'day_month_year'],
          example: '3/1/2021',
          readings: ['2021-03-01', '2021-01-03'],
        }
      : null,
});
const importColumns = [
  column('员工编号', 'employee_no', 'heading', '按表头识别', ['YC000204', 'YC000205']),
  column('姓名', 'full_name', 'heading', '按表头识别', ['方以恒', '姚子琪']),
  column('到岗日', 'hired_on', 'heading', '按表头识别', ['3/1/2021']),
  column('民族', null, 'protected', '受保护信息，没有用途，建议不导入', ['汉']),
  column('生日', 'birth_date', 'protected', '受保护信息', ['••••']),
];
const importRun = (id, state, more = {}) => ({
  id,
  file_name: '集团花名册_2026-11.xlsx',
  file_digest: '3f9c00000000e21a',
  state,
  row_count: 4812,
  created_by: 'shen.jingyi',
  created_at: '2026-11-20T08:10:00Z',
  changed_at: '2026-11-20T08:20:00Z',
  same_file_at: null,
  mapping: {
    defaults: {
      legal_entity: '云程上海',
      legal_entity_place: 'CN',
      create_legal_entities: true,
      unit_root: '集团',
      unit_separator: null,
      position: '未填写',
      place: 'CN',
      employment_kind: 'full_time',
      working_time: 'standard',
      contract_kind: 'open_ended',
      exit_ground: 'unknown',
      pay_period: 'month',
      knowledge: 'history',
      known_on: null,
      lag_days: 0,
      future_hires: 'leave_out',
    },
    values: {},
    column: importColumns.map(({ heading, target, why }) => ({ heading, target, why })),
  },
  columns: importColumns,
  targets: [
    ['employee_no', '工号'],
    ['full_name', '姓名'],
    ['hired_on', '入职日期'],
    ['birth_date', '出生日期', true],
  ].map(([key, zh, needs_purpose = false]) => ({ key, title: both(zh), needs_purpose })),
  mended: 0,
  report: null,
  progress: null,
  failure: null,
  redacted: [],
  ...more,
});

export const answers = {
  'GET /imports': { items: [importRun('i1', 'uploaded'), importRun('i2', 'done')] },
  'GET /imports/i1': importRun('i1', 'uploaded'),
  'GET /imports/i2': importRun('i2', 'checked', { report }),
  'GET /imports/i3': importRun('i3', 'running', { report, progress: { done: 2010, total: 4775 } }),
  'GET /imports/i4': importRun('i4', 'done', {
    report: {
      ...report,
      comparisons: report.comparisons.map((one, index) => ({
        ...one,
        found: index ? one.expected - 5 : one.expected,
        agrees: !index,
      })),
    },
  }),
};
