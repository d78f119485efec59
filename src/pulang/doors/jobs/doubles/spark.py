"""Compares a register on Apache Spark, for one that a single machine does not hold: the one module that speaks to it.

Spark writes to disk what is between two steps of its work, on one machine too. It is told to encrypt all of that with a
key that lives in its memory only; here it lies in a folder nobody else may open, which is removed at the end. It keeps
no log of events, opens no page, talks to itself encrypted and, unless a cluster is named, within this machine.
"""

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import astuple
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from pulang.areas.people import nearness
from pulang.areas.people.assessment import Entry
from pulang.doors.jobs.doubles.statements import FIELDS, PREPARED, Register
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

HERE: Final = "local[2]"
MEMORY: Final = "2500m"
# The words of the model, as this engine says them: the very functions that weigh a newcomer, and what they answer.
WORDS: Final = {
    "edits": (nearness.edits, "int"),
    "within": (nearness.within, "boolean"),
    "reaches": (nearness.reaches, "boolean"),
    "shared": (nearness.shared, "int"),
    "covers": (nearness.covers, "boolean"),
}
_NO_PACKAGE: Final = Words(
    id="Spark belum terpasang. Di folder Pulang jalankan: make spark. Perlu juga Java 17 atau lebih baru. Untuk "
    "register yang muat di satu mesin, --engine duckdb sudah cukup.",
    en="Spark is not installed. In Pulang's folder run: make spark. It needs Java 17 or newer as well. For a register "
    "that fits into one machine, --engine duckdb is enough.",
)
_NO_JAVA: Final = Words(
    id="Spark memerlukan Java 17 atau lebih baru, dan di mesin ini tidak ada. Pasang dahulu (Debian: apt-get install "
    "default-jre-headless), atau pakai --engine duckdb.",
    en="Spark needs Java 17 or newer, and there is none on this machine. Install it first (Debian: apt-get install "
    "default-jre-headless), or use --engine duckdb.",
)


def refuse_if_absent() -> None:
    """This will refuse, saying what to install, where Spark cannot run."""
    if find_spec("pyspark") is None:
        raise Refusal("spark-not-installed", _NO_PACKAGE)
    java = Path(os.environ.get("JAVA_HOME", "/nowhere"), "bin", "java")
    if shutil.which("java") is None and not java.is_file():
        raise Refusal("java-not-installed", _NO_JAVA)


def settings(folder: Path, master: str) -> dict[str, str]:
    """This will say how Spark has to run so that nothing of anybody's stays behind, or can be read meanwhile."""
    log = folder / _LOG_FILE
    said = {
        "spark.io.encryption.enabled": "true",  # what is written between two steps, and what does not fit into memory
        "spark.io.encryption.keySizeBits": "256",
        # What travels between its parts: on one machine it draws the secret itself, on a cluster it asks for one.
        "spark.authenticate": "true",
        "spark.network.crypto.enabled": "true",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.driver.memory": MEMORY,
        "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={folder} -Dlog4j2.configurationFile=file:{log}",
        "spark.eventLog.enabled": "false",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.pythonUDF.arrow.enabled": "false",
    }
    if master.startswith("local"):
        address = "127.0.0.1"
        said |= {"spark.driver.bindAddress": address, "spark.driver.host": address, "spark.sql.shuffle.partitions": "4"}
    return said


def _surroundings(folder: Path, master: str) -> dict[str, str]:
    # The first says the same as `spark.local.dir`, and wins where a machine says another place for everybody.
    said = {"SPARK_LOCAL_DIRS": str(folder)}
    if master.startswith("local"):
        said |= {
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable,
            "PYSPARK_DRIVER_PYTHON": sys.executable,
        }
    return said


_LOG_FILE: Final = "log.properties"
_LOG: Final = """
rootLogger.level = error
rootLogger.appenderRef.terminal.ref = terminal
appender.terminal.type = Console
appender.terminal.name = terminal
appender.terminal.target = SYSTEM_ERR
appender.terminal.layout.type = PatternLayout
appender.terminal.layout.pattern = %p %c{1}: %m%n
"""


def _begun(folder: Path, master: str) -> Any:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an installation may well be without it

    (folder / _LOG_FILE).write_text(_LOG, encoding="utf-8")
    os.environ.update(_surroundings(folder, master))
    asked = SparkSession.builder.master(master).appName("pulang duplicates")
    said: dict[str, Any] = {**settings(folder, master)}
    return asked.config(map=said).getOrCreate()


class OnSpark(Register):
    """Entries on Spark, ready to be compared."""

    def __init__(self, entries: Iterable[Entry], *, master: str = HERE) -> None:
        refuse_if_absent()
        from pyspark import cloudpickle  # noqa: PLC0415 - an installation may well be without it

        by_value: Any = cloudpickle.register_pickle_by_value
        by_value(nearness)  # another machine has no Pulang
        self.folder = Path(mkdtemp(prefix="pulang-spark-"))
        self._spark: Any = None
        try:
            self._spark = _begun(self.folder, master)
            for word, (function, answers) in WORDS.items():
                self._spark.udf.register(word, function, answers)
            self.count = self._take(entries)
            self._keep("p", PREPARED)
        except BaseException:
            self.close()
            raise

    def _take(self, entries: Iterable[Entry]) -> int:
        rows = [(place, *astuple(one)) for place, one in enumerate(entries)]
        columns = ", ".join(["place INT", *(f"{field} STRING" for field in FIELDS)])
        self._spark.createDataFrame(rows, columns, verifySchema=False).createOrReplaceTempView("given")
        return len(rows)

    def _keep(self, name: str, statement: str) -> None:
        answer = self._spark.sql(statement)
        answer.createOrReplaceTempView(name)
        answer.cache()

    def _ask(self, statement: str, *values: float) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._spark.sql(statement, args=list(values)).collect()]

    def close(self) -> None:
        """This will end Spark and remove what it wrote."""
        if self._spark is not None:
            self._spark.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
