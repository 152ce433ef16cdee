/** Shapes of the data the page carries (made by content.py and its neighbours). */

/** What may stand inside an element; null, undefined and false leave nothing. */
type Child = Node | string | number | null | undefined | false | readonly Child[];

type Lang = "cs" | "en";
type Reading = "strict" | "default" | "lenient";
type Certainty = "" | "certain" | "probable" | "uncertain";
/** Numbers for the three readings: strict, default, lenient. */
type Three = [number, number, number];

interface Item {
  id: string;
  kind: string;
  /** code, number or abbreviation; "" where it has none */
  code: string;
  cs: string;
  en: string;
  /** number in `Data.places`, -1 where no source is given */
  place: number;
  /** other names */
  names?: string[];
  /** shortened titles for boxes, Czech and English; absent where the title is short itself */
  short?: [string, string];
  /** of a discrepancy: what we did about it, Czech and English */
  resolution?: [string, string];
  /** of a discrepancy: its kind */
  what?: string;
  /** of a discrepancy: "deadline" where that is what it is about */
  record?: "deadline";
}

interface Link {
  source: string;
  relation: string;
  target: string;
  place: number;
  certainty: Certainty;
  reading: string;
  code: string;
  resolution: string;
  reason: [string, string] | "";
  /** section of the strategy a code belongs to, where each is numbered anew */
  section: [string, string] | "";
}

/** kind of fact, value, wording in Czech, in English, place */
type Fact = [string, string, string, string, number];
/** quantity cs, en, value, unit cs, en, moment, precision, place */
type Figure = [string, string, string, string, string, string, string, number];
/** document, first line, last line */
type Place = [string, number, number];

/** place among the items, words in both languages, or nothing */
type PackedGapSide = number | [string, string] | null;
/** item, partner, reason in Czech, in English, readings as bits (1 strict, 2 default, 4 lenient), place */
type PackedGap = [PackedGapSide, PackedGapSide, string, string, number, number];
interface GapKindHead {
  name: string;
  group: "support" | "coordination" | "time" | "text";
  /** what its items and partners are: goal, measure, actor, code…; "" where there is no partner */
  item: string;
  partner: string;
  /** rests on what we derived ourselves */
  ours: boolean;
}
interface PackedGapKind extends GapKindHead { rows: PackedGap[] }
/** an item of the page, or words where there is none */
interface GapSide { item: Item | null; words: [string, string] | null }
interface Gap { kind: string; item: GapSide | null; partner: GapSide | null; reason: [string, string]; holds: [boolean, boolean, boolean]; place: number }
interface GapKind extends GapKindHead { gaps: Gap[] }

interface Total { count: number; percent: string; place: number; status: string; total: string }

interface Data {
  items: Item[];
  links: Link[];
  facts: Record<string, Fact[]>;
  figures: Record<string, Figure[]>;
  places: Place[][];
  /** numbers of measures by "goal sub-area" */
  coverage: Record<string, Three>;
  /** label cs, en, definition cs, en by "scheme/value" */
  terms: Record<string, [string, string, string, string]>;
  totals: Total[];
}

/** left, top, width, height in pixels */
type Box = [number, number, number, number];
type Room = "goal" | "strategic" | "head" | "tile" | "near" | "far";
/** the measures map: what stands where, what it is for its lines, how many of each kind are left out */
interface Boxes { width: number; height: number; boxes: Record<string, Box>; rooms: Record<Room, string[]>; left_out: Record<string, number> }

/** a column of an answer: `about` kind of item it names, `scheme` its code list, `list` several values joined by "; " */
interface QueryColumn { key: string; label: [string, string]; about: string; scheme: string; list: boolean; shown: "both" | "cs" | "en" | "none" }
/** what a question takes; `form` is how it is given, choices are value, code list, wording in Czech and English */
interface QueryParameter { key: string; form: string; label: [string, string]; value: string; choices: [string, string, string, string][] }
interface Question { name: string; title: [string, string]; question: [string, string]; text: string; columns: QueryColumn[]; parameters: QueryParameter[] }
interface QueryGroup { cs: string; en: string; questions: Question[] }
/** the query library: `names` place of the item that goes by a name, by kind of item; -1 where several do */
interface Library {
  groups: QueryGroup[];
  names: Record<string, Record<string, number>>;
  terms: Record<string, [string, string]>;
  prefixes: Record<string, string>;
  base: string;
}
