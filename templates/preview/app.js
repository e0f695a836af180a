// The preview: one state, fetched whole whenever the server says that there is a new one, and shown in four panes.

import { Pages } from "/static/pages.js";

const $ = (id) => document.getElementById(id);
const words = await fetch("/static/words.json" + location.search).then((answer) => answer.json());
const pages = new Pages($("pages"), words, chosen);
const PANES = ["outline", "pages", "book", "source"];
const COLUMNS = { outline: "minmax(13em, 0.8fr)", pages: "minmax(0, 2fr)", book: "minmax(0, 1.35fr)", source: "minmax(0, 1.5fr)" };
let state = null;
let current = { file: "", line: 0 };

const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
const post = (path, body) => fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

// ---------------------------------------------------------------- the state

async function refresh() {
  const next = await fetch("/state").then((answer) => answer.json());
  if (state && next.number <= state.number) return;
  const before = state;
  state = next;
  document.title = `${state.title} · docforge`;
  $("title").textContent = state.title;
  pages.show(state);
  showBook(before);
  showOutline();
  showSource();
  showChoices();
  showStatus();
  mark();
}

function showStatus() {
  const counts = ["error", "warning", "note"].map((one) => [one, state.diagnostics.filter((item) => item.severity === one).length]);
  const problems = counts.filter(([, n]) => n).map(([one, n]) => say(words[one + "s"], { n })).join(" · ") || words.clean;
  const made = say(words.made, { pages: state.pages.length, numbered: state.numbered, seconds: state.seconds.toFixed(2) });
  $("status").textContent = `${state.fresh ? made : words.stale} · ${problems}`;
  $("status").className = state.fresh ? "" : "stale";
}

// ---------------------------------------------------------------- choices

function showChoices() {
  const names = { "zh-Hans": "简体中文", "zh-Hant": "繁體中文", ja: "日本語", ko: "한국어", en: "English" };
  for (const key of ["document", "theme", "edition", "language"]) {
    const select = $("choices").elements[key];
    const none = key === "document" ? [] : [["", key === "edition" ? words.whole : words.own]];
    const options = [...none, ...state.offered[key].map((one) => [one, names[one] ?? one])];
    if (select.options.length !== options.length) select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
    select.value = state.chosen[key];
  }
  $("document-choice").hidden = state.offered.document.length < 2;
  const set = $("presets").querySelector("fieldset");
  if (!set.querySelector("label")) set.append(...state.offered.presets.map(presetBox));
  set.querySelectorAll("input").forEach((box) => { box.checked = state.chosen.presets.includes(box.value); });
  $("preset-count").textContent = state.chosen.presets.length ? `(${state.chosen.presets.length})` : "";
}

function presetBox(name) {
  const label = make("label", "");
  label.append(Object.assign(document.createElement("input"), { type: "checkbox", value: name, name: "preset" }), ` ${name}`);
  return label;
}

$("choices").addEventListener("change", async ({ target }) => {
  const boxes = [...$("presets").querySelectorAll("input:checked")].map((box) => box.value);
  await post("/choose", target.name === "preset" ? { presets: boxes } : { [target.name]: target.value });
});
$("choices").addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("click", ({ target }) => { if (!$("presets").contains(target)) $("presets").open = false; });
$("presets").addEventListener("keydown", ({ key }) => { if (key === "Escape") { $("presets").open = false; $("presets").querySelector("summary").focus(); } });

// ---------------------------------------------------------------- the outline

function showOutline() {
  const list = $("outline").querySelector("ol");
  const focused = [...list.querySelectorAll("button")].indexOf(document.activeElement);
  list.replaceChildren(...state.outline.map((one) => {
    const button = make("button", one.kind);
    button.type = "button";
    button.style.setProperty("--in", one.level - 1);
    Object.assign(button.dataset, { file: one.file, line: one.line, names: [one.id, one.address.replaceAll(".", "_")].join(" ").trim() });
    if (one.kind !== "heading") button.append(make("span", "no", one.label));
    button.append(make("span", "words", one.text));
    button.lang = state.lang;
    button.title = [one.address, one.line ? say(words.line, { n: one.line }) : ""].filter(Boolean).join(" · ");
    button.addEventListener("click", () => chosen({ file: one.file, line: one.line, names: button.dataset.names.split(" ") }, "outline"));
    const entry = document.createElement("li");
    entry.append(button);
    return entry;
  }));
  if (focused >= 0) list.querySelectorAll("button")[focused]?.focus();
}

$("outline").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const all = [...$("outline").querySelectorAll("button")];
  if (!step || !all.includes(document.activeElement)) return;
  event.preventDefault();
  all[all.indexOf(document.activeElement) + step]?.focus();
});

// ---------------------------------------------------------------- the e-book

function showBook(before) {
  const select = $("part");
  if (String([...select.options].map((one) => one.value)) !== String(state.book)) select.replaceChildren(...state.book.map((one) => new Option(one.split("/").pop(), one)));
  $("part-choice").hidden = state.book.length < 2;
  loadPart(before ? scrolled() : 0);
}

const shownFrame = () => $("frames").querySelector("iframe:not([data-next])");
const scrolled = () => shownFrame()?.contentWindow?.scrollY ?? 0;

// The next state is loaded behind the one that is shown, and comes to the same place.
function loadPart(top) {
  $("frames").querySelectorAll("[data-next]").forEach((old) => old.remove());
  if (!state.book.length) return;
  const frame = document.createElement("iframe");
  frame.title = words.book;
  frame.setAttribute("sandbox", "allow-same-origin"); // no script runs in it; without this no style sheet would come
  frame.dataset.next = "1";
  frame.style.visibility = "hidden";
  frame.src = `/book/${state.number}/${$("part").value || state.book[0]}`;
  frame.addEventListener("load", () => {
    frame.contentWindow.scrollTo(0, top);
    frame.contentDocument.addEventListener("click", ({ target }) => fromBook(target));
    const old = shownFrame();
    delete frame.dataset.next;
    frame.style.visibility = "";
    old?.remove();
  }, { once: true });
  $("frames").append(frame);
}

function fromBook(target) {
  for (let node = target; node?.closest; node = node.parentElement) {
    const names = [node.id, ...[...node.querySelectorAll("[id]")].map((one) => one.id)].filter(Boolean);
    const met = state.outline.find((one) => names.includes(one.id) || names.includes(one.address.replaceAll(".", "_")));
    if (met) return chosen({ file: met.file, line: met.line, names: [met.id] }, "book");
    if (node.tagName === "BODY") return;
  }
}

$("part").addEventListener("change", () => loadPart(0));

// ---------------------------------------------------------------- the source

function showSource() {
  const names = state.sources.map((one) => one.name);
  const select = $("file");
  if (String([...select.options].map((one) => one.value)) !== String(names)) select.replaceChildren(...names.map((one) => new Option(one, one)));
  $("file-choice").hidden = names.length < 2;
  const file = state.sources.find((one) => one.name === select.value) ?? state.sources[0];
  const top = $("source").scrollTop;
  const own = state.diagnostics.filter((one) => one.line && one.file === file?.name);
  $("general").replaceChildren(...state.diagnostics.filter((one) => !one.line || !names.includes(one.file)).map((one) => problem(one, "li")));
  $("lines").replaceChildren(...(file?.lines ?? []).map((text, index) => line(text, index + 1, own.filter((one) => one.line === index + 1), file.name)));
  $("next").disabled = !own.length;
  $("open").hidden = !state.editor;
  $("source").scrollTop = top;
}

function line(text, number, problems, file) {
  const item = document.createElement("li");
  item.dataset.line = number;
  const button = make("button", "no", String(number));
  button.type = "button";
  button.tabIndex = -1;
  button.setAttribute("aria-label", say(words.line, { n: number }));
  const code = make("code", "");
  code.lang = state.lang;
  const at = problems.find((one) => one.column > 0 && one.column <= text.length)?.column;
  const characters = [...text];
  if (at) code.append(characters.slice(0, at - 1).join(""), make("mark", "", characters[at - 1] ?? ""), characters.slice(at).join(""));
  else code.textContent = text || "\u200b";
  item.append(button, code, ...problems.map((one) => problem(one, "div")));
  item.addEventListener("click", () => chosen({ file, line: nearest(file, number), shown: number, names: [] }, "source"));
  return item;
}

function problem(one, tag) {
  const box = make(tag, `problem ${one.severity}`);
  box.append(make("strong", "", `${words[one.severity]} ${one.code} `), make("span", "", one.message));
  if (one.hint) box.append(make("span", "hint", one.hint));
  return box;
}

// The line that the paragraph around a line begins on.
function nearest(file, number) {
  const before = state.outline.filter((one) => one.file === file && one.line && one.line <= number).map((one) => one.line);
  return before.length ? Math.max(...before) : number;
}

$("file").addEventListener("change", showSource);
$("next").addEventListener("click", () => {
  const all = [...$("lines").querySelectorAll("li:has(.problem)")];
  const next = all.find((one) => Number(one.dataset.line) > (current.shown ?? current.line)) ?? all[0];
  if (next) chosen({ file: $("file").value, line: nearest($("file").value, Number(next.dataset.line)), shown: Number(next.dataset.line), names: [] }, "next");
});
$("open").addEventListener("click", async () => {
  const answer = await post("/open", { file: current.file || $("file").value, line: current.shown ?? (current.line || 1), column: 1 }).then((one) => one.json());
  if (answer.link) location.href = answer.link;
  if (answer.problem) $("status").textContent = answer.problem;
});

// ---------------------------------------------------------------- what is chosen

// A paragraph was chosen in one pane: the others show it.
async function chosen(place, from) {
  if (!place.line) return;
  current = { file: place.file, line: place.line, shown: place.shown ?? place.line };
  if ($("file").value !== place.file && [...$("file").options].some((one) => one.value === place.file)) { $("file").value = place.file; showSource(); }
  mark();
  if (from !== "source") {
    const item = $("lines").querySelector(`[data-line="${current.shown}"]`);
    item?.scrollIntoView({ block: "center" });
    $("status").textContent = `${current.file}:${current.shown}`;
    if (narrow.matches && from !== "outline") showPane("source");
  }
  if (from !== "pages") {
    const entry = state.outline.find((one) => one.file === place.file && one.line === place.line);
    await pages.reveal(place.names[0] || entry?.id || "");
    if (narrow.matches && from === "outline") showPane("pages");
  }
}

function mark() {
  for (const [pane, items, at] of [["outline", "button", "line"], ["lines", "li", "shown"]]) {
    for (const one of $(pane).querySelectorAll(items)) {
      const is = current.line > 0 && Number(one.dataset.line) === current[at] && (pane === "lines" || one.dataset.file === current.file);
      if (is) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  }
  $("outline").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  pages.mark(current.file, current.line);
}
$("pages").addEventListener("drawn", () => setTimeout(() => pages.mark(current.file, current.line)));

// ---------------------------------------------------------------- panes

const narrow = matchMedia("(max-width: 760px)");
const hidden = new Set(JSON.parse(localStorage.getItem("docforge-hidden") ?? "[]"));

function showPanes() {
  const shown = PANES.filter((one) => !hidden.has(one));
  document.querySelector("main").style.setProperty("--columns", shown.map((one) => COLUMNS[one]).join(" "));
  for (const pane of PANES) $(pane).hidden = !narrow.matches && hidden.has(pane);
  for (const button of $("panes").children) {
    const pane = button.dataset.shows;
    button.setAttribute("aria-pressed", String(narrow.matches ? document.body.dataset.pane === pane : !hidden.has(pane)));
  }
}

function showPane(pane) {
  document.body.dataset.pane = pane;
  showPanes();
}

$("panes").addEventListener("click", ({ target }) => {
  const pane = target.dataset.shows;
  if (!pane) return;
  if (narrow.matches) return showPane(pane);
  if (hidden.has(pane)) hidden.delete(pane);
  else if (hidden.size < PANES.length - 1) hidden.add(pane);
  localStorage.setItem("docforge-hidden", JSON.stringify([...hidden]));
  showPanes();
});
narrow.addEventListener("change", showPanes);
showPanes();

// F6 goes from pane to pane, as in other programs.
addEventListener("keydown", (event) => {
  if (event.key !== "F6") return;
  event.preventDefault();
  const stops = PANES.map($).filter((one) => one.offsetParent);
  const here = stops.findIndex((one) => one.contains(document.activeElement));
  stops[(here + (event.shiftKey ? -1 : 1) + stops.length) % stops.length]?.focus();
});

// ---------------------------------------------------------------- news

const news = new EventSource("/events");
news.onmessage = refresh;
news.onerror = () => { if (state) { $("status").textContent = words.gone; $("status").className = "stale"; } };
news.onopen = () => { if (state) showStatus(); };
