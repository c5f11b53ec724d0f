// Asks again and again what the last build found, and tells whoever wants to know of each change.

const PAUSE = 700;

export const watchNews = async (tell) => {
  let last = "";
  for (;;) {
    try {
      const response = await fetch("/admin/news");
      const text = await response.text();
      if (response.ok && text !== last) {
        last = text;
        tell(JSON.parse(text));
      }
    } catch {
      if (last !== "gone") tell({ gone: true, faults: [], pages: {} });
      last = "gone";
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
};
