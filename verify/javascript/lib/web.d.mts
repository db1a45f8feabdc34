export * from "./web.cjs";
