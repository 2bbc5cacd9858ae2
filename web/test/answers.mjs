// Invented answers of a server, for looking at pages. Never part of the shipped page.
const permissions = [
  'session.use',
  'person.read',
  'person.write',
  'pay.write',
  'person.reveal',
  'organisation.read',
  'organisation.write',
  'catalogue.write',
  'roster.import',
  'roster.export',
  'overview.read',
  'foresight.read',
  'alert.read',
  'alert.act',
  'model.read',
  'model.train',
  'gate.approve',
  'gate.read',
  'own_insight.read',
  'objection.file',
  'objection.decide',
  'offboarding.read',
  'offboarding.manage',
  'resignation.submit',
  'task.work',
  'settlement.review',
  'certificate.issue',
  'audit.read',
  'account.read',
  'account.write',
  'grant.write',
  'settings.write',
];

const units = [
  ['u0', null, 'G', '云程科技集团', 'group', '陆承远', 3],
  ['u1', 'u0', 'CP', '云平台', 'business_unit', '顾维', 8],
  ['u2', 'u1', 'CP-S', '检索', 'department', '周文博', 168],
  ['u3', 'u1', 'CP-C', '计算', 'department', '钱屹', 512],
  ['u4', 'u0', 'DI', '数据智能', 'business_unit', '程景行', 12],
].map(([id, parent_id, code, name, kind, head_name, headcount]) => ({
  id,
  parent_id,
  code,
  name,
  kind,
  head_person_id: `h-${id}`,
  head_name,
  headcount,
  first_day: '2024-01-01',
}));

const names = [
  '张明远',
  '林若曦',
  '何雅婷',
  '韩洋',
  '吕雅婷',
  '杨建国',
  '曾磊',
  '于敏',
  '萧婷',
  '吕景行',
  '程佳怡',
  '欧阳娜娜',
  'Maria Fernández García',
];
const people = Array.from({ length: 240 }, (_, index) => ({
  person_id: `p${index}`,
  full_name: names[index % names.length],
  employee_no: `YC${String(index + 1).padStart(6, '0')}`,
  legal_entity: { id: 'e1', name: ['云程上海', '云程杭州', '云程数据'][index % 3] },
  unit: { id: 'u2', name: ['检索', '计算', '数据智能', '销售与客户成功中心华东大区'][index % 4] },
  position: ['高级后端工程师', '算法工程师', '产品经理', '财务分析师'][index % 4],
  job_level: ['P7', 'P6', 'M3', null][index % 4],
  place: 'CN-Shanghai',
  manager: index % 5 ? { id: 'p1', full_name: '周文博' } : null,
  hired_on: `20${14 + (index % 12)}-0${1 + (index % 9)}-08`,
  last_day: null,
  status: ['active', 'active', 'probation', 'active', 'leaving'][index % 5],
}));

const page = {
  person_id: 'p0',
  as_of: '2026-11-20',
  known_at: '2026-11-20T08:00:00Z',
  full_name: '张明远',
  status: 'active',
  employee_no: 'YC001187',
  employment_kind: 'full_time',
  hired_on: '2019-07-08',
  last_day: null,
  probation_last_day: '2020-01-07',
  tenure_months: 88,
  legal_entity: { id: 'e1', name: '云程上海' },
  unit_path: [
    { id: 'u0', name: '云程科技集团' },
    { id: 'u1', name: '云平台' },
    { id: 'u2', name: '检索' },
  ],
  position: '高级后端工程师',
  job_level: 'P7',
  place: 'CN-Shanghai',
  manager: { id: 'p1', full_name: '周文博' },
  contract_kind: 'open_ended',
  contract_last_day: null,
  base_pay_fen: null,
  phone: '138****6120',
  email: 'zhang.mingyuan@yuncheng.example',
  identity_number: null,
  bank_account: null,
  masked: ['phone', 'base_pay_fen'],
  redacted: ['identity_number', 'bank_account'],
};

const point = (kind, day, values, more = {}) => ({
  kind,
  day,
  last_day: null,
  values,
  known_from: `${day}T02:00:00Z`,
  recorded_at: `${day}T02:03:00Z`,
  scheduled: false,
  redacted: [],
  ...more,
});
const timeline = [
  point(
    'assignment',
    '2027-01-01',
    { unit: '数据智能', position: '高级后端工程师', job_level: 'P7', manager: '程景行' },
    { scheduled: true },
  ),
  point('performance', '2026-10-08', { cycle: '2026Q3', score_hundredths: 7400 }),
  point('leave', '2026-09-02', { kind: 'personal', half_days: 8 }, { last_day: '2026-09-05' }),
  point('performance', '2026-07-08', { cycle: '2026Q2', score_hundredths: 8300 }),
  point('pay', '2026-04-01', { reason: 'retention' }),
  point('event', '2026-03-20', { kind: 'resignation_withdrawn' }),
  point('event', '2026-03-12', { kind: 'resignation_submitted', detail: { note: '本人提交，未说明原因' } }),
  point('leave', '2025-09-02', { half_days: 4 }, { last_day: '2025-09-03', redacted: ['kind'] }),
  point('contract', '2022-07-08', { kind: 'open_ended' }),
  point('hire', '2019-07-08', { employee_no: 'YC001187', kind: 'full_time' }),
];

const list = (kind, ...items) =>
  items.map(([code, title_zh, title_en]) => ({
    id: `${kind}-${code}`,
    kind,
    code,
    title_zh,
    title_en,
    first_day: '2020-01-01',
    last_day: null,
  }));
const catalogue = [
  ...list('employment_kind', ['full_time', '全日制', 'Full time'], ['intern', '实习', 'Intern']),
  ...list(
    'contract_kind',
    ['fixed_term', '固定期限', 'Fixed term'],
    ['open_ended', '无固定期限', 'Open-ended'],
  ),
  ...list('leave_kind', ['personal', '事假', 'Personal leave'], ['annual', '年休假', 'Annual leave']),
  ...list('pay_reason', ['retention', '留任调薪', 'Retention']),
  ...list('working_time', ['standard', '标准工时', 'Standard hours']),
  ...list('exit_reason', ['pay', '薪酬', 'Pay'], ['career', '发展机会', 'Career']),
  ...list(
    'event_kind',
    ['resignation_submitted', '提交离职申请', 'Resignation submitted'],
    ['resignation_withdrawn', '撤回离职申请', 'Resignation withdrawn'],
  ),
];

const field = (record, name, type = 'text', more = {}) => ({
  name,
  label: `${record}.${name}`,
  class: 'directory',
  type,
  required: true,
  searchable: false,
  sealed: false,
  refers_to: null,
  ...more,
});
const records = [
  {
    name: 'org_unit',
    timeline: true,
    fields: [
      field('org_unit', 'code'),
      field('org_unit', 'name'),
      field('org_unit', 'kind', 'text', { refers_to: 'catalogue:unit_kind' }),
      field('org_unit', 'parent_id', 'reference', { required: false, refers_to: 'org_unit' }),
      field('org_unit', 'head_person_id', 'reference', { required: false, refers_to: 'person' }),
      field('org_unit', 'valid_from', 'date'),
    ],
  },
  {
    name: 'legal_entity',
    timeline: false,
    fields: [
      field('legal_entity', 'name'),
      field('legal_entity', 'short_name'),
      field('legal_entity', 'credit_code', 'text', { required: false }),
      field('legal_entity', 'place'),
      field('legal_entity', 'active', 'boolean'),
    ],
  },
  {
    name: 'catalogue_item',
    timeline: false,
    fields: [
      field('catalogue_item', 'code'),
      field('catalogue_item', 'title_zh'),
      field('catalogue_item', 'title_en'),
      field('catalogue_item', 'valid_from', 'date'),
      field('catalogue_item', 'valid_until', 'date', { required: false }),
    ],
  },
];
const accounts = [
  {
    id: 'a1',
    login: 'shen.jingyi',
    display_name: '沈静怡',
    person_id: 'p1',
    active: true,
    grants: [
      { id: 'g1', role: 'hrbp', scope: 'unit', scope_id: 'u1', granted_at: '2026-01-04T02:00:00Z' },
      { id: 'g2', role: 'employee', scope: 'own', scope_id: null, granted_at: '2026-01-04T02:00:00Z' },
    ],
  },
  {
    id: 'a2',
    login: 'han.pei',
    display_name: '韩沛',
    person_id: null,
    active: true,
    grants: [
      {
        id: 'g3',
        role: 'security_admin',
        scope: 'group',
        scope_id: null,
        granted_at: '2026-01-04T02:00:00Z',
      },
    ],
  },
];
const roles = [
  ['hrbp', 'HRBP', 'HR business partner', 'unit'],
  ['employee', '员工', 'Employee', 'own'],
  ['security_admin', '安全管理员', 'Security administrator', 'group'],
].map(([key, title_zh, title_en, default_scope]) => ({
  key,
  title_zh,
  title_en,
  default_scope,
  exclusive: null,
  permissions: [],
  classes: [],
}));
const entries = Array.from({ length: 14 }, (_, index) => ({
  seq: 18402 - index,
  at: `2026-11-20T02:${String(31 - index).padStart(2, '0')}:52Z`,
  actor: 'a1',
  actor_login: ['han.pei', 'shen.jingyi', null][index % 3],
  operation: ['grant_role', 'reveal_field', 'hire_person', 'transfer_person'][index % 4],
  action: ['create', 'read', 'create', 'supersede'][index % 4],
  record: ['grant', 'person', 'employment', 'assignment'][index % 4],
  record_id: 'r1',
  subject: index % 4 ? 'p0' : null,
  reason: index % 2 ? '离职结算核对' : null,
  changes:
    index % 4 === 3
      ? [
          {
            field: 'position',
            class: 'directory',
            old: '后端工程师',
            new: '高级后端工程师',
            old_digest: 'aa',
            new_digest: 'bb',
          },
          {
            field: 'unit_id',
            class: 'directory',
            old: null,
            new: null,
            old_digest: '7d2091ab7d2091ab00',
            new_digest: '7d2091ab7d2091ab01',
          },
        ]
      : [],
  redacted: index % 4 === 3 ? ['unit_id'] : [],
}));
const root = '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328';
const note = `renhe.example\n8\n${Buffer.from(root, 'hex').toString('base64')}\n\n— renhe.example AAAAAAAA\n`;
const proof = {
  seq: 0,
  size: 8,
  leaf: '',
  root,
  checkpoint: note,
  verifier_key: 'renhe.example+00000000+AAAA',
  path: [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ],
};

export const answers = {
  'GET /meta/records': { items: records },
  'GET /accounts': { items: accounts, next_cursor: null, total: 2 },
  'GET /roles': { items: roles },
  'GET /audit/entries': { items: entries, next_cursor: null, total: null },
  'GET /audit/status': { size: 18402, root, checkpoint: note, verifier_key: 'renhe.example+00000000+AAAA' },
  'GET /audit/entries/18402/proof': proof,
  'POST /audit/verification': { whole: true, size: 18402, root, checkpoints: 312, erased: 1, first: null },
  'GET /session': {
    account_id: 'a1',
    login: 'shen.jingyi',
    person_id: 'p1',
    display_name: '沈静怡',
    roles: ['hrbp'],
    permissions,
    today: '2026-11-20',
    expires_at: '2026-11-20T16:00:00Z',
  },
  'GET /session/options': {
    bootstrap_needed: false,
    today: '2026-11-20',
    version: '0.1.0',
    demo_logins: [
      {
        login: 'hrbp',
        display_name: '沈静怡，云平台',
        role_zh: 'HRBP',
        role_en: 'HR business partner',
        password: 'x',
      },
      {
        login: 'employee',
        display_name: '张明远，高级后端工程师',
        role_zh: '员工',
        role_en: 'Employee',
        password: 'x',
      },
      { login: 'manager', display_name: '周文博，检索', role_zh: '主管', role_en: 'Manager', password: 'x' },
    ],
  },
  'GET /org-units': { items: units, as_of: '2026-11-20' },
  'GET /legal-entities': {
    items: [
      {
        id: 'e1',
        name: '云程科技（上海）有限公司',
        short_name: '云程上海',
        credit_code: '91310000MA1FL00000',
        place: 'CN-Shanghai',
        active: true,
      },
    ],
  },
  'GET /catalogues': { items: catalogue },
  'GET /people': { items: people, next_cursor: null, total: 240 },
  'GET /search': { items: people.slice(0, 3) },
  'GET /people/p0': page,
  'GET /people/p0/timeline': { items: timeline },
};
