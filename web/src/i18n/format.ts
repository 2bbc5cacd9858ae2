import { useMemo } from 'react';
import type { Locale } from './catalogue';
import { useLocale } from './useText';

// The zone of the work place; dates of law are counted in it, wherever the reader sits. Until the server has told
// it, the browser's own zone is the best guess.
let workZone: string | undefined;

/** The server says which zone that is, with the session and before any sign-in. */
export function setWorkZone(zone: string): void {
  workZone = zone;
}

const minus = '−';
const trueMinus = (text: string) => text.replace(/^-/, minus).replace(/(\D)-(?=\d)/, `$1${minus}`);

/** Fen as an exact decimal text in yuan: no float touches money. */
export function yuanText(fen: number): string {
  const whole = Math.trunc(Math.abs(fen) / 100);
  const rest = Math.abs(fen) % 100;
  return `${fen < 0 ? '-' : ''}${whole}.${String(rest).padStart(2, '0')}`;
}

/**
 * Reads an amount typed in yuan and gives fen: `12,345.6`, `￥12345.60`, `１２３` (full width).
 * More than two decimals, letters or an empty text give null.
 */
export function parseYuan(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,¥元]/g, '')
    .replace(minus, '-');
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return null;
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] && fen !== 0 ? -fen : fen;
}

export interface Formats {
  /** `12,345.67` */
  amount(fen: number): string;
  /** `¥12,345.67` */
  money(fen: number): string;
  /** `+¥12.00`, `−¥12.00` */
  signedMoney(fen: number): string;
  /** Large sums short: `1.62 亿`, `¥162M`. Two parts, so that the unit can be smaller. */
  bigMoney(fen: number): { value: string; unit: string };
  number(value: number, digits?: number): string;
  signed(value: number, digits?: number): string;
  /** From a share of one: `12.6%`. */
  percent(share: number, digits?: number): string;
  /** `2026-11-20`, for tables. */
  day(day: string | null | undefined): string;
  /** `2026 年 11 月 20 日`, for sentences. */
  dayLong(day: string): string;
  /** `2026 年 11 月`; takes `2026-11` or a day. */
  month(month: string): string;
  /** `11-20 16:20`, with the year when it is not this one. */
  moment(instant: string): string;
  /** By when: the end of a day is that day, `11-20`; any other instant as a moment. */
  deadline(instant: string): string;
  /** From when: the beginning of a day is that day, `11-20`; any other instant as a moment. */
  start(instant: string): string;
  /** `2026-11-20 16:20:07` */
  momentExact(instant: string): string;
  /** `3 天后`, `2 小时前` */
  relative(instant: string, now: number): string;
  /** A, B and C */
  list(items: string[]): string;
  /** Names side by side: `A、B`, `A, B`. */
  names(items: readonly string[]): string;
  /** Parts of one line, without those that are empty: `A，B`, `A, B`. */
  parts(items: readonly (string | null | undefined | false)[]): string;
}

function parts(instant: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: workZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
}

const isMidnight = (p: Record<string, string>) => p.hour === '00' && p.minute === '00';

/** Month and day, with the year when it is not this one. */
function dayShort(p: Record<string, string>): string {
  const year = parts(new Date().toISOString()).year === p.year ? '' : `${p.year}-`;
  return `${year}${p.month}-${p.day}`;
}

/** The day it is in the work place, as `YYYY-MM-DD`. */
export function dayOf(instant: Date | string): string {
  const p = parts(typeof instant === 'string' ? instant : instant.toISOString());
  return `${p.year}-${p.month}-${p.day}`;
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function relativeParts(from: number, now: number): [number, Intl.RelativeTimeFormatUnit] {
  const gap = from - now;
  for (const [unit, size] of units) {
    if (Math.abs(gap) >= size) return [Math.trunc(gap / size), unit];
  }
  return [0, 'minute'];
}

/** All formats of one language. Only Intl is asked; nothing is put together by hand but ISO days. */
export function formatsFor(locale: Locale): Formats {
  const decimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const currency = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
  });
  const signedCurrency = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    signDisplay: 'exceptZero',
  });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 });
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const monthLong = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const exact = (fen: number) => yuanText(fen) as Intl.StringNumericLiteral;
  const digitsFormat = (digits: number, extra: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits, ...extra });
  return {
    amount: (fen) => trueMinus(decimals.format(exact(fen))),
    money: (fen) => trueMinus(currency.format(exact(fen))),
    signedMoney: (fen) => trueMinus(signedCurrency.format(exact(fen))),
    bigMoney: (fen) => splitCompact(compact, fen / 100),
    number: (value, digits = 0) => trueMinus(digitsFormat(digits).format(value)),
    signed: (value, digits = 0) =>
      trueMinus(digitsFormat(digits, { signDisplay: 'exceptZero' }).format(value)),
    percent: (share, digits = 1) => trueMinus(digitsFormat(digits, { style: 'percent' }).format(share)),
    day: (day) => day ?? '',
    dayLong: (day) => long.format(new Date(`${day}T00:00:00Z`)),
    month: (month) => monthLong.format(new Date(`${month.slice(0, 7)}-01T00:00:00Z`)),
    moment: (instant) => {
      const p = parts(instant);
      return `${dayShort(p)} ${p.hour}:${p.minute}`;
    },
    start: (instant) => {
      // A day stands for its beginning.
      const p = parts(instant.length > 10 ? instant : `${instant}T12:00:00Z`);
      return instant.length > 10 && !isMidnight(p) ? `${dayShort(p)} ${p.hour}:${p.minute}` : dayShort(p);
    },
    deadline: (instant) => {
      const p = parts(instant);
      if (!isMidnight(p)) return `${dayShort(p)} ${p.hour}:${p.minute}`;
      return dayShort(parts(new Date(new Date(instant).getTime() - 1000).toISOString()));
    },
    momentExact: (instant) => {
      const p = parts(instant);
      return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}:${p.second}`;
    },
    relative: (instant, now) => ago.format(...relativeParts(new Date(instant).getTime(), now)),
    list: (items) => list.format(items),
    names: (items) => items.join(locale === 'en' ? ', ' : '、'),
    parts: (items) => items.filter(Boolean).join(locale === 'en' ? ', ' : '，'),
  };
}

function splitCompact(format: Intl.NumberFormat, value: number): { value: string; unit: string } {
  const pieces = format.formatToParts(value);
  const unit = pieces.filter((piece) => piece.type === 'compact').map((piece) => piece.value);
  const digits = pieces.filter((piece) => piece.type !== 'compact').map((piece) => piece.value);
  return { value: trueMinus(digits.join('').trim()), unit: unit.join('') };
}

export function useFormats(): Formats {
  const locale = useLocale();
  return useMemo(() => formatsFor(locale), [locale]);
}
