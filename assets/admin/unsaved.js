// Asks before what was typed is lost. On a host the program keeps it in the browser; a folder of
// this machine has no such place in the program, which closes a record at Escape without a word.

const WORDS = "What you changed here is not saved. Press OK to lose it, or Cancel to go on editing.";
const SAVE = "button[aria-keyshortcuts$='+S']";
const CLOSE = "button[aria-keyshortcuts='Escape']";
const FIELD = "[data-key-path]";

const placeOf = (url) => new URL(url).hash.split("?")[0];

// The place of the record in which something was changed.
let touched = "";

const canSave = () => [...document.querySelectorAll(SAVE)].some((button) => !button.disabled);
const unsaved = (url = location.href) => touched === placeOf(url) && canSave();
const mayLeave = (url) => !unsaved(url) || window.confirm(WORDS);

const touch = ({ target }) => {
  if (target.closest(FIELD)) touched = placeOf(location.href);
};
window.addEventListener("input", touch, { capture: true });
window.addEventListener("click", touch, { capture: true });

const close = (event) => {
  if (event.target.closest(CLOSE) && !mayLeave()) event.stopImmediatePropagation();
};
window.addEventListener("click", close, { capture: true });

window.addEventListener("hashchange", (event) => {
  // What the program does itself, such as going to its list after a save, the browser does not vouch for.
  if (event.isTrusted && !mayLeave(event.oldURL)) {
    window.history.pushState(null, "", event.oldURL);
    event.stopImmediatePropagation();
  } else if (touched !== placeOf(location.href)) {
    touched = "";
  }
});

window.addEventListener("beforeunload", (event) => {
  if (unsaved()) event.preventDefault();
});
