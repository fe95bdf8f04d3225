// Keeps what is typed on the server, at most ten seconds after the last key. Without this file the
// buttons of the page do it.

const WAIT = 8000;

function keep(line) {
  const form = line.closest("form");
  const said = line.dataset;
  let timer = 0;
  let busy = false;
  let stopped = false;

  const body = () => {
    const data = new FormData(form);
    for (const name of ["form_key", "go"]) data.delete(name); // the key is for sending
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  };

  function follow({ saved, revision, address, note }) {
    const number = form.elements.revision ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "revision" }));
    number.value = revision;
    if (!said.autosave.startsWith(address)) {
      said.autosave = `${address}/save`;
      form.action = address;
      const at = form.elements.at ? `?at=${encodeURIComponent(form.elements.at.value)}` : "";
      history.replaceState(null, "", address + at); // a reload leads to what was saved
    }
    const parts = [said.saved.replace("{time}", saved), note];
    if (said.link) parts.push(Object.assign(document.createElement("a"), { href: address, textContent: said.link }));
    line.replaceChildren(...parts.filter(Boolean).flatMap((part, place) => (place ? [" · ", part] : [part])));
  }

  async function save() {
    if (stopped) return;
    if (busy) {
      timer = setTimeout(save, 1000);
      return;
    }
    busy = true;
    try {
      const answer = await fetch(said.autosave, { method: "POST", body: body(), headers: { Accept: "application/json" } });
      const found = await answer.json();
      if (answer.ok) follow(found);
      else if (found.problem !== "later") {
        stopped = true; // the page itself shows both texts when it is sent
        line.textContent = said[found.problem] ?? said.elsewhere;
      }
    } catch {
      line.textContent = said.failed;
      timer = setTimeout(save, WAIT);
    } finally {
      busy = false;
    }
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  }

  form.addEventListener("input", wait);
  // On a slow network people type before this file is there.
  if ([...form.elements].some((one) => "defaultValue" in one && one.value !== one.defaultValue)) wait();
  form.addEventListener("submit", () => clearTimeout(timer));
}

export function enhance() {
  for (const line of document.querySelectorAll("[data-autosave]")) keep(line);
}
