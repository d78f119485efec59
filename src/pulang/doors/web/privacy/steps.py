"""Which steps a request or a letter can take next, for this reader."""

from datetime import date
from typing import Final

from django.urls import reverse

from pulang.areas.accounts.rules import may_look
from pulang.areas.privacy.facts import OfficialFacts, RequestFacts
from pulang.areas.privacy.rules import OFFICIAL_FOLLOWS, OfficialEvent, RequestEvent, RequestKind, follows
from pulang.doors.web.context import Powers
from pulang.doors.web.pages import Link
from pulang.kernel.words import Words

LETTERS_OPEN: Final = frozenset({"RECEIVED", "EXAMINED", "APPROVED"})

# By what becomes of it: the verb, the screen, and the words of its link, in the order they are offered.
_REQUEST: Final = (
    (RequestEvent.CHECKED, "privacy.request.check", "request-check", Words(id="Pastikan", en="Make sure it is hers")),
    (RequestEvent.DECIDED, "privacy.erasure.decide", "erasure-decide", Words(id="Putuskan", en="Decide")),
    (RequestEvent.ANSWERED, "privacy.request.answer", "request-answer", Words(id="Jawab", en="Answer")),
    (RequestEvent.DONE, "privacy.request.finish", "request-finish", Words(id="Nyatakan selesai", en="Mark as done")),
    (RequestEvent.REFUSED, "privacy.request.refuse", "request-refuse", Words(id="Tolak", en="Refuse")),
    (RequestEvent.LIFTED, "privacy.request.lift", "request-lift", Words(id="Dicabut olehnya", en="Taken back by her")),
)
_ERASE: Final = Words(id="Pastikan penghapusan", en="Confirm the erasure")
_COPY: Final = Words(id="Lihat salinan datanya", en="Show the copy of her data")
_LETTER: Final = (
    (OfficialEvent.EXAMINED, "privacy.official.examine", "letter-examine", Words(id="Periksa", en="Examine")),
    (OfficialEvent.APPROVED, "privacy.official.approve", "letter-approve", Words(id="Setujui", en="Approve")),
    (OfficialEvent.GIVEN, "privacy.official.give", "letter-give", Words(id="Catat jawaban", en="Record the answer")),
    (OfficialEvent.REFUSED, "privacy.official.refuse", "letter-refuse", Words(id="Tolak", en="Refuse")),
    (OfficialEvent.TOLD, "privacy.official.tell", "letter-tell", Words(id="Sudah diberi tahu", en="She was told")),
)

_OFFERS: Final = (
    ("privacy.request.receive", "request-receive", Words(id="Catat permintaannya", en="Record her request")),
    ("privacy.official.receive", "letter-receive", Words(id="Catat surat resmi", en="Record a letter")),
    ("cases.consents.withdraw", "consents-withdraw", Words(id="Tarik semua persetujuan", en="Withdraw all")),
)


def of_request(one: RequestFacts, can: Powers) -> tuple[Link, ...]:
    """This will give the steps this reader may take with a request, and the copy where one was asked for."""
    kind, last = RequestKind(one.kind), RequestEvent(one.event)
    next_ones, erases = follows(kind, last), last is RequestEvent.DECIDED
    links = []
    if kind is RequestKind.ACCESS and one.event in {"CHECKED", "ANSWERED"} and may_look(can.actor, "copies"):
        links.append(Link(words=_COPY, url=reverse("request-copy", args=[one.number, one.ref])))
    for event, verb, name, words in _REQUEST:
        chosen = ("privacy.erasure.confirm", "erasure-confirm", _ERASE) if erases and event is RequestEvent.DONE else (
            verb, name, words
        )  # fmt: skip
        alone = erases and event is RequestEvent.DONE and can.actor.code == one.by("DECIDED")
        if event in next_ones and can.may(chosen[0]) and not alone:
            links.append(Link(words=chosen[2], url=reverse(chosen[1], args=[one.number, one.ref])))
    return tuple(links)


def of_letter(one: OfficialFacts, can: Powers, day: date) -> tuple[Link, ...]:
    """This will give the steps this reader may take with a letter."""
    next_ones = OFFICIAL_FOLLOWS[OfficialEvent(one.event)]
    before = {line.by for line in one.lines if line.event in {"RECEIVED", "EXAMINED"}}
    fresh = {OfficialEvent.EXAMINED, OfficialEvent.APPROVED}
    return tuple(
        Link(words=words, url=reverse(name, args=[one.number, one.ref]))
        for event, verb, name, words in _LETTER
        if event in next_ones
        and can.may(verb)
        and not (event in fresh and can.actor.code in before)
        and (event is not OfficialEvent.TOLD or one.to_be_told(day))
    )


def of_person(number: str, can: Powers) -> tuple[Link, ...]:
    """This will give what can be begun for a person."""
    return tuple(Link(words=words, url=reverse(name, args=[number])) for verb, name, words in _OFFERS if can.may(verb))
