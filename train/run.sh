#!/bin/sh
# run.sh CORPORA WORK [BUILD]: trains the English models anew: WORK/english.model and
# WORK/english-fast.model.
#
# CORPORA holds lang/{ewt,gum}-{train,dev}.conllu, news/articles.jsonl.gz (JSON Lines with title and
# text), news/wikinews-2019-20.txt, statements/polnear.train.jsonl (its texts alone) and
# names/re3d/*/{documents,entities}.json (raw text, and names of two thirds of the documents; see
# re3d.py). BUILD is the build folder (default: build) and must hold a program with an older model,
# to cut re3d's documents. Every step keeps its result in WORK and is skipped when that is there; an
# interrupted fit goes on from its last checkpoint. Seeds are fixed: the same corpora on the same
# kind of processor give the same model. Takes about three hours on two cores.
set -eu
[ $# -ge 2 ] || { echo "usage: train/run.sh CORPORA WORK [BUILD]" >&2; exit 2; }
corpora=$1
work=$2
bin=${3:-build}/train
here=$(dirname "$0")
lang=$corpora/lang
mkdir -p "$work"
export OPENBLAS_NUM_THREADS=1

step() { # step RESULT COMMAND...: runs the command with its output as RESULT, once
    result=$work/$1
    shift
    [ -s "$result" ] || { "$@" > "$result.part" && mv "$result.part" "$result"; }
}

news_text() { # a paragraph a line
    zcat "$corpora/news/articles.jsonl.gz" | python3 -c '
import json, sys
for line in sys.stdin:
    article = json.loads(line)
    if article.get("title"):
        print(article["title"].replace("\n", " "))
    print(article["text"])'
    cat "$corpora/news/wikinews-2019-20.txt"
    cat "$corpora"/names/re3d/*/documents.json "$corpora/statements/polnear.train.jsonl" |
        python3 -c '
import json, sys
for line in sys.stdin:
    print(json.loads(line)["text"])'
}

treebank_tokens() { # a sentence a line
    awk -F '\t' '/^#/ {next} /^$/ {if (n) print line; line = ""; n = 0; next} $1 ~ /[-.]/ {next}
        {line = line (n++ ? " " : "") $2}' "$lang/ewt-train.conllu" "$lang/gum-train.conllu"
}

news_tokens() { "$bin/train-tokens" < "$work/news.txt"; }
all_tokens() { cat "$work/news-tokens.txt" && treebank_tokens; }

step news.txt news_text
step news-tokens.txt news_tokens
step tokens.txt all_tokens
[ -s "$work/vectors.bin" ] || {
    "$bin/train-word_vectors" "$work/tokens.txt" "$work/vectors.part" 40000 5
    mv "$work/vectors.part" "$work/vectors.bin"
}

# a small first network reads the news; the names it finds there teach the others
fit() { # fit NAME [OPTION VALUE]...: checkpoint WORK/NAME.ckpt
    name=$1
    shift
    [ -e "$work/$name.done" ] || "$bin/train-fit" --train "$lang/ewt-train.conllu" \
        --train "$lang/gum-train.conllu" --dev "$lang/ewt-dev.conllu" --dev "$lang/gum-dev.conllu" \
        --every 2 --checkpoint "$work/$name.ckpt" "$@"
    touch "$work/$name.done"
}
fit first --vectors "$work/vectors.bin" --epochs 16 --batch 600 --out "$work/first.part"
[ -s "$work/names.txt" ] || {
    "$bin/train-silver_names" "$work/first.part" "$work/tokens.txt" "$work/vectors.bin" \
        "$work/vectors2.bin" "$work/names.part"
    python3 "$here/table_names.py" "$here/../data/en" >> "$work/names.part"
    mv "$work/names.part" "$work/names.txt"
}

[ -s "$work/re3d-train.conllu" ] ||
    python3 "$here/re3d.py" "$corpora/names/re3d" "${3:-build}/onrecord" \
        "$here/../data/en/countries.tsv" "$work/re3d-train.conllu" "$work/re3d-held.conllu"

# language models of both directions, then teachers that stand on them, two of each at a time
pair() { # pair COMMAND: runs it with 1 and with 2
    "$1" 1 & first=$!
    "$1" 2
    wait "$first"
}
language_model() {
    [ -e "$work/lm$1.done" ] || "$bin/train-pretrain" --raw "$work/tokens.txt" \
        --vectors "$work/vectors.bin" --out "$work/lm$1.ckpt" --backward $(($1 - 1)) --width 256 \
        --layers 2 --slices 16 --epochs 0.8 --batch 1600 --seed "$1"
    touch "$work/lm$1.done"
}
context="--lm-vectors $work/vectors.bin --forward $work/lm1.ckpt --backward $work/lm2.ckpt"
learn() { # learn NAME [OPTION VALUE]...: with names of re3d and the list of names
    learner=$1
    shift
    fit "$learner" --train "$work/re3d-train.conllu" --vectors "$work/vectors2.bin" \
        --names "$work/names.txt" "$@"
}
# shellcheck disable=SC2086  # the options are words
teacher() { # teacher K [OPTION VALUE]...
    k=$1
    shift
    learn "$k" $context --width 256 --layers 3 --arc-width 256 --label-width 128 --name-width 64 \
        "$@"
}
first_teacher() {
    teacher "teacher$1" --dropout 0.28 --epochs 20 --batch 600 --seed $(($1 + 10))
}
second_teacher() {
    teacher "master$1" --start "$work/teacher$1.ckpt" --silver "$work/silver$1" --repeat 3 \
        --rate 0.001 --dropout 0.25 --epochs 2 --batch 800 --seed $(($1 + 20))
}
# shellcheck disable=SC2086
annotate() { # annotate QUARTER TEACHER...: the K-th quarter of the news as they read it
    quarter=$1
    shift
    [ -s "$work/silver$quarter" ] && return
    teachers=
    for name in "$@"; do
        teachers="$teachers --teacher $work/$name.ckpt"
    done
    "$bin/train-annotate" --train "$lang/ewt-train.conllu" --train "$lang/gum-train.conllu" \
        --train "$work/re3d-train.conllu" --vectors "$work/vectors2.bin" $context $teachers \
        --raw "$work/news-tokens.txt" --part $((quarter - 1)) --parts 4 \
        --out "$work/silver$quarter.part"
    mv "$work/silver$quarter.part" "$work/silver$quarter"
}
first_reading() { annotate "$1" teacher1 teacher2; }
second_reading() { annotate $(($1 + 2)) master1 master2 accurate; }

# the networks that are shipped learn from the teachers, teach beside them, and learn once more
student() { # student NAME accurate|fast [OPTION VALUE]...
    out=$1
    case $2 in
    accurate) shape="--width 128 --layers 5" ;;
    *) shape="--width 96 --layers 3 --arc-width 64 --label-width 48 --name-width 32" ;;
    esac
    shift 2
    # shellcheck disable=SC2086
    learn "$out" $shape --repeat 3 --own-rows 1 --batch 1000 --dropout 0.1 \
        --out "$work/$out.part" "$@"
}
kind_of() { if [ "$1" = 1 ]; then echo accurate; else echo fast; fi; }
first_student() {
    kind=$(kind_of "$1")
    student "$kind" "$kind" --silver "$work/silver1" --silver "$work/silver2" --epochs 3 --seed 1
}
second_student() {
    kind=$(kind_of "$1")
    student "${kind}2" "$kind" --silver "$work/silver3" --silver "$work/silver4" \
        --start "$work/$kind.ckpt" --rate 0.0015 --epochs $((1 + $1)) --seed 2
}
pair language_model
pair first_teacher
pair first_reading
pair first_student
pair second_teacher
pair second_reading
pair second_student
# a part of the news is enough to show what treebanks do not; more of it would outweigh them
step split.txt head -n 70000 "$work/news.txt"
"$bin/split-train" "$work/split.part" "$here/../data/en/tokens.tsv" \
    "$lang/ewt-train.conllu" "$lang/gum-train.conllu" --news "$work/split.txt"
"$bin/lemma-train" "$work/lemma.part" "$here/inflections.tsv" \
    "$lang/ewt-train.conllu" "$lang/gum-train.conllu"
pack() { # pack FILE NAME
    "$bin/train-pack" "$work/$1" "$work/$2.part" "$work/split.part" "$work/lemma.part" \
        "card=$here/../data/en/english.model.md"
    "$bin/train-score" "$work/$1" "$lang/ewt-dev.conllu" "$lang/gum-dev.conllu"
}
pack english.model accurate2
pack english-fast.model fast2
