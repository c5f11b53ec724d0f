// The screen speaks one language, so that its guide can name every button. The program asks the
// browser for its language as soon as it is loaded, and would fetch others from another host, in vain.

const LANGUAGE = "en-US";
const PREFERENCES = "sveltia-cms.prefs";

Object.defineProperty(navigator, "language", { value: LANGUAGE });
Object.defineProperty(navigator, "languages", { value: [LANGUAGE] });
const chosen = JSON.parse(localStorage.getItem(PREFERENCES) ?? "{}");
localStorage.setItem(PREFERENCES, JSON.stringify({ ...chosen, locale: LANGUAGE }));
