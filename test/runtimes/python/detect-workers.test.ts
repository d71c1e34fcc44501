import { expect, test } from "vitest";
import { detected } from "../../support/detection.ts";

const WEB = "app = Flask(__name__)\n";

const worker = (
  requirement: string,
  tasks: string,
  more: Record<string, string> = {},
) => {
  const found = detected({
    ".python-version": "3.13\n",
    "requirements.txt": `flask==3.1.0\ngunicorn==23.0.0\n${requirement}\n`,
    "app.py": WEB,
    "jobs/queue.py": tasks,
    ...more,
  });
  expect(found.refused).toEqual([]);
  expect(Object.keys(found.services).slice(0, 2)).toEqual(["web", "worker"]);
  return found.services.worker!;
};

test.each([
  [
    "dramatiq[redis]==1.17",
    "@dramatiq.actor\ndef a(): ...\n",
    "dramatiq jobs.queue",
  ],
  ["arq==0.26", "class WorkerSettings:\n", "arq jobs.queue.WorkerSettings"],
  ["huey==2.5", 'jobs = RedisHuey("x")\n', "huey_consumer jobs.queue.jobs"],
  ["rq==2.0", 'high = Queue("high", connection=c)\n', "rq worker high"],
  ["rq==2.0", "queue = Queue(connection=c)\n", "rq worker default"],
  [
    "celery[redis]==5.5",
    'celery_app = flask_app.extensions["celery"]\n',
    "celery --app jobs.queue:celery_app worker --loglevel info",
  ],
])(
  "a worker of %s runs beside the web application: %s",
  (requirement, tasks, command) => {
    expect(worker(requirement, tasks).command).toEqual(command.split(" "));
  },
);

test("a worker of RQ is told where Redis is", () => {
  expect(worker("rq==2.0", "q = Queue(connection=c)\n")).toMatchObject({
    environment: { RQ_REDIS_URL: "redis://redis:6379/0" },
    dependsOn: ["redis"],
  });
});

test("a worker that starts itself is started as it is", () => {
  const more = { "worker.py": "worker = Worker([q])\nworker.work()\n" };
  expect(worker("rq==2.0", "q = Queue(connection=c)\n", more).command).toEqual([
    "python",
    "worker.py",
  ]);
});
