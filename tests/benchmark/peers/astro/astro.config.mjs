import sitemap from "@astrojs/sitemap";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://www.exampleshire.example",
  outDir: "public",
  publicDir: "static",
  cacheDir: "cache",
  trailingSlash: "always",
  markdown: { syntaxHighlight: false, smartypants: false },
  integrations: [sitemap()],
});
