import { describe, expect, test } from "vitest";
import { detected } from "../../support/detection.ts";

const program = (requirement: string, code: string) =>
  detected({
    ".python-version": "3.13\n",
    "requirements.txt": `${requirement}\n`,
    "main.py": code,
  });

describe("a server that no other one is told of", () => {
  test.each<[string, string, string, number, object | undefined]>([
    [
      "gradio",
      "Gradio",
      "demo.launch()",
      7860,
      { GRADIO_SERVER_NAME: "0.0.0.0" },
    ],
    ["dash", "Dash", "app.run(debug=True)", 8050, { HOST: "0.0.0.0" }],
    ["aiohttp", "aiohttp", "web.run_app(app)", 8080, undefined],
    ["nicegui", "NiceGUI", "ui.run()", 8080, undefined],
    ["bottle", "Bottle", 'run(host="0.0.0.0")', 8080, undefined],
    ["sanic", "Sanic", 'app.run(host="0.0.0.0", port=9000)', 9000, undefined],
  ])("has its port: %s", (requirement, title, code, port, environment) => {
    const found = program(`${requirement}==1.0`, code);
    expect(found.refused).toEqual([]);
    expect(found.problems).toEqual([]);
    expect(found.services.web).toMatchObject({
      command: ["python", "main.py"],
      ports: [port],
    });
    expect(found.services.web!.environment).toEqual(environment);
    expect(found.services.web).not.toHaveProperty("restart");
    expect(found.lines[0]).toContain(`web: ${title}, started by`);
  });

  test.each([
    ["bottle", "run(port=8080)", "Bottle", 'write host="0.0.0.0"'],
    ["sanic", "app.run()", "Sanic", 'write host="0.0.0.0"'],
    ["uvicorn", 'uvicorn.run("x:app")', "uvicorn", 'write host="0.0.0.0"'],
  ])(
    "is told where nobody reaches it: %s",
    (requirement, code, title, advice) => {
      const { problems, lines } = program(`${requirement}==1.0`, code);
      expect(problems).toEqual([
        `${title} listens on its own machine's address alone unless it is told another one, which no published port reaches; ${advice}`,
      ]);
      expect(lines.join()).toMatch(/problem \(likely\) main.py:1 /);
    },
  );

  test.each([
    'demo.launch(server_name="127.0.0.1")',
    'app.run(\n    host="localhost",\n    port=8000,\n)',
    'server.add_insecure_port("localhost:50051")',
    'server = ThreadingHTTPServer(("127.0.0.1", 8000), H)',
    'websockets.serve(handle, "localhost", 8765)',
    'HOST = "127.0.0.1"\nPORT = 8000\napp.listen(PORT, HOST)',
  ])("is told where its code keeps it to itself: %s", (code) => {
    const { problems } = program("gradio==5.0", code);
    expect(problems[0]).toMatch(
      /^the server listens on its own machine's address alone, which no published port reaches; write "0.0.0.0" instead of "(?:127.0.0.1|localhost)"/,
    );
  });

  test("is none where a client is told of its own machine", () => {
    const { problems } = program(
      "requests==2.0",
      'connect(host="localhost", port=9000)\napp.run(host="0.0.0.0", port=8000)',
    );
    expect(problems).toEqual([]);
  });
});

describe("what keeps a program up", () => {
  test.each([
    "while not stop_event.is_set():",
    "while self.running:",
    "client.run(TOKEN)",
    "await bot.start(TOKEN)",
    "application.run_polling()",
    "BlockingScheduler().start()",
    "Worker([queue]).work()",
    "for message in consumer:",
    "client.loop_forever()",
    "threading.Event().wait()",
  ])("is known: %s", (code) => {
    const { services } = program("x==1", code);
    expect(services.app).not.toHaveProperty("restart");
  });

  test("is told of where nobody knows it", () => {
    const { services, warnings, lines } = program(
      "robyn==0.6",
      "app.engine.start(8080)",
    );
    expect(services.app!.restart).toBe("no");
    expect(lines).toContain(
      "service (likely) main.py:- app: a program that ends, started by `python main.py`",
    );
    expect(warnings).toContain(
      'the program is taken for one that ends, as nothing is known of app.engine.start(); if it keeps running, take restart: "no" out of its service; if it listens at a port, write ports: [8000] there',
    );
  });

  test.each([
    "subprocess.run(command)",
    "asyncio.run(main())",
    'text.startswith("a")',
    "class Job:\n    def run(self): ...\n\nJob().run()",
    "logger.bind(a=1)",
  ])("is none of %s", (code) => {
    const { services, warnings } = program("x==1", code);
    expect(services.app!.restart).toBe("no");
    expect(warnings).toEqual([]);
  });

  test("may be in a package that is installed, so that it is not certain to end", () => {
    const code = 'if __name__ == "__main__":\n    other.main()\n';
    expect(program("x==1", code).lines[0]).toMatch(/^service \(likely\)/);
    expect(program("", code).lines[0]).toMatch(/^service \(certain\)/);
  });
});
