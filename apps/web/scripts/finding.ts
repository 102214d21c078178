// finding.ts - lists and one finding by keys: from row to row, choosing a verdict, confirming.
import { find, onKey } from "./base.js";

const rows = Array.from(document.querySelectorAll<HTMLAnchorElement>(".row-link"));

function step(by: number): void {
  const current = rows.findIndex((row) => row === document.activeElement);
  const next = current < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, current + by));
  rows[next]?.focus();
}

onKey("j", () => step(1));
onKey("k", () => step(-1));
["1", "2", "3"].forEach((key, index) => {
  onKey(key, () => {
    const box = document.querySelectorAll<HTMLInputElement>("#oordeel input[name=oordeel]")[index];
    if (!box) return;
    box.checked = true;
    box.focus();
  });
});
onKey("v", () => find<HTMLButtonElement>("#vaststellen")?.click());
const form = find<HTMLFormElement>("#oordeel.judge");
if (form) onKey("Escape", () => window.location.assign(form.dataset.back ?? "/bevindingen"));
onKey("n", () => find<HTMLAnchorElement>("a[rel=next]")?.click());
onKey("p", () => find<HTMLAnchorElement>("a[rel=prev]")?.click());
