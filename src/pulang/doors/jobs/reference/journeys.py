"""Meanings and examples of the fields of acts about the way home, and of a few that came after."""

from typing import Any, Final

MEANINGS: Final[dict[str, tuple[str, Any]]] = {
    "journeys.plan.accept:plan": ("the number drawn for the plan by `pulang plan --act`", "R-7F3P-2K88"),
    "journeys.plan.accept:source": ("code of the fund source that pays the way home", "APBD-A"),
    "journeys.plan.accept:cost": ("what the whole plan costs, in whole rupiah", 1_400_000),
    "journeys.plan.accept:trips": (
        "each case with the codes of its departures, and the code of its escort if there is one",
        [{"case": "K-7F3P-2K8R", "departures": ["KOE-SUB-05A-0306"]}],
    ),
    "journeys.plan.accept:escorts": ("each escort's departures, there and back", []),
    "journeys.support.mark:kind": ("which step; it belongs to what she chose", "TRAINING"),
    "journeys.support.mark:state": ("how far it is; that she does not need it is an answer", "OFFERED"),
    "journeys.support.mark:agency": ("code of the agency that gives it", "DINSOS-A"),
    "search": ("the number drawn for the search", "C-7F3P-2K88"),
    "journeys.network.add:places": (
        "places the network did not have yet",
        [{"code": "BOLOK", "name": "Bolok", "district": "53.01", "latitude": -10.23, "longitude": 123.49}],
    ),
    "journeys.network.add:services": (
        "weekly legs, each with its fare, how long that is valid and who said so",
        [
            {
                "code": "FERI-1",
                "mode": "FERRY",
                "start": "BOLOK",
                "to": "SUB",
                "days": "25",
                "leaves": "14:00",
                "minutes": 2400,
                "fare": 350000,
                "seats": 60,
                "first": "2019-03-01",
                "last": "2019-12-31",
                "source": "Daftar tarif agen, 1 Maret 2019",
            }
        ],
    ),
    "journeys.service.end:service": ("code of a service, the office's own or of the starter network", "FERI-1"),
    "journeys.service.end:last": ("the last day it runs on", "2019-06-30"),
    "journeys.sheet.open:plan": ("the number of the accepted plan", "R-7F3P-2K88"),
    "journeys.sheet.open:escort": ("code of the escort in that plan", "P-1"),
    "mode": ("by what it goes", "FERRY"),
    "start": ("from where, as it stands in the itineraries", "Kupang"),
    "journeys.departure.cancel:to": ("where it goes, as it stands in the itineraries", "Surabaya"),
    "departs": ("the local day it was to leave", "2019-03-15"),
    "leaves": ("the local hour with its clock", "18:00 WITA"),
    "handover": ("the number drawn for the handover", "S-7F3P-2K85"),
    "to": ("code of the agency that receives them", "DINSOS-B"),
    "journeys.handover.give:place": ("where it happens", "Pelabuhan"),
    "final": ("at the end of the way, not on it", True),
    "witness": ("function or organisation of the witness, no person's name", "Pengurus RT"),
    "month": ("how many months after she arrived: 1, 3, 6 or 12", 1),
    "safety": ("whether she is safe; asked first", "SAFE"),
    "whereabouts": ("where she lives now", None),
    "income": ("whether what she earns lasts for the days", None),
    "support": ("whether there is somebody she can turn to", None),
    "outlook": ("how she looks at the days ahead", None),
    "arrived": ("numbers of those who are there", ["K-7F3P-2K8R"]),
    "journeys.handover.acknowledge:missing": (
        "those who are not there, and what is known",
        [{"case": "K-7F3P-2K8R", "why": "MISSED"}],
    ),
    "unlisted": ("numbers of those who came without being on the list", []),
    "proof": ("number of the paper that shows the purchase, never a booking code", "KW-77"),
}
