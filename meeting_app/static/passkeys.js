// Asks the device for a passkey and puts its answer into the form. Without this file, and where a
// browser knows no passkeys, the page shows the other ways alone.

const octets = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
const ids = (text) => text.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: octets(id) }));

// The server makes the same challenge of the form's one-time key.
const challenge = (form) =>
  crypto.subtle.digest("SHA-256", new TextEncoder().encode(form.elements.form_key.value));

const options = async (place, form) => {
  const { host, known, handle, name } = place.dataset;
  const common = { challenge: await challenge(form), timeout: 120_000 };
  if (place.dataset.passkey === "get") {
    const userVerification = "verify" in place.dataset ? "required" : "preferred";
    return { ...common, rpId: host, allowCredentials: ids(known), userVerification };
  }
  return {
    ...common,
    rp: { id: host, name: host },
    user: { id: octets(handle), name, displayName: name },
    pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: ids(known),
    authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
    attestation: "none",
  };
};

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential?.prototype.toJSON || !crypto.subtle) break;
  place.hidden = false;
  document.querySelector("[data-without-passkeys]")?.remove();
  const form = place.querySelector("form");
  const refused = place.querySelector("[role=alert]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    refused.hidden = true;
    try {
      const publicKey = await options(place, form);
      const given = await navigator.credentials[place.dataset.passkey]({ publicKey });
      form.elements.credential.value = JSON.stringify(given.toJSON());
      form.submit();
    } catch {
      refused.hidden = false;
    }
  });
}
