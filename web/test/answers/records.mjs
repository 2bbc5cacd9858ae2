// Declarations of records and reference lists.
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
  ...list('exit_ground', ['employee_resign_art37', '本人辞职（第三十七条）', 'Resignation (art. 37)']),
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

export const answers = {
  'GET /meta/records': { items: records },
  'GET /catalogues': { items: catalogue },
};
