"""What the book of sign-ins says, in words."""

from collections.abc import Mapping

from pulang.areas.accounts.facts import SignInEvent
from pulang.doors.web.labels import Labels
from pulang.kernel.words import Words, same

SIGN_INS: Labels = {
    SignInEvent.SIGNED_IN: Words(id="Masuk", en="Signed in"),
    SignInEvent.REFUSED: Words(id="Gagal masuk", en="Sign-in failed"),
    SignInEvent.LOCKED: Words(
        id="Ditahan beberapa menit: terlalu banyak percobaan", en="Held for some minutes: too many tries"
    ),
    SignInEvent.CONFIRMED: Words(id="Memastikan diri", en="Confirmed who sits there"),
    SignInEvent.CONFIRM_REFUSED: Words(id="Gagal memastikan diri", en="Failed to confirm who sits there"),
    SignInEvent.SIGNED_OUT: Words(id="Keluar", en="Signed out"),
    SignInEvent.ENDED_EVERYWHERE: Words(id="Keluar dari semua perangkat", en="Signed out everywhere"),
    SignInEvent.PASSWORD_CHANGED: Words(id="Kata sandi diganti", en="Password changed"),
    SignInEvent.FIRST_CODE_GIVEN: Words(id="Kode sekali pakai diberikan", en="One-time code given"),
    SignInEvent.FACTOR_ADDED: Words(id="Pengaman dipasang", en="Second factor set up"),
    SignInEvent.FACTOR_REMOVED: Words(id="Pengaman dilepas", en="Second factor removed"),
    SignInEvent.CODES_DRAWN: Words(id="Kode cadangan dibuat", en="Backup codes made"),
}
WAYS: Mapping[str, Words] = {
    "password": Words(id="kata sandi", en="password"),
    "app": Words(id="aplikasi autentikator", en="authenticator app"),
    "paper": Words(id="kode cadangan", en="backup code"),
    "first-code": Words(id="kode sekali pakai", en="one-time code"),
    "passkey": Words(id="kunci sandi", en="passkey"),
}

# The first that a browser's own words hold names it: Edge and Opera call themselves Chrome as well, Chrome Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_DEVICES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def browser(said: str) -> Words:
    """This will name a browser and its device as people do; what none of them is reads as it stands, shortened."""
    name = next((shown for mark, shown in _BROWSERS if mark in said), "")
    device = next((shown for mark, shown in _DEVICES if mark in said), "")
    if not name or not device:
        return same(said[:40] or "–")
    return Words(id=f"{name} di {device}", en=f"{name} on {device}")
