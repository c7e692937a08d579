// Keeps times up to date and says the exact ones in the viewer's own zone. The server renders the same words in UTC, so nothing jumps; the words come from it too.
const page = document.documentElement;
const words = JSON.parse(page.dataset.timeWords);
const behind = Number(page.dataset.now) - Date.now();
const skew = Math.abs(behind) > 30000 ? behind : 0; // only a wrong clock is corrected, not the way here
const whole = new Intl.NumberFormat(page.lang);
const locale = navigator.languages.find(one => one.split("-")[0] === page.lang) ?? page.lang; // the viewer's own habits, in the page's language
const full = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "short" });
const short = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const longer = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const halfYear = 183 * 86400000;

function relative(at, now) {
  const seconds = Math.floor(Math.abs(now - at) / 1000);
  if (seconds < 1) return words.now;
  const days = Math.floor(seconds / 86400);
  const [word, number] = seconds < 60 ? [words.seconds, seconds]
    : seconds < 3600 ? [words.minutes, Math.floor(seconds / 60)]
    : days < 1 ? [words.hours, Math.floor(seconds / 3600)]
    : days === 1 ? [words.day, 1]
    : days < 400 ? [words.days, days]
    : [words.months, Math.floor(days / 30)];
  return fill(at <= now ? words.ago : words.in, fill(word, whole.format(number)));
}

function fill(word, value) {
  return word.replace("{0}", value);
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
