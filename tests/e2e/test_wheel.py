"""Parley works from its wheel alone, outside the checkout, with everything it reads inside."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "storage", "handlers")
CASE = {
    "headline": {"name": "Salary", "unit": "EUR", "better": "higher"},
    "mine": {"plan_b": 70000, "target": 85000, "criterion": "median of three offers"},
    "theirs": {"walk_away": 80000, "opening": 60000, "confidence": "medium"},
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", folder], cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has Parley from its wheel, and our libraries."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder)
    name = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    # A path file inside a folder that another path file names is not read: the checkout stays out.
    (folder / name / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", f"--python={folder / 'bin/python'}", "install"]
    command = [*pip, "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "bin"


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    listing = subprocess.run(
        ["git", "ls-files", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    tracked = {name for name in listing.stdout.splitlines() if (ROOT / name).exists()}
    assert tracked
    assert tracked <= packed


def test_the_wheel_carries_the_manifest_itself(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.read("handlers/slack/manifest.json")
    assert packed == (ROOT / "deploy/slack/manifest.json").read_bytes()


def test_an_installed_parley_analyses(programs: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps(CASE))
    ran = subprocess.run(
        [programs / "parley", "analyse", case.name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    zopa = json.loads(ran.stdout)["zopa"]
    assert (zopa["low"], zopa["high"], zopa["width"]) == (70000, 80000, 10000)
    assert ran.stderr == ""


def test_an_installed_parley_comes_from_its_wheel(programs: Path, tmp_path: Path) -> None:
    where = (
        "import bot, storage, handlers; print(bot.__file__, storage.__file__, handlers.__file__)"
    )
    ran = subprocess.run(
        [programs / "python", "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert str(ROOT) not in ran.stdout
    assert ran.stdout.count("site-packages") == len(PACKAGES)
