"""What she is told: what will be asked, what must be reported, and each consent in whole and in words to read aloud."""

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
# What each consent is for, in whole: which data, for whom, for how long. The record names this text by its version.
CONSENTS: Final[Mapping[Purpose, Words]] = {
    Purpose.RETURN: Words(
        id="Kantor yang memimpin program mencatat dan memakai nama, daerah asal, tanggal lahir dan keperluan Anda di "
        "jalan untuk mengatur kepulangan: memesan tiket, menyusun perjalanan, menyiapkan pendamping.",
        en="The office that leads the programme records and uses your name, home district, birth date and needs on the "
        "way to arrange the return: to book tickets, plan the journey and prepare an escort.",
    ),
    Purpose.RECEIVING_OFFICE: Words(
        id="Dinas sosial di daerah asal menerima nama, telepon, alamat asal, tanggal tiba, siapa yang ikut "
        "dan cara Anda bepergian, supaya dapat menyambut dan mendampingi Anda di sana. "
        "Alasan Anda berada di sini tidak disampaikan.",
        en="The social office of your home district receives your name, telephone, home address, day of arrival, who "
        "comes along and how you travel, to receive and support you there. Why you were here is not told.",
    ),
    Purpose.PARTNER: Words(
        id="Satu lembaga kesejahteraan sosial yang ditugaskan membaca berkas Anda untuk mendampingi Anda sebelum, "
        "selama dan sesudah perjalanan.",
        en="One social institution assigned to the programme reads your case to support you before, during and after "
        "the journey.",
    ),
    Purpose.PAYMENT: Words(
        id="Bendahara dan bank memakai nomor rekening dan nama pemiliknya untuk membayar bantuan. Bank tidak menerima "
        "isi berkas Anda.",
        en="The treasurer and the bank use your account number and its owner's name to pay the aid. The bank receives "
        "nothing else of your case.",
    ),
    Purpose.CONTINUITY_OF_CARE: Words(
        id="Bila Anda sedang berobat, tempat berobat yang Anda sebut diberi tahu bahwa perawatan perlu dilanjutkan. "
        "Penyakitnya tidak dicatat di sini.",
        en="If you are being treated, the place you name is told that care has to go on. No illness is recorded here.",
    ),
    Purpose.CONTACT_AFTERWARDS: Words(
        id="Sesudah tiba, Anda dihubungi dengan cara yang Anda pilih, sebulan, tiga, enam dan dua belas bulan "
        "kemudian, untuk menanyakan keadaan Anda.",
        en="After arrival you are contacted in the way you choose, one, three, six and twelve months later, to ask how "
        "you are.",
    ),
    Purpose.RESEARCH: Words(
        id="Peneliti yang diizinkan membaca isi berkas Anda tanpa nama, nomor, alamat dan desa.",
        en="Researchers who were given leave read your case without name, numbers, address and village.",
    ),
}
HELD: Final = Words(
    id="Berlaku paling lama satu tahun, dan dapat ditarik kapan saja tanpa alasan. Menolak tidak mengurangi bantuan.",
    en="It holds for a year at most and can be withdrawn at any time without a reason. Refusing takes away no aid.",
)
# The same in plain words, in short sentences, to be read aloud to her.
ALOUD: Final[Mapping[Purpose, Words]] = {
    Purpose.RETURN: Words(
        id="Kami mencatat nama Anda. Kami mencatat ke mana Anda pulang. Kami memakainya untuk membeli tiket. Boleh?",
        en="We write down your name. We write down where you go. We use it to buy the ticket. May we?",
    ),
    Purpose.RECEIVING_OFFICE: Words(
        id="Ada kantor sosial di daerah asal Anda. Kami memberi tahu mereka bahwa Anda datang. Mereka menyambut Anda. "
        "Mereka tidak diberi tahu mengapa Anda di sini. Boleh?",
        en="There is a social office where you are from. We tell them that you come. They receive you. They are not "
        "told why you were here. May we?",
    ),
    Purpose.PARTNER: Words(
        id="Ada lembaga yang mendampingi Anda. Mereka membaca berkas Anda. Boleh?",
        en="There is an institution that supports you. It reads your case. May it?",
    ),
    Purpose.PAYMENT: Words(
        id="Bantuan dibayar lewat bank. Kami memberikan nomor rekening Anda kepada bank. Boleh?",
        en="The aid is paid by a bank. We give your account number to the bank. May we?",
    ),
    Purpose.CONTINUITY_OF_CARE: Words(
        id="Mungkin Anda sedang berobat. Kami memberi tahu tempat berobat yang baru. Kami tidak menulis apa sakitnya. "
        "Boleh?",
        en="Perhaps you are being treated. We tell the new place. We do not write down what it is. May we?",
    ),
    Purpose.CONTACT_AFTERWARDS: Words(
        id="Nanti Anda sampai. Kami menghubungi Anda empat kali dalam setahun. Kami menanyakan kabar Anda. Boleh?",
        en="Later you arrive. We contact you four times in a year. We ask how you are. May we?",
    ),
    Purpose.RESEARCH: Words(
        id="Peneliti ingin belajar dari cerita banyak orang. Mereka membaca berkas Anda. Nama Anda tidak ada di situ. "
        "Boleh?",
        en="Researchers want to learn from many people. They read your case. Your name is not in it. May they?",
    ),
}
NOTHING_LOST: Final = Words(
    id="Anda boleh bilang tidak. Bantuan tetap sama. Anda boleh berubah pikiran kapan saja.",
    en="You may say no. The aid stays the same. You may change your mind at any time.",
)
