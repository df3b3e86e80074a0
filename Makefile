# make check while working, make test before a commit: what CI runs is what
# everybody runs.

TOOLS := go tool -modfile=.ci/tools.mod

# 3,600 poems of the npm package chinese-poetry, for the quality suite.
POEMS := .cache/poems-3600.jsonl

# axe-core of npm, which finds what breaks the rules of accessibility.
AXE := .cache/axe.min.js

# What the tests of search and of pages need from outside.
export SHIYUN_POEMS := $(abspath $(POEMS))
export SHIYUN_AXE := $(abspath $(AXE))
export SHIYUN_TEST_CHINESE_POETRY := $(abspath .cache/chinese-poetry-2.0.1.tgz)

SHELL := bash

# SQLite and the segmenter's C++ compile a third faster without the symbols of a
# debugger, which no test asks for.
export CGO_CFLAGS := -O2 -g0
export CGO_CXXFLAGS := -O2 -g0

# Tests make many small archives, and each commit of one waits for the disk.
# Where memory serves as a folder and has 4 GB to spare they are kept there;
# the test programs, which are large, stay where they were.
ifeq ($(shell test "$$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $$4 }')" -gt 4000000 2>/dev/null && echo roomy),roomy)
export GOTMPDIR := $(or $(TMPDIR),/tmp)
export TMPDIR := /dev/shm
endif

.PHONY: build check short test raced plain lint gofmt vet staticcheck errcheck depguard analysers notices deadcode \
	bench fuzz fuzz-short demo need clean pictures dist dist-test

build:
	go build -trimpath -o shiyun ./cmd/shiyun

# The linters and every test that needs no network, browser, font or file of
# poems. It installs nothing.
check:
	@$(MAKE) -j2 lint short

# A tarball and a Debian package, in .cache/dist.
dist:
	.ci/dist

# The package installed, upgraded and removed on this machine, as root.
dist-test:
	.ci/dist-test

short:
	go test -short -vet=off ./...

# Everything: every test and the linters, two at a time.
test: need $(POEMS) $(AXE)
	@$(MAKE) -j2 plain raced lint deadcode

# The tests in which goroutines meet, under the race detector.
raced:
	.ci/raced

# Every test but those of packages that make raced runs whole. The longest
# packages come first, so that none is left to one core at the end.
LONGEST := $(addprefix ./,server/browsertest cmd/shiyun corpus/store corpus/batch corpus/store/db/postgres indexer/search corpus/format server)

plain:
	go test -vet=off -timeout 30m $(LONGEST) $$(go list ./... | grep -vxf <(go list $(LONGEST) $$(.ci/raced --whole)))

# New pictures of every page, after one was changed on purpose. Look at them.
pictures: need $(AXE)
	go test ./server/browsertest -run TestPages -update -timeout 30m

# What tests need from the system, where it is missing.
need:
	.ci/need

lint: gofmt vet staticcheck errcheck depguard analysers notices

gofmt:
	@unformatted=$$(gofmt -l .ci cmd corpus indexer server web); \
	if [ -n "$$unformatted" ]; then echo "gofmt: $$unformatted"; exit 1; fi

vet:
	go vet ./...

staticcheck:
	$(TOOLS) staticcheck ./...

# No error unlooked at.
errcheck:
	$(TOOLS) errcheck -ignoretests -exclude .ci/errcheck.txt ./...

# Imports run one way.
depguard:
	$(TOOLS) depguard ./...

analysers:
	go run -modfile=.ci/tools.mod ./.ci/lint ./...

# Everything linked is under a permitted licence.
notices:
	go run ./cmd/notices --check

deadcode:
	$(TOOLS) deadcode -test ./...

# Every fuzz target for a while each: FUZZTIME=10m for a night.
FUZZTIME ?= 1m
fuzz:
	.ci/fuzz $(FUZZTIME)

fuzz-short:
	.ci/fuzz 3s

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
	go test -tags sqlite_fts5 -run '^$$' -bench . -benchmem ./...

demo:
	go run ./cmd/shiyun demo

clean:
	rm -rf shiyun shiyun-demo .cache
