/* The review screen: editing in place, drafts that outlive a reload, words of the text taken into a field. Keys are in keys.js. */
"use strict";
(function () {
  const task = document.querySelector(".task");
  const store = { get: (key) => { try { return sessionStorage.getItem(key); } catch (error) { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(key, value); } catch (error) { /* a full or forbidden store: the form still holds it */ } },
    drop: (key) => { try { sessionStorage.removeItem(key); } catch (error) { /* as above */ } } };

  /* The caps on the buttons show a desk's own keys. */
  try {
    const own = JSON.parse(localStorage.getItem("saidso.keys") || "{}");
    for (const cap of document.querySelectorAll("[data-shows]")) if (own[cap.dataset.shows]) cap.textContent = own[cap.dataset.shows];
  } catch (error) { /* no keys of its own */ }
  if (!task) return;

  const draftKey = "saidso.draft." + task.dataset.claim;
  const drafted = Array.from(document.querySelectorAll("[data-draft]"));
  const note = document.querySelector("[data-draft-note]");
  const paper = document.querySelector("[data-paper]");
  const told = document.getElementById("told");
  let last = null;

  /* ---- editing in place */
  function edit(field) {
    task.classList.add("editing");
    address("1");
    const row = document.activeElement.closest && document.activeElement.closest("tr[data-slot]");
    const wanted = field || (row && row.querySelector("[data-draft]")) || task.querySelector("tr.apart [data-from-text]") || task.querySelector("tr:not([data-slot=voice]) [data-from-text]") || task.querySelector("tr [data-draft]");
    if (wanted) { wanted.focus(); if (wanted.select) wanted.select(); }
  }
  function leave() {
    const row = document.activeElement.closest && document.activeElement.closest("tr[data-slot]");
    task.classList.remove("editing");
    address(null);
    (row || task.querySelector("tr[data-row]")).focus({ preventScroll: true });
    if (store.get(draftKey)) note.hidden = false;
  }
  function address(value) {
    const here = new URL(location.href);
    if (value) here.searchParams.set("edit", value); else here.searchParams.delete("edit");
    history.replaceState(history.state, "", here);
  }
  task.addEventListener("click", (event) => {
    if (event.target.closest("[data-edit]")) { event.preventDefault(); edit(); }
    if (event.target.closest("[data-leave]")) { event.preventDefault(); leave(); }
    const takes = event.target.closest("[data-takes]");
    if (takes) { take(document.getElementById(takes.dataset.into), takes.dataset.takes); }
  });

  /* ---- drafts */
  function keep() {
    const changed = {};
    for (const field of drafted) if (field.value !== initial.get(field)) changed[field.id] = field.value;
    if (Object.keys(changed).length) store.set(draftKey, JSON.stringify(changed)); else store.drop(draftKey);
  }
  const initial = new Map(drafted.map((field) => [field, field.value]));
  const refused = document.querySelector("p.trouble[role=alert]");
  if (!refused) {
    try {
      const kept = JSON.parse(store.get(draftKey) || "{}");
      for (const field of drafted) if (field.id in kept) {
        field.value = kept[field.id];
        const fold = field.closest("details:not([data-pop])");
        if (fold) fold.open = true;
      }
      note.hidden = !Object.keys(kept).length || task.classList.contains("editing");
    } catch (error) { store.drop(draftKey); }
  }
  task.addEventListener("input", (event) => { if (event.target.matches("[data-draft]")) keep(); });
  let sent = false;
  task.addEventListener("submit", (event) => {
    if (sent) { event.preventDefault(); return; }  /* a key held down must not decide twice */
    sent = true;
    store.drop(draftKey);
  });
  addEventListener("pageshow", () => { sent = false; });

  /* ---- words of the text into a field: by mouse, or by Alt+W and the arrows */
  function take(field, words) {
    field.value = words.replace(/\s+/g, " ").trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    told.textContent = field.value;
  }
  function chosen() {
    const selection = getSelection();
    return selection.rangeCount && !selection.isCollapsed && paper.contains(selection.anchorNode) && paper.contains(selection.focusNode) ? String(selection) : "";
  }
  task.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-from-text]")) last = event.target;
    light(event.target.closest("tr[data-slot]"));
  });
  paper.addEventListener("mouseup", () => { const words = chosen(); if (words && last && task.classList.contains("editing")) { take(last, words); getSelection().removeAllRanges(); } });
  function choose() {
    const start = paper.querySelector("mark.lit") || paper.querySelector("mark.trigger");
    const selection = getSelection(), range = document.createRange();
    range.selectNodeContents(start || paper);
    selection.removeAllRanges();
    selection.addRange(range);
    paper.focus({ preventScroll: true });
    paper.classList.add("choosing");
    (start || paper).scrollIntoView({ block: "nearest" });
  }
  paper.addEventListener("keydown", (event) => {
    if (!paper.classList.contains("choosing") || event.ctrlKey || event.metaKey || event.altKey) return;
    const selection = getSelection();
    const side = { ArrowLeft: "left", ArrowRight: "right" }[event.key];
    if (side && event.shiftKey) selection.modify("extend", side, "word");
    else if (side) {  /* the next word, whole */
      selection.modify("move", side, "word");
      const turned = getComputedStyle(selection.anchorNode.parentElement).direction === "rtl";
      const ahead = (side === "right") !== turned;
      if (ahead) { selection.modify("move", "forward", "word"); selection.modify("move", "backward", "word"); }
      selection.modify("extend", "forward", "word");
    } else if (event.key === "Enter") { const words = chosen(); away(); if (words && last) take(last, words); }
    else if (event.key === "Escape") { away(); if (last) last.focus(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
    told.textContent = chosen();
  });
  function away() { paper.classList.remove("choosing"); }
  paper.addEventListener("blur", away);

  /* ---- the words of the field that one is at stand out */
  function light(row) {
    for (const mark of paper.querySelectorAll("mark.lit")) mark.classList.remove("lit");
    if (!row) return;
    const name = { type: "trigger", voice: "voice", stance: "cue" }[row.dataset.slot] || row.dataset.slot;
    for (const mark of paper.querySelectorAll("mark." + CSS.escape(name))) mark.classList.add("lit");
  }
  task.addEventListener("mouseover", (event) => { const row = event.target.closest("tr[data-slot]"); if (row) light(row); });

  /* ---- keys of this page that no button has */
  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.code === "KeyW" && task.classList.contains("editing")) { event.preventDefault(); choose(); return; }
    if (event.key !== "Escape") return;
    const pop = task.querySelector("details[data-pop][open]");
    if (pop) { pop.open = false; pop.querySelector("summary").focus(); event.stopPropagation(); event.preventDefault(); return; }
    if (task.classList.contains("editing") && !paper.classList.contains("choosing")) { leave(); event.stopPropagation(); event.preventDefault(); }
  }, true);
  for (const pop of task.querySelectorAll("details[data-pop]")) pop.addEventListener("toggle", () => {
    if (!pop.open) return;
    for (const other of task.querySelectorAll("details[data-pop][open]")) if (other !== pop) other.open = false;
    const button = pop.querySelector("[data-key].first, .whys button"), field = pop.querySelector("input:not([type=hidden])");
    if (button) button.focus(); else if (field) field.focus();
  });

  if (task.classList.contains("editing")) edit();
  const words = paper.querySelector("mark.current.trigger") || paper.querySelector("mark.current");
  if (words) { const box = words.getBoundingClientRect(), frame = paper.getBoundingClientRect(); paper.scrollTop += box.top - frame.top - frame.height / 3; }
})();
