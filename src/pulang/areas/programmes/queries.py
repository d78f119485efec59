"""Reads programmes, sites, stakeholders and decrees."""

from datetime import date

from pulang.areas.programmes.facts import DecreeFacts, ProgrammeFacts, SiteFacts, SiteState
from pulang.areas.programmes.models import Block, Programme, Site
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import sql
from pulang.storage.memory import once

_FIELDS = ("code", "name", "procedure", "lead_id", "ministry_id", "place", "time_zone", "fiscal_year", "opened_on")

_PROGRAMME = f"SELECT {', '.join(_FIELDS)} FROM programmes_programme WHERE code = %(code)s"  # noqa: S608 - our own names


def programme(code: str) -> ProgrammeFacts:
    """This will give a programme; refuses an unknown code."""
    found = once("programme", code, lambda: sql.prepared_one(_PROGRAMME, code=code))  # asked by every page
    if found is None:
        raise Refusal(
            "unknown-programme",
            Words(id=f"Program dengan kode “{code}” tidak ada.", en=f"There is no programme with the code “{code}”."),
            field="programme",
        )
    return ProgrammeFacts(*found)


def programmes() -> tuple[ProgrammeFacts, ...]:
    """This will give every programme, the latest opened first."""
    return tuple(ProgrammeFacts(*row) for row in Programme.objects.order_by("-opened_on", "code").values_list(*_FIELDS))


def sites(programme_code: str) -> tuple[SiteFacts, ...]:
    """This will give the sites of a programme with their blocks."""
    blocks: dict[int, list[tuple[str, str]]] = {}
    for site_id, code, name in (
        Block.objects.filter(site__programme_id=programme_code).order_by("code").values_list("site_id", "code", "name")
    ):
        blocks.setdefault(site_id, []).append((code, name))
    return tuple(
        SiteFacts(site.code, site.name, site.place, tuple(code for code, _ in found), tuple(name for _, name in found))
        for site in Site.objects.filter(programme_id=programme_code).order_by("code")
        for found in (blocks.get(site.pk, []),)
    )


_SITE_NAMES = "SELECT s.code, s.name FROM programmes_site s WHERE s.programme_id = %(programme)s ORDER BY s.code"


def site_names(programme_code: str) -> tuple[tuple[str, str], ...]:
    """This will give the sites of a programme as code and name."""
    return tuple((row[0], row[1]) for row in sql.prepared(_SITE_NAMES, programme=programme_code))


_BLOCKS_OF_SITE = """
SELECT array_remove(array_agg(b.code), NULL)
FROM programmes_site s LEFT JOIN programmes_block b ON b.site_id = s.id
WHERE s.programme_id = %(programme)s AND s.code = %(site)s
GROUP BY s.id
"""


def blocks_of(programme_code: str, site: str) -> frozenset[str] | None:
    """This will give the codes of a site's blocks, or None where the programme has no such site."""
    found = sql.one(_BLOCKS_OF_SITE, programme=programme_code, site=site)
    return None if found is None else frozenset(found[0])


def site_id(programme_code: str, code: str) -> int:
    """This will give the key of a site; refuses one the programme does not have."""
    found = Site.objects.filter(programme_id=programme_code, code=code).values_list("id", flat=True).first()
    if found is None:
        raise Refusal(
            "unknown-site",
            Words(id=f"Program ini tidak punya lokasi “{code}”.", en=f"This programme has no site “{code}”."),
            field="site",
        )
    return found


_SITES = """
SELECT s.code, s.name, s.place, latest.event, latest.happened_on, latest.note
FROM programmes_site s
JOIN LATERAL (
    SELECT t.event, t.happened_on, t.note FROM programmes_sitestatus t
    WHERE t.site_id = s.id AND t.happened_on <= %(day)s AND t.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike x WHERE x.struck_id = t.act_id AND x.recorded_at < %(known)s)
    ORDER BY t.happened_on DESC, t.act_id DESC
    LIMIT 1
) latest ON true
WHERE s.programme_id = %(programme)s
ORDER BY s.code
"""


def site_states(programme_code: str, moment: Moment) -> tuple[SiteState, ...]:
    """This will give the sites that stand on a day, open or closed, with since when."""
    return tuple(
        SiteState(*row) for row in sql.rows(_SITES, programme=programme_code, day=moment.day, known=moment.known_before)
    )


_DECREES = """
SELECT d.number, d.title, d.issuer, d.happened_on, d.in_force_on, r.revoked_on, d.source
FROM programmes_decree d
LEFT JOIN LATERAL (
    SELECT min(x.happened_on) AS revoked_on FROM programmes_decree x
    WHERE x.programme_id = d.programme_id AND x.number = d.number AND x.event = 'REVOKED'
      AND x.happened_on <= %(day)s AND x.recorded_at < %(known)s
      AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = x.act_id AND s.recorded_at < %(known)s)
) r ON true
WHERE d.programme_id = %(programme)s AND d.event = 'ISSUED'
  AND d.happened_on <= %(day)s AND d.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = d.act_id AND s.recorded_at < %(known)s)
ORDER BY d.happened_on, d.act_id
"""


def decrees(programme_code: str, moment: Moment) -> tuple[DecreeFacts, ...]:
    """This will give the decrees signed by a day, as known at a moment."""
    return tuple(
        DecreeFacts(*row)
        for row in sql.rows(_DECREES, programme=programme_code, day=moment.day, known=moment.known_before)
    )


_STAKEHOLDERS = """
SELECT k.kind, k.name, k.happened_on FROM programmes_stakeholder k
WHERE k.programme_id = %(programme)s AND k.happened_on <= %(day)s AND k.recorded_at < %(known)s
  AND NOT EXISTS (SELECT 1 FROM audit_strike s WHERE s.struck_id = k.act_id AND s.recorded_at < %(known)s)
ORDER BY k.happened_on, k.act_id
"""


def stakeholders(programme_code: str, moment: Moment) -> tuple[tuple[str, str, date], ...]:
    """This will give groups with a say as kind, name and since when."""
    return tuple(
        (row[0], row[1], row[2])
        for row in sql.rows(_STAKEHOLDERS, programme=programme_code, day=moment.day, known=moment.known_before)
    )
