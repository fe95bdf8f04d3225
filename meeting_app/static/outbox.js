// Answers to surveys that could not be sent yet, kept on this device. For pages and for the service
// worker alike, hence no module: `surveyOutbox`. An answer goes as soon as its receipt is here.

(() => {
  const QUICK = 3000; // no form is taken sooner after it was opened
  const WAITED = { "X-Waited": "1" }; // nobody is there to be asked back

  const opened = () => new Promise((done, failed) => {
    const asked = indexedDB.open("surveys", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("waiting", { keyPath: "id" });
      asked.result.createObjectStore("receipts", { keyPath: "receipt" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });

  async function run(store, mode, work) {
    const found = await opened();
    try {
      return await new Promise((done, failed) => {
        const asked = work(found.transaction(store, mode).objectStore(store));
        asked.transaction.oncomplete = () => done(asked.result);
        asked.transaction.onabort = () => failed(asked.transaction.error);
      });
    } finally {
      found.close();
    }
  }

  const all = (store) => run(store, "readonly", (one) => one.getAll());
  const put = (store, value) => run(store, "readwrite", (one) => one.put(value));
  const remove = (store, key) => run(store, "readwrite", (one) => one.delete(key));

  // {receipt, url}, or null where it was not taken. What was taken before leads where it led then.
  async function takenAs(answer) {
    if (answer.redirected) {
      const receipt = new URL(answer.url).searchParams.get("receipt");
      return receipt ? { receipt, url: answer.url } : null;
    }
    const isJson = answer.headers.get("content-type")?.startsWith("application/json");
    return answer.ok && isJson ? answer.json() : null;
  }

  const valueOf = (page, name) => page.match(new RegExp(`name="${name}"[^>]*value="([^"]+)"`))?.[1];

  function post(path, body, more) {
    return fetch(path, { method: "POST", body, headers: { Accept: "application/json", ...more }, signal: AbortSignal.timeout(30000) });
  }

  async function send(one) {
    const page = await (await fetch(one.path, { cache: "no-store" })).text();
    const body = new URLSearchParams(one.body);
    const key = valueOf(page, "form_key");
    body.set("csrf_token", valueOf(page, "csrf_token") ?? "");
    const renewed = async () => {
      await new Promise((done) => setTimeout(done, QUICK));
      body.set("form_key", key);
      body.set("sending", one.id); // by this it is known, whichever key it comes with
      return post(one.path, body, WAITED);
    };
    let answer = await (one.renewed ? renewed() : post(one.path, body, WAITED));
    if (answer.status === 422 && key && !one.renewed) {
      // The key of a page that was kept may be spent by another answer from it.
      one = { ...one, renewed: true };
      await put("waiting", one);
      answer = await renewed();
    }
    const taken = await takenAs(answer);
    if (taken) {
      await put("receipts", { receipt: taken.receipt });
      await remove("waiting", one.id);
    } else if (answer.status < 500 && answer.status !== 429) {
      await put("waiting", { ...one, refused: true });
    }
  }

  // One after the other, and by one window alone. A failure leaves the rest for the next time. What was
  // refused is asked for again: it may have been put right and sent from its page since.
  function flush() {
    return navigator.locks.request("surveys", async () => {
      for (const one of await all("waiting")) await send(one);
    });
  }

  self.surveyOutbox = { all, put, remove, post, takenAs, flush };
})();
