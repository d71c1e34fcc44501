import { describe, expect, test } from "vitest";
import { detected, nodeProject as project } from "../../support/detection.ts";

describe("a program", () => {
  test("that prints and ends is not started again", () => {
    const { services, refused } = detected(
      project([], { start: "node index.js" }, { "index.js": "console.log(1)" }),
    );
    expect(refused).toEqual([]);
    expect(services.app).toMatchObject({ image: "app", restart: "no" });
    expect(services.app).not.toHaveProperty("health");
  });

  test("that stays is", () => {
    const files = { "index.js": "setInterval(f, 1000)" };
    const { services } = detected(
      project([], { start: "node index.js" }, files),
    );
    expect(services.app).not.toHaveProperty("restart");
  });

  test("that serves nothing has no port, whatever its code calls one", () => {
    const files = { "index.js": "const port = 8080;" };
    const { services } = detected(
      project([], { start: "node index.js" }, files),
    );
    expect(services.app).not.toHaveProperty("ports");
  });

  test("is missing", () => {
    const found = detected(project([], {}, { "lib/a.js": "" }));
    expect(found.spec).toBeNull();
    expect(found.problems).toEqual([
      'package.json has no "start" script and no "main", and no file has a name such as server.js; write "start": "node src/server.js" under scripts',
    ]);
  });
});
