// batch.ts - a chosen file becomes the text of the form; who asks sees what is asked.
import { find, say } from "./base.js";

const file = find<HTMLInputElement>("#reeks-bestand");
const text = find<HTMLTextAreaElement>("#vragen");

file?.addEventListener("change", () => {
  const chosen = file.files?.[0];
  if (!chosen || !text) return;
  void chosen.arrayBuffer().then((bytes) => {
    try {
      text.value = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      // As spreadsheets on Windows write it.
      text.value = new TextDecoder("windows-1252").decode(bytes);
    }
    text.focus();
    say(chosen.name);
  });
});
