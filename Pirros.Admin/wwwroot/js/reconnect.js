// Says that the connection to the server is lost, tries until it is back, and loads the page anew when the server no longer knows it.
const dialog = document.getElementById("components-reconnect-modal");
const retryEvery = 3000;
let timer;

dialog.addEventListener("components-reconnect-state-changed", event => {
  const state = event.detail.state;
  dialog.dataset.state = state;
  if (state === "show") {
    if (!dialog.open) dialog.showModal();
  } else if (state === "hide") {
    clearTimeout(timer);
    if (dialog.open) dialog.close();
  } else if (state === "failed") {
    document.addEventListener("visibilitychange", retryWhenSeen);
    retryLater();
  } else if (state === "rejected" || state === "resume-failed") {
    location.reload();
  }
});

// It closes when the connection is back, and only then.
dialog.addEventListener("cancel", event => event.preventDefault());

function retryLater() {
  clearTimeout(timer);
  timer = setTimeout(retry, retryEvery);
}

function retryWhenSeen() {
  if (document.visibilityState === "visible") retry();
}

async function retry() {
  clearTimeout(timer);
  try {
    if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) {
      location.reload();
      return;
    }
    document.removeEventListener("visibilitychange", retryWhenSeen);
    if (dialog.open) dialog.close();
  } catch {
    retryLater();
  }
}
