// Files as the screen reads and writes them. YAML gives the structure and nothing else: every
// value is a text, as in the build. What was not changed keeps its very lines, comments too.

import { dump, FAILSAFE_SCHEMA, load } from "./js-yaml/js-yaml.js";

const FRONT = /^---\n([\s\S]*?\n)?---\n?([\s\S]*)$/;
const KEY = /^(?:"[^"]*"|'[^']*'|[^\s#&*!|>%@`{}[\],"'-][^#\n]*?)\s*:(?=\s|$)/;
const ITEM = /^- ?/;

const read = (text) => load(text, { schema: FAILSAFE_SCHEMA });
const written = (value, options = {}) =>
  dump(value, { schema: FAILSAFE_SCHEMA, lineWidth: -1, noRefs: true, seqNoIndent: false, ...options });

const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  // The screen takes the end of the last line away from every text, which says nothing.
  if (typeof value === "string") return value.trimEnd();
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
};

// ---- A value as the fields of the screen hold it ----

const ANSWERS = { true: "yes", false: "no" };

const isAnswer = ({ widget, options }) =>
  widget === "select" && options.length === 2 && options.every(({ value }) => /^(yes|no)$/.test(value));

const isSeveral = ({ widget, multiple }) => widget === "list" || multiple === true;

const seen = (value, field) => {
  if (!field || value === null || value === undefined) return value;
  if (isSeveral(field)) {
    const items = Array.isArray(value) ? value : [value];
    const { multiple, ...one } = field.fields ? { fields: field.fields } : field.field ?? { ...field };
    return items.map((item) => seen(item, multiple ? { ...one, multiple: false } : { ...one, widget: one.widget === "list" ? "" : one.widget }));
  }
  if (isMap(value)) return seenMap(value, field.fields ?? []);
  return isAnswer(field) ? (ANSWERS[value.toLowerCase()] ?? value.toLowerCase()) : value;
};

const seenMap = (map, fields) => {
  const known = Object.fromEntries(fields.map((field) => [field.name, field]));
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, seen(value, known[key])]));
};

const seenItem = (item, fields) => (isMap(item) ? seenMap(item, fields) : item);

// What the screen leaves empty is not there.
const filled = (value) => {
  if (Array.isArray(value)) return value.map(filled).filter((one) => one !== undefined);
  if (isMap(value)) {
    const parts = Object.entries(value).map(([key, one]) => [key, filled(one)]);
    const there = parts.filter(([, one]) => one !== undefined && !(Array.isArray(one) && !one.length));
    return there.length ? Object.fromEntries(there) : undefined;
  }
  if (value === null || value === undefined || value === "") return undefined;
  return String(value);
};

// ---- Lines ----

// Parts a text at the lines that begin something; what stands above such a line belongs to it.
const parted = (text, begins) => {
  const lines = text.split("\n");
  const parts = [];
  let above = [];
  for (const line of lines) {
    if (begins(line)) {
      parts.push({ above, own: [line] });
      above = [];
    } else if (!parts.length || line === "" || line.startsWith("#")) {
      above.push(line);
    } else {
      parts.at(-1).own.push(...above, line);
      above = [];
    }
  }
  return { parts, below: above };
};

const joined = ({ parts, below }) => [...parts.flatMap(({ above, own }) => [...above, ...own]), ...below].join("\n");

// The text of a map with some values changed, or nothing where its lines are not understood.
const mergedMap = (text, value, fields) => {
  const { parts, below } = parted(text, (line) => KEY.test(line));
  const known = Object.fromEntries(fields.map((field) => [field.name, field]));
  const old = new Map();
  for (const part of parts) {
    const one = read(part.own.join("\n"));
    if (!isMap(one) || Object.keys(one).length !== 1) return undefined;
    const [[key, was]] = Object.entries(one);
    if (old.has(key)) return undefined;
    old.set(key, { ...part, was: filled(seen(was, known[key])) });
  }
  const kept = new Map([...old].filter(([key]) => key in value));
  const lines = (key) => written({ [key]: value[key] }).trimEnd().split("\n");
  for (const [key, part] of kept) {
    if (!same(part.was, value[key])) {
      part.own = inOneLine(part.own, key, value[key]) ?? mergedInner(part.own, key, value[key], known[key]) ?? lines(key);
    }
  }
  const order = [...kept.keys()];
  const names = Object.keys(value);
  for (const [place, key] of names.entries()) {
    if (!kept.has(key)) {
      const before = names.slice(0, place).reverse().find((name) => order.includes(name));
      order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
      kept.set(key, { above: [], own: lines(key) });
    }
  }
  return joined({ parts: order.map((key) => kept.get(key)), below });
};

const indented = (text) => text.split("\n").map((line) => (line ? `  ${line}` : line)).join("\n");

const asItem = (text) => indented(text).replace(/^( *(?:#.*)?\n)*? {2}(?=[^ #\n])/, (found) => `${found.slice(0, -2)}- `);

const newItem = (value, asFlow = false) => {
  if (asFlow) return written([value], { flowLevel: 1 }).trimEnd().split("\n");
  return (isMap(value) ? asItem(written(value).trimEnd()) : written([value]).trimEnd()).split("\n");
};

const mergedItem = (part, value, fields) => {
  if (!isMap(value)) return undefined;
  const inner = part.own.map((line, place) => (place ? line.replace(/^ {2}/, "") : line.replace(ITEM, "")));
  if (part.own.slice(1).some((line) => line && !line.startsWith("  "))) return undefined;
  return mergedMap(inner.join("\n"), value, fields);
};

const mergedList = (text, values, fields) => {
  const { parts, below } = parted(text, (line) => ITEM.test(line));
  const old = parts.map((part) => ({ ...part, was: seenItem(read(part.own.join("\n"))?.[0] ?? {}, fields) }));
  const asFlow = old.length > 0 && old.every(({ own }) => own.length === 1 && own[0].startsWith("- {"));
  // What stands above the first item, parted from it by an empty line, is about the whole file.
  const first = old[0]?.above ?? [];
  const end = first.lastIndexOf("") + 1;
  const head = first.slice(0, end);
  if (old[0]) old[0].above = first.slice(end);
  const roomy = old.slice(1).some(({ above }) => above.includes(""));
  const left = new Set(old);
  const take = (test) => {
    const found = [...left].find(test);
    left.delete(found);
    return found;
  };
  // Parts of a record have no id; where none came or went, each is still at its place.
  const stayed = (place) => (values.length === old.length && old[place].was.id === undefined ? old[place] : undefined);
  const chosen = values.map((value) => take(({ was }) => same(filled(was), value)));
  const made = values.map((value, place) => {
    if (chosen[place]) return chosen[place];
    const part = take((one) => one.was.id !== undefined && one.was.id === value.id) ?? take((one) => one === stayed(place));
    if (!part || asFlow) return { above: part?.above ?? [], own: newItem(value, asFlow) };
    const inner = mergedItem(part, value, fields);
    return { ...part, own: inner === undefined ? newItem(value) : asItem(inner).split("\n") };
  });
  for (const [place, part] of made.entries()) {
    const bare = part.above.filter((line, at) => line !== "" || part.above.slice(0, at).some(Boolean));
    part.above = place && roomy ? ["", ...bare] : bare;
  }
  return joined({ parts: [{ above: head, own: [] }, ...made], below });
};

// What stands in one line, such as “[one, two]” or “number: 999”, as one line again.
const inOneLine = (own, key, value) => {
  if (own.length > 1) return undefined;
  const isAlone = typeof read(own[0])[key] === "string" && Array.isArray(value) && value.length === 1 && !isMap(value[0]);
  if (!isAlone && !/: +[[{]/.test(own[0])) return undefined;
  const line = written({ [key]: isAlone ? value[0] : value }, { flowLevel: 1 }).trimEnd();
  return line.includes("\n") ? undefined : [line];
};

// The lines of a list or a map in a map with some of it changed, or nothing where they are not understood.
const mergedInner = ([head, ...own], key, value, field = {}) => {
  const { fields = [] } = field;
  const depth = own[0]?.search(/\S/) ?? -1;
  if (!head.endsWith(":") || depth < 0) return undefined;
  if (own.some((line) => line && line.search(/\S/) < depth)) return undefined;
  const merge = Array.isArray(value) ? mergedList : isMap(value) ? mergedMap : () => undefined;
  const merged = merge(own.map((line) => line.slice(depth)).join("\n"), value, fields);
  if (merged === undefined) return undefined;
  const made = [head, ...merged.split("\n").map((line) => line && " ".repeat(depth) + line)];
  return same(filled(seen(read(made.join("\n"))[key], field)), value) ? made : undefined;
};

// ---- Words ----

// Spaces, escapes and the marks of lists, which the editor for words writes in its own way.
const plain = (block) =>
  block.replace(/\\(?=[!-/:-@[-`{-~])/g, "").replace(/^(\s*)[*+-](?=\s)/gm, "$1-").replace(/[*_]/g, "*").replace(/\s+/g, " ").trim();

const GAP = "\n\n";

// The paragraphs of a text, each with the empty lines below it.
const blocks = (text) => {
  const parts = text.split(/(\n{2,})/);
  return parts.flatMap((own, place) => (place % 2 ? [] : [{ own, gap: parts[place + 1] ?? GAP }]));
};

// Gives back every paragraph that says what it said before as it was written before.
const mergedWords = (before, after) => {
  const known = new Map(blocks(before).map((block) => [plain(block.own), block]));
  const now = blocks(after).map((block) => known.get(plain(block.own)) ?? { ...block, gap: GAP });
  return now.map(({ own, gap }, place) => (place + 1 < now.length ? own + gap : own)).join("");
};

// ---- Files ----

// Gives a text if it is read again as the value that it was made of, else the plain one.
const checked = (text, value, fields, plainly) => {
  const found = attempt(() => read(text ?? ""));
  const as = Array.isArray(found) ? found.map((one) => seenMap(one, fields)) : seenMap(found ?? {}, fields);
  return same(filled(as) ?? {}, value) ? text : plainly;
};

export const list = (fields) => {
  let last = "";
  return {
    fromFile: (text) => {
      last = text;
      return (read(text) ?? []).map((one) => seenMap(one, fields));
    },
    toFile: (values) => {
      const value = values.map((one) => filled(one) ?? {});
      const plainly = value.map((one) => newItem(one).join("\n")).join("\n\n") || "[]";
      last = checked(attempt(() => mergedList(last, value, fields)), value, fields, plainly);
      return last;
    },
  };
};

export const single = (fields) => {
  let last = "";
  return {
    fromFile: (text) => {
      last = text;
      return seenMap(read(text) ?? {}, fields);
    },
    toFile: (given) => {
      const value = filled(given) ?? {};
      last = checked(attempt(() => mergedMap(last, value, fields)), value, fields, written(value));
      return last;
    },
  };
};

export const record = (fields) => {
  const known = [];
  const opened = (text) => {
    const [, head = "", body = ""] = text.match(FRONT) ?? [null, "", text];
    const gap = body.match(/^\n*/)[0];
    return { head, gap, words: body.slice(gap.length), was: seenMap(read(head) ?? {}, fields) };
  };
  return {
    fromFile: (text) => {
      const file = opened(text);
      known.push(file);
      return { ...file.was, body: file.words };
    },
    toFile: ({ body = "", ...given }) => {
      const value = filled(given) ?? {};
      const file = nearest(known, value, body);
      const plainly = written(value);
      const head = file ? checked(attempt(() => mergedMap(file.head, value, fields)), value, fields, plainly) : plainly;
      const words = file ? mergedWords(file.words, body) : body;
      const gap = file?.words ? file.gap : "\n";
      const text = `---\n${head.trimEnd()}\n---\n${words ? gap + words : ""}`;
      known.push(opened(text.trim()));
      return text;
    },
  };
};

const attempt = (act) => {
  try {
    return act();
  } catch {
    return undefined;
  }
};

// The file that a record was read from: the one that it has most in common with. A record that was
// just begun may share its kind and its publisher with many, but neither its title, nor its words,
// nor most of its fields with any.
const nearest = (known, value, body) => {
  const common = ({ was, words }) =>
    Object.entries(value).filter(([key, one]) => same(filled(was[key]), one)).length + (words === body ? 5 : 0);
  const entries = Object.keys(value).length;
  const ranked = known.map((file) => ({ file, points: common(file) })).sort((a, b) => a.points - b.points);
  const best = ranked.at(-1);
  if (!best) return undefined;
  const { was, words } = best.file;
  const itsOwn = (was.title && was.title === value.title) || (words && words === body);
  return itsOwn || best.points * 2 > entries ? best.file : undefined;
};
