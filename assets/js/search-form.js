// Hands the words of a search to the search page without writing them into the list of pages visited.
for (const form of document.querySelectorAll("form[role='search']")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.sessionStorage.setItem("search", form.elements.q.value);
    window.location.assign(form.action);
  });
}
