import { posix } from "node:path";
import type { ContextFiles } from "../../../model/snapshot.ts";
import { finding, type Dependency, type Finding } from "../../detection.ts";
import { matches, type CodeLine } from "../../scan.ts";

const words = (text: string) => text.split(" ");

/** Modules that come with Python, in any version that has an image: https://docs.python.org/3/library/ */
const STANDARD = new Set(
  words(
    "__future__ abc aifc argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo",
  ),
);

/** Packages that are called otherwise than what is imported of them; empty where many share the name. */
const PACKAGES: Readonly<Record<string, string>> = {
  Crypto: "pycryptodome",
  MySQLdb: "mysqlclient",
  OpenSSL: "pyopenssl",
  PIL: "pillow",
  attr: "attrs",
  azure: "",
  bs4: "beautifulsoup4",
  corsheaders: "django-cors-headers",
  cv2: "opencv-python-headless",
  dateutil: "python-dateutil",
  decouple: "python-decouple",
  discord: "discord.py",
  docx: "python-docx",
  dotenv: "python-dotenv",
  environ: "django-environ",
  fitz: "pymupdf",
  flask_sqlalchemy: "flask-sqlalchemy",
  git: "gitpython",
  google: "",
  grpc: "grpcio",
  jose: "python-jose",
  jwt: "pyjwt",
  magic: "python-magic",
  multipart: "python-multipart",
  paho: "paho-mqtt",
  pkg_resources: "setuptools",
  pptx: "python-pptx",
  psycopg2: "psycopg2-binary",
  rest_framework: "djangorestframework",
  serial: "pyserial",
  skimage: "scikit-image",
  sklearn: "scikit-learn",
  slack_sdk: "slack-sdk",
  socketio: "python-socketio",
  telebot: "pytelegrambotapi",
  telegram: "python-telegram-bot",
  usb: "pyusb",
  whisper: "openai-whisper",
  yaml: "pyyaml",
  zmq: "pyzmq",
};

const packageOf = (module: string) =>
  PACKAGES[module] ?? module.toLowerCase().replaceAll("_", "-");

/** Whether a module is the project's own: seen from the top, from `src`, or from beside the file. */
function isOwn({ paths }: ContextFiles, file: string, module: string) {
  return [".", "src", posix.dirname(file)].some((folder) => {
    const path = posix.join(folder, module);
    return paths.some(
      (each) => each === `${path}.py` || each.startsWith(`${path}/`),
    );
  });
}

interface Imported {
  readonly module: string;
  readonly at: CodeLine;
}

/** Modules of others that code imports as soon as it is loaded, each where it does so first. */
function importedIn(
  files: ContextFiles,
  lines: readonly CodeLine[],
): Imported[] {
  const found = new Map<string, Imported>();
  const all = matches(lines, /^(?:import\s+([\w., ]+)|from\s+(\w+)[\w.]*\s)/);
  for (const { at, groups } of all) {
    const [several = "", one = ""] = groups;
    for (const each of one ? [one] : several.split(",")) {
      const module = /^\s*(\w+)/.exec(each)?.[1] ?? "";
      if (module === "" || found.has(module) || STANDARD.has(module)) continue;
      if (!isOwn(files, at.file, module)) found.set(module, { module, at });
    }
  }
  return [...found.values()];
}

/** Files that name packages in a way that is not read, or that is told of elsewhere. */
const OTHER_LISTS =
  /^(?:environment\.ya?ml|Pipfile(?:\.lock)?|poetry\.lock|pdm\.lock|setup\.(?:py|cfg))$/;

/**
 * What a project needs by what its code imports, where nothing at all says what to install: then
 * every module of others is missing, and none can come with another one.
 */
export function missingPackages(
  files: ContextFiles,
  lines: readonly CodeLine[],
): { dependencies: Dependency[]; findings: Finding[] } {
  const none = { dependencies: [], findings: [] };
  if (files.paths.some((path) => OTHER_LISTS.test(path))) return none;
  const imported = importedIn(files, lines);
  const [first] = imported;
  if (!first) return none;
  const modules = imported.map(({ module }) => module);
  const isUnserved =
    modules.some((each) => /^(?:fastapi|starlette)$/.test(each)) &&
    !modules.some((each) => /^(?:uvicorn|hypercorn)$/.test(each));
  // Nothing imports the server that is started with the application's name.
  if (isUnserved) imported.push({ ...first, module: "uvicorn" });
  const packages = imported.map(({ module }) => packageOf(module));
  const listed = packages.map(
    (name, index) => name || `the package of ${modules[index]}`,
  );
  const [list, how] = files.has("pyproject.toml")
    ? ["dependencies in pyproject.toml", "each in quotes"]
    : ["a requirements.txt", "a line each"];
  return {
    dependencies: imported.flatMap(({ at: { file, line } }, index) => {
      const name = packages[index]!;
      const own = { name, wanted: "", isDevelopment: false, file, line };
      return name === "" ? [] : [own];
    }),
    findings: [
      finding(
        "problem",
        "certain",
        `nothing is installed, and the code imports ${modules.join(", ")}`,
        first.at,
        `write ${list} with ${listed.join(", ")}, ${how}, and generate again`,
      ),
    ],
  };
}
