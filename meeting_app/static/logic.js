// Shows, hides, needs and offers while a form is filled in, as questionnaires/logic.py says it.
//
// form[data-logic][data-today]  Logic.as_json(); YYYY-MM-DD. data-values: {code: text} of answers that
//                               are not on this page, as definition.value_text writes them
// [data-question=CODE]          around a question, note or section; with `hidden` and
//                               input[name=unseen][value=CODE] in it while it is not shown
// q-CODE, q-CODE-OPTION         names of fields; q-CODE_other: the words beside "other", in [data-beside]
// .optional                     in a question: hidden while it must be answered
// .choice                       around one answer; hidden while it is not offered
// [data-left="Left: {left}"]    says how many points are left to allocate

// With the same ?v= as this file, see core.web.static.
const { evaluate, numberText, toText } = await import(`./expressions.js${new URL(import.meta.url).search}`);

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
    if (keep(code, text) && rule.other && has(text, OTHER)) keep(`${code}_other`, answers.get(`${code}_other`));
  }

  const codes = (holding) => new Set(rules.filter(holding).map(({ code }) => code));
  const isAnswered = ({ code, kind }) => relevant.has(code) && kind !== "note" && kind !== "section";
  return {
    relevant,
    offered,
    values,
    required: codes((rule) => isAnswered(rule)
      && (rule.required || (rule.required_if && holds(rule.required_if, values.get(rule.code))))),
    failed: codes(({ code, constraint }) => values.has(code) && constraint && !holds(constraint, values.get(code))),
  };
};

const numberOf = (text) => {
  const digits = text.trim().replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15).replaceAll("٬", "").replace(/[,٫]/, ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : NaN;
};

// How expressions see what the fields of a question say: definition.value_text.
const textOf = ({ code, kind }, sent) => {
  const name = `q-${code}`;
  const all = sent.get(name) ?? [];
  const parts = () => [...sent.keys()].filter((one) => one.startsWith(`${name}-`))
    .map((one) => [one.slice(name.length + 1), numberOf(sent.get(one)[0])])
    .filter(([, number]) => !Number.isNaN(number));
  switch (kind) {
    case "several_choices": return all.join(" ");
    case "ranking": return parts().sort(([, one], [, other]) => one - other).map(([option]) => option).join(" ");
    case "grid":
    case "points": return parts().map((pair) => pair.join(":")).join(" ");
    case "rating":
    case "whole_number":
    case "decimal": return all.map(numberOf).filter((number) => !Number.isNaN(number)).map(numberText).join("");
    default: return (all[0] ?? "").replace(/\r\n?/g, "\n");
  }
};

const follow = (form) => {
  const rules = JSON.parse(form.dataset.logic);
  const stored = Object.entries(JSON.parse(form.dataset.values ?? "{}"));
  const boxes = new Map([...form.querySelectorAll("[data-question]")].map((box) => [box.dataset.question, box]));

  const read = () => {
    const sent = new Map();
    for (const [name, value] of new FormData(form)) {
      const text = typeof value === "string" ? value : value.name;
      if (name.startsWith("q-")) sent.set(name, [...(sent.get(name) ?? []), text]);
    }
    const answers = new Map(stored);
    for (const rule of rules) {
      if (!boxes.has(rule.code)) continue;
      answers.set(rule.code, textOf(rule, sent));
      if (rule.other) answers.set(`${rule.code}_other`, sent.get(`q-${rule.code}_other`)?.[0] ?? "");
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
  const offer = (box, name, codes) => {
    for (const one of box.querySelectorAll("input, select, option")) {
      const field = one.closest("select") ?? one;
      let code = field.name === name && /radio|checkbox|^option/i.test(one.type ?? one.tagName) && one.value;
      if (field === one && one.name.startsWith(`${name}-`)) code = one.name.slice(name.length + 1);
      if (!code) continue;
      one.disabled = !codes.has(code);
      (field === one ? one.closest(".choice, li, tr") ?? one : one).hidden = one.disabled;
    }
    for (const select of box.querySelectorAll("select")) {
      const chosen = select.selectedOptions[0];
      const wanted = [...select.options].find((one) => one.value === select.dataset.wanted);
      if (chosen?.disabled) {
        select.dataset.wanted = chosen.value;
        select.value = "";
      } else if (chosen?.value === "" && wanted && !wanted.disabled) select.value = wanted.value;
    }
  };

  const refine = (box, rule, state, sent) => {
    const name = `q-${rule.code}`;
    const isRequired = state.required.has(rule.code);
    const optional = box.querySelector(".optional");
    if (optional) optional.hidden = isRequired;
    for (const one of box.querySelectorAll("select, textarea, input:not([type=radio], [type=checkbox], [type=hidden])")) {
      if (one.name === name) one.required = isRequired;
    }
    const beside = box.querySelector("[data-beside]");
    if (beside) beside.hidden = !(sent.get(name) ?? []).includes(OTHER);
    const left = box.querySelector("[data-left]");
    if (left) {
      const given = [...sent].filter(([one]) => one.startsWith(`${name}-`)).map(([, [text]]) => numberOf(text) || 0);
      const number = rule.total - given.reduce((sum, one) => sum + one, 0);
      const text = left.dataset.left.replace("{left}", numberText(number));
      if (left.textContent !== text) left.textContent = text;
      left.classList.toggle("over", number < 0);
    }
  };

  const apply = ({ answers, sent }) => {
    const state = assess(rules, answers, form.dataset.today);
    for (const rule of rules) {
      const box = boxes.get(rule.code);
      if (!box) continue;
      show(box, rule.code, state.relevant.has(rule.code));
      if (state.offered.has(rule.code)) offer(box, `q-${rule.code}`, state.offered.get(rule.code));
      if (rule.kind !== "section" && rule.kind !== "note") refine(box, rule, state, sent);
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
