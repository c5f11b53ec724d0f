// Gives the screen the content folder of this machine, through the server that shows the site.
// Browsers have such a folder only in part, ask for it anew each time, and two of three not at all.

import { watchNews } from "./news.js";
import "./unsaved.js";

const FOLDER = "/admin/folder/";
const WORD = { "X-Editing-Screen": "1" };
const UNFINISHED = ".sveltia-tmp-";

const address = (path) => FOLDER + path.split("/").map(encodeURIComponent).join("/");
const missing = (path) => new DOMException(`There is no ${path}`, "NotFoundError");
const digest = async (data) => {
  const hash = await crypto.subtle.digest("SHA-256", data);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
};
const said = async (response) => {
  if (response.ok) return;
  const { words } = await response.json().catch(() => ({ words: "The server does not answer." }));
  throw new Error(words);
};

const answer = await fetch(FOLDER);
const texts = new Map(Object.entries(await answer.json()));
const before = new Map();

const contents = async (path) => {
  const text = texts.get(path);
  if (typeof text === "string") return new TextEncoder().encode(text);
  const response = await fetch(address(path));
  await said(response);
  return response.arrayBuffer();
};

// What a file was when it was read, so that nobody changes or removes what somebody else has changed.
const asRead = async (path) => {
  if (texts.has(path) && !before.has(path)) before.set(path, await digest(await contents(path)));
  return { ...WORD, "If-Match": before.get(path) ?? "" };
};

const write = async (path, parts) => {
  const data = await new Blob(parts).arrayBuffer();
  const headers = await asRead(path);
  await said(await fetch(address(path), { method: "PUT", headers, body: data }));
  before.set(path, await digest(data));
  texts.set(path, /\.(md|yml)$/.test(path) ? new TextDecoder().decode(data) : null);
};

class LocalFile {
  kind = "file";

  constructor(path) {
    this.path = path;
    this.parts = [];
  }

  get name() {
    return this.path.split("/").at(-1);
  }

  async getFile() {
    const data = this.name.startsWith(UNFINISHED) ? await new Blob(this.parts).arrayBuffer() : await contents(this.path);
    return new File([data], this.name);
  }

  async createWritable() {
    const parts = [];
    return {
      write: async (data) => void parts.push(data),
      close: async () => {
        this.parts = parts;
        if (!this.name.startsWith(UNFINISHED)) await write(this.path, parts);
      },
    };
  }

  async move(folder, name) {
    const old = this.path;
    const parts = this.name.startsWith(UNFINISHED) ? this.parts : [await contents(old)];
    const path = folder.below(name);
    await write(path, parts);
    // Not before: what could not be written, the program removes by the name that it has.
    this.path = path;
    if (texts.has(old)) await folder.remove(old);
  }
}

class LocalFolder {
  kind = "directory";

  constructor(path = "") {
    this.path = path;
  }

  get name() {
    return this.path.split("/").at(-1);
  }

  below(name) {
    return this.path ? `${this.path}/${name}` : name;
  }

  holds(name) {
    return [...texts.keys()].some((path) => path.startsWith(`${this.below(name)}/`));
  }

  async getDirectoryHandle(name, { create = false } = {}) {
    if (!create && !this.holds(name)) throw missing(name);
    return new LocalFolder(this.below(name));
  }

  async getFileHandle(name, { create = false } = {}) {
    if (!create && !texts.has(this.below(name))) throw missing(name);
    return new LocalFile(this.below(name));
  }

  async remove(path) {
    await said(await fetch(address(path), { method: "DELETE", headers: await asRead(path) }));
    texts.delete(path);
    before.delete(path);
  }

  async removeEntry(name) {
    if (texts.has(this.below(name))) await this.remove(this.below(name));
  }

  async *entries() {
    const start = this.path ? `${this.path}/` : "";
    const names = new Set();
    for (const path of texts.keys()) {
      if (path.startsWith(start)) names.add(path.slice(start.length).split("/")[0]);
    }
    for (const name of names) {
      const path = this.below(name);
      yield [name, texts.has(path) ? new LocalFile(path) : new LocalFolder(path)];
    }
  }

  async *values() {
    for await (const [, handle] of this.entries()) yield handle;
  }
}

// The screen asks for its own folder below this one; it is given the content folder itself.
const above = { getDirectoryHandle: async () => new LocalFolder() };
Object.defineProperty(navigator.storage, "getDirectory", { value: async () => above });
localStorage.setItem("sveltia-cms.user", JSON.stringify({ backendName: "test-repo" }));

// The history is shared with the site beside. The program would go back in it after a save: that
// takes the site along, and finds nothing while the site goes elsewhere, so that the screen stays
// where it was, empty. Shown no history, the program goes to its list as to any other place.
Object.defineProperty(window, "navigation", { value: { currentEntry: { index: 0 }, entries: () => [] } });

// ---- What is wrong is told at the field ----

let faults = [];

const note = ({ said, cure, severity }) => {
  const element = document.createElement("p");
  element.className = `told told--${severity}`;
  element.textContent = [`${said}.`, cure].filter(Boolean).join(" ");
  return element;
};

const fieldOf = (key) => {
  // A part that is folded away is told at what holds it.
  for (let path = key; path; path = path.slice(0, Math.max(path.lastIndexOf("."), 0))) {
    const found = document.querySelector(`[data-key-path="${CSS.escape(path)}"]`);
    if (found) return found;
  }
  return document.querySelector("[data-key-path]");
};

const marked = () => {
  const wanted = faults.filter(({ screen }) => screen && location.hash.startsWith(`#${screen}`));
  const places = new Map();
  for (const fault of wanted) {
    const place = fieldOf(fault.field);
    if (place) places.set(place, [...(places.get(place) ?? []), fault]);
  }
  for (const old of document.querySelectorAll(".told")) {
    if (!places.has(old.parentElement)) old.remove();
  }
  for (const [place, told] of places) {
    const there = [...place.children].filter((one) => one.matches(".told"));
    const notes = told.map(note);
    const same = there.map((one) => one.textContent).join() === notes.map((one) => one.textContent).join();
    if (!same) {
      there.forEach((one) => one.remove());
      place.append(...notes);
    }
  }
};

let waiting = 0;
const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(marked, 200);
};
new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
window.addEventListener("hashchange", soon);
watchNews((news) => {
  ({ faults } = news);
  soon();
});

await import("./screen.js");
