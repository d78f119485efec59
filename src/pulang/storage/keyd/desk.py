"""What the key service answers: each message by itself, refused unless it is whole, signed and within the limits."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from pulang.kernel.refusals import Refusal
from pulang.storage import passes
from pulang.storage.keyd.messages import Message, Unreadable, packed, unpacked
from pulang.storage.keyd.quotas import Counter, Over
from pulang.storage.keyring import Kept, KeyFile, Keyring, Wrapped
from pulang.storage.sealed import Alike, Indexed, SealedFile, SealedValue, judged, redigested
from pulang.storage.sealing import SealBroken

BATCH_MAX: Final = 1000


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked about values that never leave the service."""

    indexed: Indexed
    alike: Alike


class Desk:
    """Holds the keys, knows who asks from the signed pass, and counts."""

    def __init__(self, *, keys: KeyFile, context_key: bytes, counter: Counter, rules: Rules) -> None:
        self._keys = keys
        self._context_key = context_key
        self.counter = counter
        self._rules = rules
        self._answers: Mapping[str, Callable[[Keyring, Message], Message]] = {
            "versions": self._versions,
            "wrap": self._wrap,
            "unwrap": self._unwrap,
            "digests": self._digests,
            "fingerprint": self._fingerprint,
            "shut": self._shut,
            "unshut": self._unshut,
            "rewrap": self._rewrap,
            "redigest": self._redigest,
            "alike": self._alike,
            "renew": self._renew,
        }

    def answer(self, message: Message) -> Message:
        """This will answer one message: with `ok`, with a refusal's code under `no`, or with what is `broken`."""
        try:
            asked = self._answers.get(str(message.get("do")))
            if asked is None:
                return {"no": "unreadable"}
            return {"ok": asked(self._keys.ring(), message)}
        except _No as no:
            return {"no": no.code, **no.more}
        except Refusal as refusal:
            return {"no": refusal.code, "id": refusal.words.id, "en": refusal.words.en}
        except SealBroken as problem:
            self.counter.note("broken", time.time(), do=str(message.get("do")))
            return {"broken": str(problem)}
        except (Unreadable, KeyError, ValueError, TypeError, AttributeError):
            return {"no": "unreadable"}

    # --- what anybody at the socket may ask: nothing of it opens a person

    def _versions(self, ring: Keyring, _message: Message) -> Message:
        found = ring.versions
        return {
            "wrapping": found.wrapping,
            "wrapping_now": found.wrapping_now,
            "digesting": found.digesting,
            "digesting_now": found.digesting_now,
        }

    def _wrap(self, ring: Keyring, message: Message) -> Message:
        key = unpacked(message["key"])
        if len(key) != 32:  # noqa: PLR2004 - a person's key
            raise Unreadable
        return _written(ring.wrap(key, UUID(message["person"])))

    def _digests(self, ring: Keyring, message: Message) -> Message:
        texts: dict[str, str] = {str(kind): str(text) for kind, text in message["texts"].items()}
        over = self.counter.ask_digests(len(texts), time.time())
        if over is not None:
            raise _No("keys-digest-limit", over)
        found = {kind: [packed(each) for each in ring.digest(kind, text)] for kind, text in texts.items()}
        return {"version": ring.digesting_now, "of": found}

    def _fingerprint(self, ring: Keyring, message: Message) -> Message:
        return {"fingerprint": packed(ring.fingerprint(unpacked(message["content"])))}

    def _shut(self, ring: Keyring, message: Message) -> Message:
        return {"box": packed(ring.shut(unpacked(message["secret"]), UUID(message["whose"])))}

    def _unshut(self, ring: Keyring, message: Message) -> Message:
        # Asked while somebody signs in, so by nobody yet; one limit for all accounts together.
        if self.counter.ask("sign-in", "ACCOUNTS", message["whose"], time.time()) is not None:
            raise _No("keys-digest-limit", Over(0, 0, 0))
        return {"secret": packed(ring.unshut(unpacked(message["box"]), UUID(message["whose"])))}

    def _rewrap(self, ring: Keyring, message: Message) -> Message:
        boxes: Sequence[Any] = message["boxes"]
        self._holder(message)
        if len(boxes) > BATCH_MAX:
            raise Unreadable
        return {"boxes": [_written(ring.rewrap(_read(each), UUID(each["person"]))) for each in boxes]}

    def _renew(self, _ring: Keyring, message: Message) -> Message:
        holder = self._holder(message)
        version = self._keys.renew(Kept(message["kind"]))
        self.counter.note("renewed", time.time(), actor=holder.actor, kind=message["kind"], version=version)
        return {"version": version}

    # --- what opens a person: only for a signed pass, and counted

    def _unwrap(self, ring: Keyring, message: Message) -> Message:
        person = UUID(message["person"])
        self._count(self._holder(message), person)
        return {"key": packed(ring.unwrap(_read(message), person))}

    def _alike(self, ring: Keyring, message: Message) -> Message:
        file = _file(message)
        holder = self._holder(message)
        # Beyond the limit the answer is "perhaps": one question too many is better than a double nobody saw.
        if self.counter.ask(holder.actor, "LIKENESS", str(file.person), time.time()) is not None:
            return {"alike": "NAME"}
        said = {str(field): str(value) for field, value in message["said"].items()}
        return {"alike": judged(ring, file, said, self._rules.alike)}

    def _redigest(self, ring: Keyring, message: Message) -> Message:
        self._holder(message)
        found = redigested(ring, _file(message), self._rules.indexed)
        return {"digests": [[each.kind, packed(each.was), packed(each.now)] for each in found]}

    def _holder(self, message: Message) -> passes.Pass:
        found = passes.read(message.get("pass"), now=time.time(), key=self._context_key)
        if found is None:
            self.counter.note("no-pass", time.time(), do=str(message.get("do"))[:20])
            raise _No("keys-no-pass")
        return found

    def _count(self, holder: passes.Pass, person: UUID) -> None:
        over = self.counter.ask(holder.actor, holder.limit, str(person), time.time())
        if over is not None:
            raise _No("keys-limit", over)


class _No(Exception):
    def __init__(self, code: str, over: Over | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.more = {} if over is None else {"limit": over.limit, "seconds": over.seconds, "wait": over.wait}


def _written(wrapped: Wrapped) -> Message:
    return {"box": packed(wrapped.box), "version": wrapped.version}


def _read(message: Message) -> Wrapped:
    return Wrapped(unpacked(message["box"]), int(message["version"]))


def _file(message: Message) -> SealedFile:
    values = tuple(SealedValue(str(field), str(row), unpacked(sealed)) for field, row, sealed in message["values"])
    clear = tuple((str(field), str(value)) for field, value in message["clear"])
    return SealedFile(UUID(message["person"]), _read(message), values, clear)
