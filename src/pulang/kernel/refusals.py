"""The one way to say no: a coded sentence that a person can read, raised where the rule stands."""

from pulang.kernel.words import Words


class Refusal(Exception):
    """A "no" with a stable code, a sentence in each language and, where it helps, the field it is about.

    Doors turn it into a form message, a problem+json answer or a line on stderr, each in one place. It
    always undoes the act it is raised in. Anything else that is raised is a crash, not a refusal.
    """

    def __init__(self, code: str, words: Words, *, field: str | None = None) -> None:
        super().__init__(words.en)
        self.code = code
        self.words = words
        self.field = field
