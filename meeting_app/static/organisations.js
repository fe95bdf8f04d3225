// Choosing an organisation while typing. Without this file the button beside the field does it.

const WAIT = 200;

function build(field) {
  const input = field.querySelector("input[type=text], input:not([type])");
  const { search, none, add, count } = field.dataset;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  const choice = hidden(`${input.name}-choice`);
  const typed = hidden(`${input.name}-for`);
  let options = [];
  let active = -1;
  let timer = 0;
  let asked = 0;

  list.id = `${input.id}-list`;
  list.className = "options";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.querySelector("label").firstChild.textContent.trim());
  list.hidden = true;
  status.className = "unseen";
  status.setAttribute("role", "status");
  field.querySelector("button").hidden = true;
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off",
  })) input.setAttribute(name, value);
  input.after(list, status);

  function hidden(name) {
    const made = document.createElement("input");
    made.type = "hidden";
    made.name = name;
    made.disabled = true; // what the page itself asks back counts until something is chosen here
    field.append(made);
    return made;
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(number) {
    const items = [...list.children];
    active = items.length ? (number + items.length) % items.length : -1;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", items[active].id);
    items[active].scrollIntoView({ block: "nearest" });
  }

  function choose(option) {
    input.value = option.name;
    for (const [made, value] of [[choice, option.id], [typed, option.name]]) {
      made.disabled = false;
      made.value = value;
    }
    field.querySelector(".found")?.remove();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timer);
    asked += 1; // an answer on its way shows nothing any more
    close();
  }

  function show(found, text) {
    options = found.map(({ id, name, hint }) => ({ id: String(id), name, hint }));
    const isThere = options.some((option) => option.name.localeCompare(text, undefined, { sensitivity: "base" }) === 0);
    const said = options.length ? count.replace("{count}", options.length) : none;
    if (!isThere && add) options.push({ id: "new", name: text, isNew: true });
    list.replaceChildren(...options.map((option, at) => {
      const item = document.createElement("li");
      const name = document.createElement("bdi");
      item.id = `${list.id}-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      name.textContent = option.name;
      if (option.isNew) {
        const [before, after] = add.split("{name}");
        item.append(before, name, after ?? "");
      } else {
        item.append(name);
      }
      if (option.hint) {
        const hint = document.createElement("span");
        hint.className = "hint";
        hint.textContent = option.hint;
        item.append(hint);
      }
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => choose(option));
      return item;
    }));
    list.hidden = !options.length;
    active = -1;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = said;
  }

  async function look() {
    const text = input.value.trim();
    const number = (asked += 1);
    if (text.length < 2) return close();
    try {
      const answer = await fetch(`${search}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || number !== asked) return;
      const { found } = await answer.json();
      if (number === asked && document.activeElement === input) show(found, text);
    } catch {
      close(); // no connection: the form still takes what is typed
    }
  }

  input.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    choice.disabled = typed.disabled = true;
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) look();
    else if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp" && !list.hidden) mark(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter" && active >= 0) choose(options[active]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    asked += 1;
    close();
  });
}

export function enhance() {
  for (const field of document.querySelectorAll("[data-search]")) build(field);
}
