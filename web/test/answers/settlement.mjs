// A settlement with its explanations.
import { both } from './words.mjs';

const said = (zh, en = zh) => ({ text_zh: zh, text_en: en });
export const explanation = {
  steps: [
    { ...said('月均工资'), formula: '(346,200.00 − 11,400.00) ÷ 12', result: '27,900.00', articles: [] },
    { ...said('日工资'), formula: '27,900.00 ÷ 21.75', result: '1,282.76', articles: [] },
  ],
  parameters: [
    {
      id: 'wage.pay_days',
      place: 'CN',
      value: '21.75',
      unit: 'days',
      first_day: '2008-01-03',
      last_day: null,
      status: 'law_text',
      citation: '劳社部发〔2008〕3号',
    },
  ],
  articles: [{ code: 'x', ...said('企业职工带薪年休假实施办法第十一条') }],
  warnings: [],
  confidence: 'law_text',
};
const line = (code, zh, amount_fen, explained) => ({
  code,
  title: both(zh),
  amount_fen,
  explanation: explained ? explanation : null,
  refusal: null,
  source: null,
});
export const settlement = {
  id: 's1',
  status: 'computed',
  computed_at: '2026-11-20T02:12:00Z',
  confirmed_at: null,
  confirmed_by: null,
  redacted: [],
  document: {
    hire_date: '2019-07-08',
    last_day: '2026-12-03',
    ground: 'employee_resign_art37',
    place: 'CN-Shanghai',
    inputs: [],
    lines: [
      line('final_wage', '最后一个月工资', 3254483, true),
      line('unused_leave', '未休年休假工资', 769655, true),
      line('income_tax', '工资个人所得税', -159194),
      line('severance', '经济补偿金', 0, true),
    ],
    gross_fen: 4024138,
    deducted_fen: -159194,
    net_fen: 3864944,
    severance_fen: 0,
    wages_due_on: '2026-12-03',
    payment: null,
    complete: true,
    facts: [],
    note: both('不含年终奖。'),
  },
};
