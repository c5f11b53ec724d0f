// Makes the list of results out of what was found; nothing that was typed or read can become HTML.
import { stem, stems, telling, tokens } from "./words.js";

const extractWords = 32;
const mostParts = 2;
const longEnough = 4;

const element = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

const link = (url, words) => {
  const made = element("a", "", words);
  made.href = url;
  return made;
};

const call = ({ href, title, phone }) => {
  const words = element("span", "call-button__words", `Call ${title}, `);
  words.append(element("span", "call-button__phone", phone));
  const made = link(href, words);
  made.className = "call-button";
  return made;
};

const has = (word, roots) => tokens(word).some((part) => roots.has(stem(part)));

// Where the extract begins: at the sentence that has most of the words, or at the first of them in it.
const begin = (words, roots) => {
  const starts = words.flatMap((_, at) => (at === 0 || /[.!?:]["”’)]?$/.test(words[at - 1]) ? [at] : []));
  const worth = (from) => {
    const seen = words.slice(from, from + extractWords).flatMap(tokens).map(stem);
    return new Set(seen.filter((root) => roots.has(root))).size;
  };
  const best = starts.reduce((one, other) => (worth(other) > worth(one) ? other : one), 0);
  const first = words.findIndex((word) => has(word, roots));
  return worth(best) === 0 && first > 0 ? Math.max(0, first - extractWords / 4) : best;
};

const extract = (text, roots) => {
  const words = text.split(/\s+/).filter(Boolean);
  const from = begin(words, roots);
  const to = from + extractWords;
  const atSentence = from === 0 || /[.!?:]["”’)]?$/.test(words[from - 1]);
  const shown = words.slice(from, to).flatMap((word) => [has(word, roots) ? element("mark", "", word) : word, " "]);
  return [...(atSentence ? [] : ["… "]), ...shown.slice(0, -1), ...(to < words.length ? [" …"] : [])];
};

// A part of a page is worth a link of its own if its heading has one of the words.
const partsOf = ({ anchors, url }, roots) =>
  anchors
    .filter(({ element, id, text }) => /^h[2-6]$/i.test(element) && id && has(text ?? "", roots))
    .slice(0, mostParts)
    .map(({ id, text }) => ({ title: text.trim(), url: `${url}#${id}` }));

const rootsOf = (words) => new Set(stems(telling(words)).filter((root) => root.length >= longEnough || /\d/.test(root)));

const fill = async (item, { data, summary, title, url }, roots) => {
  if (!data) return;
  const page = await data();
  if (summary === undefined) {
    // A page begins with its own title, which stands above the extract already.
    const text = page.content.startsWith(title) ? page.content.slice(title.length).replace(/^[\s.]+/, "") : page.content;
    item.querySelector(".results__text").replaceChildren(...extract(text, roots));
  }
  const parts = url.includes("#") ? [] : partsOf(page, roots);
  if (!parts.length) return;
  item.append(element("ul", "links", ...parts.map((part) => element("li", "", link(part.url, part.title)))));
};

// An entry with what is known of it, and the promise of what the engine has still to fetch.
export const entry = (found, words) => {
  const item = element("li", "results__item", element("h3", "results__title", link(found.url, found.title)));
  item.append(element("p", "small", [found.kind, ...found.years].join(", ")));
  if (found.summary !== "") item.append(element("p", "results__text", found.summary ?? ""));
  if (found.lines.length) {
    const calls = found.lines.map((line) => element("li", "", call(line)));
    item.append(element("ul", "results__calls", ...calls));
  }
  return { item, filled: fill(item, found, rootsOf(words)) };
};

export const option = (value, words) => {
  const made = element("option", "", words);
  made.value = value;
  return made;
};
