// What every page needs: its strings, a place to say things, requests to the server, the list of keys.

const texts = JSON.parse(document.body.dataset.texts);
document.documentElement.classList.add("has-script");

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** What a decision is called once it is made: findings have words of their own. */
export const done = (target, action) => text(target === "finding" && `finding_${action}` in texts ? `finding_${action}` : action);

/** A string of the interface, filled. */
export function text(name, values = {}) {
  return texts[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}

let clearing = 0;

/** Says something to everybody: shown for a while, and read out by screen readers. */
export function say(message, { fault = false } = {}) {
  const place = $("#said");
  place.textContent = message;
  place.classList.toggle("is-fault", fault);
  clearTimeout(clearing);
  clearing = setTimeout(() => { place.textContent = ""; }, fault ? 12000 : 7000);
}

/** Sends JSON or a form with the page's token. Gives {status, body}; status 0 where the server cannot be reached. */
export async function send(address, body) {
  const headers = { "X-CSRF-Token": document.body.dataset.csrf, Accept: "application/json" };
  if (!(body instanceof FormData)) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(address, { method: "POST", headers, body: body instanceof FormData ? body : JSON.stringify(body) });
    return { status: response.status, body: await response.json().catch(() => ({})) };
  } catch {
    return { status: 0, body: {} };
  }
}

/** Why a request came to nothing, for a person. */
export function fault({ status, body }) {
  if (status === 0) return text("offline");
  return [body.error, body.what_to_do].filter(Boolean).join("。") || String(status);
}

/** A part of a page as HTML; null where it cannot be had. */
export async function part(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/** Whether a key goes into a box that is being typed in, or belongs to an input method. */
export function isTyping(event) {
  if (event.isComposing || event.keyCode === 229 || event.key === "Process") return true;
  const at = event.target;
  return at instanceof Element && Boolean(at.closest("input:not([type=checkbox]), textarea, select, [contenteditable]"));
}

export function openKeys() {
  const box = $("#keys");
  if (!box.open) box.showModal();
}

function closeDrops(except) {
  for (const drop of $$("details.drop[open]")) if (!drop.contains(except)) drop.open = false;
}

$("#open-keys")?.addEventListener("click", openKeys);
document.addEventListener("click", (event) => closeDrops(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = $("details.drop[open]");
    closeDrops(null);
    open?.querySelector("summary").focus();
  }
  if ((event.key === "?" || event.key === "？") && !isTyping(event) && !$("dialog[open]")) {
    event.preventDefault();
    openKeys();
  }
});
