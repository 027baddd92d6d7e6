"""The wheel installs in a stranger's site: README's lines, own page types, a published report."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "wagtail_disclosure"

PUBLISH = """
import datetime as dt, json
import django
django.setup()
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils.translation import gettext, override
from wagtail.models import Site
from home.models import Report, ReportColumn
from wagtail_disclosure.models import Agency, NumberingScheme
from wagtail_disclosure.services.reports import empty_sections, start_report
from wagtail_disclosure.services.standards import find_standard

home = Site.objects.get(is_default_site=True).root_page
column = home.add_child(instance=ReportColumn(title="年度报告", slug="reports"))
agency = Agency.objects.create(name="示例市档案局", code="SL1")
NumberingScheme.objects.create(name="索引号", pattern="{agency}-{year}-{serial:5}")
report = start_report(Report, column, agency, 2018, None)
report.standard = "fuzhou-2018"
report.sections = empty_sections(find_standard(report.standard))
report.figures = json.loads(FIGURES)
report.made_on = dt.date(2019, 1, 10)
report.save_revision().publish()
report = Report.objects.get(pk=report.pk)
client = Client()
page = client.get(report.get_url())
pdf = b"".join(client.get(report.get_url() + "report.pdf").streaming_content)
permanent = client.get(f"/disclosure/index/{report.index_number}/")
with override("zh-hans"):
    translated = gettext("reporting standard")
print(json.dumps({
    "index_number": report.index_number,
    "page": page.status_code,
    "figure": "220" in page.content.decode(),
    "site_template": "mysite.css" in page.content.decode(),
    "column": report.get_url() in client.get(column.get_url()).content.decode(),
    "pdf": [pdf[:5].decode(), b"/FontFile2" in pdf],
    "permanent": permanent.headers.get("Location", "").endswith(report.get_url()),
    "style": finders.find("wagtail_disclosure/css/disclosure.css") is not None,
    "translated": translated,
}))
"""


def readme_code(heading: str, language: str) -> str:
    """The first fenced code of ``language`` after the words ``heading`` in README.md."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    after = text[text.index(heading) :]
    found = re.search(rf"```{language}\n(.*?)```", after, re.DOTALL)
    assert found, f"README.md has no {language} code after “{heading}”"
    return found[1]


def run(*command: str | Path, cwd: Path) -> str:
    """Run outside of this project, so that nothing of the checkout can be imported."""
    hidden = ("PYTHONPATH", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site made by `wagtail start` in a new environment, with README's lines added."""
    folder = tmp_path_factory.mktemp("site")
    run(sys.executable, "-m", "venv", "env", cwd=folder)
    python = folder / "env" / "bin" / "python"
    # The versions under test, not the newest of the day.
    known = run(sys.executable, "-m", "pip", "freeze", "--exclude-editable", cwd=folder)
    (folder / "constraints.txt").write_text(known, encoding="utf-8")
    run(python, "-m", "pip", "install", "-q", wheel, "-c", "constraints.txt", cwd=folder)
    run(folder / "env" / "bin" / "wagtail", "start", "mysite", ".", cwd=folder)
    append(folder / "mysite/settings/base.py", readme_code("In the settings", "python"))
    append(folder / "home/models.py", readme_code("build your own from the\nmixins", "python"))
    urls = folder / "mysite/urls.py"
    line = readme_code("In the URL configuration", "python")
    text = urls.read_text(encoding="utf-8")
    before = re.search(r"^ *path\(\"\", include\(wagtail_urls\)\)", text, re.MULTILINE)
    assert before, text
    urls.write_text(text[: before.start()] + line + text[before.start() :], encoding="utf-8")
    return folder


def append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{text}", encoding="utf-8")


def test_wheel__holds_every_file_of_the_package(wheel: Path) -> None:
    held = {
        name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("wagtail_disclosure/")
    }
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == wanted


@pytest.mark.parametrize(
    "pattern",
    [
        "templates/wagtail_disclosure/report.html",
        "static/wagtail_disclosure/css/disclosure.css",
        "locale/zh_Hans/LC_MESSAGES/django.mo",
        "standards/fuzhou-2018.toml",
        "fonts/*.ttf",
        "fonts/OFL.txt",
        "py.typed",
    ],
)
def test_wheel__holds_what_is_not_code(wheel: Path, pattern: str) -> None:
    names = [Path(name) for name in zipfile.ZipFile(wheel).namelist()]
    assert [name for name in names if name.match(f"wagtail_disclosure/{pattern}")]


def test_new_site__publishes_a_report_of_its_own_page_type(site: Path) -> None:
    from tests.figures import make_figures

    python = site / "env" / "bin" / "python"
    run(python, "manage.py", "makemigrations", "home", cwd=site)
    for command in readme_code("Then:", "shell").splitlines():
        run(python, *command.split()[1:], cwd=site)
    script = PUBLISH.replace("FIGURES", repr(json.dumps(make_figures())))
    settings = 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "mysite.settings.dev"\n'
    (site / "publish.py").write_text(settings + script, encoding="utf-8")
    assert json.loads(run(python, "publish.py", cwd=site).splitlines()[-1]) == {
        "index_number": "SL1-2019-00001",
        "page": 200,
        "figure": True,
        "site_template": True,
        "column": True,
        "pdf": ["%PDF-", True],
        "permanent": True,
        "style": True,
        "translated": "年报格式",
    }
