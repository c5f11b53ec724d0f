// Begins the editing screen with what the models say can be edited.

import "./language.js";
import "./drafts.js";
import "./styles.js";
import { list, record, single } from "./format.js";
import { inserts } from "./inserts.js";
import CMS from "./sveltia/index.js";

const response = await fetch("config.json");
const config = await response.json();

for (const { format, fields } of config.collections) {
  CMS.registerCustomFormat(format, "md", record(fields));
}
for (const { format, fields } of config.singletons.filter(({ file }) => file)) {
  const [whole] = fields;
  CMS.registerCustomFormat(format, "yml", whole.root ? list(whole.fields) : single(fields));
}
inserts.forEach((insert) => CMS.registerEditorComponent(insert));

const look = document.querySelector("link[rel='site-stylesheet']");
CMS.registerPreviewStyle(look.getAttribute("href"));

await CMS.init({ config: { ...config, load_config_file: false } });
