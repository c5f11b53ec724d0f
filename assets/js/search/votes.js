// What a page’s phrases say of words that none of them holds together: every word of a phrase, and every two that stand
// side by side, speaks for its page, the louder the fewer other pages have it. (Naive Bayes, without what all pages share.)
import { kin, weight } from "./words.js";

const half = 0.5;
// So rare may a word be before one phrase decides alone.
const least = 0.1;
// A pin of a phrase or two is heard no louder for being short.
const steady = 20;

// “My cousin” and “my uncle” are said by the same people: what a word says of who speaks counts too.
const features = (roots) => {
  const said = roots.map((root) => [root, weight(root)]);
  const meant = said.map(([root, number]) => [kin.get(root) ?? root, number * half]);
  const pairs = (words) =>
    words.slice(1).map(([word, number], at) => [`${words[at][0]} ${word}`, ((words[at][1] + number) * half) / 2]);
  return [...new Map([...meant, ...pairs(meant), ...pairs(said), ...said])];
};

const add = (counts, key, number) => counts.set(key, (counts.get(key) ?? 0) + number);

// Gives for the roots of a question how loudly each pin is spoken for, and by how many of them, in the order of the pins.
export const ballot = (pins) => {
  const sizes = new Map();
  const heard = new Map();
  for (const [pin, { phrases, phrase, page }] of pins.entries()) {
    for (const [feature, number] of [...phrases, phrase].flatMap(features)) {
      if (!heard.has(feature)) heard.set(feature, new Map());
      add(heard.get(feature), pin, number);
      for (const speaker of [pin, page]) add(sizes, speaker, number);
    }
  }
  const pages = new Set(pins.map(({ page }) => page));
  const share = (counts, speaker) => (counts.get(speaker) ?? 0) / (sizes.get(speaker) + steady);
  return (roots) => {
    const votes = pins.map(() => ({ loud: 0, words: 0 }));
    for (const [feature, number] of features(roots)) {
      const counts = heard.get(feature) ?? [];
      const together = new Map();
      for (const [pin, counted] of counts) add(together, pins[pin].page, counted);
      const usual = [...together.keys()].reduce((sum, page) => sum + share(together, page), 0) / pages.size;
      for (const [pin, { page }] of pins.entries()) {
        if (!together.has(page)) continue;
        const said = (share(counts, pin) + share(together, page)) / 2;
        votes[pin].loud += number * Math.log(1 + said / usual / least);
        votes[pin].words += Number(number === 1 && counts.has(pin));
      }
    }
    return votes;
  };
};
