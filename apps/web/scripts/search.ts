// search.ts - the search page by keys: from hit to hit with the preview going along, to the filters, to linking.
import { find, loadInto, onKey } from "./base.js";

const hits = Array.from(document.querySelectorAll<HTMLElement>(".hit"));
const preview = find<HTMLElement>("#voorbeeld");
let current = -1;
let loading: AbortController | null = null;
let timer = 0;

function showPreview(hit: HTMLElement): void {
  const address = hit.dataset.preview;
  if (!preview || !address) return;
  loading?.abort();
  loading = new AbortController();
  const { signal } = loading;
  window.clearTimeout(timer);
  // Who goes on quickly sees the last one only.
  timer = window.setTimeout(() => void loadInto(preview, address, signal), 60);
}

function choose(index: number, focus: boolean, load: boolean): void {
  if (index < 0 || index >= hits.length) return;
  hits[current]?.classList.remove("is-current");
  current = index;
  const hit = hits[index];
  hit.classList.add("is-current");
  if (focus) {
    hit.querySelector<HTMLElement>(".hit-open")?.focus({ preventScroll: true });
    hit.scrollIntoView({ block: "nearest" });
  }
  if (load) showPreview(hit);
}

function follow(selector: string): void {
  hits[Math.max(0, current)]?.querySelector<HTMLAnchorElement>(selector)?.click();
}

hits.forEach((hit, index) => {
  hit.addEventListener("focusin", () => {
    if (index !== current) choose(index, false, true);
  });
});
choose(0, false, false);

onKey("j", () => choose(current < 0 ? 0 : Math.min(hits.length - 1, document.activeElement?.closest(".hit") ? current + 1 : current), true, true));
onKey("k", () => choose(Math.max(0, current - 1), true, true));
onKey("Enter", (event) => {
  // On a link or a button, Enter does what it always does.
  if (event.target instanceof HTMLElement && event.target.closest("a, button, summary, input")) {
    event.target.click();
    return;
  }
  follow(".hit-open");
});
onKey("b", () => follow(".hit-link"));
onKey("f", () => {
  find<HTMLDetailsElement>("#filters-fold")?.setAttribute("open", "");
  find<HTMLInputElement>("#filters input")?.focus();
});
onKey("n", () => find<HTMLAnchorElement>("a[rel=next]")?.click());
onKey("p", () => find<HTMLAnchorElement>("a[rel=prev]")?.click());
onKey("Escape", () => find<HTMLElement>("#q")?.focus());

// A choice is asked for at once.
const form = find<HTMLFormElement>("#zoek");
document.querySelectorAll<HTMLInputElement | HTMLSelectElement>("#filters input, #sorteer").forEach((control) => {
  control.addEventListener("change", () => form?.requestSubmit());
});
if (window.matchMedia("(max-width: 48rem)").matches) find<HTMLDetailsElement>("#filters-fold")?.removeAttribute("open");
