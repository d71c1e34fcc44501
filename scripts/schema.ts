import { format } from "prettier";
import * as z from "zod/mini";
import { project } from "../src/spec/schema/project.ts";

type Node = Record<string, unknown> & { properties: Record<string, Node> };

/** Where the schema lies in the package; `dockwright schema` prints it, editors read it. */
export const SCHEMA_FILE = new URL(
  "../schemas/dockwright.schema.json",
  import.meta.url,
);

const values = (node: Node, key: string) =>
  node.properties[key]!.additionalProperties as Node;

/** The JSON Schema of the spec, as text: what zod emits, and the `x-*` keys that parsing takes off. */
export async function specSchema(): Promise<string> {
  const emitted = z.toJSONSchema(project, { io: "input", target: "draft-7" });
  const root = emitted as unknown as Node;
  for (const node of [root, values(root, "images"), values(root, "services")]) {
    node.patternProperties = { "^x-": {} };
  }
  const { $schema, ...rest } = root;
  const schema = {
    $schema,
    $id: "dockwright.schema.json",
    title: "dockwright",
    description:
      "A project's Docker setup: what a Dockerfile and Compose files are made from.",
    ...rest,
  };
  return format(JSON.stringify(schema), { parser: "json" });
}
