// Keeps times up to date and says the exact ones in the viewer's own zone and locale. The server renders the same words in UTC, so nothing jumps.
const behind = Number(document.documentElement.dataset.now) - Date.now();
const skew = Math.abs(behind) > 30000 ? behind : 0; // only a wrong clock is corrected, not the way here
const whole = new Intl.NumberFormat("en-US");
const full = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short" });
const short = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const longer = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const halfYear = 183 * 86400000;

function relative(at, now) {
  const seconds = Math.floor(Math.abs(now - at) / 1000);
  if (seconds < 1) return "now";
  const days = Math.floor(seconds / 86400);
  const amount = seconds < 60 ? `${seconds} s`
    : seconds < 3600 ? `${Math.floor(seconds / 60)} min`
    : days < 1 ? `${Math.floor(seconds / 3600)} h`
    : days === 1 ? "1 day"
    : days < 400 ? `${days} days`
    : `${whole.format(Math.floor(days / 30))} months`;
  return at <= now ? `${amount} ago` : `in ${amount}`;
}

const say = { relative, full: at => full.format(at), exact: (at, now) => (Math.abs(at - now) < halfYear ? short : longer).format(at) };

// The text node is changed in place, never replaced: Blazor holds on to it.
function put(element, words) {
  const node = element.firstChild;
  if (node?.nodeType === Node.TEXT_NODE && node.data !== words) node.data = words;
}

function refresh() {
  const now = Date.now() + skew;
  for (const time of document.querySelectorAll("[data-when]")) {
    const at = Date.parse(time.dataset.at);
    if (!Number.isNaN(at)) put(time, say[time.dataset.when](at, now));
  }
}

refresh();
setInterval(refresh, 1000);
new MutationObserver(refresh).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["data-at"] });
