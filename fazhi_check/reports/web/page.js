(function () {
  "use strict";
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };
  var folding = document.getElementById("folding");
  if (folding) {
    folding.hidden = false;
    all("button", folding).forEach(function (one) {
      one.addEventListener("click", function () {
        all("details.fold").forEach(function (fold) { fold.open = Boolean(one.dataset.open); });
      });
    });
  }
  var form = document.getElementById("filters");
  if (!form) { return; }
  var buttons = all("button[data-verdict]", form);
  var selects = all("select[data-dim]", form);
  var reset = document.getElementById("filter-reset");
  var shown = document.getElementById("filter-shown");
  var sheets = all("article[data-unit]");
  var folds = all("details.fold");
  /* Rows of tables over all units; each knows its units, categories, sections and verdicts, one or several. */
  var rows = all("[data-r]");
  /* Lines, groups and notes of each sheet are looked up once: a page may have many thousands. */
  var parts = sheets.map(function (sheet) {
    var of = all("[data-v]", sheet);
    var table = sheet.querySelector(".all");
    return {
      sheet: sheet,
      lines: of,
      /* The lines that count: of the whole table where there is one, else of the lists; a folded item stands for
         several, which are told apart, since no line of them is to be seen. */
      counted: of.filter(function (one) { return one.dataset.v && (!table || table.contains(one)); }),
      groups: all("[data-group]", sheet),
      note: sheet.querySelector(".filtered"),
      fold: sheet.closest("details.fold")
    };
  });
  var was = false;

  function choices() {
    var pressed = buttons.filter(function (one) { return one.getAttribute("aria-pressed") === "true"; });
    var found = { v: pressed.map(function (one) { return one.dataset.verdict; }) };
    var words = [pressed.map(function (one) { return one.dataset.word; }).join(" / ")];
    selects.forEach(function (select) {
      found[select.dataset.dim] = select.value ? [select.value] : [];
      words.push(select.value ? select.selectedOptions[0].textContent : "");
    });
    found.words = words.filter(Boolean);
    found.active = found.words.length > 0;
    found.within = ["v", "s", "c", "k"].some(function (name) { return (found[name] || []).length > 0; });
    return found;
  }

  /* Whether a node has one of the values that are chosen; what a node does not know is no reason to hide it, unless the
     filter is one that only some lines can answer. */
  function fits(node, chosen, names, strict) {
    return names.every(function (name) {
      var wanted = chosen[name] || [];
      var own = name === "u" ? node.dataset.u || node.dataset.unit : node.dataset[name];
      if (!wanted.length) { return true; }
      if (own === undefined) { return !strict; }
      return own.split(" ").some(function (one) { return wanted.includes(one); });
    });
  }

  function count(found) {
    return found.reduce(function (sum, one) { return sum + Number(one.dataset.n || 1); }, 0);
  }

  function showSheet(part, chosen, seen) {
    var open = fits(part.sheet, chosen, ["u", "g"], true);
    part.lines.forEach(function (line) { line.hidden = !fits(line, chosen, ["v", "s", "c", "k"], true); });
    part.groups.forEach(function (group) { group.hidden = !group.querySelector("[data-v]:not([hidden])"); });
    var some = part.counted.some(function (line) { return !line.hidden; });
    part.sheet.hidden = !open;
    if (open && (some || !chosen.within)) { seen[part.sheet.dataset.unit] = true; }
    if (part.fold) {
      part.fold.hidden = !open || (chosen.within && !some);
      if (chosen.active) { part.fold.open = !part.fold.hidden; } else if (was) { part.fold.open = false; }
    }
    part.note.hidden = !chosen.active;
    part.note.textContent = said(chosen, some);
  }

  /* A unit's row is seen with its lines; a task's, an item's or a problem's by what it knows itself. */
  function showRow(row, chosen, seen) {
    if (row.dataset.r === "unit") {
      row.hidden = !fits(row, chosen, ["u", "g"], true) || (chosen.within && !seen[row.dataset.u]);
    } else if (row.dataset.r === "part") {
      row.hidden = !fits(row, chosen, ["s"], true);
    } else {
      row.hidden = !fits(row, chosen, ["u", "g", "s", "v"], true);
    }
  }

  function said(chosen, some) {
    return form.dataset.filtered + " · " + chosen.words.concat(some ? [] : [form.dataset.none]).join(" · ");
  }

  function show() {
    var chosen = choices(), seen = {};
    parts.forEach(function (part) { showSheet(part, chosen, seen); });
    rows.forEach(function (row) { showRow(row, chosen, seen); });
    all(".tables [data-group]").forEach(function (group) {
      group.hidden = Boolean(group.querySelector("[data-r]")) && !group.querySelector("[data-r]:not([hidden])");
    });
    all(".tables details.fold").forEach(function (fold) {
      var some = Boolean(fold.querySelector("[data-r]:not([hidden])"));
      if (fold.dataset.r !== "part") { fold.hidden = chosen.active && !some; }
      if (!chosen.active && was) { fold.open = false; }
      if (fold.dataset.r !== "part" && chosen.active) { fold.open = some; }
      if (fold.dataset.r === "part" && (chosen.s || []).length) { fold.open = !fold.hidden; }
    });
    all(".tables > .filtered").forEach(function (note) {
      note.hidden = !chosen.active;
      note.textContent = said(chosen, rows.some(function (row) { return !row.hidden; }));
    });
    say();
    reset.disabled = !chosen.active;
    was = chosen.active;
  }

  function say() {
    var total = 0, left = 0, folded = 0;
    parts.forEach(function (part) {
      var seen = part.sheet.hidden ? [] : part.counted.filter(function (line) { return !line.hidden; });
      total += count(part.counted);
      left += count(seen);
      folded += count(seen.filter(function (line) { return line.dataset.n; }));
    });
    shown.textContent = form.dataset.shown.replace("{all}", total).replace("{shown}", left) +
      (folded ? form.dataset.folded.replace("{folded}", folded) : "");
  }

  /* A link to a unit opens its fold. */
  function follow() {
    var target = location.hash && document.getElementById(location.hash.slice(1));
    var fold = target && target.closest("details.fold");
    if (fold) {
      fold.open = true;
      target.scrollIntoView();
    }
  }

  buttons.forEach(function (one) {
    one.addEventListener("click", function () {
      one.setAttribute("aria-pressed", String(one.getAttribute("aria-pressed") !== "true"));
      show();
    });
  });
  selects.forEach(function (select) { select.addEventListener("change", show); });
  reset.addEventListener("click", function () {
    buttons.forEach(function (one) { one.setAttribute("aria-pressed", "false"); });
    selects.forEach(function (select) { select.value = ""; });
    show();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", follow);
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) { follow(); }
  });
  form.hidden = false;
  folds.forEach(function (fold) { fold.open = false; });
  show();
  follow();
}());
