// Decisions: the small form for a correction, a reason or a comment, the reviewer's name, and the request itself.

import { $, fault, send, text } from "./common.js";

let doing = "";
let busy = false;

export const hasEntry = () => Boolean($("#entry") && !$("#entry").hidden);

export function closeEntry() {
  const form = $("#entry");
  if (form?.contains(document.activeElement)) document.activeElement.blur(); // at once: browsers wait for the next frame
  if (form) form.hidden = true;
  doing = "";
}

/** Opens the form for `action`; `act` is called with what was filled in. `taken` is a suggestion to begin with. */
export function openEntry(action, taken, act) {
  const form = $("#entry");
  if (!form) return;
  doing = action;
  form.hidden = false;
  const fresh = $("#entry-new"), why = $("#entry-why"), label = $("#entry-why-label");
  label.textContent = { correct: label.dataset.optional, comment: label.dataset.comment, reject: label.dataset.needed }[action];
  why.required = action !== "correct";
  if (fresh) fresh.closest("div").hidden = action !== "correct";
  $("#entry-fault").textContent = "";
  if (taken !== null && fresh) fresh.value = taken;
  const first = action === "correct" ? fresh : why;
  first.focus();
  first.select();
  form.onsubmit = (event) => { event.preventDefault(); submit(act); };
  form.onkeydown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229 || event.target.closest("button")) return;
    event.preventDefault();
    submit(act);
  };
  $("#entry-cancel").onclick = () => { closeEntry(); $(".row > a[aria-current]")?.focus(); };
}

function refuse(name, at) {
  $("#entry-fault").textContent = text(name);
  at.focus();
}

function submit(act) {
  const why = $("#entry-why").value.trim(), fresh = $("#entry-new");
  if (doing === "correct") {
    if (fresh.value === $(".panel-body").dataset.raw && fresh.value === fresh.defaultValue) { refuse("unchanged_text", fresh); return; }
    act("correct", { new: fresh.value, why });
  } else if (!why) refuse(doing === "reject" ? "why_needed" : "text_needed", $("#entry-why"));
  else act(doing, { why });
}

/** Asks for the reviewer's name, once per browser. Gives "" where it is not told. */
function signed() {
  const known = document.body.dataset.who;
  if (known) return Promise.resolve(known);
  const box = $("#sign"), name = $("#sign-name");
  return new Promise((resolve) => {
    box.onclose = () => resolve("");
    $("#sign-cancel").onclick = () => box.close();
    $("#sign-form").onsubmit = async (event) => {
      event.preventDefault();
      const form = new FormData();
      form.set("name", name.value);
      const answer = await send("/reviewer", form);
      const who = answer.body.who || "";
      if (who) { document.body.dataset.who = who; $("#who").textContent = who; $("#reviewer summary").classList.remove("is-missing"); $("#reviewer-name").value = who; }
      box.onclose = null;
      box.close();
      resolve(who);
    };
    box.showModal();
    name.focus();
  });
}

/** Sends a decision. Gives {status, body, why}, or null where nothing was sent. */
export async function decide(sha256, body) {
  if (busy) return null;
  busy = true;
  try {
    if (!(await signed())) return null;
    if (body.action === "comment") delete body.follows;
    const answer = await send(`/api/documents/${sha256}/decisions`, body);
    if (answer.status === 201) closeEntry();
    return { ...answer, why: answer.status === 403 ? text("stale_page") : fault(answer) };
  } finally {
    busy = false;
  }
}
