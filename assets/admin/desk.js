// Keeps the editing screen and the site together: what is edited is shown, what is wrong is told.

import { watchNews } from "./news.js";

const at = (id) => document.getElementById(id);
const screen = at("screen");
const site = at("site");
let pages = {};

const counted = (number, one, many) => (number === 1 ? `One ${one}` : `${number} ${many}`);
const made = (name, text, className = "") => Object.assign(document.createElement(name), { textContent: text, className });

const listed = (lines) => {
  const list = made("ul", "");
  list.append(...lines.map((line) => made("li", line)));
  return list;
};

const STOPPED = "The server has stopped. Start it again to go on.";

const asked = async (path, told) => {
  const headers = { "X-Editing-Screen": "1", "Content-Type": "application/json" };
  try {
    const answer = await fetch(path, told && { method: "POST", headers, body: JSON.stringify(told) });
    return { ok: answer.ok, found: await answer.json() };
  } catch {
    return { ok: false, found: { words: STOPPED, sections: [] } };
  }
};

// ---- What is wrong ----

const STILL_PUBLIC = "nothing-tells-of-a-withdrawn-review";

const go = (place) => {
  screen.contentWindow.location.hash = place;
  screen.focus();
};

const told = ({ where, said, cure, screen: place }) => {
  const item = made("li", "");
  item.append(made("p", `${where}: ${said}.`), made("p", cure));
  if (place) {
    const act = made("button", "Go there", "bar__act");
    act.type = "button";
    act.addEventListener("click", () => go(place));
    item.append(act);
  }
  return item;
};

const tell = (news) => {
  pages = news.pages;
  shown();
  const errors = news.faults.filter(({ severity }) => severity === "error");
  const warnings = news.faults.filter(({ severity }) => severity !== "error");
  const state = at("state");
  if (news.gone) state.textContent = STOPPED;
  else if (news.building) state.textContent = "Building the site …";
  else if (news.trouble) state.textContent = news.trouble;
  else if (errors.length) state.textContent = `${counted(errors.length, "thing has", "things have")} to be fixed before anything is published.`;
  else state.textContent = warnings.length ? `All is well; ${counted(warnings.length, "hint", "hints").toLowerCase()}.` : "All is well.";
  const faults = at("faults");
  faults.hidden = !news.faults.length;
  // Hints are folded, also those that are left when what had to be fixed is.
  if (errors.length) faults.open = true;
  else if (!faults.classList.contains("faults--warnings")) faults.open = false;
  faults.classList.toggle("faults--warnings", !errors.length);
  at("count").textContent = errors.length ? "What has to be fixed" : "Hints";
  at("along").hidden = !errors.some(({ rule }) => rule === STILL_PUBLIC);
  at("told").replaceChildren(...errors.map(told));
  at("hinted").replaceChildren(...warnings.map(told));
  at("besides").hidden = !errors.length || !warnings.length;
};

// ---- The page of what is being edited ----

function shown() {
  const place = decodeURIComponent(screen.contentWindow.location.hash);
  const [, collection, name] = place.match(/^#\/collections\/([^/]+)\/entries\/([^?]+)/) ?? [];
  const url = pages[`${collection}/${name}`];
  if (url && site.contentWindow.location.pathname !== url.split("#")[0]) {
    site.contentWindow.location.replace(url);
  }
}

screen.addEventListener("load", () => {
  screen.contentWindow.addEventListener("hashchange", shown);
});

at("show").addEventListener("click", ({ currentTarget }) => {
  const alone = document.querySelector(".panes").classList.toggle("panes--alone");
  currentTarget.setAttribute("aria-pressed", String(!alone));
});

// ---- What goes with a review that is taken down ----

at("take").addEventListener("click", async () => {
  at("refused").textContent = "";
  const { ok, found } = await asked("/admin/taken-down");
  const none = "Nothing is about it alone. What still tells of it is in the list: take those words out.";
  at("taken").replaceChildren(
    found.length
      ? listed(found.map(({ kind, title }) => `The ${kind} “${title}”`))
      : made("p", ok ? none : found.words),
  );
  at("down").disabled = !found.length;
  at("taking").showModal();
});

at("leave").addEventListener("click", () => at("taking").close());

at("takes").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { ok, found } = await asked("/admin/taken-down", {});
  if (ok) {
    at("taking").close();
    // The screen has read the files before they were changed.
    screen.contentWindow.location.reload();
  } else {
    at("refused").textContent = found.words;
  }
});

// ---- Publishing ----

const handing = at("handing");

const section = ({ title, lines }) => [made("h3", title), listed(lines)];

const folded = (title, parts) => {
  const details = made("details", "");
  details.append(made("summary", title), ...parts);
  return details;
};

const report = ({ words, sections, notes = [], files = [] }) => {
  const parts = words ? [made("p", words)] : [];
  parts.push(...sections.flatMap(section));
  if (files.length) parts.push(...section({ title: "Files that you changed", lines: files }));
  if (notes.length) parts.push(folded("What else is worth knowing", notes.flatMap(section)));
  return parts;
};

at("publish").addEventListener("click", async () => {
  at("answer").textContent = "";
  at("hand").disabled = true;
  at("report").replaceChildren(made("p", "Comparing with what is public …"));
  handing.showModal();
  const { found } = await asked("/admin/publish");
  at("report").replaceChildren(...report(found));
  at("hand").disabled = !found.ready;
});

at("close").addEventListener("click", () => handing.close());

at("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { ok, found } = await asked("/admin/publish", { message: at("message").value });
  at("answer").textContent = found.words;
  if (!ok) return;
  at("message").value = "";
  at("hand").disabled = true;
  at("close").focus();
});

watchNews(tell);
