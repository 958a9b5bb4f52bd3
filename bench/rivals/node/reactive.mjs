// The pages of a copy of Reactive Resume (the folder where this runs) as one script: node reactive.mjs
import {build} from "esbuild";

const here = process.cwd();
const alias = Object.fromEntries(["schema", "utils", "hooks"].map((one) => [`@reactive-resume/${one}`, `${here}/libs/${one}/src/index.ts`]));
await build({
  entryPoints: ["apps/artboard/src/main.tsx"], outfile: "made/main.js", bundle: true, alias, jsx: "automatic",
  define: {"process.env.NODE_ENV": '"production"'}, nodePaths: [`${here}/node_modules`], tsconfigRaw: "{}", logLevel: "error",
});
