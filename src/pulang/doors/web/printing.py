"""Papers as PDF, and the squares on them: values go in as data, so nothing typed is a command of the document."""

import json
from collections.abc import Mapping

import segno
import typst


def pdf(layout: bytes, said: Mapping[str, object]) -> bytes:
    """This will set a layout with what is said in it (`sys.inputs.said`), in the same letters on every machine.

    The fonts of the machine are not looked through: that takes longer than setting the paper.
    """
    made: bytes = typst.compile(layout, format="pdf", sys_inputs={"said": json.dumps(said)}, ignore_system_fonts=True)
    return made


def square(text: str) -> str:
    """This will draw a QR code of a text as SVG, as a camera reads it from paper."""
    drawn: str = segno.make(text, error="m").svg_inline(scale=4, border=2)
    return drawn
