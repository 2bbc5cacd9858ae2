// Leaving: the board, a case, the own page, tasks.
import { caseFlow, handover, task } from './flow.mjs';
import { explanation, settlement } from './settlement.mjs';
import { both } from './words.mjs';

const boardItem = (id, full_name, stage, more = {}) => ({
  id,
  person_id: 'p0',
  full_name,
  unit: '检索',
  position: '高级后端工程师',
  stage,
  phase: stage === 'pre_offboarding' ? 'pre_offboarding' : 'running',
  ground: stage === 'pre_offboarding' ? null : 'employee_resign_art37',
  last_day: '2026-12-03',
  days_left: 13,
  tasks_total: 19,
  tasks_done: 8,
  tasks_overdue: 1,
  firm_minutes: 690,
  bottleneck: 'business',
  withdrawal_requested: false,
  certificate_number: null,
  opened_at: '2026-11-04T02:00:00Z',
  ...more,
});
const cases = [
  boardItem('c1', '张明远', 'last_days', { days_left: 2, withdrawal_requested: true }),
  boardItem('c2', '林若曦', 'running', { tasks_overdue: 0 }),
  boardItem('c3', '何雅婷', 'closing', {
    days_left: -4,
    phase: 'ended',
    certificate_number: 'RH-2026-000318',
  }),
  boardItem('c4', '韩洋', 'pre_offboarding', { last_day: null, days_left: 41, tasks_done: 2 }),
];
const deadline = (code, zh, day, days_left, law, done = false) => ({
  code,
  title: both(zh),
  day,
  days_left,
  article: both(law),
  task: null,
  done,
});
const deadlines = [
  deadline('wages', '付清工资', '2026-12-03', 2, '工资支付暂行规定第九条'),
  deadline('certificate', '出具离职证明', '2026-12-03', 2, '劳动合同法第五十条第一款'),
  deadline('file', '社保与档案转移', '2026-12-18', 17, '劳动合同法第五十条第一款'),
];
const certificates = [
  {
    id: 'k1',
    number: 'RH-2026-000318',
    status: 'valid',
    issued_on: '2026-11-20',
    issued_at: '2026-11-20T08:00:00Z',
    verification_url: 'https://renhe.example/verify/abc',
    sha256: 'ab'.repeat(32),
    key_id: 'ed25519-2026',
    revoked_at: null,
    replaces_id: null,
  },
];
const casePage = {
  id: 'c1',
  summary: cases[0],
  employee_no: 'YC001187',
  legal_entity: '云程科技（上海）有限公司',
  hired_on: '2019-07-08',
  received_on: '2026-11-03',
  notice_ends: '2026-12-03',
  wished_last_day: null,
  last_working_minute: '2026-12-03T10:00:00Z',
  seconds_to_last_minute: 199_800,
  pre_expires_at: null,
  withdrawal: 'requested',
  pre_reason: null,
  text: '因个人发展原因，本人申请辞去现任职务。',
  withdrawal_reason: '家中情况已变化，希望继续工作。',
  reason: 'career',
  pre_flow: null,
  flow: caseFlow,
  median_firm_minutes: 852,
  deadlines,
  settlement,
  certificates,
  certificate_from: '2026-12-03T10:00:00Z',
  history: [
    {
      id: 'h1',
      kind: 'resignation_submitted',
      at: '2026-11-03T02:00:00Z',
      actor: '张明远',
      actor_id: 'a2',
      detail: {},
    },
    {
      id: 'h2',
      kind: 'exit_interview',
      at: '2026-11-18T02:00:00Z',
      actor: '沈静怡',
      actor_id: 'a1',
      detail: { reason: 'career', note: null },
    },
  ],
  actions: [
    'exit_interview',
    'change_last_day',
    'decide_withdrawal',
    'compute_settlement',
    'confirm_settlement',
    'revoke_certificate',
  ],
  redacted: [],
};
const ownItem = (code, zh, state, note) => ({
  code,
  title: both(zh),
  state,
  day: '2026-12-03',
  note: both(note),
});
const mine = {
  id: 'c1',
  phase: 'running',
  last_day: '2026-12-03',
  last_working_minute: '2026-12-03T10:00:00Z',
  withdrawal: 'none',
  pre_expires_at: null,
  items: [
    ownItem('resignation', '离职申请', 'done', '书面申请已送达；撤回须经单位同意。'),
    ownItem('handover', '工作交接', 'open', '交接不影响工资结清和离职证明。'),
    ownItem('settlement', '工资结清', 'waiting', '金额待财务确认，可逐项查看计算过程。'),
    ownItem('certificate', '离职证明', 'waiting', '劳动关系结束时出具，不以任何事项为条件。'),
    ownItem('transfers', '社保、档案与公积金', 'waiting', '由单位在法定期限内办理。'),
  ],
  text: '因个人发展原因，本人申请辞去现任职务。',
  handover,
  settlement,
  certificates,
  deadlines,
};

export const answers = {
  'GET /tasks': {
    overdue: 1,
    items: [
      task('t1', '客户与权限移交', {
        overdue: true,
        seconds_left: -7200,
        escalated: true,
        actions: ['complete', 'skip', 'delegate'],
      }),
      task('t2', '交接评审'),
    ],
  },
  'GET /offboardings': { items: cases, next_cursor: null, total: 4 },
  'GET /offboardings/cycle': {
    summary: { runs: 12, median_firm_minutes: 852, lanes: [], bottleneck: 'business' },
    definition: both('从任务可以开始到完成的工作时间，不含本人的任务。'),
    cases,
  },
  'GET /offboardings/c1': casePage,
  'GET /me/offboarding': mine,
  'GET /handovers': { items: handover },
  'GET /me/resignation-preview': {
    received_on: '2026-11-20',
    in_probation: false,
    notice_days: 30,
    earliest_last_day: '2026-12-20',
    explanation,
  },
  'GET /verify/abc': {
    status: 'valid',
    number: 'RH-2026-000318',
    issued_on: '2026-11-20',
    revoked_at: null,
    key_id: 'ed25519-2026',
    algorithm: 'Ed25519',
  },
};
