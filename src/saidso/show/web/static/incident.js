/* The matrix and the pane: Esc leads back from the document to the cell it was opened from; o opens what is chosen. */
"use strict";
(function () {
  let from = null;
  const typing = (element) => element.closest("input:not([type=checkbox],[type=radio]), textarea, select");
  const opener = (element) => element.closest("[hx-target='#pane'] a");
  document.addEventListener("click", (event) => {
    const link = opener(event.target);
    if (link) from = link;
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && from && from.isConnected) { from.focus(); from.scrollIntoView({ block: "nearest", inline: "nearest" }); }
    const link = opener(event.target);
    if (event.key === "o" && link) { event.preventDefault(); link.click(); }
    const row = event.target.closest("li[data-row]");
    if (row && event.target === row && (event.key === "o" || event.key === "Enter")) { row.querySelector("a.in-document").click(); }
    if (row && event.key === "x") { const box = row.querySelector("input[type=checkbox]"); if (box) box.click(); }
  });
})();
