// Loaded before anything is painted, so that the page never shows the wrong theme first.
(() => {
  const key = "pirros.theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const get = () => {
    try {
      const kept = localStorage.getItem(key);
      return kept === "light" || kept === "dark" ? kept : "system";
    } catch {
      return "system";
    }
  };

  const apply = choice => {
    document.documentElement.dataset.theme = choice === "system" ? (dark.matches ? "dark" : "light") : choice;
  };

  const set = choice => {
    try {
      if (choice === "system") localStorage.removeItem(key);
      else localStorage.setItem(key, choice);
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
    apply(choice);
  };

  dark.addEventListener("change", () => apply(get()));
  addEventListener("storage", () => apply(get()));
  apply(get());
  window.pirrosTheme = { get, set };
})();
