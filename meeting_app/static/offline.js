// A survey on a weak network: what cannot be sent is kept on this device and sent on return, with a
// receipt. Without this file the browser sends the form itself.

const AGAIN = 10000;
const shown = new Set(); // the worker and this page may tell of the same receipt

let all, put, remove, post, takenAs, flush;

function made(tag, text, more = {}) {
  return Object.assign(document.createElement(tag), { textContent: text, ...more });
}

function button(text, onclick) {
  return made("button", text, { type: "button", className: "button plain", onclick });
}

function box(kind, ...rows) {
  const found = made("div", "", { className: `notice ${kind}` });
  found.append(...rows);
  return found;
}

async function show(line) {
  const said = line.dataset;
  const [came, stays] = line.children;
  for (const { receipt } of await all("receipts")) {
    if (shown.has(receipt)) continue;
    shown.add(receipt);
    const row = made("p", "");
    const [before, after] = said.received.split("{receipt}");
    row.append(before, made("bdi", receipt, { dir: "ltr" }), after);
    came.append(box("done", row));
    await remove("receipts", receipt);
  }
  const rows = [];
  const waiting = await all("waiting");
  const good = waiting.filter((one) => !one.refused).length;
  if (good) rows.push(box("warn", made("p", said.waiting.replace("{count}", good)), button(said.now, () => go(line))));
  for (const one of waiting.filter((each) => each.refused)) {
    const buttons = made("div", "", { className: "buttons" });
    buttons.append(
      button(said.why, () => resend(one)),
      button(said.drop, () => remove("waiting", one.id).then(() => show(line))),
    );
    rows.push(box("refused", made("p", said.refused), buttons));
  }
  stays.replaceChildren(...rows);
}

// The browser sends it as a form, and the server says on its page what is wrong.
function resend({ id, path, body }) {
  const form = made("form", "", { method: "post", action: path, hidden: true });
  for (const [name, value] of new URLSearchParams(body)) form.append(made("input", "", { type: "hidden", name, value }));
  form.elements.sending.value = id; // it is known by this once it was put right and sent
  form.elements.csrf_token.value = document.querySelector("main form [name=csrf_token]").value;
  document.body.append(form);
  form.submit();
}

async function go(line) {
  try {
    await flush();
  } catch {
    if (navigator.onLine) setTimeout(() => go(line), AGAIN); // a weak connection
  }
  await show(line);
}

async function keep(line, form, one) {
  await put("waiting", one);
  form.remove();
  await show(line);
  line.append(made("a", line.dataset.another, { href: location.href }));
  line.tabIndex = -1;
  line.focus();
  const { sync } = await navigator.serviceWorker.ready;
  sync?.register("surveys").catch(() => {}); // else it goes on the next `online` or visit
}

function take(line, form) {
  let busy = false;
  const needs = made("p", line.dataset.needs, { className: "hint", role: "status" });
  form.addEventListener("submit", async (event) => {
    const { submitter } = event;
    const asks = submitter?.name || line.dataset.whole; // the server, for another page
    if (event.defaultPrevented || (asks && navigator.onLine)) return;
    event.preventDefault();
    if (asks) return (submitter ?? form).after(needs);
    if (busy) return;
    busy = true;
    const path = form.action || location.href;
    const body = new URLSearchParams(new FormData(form)).toString();
    try {
      const taken = await takenAs(await post(path, new URLSearchParams(body)));
      if (taken) location.assign(taken.url);
      else HTMLFormElement.prototype.submit.call(form); // the server's page says what is wrong
    } catch {
      await keep(line, form, { id: crypto.randomUUID(), path, body });
    } finally {
      busy = false;
    }
  });
}

// whole: the address of what is in steps as one page, kept in their stead.
async function prepare(worker, whole) {
  const { pathname: scope } = location;
  await navigator.serviceWorker.register(worker, { scope });
  await navigator.serviceWorker.ready;
  const assets = performance.getEntriesByType("resource").map((one) => one.name.split("#")[0]);
  const wanted = assets.filter((url) => /\.(?:css|js|svg)\?v=/.test(url) && url.startsWith(location.origin));
  const kept = await caches.open("survey");
  const here = location.href.split("#")[0];
  await kept.addAll([...new Set([whole ?? here, ...wanted])]);
  if (whole) await kept.put(here, await kept.match(whole));
}

export async function enhance() {
  const line = document.querySelector("[data-offline]");
  if (!line || !navigator.serviceWorker || !navigator.locks || !globalThis.indexedDB) return;
  await import(line.dataset.outbox);
  ({ all, put, remove, post, takenAs, flush } = globalThis.surveyOutbox);
  const form = document.querySelector("main form[data-guard]");
  if (form) take(line, form);
  navigator.serviceWorker.addEventListener("message", () => show(line));
  addEventListener("online", () => go(line));
  await go(line);
  if (navigator.onLine) await prepare(line.dataset.offline, line.dataset.whole).catch(() => {});
  line.dataset.ready = "true";
}
