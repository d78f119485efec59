"""Carries out acts for machines, by the same flows and with the same refusals as everywhere."""

from typing import Annotated, Any, Final

from django.http import HttpRequest
from ninja import Router
from ninja.params import HeaderEx, P
from ninja.responses import Status
from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.accounts.rules import RIGHTS, Relation, may
from pulang.doors.api import answers, body, schemas, tokens
from pulang.flows import catalog, fields
from pulang.flows.act import Receipt
from pulang.flows.free_numbers import under_a_free_number
from pulang.flows.perform import perform
from pulang.flows.verbs import Verb, fields_of
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.numbering import case_numbers

router: Final = Router(tags=["acts"])

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/\-]{0,63}$", max_length=64)]
_KEYS: Final = ("do", "with")
_SAYS: Final = {"do": str, "with": dict}
_MUST: Final = {
    "do": Words(id="tulis nama tindakannya", en="write the name of the act"),
    "with": Words(id="isi dengan kelompok isian bernama", en="write a group of named fields"),
}
_STRANGE: Final = Words(id="tidak dikenal; yang dikenal: do, with", en="is not known; known are: do, with")
# A key that could make keys would outlive its own end; an identity is opened for eyes, not for a program; and a copy of
# people's data is for a person to answer for.
_NOT_FOR_MACHINES: Final = ("accounts.token.", "reveals.", "exports.")
_NOT_HERE: Final = Words(
    id="Tindakan ini hanya dilakukan oleh orang, di layarnya sendiri; bukan oleh mesin dengan token.",
    en="This is done by people only, on their own screen; not by machines with a token.",
)
_NUMBERED: Final = "cases.case.register"
_DRAWN: Final = Words(
    id="Nomor berkas diambil oleh sistem. Kosongkan `case`; nomornya ada dalam jawaban.",
    en="Case numbers are drawn by the system. Leave `case` out; the answer tells the number.",
)


@router.get("/verbs", response=answers.of(schemas.Verbs), operation_id="verbs")
@tokens.reads("programme")
def verbs(request: HttpRequest) -> dict[str, Any]:
    """Every act with the JSON schema of its fields, who may do it, and whether the caller is one of them."""
    actor = tokens.caller_of(request).actor
    return {"verbs": [_verb(verb, actor) for verb in catalog.verbs().values()]}


def _verb(verb: Verb, actor: Actor) -> dict[str, Any]:
    right = RIGHTS[verb.name]
    return {
        "verb": verb.name,
        "purpose": " ".join((verb.asks.__doc__ or "").split()),
        "roles": sorted(role.value for role in right.roles),
        "relations": None if right.relations is None else sorted(each.value for each in right.relations),
        "personal": sorted(verb.asks.personal),
        "allowed": _for_machines(verb.name) and any(may(actor, verb.name, each) for each in Relation),
        "fields": fields_of(verb),
    }


def _for_machines(verb: str) -> bool:
    return not verb.startswith(_NOT_FOR_MACHINES)


def _act(verb: Verb) -> dict[str, Any]:
    return {
        "title": verb.name,
        "type": "object",
        "additionalProperties": False,
        "required": list(_KEYS),
        "properties": {"do": {"const": verb.name}, "with": fields_of(verb)},
    }


def _body() -> dict[str, Any]:
    """This will describe the body of an act: one of all the acts there are."""
    kinds = [_act(verb) for verb in catalog.verbs().values() if _for_machines(verb.name)]
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": {"oneOf": kinds}}}}}


@router.post("", response=answers.of_act(schemas.Receipt), operation_id="act", openapi_extra=_body())
@tokens.acts
def act(request: HttpRequest, idempotency_key: HeaderEx[Key, P(alias="Idempotency-Key")]) -> Status[dict[str, Any]]:
    """Carry out one act under the id given as Idempotency-Key; sent again with the same content it is done once.

    A registration leaves `case` out: its number is drawn, the same one for the same key. Any other is refused.
    """
    caller = tokens.caller_of(request)
    verb, said = _asked(body.read(request))
    if not _for_machines(verb):
        raise Refusal("not-through-this-door", _NOT_HERE)
    numbers = _drawn(said.get("case"), caller.actor.code, idempotency_key) if verb == _NUMBERED else ("",)

    def done(number: str) -> Receipt:
        with_ = {**said, "case": number} if number else said
        return perform(by=caller.actor, verb=verb, with_=with_, at=caller.at, ref=idempotency_key)

    receipt = under_a_free_number(done, numbers)
    content = {
        "id": receipt.id,
        "seq": receipt.seq,
        "subject": receipt.subject,
        "already_done": receipt.already_done,
        "warnings": [words.as_dict() for words in receipt.warnings],
    }
    return Status(200 if receipt.already_done else 201, content)


def _drawn(said: object, user: str, key: str) -> tuple[str, ...]:
    """This will give the numbers of this registration; refuses any other, whether a case has it or not."""
    drawn = case_numbers(user=user, key=key)
    if said and said not in drawn:
        raise Refusal("number-is-drawn", _DRAWN, field="case")
    return tuple(number for number in drawn if said in {number, None, ""})


def _asked(content: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """This will part what was sent into the verb and its fields; refuses whatever else stands there."""
    wrong = [
        fields.FieldProblem("extra-forbidden", fields.shown(name), _STRANGE) for name in content if name not in _KEYS
    ]
    wrong += [
        fields.FieldProblem("missing" if name not in content else "other-type", name, _MUST[name])
        for name, kind in _SAYS.items()
        if not isinstance(content.get(name), kind)
    ]
    if wrong:
        raise fields.FieldProblems(tuple(wrong))
    return content["do"], content["with"]
