import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";

const reviews = defineCollection({
  loader: glob({ pattern: "*.md", base: "./content/reviews" }),
  schema: z.object({
    title: z.string(),
    date: z.date(),
    summary: z.string(),
    themes: z.array(z.string()),
    agencies: z.array(z.string()),
  }),
});

export const collections = { reviews };
