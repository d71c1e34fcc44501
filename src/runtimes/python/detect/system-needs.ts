/** Packages of the distribution that a package of Python's needs, where it brings none of its own. */
interface SystemNeed {
  readonly names: readonly string[];
  /** What is written about it and makes the need go away. */
  readonly without: RegExp | null;
  readonly build: readonly string[];
  readonly runtime: readonly string[];
}

const words = (text: string) => text.split(" ").filter((word) => word !== "");

const need = (
  names: string,
  runtime: string,
  build = "",
  without: RegExp | null = null,
): SystemNeed => ({
  names: words(names),
  without,
  build: words(build),
  runtime: words(runtime),
});

/** What a package without wheels is built with. */
const COMPILER = "gcc libc6-dev";

/** By Debian's names, which every official image has that is built here. */
export const SYSTEM_NEEDS: readonly SystemNeed[] = [
  need("psycopg2", "libpq5", `${COMPILER} libpq-dev`),
  need("psycopg", "libpq5", "", /\b(?:binary|c)\b/),
  need(
    "mysqlclient",
    "libmariadb3",
    `${COMPILER} pkg-config default-libmysqlclient-dev`,
  ),
  need(
    "python-ldap",
    "libldap2 libsasl2-2",
    `${COMPILER} libldap-dev libsasl2-dev`,
  ),
  need("pyaudio", "libportaudio2", `${COMPILER} portaudio19-dev`),
  need("uwsgi", "", COMPILER),
  need("opencv-python opencv-contrib-python", "libgl1 libglib2.0-0"),
  need("pytesseract tesserocr", "tesseract-ocr"),
  need("pdf2image", "poppler-utils"),
  need("ocrmypdf", "tesseract-ocr ghostscript"),
  need("ffmpeg-python pydub openai-whisper", "ffmpeg"),
  need("python-magic", "libmagic1"),
  need(
    "weasyprint django-weasyprint",
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
  ),
  need("cairosvg", "libcairo2"),
  need("pyzbar", "libzbar0"),
  need("graphviz pydot", "graphviz"),
  need("pypandoc", "pandoc"),
  need("tabula-py pyspark", "default-jre-headless"),
  need("gitpython", "git"),
];
