"""Writes down where an audit of the whole source documents found its formulas, and what it said of each.

The documents themselves are not part of the repository; their extracts are, and a test compares both.

    .build/release/book audit S0.txt S1.txt S2.txt S3.txt --toys documents/S0.toys.md ... --inline --json - \
      | python3 Tests/golden/audit_places.py > Tests/golden/audit-places.tsv
"""
import json
import sys

report = json.load(sys.stdin)
print("# document, formula, place, kind, verdict, the formula as printed")
for document in report["files"]:
    name = document["sheet"].split("/")[-1].split(".")[0]
    for e in document["equations"]:
        latex = " ".join(e["latex"].split())
        print("\t".join([name, e["id"], f"{e['line']}:{e['column']}", e["kind"], e["verdict"], latex]))
