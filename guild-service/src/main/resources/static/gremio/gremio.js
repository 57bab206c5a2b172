"use strict";

const REST = 4000;
const UNASKED = 20000;
const PATIENCE = 15000;
const STATES = { activo: "activo", perdido: "perdido", profugo: "prófugo" };
const news = document.getElementById("novedades");
let told = [];
let shown = new Map();
let last = 0;
let timer = 0;

const sections = (page) => page.querySelectorAll("[data-live]");
sections(document).forEach((section) => shown.set(section.id, section.innerHTML));

// A section in which somebody is at work is left alone until they have gone.
function isInUse(section) {
  const inside = document.activeElement;
  const typed = [...section.querySelectorAll("input:not([type=hidden])")].some((input) => input.value);
  return typed || (inside !== document.body && section.contains(inside));
}

function swap(page) {
  for (const fresh of sections(page)) {
    const section = document.getElementById(fresh.id);
    if (section && !isInUse(section) && shown.get(fresh.id) !== fresh.innerHTML) {
      section.replaceChildren(...document.importNode(fresh, true).childNodes);
    }
    if (section && !isInUse(section)) {
      shown.set(fresh.id, fresh.innerHTML);
    }
  }
}

async function refresh() {
  timer = 0;
  last = Date.now();
  tell();
  try {
    const answer = await fetch(location.pathname, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok && !news) {
      location.reload();
    } else if (answer.ok) {
      swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
  } catch {
    // The guild is away; the next try may find it.
  }
}

function refreshSoon() {
  if (!timer && !document.hidden) {
    timer = setTimeout(refresh, Math.max(0, last + REST - Date.now()));
  }
}

// All that has changed in one sentence, and each change once.
function tell() {
  if (told.length && news) {
    const rest = told.length - 3;
    news.textContent = told.slice(0, 3).join(", ") + (rest > 0 ? ` y ${rest} más.` : ".");
  }
  told = [];
}

function count(state, by) {
  const counter = document.querySelector(`[data-count="${state}"]`);
  if (counter && /^\d+$/.test(counter.textContent)) {
    const left = Math.max(0, Number(counter.textContent) + by);
    counter.textContent = left;
    counter.nextElementSibling.textContent = STATES[state] + (left === 1 ? "" : "s");
  }
}

function mark(subject) {
  return document.querySelector(`[data-cart="${CSS.escape(subject)}"]`);
}

function move(cart) {
  const drawn = mark(cart.sujeto);
  if (!drawn) {
    return;
  }
  if (drawn.dataset.state !== cart.estado) {
    count(drawn.dataset.state, -1);
    count(cart.estado, 1);
    told.push(`${cart.patente ?? "Un carrito sin patente"}: ${STATES[cart.estado]}`);
    drawn.dataset.state = cart.estado;
    drawn.setAttribute("class", `mark ${cart.estado}`);
    drawn.querySelector("use").setAttribute("href", `#i-${cart.estado}`);
  }
  if (cart.ubicacion) {
    const map = drawn.ownerSVGElement.dataset;
    const x = Number(map.originX) + Number(map.scaleX) * cart.ubicacion.lon;
    const y = Number(map.originY) + Number(map.scaleY) * cart.ubicacion.lat;
    drawn.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  }
}

function listen() {
  const events = new EventSource("gremio/carritos/eventos");
  events.addEventListener("open", refreshSoon);
  events.addEventListener("carrito", (event) => {
    move(JSON.parse(event.data));
    refreshSoon();
  });
  events.addEventListener("olvidado", (event) => {
    mark(JSON.parse(event.data).sujeto)?.remove();
    refreshSoon();
  });
  events.addEventListener("error", () => {
    // A refusal is for good, says the standard; here it is that too many listen.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(listen, UNASKED);
    }
  });
}

document.addEventListener("visibilitychange", refreshSoon);
setInterval(refreshSoon, UNASKED);
listen();
