// The skip link: the fragment alone would be read against <base href> and lead to another page.
document.addEventListener("click", event => {
  const link = event.target instanceof Element ? event.target.closest("a.skip") : null;
  if (!link) return;
  event.preventDefault();
  document.getElementById("main")?.focus();
});

// The shortcut into a search box, as long as nobody is typing.
document.addEventListener("keydown", event => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector(".search-box input");
  if (!box || document.querySelector(".mud-dialog")) return;
  event.preventDefault();
  box.focus();
});

// Disclosures that lie over the page close by Escape and by a click beside them.
document.addEventListener("click", event => {
  for (const open of document.querySelectorAll("details[data-dismissible][open]"))
    if (!open.contains(event.target)) open.open = false;
});

document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details[data-dismissible][open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// A form whose answer comes only once: a second click would throw away the answer to the first.
document.addEventListener("submit", event => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "true";
});

// Signing out ends the session before it has led away; the page must not take that for an end that came from elsewhere.
document.addEventListener("submit", event => {
  if (event.target.matches("form[action='/signout']")) document.documentElement.dataset.signingOut = "";
});
