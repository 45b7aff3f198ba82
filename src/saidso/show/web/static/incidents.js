/* Filters folded on a phone; picking rows: x picks the row under the keys, X all of this page. The boxes work alone; this only makes them quick. */
"use strict";
(function () {
  const boxes = () => Array.from(document.querySelectorAll("input.pick"));
  const whole = document.getElementById("pick-all");
  const many = document.getElementById("picked-many");

  function count() {
    const all = boxes(), picked = all.filter((box) => box.checked).length;
    if (many) many.textContent = new Intl.NumberFormat(document.documentElement.lang).format(picked);
    if (whole) { whole.checked = picked === all.length && picked > 0; whole.indeterminate = picked > 0 && picked < all.length; }
  }
  function all(checked) { for (const box of boxes()) box.checked = checked; count(); }

  if (whole) { whole.hidden = false; whole.addEventListener("change", () => all(whole.checked)); }
  document.addEventListener("change", (event) => { if (event.target.matches("input.pick")) count(); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "X") { all(!boxes().every((box) => box.checked)); event.preventDefault(); }
    if (event.key === "x") {
      const row = document.activeElement.closest("tr");
      const box = row && row.querySelector("input.pick");
      if (box) { box.checked = !box.checked; count(); event.preventDefault(); }
    }
  });
  count();
  /* On a phone the filters would stand before the list; what is set shows above it all the same. */
  const fold = document.querySelector("details.fold");
  if (fold && matchMedia("(max-width: 40rem)").matches) fold.open = false;
})();
