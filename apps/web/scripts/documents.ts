// documents.ts - documents that are dropped or chosen are sent one by one, as they are; reading them is followed live.
import { find, followTask, onKey } from "./base.js";

const form = find<HTMLFormElement>("#upload");
const input = find<HTMLInputElement>("#up-bestanden");
const zone = find<HTMLElement>("#neerzetten");
const list = find<HTMLElement>("#upload-lijst");
let waiting: File[] = [];

function show(file: File): HTMLElement {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const state = document.createElement("span");
  name.textContent = `${file.name} `;
  state.className = "quiet";
  state.textContent = "wacht";
  item.append(name, state);
  list?.append(item);
  return state;
}

function send(file: File, fields: URLSearchParams, state: HTMLElement): Promise<boolean> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    fields.set("naam", file.name);
    request.open("PUT", `/documenten/bestand?${fields.toString()}`);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) state.textContent = `${Math.round((event.loaded / event.total) * 100)}%`;
    });
    request.addEventListener("load", () => {
      state.textContent = request.status === 202 ? "ontvangen" : request.status === 413 ? "te groot" : "niet aangenomen";
      resolve(request.status === 202);
    });
    request.addEventListener("error", () => {
      state.textContent = "niet verzonden";
      resolve(false);
    });
    request.send(file);
  });
}

async function sendAll(): Promise<void> {
  if (!form || waiting.length === 0) return;
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => {
    if (typeof value === "string" && value !== "") fields.set(name, value);
  });
  const files = waiting;
  waiting = [];
  let sent = 0;
  for (const file of files) {
    if (await send(file, fields, show(file))) sent += 1;
  }
  if (sent === 0) return;
  // What was sent counts at once, so nothing left means read, however quickly that went.
  followTask((progress) => {
    if (!progress.running && progress.total === 0) window.location.reload();
  });
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
