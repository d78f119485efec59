"""The screens that plan, hold and decide; after a decision the page says what it opened."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from pulang.doors.web import labels
from pulang.doors.web.acting import About, Screen, act_view
from pulang.doors.web.meetings import forms
from pulang.flows.act import Receipt
from pulang.flows.status import status
from pulang.kernel.days import in_words
from pulang.kernel.findings import Answer
from pulang.kernel.words import Words, same

_GATE = "rakor-decided"


def meeting_list(about: About) -> str:
    """This will lead to the meetings of the programme."""
    return reverse("meetings", args=[about.code])


def of_meeting(about: About) -> str:
    """This will lead to the meeting's own page."""
    return reverse("meeting", args=[about.code, about.parts["meeting"]])


def part(name: str, field: str) -> Callable[[About], dict[str, Any]]:
    """This will fix a field of the act to a part of the address."""

    def fixed(about: About) -> dict[str, Any]:
        return {field: about.parts[name]}

    return fixed


def meeting_named(about: About) -> tuple[Words, ...]:
    """This will say which meeting a form is about; none says nothing."""
    return tuple(same(one.title) for one in forms.meetings_of(about) if one.code == about.parts["meeting"])


def decision_named(about: About) -> tuple[Words, ...]:
    """This will say which decision a form is about; one nobody made leads to the page of what does not exist."""
    one = forms.decision_of(about)
    return (
        _DECISION.format(code=one.code, outcome=labels.named(labels.OUTCOMES, one.outcome), day=in_words(one.made_on)),
    )


_DECISION = Words(id="{code}: {outcome}, diputuskan {day}.", en="{code}: {outcome}, decided on {day}.")


def _condition_named(about: About) -> tuple[Words, ...]:
    found = (one for one in forms.decision_of(about).conditions if one.code == about.parts["condition"])
    return (*decision_named(about), *(_CONDITION.format(text=one.text) for one in found))


_CONDITION = Words(id="Syarat: {text}", en="Condition: {text}")


def told(about: About, _receipt: Receipt) -> Words:
    """This will say whether the coordination-meeting gate is open now, and what the programme waits for."""
    now = status(about.code, as_of=about.today)
    finding = next((finding for _, finding in now.findings if finding.gate == _GATE), None)
    if finding is None:
        return Words(id="Tersimpan. Sekarang: {headline}", en="Saved. Now: {headline}").format(headline=now.headline)
    opened = (
        Words(id="Syarat “{gate}” sekarang terbuka.", en="The gate “{gate}” is open now.")
        if finding.answer is Answer.MET
        else Words(id="Syarat “{gate}” masih tertutup: {says}", en="The gate “{gate}” is still closed: {says}")
    )
    return Words(id="Tersimpan. {opened} Sekarang: {headline}", en="Saved. {opened} Now: {headline}").format(
        opened=opened.format(gate=labels.gate(_GATE), says=finding.says), headline=now.headline
    )


expect = act_view(
    Screen(
        verb="coordination.meeting.expect",
        form=forms.ExpectForm,
        title=Words(id="Rapat yang ditunggu", en="A meeting that is waited for"),
        leads=meeting_list,
        done=told,
    )
)
plan = act_view(
    Screen(
        verb="coordination.meeting.plan",
        form=forms.PlanForm,
        title=Words(id="Jadwalkan rapat", en="Plan a meeting"),
        leads=meeting_list,
        done=told,
    )
)
date = act_view(
    Screen(
        verb="coordination.meeting.plan",
        form=forms.DateForm,
        title=Words(id="Tentukan tanggal rapat", en="Set the day of the meeting"),
        sentences=meeting_named,
        leads=of_meeting,
        fixed=part("meeting", "code"),
        done=told,
    )
)
hold = act_view(
    Screen(
        verb="coordination.meeting.hold",
        form=forms.HoldForm,
        title=Words(id="Catat rapat berlangsung", en="Record that the meeting was held"),
        sentences=meeting_named,
        leads=of_meeting,
        fixed=part("meeting", "code"),
        done=told,
    )
)
cancel = act_view(
    Screen(
        verb="coordination.meeting.cancel",
        form=forms.CancelForm,
        title=Words(id="Rapat batal", en="The meeting is cancelled"),
        sentences=meeting_named,
        leads=of_meeting,
        fixed=part("meeting", "code"),
        done=told,
    )
)
decide = act_view(
    Screen(
        verb="coordination.decision.make",
        form=forms.DecisionForm,
        title=Words(id="Catat keputusan rapat", en="Record the decision"),
        sentences=meeting_named,
        leads=of_meeting,
        fixed=part("meeting", "meeting"),
        done=told,
        template="web/meetings/decision_form.html",
    )
)
withdraw = act_view(
    Screen(
        verb="coordination.decision.withdraw",
        form=forms.WithdrawForm,
        title=Words(id="Tarik keputusan ini?", en="Withdraw this decision?"),
        leads=meeting_list,
        fixed=part("decision", "code"),
        done=told,
        button=Words(id="Ya, tarik keputusan", en="Yes, withdraw it"),
        sentences=lambda about: (
            *decision_named(about),
            Words(
                id="Keputusan yang ditarik tetap tercatat, tetapi tidak berlaku lagi sejak tanggalnya.",
                en="A withdrawn decision stays on record, but stands no longer from that day on.",
            ),
        ),
        grave=True,
    )
)
correct = act_view(
    Screen(
        verb="coordination.decision.correct",
        form=forms.CorrectForm,
        title=Words(id="Betulkan catatan keputusan", en="Set the decision's record right"),
        leads=meeting_list,
        fixed=part("decision", "code"),
        done=told,
        sentences=lambda about: (
            *decision_named(about),
            Words(
                id="Hanya salah tulis yang dibetulkan di sini; catatan lama tetap tersimpan. Bila putusannya yang "
                "berubah, catat keputusan baru yang menggantikannya.",
                en="Only slips of the pen are set right here; what was written stays on record. If what was decided "
                "changes, record a new decision that replaces it.",
            ),
        ),
    )
)
meet = act_view(
    Screen(
        verb="coordination.condition.meet",
        form=forms.MeetForm,
        title=Words(id="Syarat terpenuhi", en="The condition is met"),
        sentences=_condition_named,
        leads=meeting_list,
        fixed=lambda about: {"decision": about.parts["decision"], "code": about.parts["condition"]},
        done=told,
    )
)
