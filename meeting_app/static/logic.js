// Shows, hides, needs and offers while a form is filled in, as questionnaires/logic.py says it.
//
// form[data-logic][data-today]  Logic.as_json(); YYYY-MM-DD
// [data-question=CODE]          around a question, note or section; with `hidden` and
//                               input[name=unseen][value=CODE] in it while it is not shown
// q-CODE, q-CODE-OPTION         names of fields, hidden ones for the answers of other steps;
//                               q-CODE_other: the words beside "other", in a .field
// html[data-optional, data-left]   "(optional)"; "Points left: {left}"

// What an expression says of given answers is in every case what expressions/evaluating.py says
// (tests/browser/test_logic.py compares the two). The trees are those of expressions.parse.
// One file: each more would be a request more on a weak network.

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

const MOST_WORK = 500000; // as in machines.py

const matches = (machine, text) => {
  if (machine.length * [...text].length > MOST_WORK) return false;
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

const OTHER = "other";
const LONGEST = 10_000;
const MOST_ROUNDS = 20;
// What str.strip and str.split of Python take for white space.
const ANSWER = /[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

const has = (text, code) => text.split(" ").includes(code);

const calculated = (tree, scope) => {
  const text = tree ? toText(evaluate(tree, scope)) : "";
  if (text === "NaN") return "";
  return text.length > LONGEST ? [...text].slice(0, LONGEST).join("") : text;
};

// rules: Logic.as_json(). answers: Map of texts by code, those of hidden questions too.
export const assess = (rules, answers, today) => {
  const named = new Set(rules.map(({ code }) => code));
  const relevant = new Set();
  const offered = new Map();
  const values = new Map();
  const scope = (here = "", columns = {}) => ({ values, today, here, columns });
  const holds = (tree, ...more) => Boolean(evaluate(tree, scope(...more)));
  const keep = (code, text = "") => ANSWER.test(text) && values.set(code, text);

  for (const rule of rules) {
    const { code, kind } = rule;
    if (rule.parent && !relevant.has(rule.parent)) continue;
    if (rule.relevant && !holds(rule.relevant)) continue;
    relevant.add(code);
    if (kind === "note" || kind === "section") continue;
    if (rule.choice_filter) {
      const isLeft = (one) => (rule.other && one === OTHER) || holds(rule.choice_filter, "", rule.columns[one]);
      offered.set(code, new Set(Object.keys(rule.columns).filter(isLeft)));
    }
    const text = kind === "calculation" ? calculated(rule.calculation, scope()) : answers.get(code);
    const beside = `${code}_other`; // unless a question of that name has them
    if (keep(code, text) && rule.other && has(text, OTHER) && !named.has(beside)) keep(beside, answers.get(beside));
  }

  const codes = (holding) => new Set(rules.filter(holding).map(({ code }) => code));
  const isAsked = ({ code, kind }) => relevant.has(code) && kind !== "note" && kind !== "section" && offered.get(code)?.size !== 0;
  return {
    relevant,
    offered,
    values,
    required: codes((rule) => isAsked(rule)
      && (rule.required || (rule.required_if && holds(rule.required_if, values.get(rule.code))))),
    failed: codes(({ code, constraint }) => values.has(code) && constraint && !holds(constraint, values.get(code))),
  };
};

const latin = (text) => text.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15)
  .replaceAll("٬", "").replaceAll("٫", ".").replace(/\s+/g, "");

const wholeOf = (typed) => (/^[+-]?\d+$/.test(latin(typed)) ? Number(latin(typed)) : NaN);

// As forms/fields.py reads what people type: of two signs the last parts the decimals.
export const decimalOf = (typed) => {
  let text = latin(typed);
  const [point, comma] = [text.lastIndexOf("."), text.lastIndexOf(",")];
  if (point >= 0 && comma >= 0) text = text.replaceAll(comma > point ? "." : ",", "");
  else if (text.indexOf(",") < comma) text = text.replaceAll(",", "");
  text = text.replaceAll(",", ".");
  return text.length <= 40 && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
};

const numberedText = (number) => (Number.isNaN(number) ? "" : numberText(number));

// [option, number] of each field q-CODE-OPTION that says one.
const numbered = ({ code, rows }, sent) => rows
  .map((row) => [row, wholeOf(sent.get(`q-${code}-${row}`)?.[0] ?? "")])
  .filter(([, number]) => !Number.isNaN(number));

// How expressions see what the fields of a question say: definition.value_text.
const textOf = (rule, sent) => {
  const { code, kind } = rule;
  const all = sent.get(`q-${code}`) ?? [];
  const text = (all[0] ?? "").replace(/\r\n?/g, "\n");
  switch (kind) {
    case "several_choices": return all.join(" ");
    case "ranking": return numbered(rule, sent).sort(([, one], [, other]) => one - other).map(([option]) => option).join(" ");
    case "grid":
    case "points": return numbered(rule, sent).map((pair) => pair.join(":")).join(" ");
    case "rating":
    case "whole_number": return numberedText(wholeOf(text));
    case "decimal": return numberedText(decimalOf(text));
    case "file": return text || sent.has(`q-${code}-kept`) && !sent.has(`q-${code}-drop`) ? "new" : "";
    case "short_text":
    case "long_text": return text;
  }
  return text.trim();
};

const said = document.documentElement.dataset;

const follow = (form) => {
  const rules = JSON.parse(form.dataset.logic);
  const boxes = new Map([...form.querySelectorAll("[data-question]")].map((box) => [box.dataset.question, box]));

  const read = () => {
    const sent = new Map();
    for (const [name, value] of new FormData(form)) {
      const text = typeof value === "string" ? value : value.name;
      if (name.startsWith("q-")) sent.set(name, [...(sent.get(name) ?? []), text]);
    }
    const answers = new Map();
    for (const rule of rules) {
      answers.set(rule.code, textOf(rule, sent));
    }
    for (const { code, other } of rules) {
      const beside = `${code}_other`;
      if (other && !answers.has(beside)) answers.set(beside, sent.get(`q-${beside}`)?.[0] ?? "");
    }
    return { answers, sent };
  };

  const show = (box, code, isShown) => {
    if (box.hidden !== isShown) return;
    box.hidden = !isShown;
    const mark = [...box.children].find((one) => one.name === "unseen");
    if (isShown) return mark?.remove();
    const unseen = Object.assign(document.createElement("input"), { type: "hidden", name: "unseen", value: code });
    if (!mark) box.append(unseen);
  };

  // What was chosen and is not offered any more comes back when it is offered again.
  const offer = (box, { code, rows = [] }, codes) => {
    for (const one of box.querySelectorAll("input, select, option")) {
      const { name } = one.closest("select") ?? one;
      const isOption = one.tagName === "OPTION";
      const isChoice = name === `q-${code}` && (isOption || one.type === "radio" || one.type === "checkbox");
      const row = !isOption && rows.find((found) => name === `q-${code}-${found}`);
      const option = isChoice ? one.value : row;
      if (!option) continue;
      one.disabled = !codes.has(option);
      (isOption ? one : one.closest(row ? "li, .grid-row" : ".choice") ?? one).hidden = one.disabled;
    }
    const select = box.querySelector("select");
    if (select?.name !== `q-${code}`) return;
    const chosen = select.selectedOptions[0];
    const wanted = [...select.options].find((one) => one.value && one.value === select.dataset.wanted);
    if (chosen?.disabled) {
      select.dataset.wanted = chosen.value;
      select.value = "";
    } else if (!chosen?.value && wanted && !wanted.disabled) select.value = wanted.value;
  };

  const need = (box, code, isRequired) => {
    const name = box.querySelector("legend, label");
    let mark = name?.querySelector(".optional");
    if (name && !mark && !isRequired) {
      mark = Object.assign(document.createElement("span"), { className: "optional", textContent: said.optional });
      name.append(" ", mark);
    }
    if (mark) mark.hidden = isRequired;
    for (const one of box.querySelectorAll("select, textarea, input:not([type=radio], [type=checkbox], [type=hidden])")) {
      if (one.name === `q-${code}`) one.required = isRequired;
    }
  };

  const count = (box, rule, sent) => {
    let line = box.querySelector("[data-left]");
    if (!line) {
      line = Object.assign(document.createElement("p"), { className: "counter", ariaLive: "polite" });
      line.dataset.left = "";
      (box.querySelector("fieldset") ?? box).append(line);
    }
    const left = numbered(rule, sent).reduce((number, [, given]) => number - given, rule.total);
    const text = said.left.replace("{left}", `\u2066${left}\u2069`); // the minus stays before its digits
    if (line.textContent !== text) line.textContent = text;
    line.classList.toggle("over", left < 0);
  };

  // A label quotes an answer as it is written or as its options are named.
  const quoted = form.querySelectorAll("[data-quoted]");
  const nameOf = (one) => (one.labels?.[0] ?? one).textContent.trim();
  const wordsOf = (code, text) => {
    const fields = [...form.querySelectorAll(`[name="q-${CSS.escape(code)}"]`)];
    const chosen = fields.flatMap((one) => (one.selectedOptions ? [...one.selectedOptions].filter((option) => option.value) : one.checked ? [one] : []));
    return chosen.length ? chosen.map(nameOf).join(said.comma) : text;
  };

  const apply = ({ answers, sent }) => {
    const state = assess(rules, answers, form.dataset.today);
    for (const one of quoted) {
      // Of other steps the server has the words.
      if (!boxes.has(one.dataset.quoted)) continue;
      one.textContent = wordsOf(one.dataset.quoted, state.values.get(one.dataset.quoted) ?? "") || "…";
    }
    for (const rule of rules) {
      const { code, kind } = rule;
      const box = boxes.get(code);
      if (!box) continue;
      const offered = state.offered.get(code);
      show(box, code, state.relevant.has(code) && offered?.size !== 0);
      if (kind === "section" || kind === "note") continue;
      need(box, code, state.required.has(code));
      if (offered) offer(box, rule, offered);
      if (kind === "points") count(box, rule, sent);
      const beside = rule.other && box.querySelector(`[name="q-${CSS.escape(code)}_other"]`)?.closest(".field");
      if (beside) beside.hidden = !has(answers.get(code), OTHER);
    }
  };

  // What is not offered any more is not sent: what hangs on it changes as well.
  const update = () => {
    let found = read();
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      apply(found);
      const next = read();
      if (String([...next.answers]) === String([...found.answers])) return;
      found = next;
    }
  };

  form.addEventListener("input", update);
  form.addEventListener("change", update);
  addEventListener("pageshow", update); // fields filled in again by the browser
  update();
};

document.querySelectorAll("form[data-logic]").forEach(follow);
