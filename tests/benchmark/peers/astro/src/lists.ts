import { getCollection } from "astro:content";

export const newestFirst = async () =>
  (await getCollection("reviews")).sort((one, other) => +other.data.date - +one.data.date);

export const slug = (title: string) => title.toLowerCase().replaceAll(" ", "-");

export const day = (date: Date) =>
  date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

export const byTheme = async () => {
  const themes = new Map<string, Awaited<ReturnType<typeof newestFirst>>>();
  for (const review of await newestFirst())
    for (const theme of review.data.themes) {
      if (!themes.has(theme)) themes.set(theme, []);
      themes.get(theme)!.push(review);
    }
  return [...themes].sort(([one], [other]) => one.localeCompare(other));
};
