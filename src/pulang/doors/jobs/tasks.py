"""What the workers do by the clock: most of it as a role of the database that can open no identity and no credential.

What must open one (an approved copy) or end one (a session, a key of an erased person) waits in a queue of its own,
for a worker that is the application (`pulang worker --opens`).
"""

import logging
import secrets

from procrastinate.contrib.django import app

from pulang.areas.audit.rules import Door
from pulang.doors.jobs import clearing, gateways
from pulang.flows import copying, funding, looking, noticing, searching, signing_in, trail, uploads
from pulang.flows.assessing import refresh_due, refresh_outdated
from pulang.flows.looking import Through
from pulang.storage import clock, signing

_LOG = logging.getLogger(__name__)

OPENS = "opens"
EVERYTHING_ELSE = "default"


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="refresh-answers")
def refresh_answers(timestamp: int) -> int:
    """This will refresh the answers that time alone has changed: a consent that ran out, a waiver that ended.

    Every hour rather than once a night, because midnight comes three times in Indonesia and a missed night
    would leave a wrong answer for a day.
    """
    done = refresh_due(day=clock.today())
    if done:
        _LOG.warning("%s stored answers refreshed in the hour of %s", done, timestamp)
    return done


@app.task(queueing_lock="refresh-outdated-answers")
def refresh_outdated_answers() -> int:
    """This will bring answers that another version decided up to date; the worker begins with it.

    A worker that is stopped on the way leaves the rest to the next; pages answer from the books meanwhile.
    """
    done = refresh_outdated(day=clock.today())
    if done:
        _LOG.warning("%s stored answers brought up to date with the rules of this version", done)
    return done


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="end-lapsed-consents")
def end_lapsed(timestamp: int) -> int:
    """This will end what rests on consents that ran out, and ask offices to delete.

    Their sight of the case ended on the day itself, without this.
    """
    done = clearing.lapse(at=clock.now(), day=clock.today())
    if done:
        _LOG.warning("%s consents ran out; seen to in the hour of %s", done, timestamp)
    return done


@app.periodic(cron="27 * * * *")
@app.task(queueing_lock="fold-ledger")
def fold_ledger(timestamp: int) -> int:
    """This will add the last hour's entries to the sums of their days, by which balances of any day are read."""
    done = funding.fold_all()
    _LOG.info("%s lines of the ledger folded in the hour of %s", done, timestamp)
    return done


@app.periodic(cron="37 18 * * *")
@app.task(queueing_lock="purge", queue=OPENS)
def purge(timestamp: int) -> int:
    """This will destroy, in the small hours of Indonesia, what has been kept long enough."""
    done = sum(one.destroyed for one in clearing.purge(at=clock.now(), day=clock.today(), only_look=False))
    if done:
        _LOG.warning("%s destroyed in the night of %s", done, timestamp)
    return done


@app.periodic(cron="* * * * *")
@app.task(name=searching.TASK, queueing_lock=searching.LOCK)
def seek_plans(timestamp: int) -> int:
    """This will seek the better plans somebody waits for, one after the other; begun at once when somebody asks."""
    with looking.through(Through(door=Door.JOB, at=clock.now())):
        done = searching.seek_all(now=clock.now)
    _LOG.info("%s plans sought in the minute of %s", done, timestamp)
    return done


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal-trail")
def seal_trail(timestamp: int) -> int:
    """This will seal what was written in the last minute; a row that waits longer is a fault `pulang verify` finds."""
    made = trail.seal(key=signing.sealer_key(), at=clock.real())
    _LOG.info("%s seals made in the minute of %s", len(made), timestamp)
    return len(made)


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="forget-tries", queue=OPENS)
def forget_tries(timestamp: int) -> None:
    """This will forget tries to sign in, one-time codes and sessions a day after they counted for anything."""
    signing_in.forget_old(at=clock.real())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="copies", queue=OPENS)
def make_and_end_copies(timestamp: int) -> int:
    """This will make the copies that were approved, and empty those whose day is over."""
    at = clock.now()
    with looking.through(Through(door=Door.JOB, at=at)):
        ended = copying.let_go(at=at)
        made = copying.make_due(at=at)
    if made or ended:
        _LOG.warning("%s copies made and %s ended in the minute of %s", made, ended, timestamp)
    return made


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="notices", queue=OPENS)
def send_notices(timestamp: int) -> int:
    """This will let people know that there is news for them, in the hours they chose."""
    sent = noticing.send_due(gateways.chosen(), at=clock.now())
    if sent:
        _LOG.warning("%s messages sent in the minute of %s", sent, timestamp)
    return sent


@app.periodic(cron="* * * * *")
@app.task(queueing_lock=uploads.LOCK, queue=OPENS)
def bring_workbooks(timestamp: int) -> int:
    """This will try and register workbooks that were handed in, and let go of what was kept long enough.

    A page calls it at once; each minute it goes on with what a worker was stopped in the middle of.
    """
    with looking.through(Through(door=Door.JOB, at=clock.now())):
        gone = uploads.let_go(at=clock.now())
        done = uploads.work(now=clock.now, below=secrets.randbelow)
    if done or gone:
        _LOG.warning("%s workbooks worked on and %s let go in the minute of %s", done, gone, timestamp)
    return done
