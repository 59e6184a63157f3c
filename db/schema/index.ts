export * from "./audit";
export * from "./groups";
export * from "./keys";
export * from "./organizations";
export * from "./projects";
export * from "./users";
