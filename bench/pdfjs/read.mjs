// What pdf.js reads of PDFs, with its pieces of text joined as OpenResume describes it: pieces of a line whose gap is no wider
// than a usual letter are one text; a space is put between them only beside punctuation. `node read.mjs page.pdf…` prints a
// JSON array with a text for each file, a line of the page a line.
import { readFileSync } from "node:fs";

console.log = console.error; // pdf.js tells there that it will draw nothing
const { default: pdfjs } = await import("pdfjs-dist/legacy/build/pdf.js");

const PUNCTUATION = [":", ",", "|", "."];
const BULLETS = ["⋅", "∙", "🞄", "•", "⦁", "⚫︎", "●", "⬤", "⚬", "○"];

/** The pieces of a page: text, left edge, width, height, font, and whether a line ends with it. */
async function piecesOf(page) {
  const { items } = await page.getTextContent();
  return items.map((item) => ({
    text: item.str.replaceAll("\u00ad", "-"), left: item.transform[4], width: item.width, height: item.height,
    font: item.fontName, ends: item.hasEOL,
  })).filter((piece) => piece.ends || piece.text.trim() !== "");
}

/** Pieces, line by line. */
function linesOf(pieces) {
  const lines = [[]];
  for (const { ends, ...piece } of pieces) {
    if (piece.text.trim() !== "") lines.at(-1).push(piece);
    if (ends) lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

/** The value that most letters have. */
function commonest(pieces, field) {
  const letters = new Map();
  for (const piece of pieces) letters.set(piece[field], (letters.get(piece[field]) ?? 0) + piece.text.length);
  return [...letters].reduce((best, one) => (one[1] > best[1] ? one : best), [undefined, -1])[0];
}

/** The width of a usual letter: the mean of those of the commonest font in the commonest height. */
function letterWidth(pieces) {
  const [font, height] = [commonest(pieces, "font"), commonest(pieces, "height")];
  const usual = pieces.filter((piece) => piece.font === font && piece.height === height);
  const letters = usual.reduce((sum, piece) => sum + piece.text.length, 0);
  return letters === 0 ? 0 : usual.reduce((sum, piece) => sum + piece.width, 0) / letters;
}

function parted(before, after) {
  const [last, first] = [before.at(-1), after[0]];
  const punctuated = [...PUNCTUATION, ...BULLETS].includes(last) && first !== " ";
  return punctuated || (last !== " " && ["|", ...BULLETS].includes(first));
}

/** A line with pieces that stand close joined. */
function joined(line, width) {
  const texts = [];
  for (const piece of line) {
    const before = texts.at(-1);
    if (before !== undefined && piece.left - (before.left + before.width) <= width) {
      before.text += (parted(before.text, piece.text) ? " " : "") + piece.text;
      before.width = piece.left + piece.width - before.left;
    } else texts.push({ ...piece });
  }
  return texts;
}

async function read(path) {
  const task = pdfjs.getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0, useSystemFonts: true });
  const pdf = await task.promise;
  const lines = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const pieces = await piecesOf(await pdf.getPage(number));
    const width = letterWidth(pieces);
    lines.push(...linesOf(pieces).map((line) => joined(line, width).map((one) => one.text).join("\t")));
  }
  await task.destroy();
  return lines.join("\n");
}

const texts = [];
for (const path of process.argv.slice(2)) texts.push(await read(path));
process.stdout.write(JSON.stringify(texts));
