import * as z from "zod/mini";
import { image } from "./image.ts";
import {
  imageName,
  key,
  projectName,
  projectPath,
  raw,
  resourceName,
  serviceName,
  text,
  userName,
  variableName,
} from "./scalars.ts";
import { service } from "./service.ts";

const id = z.int().check(
  z.minimum(1, {
    error: "an id from 1 on; 0 is root, which no service runs as",
  }),
  z.maximum(2_000_000_000, { error: "an id up to 2000000000" }),
);

const user = z.strictObject({
  name: key("Its name in the image; app when left out.", userName),
  uid: key(
    "Its uid; 1000 when left out. The build argument APP_UID overrides it.",
    id,
  ),
  gid: key(
    "Its gid; the uid when left out. The build argument APP_GID overrides it.",
    id,
  ),
});

const secret = z.union([
  z.strictObject({ file: text }),
  z.strictObject({ environment: variableName }),
]);

/** The whole spec: `dockwright.yaml`, `.json` or what `defineProject` takes. */
export const project = z.strictObject({
  $schema: key("The JSON Schema that editors check this file against.", text),
  name: projectName.check(z.describe("Compose's project name.")),
  user: key("Who the services run as.", user),
  images: key("What is built.", z.record(imageName, image)),
  services: z.record(serviceName, service).check(z.describe("What runs.")),
  volumes: key(
    "Named volumes that need options of Compose's.",
    z.record(resourceName, z.nullable(raw)),
  ),
  networks: key(
    "Networks, with Compose's options.",
    z.record(resourceName, z.nullable(raw)),
  ),
  secrets: key("Secrets that services name.", z.record(resourceName, secret)),
  templates: key(
    "A folder with templates of your own that replace ours of the same name.",
    projectPath,
  ),
  compose: key("Top-level keys of Compose that are not modelled here.", raw),
});

/** A spec as it stands in a file, before any default is put in. */
export type Spec = z.output<typeof project>;
export type ImageSpec = z.output<typeof image>;
export type ServiceSpec = z.output<typeof service>;
export type SettingsSpec = NonNullable<ServiceSpec["production"]>;
