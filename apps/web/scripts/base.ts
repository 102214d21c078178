// base.ts - what every page has: keys that can be switched off, the list of them, a sign that something is loading, and
// the progress of files that are being read.

type Action = (event: KeyboardEvent) => void;

const actions = new Map<string, Action>();
const kSwitch = "vindplaats-toetsen";

function isOn(): boolean {
  return localStorage.getItem(kSwitch) !== "uit";
}

/** What a key does on this page; later words replace earlier ones. */
export function onKey(key: string, action: Action): void {
  actions.set(key, action);
}

export function find<T extends Element>(selector: string): T | null {
  return document.querySelector<T>(selector);
}

/** Says something to who listens to the page. */
export function say(text: string): void {
  const place = find<HTMLElement>("#said");
  if (place) place.textContent = text;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    (event.target as HTMLElement).blur();
    return;
  }
  if (!isOn() || isTyping(event.target) || find<HTMLDialogElement>("dialog[open]")) return;
  const action = actions.get(event.key);
  if (!action) return;
  event.preventDefault();
  action(event);
});

/** A part of another page in the place of what `place` holds; the old stays until the new is there. */
export async function loadInto(place: HTMLElement, address: string, signal: AbortSignal): Promise<boolean> {
  const bar = find<HTMLElement>("#loading");
  const timer = window.setTimeout(() => bar?.removeAttribute("hidden"), 300);
  try {
    const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
    if (!response.ok) return false;
    const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
    place.replaceChildren(...Array.from(parsed.body.childNodes));
    return true;
  } catch {
    return false;
  } finally {
    window.clearTimeout(timer);
    bar?.setAttribute("hidden", "");
  }
}

function startKeys(): void {
  const dialog = find<HTMLDialogElement>("#keys-dialog");
  const opener = find<HTMLButtonElement>("#keys-open");
  const box = find<HTMLInputElement>("#keys-on");
  if (!dialog || !opener || !box) return;
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  onKey("?", () => dialog.showModal());
  box.checked = isOn();
  box.addEventListener("change", () => localStorage.setItem(kSwitch, box.checked ? "aan" : "uit"));
  onKey("/", () => {
    const field = find<HTMLInputElement>("#q, .bar-field");
    if (field) {
      field.focus();
      field.select();
    } else {
      window.location.assign("/zoeken");
    }
  });
}

export interface Progress {
  running: boolean;
  paused: boolean;
  waiting: number;
  done: number;
  total: number;
  text: string;
}

const followers: ((progress: Progress) => void)[] = [];

/** Follows the reading of files; one stream for all who want to know. */
export function followTask(onChange: (progress: Progress) => void): void {
  followers.push(onChange);
  if (followers.length > 1) return;
  const task = find<HTMLElement>("#task");
  const text = find<HTMLElement>("#task-text");
  const bar = find<HTMLProgressElement>("#task-bar");
  const source = new EventSource("/documenten/voortgang");
  source.addEventListener("message", (event: MessageEvent<string>) => {
    const progress = JSON.parse(event.data) as Progress;
    if (task && text && bar) {
      task.hidden = !progress.running;
      text.textContent = progress.text;
      bar.max = progress.total;
      bar.value = progress.done;
    }
    followers.forEach((follower) => follower(progress));
  });
  window.addEventListener("pagehide", () => source.close());
}

function start(): void {
  document.documentElement.classList.add("script");
  startKeys();
  // On a narrow window the row of links goes on beside it.
  find<HTMLElement>(".sections [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  if (find<HTMLElement>("#task")?.dataset.running === "1") followTask(() => undefined);
}

start();
