"""`pulang code`: a one-time code for an account nobody on the screens can help, such as the first administrator."""

import argparse
import secrets

from pulang.doors.jobs import ready
from pulang.kernel.words import Words

HELP = Words(
    id="Mencetak kode sekali pakai untuk sebuah akun; dengan itu pemiliknya memilih kata sandi sendiri.",
    en="Prints a one-time code for an account, with which its owner chooses a password.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """This will declare whose code it is."""
    parser.add_argument("user", metavar="USER")


def run(options: argparse.Namespace) -> int:
    """This will print the code; only its digest is kept, for a day, and the password of before works no more."""
    with ready.database():
        from pulang.areas.accounts.facts import SignInEvent, Where  # noqa: PLC0415 - only once Django is set up
        from pulang.flows import signing_in  # noqa: PLC0415
        from pulang.storage import clock  # noqa: PLC0415

        code = signing_in.draw_code(secrets.randbelow)
        signing_in.give_first_code(user=options.user, code=code, at=clock.real())
        signing_in.note(SignInEvent.FIRST_CODE_GIVEN, at=clock.real(), user=options.user, where=Where())
    print(code)
    return 0
