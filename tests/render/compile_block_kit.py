"""Tightens the schema compiled from Slack's types by the limits that their comments state.

Reads ts-json-schema-generator's output on standard input and writes block_kit.schema.json on
standard output; CONTRIBUTING.md tells the whole recipe. The limits are Slack's words, not ours:
the renderer that this schema checks has its own table.
"""

import json
import re
import sys
from typing import Any

NOTICE = """\
Compiled from the npm package @slack/types. MIT License Copyright (c) 2014- Slack Technologies,
LLC Permission is hereby granted, free of charge, to any person obtaining a copy of this
software and associated documentation files (the "Software"), to deal in the Software without
restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions: The above copyright notice
and this permission notice shall be included in all copies or substantial portions of the
Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED,
INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR
PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR
ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""
MOST_CHARACTERS = re.compile(r"max(?:imum)? length[^.]*?(\d+)\s+characters", re.IGNORECASE)
FEWER_CHARACTERS = re.compile(r"must be less than (\d+)\s+characters", re.IGNORECASE)
FEWEST_CHARACTERS = re.compile(r"minimum length\D*?(\d+)", re.IGNORECASE)
MOST_ITEMS = re.compile(r"\bmax(?:imum)?\b(?! length)\D*?(\d+)", re.IGNORECASE)

Schema = dict[str, Any]


def longest(words: str) -> int | None:
    """The most characters that a comment allows, None when it does not say."""
    if found := MOST_CHARACTERS.search(words):
        return int(found[1])
    if found := FEWER_CHARACTERS.search(words):
        return int(found[1]) - 1
    return None


def tighten(schema: Schema) -> Schema:
    """A property's schema with the limits of its comment, and without the comment."""
    words = " ".join(str(schema.pop("description", "")).split())
    limit = longest(words)
    if schema.get("type") == "string" and "const" not in schema and "enum" not in schema:
        if limit is not None:
            schema["maxLength"] = limit
        if found := FEWEST_CHARACTERS.search(words):
            schema["minLength"] = int(found[1])
    elif schema.get("type") == "array":
        if found := MOST_ITEMS.search(words):
            schema["maxItems"] = int(found[1])
        if limit is not None:
            schema["items"] = with_short_text(schema["items"], limit)
    elif limit is not None:
        return with_short_text(schema, limit)
    return schema


def with_short_text(schema: Schema, limit: int) -> Schema:
    """A text object's schema that allows at most `limit` characters in its `text`."""
    return {"allOf": [schema, {"properties": {"text": {"maxLength": limit}}}]}


def visit(node: Any) -> Any:
    """The same schema, every property of it tightened and every comment gone."""
    if isinstance(node, list):
        return [visit(item) for item in node]
    if not isinstance(node, dict):
        return node
    visited = {key: visit(value) for key, value in node.items() if key != "properties"}
    if "properties" in node:
        visited["properties"] = {
            name: tighten(visit_keeping_words(value)) for name, value in node["properties"].items()
        }
    return {
        key: value for key, value in visited.items() if key not in {"description", "deprecated"}
    }


def visit_keeping_words(node: Schema) -> Schema:
    """Visit a property, but leave its own comment for `tighten` to read."""
    words = {"description": node["description"]} if "description" in node else {}
    visited: Schema = visit(node)
    return visited | words


if __name__ == "__main__":
    compiled = {"$comment": " ".join(NOTICE.split())} | visit(json.load(sys.stdin))
    json.dump(compiled, sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")
