// In a list of rows that open, the arrow keys go from one to the next, Home and End to the first and last.
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const row = event.target instanceof Element ? event.target.closest("[data-arrows] .activity-summary") : null;
  if (!row) return;
  const rows = [...row.closest("[data-arrows]").querySelectorAll(".activity-summary")];
  const at = rows.indexOf(row);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (next === undefined || !rows[next]) return;
  event.preventDefault();
  rows[next].focus();
});
