"""What is read aloud: what each consent means in plain words, what will be asked, and what must be reported."""

from collections.abc import Mapping
from typing import Final

from pulang.areas.cases.rules import Purpose
from pulang.kernel.words import Words

ASKED: Final = (
    Words(id="apa yang ia pilih, dan bagaimana ia diberi penjelasan", en="what she chooses, and how it was explained"),
    Words(id="untuk apa saja data tentangnya boleh dipakai", en="what the data about her may be used for"),
    Words(
        id="siapa dirinya dan dari mana asalnya; semuanya boleh dikosongkan",
        en="who she is and where she is from; all of it may be left empty",
    ),
    Words(
        id="siapa yang ikut, surat apa yang ada, dan apa yang ia perlukan",
        en="who comes along, which papers there are, and what she needs",
    ),
    Words(id="bagaimana ia boleh dihubungi dengan aman", en="how she may be reached safely"),
)
REPORTED: Final = (
    Words(
        id="Bila ia bercerita bahwa seorang anak di bawah 18 tahun dalam bahaya, petugas wajib melaporkannya kepada "
        "pelindung anak.",
        en="If she tells that a child under 18 is in danger, the officer must report it to child protection.",
    ),
    Words(
        id="Bila nyawa seseorang terancam sekarang, petugas memanggil pertolongan.",
        en="If somebody's life is in danger now, the officer calls for help.",
    ),
    Words(
        id="Selain itu tidak ada yang dilaporkan tanpa izinnya. Polisi dan satpol PP tidak melihat data ini.",
        en="Nothing else is reported without her leave. Police and civil-order units do not see this.",
    ),
)
ALOUD: Final[Mapping[Purpose, Words]] = {
    Purpose.RETURN: Words(
        id="Kami mencatat nama dan tujuan Anda untuk membeli tiket dan menyiapkan perjalanan. Boleh?",
        en="We write down your name and where you go, to buy the ticket and prepare the way. May we?",
    ),
    Purpose.RECEIVING_OFFICE: Words(
        id="Kami memberi tahu dinas sosial di daerah asal bahwa Anda datang, supaya ada yang menyambut. Boleh?",
        en="We tell the social office where you are from that you come, so that somebody receives you. May we?",
    ),
    Purpose.PARTNER: Words(
        id="Sebuah lembaga sosial mendampingi Anda dan membaca berkas Anda. Boleh?",
        en="A social institution goes with you and reads your case. May it?",
    ),
    Purpose.PAYMENT: Words(
        id="Kami memberikan nomor rekening Anda kepada bank supaya bantuan sampai kepada Anda. Boleh?",
        en="We give your account number to the bank so that the aid reaches you. May we?",
    ),
    Purpose.CONTINUITY_OF_CARE: Words(
        id="Bila Anda sedang berobat, kami memberi tahu tempat berobat yang baru bahwa Anda perlu dilanjutkan. Boleh?",
        en="If you are being treated, we tell the new place that your care has to go on. May we?",
    ),
    Purpose.CONTACT_AFTERWARDS: Words(
        id="Sesudah Anda sampai, kami menghubungi Anda beberapa kali untuk menanyakan kabar. Boleh?",
        en="After you have arrived, we contact you a few times to ask how you are. May we?",
    ),
    Purpose.RESEARCH: Words(
        id="Peneliti boleh membaca berkas Anda tanpa nama. Boleh?",
        en="Researchers may read your case without your name. May they?",
    ),
}
NOTHING_LOST: Final = Words(
    id="Jawaban “tidak” tidak mengurangi bantuan. Jawaban apa pun boleh diubah kapan saja.",
    en="“No” takes away no aid. Any answer may be changed at any time.",
)
