// Command notices writes web/notices.json: which modules, fonts and
// dictionaries the program is made of, under which licences, with their texts.
// It fails on whatever is under no licence of the list in licence.go, so that
// nothing is linked that would bind the whole program.
//
//	go run ./cmd/notices          writes the file
//	go run ./cmd/notices --check  fails when the file is out of date
//
// It reads the module cache and needs no network.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"shiyun/server/notices"
)

func main() {
	check := flag.Bool("check", false, "write nothing, and fail when the file is out of date")
	flag.Parse()
	if err := run(".", "./cmd/shiyun", *check); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

var errOutdated = errors.New("out of date: go run ./cmd/notices")

// run works in root, the top of the source, on what program links.
func run(root, program string, check bool) error {
	list, err := collect(root, program)
	if err != nil {
		return err
	}
	var made bytes.Buffer
	encoder := json.NewEncoder(&made)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(list); err != nil {
		return fmt.Errorf("encode notices: %w", err)
	}
	path := filepath.Join(root, "web", notices.Path)
	if !check {
		return os.WriteFile(path, made.Bytes(), 0o644)
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read notices: %w", err)
	}
	if !bytes.Equal(kept, made.Bytes()) {
		return fmt.Errorf("%s: %w", path, errOutdated)
	}
	return nil
}
