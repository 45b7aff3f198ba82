/* Files can be dropped on the field as well as chosen; what is chosen is listed with its size. Without this the field works alone. */
"use strict";
(function () {
  const written = (bytes) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: bytes < 1e6 ? "kilobyte" : "megabyte", maximumFractionDigits: 1 }).format(bytes < 1e6 ? bytes / 1e3 : bytes / 1e6);

  function list(drop) {
    const rows = Array.from(drop.querySelector("input").files, (file) => {
      const row = document.createElement("li"), name = document.createElement("bdi"), size = document.createElement("span");
      name.textContent = file.name; size.textContent = written(file.size); size.className = "soft";
      row.append(name, size);
      return row;
    });
    drop.querySelector(".dropped").replaceChildren(...rows);
  }

  for (const drop of document.querySelectorAll("[data-drop]")) {
    const input = drop.querySelector("input");
    input.addEventListener("change", () => list(drop));
    for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
    for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      const both = new DataTransfer();
      for (const file of input.files) both.items.add(file);
      for (const file of event.dataTransfer.files) both.items.add(file);
      input.files = both.files;
      list(drop);
    });
  }
})();
