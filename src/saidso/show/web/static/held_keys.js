/* No key is lost: what is typed before the page's scripts are there, or while the next claim comes, waits here and is then done in
   its order. It stands first in the head and is not deferred. What would decide on a claim that was not on the screen when its key
   was pressed is not done: it is said. Keys with Ctrl, Alt or Meta, and what a field of the loading page takes itself, are let be. */
"use strict";
(function () {
  const kept = [];
  let loading = true, coming = null, playing = null, busy = false;
  const task = () => document.querySelector(".task");
  const onScreen = () => coming ? "" : task() && task().dataset.claim || "";
  const field = (element) => element && element.matches("textarea, input:not([type=checkbox],[type=radio],[type=submit],[type=button])") ? element : null;
  const waits = () => loading || coming || kept.length || busy;

  addEventListener("keydown", (event) => {
    if (!event.isTrusted || !waits() || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.length > 1 && !["Enter", "Escape", "Backspace"].includes(event.key)) return;
    const typing = event.target.matches && event.target.matches("input, textarea, select");
    if (!coming && !kept.length && (typing || event.key === " ")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat) return;  /* held down, not pressed again */
    if (event.key === "Escape" && coming) { kept.length = 0; return; }
    kept.push({ key: event.key, code: event.code, shiftKey: event.shiftKey, claim: onScreen(), early: Boolean(coming) });
  }, true);

  /* One key after the other, each in a turn of its own: what it opens is open before the next comes. */
  function play() {
    if (loading || coming || !kept.length) { busy = false; return; }
    busy = true;
    const one = kept.shift();
    if (task() || !one.early) {  /* a question that came instead of a claim is not answered by what was meant for the claim */
      playing = one;
      try { press(one); } finally { playing = null; }
    }
    setTimeout(play, 0);
  }
  function press(one) {
    const at = document.activeElement || document.body;
    const { key, code, shiftKey } = one;
    if (!at.dispatchEvent(new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true, composed: true }))) return;
    const into = field(at);
    if (into && key.length === 1) insert(into, key);
    else if (into && key === "Backspace") insert(into, null);
    else if (into && key === "Enter" && into.form) send(into.form);
    else if (!into && (key === "Enter" || key === " ") && at.matches("a, button, summary")) at.click();
  }
  function insert(into, words) {
    const end = into.selectionEnd, start = words === null && into.selectionStart === end ? Math.max(0, end - 1) : into.selectionStart;
    into.setRangeText(words || "", start, end, "end");
    into.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function send(form) {
    const button = Array.from(form.elements).find((each) => each.type === "submit");
    if (button) button.click(); else form.requestSubmit();
  }

  /* A decision on a claim that nobody had seen yet does not go out. */
  addEventListener("submit", (event) => {
    if (!playing || !event.target.closest(".task") || playing.claim === task().dataset.claim) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    kept.length = 0;
    const says = document.querySelector("[data-too-early]");
    says.hidden = false;
    document.getElementById("told").textContent = says.textContent;
  }, true);

  addEventListener("DOMContentLoaded", () => setTimeout(() => { loading = false; play(); }, 0));
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.detail.target.matches("#main")) return;
    const asked = coming = event.detail.xhr;
    asked.addEventListener("loadend", () => setTimeout(() => { if (coming === asked) coming = null; if (!busy) play(); }, 0));
  });
})();
