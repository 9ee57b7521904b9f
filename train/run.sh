#!/bin/sh
# run.sh CORPORA WORK [BUILD]: trains the English model anew and writes WORK/english.model.
#
# CORPORA holds lang/{ewt,gum}-{train,dev}.conllu, news/articles.jsonl.gz (JSON Lines with title and
# text), news/wikinews-2019-20.txt and names/re3d/*/{documents,entities}.json (raw text for the
# vectors, names of two thirds of the documents; see re3d.py). BUILD is the build folder (default:
# build) and must hold a program with an older model, to cut re3d's documents. Every step keeps its
# result in WORK and is skipped when that is there; an interrupted fit goes on from its last
# checkpoint. Seeds are fixed: the same corpora on the same kind of processor give the same model.
# Takes about an hour and a half on one core.
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
    cat "$corpora"/names/re3d/*/documents.json | python3 -c '
import json, sys
for line in sys.stdin:
    print(json.loads(line)["text"])'
}

treebank_tokens() { # a sentence a line
    awk -F '\t' '/^#/ {next} /^$/ {if (n) print line; line = ""; n = 0; next} $1 ~ /[-.]/ {next}
        {line = line (n++ ? " " : "") $2}' "$lang/ewt-train.conllu" "$lang/gum-train.conllu"
}

all_tokens() { "$bin/train-tokens" < "$work/news.txt" && treebank_tokens; }

step news.txt news_text
step tokens.txt all_tokens
[ -s "$work/vectors.bin" ] || {
    "$bin/train-word_vectors" "$work/tokens.txt" "$work/vectors.part" 30000 5
    mv "$work/vectors.part" "$work/vectors.bin"
}
[ -s "$work/re3d-train.conllu" ] || {
    python3 "$here/re3d.py" "$corpora/names/re3d" "${3:-build}/onrecord" \
        "$here/../data/en/countries.tsv" "$work/re3d.part" "$work/re3d-held.conllu"
    mv "$work/re3d.part" "$work/re3d-train.conllu"
}
fit() { # fit NAME VECTORS EPOCHS [OPTION VALUE]...: WORK/NAME.part
    name=$1
    vectors=$2
    epochs=$3
    shift 3
    "$bin/train-fit" --train "$lang/ewt-train.conllu" --train "$lang/gum-train.conllu" \
        --train "$work/re3d-train.conllu" \
        --dev "$lang/ewt-dev.conllu" --dev "$lang/gum-dev.conllu" --vectors "$work/$vectors" \
        --batch 600 --epochs "$epochs" --every 2 --checkpoint "$work/$name.ckpt" \
        --out "$work/$name.part" "$@"
}

# a first network reads the news; the names it finds there teach the second
fit first vectors.bin 16
[ -s "$work/names.txt" ] || {
    "$bin/train-silver_names" "$work/first.part" "$work/tokens.txt" "$work/vectors.bin" \
        "$work/vectors2.bin" "$work/names.part"
    mv "$work/names.part" "$work/names.txt"
}
fit net vectors2.bin 22 --names "$work/names.txt"
# a part of the news is enough to show what treebanks do not; more of it would outweigh them
step split.txt head -n 70000 "$work/news.txt"
"$bin/split-train" "$work/split.part" "$here/../data/en/tokens.tsv" \
    "$lang/ewt-train.conllu" "$lang/gum-train.conllu" --news "$work/split.txt"
"$bin/lemma-train" "$work/lemma.part" "$here/inflections.tsv" \
    "$lang/ewt-train.conllu" "$lang/gum-train.conllu"
"$bin/train-pack" "$work/english.model" "$work/net.part" "$work/split.part" "$work/lemma.part" \
    "card=$here/../data/en/english.model.md"
"$bin/train-score" "$work/english.model" "$lang/ewt-dev.conllu" "$lang/gum-dev.conllu"
