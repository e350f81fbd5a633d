# Two commands: “make chapters” makes the book, “make test” tests it. Both install what they need, or say how.

# In the environment it cripples OpenBLAS when the library is loaded.
unexport OPENBLAS_CORETYPE
export OPENBLAS_CORETYPE :=

BOOK = .build/release/book

.PHONY: chapters book html pdf check figures labels test bench mutants fuzz audit-seeds doctor clean help

chapters: ## the whole book: _book/index.html and _book/generative-models-checked.pdf
	@sh Scripts/book.sh build

book: chapters ## the same

html: ## the web site alone; needs no TeX
	@sh Scripts/book.sh html

pdf: ## the PDF
	@sh Scripts/book.sh pdf

check: ## run every chapter, look at every gate, typeset nothing
	@sh Scripts/book.sh check

figures: ## draw all figures anew into figures/
	@sh Scripts/book.sh figures

labels: ## typeset the formula labels of figures anew (needs TeX)
	@sh Scripts/labels.sh

test: ## install what the tests need, and run them optimised
	@sh Scripts/doctor.sh --install all
	swift test -c release

bench: ## certified integrals, a chapter, a figure, the whole book: how long each takes
	@sh Scripts/bench.sh

mutants: ## change operators and constants in our own code and count what the tests notice (hours; SAMPLE=20 MODULE=Balls SEED=2 ONLY=Panels)
	@swift run --package-path Tools/Mutants mutants --sample $(or $(SAMPLE),60) $(addprefix --seed ,$(or $(SEED),1)) $(addprefix --module ,$(MODULE)) $(addprefix --only ,$(ONLY))

# Leaks are not looked for: what Swift marks in a pointer hides its target from the sanitizer.
FUZZ = ASAN_OPTIONS=detect_leaks=0 Tests/Fuzz/.build/release

fuzz: ## the parser, the reader of documents and the judge under libFuzzer and the address sanitizer, one minute each
	swift build -c release --package-path Tests/Fuzz
	$(FUZZ)/FuzzParser -max_total_time=60 -timeout=10 Tests/Fuzz/corpus
	$(FUZZ)/FuzzReader -max_total_time=60 -timeout=10 Tests/Fuzz/documents
	$(FUZZ)/FuzzJudge -max_total_time=60 -timeout=300 -max_len=2000 Tests/Fuzz/notes

audit-seeds: ## every chapter with fresh seeds, alarms counted (RUNS=5 times)
	@sh Scripts/audit-seeds.sh $(RUNS)

doctor: ## what is missing on this machine, and how to install it
	@sh Scripts/doctor.sh all

clean: ## throw away what was built (the published book in _book stays)
	rm -rf .build/book _book.next _book.old
	swift package clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/' | expand -t 20
