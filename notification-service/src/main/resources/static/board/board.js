"use strict";

const SECOND = 1000;
const REST = SECOND;
const UNASKED = 15 * SECOND;
const AGAIN = 5 * SECOND;
const HUSH = 6 * SECOND;
const PATIENCE = 15 * SECOND;
const main = document.getElementById("pedidos");
const said = document.getElementById("aviso");
const lost = document.getElementById("perdida");
const sound = document.getElementById("sonido");
const kept = new Map();
let skew = Date.parse(main.dataset.now) - Date.now();
let last = 0;
let timer = 0;
let hush = 0;
let asking = false;
let again = false;
let answers = 0;
let olderSince = 0;
let audio = null;

const cards = () => [...main.querySelectorAll(".card")];
const now = () => Date.now() + skew;

// What is on the page as it came, to know what has changed: scripts touch classes.
function keep() {
  kept.clear();
  cards().forEach((card) => kept.set(card.id, card.outerHTML));
}

// Somebody who says why an order is cancelled is not to lose what they typed.
const isInUse = (card) => card.querySelector(".cancel[open]") !== null;

// Where the focus is: in which part of the page, and on which of its buttons.
function place() {
  const here = document.activeElement?.closest(".card, .local");
  return here && { id: here.id, value: document.activeElement.name && document.activeElement.value };
}

// How far an instance has read of each partition.
const position = (board) => (board.dataset.position ?? "").split(" ").map(Number);

// Each instance reads at its own pace, so that one may not know yet what another has shown. None is behind for long:
// what still looks older then is how it is, as after orders were lost with their cluster.
function isOlder(fresh) {
  const read = position(fresh);
  const behind = position(main).some((offset, partition) => (read[partition] ?? 0) < offset)
    || [...fresh.querySelectorAll(".card")].some((card) => Number(card.dataset.version) < (document.getElementById(card.id)?.dataset.version ?? 0));
  olderSince = behind ? olderSince || Date.now() : 0;
  return behind && Date.now() - olderSince < PATIENCE;
}

// Each card by its order, wherever it was: an order is on the board once.
function swap(page, at = place()) {
  const fresh = page.getElementById("pedidos");
  if (!fresh || !fresh.dataset.now) {
    location.reload();
    return;
  }
  if (isOlder(fresh)) {
    again = true;
    return;
  }
  main.dataset.position = fresh.dataset.position;
  skew = Date.parse(fresh.dataset.now) - Date.now();
  const known = new Map(cards().map((card) => [card.id, card]));
  const news = [];
  for (const list of fresh.querySelectorAll("[data-cards]")) {
    const here = document.getElementById(list.id);
    const next = [...list.children].map((coming) => {
      const old = known.get(coming.id);
      const html = coming.outerHTML;
      if (old && (kept.get(coming.id) === html || (isInUse(old) && old.dataset.version === coming.dataset.version))) {
        return old;
      }
      const card = document.importNode(coming, true);
      if (!old) {
        card.classList.add("fresh");
        news.push(card);
      }
      return card;
    });
    list.querySelectorAll(".card").forEach((coming) => kept.set(coming.id, coming.outerHTML));
    here.replaceChildren(...next);
  }
  for (const part of page.querySelectorAll("[data-live]")) {
    const here = document.getElementById(part.id);
    if (here && here.outerHTML !== part.outerHTML) {
      here.replaceWith(document.importNode(part, true));
    }
  }
  if (at) {
    const here = document.getElementById(at.id);
    const button = at.value && here?.querySelector(`button[value="${CSS.escape(at.value)}"]`);
    (button || (here?.tabIndex < 0 ? here.querySelector(".main") ?? here.querySelector("button") : here))?.focus({ preventScroll: true });
  }
  if (news.some((card) => card.closest(".recibido"))) {
    say(`${main.dataset.new}: ${news.map((card) => card.querySelector(".name").textContent).slice(0, 3).join(", ")}`, false);
    ring();
  }
  age();
}

// What went well need not stand in the way for long.
function say(text, bad) {
  clearTimeout(hush);
  hush = bad ? 0 : setTimeout(() => { said.hidden = true; }, HUSH);
  said.textContent = text;
  said.classList.toggle("bad", bad);
  said.hidden = !text;
}

async function fetched(address, options) {
  const answer = await fetch(address, { cache: "no-store", headers: { Accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE), ...options });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function refresh() {
  timer = 0;
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  again = false;
  last = Date.now();
  const before = answers;
  try {
    const page = await fetched("board");
    if (before === answers) {
      swap(page);
    } else {
      // What a form was answered meanwhile is newer.
      again = true;
    }
    lost.hidden = true;
  } catch {
    lost.hidden = false;
    again = false;
    setTimeout(refreshSoon, AGAIN);
  }
  asking = false;
  if (again) {
    refreshSoon();
  }
}

function refreshSoon() {
  if (!timer && !document.hidden) {
    timer = setTimeout(refresh, Math.max(0, last + REST - Date.now()));
  }
}

// A form is sent once, and answered with the board.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const part = form.closest(".card, .local");
  if (!part) {
    return;
  }
  event.preventDefault();
  if (form.dataset.sent) {
    return;
  }
  form.dataset.sent = "yes";
  // A button that is off loses the focus.
  const at = place();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
  part.querySelector(".cancel")?.removeAttribute("open");
  try {
    const page = await fetched(form.getAttribute("action"), { method: "POST", body });
    answers += 1;
    kept.delete(part.id);
    const notice = page.getElementById("aviso");
    swap(page, at);
    say(notice.textContent, notice.classList.contains("bad"));
    if (again) {
      refreshSoon();
    }
  } catch {
    lost.hidden = false;
    kept.delete(part.id);
    refreshSoon();
  }
});

// Colours go on between two looks, the shop opens and closes by itself, and what can be undone no longer is taken away.
function age() {
  const next = document.getElementById("local").dataset.next;
  if (next && now() > Date.parse(next)) {
    refreshSoon();
  }
  for (const card of cards()) {
    if (card.dataset.late) {
      const late = now() > Date.parse(card.dataset.late);
      card.classList.toggle("late", late);
      card.classList.toggle("near", !late && now() > Date.parse(card.dataset.near));
    }
    card.querySelectorAll("[data-until]").forEach((button) => {
      button.hidden = now() > Date.parse(button.dataset.until);
    });
  }
}

function listen() {
  const events = new EventSource("board/events");
  events.addEventListener("open", refreshSoon);
  events.addEventListener("change", refreshSoon);
  events.addEventListener("error", () => {
    lost.hidden = navigator.onLine;
    // A refusal is for good, says the standard; here it is that too many listen, or the session is over.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(listen, UNASKED * (1 + Math.random()));
      refreshSoon();
    }
  });
}

// Browsers make no sound before somebody has touched the page, so it is asked for, once for this device.
function wantsSound() {
  try {
    return localStorage.getItem("tablero.sonido") === "si";
  } catch {
    return false;
  }
}

function setSound(on) {
  try {
    localStorage.setItem("tablero.sonido", on ? "si" : "no");
  } catch {
    // Not kept; asked for again the next time.
  }
  audio = on ? (audio ?? new AudioContext()) : null;
  sound.setAttribute("aria-pressed", String(on));
  sound.textContent = on ? sound.dataset.on : sound.dataset.off;
  ring();
}

// What is asked for is switched on by the first touch or key, unless that is the button's.
function wake(event) {
  if (!audio && event.target !== sound) {
    setSound(true);
  }
}

function ring() {
  if (!audio) {
    return;
  }
  audio.resume();
  [0, 0.18].forEach((after, i) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = i ? 1175 : 880;
    volume.gain.setValueAtTime(0.25, audio.currentTime + after);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + after + 0.3);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + after);
    tone.stop(audio.currentTime + after + 0.32);
  });
}

// The bump bar.
const columns = () => [...main.querySelectorAll("[data-cards]")].map((list) => [...list.children]);

function move(key) {
  const all = columns();
  const here = document.activeElement?.closest(".card");
  const column = all.findIndex((list) => list.includes(here));
  if (column < 0) {
    all.flat()[0]?.focus();
    return;
  }
  const row = all[column].indexOf(here);
  if (key === "ArrowUp" || key === "ArrowDown") {
    all[column][row + (key === "ArrowUp" ? -1 : 1)]?.focus();
    return;
  }
  const step = key === "ArrowLeft" ? -1 : 1;
  for (let next = column + step; next >= 0 && next < all.length; next += step) {
    if (all[next].length) {
      all[next][Math.min(row, all[next].length - 1)].focus();
      return;
    }
  }
}

function choose(digit) {
  const all = columns();
  const here = document.activeElement?.closest(".card");
  const column = all.find((list) => list.includes(here)) ?? all.find((list) => list.length);
  column?.[digit - 1]?.focus();
}

const press = (card, action) => card.querySelector(`.acts button[value="${action}"]:not([hidden])`)?.click();

function cancel(card) {
  const details = card.querySelector(".cancel");
  if (details) {
    details.open = true;
    details.querySelector(".usual button").focus();
  }
}

const KEYS = {
  Enter: (card) => press(card, "advance"),
  "+": (card) => press(card, "delay"),
  d: (card) => press(card, "delay"),
  r: (card) => press(card, "recall"),
  c: cancel,
};

addEventListener("keydown", (event) => {
  const at = document.activeElement;
  const card = at?.closest(".card");
  if (event.ctrlKey || event.altKey || event.metaKey || at?.tagName === "INPUT" && event.key !== "Escape") {
    return;
  }
  // A key that is held walks, and does nothing twice; on a button, browsers would.
  if (event.repeat && !event.key.startsWith("Arrow")) {
    if (event.key === "Enter") {
      event.preventDefault();
    }
    return;
  }
  if (event.key === "Escape" && card) {
    card.querySelector(".cancel")?.removeAttribute("open");
    card.focus();
  } else if (event.key.startsWith("Arrow")) {
    move(event.key);
  } else if (/^[1-9]$/.test(event.key)) {
    choose(Number(event.key));
  } else if (card && KEYS[event.key.toLowerCase()] || KEYS[event.key]) {
    // Enter on a button is that button's.
    if (!card || event.key === "Enter" && at !== card) {
      return;
    }
    (KEYS[event.key] ?? KEYS[event.key.toLowerCase()])(card);
  } else {
    return;
  }
  event.preventDefault();
});

keep();
age();
say(said.textContent, said.classList.contains("bad"));
listen();
sound.hidden = false;
sound.addEventListener("click", () => setSound(!audio));
if (wantsSound()) {
  for (const touch of ["pointerdown", "keydown"]) {
    addEventListener(touch, wake, { once: true });
  }
}
document.getElementById("ayuda").hidden = false;
setInterval(age, SECOND);
setInterval(refreshSoon, UNASKED);
document.addEventListener("visibilitychange", refreshSoon);
addEventListener("online", refreshSoon);
