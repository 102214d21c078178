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


def typeset_libreoffice(fodt, work, tagged=False):
    (work / "in.fodt").write_text(fodt, encoding="utf-8")
    options = ':{"UseTaggedPDF":{"type":"boolean","value":"true"}}' if tagged else (
        ':{"UseTaggedPDF":{"type":"boolean","value":"false"}}')
    run("soffice", f"-env:UserInstallation=file://{work / 'office'}", "--headless", "--convert-to",
        "pdf:writer_pdf_Export" + options, "--outdir", work, work / "in.fodt")
    return finish((work / "in.pdf").read_bytes(), work)


def typeset_groff(source, work):
    return finish(run("groff", "-k", "-t", "-Tpdf", "-ms", input=source.encode("utf-8")), work)


def page_texts(path):
    """The text of each page in the order of the content stream."""
    return run("pdftotext", "-raw", path, "-").decode("utf-8").split("\f")[:-1]
