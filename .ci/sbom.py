#!/usr/bin/env python3
"""Writes a software bill of materials (SPDX 2.3, JSON) for built files.

usage: .ci/sbom.py VERSION OUT FILE...

Each FILE is described with its SHA-256. What it loads is read from the file itself and looked up in dpkg; what is linked
into it stands in STATIC, by the file's name. The Swift packages are those that `swift package resolve` has chosen.
"""

import functools
import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SWIFT_LICENSE = "Apache-2.0 WITH Swift-exception"
# The license of each component, as its own copyright file says.
LICENSES = {
    "libsodium": "ISC", "musl": "MIT", "swift": SWIFT_LICENSE, "swift-argument-parser": SWIFT_LICENSE,
    "swift-system": SWIFT_LICENSE, "grdb.swift": "MIT", "zxing-cpp": "Apache-2.0", "sqlite3": "blessing",
    "libidn2": "GPL-2.0-or-later OR LGPL-3.0-or-later", "libpsl": "MIT", "libpng1.6": "libpng-2.0",
    "qrencode": "LGPL-2.1-or-later", "libjpeg-turbo": "BSD-3-Clause AND IJG AND Zlib", "zlib": "Zlib",
    "p11-kit": "BSD-3-Clause", "glibc": "LGPL-2.1-or-later", "gcc-12": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "wasi-libc": "Apache-2.0 WITH LLVM-exception", "libc++": "Apache-2.0 WITH LLVM-exception",
    "node-qrcode-generator": "MIT",
}
# Debian's packages of what is linked into a file, by the component's name.
STATIC_PACKAGES = {
    "libsodium": "libsodium-dev", "musl": "musl-dev", "wasi-libc": "wasi-libc", "libc++": "libc++-14-dev-wasm32",
    "node-qrcode-generator": "node-qrcode-generator"}
CLIENT = ["swift", "libsodium"]
COMMANDS = ["swift-argument-parser", "swift-system"]
STATIC = {
    "liblatchkey.so": CLIENT, "liblatchkey.a": CLIENT, "latchkey.so": CLIENT, "latchkey-verify": [*CLIENT, "musl"],
    "latchkey": COMMANDS, "latchkey-pkcs11": COMMANDS, "latchkey-vendor": [*COMMANDS, "grdb.swift"],
    "reader.wasm": ["zxing-cpp", "wasi-libc", "libc++"], "qrcode.js": ["node-qrcode-generator"]}


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def identifier(name):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)


def component(name, version, location, reference):
    return {
        "SPDXID": identifier(f"Package-{name}-{version}"), "name": name, "versionInfo": version, "downloadLocation": location,
        "filesAnalyzed": False, "licenseConcluded": "NOASSERTION", "licenseDeclared": LICENSES[name],
        "copyrightText": "NOASSERTION",
        "externalRefs": [
            {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": reference}]}


@functools.cache
def of_debian(package):
    """The source package behind a binary one, as a component."""
    name, version = output("dpkg-query", "-W", "-f", "${source:Package} ${source:Version}", package).split(" ")
    name = {value: key for key, value in STATIC_PACKAGES.items()}.get(package.partition(":")[0], name)
    return component(name, version, "NOASSERTION", f"pkg:deb/debian/{package.partition(':')[0]}@{version}")


@functools.cache
def of_swift_packages():
    """The packages that the package manager has chosen."""
    found, rest = {}, json.loads(output("swift", "package", "--package-path", str(ROOT), "show-dependencies",
                                        "--format", "json"))["dependencies"]
    for each in rest:
        host = each["url"].removeprefix("https://")
        found[each["identity"]] = component(
            each["identity"], each["version"], f"git+{each['url']}@{each['version']}",
            f"pkg:swift/{host}@{each['version']}")
        rest += each["dependencies"]
    return found


@functools.cache
def of_swift():
    version = re.search(r"Swift version (\S+)", output("swift", "--version"))[1]
    return component("swift", version, f"git+https://github.com/swiftlang/swift@swift-{version}-RELEASE",
                     f"pkg:github/swiftlang/swift@swift-{version}-RELEASE")


@functools.cache
def of_zxing():
    pinned = (ROOT / "Sources/php/pictures/requirements.txt").read_text()
    version = re.search(r"zxing-cpp==(\S+)", pinned)[1]
    return component("zxing-cpp", version, "https://pypi.org/project/zxing-cpp/", f"pkg:pypi/zxing-cpp@{version}")


def linked(name):
    """What is linked into a file, by the component's name."""
    if name in STATIC_PACKAGES:
        return of_debian(STATIC_PACKAGES[name])
    if name == "swift":
        return of_swift()
    return of_zxing() if name == "zxing-cpp" else of_swift_packages()[name]


def loaded(file):
    """Debian's packages, and whether Swift's, that a file loads when it starts, by what the file itself names."""
    headers = subprocess.run(["objdump", "-p", file], capture_output=True, text=True).stdout
    names, packages, has_swift = re.findall(r"NEEDED +(\S+)", headers), set(), False
    for name in names:
        found = subprocess.run(["dpkg", "-S", f"*/{name}"], capture_output=True, text=True).stdout
        owners = {line.split(": ")[0] for line in found.splitlines() if not re.search(r"-dev|-cross|lib32|libx32", line)}
        has_swift |= not owners
        packages |= set(sorted(owners)[:1])
    return packages, has_swift


def entry(file):
    content = Path(file).read_bytes()
    kind = "SOURCE" if file.endswith(".js") else "BINARY"
    return {
        "SPDXID": identifier(f"File-{Path(file).name}"), "fileName": f"./{Path(file).name}", "fileTypes": [kind],
        "checksums": [
            {"algorithm": "SHA1", "checksumValue": hashlib.sha1(content).hexdigest()},
            {"algorithm": "SHA256", "checksumValue": hashlib.sha256(content).hexdigest()}],
        "licenseConcluded": "NOASSERTION", "licenseInfoInFiles": ["NOASSERTION"], "copyrightText": "NOASSERTION"}


def bill(version, files):
    packages, relations = {}, []

    def relate(file, kind, found):
        packages[found["SPDXID"]] = found
        relations.append((identifier(f"File-{Path(file).name}"), kind, found["SPDXID"]))

    for file in files:
        relations.append(("SPDXRef-Package-latchkey", "CONTAINS", identifier(f"File-{Path(file).name}")))
        for name in STATIC[Path(file).name]:
            relate(file, "STATIC_LINK", linked(name))
        debian, has_swift = loaded(file)
        for package in sorted(debian):
            relate(file, "DYNAMIC_LINK", of_debian(package))
        if has_swift or set(COMMANDS) <= set(STATIC[Path(file).name]):
            relate(file, "DYNAMIC_LINK" if has_swift else "STATIC_LINK", of_swift())
    entries = [entry(file) for file in files]
    digests = sorted(each["checksums"][0]["checksumValue"] for each in entries)
    code = hashlib.sha1("".join(digests).encode()).hexdigest()
    own = {
        "SPDXID": "SPDXRef-Package-latchkey", "name": "latchkey", "versionInfo": version, "filesAnalyzed": True,
        "packageVerificationCode": {"packageVerificationCodeValue": code}, "licenseInfoFromFiles": ["NOASSERTION"],
        "downloadLocation": "NOASSERTION", "licenseConcluded": "Apache-2.0", "licenseDeclared": "Apache-2.0",
        "copyrightText": "NOASSERTION"}
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", datetime.now().timestamp()))
    relations.append(("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-Package-latchkey"))
    return {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"latchkey-{version}",
        "documentNamespace": f"urn:latchkey:sbom:{version}:{code}",
        "creationInfo": {
            "created": datetime.fromtimestamp(moment, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": [f"Tool: latchkey-sbom-{version}"]},
        "packages": [own, *(packages[name] for name in sorted(packages))], "files": entries,
        "relationships": [
            {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}
            for one, kind, other in sorted(set(relations))]}


def main():
    if len(sys.argv) < 4:
        print(__doc__, file=sys.stderr)
        return 64
    version, out, *files = sys.argv[1:]
    unknown = [file for file in files if Path(file).name not in STATIC]
    if unknown:
        raise SystemExit(f"what is linked into {', '.join(unknown)} is not known: see STATIC")
    Path(out).write_text(json.dumps(bill(version, files), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
