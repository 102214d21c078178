"""typesetting - runs the producers and makes what they write the same every time.

Every function takes the source as text and returns the PDF as bytes; `work` is a folder for what lies between.
"""
import os
import re
import shutil
import subprocess

PACKAGES = {"weasyprint": "weasyprint", "soffice": "libreoffice-writer-nogui", "chromium": "chromium",
            "groff": "groff", "qpdf": "qpdf", "pdftotext": "poppler-utils"}
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", SOURCE_DATE_EPOCH="1404201600")  # 1 July 2014


def missing_packages():
    return sorted(package for command, package in PACKAGES.items() if not shutil.which(command))


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, env=ENVIRONMENT,
                          **options).stdout


def finish(pdf, work):
    """Takes out the time of day and random ids, packs the objects, makes an id of the content."""
    data = pdf
    data = re.sub(rb"(/(?:CreationDate|ModDate)\s*\(D:)\d{14}", rb"\g<1>20140701080000", data)
    data = re.sub(rb"(/DocChecksum\s*/)([0-9A-F]+)", lambda m: m[1] + b"0" * len(m[2]), data)
    data = re.sub(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]+)(>\s*<)([0-9A-Fa-f]+)>",
                  lambda m: m[1] + b"0" * len(m[2]) + m[3] + b"0" * len(m[4]) + b">", data)
    (work / "still.pdf").write_bytes(data)
    run("qpdf", "--deterministic-id", "--object-streams=generate", "--compress-streams=y", work / "still.pdf",
        work / "done.pdf")
    return (work / "done.pdf").read_bytes()


def typeset_weasyprint(html, work):
    (work / "in.html").write_text(html, encoding="utf-8")
    run("weasyprint", "--quiet", work / "in.html", work / "out.pdf")
    return finish((work / "out.pdf").read_bytes(), work)


def typeset_chromium(html, work):
    (work / "in.html").write_text(html, encoding="utf-8")
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={work / 'chromium'}", "--no-pdf-header-footer", f"--print-to-pdf={work / 'out.pdf'}",
        f"file://{work / 'in.html'}")
    return finish((work / "out.pdf").read_bytes(), work)


def typeset_libreoffice(source, work, tagged=False, is_html=False):
    name = "in.html" if is_html else "in.fodt"
    (work / name).write_text(source, encoding="utf-8")
    filters = ["--infilter=HTML (StarWriter)"] if is_html else []
    options = ':{"UseTaggedPDF":{"type":"boolean","value":"true"}}' if tagged else (
        ':{"UseTaggedPDF":{"type":"boolean","value":"false"}}')
    run("soffice", f"-env:UserInstallation=file://{work / 'office'}", "--headless", *filters,
        "--convert-to", "pdf:writer_pdf_Export" + options, "--outdir", work, work / name)
    return finish((work / "in.pdf").read_bytes(), work)


def typeset_groff(source, work):
    return finish(run("groff", "-k", "-t", "-Tpdf", "-ms", input=source.encode("utf-8")), work)


def turn_pages(pdf, work, turns, inset):
    """Page n gets /Rotate turns[n] (the turns come round again) with its content turned back, so that it is seen
    upright as before; and a crop box `inset` points inside a media box that is so much larger."""
    (work / "flat.pdf").write_bytes(pdf)
    run("qpdf", "--qdf", "--object-streams=disable", "--normalize-content=n", work / "flat.pdf", work / "qdf.pdf")
    data = (work / "qdf.pdf").read_bytes()
    dx, dy = inset
    pages = list(re.finditer(rb"\n%% Page (\d+)\n(?:%%[^\n]*\n)*(\d+) 0 obj\n.*?\nendobj\n", data, re.S))
    for number, match in reversed(list(enumerate(pages))):
        page = match[0]
        x0, y0, x1, y1 = (float(part) for part in re.search(rb"/MediaBox \[\s*([^\]]+)\]", page)[1].split())
        width, height, turn = x1 - x0, y1 - y0, turns[number % len(turns)]
        matrix = {0: (1, 0, 0, 1, dx, dy), 90: (0, 1, -1, 0, height + dx, dy),
                  180: (-1, 0, 0, -1, width + dx, height + dy), 270: (0, -1, 1, 0, dx, width + dy)}[turn]
        if turn in (90, 270):
            width, height = height, width
        boxes = (f"/MediaBox [0 0 {width + 2 * dx:.2f} {height + 2 * dy:.2f}]\n  /Rotate {turn}\n"
                 f"  /CropBox [{dx} {dy} {width + dx:.2f} {height + dy:.2f}]")
        turned = re.sub(rb"/MediaBox \[[^\]]+\]", boxes.encode(), page)
        data = data[:match.start()] + turned + data[match.end():]
        content = re.search(rb"/Contents (\d+) 0 R", page)[1]
        opening = "q {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} cm\n".format(*matrix).encode()
        pattern = rb"(\n" + content + rb" 0 obj\n<<.*?>>\nstream\n)(.*?)(\nendstream\nendobj)"
        data = re.sub(pattern, lambda part: part[1] + opening + part[2] + b"\nQ" + part[3], data, count=1, flags=re.S)
    (work / "turned.qdf").write_bytes(data)
    return finish(run("fix-qdf", work / "turned.qdf"), work)


def page_texts(path):
    """The text of each page in the order of the content stream."""
    return run("pdftotext", "-raw", path, "-").decode("utf-8").split("\f")[:-1]
