/** A server of Node's. */
export const WEB = {
  ".nvmrc": "24\n",
  "package-lock.json": "{}",
  "package.json": {
    scripts: { start: "node server.js" },
    dependencies: { express: "1" },
  },
  "server.js": "app.listen(3000)",
};

/** Files in a folder of the project. */
export const below = (folder: string, files: Record<string, string | object>) =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
  );

/** A server of Python's. */
export const API = {
  ".python-version": "3.13\n",
  "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0\n",
  "app.py": "app = Flask(__name__)\n",
};
