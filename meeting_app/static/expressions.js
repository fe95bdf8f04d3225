// What an expression says of given answers, in every case as questionnaires/expressions/evaluating.py
// says it (tests/browser/test_logic.py compares the two). The trees are those of expressions.parse.

const NUMBER = /^[ \t\r\n]*(-?)(\d+(?:\.\d*)?|\.\d+)[ \t\r\n]*$/;
const DAY = /^[ \t\r\n]*(\d{4})-(\d\d)-(\d\d)[ \t\r\n]*$/;

const daysOf = (year, month, day) => {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  const isDay = year > 0 && at.getUTCMonth() === month - 1 && at.getUTCDate() === Number(day);
  return isDay ? at.getTime() / 86_400_000 : NaN;
};

const toNumber = (value) => {
  if (typeof value !== "string") return Number(value);
  const day = DAY.exec(value);
  if (day) return daysOf(...day.slice(1));
  const [, sign, digits] = NUMBER.exec(value) ?? [];
  return digits?.length <= 400 ? Number(sign + digits) : NaN;
};

// As XPath writes numbers: without an exponent, without "-0".
export const numberText = (number) => {
  const [, sign, whole, rest = "", power] = /^(-?)(\d)(?:\.(\d+))?e(.+)$/.exec(number) ?? [];
  if (!power) return String(number || (number === 0 ? 0 : NaN));
  return sign + (power < 0
    ? `0.${"0".repeat(-power - 1)}${whole}${rest}`
    : whole + rest + "0".repeat(power - rest.length));
};

export const toText = (value) => (typeof value === "number" ? numberText(value) : String(value));

const codesOf = (value) => toText(value).split(" ").filter(Boolean);

const equal = (left, right) => {
  const kinds = [typeof left, typeof right];
  if (kinds.includes("boolean")) return Boolean(left) === Boolean(right);
  return kinds.includes("number") ? toNumber(left) === toNumber(right) : left === right;
};

const extreme = (isNearer) => (...values) =>
  values.map(toNumber).reduce((found, one) => (Number.isNaN(one) || isNearer(one, found) ? one : found));

const matches = (machine, text) => {
  const known = new Map();
  // The states that read or have matched, which are reached without reading anything.
  const reach = (numbers) => {
    const seen = new Set(numbers);
    for (const number of seen) {
      const [kind, ...ways] = machine[number];
      if (kind === "s") ways.forEach((way) => seen.add(way));
    }
    const states = [...seen].map((number) => machine[number]).filter(([kind]) => kind !== "s");
    const key = [...seen].sort().join();
    return known.get(key) ?? known.set(key, { states, steps: new Map() }).get(key);
  };
  let now = reach([0]);
  for (const letter of text) {
    if (!now.steps.has(letter)) {
      const code = letter.codePointAt(0);
      const reads = ([kind, ranges]) => kind === "c" && ranges.some(([low, high]) => low <= code && code <= high);
      now.steps.set(letter, reach(now.states.filter(reads).map((state) => state[2])));
    }
    now = now.steps.get(letter);
    if (!now.states.length) return false;
  }
  return now.states.some(([kind]) => kind === "m");
};

const OPERATIONS = {
  "=": equal,
  "!=": (left, right) => !equal(left, right),
  "<": (left, right) => toNumber(left) < toNumber(right),
  "<=": (left, right) => toNumber(left) <= toNumber(right),
  ">": (left, right) => toNumber(left) > toNumber(right),
  ">=": (left, right) => toNumber(left) >= toNumber(right),
  "+": (left, right) => toNumber(left) + toNumber(right),
  "-": (left, right) => toNumber(left) - toNumber(right),
  "*": (left, right) => toNumber(left) * toNumber(right),
  div: (left, right) => toNumber(left) / toNumber(right),
  mod: (left, right) => toNumber(left) % toNumber(right),
  neg: (value) => -toNumber(value),
};

const FUNCTIONS = {
  selected: (value, code) => {
    const codes = codesOf(code);
    return codes.length === 1 && codesOf(value).includes(codes[0]);
  },
  "count-selected": (value) => codesOf(value).length,
  "selected-at": (value, place) => codesOf(value)[toNumber(place)] ?? "",
  "string-length": (value) => [...toText(value)].length,
  coalesce: (value, other) => toText(value) || toText(other),
  concat: (...values) => values.map(toText).join(""),
  contains: (value, part) => toText(value).includes(toText(part)),
  "starts-with": (value, part) => toText(value).startsWith(toText(part)),
  "ends-with": (value, part) => toText(value).endsWith(toText(part)),
  not: (value) => !value,
  true: () => true,
  false: () => false,
  boolean: Boolean,
  number: toNumber,
  string: toText,
  date: toText,
  int: (value) => Math.trunc(toNumber(value)),
  round: (value) => Math.round(toNumber(value)),
  abs: (value) => Math.abs(toNumber(value)),
  min: extreme((one, found) => one < found),
  max: extreme((one, found) => one > found),
};

// scope: {values: Map of texts by code, today, here, columns: object of texts}
export const evaluate = (tree, scope) => {
  const [head, first, ...more] = tree;
  const at = (part) => evaluate(part, scope);
  switch (head) {
    case "num":
    case "str": return first;
    case "q": return scope.values.get(first) ?? "";
    case ".": return scope.here;
    case "column": return Object.hasOwn(scope.columns, first) ? scope.columns[first] : "";
    case "and": return Boolean(at(first) && at(more[0]));
    case "or": return Boolean(at(first) || at(more[0]));
    case "regex": return matches(more[0], toText(at(first)));
    case "call":
      if (first === "today") return scope.today;
      if (first === "if") return at(at(more[0]) ? more[1] : more[2]);
      return FUNCTIONS[first](...more.map(at));
  }
  return OPERATIONS[head](...[first, ...more].map(at));
};
