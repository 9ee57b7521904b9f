#!/usr/bin/env python3
"""run.py PROGRAM [--bless] [--expect] [--print] [EXAMPLE ...]

Reads the example articles and compares, for each, the whole record with NAME.json byte for byte and
what it says with NAME.expect.tsv, written by hand. The text and CSV forms of two examples are
compared too. EXAMPLE: a name or its beginning, such as 03; default: all.

What the program still gets wrong against the expectations stands in faults.txt: a new fault fails
the test, and so does one that is gone, until faults.txt is written anew.

  --bless   writes the golden files and faults.txt anew instead (the expectations never)
  --expect  shows all faults against the expectations, known or not
  --print   prints the text form as well
"""
import argparse
import difflib
import os
import sys

import expect
import record

FAULTS = os.path.join(record.HERE, 'faults.txt')
FORMS = {'03-anonymous-official': ('text', 'csv'), '08-expulsion': ('text', 'csv')}


def outputs(program, name, rec):
    """(file, text) of all golden files of an example"""
    yield name + '.json', record.pretty(rec) + '\n'
    for form in FORMS.get(name, ()):
        options = ['--to', form]
        if form == 'text':
            options += ['--width', '80', '--color', 'never', '--explain', '--notices']
        yield f'{name}.{form}', record.read(program, name, *options)


def check(path, text):
    """the difference to the golden file as lines"""
    try:
        with open(path, encoding='utf-8', newline='') as f:
            golden = f.read()
    except FileNotFoundError:
        return [f'{os.path.basename(path)}: no such golden file; look at the output, then --bless']
    return list(difflib.unified_diff(golden.splitlines(), text.splitlines(),
                                     os.path.basename(path), 'now', lineterm=''))


def known_faults():
    """the lines of faults.txt"""
    with open(FAULTS, encoding='utf-8') as f:
        return [line.rstrip('\n') for line in f if not line.startswith('#')]


def check_faults(faults, chosen):
    """what is new and what is gone against faults.txt"""
    known = [fault for fault in known_faults() if fault.startswith(chosen)]
    changes = ['new  ' + fault for fault in faults if fault not in known]
    return changes + ['gone ' + fault for fault in known if fault not in faults]


def write_faults(faults, right, required):
    """faults.txt anew"""
    with open(FAULTS, 'w', encoding='utf-8') as f:
        f.write('# What the records of the examples still get wrong against NAME.expect.tsv; written by\n'
                '# run.py --bless. missing: must be there; extra: must not.\n'
                f'# {right} of {required} statements and events are right.\n')
        f.writelines(fault + '\n' for fault in faults)


def main():
    """runs the tests; the exit status says whether all is as it should be"""
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program')
    parser.add_argument('--bless', action='store_true')
    parser.add_argument('--expect', action='store_true')
    parser.add_argument('--print', action='store_true')
    parser.add_argument('examples', nargs='*')
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    chosen = tuple(arguments.examples) or ('',)
    faults, differences, right, required = [], [], 0, 0
    for name in record.examples():
        if not name.startswith(chosen):
            continue
        rec = record.record(program, name)
        if arguments.print:
            print(record.read(program, name, '--to', 'text', '--explain', '--notices'))
        found, good, wanted = expect.compare(name, rec)
        right, required = right + good, required + wanted
        faults += found
        for file, text in outputs(program, name, rec):
            path = os.path.join(record.HERE, file)
            if arguments.bless:
                with open(path, 'w', encoding='utf-8', newline='') as f:
                    f.write(text)
            elif not arguments.expect:
                differences += check(path, text)
    if arguments.bless and not arguments.examples:
        write_faults(faults, right, required)
    elif arguments.expect:
        differences = faults
    elif not arguments.bless:
        differences += check_faults(faults, chosen)
    for difference in differences:
        print(difference)
    print(f'{right} of {required} expected statements and events found; {len(faults)} faults')
    return 1 if differences else 0


if __name__ == '__main__':
    sys.exit(main())
