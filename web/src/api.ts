// What the server answers; docs/openapi.json says the same for everybody else.

export interface Party {
  id: string | null; name: string; kind: string; country: string | null;
  role?: string | null; actor?: string | null;
}
export interface ArticleRef {
  id: number; title: string | null; published: string | null; source: string; url: string | null;
}
export interface Place {
  id: number; name: string; country: string | null; division: string | null;
  lat: number | null; lon: number | null;
}
export interface Statement {
  id: number; n: number; kind: string; standing: string; cue: string | null; content: string;
  date: string | null; said: string | null; medium: string | null; via: string | null;
  evidence: string | null; article: ArticleRef; place: Place | null;
  speakers: Party[]; addressees: Party[];
}
export interface EventItem {
  id: number; n: number; code: string; plover: string | null; mode: string | null;
  contexts: string | null; quad: number; goldstein: number | null; status: string; words: string;
  date: string | null; because: string | null; article: ArticleRef; place: Place | null;
  sources: Party[]; targets: Party[]; on_word_of: (Party & {standing: string})[];
}
export interface ArticleItem extends ArticleRef {
  dateline: string | null; agency: string | null; byline: string | null;
  statements: number; events: number;
}
export interface Page<T> { items: T[]; next: string | null }
export interface Bucket { from: string; n: number[] }
export interface Series { by: 'day' | 'week' | 'month' | 'year'; buckets: Bucket[] }
export interface Count { value: string; n: number }
export interface Pair {
  source: string; target: string; n: number; cooperation: number; conflict: number;
  goldstein: number;
}
export interface Overview {
  articles: number; statements: number; events: number; identities: number;
  activity: Series; standings: Count[]; pairs: Pair[];
}
export interface Partner {
  country: string; to: number; from: number; cooperation: number; conflict: number;
}
export interface PartyPage {
  party: Party; standings: Count[]; series: Series; names?: Count[]; roles?: Count[];
  partners: Partner[]; speakers?: (Party & {n: number})[];
}
export interface MapPlace extends Place {
  kind: string; n: number; cooperation: number; conflict: number;
}
type Spans = [number, number][];
export interface Article extends ArticleRef {
  name: string; origin: string | null; byline: string | null; dateline: string | null;
  agency: string | null; text: string;
  entities: (Party & {n: number; spans: Spans | null})[];
  statements: {
    id: number; n: number; within: number | null; kind: string; standing: string;
    cue: string | null; date: string | null; said: string | null; medium: string | null;
    via: string | null; evidence: string | null; content: Spans | null;
    speaker_spans: Spans | null; cue_spans: Spans | null; speakers: number[]; addressees: number[];
  }[];
  events: {
    id: number; n: number; code: string; plover: string | null; mode: string | null;
    contexts: string | null; quad: number; goldstein: number | null; status: string;
    words: string; date: string | null; because: string | null; place: string | null;
    spans: Spans | null; sources: number[]; targets: number[]; on_word_of: number[];
  }[];
}
export type Facets = {matches: number} & Record<string, Count[]>;

export type Params = Record<string, string | number | null | undefined>;

export function query(params: Params): string {
  const given = Object.entries(params)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => [name, String(value)]);
  const text = new URLSearchParams(given).toString();
  return text ? `?${text}` : '';
}

export function apiUrl(view: string, params: Params = {}): string {
  return `/api/${view}${query(params)}`;
}

export async function get<T>(view: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const response = await fetch(apiUrl(view, params), signal ? {signal} : {});
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error((answer as {error: string}).error);
  return answer as T;
}
