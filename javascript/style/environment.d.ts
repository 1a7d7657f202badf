// Modules and names that scripts use and that have no types here.

declare module "node:*";
declare module "react";
declare module "react-dom/client";
declare module "react-dom/server";
declare module "*dagre.js";

// The board's server has the client below the page.
declare module "*tablecast/tablecast.js" {
  export * from "tablecast";
}
declare module "*tablecast/query.js" {
  export * from "tablecast/query";
}

declare const process: any;
declare const Buffer: any;
declare const setImmediate: any;
declare const dagre: any;
