// What can be put into a text besides words, each as it is written in the file.

const relation = (file, label, shown) => ({
  name: "id",
  label,
  widget: "relation",
  collection: "_singletons",
  file,
  value_field: `${file}.*.id`,
  display_fields: [`${file}.*.${shown}`],
  search_fields: [`${file}.*.${shown}`],
});

const record = (id, label, icon, file, shown) => ({
  id,
  label,
  icon,
  mode: "dialog",
  summary: `${label}: {{id}}`,
  fields: [relation(file, label, shown)],
  pattern: new RegExp(`\\{${id}:(?<id>[a-z0-9][a-z0-9/-]*)\\}`),
  fromBlock: ({ groups }) => ({ id: groups.id }),
  toBlock: ({ id: chosen }) => `{${id}:${chosen ?? ""}}`,
  toPreview: ({ id: chosen }) => `<strong>${label}: ${chosen ?? ""}</strong>`,
});

const verbatim = (id, label, icon, pattern) => ({
  id,
  label,
  icon,
  fields: [{ name: "text", label, widget: "text" }],
  pattern,
  fromBlock: (match) => ({ text: match[0] }),
  toBlock: ({ text }) => text ?? "",
  toPreview: ({ text }) => text ?? "",
});

const MEANINGS = {
  note: "Worth knowing",
  important: "Must not be missed",
  help: "Where to get help",
};

const callout = {
  id: "callout",
  label: "Callout",
  icon: "campaign",
  fields: [
    {
      name: "kind",
      label: "Kind",
      widget: "select",
      default: "note",
      options: Object.entries(MEANINGS).map(([value, label]) => ({ value, label })),
    },
    { name: "words", label: "Words", widget: "text" },
  ],
  pattern: /^::: (?<kind>[a-z]+)\n(?<words>[\s\S]*?)\n:::$/m,
  fromBlock: ({ groups }) => ({ kind: groups.kind, words: groups.words }),
  toBlock: ({ kind = "note", words = "" }) => `::: ${kind}\n${words}\n:::`,
  toPreview: ({ kind = "note", words = "" }) => `<div class="callout callout--${kind}">\n\n${words}\n\n</div>`,
};

export const inserts = [
  record("contact", "Telephone number", "call", "contacts", "title"),
  record("document", "Document", "description", "documents", "title"),
  record("figure", "Figure", "tag", "figures", "wording"),
  callout,
  verbatim("table", "Table", "table", /^\|.*\|[ \t]*\n\|[ :|-]+\|[ \t]*(?:\n\|.*\|[ \t]*)*/m),
  verbatim("line", "Line across", "horizontal_rule", /^(?:---|\*\*\*)$/m),
  verbatim("notes", "Footnote", "format_quote", /^\[\^[^\]\n]+\]:.*(?:\n.+)*/m),
];
