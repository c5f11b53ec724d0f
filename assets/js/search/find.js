// Finds pages: at once what the site's own words lead to, then what the engine knows of all texts.
import {
  filterOf,
  joined,
  mended,
  people,
  relative,
  rewordings,
  stem,
  stems,
  telling,
  tokens,
  withoutPostcode,
} from "./words.js";
import { isHelpPage, isNear, pageOf, pinned } from "./pins.js";
import { everyone } from "./speaker.js";
import { ballot } from "./votes.js";

const few = 5;
const sentence = 3;
// What asks for help in another language, in the words of whoever wrote the pages about it.
const foreign = ["interpreter"];
// A page whose title has the words is more likely meant than one that has them in passing.
const titleCounts = 1.5;

// ---- What is fetched: the head of the page names it, so that it is under way before this runs ----

const json = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
};

const prepared = async (url) => {
  const { pins, pages, kinds, synonyms, vocabulary } = await json(url);
  const forms = vocabulary.split(" ");
  const titles = Object.values(pages).map(([, title]) => title);
  const phrases = [...pins.flatMap((pin) => pin.words), ...titles, ...synonyms.flat()];
  const leading = [...phrases.flatMap(tokens), ...people];
  const words = [...new Set(forms.flatMap(tokens))];
  const small = new Set(phrases.join(" ").split(" "));
  const names = forms.filter((form) => /^\p{Lu}\p{Ll}/u.test(form) && !small.has(form.toLowerCase()));
  const isName = new Set(names.map((name) => stem(name.toLowerCase())));
  const namesIn = (title) => stems(tokens(title)).filter((root) => isName.has(root) || /^\p{L}+\d+$/u.test(root));
  const phrased = pins.map((pin) => ({
    ...pin,
    page: pageOf(pin.url),
    phrase: stems(tokens(pin.title)),
    names: namesIn(pin.title),
    phrases: pin.words.map((phrase) => stems(tokens(phrase))),
  }));
  const common = new Map();
  for (const { phrases } of phrased) {
    for (const root of new Set(phrases.flat())) common.set(root, (common.get(root) ?? 0) + 1);
  }
  return {
    words,
    common,
    roots: new Set(words.map(stem)),
    leading: new Set(leading.map(stem)),
    // What a slip may have been meant for: a word that leads somewhere, or a name, not any word of a text.
    targets: [...new Set([...leading, ...names.flatMap(tokens)])],
    spelled: new Map(names.map((name) => [name.toLowerCase(), name])),
    synonyms: synonyms.map((group) => group.map((phrase) => tokens(phrase).join(" "))),
    pins: phrased,
    // The page of help for each kind of reader; what is for nobody alone is for everyone.
    helping: new Map(phrased.filter(isHelpPage).map(({ audience, page }) => [audience || everyone, page]).reverse()),
    votes: ballot(phrased),
    pages: new Map(
      Object.entries(pages).map(([id, [address, title, kind, years]]) => [
        id,
        { id, url: address, title, kind: kinds[kind], years, lines: [], phrase: stems(tokens(title)) },
      ]),
    ),
  };
};

const started = async ({ engine, index, chunks }) => {
  // Taken now, what the page fetched ahead lies where the engine will find it.
  for (const chunk of chunks) fetch(chunk).catch(() => {});
  const pagefind = await import(engine);
  const [first, ...others] = index.map((entry) => {
    const url = new URL(entry);
    return { basePath: new URL(".", url).pathname, metaCacheTag: url.searchParams.get("ts") };
  });
  // A worker would need its own permission to run the program, for milliseconds.
  const started = pagefind.createInstance({ ...first, baseUrl: "/", noWorker: true });
  for (const { basePath, ...options } of others) {
    await started.mergeIndex(basePath, { ...options, baseUrl: "/" });
  }
  return started;
};

// Everything is fetched once, and again if that failed.
export const source = (files) => {
  const kept = {};
  const once = (name, make) => () =>
    (kept[name] ??= make().catch((error) => {
      delete kept[name];
      throw error;
    }));
  return {
    site: once("site", () => prepared(files.words)),
    engine: once("engine", () => started(files)),
    common: once("common", async () => {
      const text = await (await fetch(files.common)).text();
      return filterOf(text.split("\n\n").at(-1).trim());
    }),
  };
};

// ---- What is asked ----

const beginning = 5;
const isRead = (word, { roots, words }) =>
  roots.has(stem(word)) || (word.length >= beginning && words.some((other) => other.startsWith(word)));
const isKnown = (word, site) => site.leading.has(stem(word)) || isRead(word, site);

// Not a word is mended that English has, nor one of a question that another language asks.
const withoutSlips = async (words, site, source) => {
  const strange = telling(words).filter((word) => !isKnown(word, site));
  const offers = new Map(strange.map((word) => [word, mended(word, site.targets)]));
  if (![...offers.values()].some(Boolean)) return words;
  const common = await source.common();
  const strangest = strange.filter((word) => !common.has(stem(word)));
  const slips = strangest.filter((word) => offers.get(word));
  if (slips.length <= strangest.length / 2) return words;
  const instead = (wrong) => words.map((word) => (wrong.includes(word) ? offers.get(word) : word));
  // “Clare’s law” is no “care’s law”: what leads nowhere was not meant.
  const leads = (wrong) => pinned(instead(wrong), site).sure;
  const isName = (word) => site.spelled.has(offers.get(word));
  if (leads(slips) || slips.every(isName)) return instead(slips);
  // Whose pen slipped once may have slipped into a word: “buisness manger”.
  const all = strange.filter((word) => offers.get(word));
  return leads(all) ? instead(all) : words;
};

// ---- What the engine finds ----

const titleShare = (roots, phrase) => roots.filter((root) => phrase.includes(root)).length / (roots.length || 1);

const ask = async (engine, words, { pages }) => {
  const { results } = await engine.search(words.join(" "));
  const roots = stems(words);
  return results
    .filter(({ id }) => pages.has(id))
    .map(({ id, score, data }) => {
      const page = pages.get(id);
      return { ...page, data, score: score * (1 + titleCounts * titleShare(roots, page.phrase)) };
    })
    .sort((one, other) => other.score - one.score);
};

// Pages that have some of the words: the more of them, and the rarer, the earlier.
const askForAny = async (engine, words, site) => {
  const found = new Map();
  for (const word of words) {
    const results = await ask(engine, [word], site);
    const rare = Math.log(1 + site.pages.size / (1 + results.length));
    const most = results[0]?.score ?? 1;
    for (const { score, ...page } of results) {
      const before = found.get(page.id)?.score ?? 0;
      found.set(page.id, { ...page, score: before + rare * (0.5 + score / most / 2) });
    }
  }
  return [...found.values()].sort((one, other) => other.score - one.score);
};

const findAll = async (words, site, engine) => {
  // The engine shortens a word that it does not have until something fits, be it a single letter.
  const known = telling(words).filter((word) => isRead(word, site));
  const found = new Map();
  const add = (results) => results.forEach((page) => found.has(page.id) || found.set(page.id, page));
  if (known.length) add(await ask(engine, known, site));
  if (found.size < few) {
    for (const wording of rewordings(words, site.synonyms)) {
      const other = telling(wording).filter((word) => isRead(word, site));
      if (other.length) add(await ask(engine, other, site));
    }
  }
  const all = found.size;
  if (all < few && known.length > 1) add(await askForAny(engine, known, site));
  return { found, all };
};

// Words with letters that English lacks, and no page has: whoever typed them may not read English.
const isForeign = (asked, site) =>
  (asked.match(/\p{L}+/gu) ?? []).some(
    (word) => /[^a-z]/i.test(word) && tokens(word).every((part) => !isKnown(part, site)),
  );

// The same in plain letters: not one word of a sentence leads anywhere or is English.
const isStrange = async (words, site, source) => {
  if (words.length < sentence || words.some((word) => isKnown(word, site))) return false;
  const common = await source.common();
  // Three slips in a row are English all the same.
  return words.every((word) => !common.has(stem(word))) && !words.every((word) => mended(word, site.targets));
};

const inFamily = (words, { leading }) =>
  words.map((word) => (leading.has(stem(word)) ? word : relative(stem(word), leading)));

// What was meant, if it says more than what was typed: help that fits already is not taken away.
const meant = async (typed, site, source) => {
  const given = pinned(typed, site);
  const words = await withoutSlips(typed, site, source);
  if (words === typed || !given.sure) return words;
  const [best] = pinned(words, site).pins;
  return best?.fit >= given.pins[0].fit + 1 ? words : typed;
};

// Gives an answer twice: what is known before the engine has come, and everything.
export async function* answers(asked, source) {
  const site = await source.site();
  const known = (word) => isKnown(word, site);
  const typed = withoutPostcode(joined(tokens(asked), known), known, (word) => site.leading.has(stem(word)));
  const leading = (words, isOther) => {
    const { pins, sure } = pinned(words, site);
    return !sure && isOther ? pinned(foreign, site).pins : pins;
  };
  let isOther = isForeign(asked, site);
  let pins = leading(typed, isOther);
  yield { asked, words: typed, pins, found: [], all: 0, finished: false };
  isOther ||= await isStrange(typed, site, source);
  const words = isOther ? typed : await meant(typed, site, source);
  const slip = words === typed ? "" : words.map((word) => site.spelled.get(word) ?? word).join(" ");
  pins = slip ? pinned(words, site).pins : leading(inFamily(words, site), isOther);
  if (slip) yield { asked, slip, words, pins, found: [], all: 0, finished: false };
  const { found, all } = await findAll(words, site, await source.engine());
  const taken = new Set(pins.map(({ url }) => pageOf(url)));
  const rest = [...found.values()].filter(({ url }) => !taken.has(url)).filter(isNear(words, pins, site));
  const filled = pins.map((pin) => {
    const data = found.get(pin.id)?.data;
    return { ...pin, data, summary: pin.summary ?? (data ? undefined : "") };
  });
  yield { asked, slip, words, pins: filled, found: rest, all, finished: true };
}
