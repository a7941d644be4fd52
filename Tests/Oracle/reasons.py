"""The sentences in `reason` of findings (docs/spec/findings.md, "Reasons")."""

TEXT_BEFORE = "text stands before a document"
NO_LICENSE_BEFORE = "no license stands before it"
NO_LOG_KEY = "no log key that counts here signed it"
NOT_INSTALLED = "its license is not installed here"
AS_GOOD = "one that is as good is here already"
FILE = {
    "too-large": "it is larger than 262144 bytes", "too-many-items": "it holds more than 32 documents",
    "malformed": "it does not begin with a document and end with signature lines"}
NOTE = {
    "too-large": "it is larger than 65536 bytes", "not-text": "it is not text, or holds control characters",
    "not-a-note": "its signature lines are missing", "too-many-signatures": "it has more than 16 signature lines"}
BODY = {
    "wrong-type": "the first line does not say what the document is",
    "malformed-line": "the line is not a key, a space and a value",
    "missing-key": "the key is missing here",
    "unexpected-key": "the key does not belong here",
    "unsorted": "repeated keys are not sorted, or stand twice",
    "too-many": "the key stands too often",
    "too-many-lines": "there are too many lines",
    "invalid-value": "the value is not written in its one way",
    "inconsistent": "the value contradicts another one"}
STATE = {
    "too-large": "it is larger than 8 MiB",
    "checksum": "its checksum does not match: it was cut short or changed", "wrong-type": "it is not a state",
    "line": "a line of it cannot be read", "item": "a document in it is not a signed note",
    "malformed": "its documents cannot be told apart", "empty-line": "it ends in an empty line"}
URL = {
    "empty": "it is empty", "too-long": "it is longer than 2048 bytes",
    "not-ascii": "it holds a character beyond ASCII; write the host as an A-label (xn--…)",
    "whitespace": "it holds a blank or a control character", "backslash": "it holds a backslash",
    "not-http": "it does not begin with http:// or https://", "user-info": "it holds a user name",
    "invalid-port": "its port is not a number from 1 to 65535",
    "invalid-host": "its host is empty or holds a character that a host cannot have",
    "percent": "it holds a percent sign", "empty-label": "its host holds an empty label",
    "odd-ipv4": "its IPv4 address is not four decimal numbers",
    "wildcard": "a wildcard is one whole label with at least two labels after it, in a license only",
    "empty-segment": "its path holds two slashes in a row", "dot-segment": "its path holds . or .. as a segment",
    "invalid-path": "its path holds a character that a path cannot have"}


def of_note(fault):
    """What is wrong with a signed note, or with a file of several."""
    if fault.code == "malformed-signature-line":
        return f"its signature line {fault.where[0]} is incomplete"
    return NOTE[fault.code]


def of_item(fault):
    return of_body(fault) if fault.code in BODY else of_note(fault)


def of_product(fault):
    """What is wrong with a product file; of the keyring's note only that it is none."""
    if fault.code in BODY:
        return of_body(fault)
    return f"line {fault.where[-1]}: what follows the body is not a signed note"


def of_body(fault):
    line, *key = fault.where
    return ", ".join([f"line {line}", *key]) + ": " + BODY[fault.code]
