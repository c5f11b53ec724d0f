import rss from "@astrojs/rss";
import type { APIContext } from "astro";
import { newestFirst } from "../lists";

export async function GET(context: APIContext) {
  return rss({
    title: "Reviews",
    description: "The newest reviews.",
    site: context.site!,
    items: (await newestFirst()).slice(0, 20).map(({ id, data, rendered }) => ({
      title: data.title,
      link: `/reviews/${id}/`,
      pubDate: data.date,
      description: data.summary,
      content: rendered?.html,
    })),
  });
}
