"use strict";

const SECOND = 1000;
const AGAIN = 5 * SECOND;
const UNASKED = 30 * SECOND;
const PATIENCE = 15 * SECOND;
const HOUR = 60;
const ENDS = ["finalizado", "cancelado"];
const lost = document.getElementById("lost");
const said = document.getElementById("said");
let main = document.getElementById("pedido");
let newest = Number(main.dataset.version);
let skew = 0;
let asking = false;
let events = null;

// Customers' clocks are not ours.
const now = () => Date.now() + skew;
const setClock = () => { skew = Date.parse(main.dataset.now) - Date.now(); };
const shown = () => Number(main.dataset.version);
const ended = () => "ended" in main.dataset;

// Never older than what is shown, or was told: the page that comes in may be from another instance.
function swap(page) {
  const fresh = document.importNode(page.getElementById("pedido"), true);
  if (!fresh.dataset.version || Number(fresh.dataset.version) < newest) {
    return false;
  }
  const moved = fresh.dataset.version !== main.dataset.version;
  const focused = main.contains(document.activeElement) ? document.activeElement : null;
  keepWhatIsAsked(fresh);
  const answer = main.querySelector(".answer");
  if (answer && !moved && !fresh.querySelector(".answer")) {
    fresh.prepend(answer);
  }
  main.replaceWith(fresh);
  main = fresh;
  setClock();
  newest = Math.max(newest, shown());
  document.title = page.title;
  if (focused) {
    (main.contains(focused) ? focused : main).focus({ preventScroll: true });
  }
  if (moved) {
    said.textContent = main.dataset.said;
  }
  lost.hidden = true;
  count();
  return true;
}

// Who is writing why goes on writing, as long as there is something to cancel.
function keepWhatIsAsked(fresh) {
  const asked = main.querySelector("details[open]");
  const again = fresh.querySelector("details");
  if (asked && again) {
    again.replaceWith(asked);
  }
}

// The form works by itself; here its answer is shown in place.
async function submit(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  if (button.disabled) {
    return;
  }
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "text/html" },
      body: new URLSearchParams(new FormData(form)),
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!swap(new DOMParser().parseFromString(await answer.text(), "text/html"))) {
      lost.hidden = false;
    }
    main.querySelector(".answer")?.scrollIntoView({ block: "nearest" });
  } catch {
    lost.hidden = false;
  }
  button.disabled = false;
}

async function refresh() {
  if (asking) {
    return;
  }
  asking = true;
  try {
    const answer = await fetch(`${location.pathname}?seen=${newest}`, {
      headers: { Accept: "text/html" },
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.ok) {
      swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } else if (answer.status === 404) {
      location.reload();
    }
  } catch {
    // What is shown stays.
    lost.hidden = false;
  }
  asking = false;
  if (shown() < newest) {
    setTimeout(refresh, AGAIN);
  }
}

function listen() {
  events = new EventSource(`${location.pathname}/events?seen=${newest}`);
  events.addEventListener("open", () => { lost.hidden = true; });
  events.addEventListener("message", (event) => {
    newest = Math.max(newest, Number(event.lastEventId));
    if (ENDS.includes(JSON.parse(event.data).status)) {
      events.close();
    }
    if (newest > shown()) {
      refresh();
    }
  });
  events.addEventListener("error", () => {
    lost.hidden = navigator.onLine;
    // A refusal is for good, says the standard; here it is that this instance cannot tell, or too many watch.
    if (events.readyState === EventSource.CLOSED && !ended()) {
      setTimeout(listen, AGAIN * (1 + Math.random()));
    }
  });
}

function inWords(seconds) {
  const minutes = Math.round(seconds / 60);
  if (seconds < 100) {
    return main.dataset.seconds.replace("{0}", seconds);
  }
  return minutes < 2 * HOUR ? main.dataset.minutes.replace("{0}", minutes) : main.dataset.hours.replace("{0}", Math.round(minutes / HOUR));
}

// What is left until the next status, and once it is late, the page that says so.
function count() {
  for (const left of main.querySelectorAll("[data-due]")) {
    const seconds = Math.round((Date.parse(left.dataset.due) - now()) / SECOND);
    left.textContent = seconds > 0 ? `, ${inWords(seconds)}` : "";
  }
  const late = main.querySelector("[data-late]");
  if (late && now() > Date.parse(late.dataset.late) + SECOND) {
    late.remove();
    refresh();
  }
}

function look() {
  if (!document.hidden && !ended()) {
    refresh();
  }
}

document.addEventListener("submit", submit);
addEventListener("online", () => { lost.hidden = true; });
addEventListener("offline", () => { lost.hidden = false; });
setClock();
if (!ended()) {
  listen();
  count();
  setInterval(count, SECOND);
  setInterval(look, UNASKED);
  document.addEventListener("visibilitychange", look);
}
