declare module "virtual:templates" {
  /** Every file of templates/, compiled, by its path without the ending. */
  const templates: Readonly<Record<string, object>>;
  export default templates;
}
