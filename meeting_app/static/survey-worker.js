// Makes a survey that was opened once open again without a network, and sends what waits on return.
// Its scope is one survey's page in one language.

const KEPT = "survey";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function fromNetwork(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) {
      const kept = await caches.open(KEPT);
      await kept.put(request.url, answer.clone());
    }
    return answer;
  } catch (error) {
    const kept = await caches.match(request.url);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const isPage = request.mode === "navigate" && new URL(request.url).pathname === new URL(self.registration.scope).pathname;
  if (isPage) event.respondWith(fromNetwork(request));
  else if (["style", "script", "image"].includes(request.destination)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});

self.addEventListener("sync", (event) => event.waitUntil((async () => {
  await self.surveyOutbox.flush();
  for (const one of await self.clients.matchAll()) one.postMessage("sent");
})()));
