// How words are split, compared and mended; knows neither the page nor the engine.

// Words that say nothing about what somebody looks for.
const empty = new Set(
  ("a an the of to in on at for and or but so is are were am be been being it its do does did done has have had " +
    "will would can could should shall may might this that these those there here by from with about into than then " +
    "just really very please get got if little").split(" "),
);
// Words that say who speaks and what they ask, which matters beside other words and never alone.
const beside = new Set(
  ("i im ive me my mine myself we us our he him his she her hers they them their you your someone somebody anyone who whom " +
    "what when where why how which as was since no not never dont doesnt didnt wont cant isnt off out up down away over " +
    "back again").split(" "),
);
// Words for people, by who says “my” of them: half of this site is about them, so one alone says little of what is meant.
const relations = {
  elders:
    "mum mummy mam mom dad daddy father mother parent parents stepdad stepmum stepfather stepmother uncle auntie aunt " +
    "nan nana granny gran grandma grandmother grandad grandfather grandparent grandparents",
  young:
    "child children kid kids baby babies toddler infant teen teens teenager lad son sons daughter daughters stepson " +
    "stepdaughter grandson granddaughter grandchild grandchildren grandkids grandkid niece nephew newborn newborns twin " +
    "twins godson goddaughter godchild",
  couple: "husband wife partner ex missus fella bloke",
  charges: "pupil pupils student students patient patients client clients",
  equals: "brother sister cousin friend mate boyfriend girlfriend bf gf",
  others: "girl girls boy boys neighbour neighbours family families man men woman women lady guy guys",
};
const peopleBy = Object.entries(relations).map(([relation, words]) => [relation, words.split(" ")]);
const relationBy = new Map(peopleBy.flatMap(([relation, words]) => words.map((word) => [word, relation])));
// “My mums boyfriend”, “my two nieces”: more than one, or whose.
export const relationOf = (word) => relationBy.get(word) ?? relationBy.get(word.replace(/s$/, ""));
export const people = new Set(relationBy.keys());

// From these lengths on, a word may have one wrong letter, or two, and still be told from others.
const oneSlip = 5;
const twoSlips = 9;

export const tokens = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}'’\u0060]/gu, "")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

// The same for “hit”, “hits” and “hitting”; coarser than the engine's own, which is loaded later.
export const stem = (word) => {
  if (word.length < 4 || /\d/.test(word)) return word;
  const single = word
    .replace(/i(?:es|ed)$/, "y")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/([^su])s$/, "$1")
    .replace(/(?<=\w{5})ly$/, "");
  const cut = single.replace(/(?:ing|(?<!e)ed)$/, "");
  const verb = cut !== single && cut.length > 2 && /[aeiouy]/.test(cut);
  if (verb && /^[^aeiou]+[aeiou][^aeiouwxy]$/.test(cut)) return `${cut}e`;
  const root = verb ? cut.replace(/([^aeioulsz])\1$/, "$1") : single;
  // “Life” stays apart from LIF, and “care” from “car”.
  if (root.length < 4) return root;
  return (root.length > 4 ? root.replace(/e$/, "") : root).replace(/y$/, "i");
};

const hashed = (word, seed) => {
  let sum = seed;
  for (const letter of word) sum = Math.imul(sum ^ letter.charCodeAt(0), 0x01000193);
  return sum >>> 0;
};

// A Bloom filter of words, made by tests/browser/english.py: it has all that went into it, and one in a hundred others.
export const filterOf = (base64) => {
  const bits = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const places = [0, 1, 2, 3, 4, 5, 6];
  return {
    has: (word) => {
      // An odd step reaches every place.
      const [first, step] = [hashed(word, 0x811c9dc5), hashed(word, 0x9747b28c) | 1];
      return places.every((turn) => {
        const place = ((first + Math.imul(turn, step)) >>> 0) % (bits.length * 8);
        return bits[place >> 3] & (1 << (place & 7));
      });
    },
  };
};

export const stems = (words) => words.filter((word) => !empty.has(word)).map(stem);

// What an index can be asked for: no empty words, and no single letters, which begin half of all words.
export const telling = (words) =>
  words.filter((word) => word.length > 1 && !empty.has(word) && !beside.has(word));

// Who a word for somebody means to whoever speaks: “cousin” and “brother” the same.
export const kin = new Map(peopleBy.flatMap(([relation, words]) => words.map((word) => [stem(word), `~${relation}`])));

const besideRoots = new Set([...beside].map(stem));
export const weight = (root) => (besideRoots.has(root) ? 0.5 : kin.has(root) ? 0.75 : 1);
const weigh = (phrase) => phrase.reduce((sum, root) => sum + weight(root), 0);
const apart = 0.75;
const whole = 2;
const year = 6;
const isYear = (root) => /^(?:19|20)\d\d$/.test(root);
const enough = 2;

// In a phrase “somebody” is whoever it may be: “my somebody died” is said by “my nan died” too.
const somebody = stem("somebody");
const anybody = new Set([...kin.keys(), ...["somebody", "someone", "anybody", "anyone"].map(stem)]);
const isSaid = (asked) => (root) => asked.includes(root) || (root === somebody && asked.some((one) => anybody.has(one)));
const inOrder = (roots, whoever) =>
  ` ${roots.map((root) => (whoever && anybody.has(root) ? somebody : root)).join(" ")} `;

// How much of what was asked a phrase covers: nothing unless every word of the phrase was asked, or
// it begins with all that was asked: “MASH information sharing” is how the title of an agreement begins;
// or it has half of it and more, in whatever order, with a year: “January 2021 report”, “scrutiny minutes 2018”.
// Nobody who speaks of oneself asks for the paper of a year.
// Between two that say as much, the one with the rarer words is meant: “Matilda”, not “review”; and
// words that stand together say more than the same ones scattered over a sentence.
const fit = (phrase, asked, common) => {
  if (!phrase.length) return 0;
  if (!phrase.every(isSaid(asked))) {
    if (weigh(asked) < enough) return 0;
    const shared = asked.filter((root) => phrase.includes(root));
    const half = asked.filter((root) => weight(root) === 1).length / 2;
    const isDated = shared.length > 1 && shared.some(isYear);
    const dated = isDated && shared.length >= half && !asked.some((root) => oneself.has(root));
    const begun = inOrder(phrase).startsWith(inOrder(asked));
    return dated ? weigh(shared) + year : begun ? weigh(asked) * apart : 0;
  }
  const rarity = phrase.reduce((sum, root) => sum + 0.25 / (common.get(root) ?? 1), 0);
  const whoever = phrase.includes(somebody);
  const together = inOrder(asked, whoever).includes(inOrder(phrase, whoever));
  // “Kids laugh at my clothes” says nothing of “my kids”.
  if (!together && phrase.every((root) => weight(root) < 1)) return 0;
  // “Minutes of 2020” asks for minutes.
  if (phrase.length === 1 && isYear(phrase[0]) && asked.length > 1) return apart * apart;
  const said = (weigh(phrase) + rarity) * (together ? 1 : apart);
  return phrase.length === new Set(asked).size ? said + whole : said;
};

// A word that leads nowhere may be of the family of one that does: “scrutinises” of “scrutiny”. So long
// must the letters be that both begin with, and so few the others.
const shared = 6;
const ending = 4;
const alike = (one, other) => {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) if (one[at] !== other[at]) return at;
  return length;
};
export const relative = (root, others) => {
  let best = root;
  let most = shared - 1;
  for (const other of others) {
    const letters = alike(root, other);
    if (letters > most && Math.max(root.length, other.length) - letters <= ending) [best, most] = [other, letters];
  }
  return best;
};

// Whether somebody speaks of oneself or of somebody near; and whether somebody asks, but of no person.
const oneself = new Set("i im ive me my mine myself we us our".split(" "));
const asking = new Set("who what when where why how which is are was were do does did has have had can could will".split(" "));
// What reports call people, who are named otherwise by those who know them.
const formal = new Set("child children infant parent parents family families father mother partner".split(" "));
export const isOneself = (words) => words.some((word) => oneself.has(word));
export const isPersonal = (words) =>
  isOneself(words) || words.some((word) => people.has(word) && !formal.has(word));
// “Nobody feeds me”: somebody speaks of nobody else.
export const isAlone = (words) => (words[0] === "im" || words.includes("me")) && !words.some((word) => people.has(word));
// Whoever names a review may ask for it; whoever names one or a year and does not speak of oneself asks for nothing else.
export const namesPapers = (words) =>
  words.some((word) => /^(?:reviews?|scrs?|csprs?|recommendations?|findings|published)$/.test(word));
export const asksPapers = (words) => !isOneself(words) && (namesPapers(words) || words.some(isYear));
export const isQuestion = (words) =>
  words.length > 1 && asking.has(words[0]) && !isPersonal(words) && !words.some((word) => anybody.has(stem(word)) && !formal.has(word));

// The best of some phrases: how well it fits, and whether it is but a word or two of all that was asked, which
// say no more than that somebody asks for somebody.
export const bestFit = (phrases, asked, common) => {
  const best = { score: 0, vague: true };
  for (const phrase of phrases) {
    const score = fit(phrase, asked, common);
    if (score > best.score) Object.assign(best, { score, vague: weigh(phrase) < 1 && score < whole });
  }
  return best;
};

const distance = (one, other) => {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + cost);
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[other.length];
};

// Letters doubled wrongly are one slip, however many: “refferal”.
const singled = (word) => word.replace(/(.)\1/g, "$1");

// The nearest of some words, or nothing. Letters that English lacks are another language's.
export const mended = (word, targets) => {
  if (word.length < oneSlip || !/^[a-z]+$/.test(word)) return undefined;
  const allowed = word.length < twoSlips ? 1 : 2;
  const single = singled(word);
  let best;
  let least = allowed + 1;
  for (const other of targets) {
    if (other[0] !== word[0] || Math.abs(other.length - word.length) > allowed) continue;
    const far = singled(other) === single ? 1 : distance(word, other);
    if (far < least) [best, least] = [other, far];
  }
  return best;
};

// What people write as two words that the site writes as one: “scr 3” for “scr3”.
export const joined = (words, known) => {
  // A number is a word of no page by itself.
  const stands = (word) => known(word) && !/^\d+$/.test(word);
  const isOne = (one, other) => known(one + other) && !(stands(one) && stands(other));
  const pair = words.findIndex((word, at) => at > 0 && isOne(words[at - 1], word));
  if (pair < 1) return words;
  return [...words.slice(0, pair - 1), words[pair - 1] + words[pair], ...words.slice(pair + 1)];
};

const outward = /^[a-z]{1,2}\d[a-z\d]?$/;
const inward = /^\d[a-z]{0,2}$/;

// A postcode that no page has, or the half of one that is no name, is asked by somebody who wants to know whom to call there.
export const withoutPostcode = (words, known, leads) => {
  const parts = words.flatMap((word) => word.match(/^([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{2})$/)?.slice(1) ?? [word]);
  const isCode = parts.length < 3 && outward.test(parts[0]) && inward.test(parts[1] ?? "1");
  if (!isCode) return words;
  return parts.every((part) => (parts.length > 1 ? known(part) : leads(part))) ? parts : ["postcode"];
};

// The same question in the other words of a group that mean the same.
export const rewordings = (words, synonyms) => {
  const padded = ` ${words.join(" ")} `;
  return synonyms.flatMap((group) => {
    const named = group.filter((phrase) => padded.includes(` ${phrase} `));
    const longest = named.sort((one, other) => other.length - one.length)[0];
    if (!longest) return [];
    const others = group.filter((phrase) => !named.includes(phrase));
    return others.map((other) => padded.replace(` ${longest} `, ` ${other} `).trim().split(" "));
  });
};
