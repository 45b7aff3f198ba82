/* A desk's own keys, kept in this browser: {"accept": "y"} under "saidso.keys", read by keys.js. */
"use strict";
(function () {
  const form = document.querySelector("[data-key-form]");
  const says = form.querySelector("[data-tells-keys]");
  const fields = Array.from(form.querySelectorAll("input"));
  const taken = new Set(["?", "/", "j", "k", "h", "l", "b", "[", "]"]);  /* keys of every page */
  let own = {};
  try { own = JSON.parse(localStorage.getItem("saidso.keys") || "{}"); } catch (error) { own = {}; }
  for (const field of fields) if (own[field.name]) field.value = own[field.name];

  function twice(field) {
    const key = field.value;
    return taken.has(key) || fields.some((other) => other !== field && other.value === key);
  }
  function check() {
    for (const field of fields) field.setCustomValidity(!field.value.trim() ? form.dataset.one : twice(field) ? form.dataset.taken : "");
  }
  form.addEventListener("input", (event) => { event.target.value = event.target.value.trim(); check(); says.textContent = event.target.validationMessage; });
  form.addEventListener("focusin", (event) => { if (event.target.select) event.target.select(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const kept = { ...own };
    for (const field of fields) if (field.value === field.dataset.comesWith) delete kept[field.name]; else kept[field.name] = field.value;
    own = kept;
    localStorage.setItem("saidso.keys", JSON.stringify(kept));
    says.textContent = form.dataset.kept;
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const field of fields) field.value = field.dataset.comesWith;
    check();
    form.requestSubmit();
  });
})();
