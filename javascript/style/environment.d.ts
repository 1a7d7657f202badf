// Modules and names that scripts use and that have no types here.

declare module "node:*";
declare module "react";
declare module "react-dom/client";

declare const process: any;
declare const Buffer: any;
declare const Deno: any;
