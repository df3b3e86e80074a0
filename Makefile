# What CI runs is what everybody runs: make test.

TOOLS := go tool -modfile=.ci/tools.mod

.PHONY: build test lint bench demo clean

build:
	go build -trimpath -o shiyun ./cmd/shiyun

# Everything: the linters, then every test with the race detector. Needs
# Debian's chromium and a CJK font for the browser tests (.ci/run installs
# them).
test: lint
	go test -race -timeout 9m ./...

# gofmt and vet; staticcheck; no error unlooked at; imports run one way
# (.depguard.yaml).
lint:
	@unformatted=$$(gofmt -l cmd corpus indexer server web); \
	if [ -n "$$unformatted" ]; then echo "gofmt: $$unformatted"; exit 1; fi
	go vet ./...
	$(TOOLS) staticcheck ./...
	$(TOOLS) errcheck -ignoretests -exclude .ci/errcheck.txt ./...
	$(TOOLS) depguard ./...

bench:
	go test -run '^$$' -bench . -benchmem ./...

demo:
	go run ./cmd/shiyun demo

clean:
	rm -rf shiyun shiyun-demo
