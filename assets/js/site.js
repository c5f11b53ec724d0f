// Makes “Exit this page” quicker; without this script its links still work.
(() => {
  const link = document.querySelector("[data-exit]");
  if (!link) return;
  const presses = 3;
  const within = 5000;
  let times = [];

  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  const leave = () => {
    // What was on the screen goes at once, also when the other site is slow to answer.
    document.body.replaceChildren();
    document.title = "Loading";
    window.location.replace(link.href);
  };

  for (const exit of document.querySelectorAll("[data-exit]")) {
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }

  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      times = [];
      return;
    }
    const now = event.timeStamp;
    times = times.filter((time) => now - time < within).concat(now);
    const left = presses - times.length;
    if (left <= 0) {
      leave();
      return;
    }
    status.textContent = `Press Shift ${left} more ${left === 1 ? "time" : "times"} to exit this page.`;
  });
})();
