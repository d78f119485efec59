"""What the book of sign-ins says, in words."""

from collections.abc import Mapping

from pulang.areas.accounts.facts import SignInEvent
from pulang.doors.web.labels import Labels
from pulang.kernel.words import Words

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
