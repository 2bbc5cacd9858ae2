// A run of a flow and tasks.
import { both } from './words.mjs';

export const task = (id, title, more = {}) => ({
  id,
  flow_id: 'f1',
  about: 'offboarding',
  about_id: 'o1',
  task: id,
  title: both(title),
  kind: 'confirm',
  person: { id: 'p0', full_name: '张明远', unit: '检索', position: '高级后端工程师', last_day: '2027-02-03' },
  status: 'open',
  overdue: false,
  starts_at: null,
  due_at: '2027-02-01T10:00:00Z',
  seconds_left: 112000,
  finished_at: null,
  escalated: false,
  delegated: false,
  actions: ['complete', 'delegate'],
  ...more,
});

const flowTask = (id, task, lane, stage, zh, standing, more = {}) => ({
  id,
  task,
  lane,
  stage,
  title: both(zh),
  kind: 'task',
  article: null,
  optional: false,
  standing,
  starts_at: null,
  due_at: '2026-12-03T10:00:00Z',
  seconds_left: standing === 'overdue' ? -7200 : 111_600,
  waits_for: [],
  finished_at: standing === 'done' ? '2026-11-06T02:00:00Z' : null,
  finished_by: null,
  delegated_to: null,
  owner: { person_id: null, role: lane, names: ['周文博'] },
  items: null,
  mine: false,
  ...more,
});
export const handover = [
  ['i1', 'work', '结算服务的发布脚本与值班手册', '2026-11-18T02:00:00Z'],
  ['i2', 'customer', '临港数据中心的对接', null],
].map(([id, kind, title, received_at]) => ({
  id,
  flow_id: 'f1',
  kind,
  title,
  successor_id: 'p2',
  successor_name: '罗晓岚',
  received_at,
  received_by: received_at && '罗晓岚',
}));
const strip = (key, zh) => ({ key, title: both(zh), owner: null, offset: 0, size: 1 });
export const caseFlow = {
  id: 'f1',
  definition: 'offboarding',
  version: 1,
  title: both('离职'),
  status: 'running',
  started_at: '2026-11-04T02:00:00Z',
  ended_at: null,
  diagram: {
    lanes: [strip('manager', '主管'), strip('business', '业务'), strip('finance', '财务')],
    stages: [strip('prepare', '准备'), strip('handover', '交接与核对'), strip('last', '最后工作日')],
    nodes: [],
    edges: [{ from: 'list', to: 'review' }],
  },
  tasks: [
    flowTask('t1', 'list', 'manager', 'prepare', '确认交接清单', 'done'),
    flowTask('t2', 'review', 'manager', 'handover', '交接评审', 'open', {
      items: { total: 14, received: 11 },
      mine: true,
    }),
    flowTask('t3', 'customers', 'business', 'handover', '客户与权限移交', 'overdue'),
    flowTask('t4', 'pay', 'finance', 'last', '付清工资', 'scheduled', {
      starts_at: '2026-12-03T01:00:00Z',
      article: both('工资支付暂行规定第九条'),
    }),
  ],
  items: handover,
  cycle: {
    elapsed_minutes: 4000,
    firm_minutes: 690,
    employee_minutes: 300,
    lanes: [
      { lane: 'manager', task_minutes: [200], median_minutes: 200 },
      { lane: 'business', task_minutes: [490], median_minutes: 490 },
    ],
    bottleneck: 'business',
  },
  cycle_definition: both('从任务可以开始到完成的工作时间，不含本人的任务。'),
};
