"use strict";

// Where something could not be told for a moment: who reads on is not disturbed until it can be.
const AGAIN = 5 * 1000;
const PATIENCE = 15 * 1000;

async function again() {
  const asked = { headers: { Accept: "text/html" }, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(location.href, asked).catch(() => null);
  if (answer && answer.status !== 503) {
    location.reload();
  } else {
    setTimeout(again, AGAIN);
  }
}

setTimeout(again, AGAIN);
