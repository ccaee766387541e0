"""We test our own packages, not others of the same name."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("extract", "normalize", "publish", "pipeline")


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_comes_from_this_checkout_and_states_its_contract(name: str) -> None:
    package = importlib.import_module(name)
    assert Path(str(package.__file__)).parent == ROOT / name
    assert "In:" in str(package.__doc__)


def test_the_wheel_holds_exactly_the_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == list(PACKAGES)


def test_versions_are_pinned_in_one_place_without_addresses() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert pins
    assert all(pin.count("==") == 1 and "/" not in pin and " " not in pin for pin in pins)
