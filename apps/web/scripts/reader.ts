// reader.ts - the reader by keys and by mouse: from place to place, from page to page, and from selected text to the form
// that links it. A selection goes to the server as places in the reading text: quote and rectangles are made there.
import { find, onKey, say } from "./base.js";

interface Place {
  passage: number;
  begin: number;
  end: number;
}

const paper = find<HTMLElement>("#papier, .text-page");
const places = Array.from(document.querySelectorAll<HTMLAnchorElement>(".place-link"));
const form = find<HTMLFormElement>("#koppel");

function step(by: number): void {
  if (places.length === 0) return;
  const focused = places.findIndex((place) => place === document.activeElement);
  const current = focused >= 0 ? focused : places.findIndex((place) => place.classList.contains("is-current"));
  const next = current < 0 ? (by > 0 ? firstOnOrAfter() : 0) : Math.min(places.length - 1, Math.max(0, current + by));
  if (next !== current || focused >= 0) places[next].click();
}

/** Who comes from the top of a page starts with the first place on it. */
function firstOnOrAfter(): number {
  const page = Number(find<HTMLInputElement>("#pagina")?.value ?? "1");
  const found = places.findIndex((place) => Number(new URL(place.href).searchParams.get("pagina")) >= page);
  return Math.max(0, found);
}

/** The place of a word that the server drew. */
function placeOf(word: Element): Place | null {
  const parts = (word.getAttribute("data-p") ?? "").split(":").map(Number);
  return parts.length === 3 && parts.every(Number.isFinite) ? { passage: parts[0], begin: parts[1], end: parts[2] } : null;
}

/** Words of the drawn page that a selection touches, first and last. */
function wordsIn(range: Range): [Place, Place] | null {
  const words = Array.from(document.querySelectorAll("#papier tspan[data-p]")).filter((word) => range.intersectsNode(word));
  const touched = words.filter((word) => {
    const inner = document.createRange();
    inner.selectNodeContents(word);
    // Only touching its edge is not selecting it.
    return range.compareBoundaryPoints(Range.END_TO_START, inner) < 0 && range.compareBoundaryPoints(Range.START_TO_END, inner) > 0;
  });
  if (touched.length === 0) return null;
  const all = touched.map(placeOf).filter((place): place is Place => place !== null);
  if (all.length === 0) return null;
  const before = (a: Place, b: Place): boolean => a.passage < b.passage || (a.passage === b.passage && a.begin < b.begin);
  let first = all[0];
  let last = all[0];
  for (const place of all) {
    if (before(place, first)) first = place;
    if (before(last, place)) last = place;
  }
  return [first, last];
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** The same on the page as text: bytes from the begin of a paragraph. */
function offsetIn(block: Element, node: Node, offset: number): number {
  const range = document.createRange();
  range.selectNodeContents(block);
  range.setEnd(node, offset);
  return bytes(range.toString());
}

function textIn(range: Range): [Place, Place] | null {
  const blockOf = (node: Node): Element | null => {
    const element = node instanceof Element ? node : node.parentElement;
    return element?.closest("[data-passage]") ?? null;
  };
  const first = blockOf(range.startContainer);
  const last = blockOf(range.endContainer);
  if (!first || !last) return null;
  const begin = offsetIn(first, range.startContainer, range.startOffset);
  const end = offsetIn(last, range.endContainer, range.endOffset);
  return [
    { passage: Number(first.getAttribute("data-passage")), begin, end: begin },
    { passage: Number(last.getAttribute("data-passage")), begin: end, end },
  ];
}

function addressOf(first: Place, last: Place): string {
  const here = new URL(window.location.href);
  const fields = new URLSearchParams();
  fields.set("passage", String(first.passage));
  fields.set("van", String(first.begin));
  fields.set("tot", String(last.end));
  if (last.passage !== first.passage) fields.set("totpassage", String(last.passage));
  for (const name of ["pagina", "weergave", "lezing", "terug", "aanpak", "indicator"]) {
    const value = here.searchParams.get(name);
    if (value) fields.set(name, value);
  }
  return `${paper?.dataset.reader ?? here.pathname}?${fields.toString()}#koppelen`;
}

function selected(): string | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0 || !paper) return null;
  const range = selection.getRangeAt(0);
  if (!paper.contains(range.commonAncestorContainer)) return null;
  const place = paper.id === "papier" ? wordsIn(range) : textIn(range);
  return place ? addressOf(place[0], place[1]) : null;
}

const button = document.createElement("button");
button.type = "button";
button.className = "button button-main link-here";
button.textContent = "Koppelen (b)";
button.hidden = true;
document.body.append(button);
button.addEventListener("mousedown", (event) => event.preventDefault());
button.addEventListener("click", linkSelection);

function linkSelection(): void {
  const address = selected();
  if (address) window.location.assign(address);
  else find<HTMLElement>("#koppelen")?.focus();
}

document.addEventListener("selectionchange", () => {
  if (!selected()) button.hidden = true;
});
paper?.addEventListener("pointerup", () => {
  window.setTimeout(() => {
    if (!selected()) return;
    const box = window.getSelection()?.getRangeAt(0).getBoundingClientRect();
    if (!box) return;
    button.hidden = false;
    const x = Math.min(window.innerWidth - button.offsetWidth - 8, box.right + 6);
    button.style.left = `${Math.max(8, x) + window.scrollX}px`;
    button.style.top = `${box.bottom + 6 + window.scrollY}px`;
    say("Druk op b om de selectie te koppelen");
  });
});

onKey("n", () => step(1));
onKey("p", () => step(-1));
onKey("ArrowLeft", () => find<HTMLAnchorElement>("a[rel=prev]")?.click());
onKey("ArrowRight", () => find<HTMLAnchorElement>("a[rel=next]")?.click());
onKey("t", () => find<HTMLAnchorElement>("#als-tekst")?.click());
onKey("b", linkSelection);
onKey("Escape", () => find<HTMLAnchorElement>(".back")?.click());
["1", "2", "3"].forEach((key, index) => {
  onKey(key, () => {
    const box = document.querySelectorAll<HTMLInputElement>("#koppel input[name=strekking]")[index];
    if (!box) return;
    box.checked = true;
    box.focus();
  });
});
onKey("Enter", (event) => {
  const target = event.target;
  if (target instanceof HTMLElement && target.closest("a, button, summary")) target.click();
  else if (form) form.requestSubmit();
});

// Another cell may hold another finding: the form says which it is.
document.querySelectorAll<HTMLSelectElement>("select[data-reload]").forEach((select) => {
  select.addEventListener("change", () => {
    const address = new URL(select.dataset.reload ?? "", window.location.href);
    document.querySelectorAll<HTMLSelectElement>("select[data-reload]").forEach((one) => address.searchParams.set(one.name, one.value));
    address.hash = "koppelen";
    window.location.assign(address);
  });
});

// Larger and smaller, kept for the next page.
const kZoom = "vindplaats-zoom";
function zoom(to: number): void {
  const layer = find<HTMLElement>("#papier");
  const value = Math.min(3, Math.max(0.5, to));
  sessionStorage.setItem(kZoom, String(value));
  layer?.style.setProperty("--zoom", String(value));
  layer?.classList.toggle("zoomed", value !== 1);
}
const zoomButtons = find<HTMLElement>(".zoom-buttons");
if (zoomButtons && find("#papier")) {
  zoomButtons.hidden = false;
  const now = (): number => Number(sessionStorage.getItem(kZoom) ?? "1");
  zoom(now());
  find("#groter")?.addEventListener("click", () => zoom(now() * 1.25));
  find("#kleiner")?.addEventListener("click", () => zoom(now() / 1.25));
}
document.querySelector(".mark-chosen, mark.chosen")?.scrollIntoView({ block: "center" });
document.querySelector(".place-link.is-current")?.scrollIntoView({ block: "nearest" });
if (window.location.hash === "#koppelen") find<HTMLElement>("#koppelen")?.focus({ preventScroll: window.innerWidth > 768 });
