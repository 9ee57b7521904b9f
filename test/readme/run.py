#!/usr/bin/env python3
"""run.py README.md ONRECORD [--bless]: every indented block of README.md that begins with "$ " is a
command and what it prints; runs the commands and compares. --bless writes what they print now."""
import os
import re
import subprocess
import sys

BLOCK = re.compile(r'^    \$ (.*)\n((?:    .*\n|\n(?=    ))*)', re.M)


def printed(command, root, program):
    command = command.replace('build/onrecord', program)
    run = subprocess.run(['bash', '-c', command], cwd=root, capture_output=True, text=True,
                         encoding='utf-8', check=False)
    return run.stdout + run.stderr


def as_block(command, output):
    lines = [('    ' + line).rstrip() for line in output.splitlines()]
    return '    $ ' + command + '\n' + '\n'.join(lines) + '\n'


def main(path, program, bless):
    with open(path, encoding='utf-8') as f:
        text = f.read()
    root, program = os.path.dirname(os.path.abspath(path)), os.path.abspath(program)
    faults = 0

    def refresh(block):
        nonlocal faults
        now = as_block(block[1], printed(block[1], root, program))
        if now != block[0]:
            faults += 1
            print(f'README.md shows\n{block[0]}but the program prints\n{now}')
        return now

    renewed = BLOCK.sub(refresh, text)
    if bless:
        with open(path, 'w', encoding='utf-8') as f:
            f.write(renewed)
    return 1 if faults and not bless else 0


sys.exit(main(sys.argv[1], sys.argv[2], '--bless' in sys.argv))
