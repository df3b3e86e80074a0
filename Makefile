# What CI runs is what everybody runs: make test.

TOOLS := go tool -modfile=.ci/tools.mod

# 3,600 poems of the npm package chinese-poetry, for the quality suite.
POEMS := .cache/poems-3600.jsonl

# axe-core of npm, which finds what breaks the rules of accessibility.
AXE := .cache/axe.min.js

.PHONY: build test lint bench demo need clean eyes-new

build:
	go build -trimpath -o shiyun ./cmd/shiyun

# Everything: the linters, then every test with the race detector.
test: need lint $(POEMS) $(AXE)
	SHIYUN_POEMS=$(abspath $(POEMS)) SHIYUN_AXE=$(abspath $(AXE)) go test -race -timeout 20m ./...

# New pictures of every page, after one was changed on purpose. Look at them.
eyes-new: need $(AXE)
	SHIYUN_AXE=$(abspath $(AXE)) go test ./server/eyes -run TestPages -update -timeout 20m

# A browser, a CJK font and npm, where they are missing.
need:
	.ci/need

# gofmt and vet; staticcheck; no error unlooked at; imports run one way
# (.depguard.yaml).
lint:
	@unformatted=$$(gofmt -l cmd corpus indexer server web); \
	if [ -n "$$unformatted" ]; then echo "gofmt: $$unformatted"; exit 1; fi
	go vet ./...
	$(TOOLS) staticcheck ./...
	$(TOOLS) errcheck -ignoretests -exclude .ci/errcheck.txt ./...
	$(TOOLS) depguard ./...

$(POEMS): .cache/chinese-poetry-2.0.1.tgz
	go run ./cmd/chinesepoetry --limit 3600 --seed 7 --out $@ $<

.cache/chinese-poetry-2.0.1.tgz:
	mkdir -p .cache
	cd .cache && npm pack --silent chinese-poetry@2.0.1

$(AXE): .cache/axe-core-4.14.1.tgz
	tar -xzOf $< package/axe.min.js > $@

.cache/axe-core-4.14.1.tgz:
	mkdir -p .cache
	cd .cache && npm pack --silent axe-core@4.14.1

# Speed beside SQLite's full text search, on the same poems in the same run.
bench: need $(POEMS)
	SHIYUN_POEMS=$(abspath $(POEMS)) go test -tags sqlite_fts5 -run '^$$' -bench . -benchmem ./...

demo:
	go run ./cmd/shiyun demo

clean:
	rm -rf shiyun shiyun-demo .cache
