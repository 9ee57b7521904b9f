#!/usr/bin/env python3
"""tables.py PROGRAM MAN-FOLDER: what is said about the commands agrees with what they take. Each
command in the help has a manual page that names each of its options and no other, its synopsis in
onrecord(1), and completes in bash as the help lists it."""
import os
import re
import subprocess
import sys

program, man = os.path.abspath(sys.argv[1]), sys.argv[2]
faults = []


def output(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, check=True).stdout


def page(name):
    path = os.path.join(man, name + '.1')
    if not os.path.exists(path):
        faults.append('%s has no manual page' % name)
        return ''
    with open(path, encoding='utf-8') as f:
        return f.read()


def completions(*words):
    """what bash offers for the last of the words"""
    script = ('source <("$0" completion bash); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
              '_onrecord; printf "%s\\n" "${COMPREPLY[@]}"')
    return set(output('bash', '-c', script, program, *words).split())


commands = re.findall(r'^  (\w+) +\w', output(program, 'help'), re.M)
commands = [c for c in commands if c != 'onrecord']
main_page = page('onrecord')
for command in commands:
    if '.It Cm %s\n' % command not in main_page:
        faults.append('onrecord(1) does not list %s' % command)
    text = output(program, 'help', command)
    options = set(re.findall(r'^ .*?--([a-z-]+)', text, re.M))
    documented = set(re.findall(r'^\.It .*Fl -([a-z-]+)', page('onrecord-' + command), re.M))
    if options != documented:
        faults.append('onrecord-%s(1): options %s' % (command, sorted(options ^ documented)))
    offered = {word[2:] for word in completions('onrecord', command, '--')}
    if options != offered:
        faults.append('completion of %s: options %s' % (command, sorted(options ^ offered)))
    for option, values in re.findall(r'--([a-z-]+) ([a-z]+(?:\|[a-z]+)+)', text):
        if completions('onrecord', command, '--' + option, '') != set(values.split('|')):
            faults.append('completion of %s --%s' % (command, option))
if completions('onrecord', '') != set(commands) | {'--help', '--version'}:
    faults.append('completion of the commands')
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
