#!/usr/bin/env python3
"""Reads one vector on standard input and prints its answer in one line (docs/spec/conformance.md)."""

import sys

import importing
import operations
import verifying
from vector import Vector

OPERATIONS = {
    "base64": operations.answer_base64, "ed25519": operations.answer_ed25519, "vkey": operations.answer_vkey,
    "note": operations.answer_note, "license-file": operations.answer_license_file, "body": operations.answer_body,
    "site-url": operations.answer_site_url, "version-range": operations.answer_version_range,
    "version-order": operations.answer_version_order, "installation-id": operations.answer_installation_id,
    "timestamp": operations.answer_timestamp, "import": importing.answer, "verify": verifying.answer}


def answer(data):
    vector = Vector(data)
    return OPERATIONS[vector.value("operation")](vector)


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()).encode(errors="surrogateescape") + b"\n")
