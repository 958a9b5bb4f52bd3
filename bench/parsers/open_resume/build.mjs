// Bundles the parser of a copy of OpenResume for Node: `node build.mjs COPY out.cjs`. Nothing of it is kept here.
import { build } from "esbuild";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [copy, out] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const pdfjs = resolve(here, "../../pdfjs/node_modules/pdfjs-dist/legacy/build"); // of the version that it asks for
const EMPTY = { // what only its pages need
  "@reduxjs/toolkit": "export const createSlice = () => ({ actions: {}, reducer: null });",
  "path2d-polyfill": "export const polyfillPath2D = () => {};",
  canvas: "",
};
const RUN = `
import { readPdf } from "lib/parse-resume-from-pdf/read-pdf";
import { groupTextItemsIntoLines } from "lib/parse-resume-from-pdf/group-text-items-into-lines";
import { groupLinesIntoSections } from "lib/parse-resume-from-pdf/group-lines-into-sections";
import { extractResumeFromSections } from "lib/parse-resume-from-pdf/extract-resume-from-sections";
import { writeFileSync } from "node:fs";

const textOf = (skills) => [...skills.featuredSkills.map((one) => one.skill), ...skills.descriptions];

async function found(path) {
  const sections = groupLinesIntoSections(groupTextItemsIntoLines(await readPdf(path)));
  const { profile, workExperiences, educations, skills } = extractResumeFromSections(sections);
  return {
    name: profile.name, mail: profile.email, phone: profile.phone, links: [profile.url],
    jobs: workExperiences.map((one) => (
      { employer: one.company, position: one.jobTitle, dates: [one.date], bullets: one.descriptions })),
    schools: educations.map((one) => ({ school: one.school, degree: one.degree, dates: [one.date] })),
    skills: textOf(skills), headings: Object.keys(sections),
  };
}

(async () => {
  const [out, ...paths] = process.argv.slice(2);
  const all = [];
  for (const path of paths) all.push(await found(path));
  writeFileSync(out, JSON.stringify(all));
  process.exit(0);
})();
`;

const standIns = {
  name: "stand-ins",
  setup(building) {
    const names = new RegExp(`^(${Object.keys(EMPTY).join("|")})$`);
    building.onResolve({ filter: names }, ({ path }) => ({ path, namespace: "empty" }));
    building.onLoad({ filter: /.*/, namespace: "empty" }, ({ path }) => ({ contents: EMPTY[path] }));
    building.onResolve({ filter: /^pdfjs-dist$/ }, () => ({ path: join(pdfjs, "pdf.js") }));
    building.onResolve({ filter: /^pdfjs-dist\/build\/pdf.worker.entry$/ }, () => ({ path: join(pdfjs, "pdf.worker.js") }));
    building.onResolve({ filter: /^lib\// }, ({ path, kind }) =>
      building.resolve(`./src/app/${path}`, { kind, resolveDir: resolve(copy) }));
  },
};

await build({
  stdin: { contents: RUN, resolveDir: resolve(copy), loader: "ts" },
  bundle: true, platform: "node", format: "cjs", outfile: out, logLevel: "error", plugins: [standIns],
});
