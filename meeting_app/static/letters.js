// The preview follows what is typed; a click on a placeholder puts it where the cursor was.

export function follow(work) {
  const form = work.querySelector("form");
  const shown = work.querySelector("#previews");
  let timer = 0;
  let number = 0;

  const look = async () => {
    const mine = ++number;
    const open = new Map([...shown.querySelectorAll("details[id]")].map((one) => [one.id, one.open]));
    const answer = await fetch(work.dataset.preview, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!answer?.ok || mine !== number) return; // signed out, or typed on meanwhile: the old one stays
    shown.innerHTML = await answer.text();
    for (const one of shown.querySelectorAll("details[id]")) one.open = open.get(one.id) ?? one.open;
  };
  form.addEventListener("input", (event) => {
    if (event.target.name === "find") return;
    clearTimeout(timer);
    timer = setTimeout(look, 500);
  });

  let field = null;
  form.addEventListener("focusin", (event) => {
    if (/^(subject|body)_/.test(event.target.name ?? "")) field = event.target;
  });
  for (const code of work.querySelectorAll("code[data-insert]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "insert";
    code.replaceWith(button);
    button.append(code);
    button.addEventListener("click", () => {
      field ??= form.querySelector("textarea");
      field.focus();
      field.setRangeText(code.dataset.insert, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}
