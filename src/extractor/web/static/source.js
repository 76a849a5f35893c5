// The source beside the list: turning pages, zoom, the boxes, and what is selected among them.

import { $, $$, part, say, text } from "./common.js";

const STEP = 1.25;
const RANGE = [0.5, 6];
const root = $("#source");
const base = `/documents/${$("#document").dataset.sha256}`;

let zoom = Number(sessionStorage.getItem("zoom")) || 1;
let showsAll = sessionStorage.getItem("boxes") === "all";
let selected = [];
let wanted = 0;

export const shownPage = () => Number($(".source-bar", root)?.dataset.page || 1);

function draw() {
  $(".page-numbers [aria-current]", root)?.scrollIntoView({ block: "nearest", inline: "center" });
  const sheet = $("#sheet");
  if (!sheet) return;
  const viewer = $("#viewer");
  const fit = viewer.clientWidth - 2 * parseFloat(getComputedStyle(viewer).paddingLeft);
  sheet.style.width = zoom === 1 ? "" : `${Math.round(fit * zoom)}px`;
  sheet.style.maxWidth = "none";
  sheet.classList.toggle("shows-all", showsAll);
  $("#zoom").textContent = `${Math.round(zoom * 100)}%`;
  $("#all-boxes").setAttribute("aria-pressed", String(showsAll));
}

function reveal(element) {
  const viewer = $("#viewer");
  const box = element.getBoundingClientRect(), seen = viewer.getBoundingClientRect();
  const margin = 40;
  if (box.top < seen.top + margin || box.bottom > seen.bottom - margin) {
    const free = Math.max((seen.height - box.height) / 2, margin);
    viewer.scrollTop += box.top - seen.top - free;
  }
  if (box.left < seen.left + margin || box.right > seen.right - margin) {
    viewer.scrollLeft += box.left - seen.left - Math.max((seen.width - box.width) / 2, margin);
  }
}

/** A frame around a rectangle that covers nothing of it. */
function surround(sheet, rect, kinds) {
  for (const kind of kinds) {
    const halo = rect.cloneNode();
    for (const [name, grow] of [["x", -2], ["y", -2], ["width", 4], ["height", 4]]) halo.setAttribute(name, String(Number(rect.getAttribute(name)) + grow));
    halo.setAttribute("class", `halo ${kind}`);
    sheet.append(halo);
  }
}

const marksOf = (path) => $$("#viewer .mark").filter((mark) => mark.dataset.field === path || (mark.dataset.fields || "").split(" ").includes(path));

/** Emphasises the values at `paths` (the first is the selected one) and scrolls to it. Says whether it is on this page. */
function emphasise() {
  for (const mark of $$("#viewer .is-selected, #viewer .is-beside")) mark.classList.remove("is-selected", "is-beside");
  for (const halo of $$("#viewer .halo")) halo.remove();
  const [first, ...beside] = selected.map(marksOf);
  for (const mark of beside.flat()) mark.classList.add("is-beside");
  for (const mark of first || []) mark.classList.add("is-selected");
  const main = (first || [])[0] || beside.flat()[0];
  if (!main) return false;
  const sheet = $("#sheet");
  if (sheet) for (const mark of beside.flat()) surround(sheet, $("rect", mark), ["is-red"]);
  if (sheet) for (const mark of first || []) { sheet.append(mark); surround(sheet, $("rect", mark), ["is-under", ""]); }
  reveal(main);
  return true;
}

function put(html) {
  root.innerHTML = html;
  draw();
}

/** Shows a page; `query` says which rows of a long sheet. */
export async function turn(page, query = "") {
  const asked = ++wanted;
  const html = await part(`${base}/parts/page/${page}${query}`);
  if (html === null || asked !== wanted) return;
  put(html);
  emphasise();
}

/** Shows the values at `paths`: turns to `page` if they are not in sight. */
export async function show(paths, page) {
  selected = paths;
  if (!page) { emphasise(); return; }
  if (page === shownPage() && (emphasise() || $("#sheet"))) return;
  await turn(page, paths[0] ? `?field=${encodeURIComponent(paths[0])}` : "");
}

/** The page drawn anew, after a decision changed the state of a box. */
export async function redraw() {
  const viewer = $("#viewer");
  const [top, left] = [viewer.scrollTop, viewer.scrollLeft];
  const first = $("[data-first]", root) && selected[0] ? `?field=${encodeURIComponent(selected[0])}` : "";
  const html = await part(`${base}/parts/page/${shownPage()}${first}`);
  if (html === null) return;
  put(html);
  Object.assign($("#viewer"), { scrollTop: top, scrollLeft: left });
  emphasise();
}

export function zoomBy(steps) {
  const viewer = $("#viewer");
  if (!$("#sheet")) return;
  const before = zoom;
  zoom = steps === 0 ? 1 : Math.min(Math.max(zoom * STEP ** steps, RANGE[0]), RANGE[1]);
  if (Math.abs(zoom - 1) < 0.05) zoom = 1;
  const centre = [viewer.scrollLeft + viewer.clientWidth / 2, viewer.scrollTop + viewer.clientHeight / 2];
  draw();
  viewer.scrollLeft = centre[0] * zoom / before - viewer.clientWidth / 2;
  viewer.scrollTop = centre[1] * zoom / before - viewer.clientHeight / 2;
  sessionStorage.setItem("zoom", String(zoom));
  say(text("zoom", { percent: Math.round(zoom * 100) }));
  emphasise();
}

export function toggleBoxes() {
  showsAll = !showsAll;
  sessionStorage.setItem("boxes", showsAll ? "all" : "");
  draw();
}

export function turnBy(step) {
  const page = shownPage() + step;
  if (page < 1 || page > Number($(".source-bar", root).dataset.pages)) return;
  turn(page);
  say(text("page", { page }));
}

const BUTTONS = { "zoom-in": () => zoomBy(1), "zoom-out": () => zoomBy(-1), "zoom-fit": () => zoomBy(0), "all-boxes": toggleBoxes };

root.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button && BUTTONS[button.id]) BUTTONS[button.id]();
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const go = event.target.closest("[data-go]"), first = event.target.closest("[data-first]");
  if (go) { event.preventDefault(); turn(Number(go.dataset.go)); }
  if (first) { event.preventDefault(); turn(shownPage(), `?first=${first.dataset.first}`); }
});

root.addEventListener("wheel", (event) => {
  if (!event.ctrlKey || !$("#sheet")) return;
  event.preventDefault();
  zoomBy(event.deltaY < 0 ? 1 : -1);
}, { passive: false });

draw();
