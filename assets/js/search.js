// Searches this site in the visitor’s own browser; without this script the page offers its lists.
import { answers, source } from "./search/find.js";
import { entry, option } from "./search/results.js";

const page = document.querySelector("[data-search]");
const part = (name) => document.querySelector(`[data-search-${name}]`);
const form = page.querySelector("form");
const field = form.elements.q;
const status = part("status");
const help = part("help");
const results = part("results");
const choices = part("choices");
const list = part("list");
const more = part("more");
const lists = part("lists");
const atOnce = 10;
// So few results need no filter.
const few = 5;
// Milliseconds after which a page that was scrolled is at rest.
const waiting = 150;

const named = (name) => [...document.querySelectorAll(`link[data-file="${name}"]`)].map(({ href }) => href);
const files = {
  words: named("words")[0],
  engine: named("engine")[0],
  index: named("index"),
  chunks: named("chunk"),
  common: named("common")[0],
};
const site = source(files);
let turn = 0;
let shown = { rest: [], words: [] };

// ---- What a search leaves behind: nothing in the address, the title or the list of pages visited ----

// The state of a tab's history goes with the tab, and brings Back to the same results and place.
const state = () => ({ words: "", kind: "", year: "", number: atOnce, top: 0, ...window.history.state });
const remember = (changes) => window.history.replaceState({ ...state(), ...changes }, "", window.location.pathname);
const visit = (changes) => window.history.pushState({ ...state(), ...changes }, "", window.location.pathname);

// ---- Showing ----

const says = ({ asked, slip, finished, all, found, pins }, number) => {
  if (!finished) return "Searching…";
  const results = number === 1 ? "1 result" : `${number} results`;
  if (!number) return `Nothing was found for “${asked}”. Try other words, or look through the list from A to Z below.`;
  if (slip) return `${results} for “${slip}”. No page has “${asked}”.`;
  if (!all && found.length && !pins.length) return `No page has all of “${asked}”. ${results} for some of the words`;
  return `${results} for “${asked}”`;
};

const fits = (chosen) => (found) =>
  (!chosen.kind || found.kind === chosen.kind) && (!chosen.year || found.years.includes(Number(chosen.year)));

const offer = (select, values, chosen) => {
  const [every] = select.options;
  select.replaceChildren(every, ...values.map((value) => option(value, value)));
  select.value = chosen;
  select.closest("p").hidden = values.length < 2 && !chosen;
};

const offerChoices = (found, { kind, year }) => {
  const kinds = new Set(found.map((page) => page.kind));
  const years = new Set(found.flatMap((page) => page.years));
  offer(choices.elements.kind, [...kinds].sort(), kind);
  offer(choices.elements.year, [...years].sort((one, other) => other - one).map(String), year);
  choices.hidden = found.length <= few || [...choices.querySelectorAll("p")].every(({ hidden }) => hidden);
};

// A result is shown as soon as its title is known; what it says may follow.
const next = (number) => {
  const made = shown.rest.splice(0, number).map((found) => entry(found, shown.words));
  return { items: made.map(({ item }) => item), filled: Promise.all(made.map(({ filled }) => filled)) };
};

// Whom to call stands first while nothing else does, and after the results where these are enough.
const placeHelp = (first) => (first ? results.before(help) : results.after(help));

const show = (answer, chosen) => {
  const every = [...answer.pins, ...answer.found];
  const fitting = every.filter(fits(chosen));
  shown = { words: answer.words, rest: [...fitting] };
  const { items, filled } = next(answer.finished ? chosen.number : answer.pins.length);
  list.replaceChildren(...items);
  more.hidden = shown.rest.length === 0;
  results.hidden = every.length === 0;
  lists.hidden = every.length > 0 || !answer.finished;
  offerChoices(answer.finished ? every : [], chosen);
  const numbers = answer.pins.some((pin) => pin.lines.length);
  placeHelp(every.length === 0 || (answer.pins[0]?.urgent && !numbers));
  status.textContent = says(answer, fitting.length);
  return filled;
};

const clear = (words) => {
  status.textContent = words ? "Searching…" : "";
  results.hidden = true;
  lists.hidden = words !== "";
  placeHelp(true);
};

const run = async () => {
  const chosen = state();
  turn += 1;
  const mine = turn;
  // Whoever types on keeps every letter, and the space after it.
  if (field.value.trim() !== chosen.words) field.value = chosen.words;
  clear(chosen.words);
  if (!chosen.words) return;
  window.history.scrollRestoration = "manual";
  try {
    let filled;
    for await (const answer of answers(chosen.words, site)) {
      // Somebody may have asked for something else, or gone back, while this was fetched.
      if (mine !== turn) return;
      filled = show(answer, chosen);
    }
    await filled;
    if (mine === turn && chosen.top) window.scrollTo({ top: chosen.top, behavior: "instant" });
  } catch {
    if (mine !== turn) return;
    status.textContent = "The search does not work just now. Everything is in the list from A to Z below.";
    lists.hidden = false;
    more.hidden = true;
  }
};

// ---- What the visitor does ----

const search = () => {
  visit({ words: field.value.trim(), kind: "", year: "", number: atOnce, top: 0 });
  run();
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
choices.addEventListener("change", () => {
  const { kind, year } = choices.elements;
  visit({ kind: kind.value, year: year.value, number: atOnce });
  run();
});
more.addEventListener("click", () => {
  const { items } = next(atOnce);
  list.append(...items);
  more.hidden = shown.rest.length === 0;
  remember({ number: list.children.length });
  items[0]?.querySelector("a").focus();
});

let resting;
window.addEventListener("scroll", () => {
  clearTimeout(resting);
  resting = setTimeout(() => remember({ top: window.scrollY }), waiting);
});
window.addEventListener("popstate", () => {
  clearTimeout(resting);
  run();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("a")) remember({ top: window.scrollY });
});

const given = new URLSearchParams(window.location.search);
const handed = window.sessionStorage.getItem("search") ?? given.get("q");
window.sessionStorage.removeItem("search");
if (handed !== null) remember({ words: handed.trim(), kind: "", year: "", number: atOnce, top: 0 });
// Until now the form could not be sent, which would have written the words into the address. Whoever typed
// on a slow line before this came is answered at once, and keeps the letters.
form.querySelector("[type='submit']").disabled = false;
if (state().words) run();
else if (field.value.trim()) search();
// Whoever has not typed yet will; a failure is told when it matters.
site.engine().catch(() => {});
site.site().catch(() => {});
site.common().catch(() => {});
