/* Words and claims of a document find each other: what is pointed at or focused lights up on the other side, a click chooses it.
   Without scripts a click does the same by its address. */
"use strict";
(function () {
  const all = (what) => Array.from(document.querySelectorAll(what));
  const claimsOf = (element) => (element.dataset.claims || "").split(" ").filter(Boolean);

  function mark(claims, name) {
    for (const element of all("[data-claims]")) element.classList.toggle(name, claimsOf(element).some((each) => claims.includes(each)));
  }

  function pointed(event) {
    const on = event.target.closest && event.target.closest("[data-claims]");
    mark(on ? claimsOf(on) : [], "lit");
  }

  function choose(claim) {
    mark([claim], "current");
    for (const card of all("[data-card]")) {
      if (card.dataset.card === claim) card.setAttribute("aria-current", "true"); else card.removeAttribute("aria-current");
    }
    const address = new URL(location.href);
    address.searchParams.set("claim", claim);
    history.replaceState(history.state, "", address);
  }

  const near = (element) => { if (element) element.scrollIntoView({ block: "nearest" }); };

  addEventListener("DOMContentLoaded", () => {
    const reading = document.querySelector(".reading");
    if (!reading) return;
    const chosen = document.querySelector("[data-card][aria-current]");
    if (chosen && chosen.parentElement.parentElement.scrollHeight > chosen.parentElement.parentElement.clientHeight) near(chosen);
    reading.addEventListener("mouseover", pointed);
    reading.addEventListener("mouseleave", () => mark([], "lit"));
    reading.addEventListener("focusin", (event) => {
      pointed(event);
      const link = event.target.closest("[data-choose]");
      if (link && event.target.closest(".told")) near(document.querySelector(`.sheet a[data-claims~="${CSS.escape(link.dataset.choose)}"]`));
    });
    reading.addEventListener("click", (event) => {
      const link = event.target.closest("[data-choose]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const here = claimsOf(link.closest("[data-claims]"));
      const now = document.querySelector("[data-card][aria-current]");
      const at = now && link.closest(".sheet") ? here.indexOf(now.dataset.card) : -1;
      const goal = at < 0 ? link.dataset.choose : here[(at + 1) % here.length];
      choose(goal);
      near(document.getElementById("claim-" + goal));
      const words = link.closest(".told") && document.querySelector(`.sheet a[data-claims~="${CSS.escape(goal)}"]`);
      if (words) words.scrollIntoView({ block: "center" });
      const card = document.getElementById("claim-" + goal);
      document.getElementById("told").textContent = card ? card.dataset.says : "";
    });
  });
})();
