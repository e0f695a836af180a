// Search in a site. The index is a script beside the pages, so that it can be read from a folder without a server; it
// is loaded when somebody first looks for something. Words are those of docforge's index: runs of letters and digits,
// and of Chinese, Japanese and Korean text every two characters.
"use strict";
(function () {
  const form = document.querySelector(".df-search");
  const field = document.getElementById("df-query");
  const shown = form.querySelector(".df-found");
  const CJK = "[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}]";
  const RUN = new RegExp("(" + CJK + "+)|[\\p{L}\\p{N}\\p{M}_]+", "gu");
  const MOST = 30;
  let index = null;

  function load(then) {
    if (index) return then();
    window.docforgeIndex = function (data) { index = data; };
    const script = document.createElement("script");
    script.src = "search-index.js";
    script.onload = then;
    document.head.append(script);
  }

  // What a query asks for: terms, each with whether it may be the beginning of a longer one.
  function terms(text) {
    const found = [];
    for (const run of text.normalize("NFKC").toLowerCase().matchAll(RUN)) {
      const letters = Array.from(run[0]);
      if (!run[1] || letters.length < 2) found.push([run[0], true]);
      else for (let at = 0; at + 1 < letters.length; at++) found.push([letters[at] + letters[at + 1], false]);
    }
    return found;
  }

  // Places by number, with how often a term stands there; numbers are kept as distances.
  function places(term, begins) {
    const found = new Map();
    const names = begins ? Object.keys(index.terms).filter(function (name) { return name.startsWith(term); }) : [term];
    for (const name of names) {
      if (!Object.hasOwn(index.terms, name)) continue;
      let place = 0;
      for (const step of index.terms[name]) {
        place += step;
        found.set(place, (found.get(place) || 0) + (name === term ? 2 : 1));
      }
    }
    return found;
  }

  // Numbered paragraphs and notes bear the name of the heading above them.
  function isHeading(unit) {
    return !/^(s[0-9]+p|a_fn)/.test(unit[1]);
  }

  function search(query) {
    const wanted = terms(query);
    if (!wanted.length) return [];
    const lists = wanted.map(function (term) { return places(term[0], term[1]); });
    const phrase = query.trim().normalize("NFKC").toLowerCase();
    const found = [];
    for (const place of lists[0].keys()) {
      if (!lists.every(function (list) { return list.has(place); })) continue;
      const unit = index.units[place];
      let weight = lists.reduce(function (sum, list) { return sum + list.get(place); }, 0);
      if ((unit[2] + " " + unit[3]).normalize("NFKC").toLowerCase().includes(phrase)) weight += 20;
      if (isHeading(unit) && unit[2].normalize("NFKC").toLowerCase().includes(phrase)) weight += 40;
      found.push([weight, place]);
    }
    return found.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; }).map(function (pair) { return pair[1]; });
  }

  function excerpt(text, query) {
    const first = terms(query)[0][0];
    const at = Math.max(0, text.toLowerCase().indexOf(first) - 30);
    return (at ? "…" : "") + text.slice(at, at + 120) + (text.length > at + 120 ? "…" : "");
  }

  function show() {
    const query = field.value;
    shown.replaceChildren();
    if (!query.trim()) return;
    const found = search(query);
    const count = document.createElement("p");
    count.textContent = found.length ? shown.dataset.found.replace("{count}", found.length) : shown.dataset.nothing;
    const list = document.createElement("ol");
    for (const place of found.slice(0, MOST)) {
      const unit = index.units[place];
      const link = document.createElement("a");
      const name = document.createElement("b");
      link.href = index.pages[unit[0]] + (unit[1] ? "#" + unit[1] : "");
      name.textContent = unit[2];
      link.append(name, excerpt(unit[3], query));
      link.addEventListener("click", close);
      const entry = document.createElement("li");
      entry.append(link);
      list.append(entry);
    }
    shown.append(count);
    if (found.length) shown.append(list);
  }

  function close() {
    field.value = "";
    shown.replaceChildren();
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    const first = shown.querySelector("a");
    if (first) first.click();
  });
  field.addEventListener("input", function () { load(show); });
  field.addEventListener("focus", function () { load(function () {}); });
  form.addEventListener("keydown", function (event) {
    const links = [field].concat(Array.from(shown.querySelectorAll("a")));
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { close(); field.focus(); }
    else if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && document.activeElement !== field) {
      event.preventDefault();
      field.focus();
    }
  });
})();
