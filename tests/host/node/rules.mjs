// Reads netlify.toml for one context, and the rules of a built site, with the host's own parsers.
// Use: node rules.mjs REPOSITORY CONTEXT FOLDER. It prints JSON.
import { resolveConfig } from "@netlify/config";
import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";

const [repositoryRoot, context, folder] = process.argv.slice(2);
const { config } = await resolveConfig({
  repositoryRoot,
  cwd: repositoryRoot,
  context,
  branch: "main",
  offline: true,
});
const netlifyConfigPath = `${repositoryRoot}/netlify.toml`;
const { headers, errors: badHeaders } = await parseAllHeaders({
  headersFiles: [`${folder}/_headers`],
  netlifyConfigPath,
});
const { redirects, errors: badRedirects } = await parseAllRedirects({
  redirectsFiles: [`${folder}/_redirects`],
  netlifyConfigPath,
});
const errors = [...badHeaders, ...badRedirects].map(String);
const { command, publish, environment } = config.build;
console.log(JSON.stringify({ command, publish, environment, headers, redirects, errors }));
