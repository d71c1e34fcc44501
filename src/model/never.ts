/** Never in an image, wherever they lie. */
export const NEVER_IN_IMAGES: readonly string[] = [
  "**/.env",
  "**/.env.*",
  "**/*.pem",
  "**/*.key",
  "**/.git",
];
