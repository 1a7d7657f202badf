/** React as an ES module: the real one is made of CommonJS files, which `loader.js` loads. */
import { require } from "./loader.js";

export const { useMemo, useSyncExternalStore } = require("react");
