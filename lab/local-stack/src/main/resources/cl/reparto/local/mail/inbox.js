"use strict";

const list = document.getElementById("list");
const open = document.body.dataset.open;
let tag = "";

async function refresh() {
  try {
    const answer = await fetch(open ? `/list?open=${open}` : "/list", { headers: { "If-None-Match": tag } });
    if (answer.status === 200) {
      tag = answer.headers.get("ETag");
      const html = await answer.text();
      // Unchanged rows are left alone, so that nothing flickers and no click goes astray.
      if (html !== list.dataset.shown) {
        list.dataset.shown = html;
        list.innerHTML = html;
      }
    }
  } catch {
    // The stack is down or starting; the next try may find it.
  }
  setTimeout(refresh, 1500);
}

// A mail is shown whole: the page scrolls, not the frame.
function fit(frame) {
  const root = frame.contentDocument?.documentElement;
  if (root) {
    frame.style.height = "0";
    frame.style.height = `${root.scrollHeight}px`;
  }
}

const frames = document.querySelectorAll("iframe");
for (const frame of frames) {
  frame.addEventListener("load", () => fit(frame));
}
addEventListener("resize", () => frames.forEach(fit));

document.getElementById("clear").addEventListener("click", async () => {
  await fetch("/api/messages", { method: "DELETE" });
  location.assign("/");
});

refresh();
