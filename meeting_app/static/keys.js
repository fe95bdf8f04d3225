// j and k walk the rows of a list, Enter opens the row's first link, ? shows the keys.

export function listen(list) {
  const rows = () => [...list.querySelectorAll("tbody > tr, :scope > li")].filter((row) => !row.hidden);
  let here = null;

  const go = (step) => {
    const all = rows();
    const next = all[Math.min(Math.max(all.indexOf(here) + step, 0), all.length - 1)];
    if (!next) return;
    here?.classList.remove("here");
    here = next;
    here.classList.add("here");
    here.scrollIntoView({ block: "nearest" });
    here.querySelector("a, button, input")?.focus({ preventScroll: true });
  };

  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable], dialog");
    const ticking = event.target.matches?.("[type=checkbox]");
    if (event.ctrlKey || event.altKey || event.metaKey || (typing && !ticking)) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "?") document.getElementById("keys")?.showModal();
    else if (event.key === "Enter" && here && !event.target.closest("a, button")) here.querySelector("a")?.click();
    else return;
    event.preventDefault();
  });
}
