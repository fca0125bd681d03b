(function () {
  "use strict";
  var form = document.getElementById("filters");
  if (!form) { return; }
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };
  var buttons = all("button[data-verdict]", form);
  var section = document.getElementById("filter-section");
  var unit = document.getElementById("filter-unit");
  var reset = document.getElementById("filter-reset");
  var shown = document.getElementById("filter-shown");
  var sheets = all("article[data-unit]");

  function chosen(select) { return select && select.value ? select.selectedOptions[0].textContent : ""; }

  /* The lines that count: of the whole table where there is one, else of the lists; a folded item stands for several,
     which are told apart, since no line of them is to be seen. */
  function lines(sheet) {
    return all("[data-v]", sheet.querySelector(".all") || sheet).filter(function (one) { return one.dataset.v; });
  }

  function count(found) {
    return found.reduce(function (sum, one) { return sum + Number(one.dataset.n || 1); }, 0);
  }

  function show() {
    var pressed = buttons.filter(function (one) { return one.getAttribute("aria-pressed") === "true"; });
    var verdicts = pressed.map(function (one) { return one.dataset.verdict; });
    var active = Boolean(verdicts.length || section.value || (unit && unit.value));
    sheets.forEach(function (sheet) {
      sheet.hidden = Boolean(unit && unit.value) && sheet.dataset.unit !== unit.value;
      all("[data-v]", sheet).forEach(function (line) {
        line.hidden = (verdicts.length > 0 && !verdicts.includes(line.dataset.v)) ||
          (section.value !== "" && line.dataset.s !== section.value);
      });
      all("[data-group]", sheet).forEach(function (group) {
        group.hidden = !group.querySelector("[data-v]:not([hidden])");
      });
    });
    say(active, pressed);
    reset.disabled = !active;
  }

  function say(active, pressed) {
    var total = 0, left = 0, folded = 0;
    sheets.forEach(function (sheet) {
      var seen = sheet.hidden ? [] : lines(sheet).filter(function (line) { return !line.hidden; });
      total += count(lines(sheet));
      left += count(seen);
      folded += count(seen.filter(function (line) { return line.dataset.n; }));
    });
    shown.textContent = form.dataset.shown.replace("{all}", total).replace("{shown}", left) +
      (folded ? form.dataset.folded.replace("{folded}", folded) : "");
    var words = pressed.map(function (one) { return one.dataset.word; });
    var parts = [words.join(" / "), chosen(section), chosen(unit)].filter(Boolean);
    sheets.forEach(function (sheet) {
      var note = sheet.querySelector(".filtered");
      var some = lines(sheet).some(function (line) { return !line.hidden; });
      note.hidden = !active;
      note.textContent = form.dataset.filtered + " · " + parts.concat(some ? [] : [form.dataset.none]).join(" · ");
    });
  }

  buttons.forEach(function (one) {
    one.addEventListener("click", function () {
      one.setAttribute("aria-pressed", String(one.getAttribute("aria-pressed") !== "true"));
      show();
    });
  });
  [section, unit].forEach(function (select) { if (select) { select.addEventListener("change", show); } });
  reset.addEventListener("click", function () {
    buttons.forEach(function (one) { one.setAttribute("aria-pressed", "false"); });
    [section, unit].forEach(function (select) { if (select) { select.value = ""; } });
    show();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  show();
}());
