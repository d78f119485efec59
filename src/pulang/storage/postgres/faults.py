"""Every "no" of the database's start, each with the sentence that says how to mend it."""

import errno
from collections.abc import Sequence
from pathlib import Path

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


def home_unwritable(path: Path, error: OSError) -> Refusal:
    """This will say that PULANG_HOME cannot be used, or that its disk is full."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_filled(path)
    return Refusal(
        "home-unwritable",
        Words(
            id="Folder {path} tidak dapat dipakai ({why}). Tetapkan PULANG_HOME ke folder yang dapat Anda tulis.",
            en="The folder {path} cannot be used ({why}). Set PULANG_HOME to a folder you may write to.",
        ).format(path=path, why=error.strerror or error),
    )


def weak_secret(path: Path) -> Refusal:
    """This will say that a key or password in PULANG_HOME/secrets could be guessed, or is used for two things."""
    return Refusal(
        "secret-weak",
        Words(
            id="Kunci di {path} kosong, pendek, mudah ditebak, atau sama dengan kunci lain. Ganti dengan tanda acak: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'",
            en="The key in {path} is empty, short, easily guessed, or the same as another. Replace it by 43 random "
            "characters: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'",
        ).format(path=path),
    )


def disk_full(path: Path, free: int, needed: int) -> Refusal:
    """This will say that there is too little room, and how much is needed."""
    return Refusal(
        "disk-full",
        Words(
            id="Penyimpanan di {path} tidak cukup: tersisa {free} MB, perlu {needed} MB. Kosongkan ruang, lalu ulangi.",
            en="The disk under {path} is too full: {free} MB free, {needed} MB needed. Make room and try again.",
        ).format(path=path, free=free >> 20, needed=needed >> 20),
    )


def disk_filled(path: Path) -> Refusal:
    """This will say that the disk ran full while the database was writing."""
    return Refusal(
        "disk-full",
        Words(
            id="Penyimpanan di {path} penuh, sehingga basis data tidak dapat mulai. Kosongkan ruang, lalu ulangi.",
            en="The disk under {path} is full, so the database cannot start. Make room and try again.",
        ).format(path=path),
    )


def not_started(log: Path, tail: str) -> Refusal:
    """This will say that the server did not come up, with the end of its log."""
    return Refusal(
        "database-not-started",
        Words(
            id="Basis data tidak dapat mulai. Baris terakhir {log}: {tail}",
            en="The database did not start. Last lines of {log}: {tail}",
        ).format(log=log, tail=tail or "-"),
    )


def not_stopped(pid: int) -> Refusal:
    """This will say that the server outlived every signal we may send."""
    return Refusal(
        "database-not-stopped",
        Words(
            id="Basis data (proses {pid}) tidak mau berhenti. Hentikan proses itu, lalu ulangi.",
            en="The database (process {pid}) does not stop. End that process and try again.",
        ).format(pid=pid),
    )


def home_busy(path: Path, seconds: int) -> Refusal:
    """This will say that another program holds the start-up lock too long."""
    return Refusal(
        "home-busy",
        Words(
            id="Program lain sudah {seconds} detik memulai atau menghentikan basis data di {path}. Coba lagi.",
            en="Another program has been starting or stopping the database in {path} for {seconds} seconds. Try again.",
        ).format(path=path, seconds=seconds),
    )


def no_binaries() -> Refusal:
    """This will say that the wheel with PostgreSQL is missing."""
    return Refusal(
        "database-missing",
        Words(
            id="PostgreSQL tidak ditemukan dalam lingkungan ini. Jalankan `make setup`, atau tetapkan DATABASE_URL.",
            en="PostgreSQL was not found in this environment. Run `make setup`, or set DATABASE_URL.",
        ),
    )


def no_account(name: str, why: str) -> Refusal:
    """This will say that root found no lesser user to run the server as."""
    return Refusal(
        "database-account-missing",
        Words(
            id="PostgreSQL tidak boleh berjalan sebagai root dan pengguna {name} tidak dapat dibuat ({why}). "
            "Jalankan Pulang sebagai pengguna biasa.",
            en="PostgreSQL may not run as root, and the user {name} could not be made ({why}). "
            "Run Pulang as an ordinary user.",
        ).format(name=name, why=why),
    )


def foreign_folder(path: Path) -> Refusal:
    """This will say that somebody else already owns a folder that must be private to us."""
    return Refusal(
        "folder-not-ours",
        Words(
            id="Folder {path} milik pengguna lain, jadi tidak aman dipakai. Hapus folder itu atau ganti PULANG_HOME.",
            en="The folder {path} belongs to another user, so using it is not safe. Remove it or change PULANG_HOME.",
        ).format(path=path),
    )


def secrets_lost(path: Path) -> Refusal:
    """This will say that the passwords here are not those the data was made with."""
    return Refusal(
        "secrets-lost",
        Words(
            id="Kata sandi di {path} tidak cocok dengan basis data ini. Kembalikan folder rahasia yang asli.",
            en="The passwords in {path} do not fit this database. Put the original secrets folder back.",
        ).format(path=path),
    )


def half_made(path: Path) -> Refusal:
    """This will say that the data folder holds something that is not our database."""
    return Refusal(
        "data-folder-strange",
        Words(
            id="Folder {path} berisi sesuatu yang bukan basis data Pulang. Pindahkan isinya atau ganti PULANG_HOME.",
            en="The folder {path} holds something that is not Pulang's database. Move it away or change PULANG_HOME.",
        ).format(path=path),
    )


def other_major(found: str, have: str) -> Refusal:
    """This will say that the data was written by another PostgreSQL than the one installed."""
    return Refusal(
        "database-other-version",
        Words(
            id="Data ditulis oleh PostgreSQL {found}, sedangkan yang terpasang versi {have}. "
            "Buat cadangan dengan versi lama, lalu pulihkan di PULANG_HOME baru.",
            en="The data was written by PostgreSQL {found}, but version {have} is installed. "
            "Back up with the old version and restore into a new PULANG_HOME.",
        ).format(found=found, have=have),
    )


def url_unreadable(name: str) -> Refusal:
    """This will say that an address of a database cannot be understood."""
    return Refusal(
        "database-url-unreadable",
        Words(
            id="{name} tidak dapat dibaca. Bentuknya: postgresql://pengguna:sandi@host:5432/nama.",
            en="{name} cannot be read. It looks like this: postgresql://user:password@host:5432/name.",
        ).format(name=name),
    )


def way_unsealed(name: str) -> Refusal:
    """This will say that names would travel to another machine in clear, or to whoever poses as it."""
    return Refusal(
        "database-way-unsealed",
        Words(
            id="{name} menuju komputer lain tanpa memeriksa sertifikatnya. Hapus sslmode, atau pakai "
            "sslmode=verify-full dengan sslrootcert.",
            en="{name} leads to another machine without checking its certificate. Leave sslmode out, or use "
            "sslmode=verify-full with sslrootcert.",
        ).format(name=name),
    )


def unreachable(name: str, why: str) -> Refusal:
    """This will say that the database behind an address does not answer."""
    return Refusal(
        "database-unreachable",
        Words(
            id="Basis data dari {name} tidak dapat dihubungi: {why}",
            en="The database of {name} cannot be reached: {why}",
        ).format(name=name, why=why),
    )


def too_old(found: str) -> Refusal:
    """This will say that the server is older than 15."""
    return Refusal(
        "database-too-old",
        Words(
            id="Server basis data versi {found} terlalu lama. Pulang memerlukan PostgreSQL 15 atau lebih baru.",
            en="The database server's version {found} is too old. Pulang needs PostgreSQL 15 or newer.",
        ).format(found=found),
    )


def other_roles(owner: str, app: str, missing: Sequence[str]) -> Refusal:
    """This will say which roles an administrator has to make by hand, and as which of them the addresses enter."""
    names = ", ".join(missing)
    todo = Words(id="Betulkan alamatnya.", en="Mend the addresses.")
    if missing:
        todo = Words(
            id=f"Minta pengelola membuat peran yang belum ada: {names}.",
            en=f"Have the administrator make the roles that are missing: {names}.",
        )
    return Refusal(
        "database-roles-differ",
        Words(
            id="Dengan PULANG_APP_DATABASE_URL, DATABASE_URL masuk sebagai pulang_owner (sekarang {owner}) dan "
            "PULANG_APP_DATABASE_URL sebagai pulang_app (sekarang {app}). {todo}",
            en="With PULANG_APP_DATABASE_URL, DATABASE_URL enters as pulang_owner (now {owner}) and "
            "PULANG_APP_DATABASE_URL as pulang_app (now {app}). {todo}",
        ).format(owner=owner, app=app, todo=todo),
    )


def other_password(role: str) -> Refusal:
    """This will say that a role made by hand has another password than the one this home keeps for it."""
    return Refusal(
        "role-password-differs",
        Words(
            id="Server tidak menerima kata sandi {role}. Minta pengelola memberinya kata sandi yang ada dalam "
            "secrets/{role}.password.",
            en="The server does not take the password of {role}. Have the administrator give it the one that stands "
            "in secrets/{role}.password.",
        ).format(role=role),
    )


def cannot_make_roles(user: str) -> Refusal:
    """This will say that the address's user may not create roles, and what to do instead."""
    return Refusal(
        "database-roles-missing",
        Words(
            id="Pengguna {user} dalam DATABASE_URL tidak boleh membuat peran basis data. Beri hak CREATEROLE, "
            "atau minta pengelola membuat peran pulang_* dan tetapkan PULANG_APP_DATABASE_URL.",
            en="The user {user} of DATABASE_URL may not create database roles. Grant it CREATEROLE, or have the "
            "administrator create the pulang_* roles and set PULANG_APP_DATABASE_URL.",
        ).format(user=user),
    )
