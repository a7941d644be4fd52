"""Writes a table of orders for any number of customers, each with an installation and a site of its own.

    orders.py COUNT FILE [FIRST]
"""

import random
import sys

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def times(left, right):
    """The product in GF(32), modulo x^5 + x^2 + 1."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left = left << 1 ^ (0b100101 if left & 16 else 0)
        right >>= 1
    return product


SIX, EIGHT = ([times(factor, value) for value in range(32)] for factor in (6, 8))


def installation_id(number):
    """The installation ID of 128 bits, with its check symbols (docs/spec/installation-id.md)."""
    data = [number >> shift & 31 for shift in range(125, -1, -5)]
    high = low = 0
    for value in data:
        top = value ^ high
        high, low = low ^ SIX[top], EIGHT[top]
    text = "".join(SYMBOLS[value] for value in data + [high, low])
    return "-".join(text[start:start + 4] for start in range(0, 28, 4))


def rows(count, first=0):
    numbers = random.Random(first)
    yield "order,customer,installation,url,term,feature,limit,starts\n"
    for order in range(first, first + count):
        yield (
            f"PO-{order:07d},Customer {order // 3},{installation_id(numbers.getrandbits(128))},"
            f"https://glpi-{order}.example.org/,1y,reports,seats 50,2026-11-21\n")


if __name__ == "__main__":
    assert installation_id(0x9A5F5E5CBB658ED6051A4751B71F67D3) == "4TBX-F5SE-V5HV-B0A6-J7A6-VHYS-YKCP"
    with open(sys.argv[2], "w") as table:
        table.writelines(rows(int(sys.argv[1]), int(sys.argv[3]) if len(sys.argv) > 3 else 0))
