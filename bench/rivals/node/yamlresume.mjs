// A JSON Resume (file) as the LaTeX that YAMLResume writes in a template of its own: node yamlresume.mjs FILE TEMPLATE
import {readFileSync} from "node:fs";
import {DEFAULT_RESUME, getResumeRenderer} from "@yamlresume/core";

const [file, template] = process.argv.slice(2);
const {basics, education = [], work = [], projects = [], skills = [], awards = []} = JSON.parse(readFileSync(file));
const degrees = {PhD: "Doctor", MSc: "Master", BSc: "Bachelor"};
const listed = (texts = []) => texts.map((text) => `- ${text}`).join("\n");
const content = {
  ...DEFAULT_RESUME.content,
  basics: {name: basics.name, email: basics.email, phone: basics.phone, url: basics.url, headline: "", summary: ""},
  location: {city: basics.location.city, country: basics.location.region, address: "", region: "", postalCode: ""},
  profiles: basics.profiles.filter((one) => one.username),
  education: education.map((one) => ({...one, degree: degrees[one.studyType], courses: [], summary: ""})),
  work: work.map((one) => ({...one, summary: listed(one.highlights), keywords: []})),
  projects: projects.map((one) => ({...one, description: "", summary: listed(one.highlights), keywords: []})),
  skills,
  awards: awards.map(({title, date}) => ({title: title.replaceAll("**", ""), date, awarder: "", summary: ""})),
  languages: [],
};
const layouts = DEFAULT_RESUME.layouts.filter((one) => one.engine === "latex")
  .map((one) => ({...one, template, page: {...one.page, paperSize: "letter"}}));
process.stdout.write(getResumeRenderer({content, layouts, locale: {language: "en"}}, 0).render());
