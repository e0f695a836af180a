// The pages of the PDF: pictures at the density of the screen, and over each its paragraphs, to be read, pointed at and chosen.

const SOON = "400px"; // how far below the edge a page is fetched before it is seen

export class Pages {
  constructor(pane, words, choose) {
    this.pane = pane;
    this.words = words;
    this.choose = choose;
    this.number = 0;
    this.layers = new Map();
    this.seen = new IntersectionObserver((entries) => entries.forEach((one) => this.noticed(one)), { root: pane, rootMargin: SOON });
    new ResizeObserver(() => this.fit()).observe(pane);
  }

  // Show the pages of a state; what was at the top of the pane stays there.
  show(state) {
    this.state = state;
    this.number = state.number;
    this.layers.clear();
    this.pane.querySelector(".empty")?.remove();
    const there = [...this.pane.querySelectorAll(".page")];
    state.pages.forEach((size, index) => (there[index] ?? this.added()).dataset.size = size.join(" "));
    there.slice(state.pages.length).forEach((page) => { this.seen.unobserve(page); page.remove(); });
    if (!state.pages.length) this.pane.append(Object.assign(document.createElement("p"), { className: "empty", textContent: this.words.nothing }));
    this.fit();
    this.pane.querySelectorAll(".page").forEach((page, index) => {
      page.setAttribute("aria-label", this.words.page.replace("{n}", index + 1).replace("{count}", state.pages.length));
      if (page.dataset.near) this.draw(page);
    });
  }

  added() {
    const page = document.createElement("div");
    page.className = "page";
    page.setAttribute("role", "group");
    page.append(Object.assign(new Image(), { alt: "" }), Object.assign(document.createElement("div"), { className: "layer" }));
    this.pane.append(page);
    this.seen.observe(page);
    return page;
  }

  fit() {
    const style = getComputedStyle(this.pane);
    const room = this.pane.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    for (const page of this.pane.querySelectorAll(".page")) {
      const [width, height] = page.dataset.size.split(" ").map(Number);
      const shown = Math.max(120, Math.min(room, width * 1.6));
      page.style.width = `${shown}px`;
      page.style.height = `${(shown * height) / width}px`;
      if (page.dataset.near && this.wanted(page) !== page.dataset.drawn) this.draw(page);
    }
  }

  noticed({ target, isIntersecting }) {
    target.dataset.near = isIntersecting ? "1" : "";
    if (isIntersecting && this.wanted(target) !== target.dataset.drawn) this.draw(target);
  }

  wanted(page) {
    const index = [...this.pane.querySelectorAll(".page")].indexOf(page) + 1;
    const scale = (parseFloat(page.style.width) / Number(page.dataset.size.split(" ")[0])) * devicePixelRatio;
    return `/page/${this.number}/${index}.png?scale=${Math.max(0.5, Math.min(6, scale)).toFixed(2)}`;
  }

  // The new picture takes the place of the old one when it is there: nothing flickers.
  async draw(page) {
    const url = this.wanted(page);
    page.dataset.drawn = url;
    const next = Object.assign(new Image(), { alt: "", src: url });
    try { await next.decode(); } catch { return; }
    if (page.dataset.drawn !== url) return;
    page.querySelector("img").replaceWith(next);
    page.dataset.shown = this.number;
    this.pane.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
    await this.layer(page);
  }

  async layer(page) {
    const index = [...this.pane.querySelectorAll(".page")].indexOf(page) + 1;
    const number = this.number;
    if (!this.layers.has(index)) this.layers.set(index, fetch(`/layer/${index}`).then((answer) => answer.json()));
    const found = await this.layers.get(index);
    if (number !== this.number) return;
    const [width, height] = page.dataset.size.split(" ").map(Number);
    const layer = page.querySelector(".layer");
    const focused = layer.contains(document.activeElement) ? [...layer.children].indexOf(document.activeElement) : -1;
    layer.replaceChildren(...found.map((one, place) => this.paragraph(one, place, found, width, height)));
    if (focused >= 0) layer.children[Math.min(focused, layer.children.length - 1)]?.focus();
  }

  paragraph(one, place, all, width, height) {
    const box = bounds(one, all, width, height);
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = place ? -1 : 0;
    Object.assign(button.style, {
      left: `${(box.left / width) * 100}%`, top: `${(box.top / height) * 100}%`,
      width: `${((box.right - box.left) / width) * 100}%`, height: `${((box.bottom - box.top) / height) * 100}%`,
    });
    Object.assign(button.dataset, { file: one.file, line: one.line, names: one.names.join(" ") });
    button.append(Object.assign(document.createElement("span"), { textContent: one.text || one.kind }));
    button.addEventListener("click", () => this.choose({ file: one.file, line: one.line, names: one.names }, "pages"));
    button.addEventListener("keydown", (event) => this.moved(event, button));
    return button;
  }

  // Arrows go from paragraph to paragraph, through all pages: one stop for the tabulator on each page.
  moved(event, button) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = [...this.pane.querySelectorAll(".layer button")];
    const next = all[all.indexOf(button) + step];
    event.preventDefault();
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  mark(file, line) {
    let first = null;
    for (const button of this.pane.querySelectorAll(".layer button")) {
      const is = line > 0 && button.dataset.file === file && Number(button.dataset.line) === line;
      button.toggleAttribute("aria-current", is);
      if (is) { button.setAttribute("aria-current", "true"); first ??= button; }
    }
    return first;
  }

  // Bring a paragraph into sight by its portable name, also on a page that was not drawn yet.
  async reveal(name) {
    const found = name && (await fetch(`/place/${encodeURIComponent(name)}`).then((answer) => answer.json()));
    const page = found && this.pane.querySelectorAll(".page")[found.page - 1];
    if (!page) return;
    const top = page.offsetTop + (found.top / Number(page.dataset.size.split(" ")[1])) * page.offsetHeight;
    if (top < this.pane.scrollTop || top > this.pane.scrollTop + this.pane.clientHeight - 80) this.pane.scrollTop = top - this.pane.clientHeight / 4;
  }
}

// Where a paragraph stands, in points: its lines are known by where they begin, its end by what begins beside it.
function bounds(one, all, width, height) {
  const xs = one.lines.map((line) => line[0]), ys = one.lines.map((line) => line[1]), size = Math.max(...one.lines.map((line) => line[2]));
  if (one.vertical) {
    const foot = height - Math.min(...all.flatMap((other) => other.lines.map((line) => line[1])));
    return { left: Math.min(...xs) - size * 0.4, right: Math.max(...xs) + size * 1.05, top: Math.min(...ys) - size * 0.3, bottom: foot };
  }
  const left = Math.min(...xs), top = Math.min(...ys) - size * 1.15, bottom = Math.max(...ys) + size * 0.45;
  const edge = Math.min(...all.flatMap((other) => other.lines.map((line) => line[0])));
  const beside = all.filter((o) => o !== one && Math.min(...o.lines.map((l) => l[0])) > left + 60 && o.lines.some((l) => l[1] > top && l[1] < bottom + 2)).map((o) => Math.min(...o.lines.map((l) => l[0])));
  return { left: left - 3, top, bottom, right: Math.min(width - edge, ...beside) };
}
