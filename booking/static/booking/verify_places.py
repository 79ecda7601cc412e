#!/usr/bin/env python3
"""Repeats the draw of a programme's places of まどあかり from what was published of it. It needs Python 3.8
and nothing else.

    python3 verify.py draw.json

1. The seed was sealed before anyone could sign up: its SHA-256 is `seed_hash`.
2. The list was sealed before the seed was opened: the SHA-256 of the entries is `list_hash`. An entry is a
   sign-up, its dates, and how many places of which age it needs.
3. A ticket is SHA-256("seed:list_hash:entry:0"). The smallest ticket comes first (`order`), at every date.
4. At each date the places of each age are given in that order, to all of a party or to none of it. Who is
   passed over keeps the ages that they need from those behind them. `gone` has given the date up since.
5. Whoever has no place stands in line, in the same order (`lines`).
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
        "list": "一覧の指紋: 公表したものと同じです",
        "order": "くじの順番: 計算すると、同じになります",
        "seats": "席: 計算すると、同じになります",
        "lines": "待つ順番: 計算すると、同じになります",
        "sum": "申しこみ {entries}件、席 {seats}件、待つ人 {lines}件",
    },
    "en": {
        "how": "Put draw.json and this file into the same place, and run: python3 verify.py draw.json",
        "seed": "Fingerprint of the seed: the one that was published first",
        "list": "Fingerprint of the list: the one that was published",
        "order": "Order of the draw: the calculation gives the same",
        "seats": "Places: the calculation gives the same",
        "lines": "Waiting lines: the calculation gives the same",
        "sum": "Sign-ups: {entries}. Places: {seats}. Waiting: {lines}.",
    },
}


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def list_hash(entries):
    rows = sorted(entries, key=lambda row: row[0])
    return sha256(json.dumps(rows, separators=(",", ":"), ensure_ascii=True, sort_keys=True))


def ordered(record):
    def ticket(name):
        return sha256(f"{record['seed']}:{record['list_hash']}:{name}:0"), name

    return sorted((name for name, _, _ in record["entries"]), key=ticket)


def draw(record, order):
    needs = {name: need for name, _, need in record["entries"]}
    dates = {name: days for name, days, _ in record["entries"]}
    gone = {tuple(pair) for pair in record["gone"]}
    seats, lines = {}, {}
    for date, places in record["places"].items():
        free, kept, seats[date], lines[date] = dict(places), set(), [], []
        for name in order:
            if date not in dates[name] or (name, date) in gone:
                continue
            need = needs[name]
            beyond = any(places.get(age, 0) < count for age, count in need.items())
            if beyond and record["format"] != "madoakari-places-1":
                lines[date].append(name)
                continue
            if kept.isdisjoint(need) and all(free.get(age, 0) >= count for age, count in need.items()):
                for age, count in need.items():
                    free[age] -= count
                seats[date].append(name)
            else:
                kept.update(need)
                lines[date].append(name)
    return seats, lines


def checks(record):
    yield said("seed"), sha256(record["seed"]) == record["seed_hash"]
    yield said("list"), list_hash(record["entries"]) == record["list_hash"]
    order = ordered(record)
    seats, lines = draw(record, order)
    yield said("order"), order == record["order"]
    yield said("seats"), seats == record["seats"]
    yield said("lines"), lines == record["lines"]


def said(key, **values):
    return WORDS[LANGUAGE][key].format(**values)


def main(path):
    with open(path, encoding="utf-8") as file:
        record = json.load(file)
    results = list(checks(record))
    for words, right in results:
        print("○" if right else "×", words)
    counts = {name: sum(map(len, record[name].values())) for name in ("seats", "lines")}
    print(said("sum", entries=len(record["entries"]), **counts))
    return 0 if all(right for _, right in results) else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(said("how"))
    sys.exit(main(sys.argv[1]))
