import { feedPlugin } from "@11ty/eleventy-plugin-rss";
import footnote from "markdown-it-footnote";

export default function (config) {
  config.amendLibrary("md", (markdown) => markdown.use(footnote));
  config.addFilter("day", (date) =>
    date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" }),
  );
  config.addCollection("reviews", (all) =>
    all.getFilteredByGlob("content/reviews/*.md").sort((one, other) => other.date - one.date),
  );
  config.addCollection("themes", (all) => {
    const themes = new Map();
    for (const review of all.getFilteredByGlob("content/reviews/*.md")) {
      for (const theme of review.data.themes) {
        if (!themes.has(theme)) themes.set(theme, []);
        themes.get(theme).push(review);
      }
    }
    return [...themes].sort().map(([title, reviews]) => ({
      title,
      reviews: reviews.sort((one, other) => other.date - one.date),
    }));
  });
  config.addPlugin(feedPlugin, {
    type: "atom",
    outputPath: "/feed.xml",
    collection: { name: "newest", limit: 20 },
    metadata: {
      language: "en-GB",
      title: "Reviews",
      base: "https://www.exampleshire.example/",
      author: { name: "Exampleshire Safeguarding Children Board" },
    },
  });
  // The plugin turns its collection round: it wants the oldest first.
  config.addCollection("newest", (all) =>
    all.getFilteredByGlob("content/reviews/*.md").sort((one, other) => one.date - other.date),
  );
  return {
    dir: { input: "content", output: "public" },
    markdownTemplateEngine: false,
  };
}
