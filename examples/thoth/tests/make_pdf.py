"""Make a one-page PDF: python tests/make_pdf.py "text with arXiv:2401.01234" > x.pdf"""

import sys

OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
    b"<< /Length %d >>\nstream\n%s\nendstream",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    b"<< /Font << /F1 5 0 R >> >>",
)


def make_pdf(text: str) -> bytes:
    """Return a PDF of one page that shows the text, line by line."""
    lines = b" ".join(b"(%s) Tj T*" % _escape(line) for line in text.splitlines())
    content = b"BT /F1 12 Tf 14 TL 50 780 Td %s ET" % lines
    pdf, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(OBJECTS, start=1):
        if number == 4:
            body %= (len(content), content)
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(pdf)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    pdf += b"xref\n0 7\n0000000000 65535 f \n" + table
    return pdf + b"trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def _escape(line: str) -> bytes:
    for character in "\\()":
        line = line.replace(character, f"\\{character}")
    return line.encode("cp1252", "replace")


if __name__ == "__main__":
    sys.stdout.buffer.write(make_pdf(sys.argv[1]))
