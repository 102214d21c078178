// matrix.ts - the matrix by arrows, with the evidence of the cell going along at the right.
import { find, loadInto, onKey } from "./base.js";

const panel = find<HTMLElement>("#paneel");
const grid = Array.from(document.querySelectorAll<HTMLTableRowElement>("#matrix tbody tr"))
  .map((row) => Array.from(row.querySelectorAll<HTMLAnchorElement>(".cell")))
  .filter((row) => row.length > 0);
const cells = grid.flat();
let loading: AbortController | null = null;
let timer = 0;

function place(): [number, number] {
  const current = document.activeElement instanceof HTMLElement && document.activeElement.classList.contains("cell")
    ? document.activeElement
    : cells.find((cell) => cell.classList.contains("is-current"));
  for (let row = 0; row < grid.length; row += 1) {
    const column = grid[row].findIndex((cell) => cell === current);
    if (column >= 0) return [row, column];
  }
  return [-1, -1];
}

function choose(cell: HTMLAnchorElement): void {
  cells.forEach((one) => {
    one.classList.toggle("is-current", one === cell);
    one.tabIndex = one === cell ? 0 : -1;
    if (one === cell) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  });
  const address = cell.dataset.panel;
  if (!panel || !address) return;
  loading?.abort();
  loading = new AbortController();
  const { signal } = loading;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    void loadInto(panel, address, signal).then((done) => {
      if (done) window.history.replaceState(null, "", cell.href);
    });
  }, 80);
}

function move(down: number, right: number): void {
  const [row, column] = place();
  const to = row < 0 ? grid[0]?.[0] : grid[Math.min(grid.length - 1, Math.max(0, row + down))]?.[Math.min(grid[0].length - 1, Math.max(0, column + right))];
  to?.focus();
}

const first = cells.find((cell) => cell.classList.contains("is-current")) ?? cells[0];
cells.forEach((cell) => {
  cell.tabIndex = cell === first ? 0 : -1;
  cell.addEventListener("focus", () => choose(cell));
  cell.addEventListener("click", (event) => {
    event.preventDefault();
    cell.focus();
    if (event.detail === 0) openEvidence();  // by Enter
  });
});

/** Into the panel: its first passage, or what can be done there. */
function openEvidence(): void {
  panel?.querySelector<HTMLElement>(".passages a, a.button")?.focus();
}

onKey("ArrowUp", () => move(-1, 0));
onKey("ArrowDown", () => move(1, 0));
onKey("ArrowLeft", () => move(0, -1));
onKey("ArrowRight", () => move(0, 1));
onKey("v", () => find<HTMLButtonElement>("#paneel-vaststellen")?.click());
onKey("Escape", () => (cells.find((cell) => cell.classList.contains("is-current")) ?? cells[0])?.focus());
find<HTMLSelectElement>("#toon")?.addEventListener("change", (event) => (event.target as HTMLSelectElement).form?.requestSubmit());
