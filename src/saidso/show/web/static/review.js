/* The review screen: editing in place, drafts that outlive a reload, words of the text taken into a field. Keys are in keys.js. */
"use strict";
(function () {
  let task = null, drafted, initial, note, paper, last, sent, draftKey;
  const told = document.getElementById("told");
  const store = { get: (key) => { try { return sessionStorage.getItem(key); } catch (error) { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(key, value); } catch (error) { /* a full or forbidden store: the form still holds it */ } },
    drop: (key) => { try { sessionStorage.removeItem(key); } catch (error) { /* as above */ } } };

  /* A claim has come, with the page or in place of the one before. */
  function begin() {
    caps();
    if (task === document.querySelector(".task")) return;
    task = document.querySelector(".task");
    if (!task) return;
    draftKey = "saidso.draft." + task.dataset.claim;
    drafted = Array.from(document.querySelectorAll("[data-draft]"));
    initial = new Map(drafted.map((field) => [field, field.value]));
    note = document.querySelector("[data-draft-note]");
    paper = document.querySelector("[data-paper]");
    last = null;
    sent = false;
    take_up();
    listen();
    if (task.classList.contains("editing")) edit();
    const words = paper.querySelector("mark.current.trigger") || paper.querySelector("mark.current");
    if (words) { const box = words.getBoundingClientRect(), frame = paper.getBoundingClientRect(); paper.scrollTop += box.top - frame.top - frame.height / 3; }
  }
  /* The caps on the buttons show a desk's own keys. */
  function caps() {
    try {
      const own = JSON.parse(localStorage.getItem("saidso.keys") || "{}");
      for (const cap of document.querySelectorAll("[data-shows]")) if (own[cap.dataset.shows]) cap.textContent = own[cap.dataset.shows];
    } catch (error) { /* no keys of its own */ }
  }

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

  /* ---- drafts */
  function keep() {
    const changed = {};
    for (const field of drafted) if (field.value !== initial.get(field)) changed[field.id] = field.value;
    if (Object.keys(changed).length) store.set(draftKey, JSON.stringify(changed)); else store.drop(draftKey);
  }
  function take_up() {
    if (document.querySelector("p.trouble[role=alert]")) return;  /* refused: the form came back as it was sent */
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
  addEventListener("pageshow", () => { sent = false; });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.xhr.status || !event.detail.target.matches("#main")) return;
    sent = false;  /* it did not arrive: what was typed stays, and can be sent again */
    if (task && task.isConnected) keep();
  });
  document.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.target.matches("#main")) event.detail.shouldSwap = true; });

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
  function walk(event) {
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
  }
  function away() { paper.classList.remove("choosing"); }

  /* ---- the words of the field that one is at stand out */
  function light(row) {
    for (const mark of paper.querySelectorAll("mark.lit")) mark.classList.remove("lit");
    if (!row) return;
    const name = { type: "trigger", voice: "voice", stance: "cue" }[row.dataset.slot] || row.dataset.slot;
    for (const mark of paper.querySelectorAll("mark." + CSS.escape(name))) mark.classList.add("lit");
  }

  /* ---- keys of this page that no button has */
  document.addEventListener("keydown", (event) => {
    if (!task || !task.isConnected) return;
    if (event.altKey && event.code === "KeyW" && task.classList.contains("editing")) { event.preventDefault(); choose(); return; }
    if (event.key !== "Escape") return;
    const pop = task.querySelector("details[data-pop][open]");
    if (pop) { pop.open = false; pop.querySelector("summary").focus(); event.stopPropagation(); event.preventDefault(); return; }
    if (task.classList.contains("editing") && !paper.classList.contains("choosing")) { leave(); event.stopPropagation(); event.preventDefault(); }
  }, true);

  /* ---- what the claim on the screen listens to */
  function listen() {
    task.addEventListener("click", (event) => {
      if (event.target.closest("[data-edit]")) { event.preventDefault(); edit(); }
      if (event.target.closest("[data-leave]")) { event.preventDefault(); leave(); }
      const takes = event.target.closest("[data-takes]");
      if (takes) { take(document.getElementById(takes.dataset.into), takes.dataset.takes); }
    });
    task.addEventListener("input", (event) => { if (event.target.matches("[data-draft]")) keep(); });
    task.addEventListener("submit", (event) => {
      if (sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }  /* a key held down must not decide twice */
      sent = true;
      store.drop(draftKey);
    }, true);
    task.addEventListener("focusin", (event) => {
      if (event.target.matches("[data-from-text]")) last = event.target;
      light(event.target.closest("tr[data-slot]"));
    });
    task.addEventListener("mouseover", (event) => { const row = event.target.closest("tr[data-slot]"); if (row) light(row); });
    paper.addEventListener("mouseup", () => { const words = chosen(); if (words && last && task.classList.contains("editing")) { take(last, words); getSelection().removeAllRanges(); } });
    paper.addEventListener("keydown", walk);
    paper.addEventListener("blur", away);
    for (const pop of task.querySelectorAll("details[data-pop]")) pop.addEventListener("toggle", () => opened(pop));
  }
  function opened(pop) {
    if (!pop.open) return;
    for (const other of task.querySelectorAll("details[data-pop][open]")) if (other !== pop) other.open = false;
    const button = pop.querySelector("[data-key].first, .whys button"), field = pop.querySelector("input:not([type=hidden])");
    // The event comes late: who has begun to type meanwhile is left where he is.
    if (pop.contains(document.activeElement) && document.activeElement.matches("input")) return;
    if (button) button.focus(); else if (field) field.focus();
  }

  begin();
  document.addEventListener("htmx:afterSwap", (event) => { if (event.detail.target.matches("#main")) begin(); });
})();
