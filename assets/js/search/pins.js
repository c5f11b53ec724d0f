// What leads somewhere by itself, before the engine has come: worries, pages and reviews, by the words that they are known for.
import {
  asksPapers,
  bestFit,
  isAlone,
  isPersonal,
  isQuestion,
  namesPapers,
  rewordings,
  stems,
  telling,
} from "./words.js";
import { children, everyone, speaker } from "./speaker.js";

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

export const pageOf = (url) => url.split("#")[0];
// What helps is a worry, which has numbers and no page of its own, or a page.
export const isHelpPage = ({ urgent, lines }) => urgent && !lines.length;

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

// A page for some readers alone that is no page of help, or its worry: whose child has died.
const isForOthers = ({ helping }) => ({ audience, page }) => audience && ![...helping.values()].includes(page);

// Whoever needs somebody is not shown what else has a word of theirs: no review, and no statement of the site.
const needsHelp = (words, first, site) =>
  first && isPersonal(words) && !namesPapers(words) && (first.urgent || isForOthers(site)(first));
const isMeant = ({ urgent, audience, fit }) => urgent || audience || fit >= 2;
// Gives what leads somewhere, and whether it is a guess: whoever says “my” or “kids”, and nothing
// that any page is known for, is most likely to need somebody.
export const pinned = (words, site) => {
  const asked = stems(words);
  if (asked.join("").length < 2) return { pins: [], sure: false };
  const { given: unnamed, titled } = weighed(words, asked, site);
  const given = withNames(words, asked, unnamed);
  const withOthers = beside(words, site.pins);
  const fitting = [...given, ...titled].filter(fits);
  const isNamed = ({ url, page, lines }) => url !== page && !lines.length;
  const isOther = isForOthers(site);
  // What is but named in a list is not guessed; nor that a child has died.
  const isGuess = (pin) => !isNamed(pin) && !isOther(pin) && pin.words > 1 && pin.score - pin.fit >= loud;
  const spoken = given.filter(isGuess);
  const led = (found) => {
    const ordered = lineFirst(found.map(ledFor(words, site.helping)));
    const pins = needsHelp(words, ordered[0], site) ? ordered.filter(isMeant) : ordered;
    // Nobody whose child has died is asked whether a child is in danger.
    return pins[0] && isOther(pins[0]) ? pins.filter((pin) => !isHelpPage(pin)) : withOthers(pins);
  };
  if (fitting.some(({ vague }) => !vague)) {
    return { pins: led(best([...fitting, ...spoken], mostPinned)), sure: true };
  }
  const urgent = given.filter((pin) => pin.urgent);
  const part = urgent.filter((pin) => pin.phrases.some(holds(words)));
  const guessed = part.length ? part : urgent.filter((pin) => fitting.includes(pin) || spoken.includes(pin));
  return { pins: led(best(guessed, mostGuessed)), sure: part.length > 0 };
};

// Whether a page that the engine found may stand below what leads somewhere by itself.
const folderOf = (url) => url.split("/")[1];
export const isNear = (words, [first], site) => ({ url }) =>
  !needsHelp(words, first, site) || folderOf(url) === folderOf(first.url);
