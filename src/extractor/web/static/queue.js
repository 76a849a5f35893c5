// The queue: files are added by button or by dropping them anywhere; each shows how far it is.

import { $, $$, isTyping, part, text } from "./common.js";

const POLL = 1500;
const form = $("#upload"), input = $("#files"), list = $("#uploads-list");

function line(name) {
  const item = document.createElement("li"), label = document.createElement("span"), state = document.createElement("span"), bar = document.createElement("progress");
  label.className = "upload-name";
  state.className = "upload-state";
  label.textContent = name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", name);
  item.append(label, " ", state, " ", bar);
  list.append(item);
  $("#uploads").hidden = false;
  return item;
}

function put(item, said, { failed = false } = {}) {
  const state = $(".upload-state", item);
  state.textContent = said;
  state.classList.toggle("is-failed", failed);
}

const over = (item) => { $("progress", item)?.remove(); delete item.dataset.waits; };

function failed(item, why) {
  put(item, text("upload_failed", { why }), { failed: true });
  over(item);
}

function send(file, item) {
  const request = new XMLHttpRequest(), body = new FormData();
  body.set("files", file);
  request.open("POST", form.action);
  request.setRequestHeader("X-CSRF-Token", document.body.dataset.csrf);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  request.upload.onprogress = (event) => {
    $("progress", item).value = event.loaded / event.total;
    put(item, text("uploading", { percent: Math.round(100 * event.loaded / event.total) }));
  };
  return new Promise((resolve) => {
    request.onload = () => { took(item, request.status, request.response || {}); resolve(); };
    request.onerror = () => { failed(item, text("offline")); resolve(); };
    request.send(body);
  });
}

function took(item, status, body) {
  const why = body.refused?.[0] ? [body.refused[0].error, body.refused[0].what_to_do].filter(Boolean).join("。") : [body.error, body.what_to_do].filter(Boolean).join("。");
  if (status !== 202) { failed(item, why || String(status)); return; }
  item.dataset.sha256 = body.uploads[0].sha256;
  item.dataset.waits = "1";
  put(item, text("queued"));
  $("progress", item).removeAttribute("value");
}

async function add(files) {
  for (const [file, item] of [...files].map((each) => [each, line(each.name)])) await send(file, item);
  poll();
}

async function look(item) {
  const response = await fetch(`/api/documents/${item.dataset.sha256}`, { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  const found = await response.json(), upload = found.upload;
  if (upload?.state === "failed") { failed(item, upload.error); return; }
  if (upload && upload.state !== "done") {
    put(item, upload.state === "waiting" ? text("queued") : `${text("reading")} ${upload.total ? `${upload.what} ${upload.done}/${upload.total}` : ""}`);
    const bar = $("progress", item);
    if (bar && upload.total) { bar.max = upload.total; bar.value = upload.done; }
    return;
  }
  put(item, "");
  over(item);
  const link = document.createElement("a");
  link.href = `/documents/${item.dataset.sha256}`;
  link.textContent = text("finished");
  $(".upload-state", item).append(link);
}

/** The list as it is now: what was just read stands in it. */
async function renew() {
  const html = await part(location.pathname + location.search);
  if (html === null) return;
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const name of ["#totals", "#documents"]) $(name).replaceWith($(name, fresh));
}

let polling = false;

async function poll() {
  if (polling || !$$("li[data-waits]", list).length) return;
  polling = true;
  while ($$("li[data-waits]", list).length) {
    await Promise.all($$("li[data-waits]", list).map((item) => look(item).catch(() => null)));
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  polling = false;
  await renew();
}

if (form) {
  const cover = $("#drop-cover");
  let depth = 0;
  const holds = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  input.addEventListener("change", () => { add(input.files); input.value = ""; });
  document.addEventListener("dragenter", (event) => { if (holds(event)) { depth += 1; cover.hidden = false; } });
  document.addEventListener("dragleave", (event) => { if (holds(event) && --depth <= 0) { depth = 0; cover.hidden = true; } });
  document.addEventListener("dragover", (event) => { if (holds(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    depth = 0;
    cover.hidden = true;
    add(event.dataTransfer.files);
  });
  for (const item of $$("li", list)) item.dataset.waits = "1";
  poll();
}

// j and k go through the documents as through the fields of one; Enter opens, as on any link.
document.addEventListener("keydown", (event) => {
  if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  const links = $$("#queue tbody th a");
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (step && links.length) {
    const at = links.indexOf(document.activeElement);
    links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
    event.preventDefault();
  }
  if (event.key === "/") { $("#search")?.focus(); event.preventDefault(); }
});
