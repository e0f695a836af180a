// Word files by the npm library docx, from descriptions on standard input:
//   [{"path": "a.docx", "lists": {"r": [{"format": "decimal", "text": "%1.", "start": 1}]},
//     "rows": [{"text": "…", "list": "r", "level": 0, "instance": 0, "heading": 1, "note": "…", "bold": true}]}]
// A list with a new instance begins anew. NODE_PATH says where the library lies.
const fs = require("fs");
const docx = require("docx");

const HEADINGS = [undefined, docx.HeadingLevel.HEADING_1, docx.HeadingLevel.HEADING_2, docx.HeadingLevel.HEADING_3];

function level({ format, text, start = 1 }, depth) {
  const indent = { left: 420 * (depth + 1), hanging: 420 };
  return { level: depth, format, text, start, style: { paragraph: { indent } } };
}

function row(given, notes) {
  const children = [new docx.TextRun({ text: given.text, bold: given.bold })];
  if (given.note) {
    const id = Object.keys(notes).length + 1;
    notes[id] = { children: [new docx.Paragraph(given.note)] };
    children.push(new docx.FootnoteReferenceRun(id));
  }
  const numbering = given.list && { reference: given.list, level: given.level || 0, instance: given.instance || 0 };
  return new docx.Paragraph({ children, numbering, heading: HEADINGS[given.heading || 0] });
}

async function write({ path, lists, rows }) {
  const footnotes = {};
  const children = rows.map((given) => row(given, footnotes));
  const config = Object.entries(lists).map(([reference, levels]) => ({ reference, levels: levels.map(level) }));
  const file = new docx.Document({ numbering: { config }, footnotes, sections: [{ children }] });
  fs.writeFileSync(path, await docx.Packer.toBuffer(file));
}

(async () => {
  for (const given of JSON.parse(fs.readFileSync(0, "utf-8"))) await write(given);
})();
