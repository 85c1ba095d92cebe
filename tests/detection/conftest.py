"""What tests of detection may ask for: Spark, started once for a process and made small.

The forces of these tests fit into one partition, so there is one, and what is asked once is not compiled first.
"""

import shutil
from collections.abc import Callable
from typing import Any

import pytest

SMALL = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",  # plans again between stages: here every stage is over at once
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.driver.memory": "1g",
}


def java() -> None:
    """Leave a test out where there is no Java, and say so."""
    if shutil.which("java") is None:
        pytest.skip("Java is not installed (Debian: apt-get install openjdk-17-jre-headless)")


@pytest.fixture(scope="session")
def spark() -> Callable[..., Any]:
    """Makes an engine on Spark over folders; the first in a process starts it."""
    java()
    from custodiet.detection.spark import SparkEngine  # not needed by the tests that ask no Spark

    def opened(*folders: Any, **more: Any) -> SparkEngine:
        return SparkEngine(*folders, settings=SMALL, **more)

    return opened
