// Accounts, roles, units and the session.
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

export const answers = {
  'GET /accounts': { items: accounts, next_cursor: null, total: 2 },
  'GET /roles': { items: roles },
  'GET /session': {
    account_id: 'a1',
    login: 'shen.jingyi',
    person_id: 'p1',
    display_name: '沈静怡',
    roles: ['hrbp'],
    permissions,
    today: '2026-11-20',
    time_zone: 'Asia/Shanghai',
    expires_at: '2026-11-20T16:00:00Z',
  },
  'GET /session/options': {
    bootstrap_needed: false,
    today: '2026-11-20',
    time_zone: 'Asia/Shanghai',
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
};
