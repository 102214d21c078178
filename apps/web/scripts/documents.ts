// documents.ts - documents that are dropped or chosen are sent one by one, as they are; reading them is followed live.
import { find, followTask, onKey, say } from "./base.js";

const form = find<HTMLFormElement>("#upload");
const input = find<HTMLInputElement>("#up-bestanden");
const zone = find<HTMLElement>("#neerzetten");
const list = find<HTMLElement>("#upload-lijst");
const password = find<HTMLInputElement>("#up-wachtwoord");
const words = form?.dataset ?? {};
let waiting: File[] = [];

function show(file: File): HTMLElement {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const state = document.createElement("span");
  name.textContent = `${file.name} `;
  state.className = "quiet";
  state.textContent = words.waits ?? "";
  item.append(name, state);
  list?.append(item);
  return state;
}

function send(file: File, fields: URLSearchParams, state: HTMLElement): Promise<boolean> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    fields.set("naam", file.name);
    request.open("PUT", `/documenten/bestand?${fields.toString()}`);
    // Not in the address, which may be written down on its way.
    if (password?.value) request.setRequestHeader("X-Wachtwoord", encodeURIComponent(password.value));
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) state.textContent = `${Math.round((event.loaded / event.total) * 100)}%`;
    });
    request.addEventListener("load", () => {
      const word = request.status === 202 ? words.received : request.status === 413 ? words.tooBig : words.refused;
      state.textContent = word ?? "";
      resolve(request.status === 202);
    });
    request.addEventListener("error", () => {
      state.textContent = words.notSent ?? "";
      resolve(false);
    });
    request.send(file);
  });
}

async function sendAll(): Promise<void> {
  if (!form?.reportValidity()) return;
  if (waiting.length === 0) {
    say(words.none ?? "");
    input?.focus();
    return;
  }
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => {
    if (typeof value === "string" && value !== "") fields.set(name, value);
  });
  const files = waiting.map((file): [File, HTMLElement] => [file, show(file)]);
  waiting = [];
  let sent = 0;
  for (const [file, state] of files) {
    if (await send(file, fields, state)) sent += 1;
  }
  // What was sent counts at once, so nothing left means read, however quickly that went. What was refused stays in sight.
  if (sent === files.length) window.location.reload();
}

/** The table below has what is new once nothing is being read any more. */
function reloadWhenRead(): void {
  followTask((progress) => {
    if (!progress.running && (progress.waiting === 0 || progress.paused)) window.location.reload();
  });
}

const reading = find<HTMLProgressElement>("#inlezen-balk");
if (reading) {
  const text = find<HTMLElement>("#inlezen-tekst");
  followTask((progress) => {
    if (!progress.running) return;
    if (text) text.textContent = progress.text;
    reading.max = progress.total;
    reading.value = progress.done;
  });
  reloadWhenRead();
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (input?.files) waiting.push(...Array.from(input.files));
  if (input) input.value = "";
  void sendAll();
});
zone?.addEventListener("dragover", (event) => {
  event.preventDefault();
  zone.classList.add("is-over");
});
zone?.addEventListener("dragleave", () => zone.classList.remove("is-over"));
zone?.addEventListener("drop", (event) => {
  event.preventDefault();
  zone.classList.remove("is-over");
  waiting.push(...Array.from(event.dataTransfer?.files ?? []));
  void sendAll();
});

const rows = Array.from(document.querySelectorAll<HTMLAnchorElement>(".row-link"));
function step(by: number): void {
  const current = rows.findIndex((row) => row === document.activeElement);
  rows[current < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, current + by))]?.focus();
}
onKey("j", () => step(1));
onKey("k", () => step(-1));
