import type { Explanation } from '../../src/api/types';
import type { LaneTask } from '../../src/ui/lanes/LaneBoard';
import type { RecordMeta, RecordRow } from '../../src/ui/record/meta';

/** Invented examples for looking at components; nothing of this reaches the shipped page. */

export const assignmentMeta: RecordMeta = {
  name: 'assignment',
  timeline: true,
  subject: null,
  collection: null,
  fields: [
    {
      name: 'id',
      label: 'assignment.id',
      class: 'system',
      type: 'reference',
      required: true,
      searchable: false,
      sealed: false,
      refers_to: null,
    },
    {
      name: 'position',
      label: 'assignment.position',
      class: 'directory',
      type: 'text',
      required: true,
      searchable: true,
      sealed: false,
      refers_to: null,
    },
    {
      name: 'unit_id',
      label: 'assignment.unit_id',
      class: 'directory',
      type: 'reference',
      required: true,
      searchable: false,
      sealed: false,
      refers_to: 'org_unit',
    },
    {
      name: 'working_time',
      label: 'assignment.working_time',
      class: 'employment',
      type: 'text',
      required: true,
      searchable: false,
      sealed: false,
      refers_to: 'catalogue:working_time',
    },
    {
      name: 'base_pay',
      label: 'compensation.base_pay',
      class: 'pay',
      type: 'money',
      required: true,
      searchable: false,
      sealed: true,
      refers_to: null,
    },
    {
      name: 'valid_from',
      label: 'assignment.valid_from',
      class: 'employment',
      type: 'date',
      required: true,
      searchable: false,
      sealed: false,
      refers_to: null,
    },
    {
      name: 'remote',
      label: 'assignment.remote',
      class: 'directory',
      type: 'boolean',
      required: true,
      searchable: false,
      sealed: false,
      refers_to: null,
    },
  ],
};

export const assignmentRows: RecordRow[] = [
  {
    id: '1',
    position: '高级后端工程师',
    unit_id: '云平台 / 检索',
    working_time: '标准工时',
    base_pay_fen: 2_860_000,
    first_day: '2026-04-01',
    remote: false,
  },
  {
    id: '2',
    position: '后端工程师',
    unit_id: '云平台 / 检索',
    working_time: '标准工时',
    base_pay_fen: null,
    first_day: '2023-01-01',
    remote: true,
    redacted: ['base_pay_fen'],
  },
];

export const manyRows = Array.from({ length: 3000 }, (_, index) => ({
  id: String(index),
  name: ['林若曦', '何雅婷', '韩洋', '吕雅婷', '杨建国'][index % 5] ?? '',
  number: `YC${String(index + 1).padStart(6, '0')}`,
  unit: ['数据智能 / 算法', '财务', '云平台 / 存储'][index % 3] ?? '',
  since: `20${10 + (index % 16)}-0${1 + (index % 9)}-15`,
}));

export const annualLeave: Explanation = {
  confidence: 'secondary',
  warnings: [
    {
      text_zh: '未休天数跨年，请确认本人书面同意。',
      text_en: 'Days were carried over a year: check the written consent.',
    },
  ],
  articles: [
    {
      code: 'LEAVE 5',
      text_zh: '《职工带薪年休假条例》第五条',
      text_en: 'Regulation on Paid Annual Leave art. 5',
    },
    {
      code: 'RULES 10',
      text_zh: '《企业职工带薪年休假实施办法》第十条',
      text_en: 'Implementing Measures for Paid Annual Leave art. 10',
    },
  ],
  parameters: [
    {
      id: 'worktime.paid_days',
      place: 'CN',
      value: '21.75',
      unit: 'days',
      first_day: '2008-01-03',
      last_day: null,
      status: 'law_text',
      citation: '劳社部发〔2008〕3号',
    },
    {
      id: 'leave.annual.multiple',
      place: 'CN',
      value: '300',
      unit: 'percent',
      first_day: '2008-09-18',
      last_day: null,
      status: 'secondary',
      citation: '实施办法第十条',
    },
  ],
  steps: [
    {
      text_zh: '月均工资',
      text_en: 'Average monthly wage',
      formula: '(346,200.00 − 11,400.00) ÷ 12',
      result: '27,900.00',
      articles: [],
    },
    {
      text_zh: '日工资',
      text_en: 'Daily wage',
      formula: '27,900.00 ÷ 21.75',
      result: '1,282.76',
      articles: [],
    },
    { text_zh: '合计', text_en: 'In all', formula: '1,282.76 × 3 × 200%', result: '7,696.55', articles: [] },
  ],
};

export const laneStrips = {
  lanes: [
    { key: 'manager', title: '主管', note: '周文博' },
    { key: 'business', title: '业务', note: '罗晓岚' },
    { key: 'it', title: 'IT', note: '统一账号' },
    { key: 'finance', title: '财务', note: '吴敏' },
    { key: 'employee', title: '本人', note: '张明远' },
  ],
  stages: [
    { key: 'prepare', title: '准备' },
    { key: 'handover', title: '交接与核对' },
    { key: 'last_day', title: '最后工作日', note: '02-03' },
    { key: 'closing', title: '收尾' },
  ],
};

const task = (
  key: string,
  lane: string,
  stage: string,
  title: string,
  standing: LaneTask['standing'],
  note: string,
  after: string[] = [],
  left?: string,
): LaneTask => ({
  key,
  lane,
  stage,
  title,
  standing,
  note,
  after,
  left,
});

export const laneTasks: LaneTask[] = [
  task('list', 'manager', 'prepare', '确认交接清单', 'done', '01-06 完成'),
  task(
    'review',
    'manager',
    'handover',
    '交接评审',
    'open',
    '14 项中 11 项已签收',
    ['list', 'papers'],
    '剩 1 天 7 小时',
  ),
  task('over', 'manager', 'closing', '确认交接完成', 'blocked', '等交接评审', ['review', 'customers']),
  task('name', 'business', 'prepare', '指定接手人', 'done', '01-07 完成'),
  task(
    'customers',
    'business',
    'handover',
    '客户与权限移交',
    'overdue',
    '3 个客户，1 个待确认',
    ['name'],
    '超时 2 小时',
  ),
  task('crm', 'business', 'last_day', '关闭 CRM 权限', 'scheduled', '02-03 18:00'),
  task('accounts', 'it', 'prepare', '盘点 17 个账号', 'done', '01-05 完成'),
  task('revoke', 'it', 'last_day', '停用账号与令牌', 'scheduled', '02-03 18:00 自动，5 分钟内'),
  task('assets', 'it', 'closing', '归还电脑与门禁', 'scheduled', '02-03，不影响付款'),
  task('loans', 'finance', 'prepare', '核对借款与报销', 'done', '01-20 完成，无欠款'),
  task('settle', 'finance', 'handover', '复核结清金额', 'open', '¥33,889.44', ['loans'], '剩 1 天'),
  task('wages', 'finance', 'last_day', '付清工资', 'scheduled', '02-03 当天，不等任何任务'),
  task('papers', 'employee', 'handover', '整理交接材料', 'done', '01-29 完成'),
  task('sign', 'employee', 'last_day', '签收结清明细', 'scheduled', '可提异议', ['settle']),
];
