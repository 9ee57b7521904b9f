// How things are called and written: countries, codes, standings, dates, numbers.
import tables from 'knowledge';

interface Country { code: string; name: string; lat: number; lon: number }

export const countries = new Map<string, Country>(
  tables.countries.map(([code, name, lat, lon]) => [code, {code, name, lat, lon}]));
const codes = new Map(tables.codes.map(([code, name]) => [code, name]));

export const countryName = (code: string): string => countries.get(code)?.name ?? code;

// the countries by name, for choosing
export const countryList = [...countries.values()].sort((a, b) => a.name.localeCompare(b.name));

export function codeName(code: string): string {
  for (let n = code.length; n > 1; n--) {
    const name = codes.get(code.slice(0, n)) ?? codes.get(`${code.slice(0, n)}0`);
    if (name) return name;
  }
  return code;
}

export const QUADS = ['verbal cooperation', 'material cooperation', 'verbal conflict',
  'material conflict'] as const;

// what a speaker does with the words: sign, and the family that gives its colour
export const STANDINGS: Record<string, [string, string]> = {
  'asserts': ['says', 'plain'], 'confirms': ['confirms', 'yes'], 'denies': ['denies', 'no'],
  'neither-confirms-nor-denies': ['neither confirms nor denies', 'shut'],
  'declines': ['declines to comment', 'shut'], 'silent': ['is silent', 'shut'],
  'pledges': ['pledges', 'yes'], 'threatens': ['threatens', 'no'],
  'predicts': ['predicts', 'maybe'], 'alleges': ['alleges', 'charge'], 'asks': ['asks', 'maybe'],
  'demands': ['demands', 'charge'], 'speculates': ['speculates', 'maybe'],
};

export const STATUSES: Record<string, string> = {
  'happened': 'plain', 'ongoing': 'plain', 'planned': 'maybe', 'pledged': 'yes',
  'threatened': 'no', 'predicted': 'maybe', 'asked': 'maybe', 'demanded': 'charge',
  'refused': 'no', 'hypothetical': 'maybe', 'alleged': 'charge', 'denied': 'no',
  'did-not-happen': 'shut',
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// "2024-10-29T…" → "29 Oct 2024", "2024-10" → "Oct 2024", "2024" stays
export function date(value: string | null): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(value ?? '') ?? [];
  if (!year) return '';
  return [day && String(+day), month && MONTHS[+month - 1], year].filter(Boolean).join(' ');
}

const numbers = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});
export const number = (n: number): string => numbers.format(n);
export const compact = (n: number): string => short.format(n);
export const plural = (n: number, word: string, words = `${word}s`): string =>
  `${number(n)} ${n === 1 ? word : words}`;

// −1 nothing but conflict … 1 nothing but cooperation
export const balance = (cooperation: number, conflict: number): number =>
  cooperation + conflict ? (cooperation - conflict) / (cooperation + conflict) : 0;

export const balanceWords = (b: number): string =>
  b > 0.6 ? 'mostly cooperation' : b > 0.15 ? 'more cooperation'
    : b < -0.6 ? 'mostly conflict' : b < -0.15 ? 'more conflict' : 'as much of both';

// its colour, fainter where there is little of it
export function balanceColor(b: number, weight = 1): string {
  const end = b < 0 ? 'var(--conflict)' : 'var(--cooperation)';
  const hue = `color-mix(in oklab, ${end} ${Math.round(Math.abs(b) * 100)}%, var(--even))`;
  return `color-mix(in oklab, ${hue} ${Math.round(weight * 100)}%, var(--card))`;
}
