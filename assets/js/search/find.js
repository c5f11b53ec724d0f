// Finds pages: at once what the site's own words lead to, then what the engine knows of all texts.
import {
  asksPapers,
  bestFit,
  filterOf,
  isAlone,
  isPersonal,
  isQuestion,
  joined,
  mended,
  namesPapers,
  people,
  relative,
  rewordings,
  stem,
  stems,
  telling,
  tokens,
  withoutPostcode,
} from "./words.js";
import { children, everyone, speaker } from "./speaker.js";
import { ballot } from "./votes.js";

const few = 5;
const mostPinned = 3;
const mostGuessed = 2;
// What the votes of single words count beside a phrase that fits, and from where on they lead somewhere alone.
const vote = 0.3;
const loud = 1;
// What share of its score it counts that a page of help is for somebody who speaks like this, or is not; and what
// share is left where papers are asked for.
const theirs = 0.3;
const unasked = 0.5;
// No other score is as high.
const named = 100;
// A page whose title has the words is more likely meant than one that has them in passing.
const titleCounts = 1.5;

const pageOf = (url) => url.split("#")[0];
// What helps is a worry, which has numbers and no page of its own, or a page.
const isHelpPage = ({ urgent, lines }) => urgent && !lines.length;

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

// ---- What leads somewhere by itself ----

const sentence = 3;

// What asks for help in another language, in the words of whoever wrote the pages about it.
const foreign = ["interpreter"];

// “shaking” is enough for “shaking baby” where nothing fits better.
const holds = (words) => (phrase) => {
  const roots = stems(telling(words));
  return roots.length > 0 && roots.every((root) => phrase.includes(root));
};

// Several worries may lead to one page, each with advice of its own; nothing else is said twice.
const same = (one) => (other) => (one.lines.length ? one.title === other.title : pageOf(one.url) === pageOf(other.url));

const best = (found, most) =>
  found
    .sort((one, other) => other.score - one.score)
    .filter((one, at) => found.findIndex(same(one)) === at)
    .slice(0, most);

// What stands beside whatever fits best, as the third at the latest. Nobody knows all that people ask: who needs help,
// and for whom, is often left unsaid, so the page of help for everybody is beside other help and whatever sounds
// personal; and beside a question about the board is the page of answers.
const beside = (words, pins) => (found) => {
  const isThere = (page) => found.some(({ url }) => pageOf(url) === page.url);
  const helping = pins.filter(isHelpPage);
  const worry = found.some((pin) => pin.lines.length);
  const isHelp = helping.some(isThere) || found.some(isLine) || (isPersonal(words) && !worry);
  const asks = isQuestion(words) && !worry;
  const page = asks ? pins.find((pin) => pin.answers) : isHelp && helping[0];
  return !page || isThere(page) ? found : [...found.slice(0, mostPinned - 1), page];
};

// A worry that is but a line of a list.
const isLine = ({ url, page, lines }) => lines.length > 0 && url !== page;

// A worry leads to the page for whoever speaks: “my daughter cuts herself” to the one for parents. What is for
// everyone is left so for all but children, who have a page in words of their own.
const ledFor = (words, helping) => {
  const who = speaker(words);
  const all = helping.get(everyone);
  const isForChild = who === children || (!who && isAlone(words));
  const readerOf = ({ url }) => (url === all ? isForChild && children : who !== everyone && who);
  return (pin) => {
    const isHelp = [...helping.values()].includes(pin.url);
    const url = isLine(pin) ? helping.get(who) : isHelp && helping.get(readerOf(pin));
    return url && pin.lines.length ? { ...pin, url } : pin;
  };
};

// A line that says whom to call stands before the page that it leads to, and before what only explains, if it is
// meant about as likely.
const about = 0.7;
const lineFirst = (pins) => {
  const [first, ...others] = pins;
  if (!first || first.lines.length) return pins;
  const isBetter = ({ url, fit }) => url === first.url || (!first.urgent && fit >= first.fit);
  const line = others.find((pin) => pin.lines.length && pin.score >= first.score * about && isBetter(pin));
  return line ? [line, first, ...others.filter((pin) => pin !== line)] : pins;
};

const fits = ({ fit }) => fit >= 0.5;

// How well every pin and every title fits: by a phrase that is in the question, and by what its single words speak for.
const weighed = (words, asked, { pins, pages, common, votes, synonyms }) => {
  // Where one word is all that is asked, the order of the pages says which of them is meant.
  const spoken = asked.length > 1 ? votes(asked) : pins.map(() => ({ loud: 0, words: 0 }));
  // Whose husband “monitors” a phone does not ask what the board monitors.
  const nearer = isPersonal(words) ? 1 : 0;
  const who = speaker(words);
  const isUnasked = asksPapers(words);
  // What the letters of an abbreviation stand for leads where it leads; not the other way, as more words say more.
  const shorter = rewordings(words, synonyms).filter((wording) => wording.length < words.length);
  const wordings = [asked, ...shorter.map(stems)];
  const better = (one, other) => (other.score > one.score ? other : one);
  const bestOf = (phrases) => wordings.map((wording) => bestFit(phrases, wording, common)).reduce(better);
  const given = pins.map((pin, at) => {
    const { score, vague } = bestOf(pin.phrases);
    const fit = score && pin.urgent ? score + nearer : score;
    const others = pin.urgent && who && pin.audience ? -theirs : 0;
    const meant = pin.audience && pin.audience === who ? theirs : others;
    const share = pin.urgent && isUnasked ? unasked : 1 + meant;
    return { ...pin, vague, fit, words: spoken[at].words, score: (fit + spoken[at].loud * vote) * share };
  });
  // A title is no promise that the page is what somebody in need looks for.
  const titled = [...pages.values()].map((page) => {
    const { score, vague } = bestFit([page.phrase], asked, common);
    const loudest = Math.max(0, ...spoken.filter((_, at) => pins[at].page === page.url).map(({ loud }) => loud));
    return { ...page, vague, fit: score - 0.5, score: score - 0.5 + loudest * vote };
  });
  return { given, titled };
};

// Whoever is hurt may be called Charlie, as a child in a review is; whoever needs nobody asks for the review.
const withNames = (words, asked, given) => {
  const isNamed = (pin) => fits(pin) && pin.names.some((name) => asked.includes(name));
  const [other] = best(given.filter((pin) => fits(pin) && !isNamed(pin)), 1);
  const needed = !asksPapers(words) && (isPersonal(words) || (other?.urgent && !isQuestion(words)));
  return given.map((pin) => (isNamed(pin) ? { ...pin, score: pin.score + (needed ? -named : named) } : pin));
};

// Whoever needs somebody is not shown what else has a word of theirs: no review, and no statement of the site.
const needsHelp = (words, [first], { helping }) =>
  first?.urgent && isPersonal(words) && !namesPapers(words) && (isLine(first) || [...helping.values()].includes(first.url));
const isMeant = ({ urgent, audience, fit }) => urgent || audience || fit >= 2;

// Gives what leads somewhere, and whether it is a guess: whoever says “my” or “kids”, and nothing
// that any page is known for, is most likely to need somebody.
const pinned = (words, site) => {
  const asked = stems(words);
  if (asked.join("").length < 2) return { pins: [], sure: false };
  const { given: unnamed, titled } = weighed(words, asked, site);
  const given = withNames(words, asked, unnamed);
  const withOthers = beside(words, site.pins);
  const fitting = [...given, ...titled].filter(fits);
  // What is but named in a list is not guessed; nor that a child has died, by those whose page is for some readers alone.
  const isNamed = ({ url, page, lines }) => url !== page && !lines.length;
  const isForOthers = ({ audience, page }) => audience && ![...site.helping.values()].includes(page);
  const isGuess = (pin) => !isNamed(pin) && !isForOthers(pin) && pin.words > 1 && pin.score - pin.fit >= loud;
  const spoken = given.filter(isGuess);
  const led = (pins) => {
    const ordered = lineFirst(pins.map(ledFor(words, site.helping)));
    return withOthers(needsHelp(words, ordered, site) ? ordered.filter(isMeant) : ordered);
  };
  if (fitting.some(({ vague }) => !vague)) {
    return { pins: led(best([...fitting, ...spoken], mostPinned)), sure: true };
  }
  const urgent = given.filter((pin) => pin.urgent);
  const part = urgent.filter((pin) => pin.phrases.some(holds(words)));
  const guessed = part.length ? part : urgent.filter((pin) => fitting.includes(pin) || spoken.includes(pin));
  return { pins: led(best(guessed, mostGuessed)), sure: part.length > 0 };
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
  const isNeeded = needsHelp(words, pins, site) ? ({ kind }) => kind === pins[0].kind : () => true;
  const rest = [...found.values()].filter((page) => !taken.has(page.url) && isNeeded(page));
  const filled = pins.map((pin) => {
    const data = found.get(pin.id)?.data;
    return { ...pin, data, summary: pin.summary ?? (data ? undefined : "") };
  });
  yield { asked, slip, words, pins: filled, found: rest, all, finished: true };
}
