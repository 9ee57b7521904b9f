#!/usr/bin/env python3
"""schema.py PROGRAM: every golden record and every record the program makes of the examples obeys
schema/record.schema.json, taken strictly (no field that it does not name), and what a schema cannot
say: spans lie inside the text and at characters, in order where they are pieces of one thing; ids
exist and count from 0; blocks of boilerplate yield nothing. Needs python3-jsonschema; exits with 77
without it."""
import json
import os
import sys

import record

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print('skipped: no python3-jsonschema')
    sys.exit(77)

SILENT = {'boilerplate', 'credit', 'byline'}  # kinds of blocks that say nothing
SPANS = {'span', 'content', 'speaker_spans', 'question', 'trigger'}  # fields of spans


def strict(schema):
    """the same schema, no further fields allowed"""
    if isinstance(schema, dict):
        schema = {k: strict(v) for k, v in schema.items()}
        if schema.get('type') == 'object':
            schema['additionalProperties'] = False
    elif isinstance(schema, list):
        schema = [strict(v) for v in schema]
    return schema


def spans_of(value, path=''):
    """(path, span) of everything that is a span"""
    field = ([part for part in path.split('.') if part and not part.isdigit()] or [''])[-1]
    if field in SPANS and isinstance(value, list) and value and isinstance(value[0], int):
        yield path, value
    elif isinstance(value, (dict, list)):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in items:
            yield from spans_of(inner, f'{path}.{key}')


def check_spans(rec):
    """spans lie in the text, at characters"""
    raw = rec['article']['text'].encode()
    for path, (start, end) in spans_of(rec):
        if not start < end <= len(raw):
            yield f'{path}: [{start}, {end}) of {len(raw)} bytes'
        elif any(at < len(raw) and raw[at] & 0xC0 == 0x80 for at in (start, end)):
            yield f'{path}: [{start}, {end}) cuts a character'
    for kind, field in (('statements', 'content'), ('events', 'trigger')):
        for item in rec[kind]:
            pieces = item[field]
            if kind == 'statements' and any(a[1] > b[0] for a, b in zip(pieces, pieces[1:])):
                yield f'{kind} {item["id"]}: pieces of {field} out of order: {pieces}'


def check_ids(rec):
    """ids count from 0 and links lead somewhere"""
    for kind in ('entities', 'statements', 'events', 'times', 'places'):
        if [item['id'] for item in rec[kind]] != list(range(len(rec[kind]))):
            yield f'{kind}: ids do not count from 0'
    links = [('statements', 'speakers', 'entities'), ('statements', 'addressees', 'entities'),
             ('events', 'sources', 'entities'), ('events', 'targets', 'entities'),
             ('events', 'on_word_of', 'statements'), ('entities', 'members', 'entities')]
    for kind, field, other in links:
        for item in rec[kind]:
            for i in item.get(field, []):
                if not 0 <= i < len(rec[other]):
                    yield f'{kind} {item["id"]}: {field} {i} of {len(rec[other])}'
    for item in rec['statements']:
        seen, outer = set(), item['within']
        while outer is not None and outer not in seen:
            seen.add(outer)
            outer = rec['statements'][outer]['within'] if outer < len(rec['statements']) else -1
        if outer is not None:
            yield f'statements {item["id"]}: within leads nowhere or in a circle'


def check_rules(rec):
    """reciprocal events have no target; boilerplate says nothing"""
    silent = [b['span'] for b in rec['article']['blocks'] if b['kind'] in SILENT]
    for event in rec['events']:
        if event['reciprocal'] and event['targets']:
            yield f'events {event["id"]}: reciprocal with targets'
    for kind, field in (('statements', 'content'), ('events', 'trigger')):
        for item in rec[kind]:
            for start, end in item[field]:
                if any(start < b[1] and end > b[0] for b in silent):
                    yield f'{kind} {item["id"]}: lies in boilerplate'


def main():
    """checks all; the exit status says whether all are right"""
    with open(os.path.join(record.ROOT, 'schema', 'record.schema.json'), encoding='utf-8') as f:
        schema = json.load(f)
    Draft202012Validator.check_schema(schema)
    validator, faults = Draft202012Validator(strict(schema)), []
    program = os.path.abspath(sys.argv[1])
    records = [(name, record.record(program, name)) for name in record.examples()]
    for name in sorted(os.listdir(record.HERE)):
        if name.endswith('.json'):
            with open(os.path.join(record.HERE, name), encoding='utf-8') as f:
                records.append((name, json.load(f)))
    for name, rec in records:
        for error in validator.iter_errors(rec):
            faults.append(f'{name}: {error.json_path}: {error.message}')
        for check in (check_spans, check_ids, check_rules):
            faults += [f'{name}: {fault}' for fault in check(rec)]
    for fault in faults:
        print(fault)
    print(f'{len(records)} records, {len(faults)} faults')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
