/* Filters, order, map and theme of a folder on disk. It asks no server for anything, and without it every page still shows all. */
(function () {
  "use strict";
  var each = function (root, what) { return Array.prototype.slice.call(root.querySelectorAll(what)); };
  var plain = function (words) { return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); };
  var form = document.querySelector("[data-filters]");
  var lines = each(document, "[data-incident]");
  var folded = new Map(lines.map(function (line) { return [line, plain(line.dataset.text || "")]; }));

  function chosen() {
    var found = new URLSearchParams(location.hash.slice(1));
    return location.hash.indexOf("=") < 0 ? new URLSearchParams() : found;
  }

  function fits(line, asked) {
    var told = line.dataset;
    var words = plain(asked.get("text") || "").split(/\s+/).filter(Boolean);
    var from = asked.get("from"), to = asked.get("to");
    return words.every(function (word) { return folded.get(line).indexOf(word) >= 0; }) &&
      ["type", "country", "review"].every(function (key) { return !asked.get(key) || told[key] === asked.get(key); }) &&
      ["contradicted", "denied", "several"].every(function (key) { return !asked.get(key) || told[key]; }) &&
      /* A day that nobody gives is neither before nor after: it stays out as soon as days are asked for. */
      (!from && !to || Boolean(told.from || told.to)) &&
      (!from || (told.to || told.from) >= from) && (!to || (told.from || told.to) <= to);
  }

  function ordered(list, by) {
    var value = {
      newest: function (a, b) { return (b.dataset.from || b.dataset.to || "").localeCompare(a.dataset.from || a.dataset.to || ""); },
      oldest: function (a, b) { return (a.dataset.from || a.dataset.to || "9").localeCompare(b.dataset.from || b.dataset.to || "9"); },
      origins: function (a, b) { return b.dataset.origins - a.dataset.origins; }
    }[by];
    var rows = each(list, "[data-rank]");
    rows.sort(function (a, b) { return (value ? value(a, b) : 0) || a.dataset.rank - b.dataset.rank; });
    rows.forEach(function (row) { row.parentNode.appendChild(row); });
  }

  function show() {
    var asked = chosen(), left = 0;
    lines.forEach(function (line) { line.hidden = !fits(line, asked); left += !line.hidden; });
    each(document, ".spots > li").forEach(function (spot) { spot.hidden = !spot.querySelector("[data-incident]:not([hidden])"); });
    each(document, "[data-spot]").forEach(function (dot) {
      var spot = document.getElementById(dot.dataset.spot);
      dot.style.display = spot && spot.hidden ? "none" : "";
    });
    each(document, "[data-shown]").forEach(function (told) { told.textContent = left + " of " + told.dataset.all + " incidents"; });
    each(document, "[data-none]").forEach(function (none) { none.hidden = left > 0 || !lines.length; });
    each(document, "[data-list]").forEach(function (list) { ordered(list, asked.get("sort")); });
    each(document, "a[data-keeps]").forEach(function (link) {
      link.setAttribute("href", link.getAttribute("href").split("#")[0] + (asked.toString() ? "#" + asked : ""));
    });
  }

  function fill() {
    var asked = chosen();
    each(form, "[name]").forEach(function (field) {
      if (field.type === "checkbox") { field.checked = Boolean(asked.get(field.name)); } else { field.value = asked.get(field.name) || ""; }
    });
  }

  function keep() {
    var asked = new URLSearchParams(), before = chosen();
    each(form, "[name]").forEach(function (field) {
      var value = field.type === "checkbox" ? (field.checked ? field.value : "") : field.value;
      if (value) { asked.set(field.name, value); }
    });
    if (!form.querySelector("[name=sort]") && before.get("sort")) { asked.set("sort", before.get("sort")); }
    history.replaceState(null, "", "#" + asked);
    show();
  }

  if (form) {
    form.hidden = false;
    if (window.matchMedia("(max-width: 62rem)").matches) { form.querySelector("details").open = false; }
    form.addEventListener("input", keep);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(keep); });
    window.addEventListener("hashchange", function () { if (location.hash.indexOf("=") > 0 || !location.hash) { fill(); show(); } });
    fill();
  }
  show();

  /* The map: dots and names keep their size on screen, whatever part of the world is shown. */
  var world = document.querySelector("[data-world]");
  if (world) {
    var all = world.viewBox.baseVal, whole = { x: all.x, y: all.y, width: all.width, height: all.height };
    var size = function () {
      var unit = all.width / (world.clientWidth || 1);
      each(world, "circle[data-px]").forEach(function (dot) { dot.setAttribute("r", dot.dataset.px * unit); });
      each(world, ".differs").forEach(function (mark) {
        mark.setAttribute("transform", "translate(" + mark.dataset.x + " " + mark.dataset.y + ") scale(" + unit + ")");
      });
      var taken = [];
      each(world, "text[data-px]").forEach(function (name) {
        name.style.fontSize = name.dataset.px * unit + "px";
        name.style.strokeWidth = 3 * unit + "px";
        if (name.dataset.dot) { name.setAttribute("dx", (Number(name.dataset.dot) + 4) * unit); name.setAttribute("dy", 4 * unit); }
      });
      /* Of names that would lie on each other the first stays: the list below has them all. */
      each(world, "text.town").concat(each(world, "text.land-name")).forEach(function (name) {
        var box = name.getBBox();
        var hit = taken.some(function (other) {
          return box.x < other.x + other.width && other.x < box.x + box.width && box.y < other.y + other.height && other.y < box.y + box.height;
        });
        name.style.opacity = hit ? 0 : 1;
        if (!hit) { taken.push(box); }
      });
    };
    var look = function (x, y, width) {
      var height = width * whole.height / whole.width;
      width = Math.min(whole.width, Math.max(whole.width / 64, width));
      height = width * whole.height / whole.width;
      all.width = width; all.height = height;
      all.x = Math.min(whole.x + whole.width - width, Math.max(whole.x, x - width / 2));
      all.y = Math.min(whole.y + whole.height - height, Math.max(whole.y, y - height / 2));
      size();
    };
    var zoom = function (by) { look(all.x + all.width / 2, all.y + all.height / 2, by ? all.width * by : whole.width); };
    each(document, "[data-zooms]").forEach(function (buttons) { buttons.hidden = false; });
    each(document, "[data-zoom]").forEach(function (button) {
      button.addEventListener("click", function () { zoom({ "in": 0.6, out: 1 / 0.6, all: 0 }[button.dataset.zoom]); });
    });
    document.addEventListener("keydown", function (event) {
      if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (event.key === "+" || event.key === "=") { zoom(0.6); } else if (event.key === "-") { zoom(1 / 0.6); }
    });
    var held = null;
    world.addEventListener("pointerdown", function (event) { held = { x: event.clientX, y: event.clientY }; });
    window.addEventListener("pointerup", function () { held = null; });
    window.addEventListener("pointermove", function (event) {
      if (!held || all.width >= whole.width) { return; }
      var unit = all.width / world.clientWidth;
      look(all.x + all.width / 2 - (event.clientX - held.x) * unit, all.y + all.height / 2 - (event.clientY - held.y) * unit, all.width);
      held = { x: event.clientX, y: event.clientY };
    });
    window.addEventListener("resize", size);
    size();
  }

  /* The theme is the system's until somebody chooses. */
  var button = document.querySelector("[data-theme-switch]"), root = document.documentElement;
  var kept = null;
  try { kept = localStorage.getItem("saidso-theme"); } catch (refused) { kept = null; }
  if (kept) { root.dataset.theme = kept; }
  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = root.dataset.theme === "dark" || root.dataset.theme === "auto" && window.matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("saidso-theme", root.dataset.theme); } catch (refused) { root.dataset.kept = "no"; }
    });
  }
}());
