"""Hands definitions and values of target/cddl to cddl-verifier. See .ci/cddl.

Every folder <format>/<rule> has schema.cddl, modules/*.cddl, values/*.cbor and broken/*.cbor. The work is shared among the processors;
each rule has a few seconds, and the counts say how far they went.
"""

import concurrent.futures
import os
import pathlib
import sys
import time

from cddl_verifier import Validator

SECONDS = 3
# however slow it is
LEAST = 3


def accepted(validator, rule, files, seconds):
    """Which files are valid, until the time is up."""
    results = {}
    end = time.monotonic() + seconds
    for file in sorted(files, key=lambda path: int(path.stem)):
        if len(results) >= LEAST and time.monotonic() > end:
            break
        results[file] = validator.validate(file.read_bytes(), rule)
    return results


def check(folder):
    """One line on a rule, and whether the two validators disagree."""
    name = f"cddl: {folder.parent.name} {folder.name}"
    modules = {file.stem: file.read_text() for file in (folder / "modules").glob("*.cddl")}
    features = ["cbor", "extended-claims-label"]
    try:
        validator = Validator(
            (folder / "schema.cddl").read_text(), modules=modules, features=features, bundled_modules=False
        )
        values = accepted(validator, folder.name, (folder / "values").glob("*.cbor"), SECONDS)
        broken = accepted(validator, folder.name, (folder / "broken").glob("*.cbor"), SECONDS / 2)
    except Exception as error:  # the tool has several, and none of them is about a value
        return f"{name}: NOT CHECKED, schema.cddl cannot be read: {str(error)[:160]}", False
    wrong = [(file, result) for file, result in values.items() if not result]
    missed = [file for file, result in broken.items() if result]
    line = f"{name}: values={len(values)} accepted={len(values) - len(wrong)}"
    line += f" broken={len(broken)} refused={len(broken) - len(missed)}"
    for file, result in wrong[:3]:
        line += f"\n  refused: {file}: {'; '.join(result.errors[:2])[:300]}"
    for file in missed[:3]:
        line += f"\n  not refused: {file}"
    return line, bool(wrong or missed)


def main(roots):
    """Checks all rules under the given folders."""
    schemas = (file for root in roots for file in pathlib.Path(root).glob("*/*/schema.cddl"))
    folders = sorted(file.parent for file in schemas if (file.parent / "values").exists())  # none: JSON only
    disagreements = 0
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        for line, disagrees in pool.map(check, folders):
            print(line, flush=True)
            disagreements += disagrees
    print(f"cddl: {len(folders)} rules, {disagreements} with disagreements")
    return 1 if disagreements else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
