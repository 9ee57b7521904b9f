// What a view is: from the words of its path and its query to what stands in the main part.
export interface Context {
  words: string[];
  params: URLSearchParams;
  signal: AbortSignal;
  go: (to: string) => void;
}
export type View = (context: Context) => Node[] | Promise<Node[]>;
