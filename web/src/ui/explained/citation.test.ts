import { expect, test } from 'vitest';
import { citationIn } from './citation';

const spoken: [string, string, string][] = [
  ['劳动合同法 art.19', '《劳动合同法》第十九条', 'Labour Contract Law art. 19'],
  [
    '劳动合同法 arts.10, 14(3), 82; 劳动合同法实施条例 arts.6-7',
    '《劳动合同法》第十条、第十四条第三款、第八十二条；《劳动合同法实施条例》第六条至第七条',
    'Labour Contract Law arts. 10, 14 (3), 82; Implementation Regulation of the Labour Contract Law arts. 6–7',
  ],
  ['劳动合同法 art.42(5)', '《劳动合同法》第四十二条第（五）项', 'Labour Contract Law art. 42 (5)'],
  [
    '劳动合同法 art.24; 法释〔2020〕26号 arts.36-40; 人社厅发〔2025〕40号 (guideline only)',
    '《劳动合同法》第二十四条；法释〔2020〕26号第三十六条至第四十条；人社厅发〔2025〕40号（仅为指引）',
    'Labour Contract Law art. 24; 法释〔2020〕26号 arts. 36–40; 人社厅发〔2025〕40号 (guideline only)',
  ],
  [
    '工资支付暂行规定（劳部发〔1994〕489号） art.16',
    '《工资支付暂行规定》（劳部发〔1994〕489号）第十六条',
    'Interim Provisions on Payment of Wages 劳部发〔1994〕489号 art. 16',
  ],
  ['网络安全法 art.102', '《网络安全法》第一百零二条', 'Cybersecurity Law art. 102'],
  [
    '超龄劳动者基本权益保障暂行规定 (Order 56)',
    '《超龄劳动者基本权益保障暂行规定》（第 56 号令）',
    'Interim Provisions on the Basic Rights of Workers above the Statutory Age (Order 56)',
  ],
];

test('a citation is in one language: articles in Chinese for Chinese readers, laws in English for English ones', () => {
  for (const [citation, chinese, english] of spoken) {
    expect(citationIn(false, citation)).toBe(chinese);
    expect(citationIn(true, citation)).toBe(english);
  }
});

test('what is no article stays as it is written', () => {
  expect(citationIn(false, '沪人社规〔2025〕10号')).toBe('沪人社规〔2025〕10号');
});
