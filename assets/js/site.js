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

// Adds to the hours of a service whether it usually answers now, by the clock in Britain. “Usually”,
// because no script knows every holiday; without this script the hours stand there in full.
(() => {
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  const parts = Object.fromEntries(clock.formatToParts(new Date()).map((part) => [part.type, part.value]));
  const today = days.indexOf(parts.weekday);
  const now = Number(parts.hour) * 60 + Number(parts.minute);
  if (today < 0 || Number.isNaN(now)) return;
  for (const hours of document.querySelectorAll("[data-hours]")) {
    const spans = hours.dataset.hours.split(",").map((span) => span.split(" ").map(Number));
    const open = spans.some(([day, from, to]) => day === today && from <= now && now < to);
    const line = document.createElement("strong");
    line.className = "hours__now";
    line.textContent = open ? "Usually open now" : "Usually closed now";
    hours.prepend(line, document.createElement("br"));
  }
})();
