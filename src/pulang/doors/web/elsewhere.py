"""Where else somebody may turn: bodies outside the programme, for whoever is not helped by its own two looks.

The list is kept here, in the words they are told in; each body is named with what it is for. A telephone number or an
address of the web stands only where the body itself makes it known for everybody in the country. An office that
knows good people nearby tells their names itself: see docs/guides/koordinator.md.
"""

from dataclasses import dataclass
from typing import Final

from pulang.kernel.words import Words, same


@dataclass(frozen=True, slots=True)
class Body:
    """A body outside the programme: its name, what it is for, and how it is found, as text to note down."""

    name: Words
    takes: Words
    reached: str = ""


BODIES: Final = (
    Body(
        name=same("Ombudsman Republik Indonesia"),
        takes=Words(
            id="bila sebuah kantor lalai, terlalu lambat atau tidak adil. Tidak dipungut biaya.",
            en="where an office neglects something, is too slow or is unfair. It costs nothing.",
        ),
        reached="137, ombudsman.go.id",
    ),
    Body(
        name=same("SP4N-LAPOR!"),
        takes=Words(
            id="tempat mengadu tentang layanan pemerintah mana pun. Boleh tanpa nama, boleh dirahasiakan.",
            en="for complaints about any public service. Without a name, or in confidence, if you like.",
        ),
        reached="lapor.go.id",
    ),
    Body(
        name=same("Komnas Perempuan"),
        takes=Words(
            id="bila ada kekerasan terhadap perempuan, atau seseorang dibeda-bedakan karena ia perempuan.",
            en="where there is violence against women, or somebody is treated differently for being a woman.",
        ),
        reached="komnasperempuan.go.id",
    ),
    Body(
        name=same("Komnas HAM"),
        takes=Words(
            id="bila hak asasi Anda dilanggar, misalnya dipaksa pergi atau diancam.",
            en="where your human rights are violated, such as being made to go or being threatened.",
        ),
        reached="komnasham.go.id",
    ),
    Body(
        name=Words(id="Bantuan hukum", en="Legal aid"),
        takes=Words(
            id="nasihat dan pembelaan, tidak dipungut biaya bagi yang kurang mampu. Tanyakan pos bantuan hukum di "
            "pengadilan terdekat. Untuk menggugat ada batas waktunya, jadi sebaiknya jangan menunggu.",
            en="advice and defence, free for people with little money. Ask for the legal aid post at the nearest "
            "court. Going to court has a time limit, so it is better not to wait.",
        ),
    ),
)
