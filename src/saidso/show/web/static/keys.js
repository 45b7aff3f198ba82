/* Keys for everything: whatever has data-key is done by that key; "?" lists them. Lists and tables have their own movement.
   A desk's own keys are kept in this browser (localStorage "saidso.keys": {"what data-name says": "key"}). */
"use strict";
(function () {
  const all = (what, from) => Array.from((from || document).querySelectorAll(what));
  const own = () => { try { return JSON.parse(localStorage.getItem("saidso.keys") || "{}"); } catch (error) { return {}; } };
  const keyOf = (element) => own()[element.dataset.name] || element.dataset.key;
  const seen = (element) => element.getClientRects().length > 0 && element.checkVisibility() && !element.disabled;  /* what lies in a closed <details> has rectangles too */
  const typing = (element) => element.closest("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");

  function does(element) {
    if (element.dataset.opens) { open(document.getElementById(element.dataset.opens)); return; }
    if (element.matches("input, select, textarea")) { element.focus(); if (element.select) element.select(); return; }
    if (element.matches("summary, a, button")) element.click(); else element.focus();
  }

  function list(dialog) {
    const body = dialog.querySelector("tbody");
    const known = new Map();
    for (const element of all("[data-key]")) if (seen(element)) known.set(keyOf(element), element.dataset.says || element.textContent.trim());
    for (const element of all("[data-keys]")) for (const line of element.dataset.keys.split(";")) {
      const [key, says] = line.split("=");
      if (says) known.set(key.trim(), says.trim());
    }
    body.replaceChildren(...Array.from(known, ([key, says]) => {
      const row = document.createElement("tr"), left = document.createElement("td"), right = document.createElement("td");
      const cap = document.createElement("kbd");
      cap.textContent = key; right.textContent = says; left.append(cap); row.append(left, right);
      return row;
    }));
  }

  function open(dialog) {
    if (dialog.open) { dialog.close(); return; }
    if (dialog.id === "keys") list(dialog);
    dialog.showModal();
  }

  /* j and k go from row to row: whatever has data-row, in the order of the page. */
  function step(by) {
    const rows = all("[data-row]").filter(seen);
    if (!rows.length) return false;
    const at = rows.indexOf(document.activeElement);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))];
    next.focus(); next.scrollIntoView({ block: "nearest" });
    return true;
  }

  /* Arrows (and h j k l) go from cell to cell of a table with data-grid: to the first link of the next cell that has one. */
  function across(event) {
    const cell = document.activeElement.closest("[data-grid] td, [data-grid] th");
    if (!cell) return false;
    const turn = document.documentElement.dir === "rtl" ? -1 : 1;
    const moves = { ArrowRight: [0, turn], ArrowLeft: [0, -turn], l: [0, turn], h: [0, -turn], ArrowDown: [1, 0], ArrowUp: [-1, 0], j: [1, 0], k: [-1, 0] };
    const move = moves[event.key];
    if (!move) return false;
    const rows = Array.from(cell.closest("table").rows);
    let row = rows.indexOf(cell.parentElement), column = cell.cellIndex;
    for (;;) {
      row += move[0]; column += move[1];
      const next = rows[row] && rows[row].cells[column];
      if (!next) return true;
      const goal = next.querySelector("a, button");
      if (goal) { goal.focus(); goal.scrollIntoView({ block: "nearest", inline: "nearest" }); return true; }
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) return;
    const dialog = document.querySelector("dialog[open]");
    if (dialog && event.key !== "?") return;
    if (across(event)) { event.preventDefault(); return; }
    if ((event.key === "j" || event.key === "k") && step(event.key === "j" ? 1 : -1)) { event.preventDefault(); return; }
    const wanted = all("[data-key]").find((element) => keyOf(element) === event.key && seen(element));
    if (wanted) { event.preventDefault(); does(wanted); }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) open(document.getElementById(opener.dataset.opens));
    const row = event.target.closest("[data-whole]");
    if (row && !event.target.closest("a, button, input, label, select") && !String(getSelection())) row.querySelector("a").click();
  });

  /* Who clicks twice decides once: a form on its way is not sent again; one that came back (the back button) may be. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 5000);
  });
  addEventListener("pageshow", () => { for (const form of all("form[data-sent]")) delete form.dataset.sent; });

  /* A choice that needs no button: data-sends sends its form when it changes. */
  document.addEventListener("change", (event) => { if (event.target.matches("[data-sends]")) event.target.form.requestSubmit(); });

  /* The words that were asked for; a paper that scrolls by itself shows its own. */
  const current = (part) => { const words = part.querySelector("mark.current"); return words && !words.closest("[data-paper]") ? words : null; };

  /* After a part of the page came: show the words that were asked for, tell a screen reader, keep the place marked. */
  document.addEventListener("htmx:afterSwap", (event) => {
    const into = event.detail.target;
    const goal = into.querySelector("[data-focus]");
    if (goal) goal.focus({ preventScroll: true });
    if (goal && into.id === "main") goal.scrollIntoView({ block: "nearest" });  /* what somebody else decided must be seen */
    const top = into.getBoundingClientRect().top;
    if (goal && into.id === "view" && (top < 0 || top > innerHeight / 2)) into.scrollIntoView({ block: "start" });  /* a view lies below the matrix */
    const words = current(into);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (words) words.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    const says = into.querySelector("[data-tells]");
    if (says) document.getElementById("told").textContent = says.dataset.tells;
  });
  const away = document.getElementById("away");
  document.addEventListener("htmx:sendError", () => { away.hidden = false; document.getElementById("told").textContent = away.textContent; });
  document.addEventListener("htmx:beforeRequest", () => { away.hidden = true; });
  addEventListener("DOMContentLoaded", () => { const words = current(document); if (words) words.scrollIntoView({ block: "center" }); });
})();
