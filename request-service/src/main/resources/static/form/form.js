"use strict";

const STORE = "order";
const PATIENCE = 15 * 1000;
const form = document.getElementById("form");
const send = document.getElementById("send");
let sending = false;
let made = 0;

const field = (name) => form.elements.namedItem(name);
const isLater = () => !field("when") || field("when").value === "later";

// Dots and spaces between thousands are how people write, not what they mean.
function price(text) {
  return /^\$?\s*\d{1,3}([.,\s]?\d{3}){0,9}$/.test(text) ? Number(text.replace(/\D/g, "")) : text;
}

// What a clock in the shop's zone shows at a time, as if it were UTC.
function shown(time) {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: form.dataset.zone, dateStyle: "short", timeStyle: "medium" });
  return Date.parse(`${clock.format(time).replace(" ", "T")}Z`);
}

// The first try may be on the other side of a change of the clock. What is no time, or of a year that no order is
// for and that clocks write otherwise, the server refuses.
function moment(text) {
  const wanted = Date.parse(`${text}Z`);
  if (Number.isNaN(wanted) || !/^[2-9]\d{3}-/.test(text)) {
    return text;
  }
  const near = wanted - (shown(wanted) - wanted);
  return new Date(near - (shown(near) - wanted)).toISOString();
}

function order() {
  const order = {};
  for (const name of ["name", "price", "email"]) {
    const text = field(name).value.trim();
    if (text) {
      order[name] = name === "price" ? price(text) : text;
    }
  }
  if (isLater()) {
    order.for = moment(field("for").value);
  }
  return JSON.stringify(order);
}

// The same order has the same key until it is taken, also after the page was loaded anew.
function keyOf(body) {
  let last = null;
  try {
    last = JSON.parse(sessionStorage.getItem(STORE));
  } catch {
    // Nothing is kept.
  }
  if (last?.body === body) {
    return last.key;
  }
  // Without https there is none.
  const key = crypto.randomUUID?.() ?? `${field("key").value}-${++made}`;
  try {
    sessionStorage.setItem(STORE, JSON.stringify({ body, key }));
  } catch {
    // Then a page that is loaded anew knows nothing of this one.
  }
  return key;
}

function forget() {
  try {
    sessionStorage.removeItem(STORE);
  } catch {
    // Nothing was kept.
  }
}

function say(text) {
  const alert = document.getElementById("alert");
  alert.hidden = !text;
  alert.textContent = text;
}

// The server's words, in the customer's language where they are known.
function words(name, message) {
  const said = JSON.parse(form.dataset.said);
  const known = Object.keys(said).find((start) => `${name} ${message}`.startsWith(start));
  return known ? said[known] : message;
}

function tell(name, message) {
  const error = document.getElementById(`${name}-error`);
  error.hidden = !message;
  error.textContent = message;
  if (message) {
    field(name).setAttribute("aria-invalid", "true");
  } else {
    field(name).removeAttribute("aria-invalid");
  }
}

function refused(errors) {
  const bad = new Map(errors.map((error) => [error.field, words(error.field, error.message)]));
  for (const input of form.querySelectorAll(".field input:not([type=radio])")) {
    tell(input.name, bad.get(input.name) ?? "");
  }
  form.querySelector("[aria-invalid]")?.focus();
}

// Closed in between, or in a rush: the page knows how to say it.
async function look() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["notice", "when"]) {
    const fresh = page.getElementById(id);
    if (fresh) {
      document.getElementById(id).replaceWith(document.importNode(fresh, true));
    }
  }
  document.querySelector(".notice")?.focus();
}

async function answered(answer) {
  if (answer.status === 202) {
    forget();
    location.assign(answer.headers.get("Location").replace(/\/status$/, ""));
    return true;
  }
  const problem = await answer.json().catch(() => ({}));
  refused(problem.errors ?? []);
  if (problem.type === "urn:reparto:problem:shop-closed") {
    say(form.dataset.closed);
    await look();
  } else if (!problem.errors) {
    say(form.dataset.away);
  }
  return false;
}

async function submit() {
  say("");
  try {
    const body = order();
    return await answered(await fetch("orders", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "Idempotency-Key": `"${keyOf(body)}"` },
      body,
      signal: AbortSignal.timeout(PATIENCE),
    }));
  } catch {
    say(form.dataset.lost);
    return false;
  }
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (sending) {
    return;
  }
  sending = true;
  const label = send.textContent;
  send.setAttribute("aria-disabled", "true");
  send.textContent = form.dataset.sending;
  const leaves = await submit();
  send.textContent = label;
  send.removeAttribute("aria-disabled");
  sending = leaves;
});

// Back from the order's page: a new order.
addEventListener("pageshow", () => { sending = false; });

form?.addEventListener("input", (event) => {
  if (event.target.getAttribute("aria-invalid")) {
    tell(event.target.name, "");
  }
});
