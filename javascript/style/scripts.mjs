import { readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";

/** The root of the project. */
export const PROJECT = resolve(process.env.PROJECT);

const SCRIPT = /\.(js|mjs|ts)$/;
const SKIPPED = /^(\..*|target|node_modules)$/;

/** Returns the paths of all scripts and type declarations of the project, relative to its root. */
export function scripts(folder = PROJECT) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.test(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      const name = relative(PROJECT, path).split(sep).join("/");
      return entry.isDirectory() ? scripts(path) : SCRIPT.test(entry.name) ? [name] : [];
    });
}
