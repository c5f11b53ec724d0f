// Searches this site in the visitor’s own browser; without this script the page offers its lists.
(() => {
  const page = document.querySelector("[data-search]");
  if (!page) return;
  const part = (name) => page.querySelector(`[data-search-${name}]`);
  const form = page.querySelector("form");
  const status = part("status");
  const help = part("help");
  const results = part("results");
  const list = part("list");
  const more = part("more");
  const title = document.title;
  const atOnce = 10;
  const few = 5;
  const shortest = 4;
  let asked = 0;
  let shown = { found: [] };

  // ---- What is fetched, and only when somebody searches ----

  let loading;
  const load = () => {
    loading ??= Promise.all([
      import(`${page.dataset.index}pagefind.js`),
      fetch(page.dataset.words).then((answer) => answer.json()),
    ]).then(([pagefind, words]) => {
      // A worker would need its own permission to run the program, for milliseconds.
      const options = { basePath: page.dataset.index, baseUrl: "/", noWorker: true };
      const forms = words.vocabulary.split(" ");
      const vocabulary = forms.map((form) => form.toLowerCase());
      return { ...words, forms, vocabulary, index: pagefind.createInstance(options) };
    });
    return loading;
  };

  // ---- Words ----

  const split = (text) =>
    (text.toLowerCase().replaceAll("’", "'").match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []).map((word) =>
      word.replace(/'s?$/, ""),
    );

  const distance = (one, other) => {
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, place) => place);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const cost = one[i - 1] === other[j - 1] ? 0 : 1;
        next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + cost);
        const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      before = row;
      row = next;
    }
    return row[other.length];
  };

  // Endings such as “-ing” are cut off by the index, so a known word may be the beginning of one.
  const isKnown = (word, vocabulary) =>
    vocabulary.some(
      (other) =>
        other.startsWith(word) ||
        (other.length >= shortest && word.startsWith(other) && word.length - other.length < shortest),
    );

  const mended = (word, vocabulary) => {
    if (word.length < shortest || /\d/.test(word) || isKnown(word, vocabulary)) return word;
    const allowed = word.length > shortest + 1 ? 2 : 1;
    let best = word;
    let least = allowed + 1;
    for (const other of vocabulary) {
      if (Math.abs(other.length - word.length) > allowed) continue;
      const far = distance(word, other);
      if (far < least) [best, least] = [other, far];
    }
    return best;
  };

  // A name is offered with its capital.
  const spelled = (words, { vocabulary, forms }) =>
    words.map((word) => forms[vocabulary.indexOf(word)] ?? word).join(" ");

  const holds = (words, phrase) => {
    const wanted = split(phrase);
    return wanted.length > 0 && wanted.every((word) => words.includes(word));
  };

  const otherWordings = (text, synonyms) => {
    const padded = ` ${text} `;
    return synonyms.flatMap((group) => {
      const named = group.filter((phrase) => padded.includes(` ${phrase} `));
      const longest = named.sort((one, other) => other.length - one.length)[0];
      if (!longest) return [];
      const others = group.filter((phrase) => !named.includes(phrase));
      return others.map((other) => padded.replace(` ${longest} `, ` ${other} `).trim());
    });
  };

  // ---- Searching ----

  const fits = (at, kind, year) =>
    (!kind || at.kind === kind) && (!year || at.years.includes(Number(year)));

  const find = async (text, wanted, { index, synonyms, pages }) => {
    const found = new Map();
    const add = async (words) => {
      for (const result of (await index.search(words)).results) {
        if (!found.has(result.id) && wanted(pages[result.id])) found.set(result.id, result);
      }
    };
    await add(text);
    if (found.size < few) {
      for (const wording of otherWordings(text, synonyms)) await add(wording);
    }
    return [...found.values()];
  };

  const search = async ({ words, kind, year }) => {
    const site = await load();
    const given = split(words);
    const meant = given.map((word) => mended(word, site.vocabulary));
    const text = meant.join(" ");
    const pins = site.pins.filter((pin) => pin.words.some((phrase) => holds(meant, phrase)));
    const pinned = pins.map((pin) => pin.url);
    const found = await find(text, (at) => !pinned.includes(at.url) && fits(at, kind, year), site);
    const slip = text === given.join(" ") ? "" : spelled(meant, site);
    return { words, meant, slip, pins, found, pages: site.pages };
  };

  // ---- Showing ----

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  const link = (url, words) => {
    const made = element("a", "", words);
    made.href = url;
    return made;
  };

  // Parsed apart from the page and copied word by word, so that nothing in it can ever run.
  const excerpt = (html) => {
    const read = new DOMParser().parseFromString(html, "text/html").body;
    return [...read.childNodes].map((node) =>
      node.nodeName === "MARK" ? element("mark", "", node.textContent) : node.textContent,
    );
  };

  const entry = ({ url, name, facts, text, parts }) => {
    const heading = element("h3", "results__title", link(url, name));
    const item = element("li", "results__item", heading);
    if (facts) item.append(element("p", "small", facts));
    if (text.length) item.append(element("p", "", ...text));
    if (parts.length) {
      const places = parts.map((place) => element("li", "", link(place.url, place.title)));
      item.append(element("ul", "links", ...places));
    }
    return item;
  };

  const ofPin = (pin) => entry({ url: pin.url, name: pin.title, facts: pin.note, text: [pin.summary], parts: [] });

  // A part of a page is worth a link of its own if its heading has one of the words.
  const isAbout = (heading, words) =>
    split(heading).some((found) => words.some((word) => word.length >= shortest && found.startsWith(word)));

  const ofResult = async (result, { meant, pages }) => {
    const { url, meta, excerpt: html, sub_results: places } = await result.data();
    const { kind, years } = pages[result.id];
    const parts = places.filter((place) => place.url !== url && isAbout(place.title, meant)).slice(0, 2);
    return entry({
      url,
      name: meta.title,
      facts: [kind, ...years].join(", "),
      text: excerpt(html),
      parts,
    });
  };

  const nextOf = (answer) =>
    Promise.all(answer.found.splice(0, atOnce).map((result) => ofResult(result, answer)));

  const says = ({ words, slip }, number) => {
    const what = number === 1 ? "1 result" : `${number} results`;
    if (!number) return `Nothing was found for “${words}”. Try other words, or look through the list from A to Z below.`;
    if (slip) return `Nothing was found for “${words}”. Did you mean “${slip}”? ${what} for “${slip}”`;
    return `${what} for “${words}”`;
  };

  const show = (answer, items) => {
    shown = answer;
    const number = items.length + answer.found.length + answer.pins.length;
    list.replaceChildren(...answer.pins.map(ofPin), ...items);
    more.hidden = answer.found.length === 0;
    results.hidden = number === 0;
    page.classList.toggle("search--busy", number > 0);
    help.hidden = number > 0 && !answer.pins.some((pin) => pin.urgent);
    status.textContent = says(answer, number);
  };

  const run = async () => {
    const given = new URLSearchParams(window.location.search);
    const [words, kind, year] = ["q", "kind", "year"].map((name) => (given.get(name) ?? "").trim());
    form.elements.q.value = words;
    form.elements.kind.value = kind;
    form.elements.year.value = year;
    asked += 1;
    const turn = asked;
    document.title = words ? `${words} – ${title}` : title;
    help.hidden = words !== "";
    results.hidden = true;
    status.textContent = words ? "Searching…" : "";
    page.classList.toggle("search--busy", words !== "");
    if (!words) return;
    try {
      const answer = await search({ words, kind, year });
      const items = await nextOf(answer);
      // Somebody may have asked for something else, or gone back, while this was fetched.
      if (turn === asked) show(answer, items);
    } catch {
      if (turn !== asked) return;
      status.textContent = "The search does not work in this browser. Everything is in the list from A to Z below.";
      help.hidden = false;
      page.classList.remove("search--busy");
    }
  };

  form.addEventListener("submit", (event) => {
    // The words stay in this browser: the page changes its own address instead of asking for one.
    event.preventDefault();
    const given = [...new FormData(form)].filter(([, value]) => value.trim() !== "");
    window.history.pushState(null, "", `?${new URLSearchParams(given)}`);
    run();
  });
  more.addEventListener("click", async () => {
    const answer = shown;
    const items = await nextOf(answer);
    if (answer !== shown) return;
    more.hidden = answer.found.length === 0;
    list.append(...items);
    items[0]?.querySelector("a").focus();
  });
  window.addEventListener("popstate", run);
  run();
})();
