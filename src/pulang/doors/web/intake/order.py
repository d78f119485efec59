"""In which order the questions are asked, and what is read aloud before each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pulang.areas.cases.rules import Purpose
from pulang.doors.web import labels
from pulang.doors.web.intake.steps import (
    AddressForm,
    AliasForm,
    BirthForm,
    ChoiceForm,
    ConsentForm,
    ContactForm,
    HomeForm,
    InformedForm,
    NameForm,
    NeedsForm,
    NikForm,
    PapersForm,
    ScreeningForm,
    SiteForm,
    StepForm,
    TogetherForm,
)
from pulang.doors.web.intake.words import ALOUD, CONSENTS, HELD, NOTHING_LOST
from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its address, its title, its form, what is read aloud, the text in whole, and who is asked."""

    slug: str
    title: Words
    form: type[StepForm]
    aloud: tuple[Words, ...] = ()
    text: tuple[Words, ...] = ()
    purpose: Purpose | None = None
    screens: bool = False  # asked of those only who may screen


def _consents() -> tuple[Step, ...]:
    return tuple(
        Step(
            slug=f"setuju-{at}",
            title=labels.named(labels.PURPOSES, purpose.value),
            form=type(f"Consent{at}Form", (ConsentForm,), {"purpose": purpose}),
            aloud=(ALOUD[purpose], NOTHING_LOST),
            text=(CONSENTS[purpose], HELD),
            purpose=purpose,
        )
        for at, purpose in enumerate(Purpose, start=1)
    )


STEPS: Final = (
    Step("penjelasan", Words(id="Penjelasan", en="Explanation"), InformedForm),
    Step(
        "pilihan",
        Words(id="Pilihan", en="Choice"),
        ChoiceForm,
        (
            Words(
                id="Anda boleh pulang dengan dukungan, menetap dengan dukungan, pulang sendiri dengan bantuan, atau "
                "belum memutuskan. Semuanya boleh, tidak ada hukumannya, dan boleh berubah kapan saja.",
                en="You may return with support, stay with support, travel alone with aid, or not decide yet. All of "
                "it is allowed, none is punished, and you may change your mind at any time.",
            ),
        ),
    ),
    *_consents(),
    Step("panggilan", Words(id="Panggilan", en="Alias"), AliasForm),
    Step("nama", Words(id="Nama", en="Name"), NameForm),
    Step("lahir", Words(id="Kelahiran", en="Birth"), BirthForm),
    Step("nomor", Words(id="NIK", en="NIK"), NikForm),
    Step("asal", Words(id="Asal", en="Home"), HomeForm),
    Step("alamat", Words(id="Alamat", en="Address"), AddressForm),
    Step("tempat", Words(id="Tempat sekarang", en="Place now"), SiteForm),
    Step("ikut", Words(id="Yang ikut", en="Who comes along"), TogetherForm),
    Step("surat", Words(id="Surat", en="Papers"), PapersForm),
    Step("kebutuhan", Words(id="Kebutuhan", en="Needs"), NeedsForm),
    Step("hubungi", Words(id="Cara menghubungi", en="How to reach her"), ContactForm),
    Step("penapisan", Words(id="Penapisan", en="Screening"), ScreeningForm, screens=True),
)
BY_SLUG: Final[Mapping[str, Step]] = {one.slug: one for one in STEPS}
