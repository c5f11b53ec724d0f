// Who speaks, as far as their own words tell: a child says “my mum”, a parent “my son” and a teacher “my pupils”.
import { relationOf } from "./words.js";

export const children = "children";
const parents = "parents";
const professionals = "professionals";
export const everyone = "everyone";
const heard = { elders: children, young: parents, couple: parents, charges: professionals };
const professions = new Set(
  ("teacher headteacher ta teaching gp doctor nurse midwife paramedic dentist therapist counsellor worker visitor officer " +
    "childminder nanny coach volunteer priest vicar imam police pharmacist practitioner dsl senco").split(" "),
);
// Only who is older calls somebody this.
const descendants = new Set(
  "son sons daughter daughters stepson stepdaughter grandson granddaughter grandchild grandchildren nephew niece toddler newborn".split(" "),
);
const teaching = new Set("teacher headteacher coach tutor homework classmates".split(" "));
const witnessed = new Set("saw seen seeing witnessed heard overheard hear noticed report reporting".split(" "));
// On Merseyside “me mum” is my mum.
const own = new Set(["my", "our", "me"]);
const parentNames = new Set("mum mummy mam mom dad daddy".split(" "));
// Before the name of a parent these speak of somebody else’s, or of what one is.
const another = new Set(
  ("a an the this that her his their your other another some every single lone young new bad good teen teenage depressed " +
    "as being for to fy").split(" "),
);
const ages = /^\d{1,2}$/;
const years = /^(?:years?|yrs?|yo|months?|mths?|weeks?|wks?|days?)$/;
// So near to “my” stands whoever is meant: “my poor little girl”.
const near = 3;

// “I am a nurse”, “as a mum”: what somebody is says more than whom somebody speaks of. “As a child” is long ago.
const said = (words) => {
  if (/\b(?:i|we) (?:(?:work|volunteer|help out) (?:at|in|with|as)|teach|coach)\b/.test(words.join(" "))) return professionals;
  // Nobody else calls a child “a pupil” or “a patient”.
  const isCharge = (word, place) => relationOf(word) === "charges" && /^an?$/.test(words[place - 1] ?? "");
  if (words.some(isCharge)) return professionals;
  const at = words.findIndex((word, place) => /^(?:a|an|the)$/.test(word) && /^(?:am|im|as)$/.test(words[place - 1] ?? ""));
  if (at < 0) return undefined;
  const what = words.slice(at + 1, at + 1 + near);
  if (what.some((word) => professions.has(word))) return professionals;
  if (what.some((word) => relationOf(word) === "elders")) return parents;
  return words[at - 1] !== "as" && what.some((word) => relationOf(word) === "young") ? children : undefined;
};

// “Mine” comes first: “my son’s dad hits him” is said by a parent, “my dad hits my baby brother” by a child.
const owned = (words) => {
  for (const [place, word] of words.entries()) {
    if (!own.has(word)) continue;
    const next = words.slice(place + 1, place + 1 + near);
    if (ages.test(next[0] ?? "") && years.test(next[1] ?? "")) return parents;
    // “My neighbour’s kid” is somebody else’s.
    const isYoung = (other) => relationOf(other) === "young";
    if (/^neighbours?$/.test(next[0] ?? "") && next.some(isYoung)) return everyone;
    const at = next.findIndex((other) => heard[relationOf(other)]);
    // “My baby brother” is said by a child, “my sister’s baby” by an aunt.
    if (at >= 0 && /^(?:brother|sister)s?$/.test(words[place + 2 + at] ?? "")) return children;
    if (at >= 0) return heard[relationOf(next[at])];
  }
  return undefined;
};

const parentsPartner = /\b(?:mum|mam|mom|dad)s (?:new )?(?:boyfriend|girlfriend|partner|fella|bloke|bf|gf)\b/;
// “Mum drinks every night”: only her child calls her so without another word before it. “Mum’s new boyfriend” is the same.
const bare = (words) => {
  if (parentsPartner.test(words.join(" "))) return true;
  const at = words.findIndex((word) => parentNames.has(word));
  const isOnly = words.every((word) => relationOf(word) !== "young" && relationOf(word) !== "couple");
  return at >= 0 && isOnly && !another.has(words[at - 1]) && words[at + 1] !== "of";
};

// Gives whom the pages are for that somebody like this looks for; nothing where the words leave it open.
export const speaker = (words) => {
  const sure = said(words) ?? owned(words);
  if (sure) return sure;
  if (bare(words)) return children;
  const all = new Set(words.map(relationOf));
  if (all.has("couple") || words.some((word) => descendants.has(word))) return parents;
  // Whoever saw or wants to report something speaks of others, and needs the page for everybody.
  if (words.some((word) => witnessed.has(word))) return everyone;
  const oneself = words.some((word) => /^(?:i|im|ive|me|us|we)$/.test(word));
  const taught = words.some((word) => teaching.has(word));
  return oneself && (taught || all.has("elders")) && !all.has("young") ? children : "";
};
