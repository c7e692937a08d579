// Tells the server, once a minute at most, that somebody is at work: on a page that stays open nothing else would.
const every = 60_000;
let last = Date.now();

async function atWork() {
  if (Date.now() - last < every) return;
  last = Date.now();
  try {
    await fetch("/session", { method: "POST", cache: "no-store" });
  } catch {
    // Without the server there is nothing to renew; the page says by itself that it is not there.
  }
}

for (const sign of ["pointerdown", "keydown"]) document.addEventListener(sign, atWork, { passive: true });
