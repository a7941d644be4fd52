"""Many vectors at once to a program that frames them as Tests/VectorServer does."""

import subprocess


def answers(program, vectors, **options):
    """The program's answers, a line of bytes each; `options` are those of subprocess.run."""
    feed = b"".join(b"%d\n" % len(vector) + vector for vector in vectors)
    done = subprocess.run([program], input=feed, capture_output=True, **options)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    lines = done.stdout.split(b"\n")
    assert lines.pop() == b"" and len(lines) == len(vectors)
    return lines
