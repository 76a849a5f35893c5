// The document page: what is selected, the keys, and what happens after a decision. The server draws every part.

import { $, $$, done, isTyping, openKeys, part, say, text } from "./common.js";
import { closeEntry, decide, hasEntry, openEntry } from "./decide.js";
import { redraw, show, shownPage, toggleBoxes, turnBy, zoomBy } from "./source.js";

const sha256 = $("#document").dataset.sha256;
const base = `/documents/${sha256}`;
const list = $("#list"), panel = $("#panel");

let asked = 0;
let drawn = Promise.resolve(true);
let working = false;
let lastDecided = null;
const kept = new Map();

// ---- what is selected

const panelNow = () => $(".panel-body", panel).dataset;
const rows = () => $$(".row", list);
const keyOf = (row) => (row.dataset.field !== undefined ? `field=${encodeURIComponent(row.dataset.field)}` : `finding=${encodeURIComponent(row.dataset.finding)}`);
const keyNow = () => (panelNow().subject ? `${panelNow().target}=${encodeURIComponent(panelNow().subject)}` : "");
const rowOf = (key) => rows().find((row) => keyOf(row) === key);
const listQuery = () => $(".tabs", list).dataset.query;

function fetched(key) {
  if (!kept.has(key)) kept.set(key, part(`${base}/parts/panel?${key}`));
  return kept.get(key);
}

function mark(key, { focus = true } = {}) {
  for (const link of $$(".row > a[aria-current]", list)) link.removeAttribute("aria-current");
  const link = rowOf(key)?.querySelector("a");
  if (!link) return;
  link.setAttribute("aria-current", "true");
  if (focus) link.focus({ preventScroll: true });
  const scroll = $("#list-scroll"), box = link.getBoundingClientRect(), seen = scroll.getBoundingClientRect();
  if (box.top < seen.top + 28) scroll.scrollTop -= seen.top + 28 - box.top;
  if (box.bottom > seen.bottom) scroll.scrollTop += box.bottom - seen.bottom + 8;
}

function remember(key) {
  history.replaceState(null, "", `${base}?${[listQuery(), key].filter(Boolean).join("&")}`);
}

/** Selects a field or finding, by field=… or finding=…. */
function select(key, options) {
  drawn = draw(key, options);
  return drawn;
}

async function draw(key, options) {
  const mine = ++asked;
  mark(key, options);
  const html = await fetched(key);
  if (mine !== asked) return false;
  if (html === null) { kept.delete(key); say(text("offline"), { fault: true }); return false; }
  panel.innerHTML = html;
  remember(key);
  showPlaces();
  const next = neighbour(rowOf(key), 1);
  if (next) ahead(next);
  return true;
}

/** Has the next panel and its page ready. */
function ahead(row) {
  fetched(keyOf(row));
  const page = Number(row.dataset.page);
  if (page && page !== shownPage() && $("#sheet")) new Image().src = `${base}/pages/${page}.png?width=1600`;
}

function showPlaces() {
  const now = panelNow();
  const paths = now.target === "finding" ? (now.paths || "").split(" ").filter(Boolean) : [now.subject].filter(Boolean);
  return show(paths, Number(now.page) || 0);
}

function neighbour(row, step, isWanted = () => true) {
  const all = rows();
  let at = row ? all.indexOf(row) + step : step > 0 ? 0 : all.length - 1;
  while (all[at] && !isWanted(all[at])) at += step;
  return all[at];
}

const rowNow = () => $(".row:has(> a[aria-current])", list) || rowOf(keyNow());

async function move(step) {
  const next = neighbour(rowNow(), step);
  if (next) { await select(keyOf(next)); return; }
  const more = $(step > 0 ? "#list-later" : "#list-earlier", list);
  if (!more) { say(text(step > 0 ? "last" : "first")); return; }
  await fill(more.dataset.list);
  const edge = step > 0 ? rows()[0] : rows().at(-1);
  if (edge) await select(keyOf(edge));
}

// ---- the list

async function fill(query) {
  const html = await part(`${base}/parts/list?${query}`);
  if (html === null) { say(text("offline"), { fault: true }); return false; }
  list.innerHTML = html;
  mark(keyNow(), { focus: false });
  remember(keyNow());
  return true;
}

async function refill() {
  const scroll = $("#list-scroll")?.scrollTop || 0;
  await fill(listQuery());
  if ($("#list-scroll")) $("#list-scroll").scrollTop = scroll;
}

async function openTab(tab) {
  if (!(await fill(`tab=${tab}`))) return;
  const first = rows().find((row) => row.dataset.left === "1") || rows()[0];
  if (first) await select(keyOf(first));
  else $(`.tabs a[data-tab="${tab}"]`, list).focus();
}

// ---- decisions

const bare = (message) => message.replace(/[。.]$/, "");

function said(answer) {
  const names = (found) => found.slice(0, 3).map((finding) => bare(finding.message)).join("；");
  const { opened, closed } = answer.changes;
  const parts = [done(answer.decision.target, answer.decision.action)];
  if (closed.length) parts.push(text("closed", { count: closed.length, what: names(closed) }));
  if (opened.length) parts.push(text("opened", { count: opened.length, what: names(opened) }));
  return parts.join("。");
}

async function refresh() {
  kept.clear();
  const [head] = await Promise.all([part(`${base}/parts/head`), refill(), redraw()]);
  if (head !== null) $("#head").innerHTML = head;
}

/** Where to go on after a decision: the next one that waits, in the order of the list as it was. */
function following(row) {
  const waits = (other) => other.dataset.left === "1" && other !== row;
  return neighbour(row, 1, waits) || rows().find(waits);
}

async function decided(answer, action, key) {
  const row = rowOf(key), next = following(row);
  const [nextKey, nextName] = next ? [keyOf(next), next.dataset.name] : ["", ""];
  const stays = action === "undo" || action === "comment";
  if (action !== "comment") lastDecided = action === "undo" ? null : key;
  await refresh();
  const waits = rows().find((each) => each.dataset.left === "1");
  const target = stays ? key : rowOf(nextKey) ? nextKey : waits ? keyOf(waits) : key;
  await select(target, { focus: true });
  const onward = stays ? "" : next ? text("next_of", { what: nextName.trim() }) : text("nothing_left");
  say([said(answer), bare(onward)].filter(Boolean).join("。"));
}

async function conflicted(existing, key) {
  const box = $("#conflict"), line = $("#conflict-said");
  const at = new Date(existing.at).toLocaleString(document.documentElement.lang);
  line.textContent = line.dataset.said.replace("{who}", existing.who).replace("{at}", at);
  const action = done(existing.target, existing.action);
  $("#conflict-what").textContent = [action, existing.action === "correct" ? `“${existing.old ?? ""}” → “${existing.new ?? ""}”` : "", existing.why].filter(Boolean).join("　");
  say(text("conflict", { who: existing.who, at }), { fault: true });
  await refresh();
  await select(key, { focus: false });
  box.onclose = () => rowOf(key)?.querySelector("a").focus();
  box.showModal();
}

/** Does one thing after the other: what is pressed before the next field is in sight cannot be meant for it. */
async function alone(work) {
  if (working) return;
  working = true;
  try { await work(); } finally { working = false; }
}

/** What is decided is what is in sight: that which was selected last, if it could be had. */
async function isInSight() {
  await drawn;
  return !rowNow() || keyOf(rowNow()) === keyNow();
}

const act = (action, more) => alone(() => sendFor(action, more));

async function sendFor(action, more = {}) {
  const now = panelNow(), key = keyNow();
  if (!key) { say(text("nothing_selected")); return; }
  const answer = await decide(sha256, { target: now.target, subject: now.subject, action, follows: Number(now.follows), ...more });
  if (!answer) return;
  if (answer.status === 201) await decided(answer.body, action, key);
  else if (answer.body.conflict) await conflicted(answer.body.conflict, key);
  else say(text("failed", { why: answer.why }), { fault: true });
}

const actOnDocument = (action) => alone(() => sendForDocument(action));

async function sendForDocument(action) {
  const head = $(".document-head").dataset;
  const answer = await decide(sha256, { target: "document", subject: "", action, follows: Number(head.follows) });
  if (!answer) return;
  if (answer.body.conflict) { await conflicted(answer.body.conflict, keyNow()); return; }
  if (answer.status !== 201) { say(text("failed", { why: answer.why }), { fault: true }); return; }
  await refresh();
  say(text(action === "accept" ? "completed" : "reopened"));
  $(action === "accept" ? "#next-document" : "#complete").focus();
}

/** The review is finished at once where nothing waits, else after a look at what does. */
function complete() {
  const left = $$("[data-count]", $("#head")).filter((count) => count.dataset.count !== "decided" && count.textContent !== "0");
  if (!left.length) { actOnDocument("accept"); return; }
  const box = $("#unfinished");
  $("#unfinished-what").textContent = left.map((count) => `${count.previousElementSibling.textContent} ${count.textContent}`).join("　");
  box.returnValue = "";
  box.onclose = () => { if (box.returnValue === "complete") actOnDocument("accept"); };
  box.showModal();
}

async function undo() {
  if (!panelNow().decided && lastDecided && lastDecided !== keyNow()) await select(lastDecided);
  if (!panelNow().decided) { say(text("nothing_to_undo")); return; }
  await act("undo");
}

async function suggest(button) {
  if (working || !(await isInSight())) return;
  button ||= $(".take", panel);
  if (!button) { say(text("no_suggestion")); return; }
  const take = button.dataset.take;
  if (button.dataset.for && !(await select(`field=${encodeURIComponent(button.dataset.for)}`))) return;
  openEntry("correct", take, act);
  say(text("suggested"));
}

async function start(action) {
  if (working || !(await isInSight())) return;
  const now = panelNow();
  if (!now.subject) { say(text("nothing_selected")); return; }
  if (now.target === "finding" && (action === "correct" || action === "unreadable")) { say(text("not_for_finding")); return; }
  if (action === "undo") undo();
  else if (action === "correct" || action === "comment" || (action === "reject" && now.target === "finding")) openEntry(action, null, act);
  else act(action);
}

function nextDocument() {
  const seen = JSON.parse(sessionStorage.getItem("seen") || "[]").filter((one) => one !== sha256.slice(0, 12));
  seen.push(sha256.slice(0, 12));
  sessionStorage.setItem("seen", JSON.stringify(seen.slice(-60)));
  location.assign(`${base}/next?seen=${seen.slice(-60).join(",")}`);
}

// ---- keys and clicks

const KEYS = {
  j: () => move(1), ArrowDown: () => move(1), ArrowRight: () => move(1), k: () => move(-1), ArrowUp: () => move(-1), ArrowLeft: () => move(-1),
  a: () => start("accept"), Enter: () => start("accept"), c: () => start("correct"), r: () => start("reject"), x: () => start("unreadable"),
  u: () => start("undo"), m: () => start("comment"), s: () => suggest(),
  f: () => openTab($(".tabs", list).dataset.tab === "findings" ? "todo" : "findings"),
  "/": () => $("#filter")?.focus(), "+": () => zoomBy(1), "=": () => zoomBy(1), "-": () => zoomBy(-1), 0: () => zoomBy(0),
  "[": () => turnBy(-1), "]": () => turnBy(1), b: toggleBoxes, n: nextDocument, e: () => ($("#complete") ? complete() : null), "?": openKeys,
};

/** Enter on a button or a link of its own does what that says, on another row it selects; on the selected row, or on nothing, it decides. */
function isTaken(event) {
  const at = event.target;
  if (!(at instanceof Element)) return false;
  if (event.key === "Enter") return Boolean(at.closest("button, summary, a")) && !at.closest(".row > a[aria-current]");
  return event.key.startsWith("Arrow") && Boolean(at.closest(".viewer, .panel-scroll, summary, .scroll[role=region]")) && !at.closest(".row");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  if (event.key === "Escape" && hasEntry() && !event.isComposing && event.keyCode !== 229) { event.preventDefault(); closeEntry(); rowOf(keyNow())?.querySelector("a").focus(); return; }
  if (event.target.id === "filter" && /^(Escape|Enter|ArrowDown)$/.test(event.key) && !event.isComposing && event.keyCode !== 229) { event.preventDefault(); leaveFilter(); return; }
  if (isTyping(event) || isTaken(event)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!Object.hasOwn(KEYS, key) || event.repeat && !/^[jk]$|^Arrow/.test(key)) return;
  event.preventDefault();
  KEYS[key]();
});

function clickedKey(at) {
  const field = at.closest("[data-field]"), finding = at.closest("[data-finding]");
  const nearest = field && finding ? (field.contains(finding) ? finding : field) : field || finding;
  return nearest ? keyOf(nearest) : "";
}

$("#document").addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const at = event.target, button = at.closest("button");
  if (button?.dataset.action) { start(button.dataset.action); return; }
  if (button?.classList.contains("take")) { suggest(button); return; }
  if (button?.id === "complete") { complete(); return; }
  if (button?.id === "reopen") { actOnDocument("undo"); return; }
  const link = at.closest("a");
  if (!link) return;
  if (link.id === "next-document") { event.preventDefault(); nextDocument(); return; }
  if (link.dataset.tab) { event.preventDefault(); openTab(link.dataset.tab); return; }
  if (link.dataset.list !== undefined) { event.preventDefault(); fill(link.dataset.list); return; }
  const key = link.classList.contains("more") ? "" : clickedKey(link);
  if (key) { event.preventDefault(); select(key); }
});

let waiting = 0;

/** Out of the box and into the list, as filtered by what was typed. */
async function leaveFilter() {
  clearTimeout(waiting);
  $("#filter").blur();
  await filter();
  const first = rowNow() || rows()[0];
  if (first) select(keyOf(first));
}

function filter() {
  const asking = new URLSearchParams(new FormData($("#filters")));
  for (const [name, value] of [...asking]) if (!value || (name === "show" && value === "filled")) asking.delete(name);
  const typed = document.activeElement?.id, at = document.activeElement?.selectionStart;
  return fill(asking.toString()).then(() => {
    const box = typed ? document.getElementById(typed) : null;
    box?.focus();
    if (box && at !== null && at !== undefined && box.setSelectionRange) box.setSelectionRange(at, at);
  });
}
list.addEventListener("input", (event) => {
  if (!event.target.closest("#filters") || event.isComposing) return;
  clearTimeout(waiting);
  waiting = setTimeout(filter, event.target.type === "search" ? 250 : 0);
});
list.addEventListener("compositionend", () => { clearTimeout(waiting); waiting = setTimeout(filter, 250); });
list.addEventListener("submit", (event) => { event.preventDefault(); filter(); });

// ---- the beginning: what the address says, else the first thing that waits

const linked = location.hash.length > 1 ? decodeURIComponent(location.hash.slice(1)) : "";
if (linked && linked !== "main") select(`field=${encodeURIComponent(linked)}`);
else if (panelNow().subject) { mark(keyNow(), { focus: false }); showPlaces(); }
else {
  const first = rows().find((row) => row.dataset.left === "1");
  if (first) select(keyOf(first), { focus: false });
}
