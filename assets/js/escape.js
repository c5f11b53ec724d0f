// Escape closes what is unfolded and gives the focus back to what unfolded it: the menu from wherever one is, an answer
// or a list of contents from within. Where a bar leads away only the menu comes first: whoever wants to leave leaves.
(() => {
  const shown = (fold) => fold?.querySelector("summary").checkVisibility();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    const menu = document.querySelector("[data-menu][open]");
    const within = document.querySelector("[data-exit]") ? null : event.target.closest("details[open]");
    const fold = [menu, within].find(shown);
    if (!fold) return;
    fold.open = false;
    fold.querySelector("summary").focus();
    event.preventDefault();
  });
})();
