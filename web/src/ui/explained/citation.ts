/**
 * A citation of the data of law in the reader's language. The data write the instrument as it is called in Chinese and
 * the articles in one short form (`劳动合同法 arts.10, 14(3), 82`), several instruments with semicolons between.
 */
export function citationIn(english: boolean, citation: string): string {
  return citation
    .split(/;\s*/)
    .map((part) => {
      const [, name = part, articles, rest = ''] = PART.exec(part) ?? [];
      return english
        ? `${LAWS[name] ?? name}${articles ? inEnglish(articles) : ''}${rest}`
        : `${titled(name)}${articles ? inChinese(name, articles) : ''}${noted(rest)}`;
    })
    .join(english ? '; ' : '；');
}

const ARTICLE = String.raw`\d+(?:\(\d+\))?(?:-\d+)?`;
/** The instrument, its articles, and whatever is said beside them. */
const PART = new RegExp(
  String.raw`^(.*?)(?:\s+arts?\.\s?(${ARTICLE}(?:,\s*${ARTICLE})*))?((?:\s*\(\D.*|,\s.*|\s+(?:annex|item|to).*)?)$`,
);

const LAWS: Record<string, string> = {
  劳动合同法: 'Labour Contract Law',
  劳动合同法实施条例: 'Implementation Regulation of the Labour Contract Law',
  劳动法: 'Labour Law',
  劳动争议调解仲裁法: 'Labour Dispute Mediation and Arbitration Law',
  社会保险法: 'Social Insurance Law',
  个人信息保护法: 'Personal Information Protection Law',
  网络安全法: 'Cybersecurity Law',
  网络数据安全管理条例: 'Regulation on Network Data Security',
  个人信息保护合规审计管理办法: 'Measures on Compliance Audits of Personal Information Protection',
  住房公积金管理条例: 'Housing Provident Fund Regulation',
  职工带薪年休假条例: 'Regulation on Paid Annual Leave',
  企业职工带薪年休假实施办法: 'Implementing Measures for Paid Annual Leave',
  女职工劳动保护特别规定: 'Special Provisions on Women Workers',
  劳务派遣暂行规定: 'Interim Provisions on Labour Dispatch',
  超龄劳动者基本权益保障暂行规定: 'Interim Provisions on the Basic Rights of Workers above the Statutory Age',
  国务院关于职工工作时间的规定: 'State Council Provisions on Working Hours',
  全国年节及纪念日放假办法: 'Measures on Public Holidays',
  '工资支付暂行规定（劳部发〔1994〕489号）': 'Interim Provisions on Payment of Wages 劳部发〔1994〕489号',
  全国人大常委会关于实施渐进式延迟法定退休年龄的决定:
    'Decision on Raising the Statutory Retirement Age by Steps',
};

/** `《劳动合同法》`; what is known by its document number has no such marks. */
function titled(name: string): string {
  const [, title = '', number = ''] = /^(.*?)(（.*号）)?$/.exec(name) ?? [];
  return /[号)）\w]$/.test(title) || !/^\p{Script=Han}/u.test(title) ? name : `《${title}》${number}`;
}

interface Place {
  article: number;
  part: number | null;
  until: number | null;
}

/** `10, 14(3), 36-40` one by one. */
function places(articles: string): Place[] {
  return [...articles.matchAll(/(\d+)(?:\((\d+)\))?(?:-(\d+))?/g)].map(([, article, part, until]) => ({
    article: Number(article),
    part: part ? Number(part) : null,
    until: until ? Number(until) : null,
  }));
}

function inEnglish(articles: string): string {
  const found = places(articles);
  const spoken = found.map(
    ({ article, part, until }) => `${article}${part ? ` (${part})` : ''}${until ? `–${until}` : ''}`,
  );
  return ` art${found.length > 1 || found[0]?.until ? 's' : ''}. ${spoken.join(', ')}`;
}

/** These articles of the Labour Contract Law list items (项); a number behind its other articles counts paragraphs (款). */
const ITEMS = [39, 40, 42, 44, 46];

function inChinese(name: string, articles: string): string {
  const paragraphs = (article: number) => name === '劳动合同法' && !ITEMS.includes(article);
  const spoken = places(articles).map(({ article, part, until }) => {
    const last = until ? `至第${chineseNumber(until)}条` : '';
    if (part === null) return `第${chineseNumber(article)}条${last}`;
    const within = paragraphs(article) ? `第${chineseNumber(part)}款` : `第（${chineseNumber(part)}）项`;
    return `第${chineseNumber(article)}条${within}${last}`;
  });
  return spoken.join('、');
}

const NOTES: readonly [RegExp, string][] = [
  [/\s*\(guideline only\)/, '（仅为指引）'],
  [/\s*\(Order (\d+)\)/, '（第 $1 号令）'],
  [/\s*\((\d{4}-\d{2}-\d{2}), Order (\d+)\)/, '（$1，第 $2 号令）'],
  [/\s+annexes? ([\d-]+)/, '附件 $1'],
  [/\s+items? ([\d, ]+)/, '第 $1 项'],
  [/,\s*tier 1/, '（一类地区）'],
];

function noted(rest: string): string {
  return NOTES.reduce((said, [pattern, chinese]) => said.replace(pattern, chinese), rest);
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** As articles are counted: 四十七, 一百零二. */
function chineseNumber(value: number): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const high = hundreds > 0 ? `${DIGITS[hundreds]}百${tens === 0 && ones > 0 ? '零' : ''}` : '';
  const middle = tens > 0 ? `${tens === 1 && hundreds === 0 ? '' : DIGITS[tens]}十` : '';
  return `${high}${middle}${ones > 0 || value === 0 ? DIGITS[ones] : ''}`;
}
