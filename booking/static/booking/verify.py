#!/usr/bin/env python3
"""Repeats a draw of まどあかり from what was published of it. It needs Python 3.8 and nothing else.

    python3 verify.py draw.json

1. The seed was sealed before anyone could enter: its SHA-256 is `seed_hash`.
2. The list was sealed before the seed was opened: the SHA-256 of the entries is `list_hash`. A paper that
   came in time and was typed in later closed the list once more; each closing is in `seals`.
3. A ticket is SHA-256("seed:list_hash:entry:number"), with numbers from 0 up to the entry's weight. Entries
   choose in the order of their smallest tickets.
4. Whoever's turn it is has the best of their choices that is still free, within `most_wins` for each period,
   unless the hall's rules refused it (`refused`). Those who would use `every` win have another turn then.
5. Whoever has won nothing stands in line for each of their choices, in the same order (`lines`).
"""

import hashlib
import json
import sys

# The page from which it comes puts its own language here: "ja" or "en".
LANGUAGE = "ja"
WORDS = {
    "ja": {
        "how": "draw.json とこのファイルを同じ場所に置いて、こう動かします: python3 verify.py draw.json",
        "seed": "種の指紋: 最初に公表したものと同じです",
        "list": "一覧の指紋({number}回目のしめきり): 公表したものと同じです",
        "last": "最後のしめきりの一覧で、抽選しました",
        "wins": "当たり: 計算すると、同じになります",
        "lines": "空きを待つ列: 計算すると、同じになります",
        "sum": "申しこみ {entries}件、当たり {wins}件、きまりで使えなかった希望 {refused}件",
    },
    "en": {
        "how": "Put draw.json and this file into the same place, and run: python3 verify.py draw.json",
        "seed": "Fingerprint of the seed: the one that was published first",
        "list": "Fingerprint of the list (closing {number}): the one that was published",
        "last": "The draw used the list of the last closing",
        "wins": "Wins: the calculation gives the same",
        "lines": "Waiting lines: the calculation gives the same",
        "sum": "Entries: {entries}. Wins: {wins}. Wishes that the rules refused: {refused}.",
    },
}


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def list_hash(entries):
    rows = sorted([e["id"], e["weight"], e["choices"], e["every"]] for e in entries)
    return sha256(json.dumps(rows, separators=(",", ":"), ensure_ascii=True))


def draw(record):
    def smallest(entry):
        start = f"{record['seed']}:{record['list_hash']}:{entry['id']}"
        return min(sha256(f"{start}:{number}") for number in range(entry["weight"])), entry["id"]

    def may_win(entry, slot):
        full = any(counts.get((entry["id"], p), 0) >= record["most_wins"] for p in periods[slot])
        return slot in free and not full and (entry["id"], slot) not in refused

    periods = {slot["id"]: slot["periods"] for slot in record["slots"]}
    refused = {tuple(pair) for pair in record["refused"]}
    free, counts, wins = set(periods), {}, []
    order = sorted(record["entries"], key=smallest)
    turn = order
    while turn:
        again = []
        for entry in turn:
            slot = next((slot for slot in entry["choices"] if may_win(entry, slot)), None)
            if slot is None:
                continue
            free.remove(slot)
            wins.append([entry["id"], slot])
            for period in periods[slot]:
                counts[entry["id"], period] = counts.get((entry["id"], period), 0) + 1
            if entry["every"]:
                again.append(entry)
        turn = again
    return wins, lines(order, wins, periods, refused)


def lines(order, wins, slots, refused):
    winners = {entry for entry, _ in wins}
    waiting = {
        slot: [
            e["id"]
            for e in order
            if e["id"] not in winners and slot in e["choices"] and (e["id"], slot) not in refused
        ]
        for slot in slots
    }
    return {slot: line for slot, line in waiting.items() if line}


def checks(record):
    yield said("seed"), sha256(record["seed"]) == record["seed_hash"]
    for number, (_, fingerprint, count) in enumerate(record["seals"], 1):
        sealed = [entry for entry in record["entries"] if entry["seal"] <= number]
        right = list_hash(sealed) == fingerprint and len(sealed) == count
        yield said("list", number=number), right
    yield said("last"), bool(record["seals"]) and record["seals"][-1][1] == record["list_hash"]
    wins, waiting = draw(record)
    yield said("wins"), wins == record["result"]
    yield said("lines"), waiting == record["lines"]


def said(key, **values):
    return WORDS[LANGUAGE][key].format(**values)


def main(path):
    with open(path, encoding="utf-8") as file:
        record = json.load(file)
    results = list(checks(record))
    for words, right in results:
        print("○" if right else "×", words)
    counts = {"entries": "entries", "wins": "result", "refused": "refused"}
    print(said("sum", **{name: len(record[key]) for name, key in counts.items()}))
    return 0 if all(right for _, right in results) else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(said("how"))
    sys.exit(main(sys.argv[1]))
