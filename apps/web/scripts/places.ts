// places.ts - the queue of places by keys: from place to place, choosing by number, confirming.
import { find, onKey } from "./base.js";

const waiting = Array.from(document.querySelectorAll<HTMLElement>(".waiting"));

function current(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(".waiting") ?? null;
}

function choose(place: HTMLElement | null | undefined, value: string): void {
  const box = place?.querySelector<HTMLInputElement>(`input[name=keuze][value="${value}"]`);
  if (!box) return;
  box.checked = true;
  box.focus();
}

/** To the choice of another place; what was ticked stays. */
function step(by: number): void {
  const here = waiting.findIndex((place) => place === current());
  const place = waiting[here < 0 ? 0 : Math.min(waiting.length - 1, Math.max(0, here + by))];
  const box = place?.querySelector<HTMLInputElement>("input[name=keuze]:checked") ?? place?.querySelector<HTMLInputElement>("input[name=keuze]");
  box?.focus();
  place?.scrollIntoView({ block: "nearest" });
}

onKey("j", () => step(1));
onKey("k", () => step(-1));
for (let number = 0; number <= 9; number += 1) onKey(String(number), () => choose(current() ?? waiting[0], String(number)));
onKey("v", () => (current() ?? waiting[0])?.querySelector<HTMLFormElement>("form.choose")?.requestSubmit());
onKey("n", () => find<HTMLAnchorElement>("a[rel=next]")?.click());
onKey("p", () => find<HTMLAnchorElement>("a[rel=prev]")?.click());
