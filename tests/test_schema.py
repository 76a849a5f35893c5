"""The JSON Schema that ships with the package is the one of the record as it is."""

import json
from importlib import resources

from extractor.record import Record


def test_the_schema_that_ships_is_current() -> None:
    shipped = json.loads(resources.files("extractor").joinpath("record.schema.json").read_text("utf-8"))
    assert shipped == Record.model_json_schema(mode="serialization"), "make schema"
