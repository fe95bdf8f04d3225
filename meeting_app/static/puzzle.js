// While programs fill a survey in: solves the puzzle that each answer then costs (views/defence.py).
// Without this file, or without crypto.subtle, one waits a minute and sends the form again.

const LOT = 64;

async function solve(challenge, bits) {
  const encoder = new TextEncoder();
  const good = async (nonce) => {
    const made = new DataView(await crypto.subtle.digest("SHA-256", encoder.encode(`${challenge}:${nonce}`)));
    return Math.clz32(made.getUint32(0)) >= bits ? nonce : null;
  };
  for (let first = 0; ; first += LOT) {
    const tried = await Promise.all(Array.from({ length: LOT }, (_, number) => good(first + number)));
    const found = tried.find((nonce) => nonce !== null);
    if (found !== undefined) return found;
  }
}

export function enhance() {
  const line = document.querySelector("[data-puzzle]");
  const form = line?.closest("form");
  if (!form || !globalThis.crypto?.subtle) return;
  const { puzzle, bits, working } = line.dataset;
  let waiting = null;
  let solved = false;
  solve(puzzle, Number(bits)).then((nonce) => {
    form.elements.nonce.value = nonce;
    solved = true;
    line.textContent = "";
    if (waiting) form.requestSubmit(waiting.submitter);
  });
  addEventListener("submit", (event) => {
    if (solved || event.target !== form || event.submitter?.name) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    line.textContent = working;
    waiting = { submitter: event.submitter };
  }, true);
}
