"""The words for sealed fields, purposes, dangers and what follows an emergency."""

from typing import Final

from pulang.areas.reveals.rules import EmergencyReason, EmergencyStep, Field, RevealPurpose
from pulang.kernel.words import Words

FIELDS: Final[dict[Field, Words]] = {
    Field.NAME: Words(id="Nama", en="Name"),
    Field.NIK: Words(id="NIK", en="NIK"),
    Field.BIRTH_DATE: Words(id="Tanggal lahir", en="Birth date"),
    Field.PHONE: Words(id="Telepon", en="Phone"),
    Field.VILLAGE: Words(id="Desa asal", en="Home village"),
    Field.ADDRESS: Words(id="Alamat asal", en="Home address"),
    Field.ACCOUNT: Words(id="Rekening", en="Account"),
}
PURPOSES: Final[dict[RevealPurpose, Words]] = {
    RevealPurpose.CONTACT: Words(id="Menghubungi atau menemuinya", en="Reaching or meeting her"),
    RevealPurpose.VERIFY: Words(id="Mencocokkan identitas", en="Verifying who she is"),
    RevealPurpose.PAYMENT: Words(id="Menyiapkan pembayaran", en="Preparing a payment"),
    RevealPurpose.TICKET: Words(id="Menyiapkan tiket", en="Preparing a ticket"),
    RevealPurpose.CORRECT: Words(id="Memperbaiki yang keliru", en="Correcting an error"),
}
REASONS: Final[dict[EmergencyReason, Words]] = {
    EmergencyReason.VIOLENCE: Words(id="Kekerasan atau ancaman terhadapnya", en="Violence or a threat against her"),
    EmergencyReason.TRAFFICKING: Words(id="Perdagangan orang atau penyekapan", en="Trafficking or confinement"),
    EmergencyReason.MEDICAL: Words(id="Nyawanya terancam karena sakit", en="Her life is in danger through illness"),
    EmergencyReason.MISSING: Words(id="Ia hilang dan dikhawatirkan celaka", en="She is missing and feared harmed"),
    EmergencyReason.CHILD: Words(id="Seorang anak dalam bahaya", en="A child is in danger"),
}
STEPS: Final[dict[EmergencyStep, Words]] = {
    EmergencyStep.CONFIRM: Words(id="Konfirmasi orang kedua (24 jam)", en="A second person's word (24 hours)"),
    EmergencyStep.REVIEW: Words(id="Tinjauan pelindung data (72 jam)", en="Data-protection review (72 hours)"),
    EmergencyStep.TELL: Words(id="Ia diberi tahu (72 jam)", en="She is told (72 hours)"),
}
WAITING: Final[dict[EmergencyStep, Words]] = {
    EmergencyStep.CONFIRM: Words(id="Menunggu konfirmasi", en="To be confirmed"),
    EmergencyStep.REVIEW: Words(id="Menunggu tinjauan", en="To be reviewed"),
    EmergencyStep.TELL: Words(id="Belum diberi tahu", en="Not told yet"),
}
OPEN_15: Final = Words(id="Buka 15 menit", en="Open for 15 minutes")
CLOSED: Final = Words(id="Tertutup", en="Closed")
NOTHING: Final = Words(id="Tidak ada yang tersimpan", en="Nothing is kept")
EMERGENCY: Final = Words(id="Keadaan darurat", en="Emergencies")
