"use strict";

// The page comes again each second; only what has changed is touched, so that nobody loses their place.
let asked = 0;
let shown = 0;

async function look() {
  const mine = ++asked;
  const gone = document.getElementById("gone");
  try {
    const answer = await fetch("/");
    if (!answer.ok) throw new Error(answer.statusText);
    const text = await answer.text();
    if (mine > shown) {
      shown = mine;
      show(new DOMParser().parseFromString(text, "text/html"));
    }
    gone.hidden = true;
  } catch {
    gone.hidden = false;
  }
}

function show(next) {
  const changed = new Set();
  for (const there of next.querySelectorAll("[data-live]")) {
    const here = document.getElementById(there.id);
    if (!here) continue;
    for (const { name, value } of there.attributes) {
      if (here.getAttribute(name) !== value) here.setAttribute(name, value);
    }
    here.hidden = there.hidden;
    if (there.childElementCount === 0 && here.textContent !== there.textContent) {
      here.textContent = there.textContent;
      if (here.matches(".state, .deaths")) changed.add(here.closest("li"));
    }
  }
  if (changed.size > 0) {
    document.getElementById("said").textContent = Array.from(changed, said).join("; ");
  }
}

function said(row) {
  return `${row.id}: ${row.querySelector(".state").textContent}, ${row.querySelector(".deaths").textContent}`;
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  try {
    await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" });
  } catch {
    // The look says that nobody answers.
  }
  look();
});

async function goOn() {
  await look();
  setTimeout(goOn, 1000);
}

goOn();
