"""A vendor's workspace that faults are tried on, and how it is put back."""

import shutil

from conftest import Desk
from ledger_records import assert_ledger_is_whole, assert_log_is_whole, everything


class Workspace:
    """A copy of a vendor's workspace that is put back before each fault."""

    def __init__(self, folder, new):
        self.template = new / "template"
        shutil.copytree(folder, self.template)
        self.desk = Desk(new / "copy")
        self.probe = new / "probe"
        self.restore()

    def restore(self):
        shutil.rmtree(self.desk.folder)
        shutil.copytree(self.template, self.desk.folder)

    def seen(self):
        """Every row of the ledger as whoever opens it next will see it; the desk's own files stay as the fault left them."""
        shutil.rmtree(self.probe, ignore_errors=True)
        shutil.copytree(self.desk.folder, self.probe)
        assert_ledger_is_whole(self.probe)
        return everything(self.probe)

    def assert_tidy(self, what):
        """Nothing half done lies around but a killed process's own file; the next who writes catches up with the log."""
        own = [path for path in self.desk.folder.rglob(".latchkey-*")]
        # Only what was killed, or could not remove it, leaves a file of its own.
        assert not own or what[2].startswith("signal") or what[0].startswith("unlink"), (what, own)
        assert not list(self.desk.folder.rglob("*-journal")), what
        self.desk.vendor("product", "add", "tidy", "--title", "Tidy").expect()
        assert_log_is_whole(self.desk)
        assert_ledger_is_whole(self.desk)


def rows(found, kind):
    """The documents of a kind among all rows."""
    return [row[7].encode() for row in found["record"] if row[1] == kind]
