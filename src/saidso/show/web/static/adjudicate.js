/* Adjudication: a key takes an answer; where the reason is missing it is asked for, and Enter there takes the answer chosen before. */
"use strict";
(function () {
  const form = document.querySelector("[data-settle]");
  if (!form) return;
  const why = form.querySelector("#why");
  let chosen = null;
  form.addEventListener("click", (event) => { const button = event.target.closest("button[name=take]"); if (button && event.detail !== -1) choose(button); });
  function choose(button) {
    chosen = button;
    for (const side of form.querySelectorAll(".side")) side.classList.toggle("taken", side.contains(button));
  }
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input, select")) return;
    event.preventDefault();
    if (event.target.id === "third") choose(form.querySelector("button[value=third]"));
    if (chosen) form.requestSubmit(chosen); else why.focus();
  });
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    try { sessionStorage.setItem("saidso.why", why.value); } catch (error) { /* it is typed again */ }
  });
  addEventListener("pageshow", () => { sent = false; });
})();
