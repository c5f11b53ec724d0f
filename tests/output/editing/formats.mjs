// Reads every file of some boards as the screen does, changes it, and writes it again.
// Usage: node formats.mjs CONFIG FORMAT BOARD… ; prints what went wrong, as JSON.

import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [configPath, formatPath, ...boards] = process.argv.slice(2);
const { list, record, single } = await import(pathToFileURL(formatPath));
const config = JSON.parse(readFileSync(configPath, "utf-8"));
const told = { files: 0, edits: 0, faults: [] };

const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? walk(join(folder, one.name)) : [join(folder, one.name)],
  );
const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
};
const text = (value) => JSON.stringify(sorted(value));
const changedLines = (before, after) => {
  const left = before.split("\n");
  return after.split("\n").filter((line) => {
    const place = left.indexOf(line);
    if (place < 0) return true;
    left.splice(place, 1);
    return false;
  });
};
const fault = (path, what) => told.faults.push(`${path}: ${what}`);

const NEW = "It’s new: “5 # 3” - yes\nand a second line";

// Each edit changes a copy of a value and gives it back, or nothing where it cannot.
const editsOfMap = {
  "a text changed": (map) => {
    const key = Object.keys(map).find((name) => typeof map[name] === "string" && !/^(yes|no)$/.test(map[name]) && name !== "id");
    return key && { ...map, [key]: NEW };
  },
  "a field added": (map) => ({ ...map, added: "0800 1111" }),
  "one of several changed": (map) => {
    const key = Object.keys(map).find((name) => Array.isArray(map[name]) && map[name].length > 1 && map[name].every(isMap));
    const edited = key && editsOfMap["a text changed"](map[key][0]);
    return edited && { ...map, [key]: [edited, ...map[key].slice(1)] };
  },
  "a part changed": (map) => {
    const key = Object.keys(map).find((name) => isMap(map[name]) && editsOfMap["a text changed"](map[name]));
    return key && { ...map, [key]: editsOfMap["a text changed"](map[key]) };
  },
  "the only one changed": (map) => {
    const key = Object.keys(map).find((name) => Array.isArray(map[name]) && map[name].length === 1 && !isMap(map[name][0]));
    return key && { ...map, [key]: ["It’s new: “5 # 3”"] };
  },
  "one more of several": (map) => {
    // The last list: one in brackets that goes over several lines is written anew, an item a line.
    const key = Object.keys(map).findLast((name) => Array.isArray(map[name]) && map[name].length > 1);
    const more = key && (isMap(map[key][0]) ? { date: "2026-11", note: "a, b: {c}" } : NEW);
    return more && { ...map, [key]: [...map[key].map(trimmed), more] };
  },
  "a field emptied": (map) => {
    const [key] = Object.keys(map).slice(-1);
    return { ...map, [key]: "" };
  },
};
const trimmed = (value) => {
  if (typeof value === "string") return value.trimEnd();
  if (Array.isArray(value)) return value.map(trimmed);
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, trimmed(one)])) : value;
};
const withOne = (items, edit) => {
  const place = items.findIndex((item) => isMap(item) && editsOfMap[edit](item));
  return place >= 0 && items.with(place, editsOfMap[edit](items[place]));
};
const editsOfList = {
  "an item changed": (items) => {
    const edited = items.length && editsOfMap["a text changed"](items.at(-1));
    return edited && [...items.slice(0, -1), edited];
  },
  "a part of an item changed": (items) => withOne(items, "one of several changed"),
  "a field of a part changed": (items) => withOne(items, "a part changed"),
  "the only one of an item changed": (items) => withOne(items, "the only one changed"),
  "an item moved": (items) => items.length && [items.at(-1), ...items.slice(0, -1)],
  "an item taken out": (items) => items.slice(1),
  // The screen takes the end of the last line away from every text.
  "an item added": (items) => [...items.map(trimmed), { id: "new-one", title: "No", list: ["a: b", "1.10"] }],
};

const MOST = {
  "an item moved": 2,
  "an item taken out": 2,
  "one of several changed": 4,
  "a part of an item changed": 4,
  "a part changed": 4,
  "a field of a part changed": 4,
  "the only one changed": 1,
  "the only one of an item changed": 1,
  "one more of several": 4,
};

const filled = (value) => {
  if (Array.isArray(value)) return value.map(filled);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== "").map(([key, one]) => [key, filled(one)]));
};

const tried = (path, make, edits) => {
  const before = readFileSync(path, "utf-8");
  const format = make();
  told.files += 1;
  const same = `${format.toFile(structuredClone(format.fromFile(before.trim()))).trim()}\n`;
  if (same !== before) fault(path, "saving it without a change changed it");
  for (const [name, edit] of Object.entries(edits)) {
    const fresh = make();
    const edited = edit(structuredClone(fresh.fromFile(before.trim())));
    if (edited) {
      told.edits += 1;
      const after = `${fresh.toFile(structuredClone(edited)).trim()}\n`;
      const again = make().fromFile(after.trim());
      if (text(trimmed(filled(again))) !== text(trimmed(filled(edited)))) fault(path, `${name}: another value is read again`);
      const most = MOST[name] ?? 8;
      if (name === "one more of several" && changedLines(after, before).length > 1) fault(path, `${name}: another line changed`);
      if (name === "an item added" && edited.length > 1 && changedLines(after, before).length) fault(path, `${name}: a line of another item changed`);
      if (changedLines(before, after).length > most) fault(path, `${name}: too many lines changed`);
    }
  }
};

for (const board of boards) {
  for (const { file, fields } of config.singletons.filter((one) => one.file)) {
    const path = join(board, file.replace(/^[^/]+\//, ""));
    if (existsSync(path)) {
      const [whole] = fields;
      if (whole.root) tried(path, () => list(whole.fields), editsOfList);
      else tried(path, () => single(fields), editsOfMap);
    }
  }
  for (const { folder, fields } of config.collections) {
    const place = join(board, folder.replace(/^[^/]+\//, ""));
    const paths = existsSync(place) ? walk(place).filter((path) => path.endsWith(".md")) : [];
    for (const path of paths) tried(path, () => record(fields), editsOfMap);
  }
}
console.log(JSON.stringify(told));
