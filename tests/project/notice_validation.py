"""Checks a package of releases: against our own schema, and against the standard's where its files lie beside the project.

The standard's own schemas are not part of the project. Where `../shared/ocds` exists, they are read from there: no network.
"""

import csv
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, Draft7Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

HERE = Path(__file__).parent
STANDARD = HERE.parents[2] / "shared" / "ocds"
OWN = json.loads((HERE / "notice_schema.json").read_text())


def faults(package: dict[str, Any]) -> list[str]:
    """What our own schema finds."""
    return [f"{list(each.path)}: {each.message}" for each in Draft7Validator(OWN).iter_errors(package)]


def has_standard() -> bool:
    return (STANDARD / "release-package-schema.json").is_file()


def faults_by_standard(package: dict[str, Any]) -> list[str]:
    """What OCDS 1.1.5, with the United Kingdom extension merged into it, finds; codelists included."""
    schema, release = _read("release-package-schema.json"), _read("release-schema.json")
    _merge(release, _read("uk-extension-release-schema.json"))
    known = Registry().with_resource(release["id"], Resource(contents=release, specification=DRAFT4))
    validator = Draft4Validator(schema, registry=known, format_checker=FormatChecker())
    found = [f"{list(each.path)}: {each.message}" for each in validator.iter_errors(package)]
    return found + [fault for each in package["releases"] for fault in _faults_with_codes(each)]


def _faults_with_codes(release: dict[str, Any]) -> list[str]:
    used = [
        ("releaseTag", release["tag"]),
        ("initiationType", [release["initiationType"]]),
        ("partyRole", [role for party in release["parties"] for role in party["roles"]]),
        ("milestoneType", [each["type"] for each in release["planning"]["milestones"]]),
        ("milestoneStatus", [each["status"] for each in release["planning"]["milestones"]]),
        ("documentType", [each["documentType"] for each in release["planning"]["documents"]]),
    ]
    return [f"{code} is not in {name}" for name, codes in used for code in codes if code not in _codes(name)]


def _codes(name: str) -> set[str]:
    files = [path for path in (STANDARD / f"{name}.csv", STANDARD / f"uk-{name}.csv") if path.is_file()]
    return {row["Code"] for path in files for row in csv.DictReader(path.read_text("utf-8-sig").splitlines())}


def _read(name: str) -> Any:
    return json.loads((STANDARD / name).read_text())


def _merge(target: dict[str, Any], patch: dict[str, Any]) -> None:
    """JSON merge patch."""
    for key, value in patch.items():
        if value is None:
            target.pop(key, None)
        elif isinstance(value, dict) and isinstance(target.get(key), dict):
            _merge(target[key], value)
        else:
            target[key] = value
