import { describe, expect, it } from 'vitest';
import { dayOf, formatsFor, parseYuan, setWorkZone, yuanText } from './format';

setWorkZone('Asia/Shanghai');
const zh = formatsFor('zh-CN');
const en = formatsFor('en');

describe('money', () => {
  it('is shown to the fen, however large, without a float in between', () => {
    expect(zh.money(1234567)).toBe('¥12,345.67');
    expect(en.money(1234567)).toBe('¥12,345.67');
    expect(zh.amount(900719925474099)).toBe('9,007,199,254,740.99');
    expect(yuanText(-5)).toBe('-0.05');
  });

  it('has a true minus sign', () => {
    expect(zh.money(-476000)).toBe('−¥4,760.00');
    expect(zh.amount(-159194)).toBe('−1,591.94');
    expect(zh.signedMoney(1200)).toBe('+¥12.00');
  });

  it('is short when it is large', () => {
    expect(zh.bigMoney(16_200_000_000)).toEqual({ value: '1.62', unit: '亿' });
    expect(en.bigMoney(16_200_000_000)).toEqual({ value: '162', unit: 'M' });
  });

  it('is read as people type it', () => {
    expect(parseYuan('12,345.6')).toBe(1_234_560);
    expect(parseYuan('￥１２３')).toBe(12_300);
    expect(parseYuan('0.05 元')).toBe(5);
    expect(parseYuan('−3')).toBe(-300);
    expect(parseYuan('0.29')).toBe(29);
  });

  it('is refused when it is no amount', () => {
    for (const text of ['', '一百', '1.234', '1e3', '--1', '12.']) expect(parseYuan(text)).toBeNull();
  });

  it('comes back unchanged from what was shown', () => {
    for (const fen of [0, 1, 99, 100, 101, 123456789, 999999999999, -7, -100000]) {
      expect(parseYuan(zh.amount(fen))).toBe(fen);
      expect(parseYuan(en.money(fen))).toBe(fen);
    }
  });
});

describe('dates', () => {
  it('are ISO in tables and words in sentences', () => {
    expect(zh.day('2026-11-20')).toBe('2026-11-20');
    expect(zh.dayLong('2026-11-20')).toBe('2026年11月20日');
    expect(en.month('2026-11')).toBe('November 2026');
  });

  it('names the day that a deadline ends, and the minute of any other', () => {
    expect(zh.deadline('2025-11-20T16:00:00Z')).toBe('2025-11-20');
    expect(zh.deadline('2025-11-20T10:00:00Z')).toBe('2025-11-20 18:00');
  });

  it('count in the zone of the work place', () => {
    expect(dayOf('2026-11-20T16:00:00Z')).toBe('2026-11-21');
    expect(dayOf('2026-11-20T15:59:59Z')).toBe('2026-11-20');
    expect(zh.momentExact('2026-11-20T02:32:07Z')).toBe('2026-11-20 10:32:07');
  });
});

describe('numbers', () => {
  it('carry their share and their sign', () => {
    expect(zh.percent(0.126)).toBe('12.6%');
    expect(zh.signed(-2)).toBe('−2');
    expect(zh.signed(24)).toBe('+24');
  });
});
