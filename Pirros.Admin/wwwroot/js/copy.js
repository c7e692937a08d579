// Copies in the browser's own click handler, from the page itself. Browsers refuse a copy that comes later, such as after an answer of the server.
const shown = 2000;
const timers = new WeakMap();

document.addEventListener("click", event => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (button) copy(button);
});

function copy(button) {
  const text = button.dataset.copy;
  if (navigator.clipboard && isSecureContext)
    navigator.clipboard.writeText(text).then(() => say(button, "done"), () => fallBack(button, text));
  else
    fallBack(button, text);
}

// The only way on plain http. The text area stands beside the button, inside any dialog, because a dialog's focus trap takes the focus back from outside it.
function fallBack(button, text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "copy-area";
  area.setAttribute("readonly", "");
  area.setAttribute("aria-hidden", "true");
  button.after(area);
  area.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch {
    copied = false;
  }
  area.remove();
  button.focus({ preventScroll: true });
  if (!copied) select(button);
  say(button, copied ? "done" : "failed");
}

function select(button) {
  const value = button.closest("[data-value-row]")?.querySelector("[data-value]");
  if (!value) return;
  value.focus({ preventScroll: true });
  getSelection()?.selectAllChildren(value);
}

function say(button, outcome) {
  clearTimeout(timers.get(button));
  button.dataset.copied = outcome;
  const status = button.parentElement?.querySelector("[data-copy-status]");
  const keys = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘C" : "Ctrl+C";
  if (status) status.textContent = outcome === "done" ? status.dataset.done : status.dataset.failed.replace("{0}", keys);
  timers.set(button, setTimeout(() => {
    delete button.dataset.copied;
    if (status) status.textContent = "";
  }, outcome === "done" ? shown : shown * 3));
}
