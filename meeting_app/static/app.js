// Niceties only: every page works without this file.

if (!/(?:^|; )zone=/.test(document.cookie)) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (timeZone) document.cookie = `zone=${timeZone}; path=/; max-age=31536000; SameSite=Lax`;
}

document.querySelector("[data-focus]")?.focus();

document.querySelector(".menu [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });

const sentences = document.documentElement.dataset;

// As the server counts: letters, not units of UTF-16; words between what Python takes for white space.
const blanks = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
for (const area of document.querySelectorAll("textarea:is([data-words], [data-characters], [maxlength])")) {
  const inWords = Number(area.dataset.words);
  const limit = inWords || Number(area.dataset.characters) || area.maxLength;
  area.removeAttribute("maxlength"); // which counts otherwise, and cuts off what is pasted
  const shown = document.createElement("p");
  shown.className = "counter";
  const count = () => {
    const used = inWords ? area.value.split(blanks).filter(Boolean).length : [...area.value].length;
    const line = sentences[inWords ? "words" : "characters"];
    shown.textContent = line.replace("{used}", used).replace("{limit}", limit);
    shown.classList.toggle("over", used > limit);
  };
  area.after(shown);
  area.addEventListener("input", count);
  count();
}

// Text that was typed and not sent: ask before it is lost.
const changed = new Set();
for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => changed.add(form));
  form.addEventListener("submit", (event) => {
    if (isCutOff(form, event.submitter)) event.preventDefault();
    else changed.clear();
  });
}

// Without a connection the browser's own page would come, and "Back" would find the form empty.
function isCutOff(form, button) {
  if (navigator.onLine || document.querySelector("[data-offline]")) return false; // which keeps answers itself
  const line = form.querySelector(".cut-off") ?? document.createElement("p");
  line.className = "notice refused cut-off";
  line.tabIndex = -1;
  line.textContent = sentences.cutOff;
  (button?.closest(".buttons") ?? form.lastElementChild).before(line);
  line.focus();
  addEventListener("online", () => line.remove(), { once: true });
  return true;
}

// "Back" shows a sent form with what was typed but as a new page: with the key and the marks of the
// old one, sending it again makes no second row.
const marks = ["form_key", "page", "revision"];
const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
for (const [number, form] of document.querySelectorAll("form[data-guard]").entries()) {
  const place = `sent ${location.pathname} ${number}`;
  const found = marks.map((name) => form.elements[name]).filter(Boolean);
  const sent = isBack ? JSON.parse(sessionStorage.getItem(place)) : null;
  for (const one of found) one.value = sent?.[one.name] ?? one.value;
  form.addEventListener("submit", () => {
    sessionStorage.setItem(place, JSON.stringify(Object.fromEntries(found.map((one) => [one.name, one.value]))));
  });
}
addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied ?? button.textContent;
  });
}

const modules = (selector) => new Set([...document.querySelectorAll(selector)].map((one) => one.dataset.module));
const enhance = (module) => import(module).then((found) => found.enhance());
modules("[data-module]:not([data-later])").forEach(enhance);
// What only prepares for a bad connection does not share the first page's; without one it is for now.
addEventListener("load", () => setTimeout(() => modules("[data-module][data-later]").forEach(enhance), navigator.onLine ? 500 : 0));

const list = document.querySelector("[data-keys]");
if (list) import(list.dataset.keys).then(({ listen }) => listen(list));

const letter = document.querySelector("[data-letter]");
if (letter) import(letter.dataset.letter).then(({ follow }) => follow(letter));

if (document.querySelector("form[data-logic]")) import(`./logic.js${new URL(import.meta.url).search}`);
