package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// module is a module of which packages are linked.
type module struct {
	path, version, dir string
	packages           []string // their folders
}

// platforms are those the program is built for; each may link other modules.
// They are named so that the file comes out the same wherever it is made.
var platforms = [][]string{
	{"GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=1"},
	{"GOOS=darwin", "GOARCH=arm64", "CGO_ENABLED=1"},
}

// listModules returns the modules of every package that program links on any
// platform, sorted by path.
func listModules(root, program string) ([]module, error) {
	found := map[string]*module{}
	for _, platform := range platforms {
		out, err := goList(root, platform, program)
		if err != nil {
			return nil, err
		}
		if err := addModules(found, out); err != nil {
			return nil, err
		}
	}
	var modules []module
	for _, m := range found {
		modules = append(modules, *m)
	}
	slices.SortFunc(modules, func(a, b module) int { return strings.Compare(a.path, b.path) })
	return modules, nil
}

func goList(root string, platform []string, program string) ([]byte, error) {
	cmd := exec.Command("go", "list", "-deps", "-json=Dir,Module", program)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), platform...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("list packages of %s: %w: %s", program, err, complaint.Bytes())
	}
	return out, nil
}

// addModules reads what go list writes: a JSON object for each package.
func addModules(found map[string]*module, out []byte) error {
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			Dir    string
			Module *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read list of packages: %w", err)
		}
		if p.Module == nil || p.Module.Main {
			continue // of the standard library, or our own
		}
		m := found[p.Module.Path]
		if m == nil {
			m = &module{path: p.Module.Path, version: p.Module.Version, dir: p.Module.Dir}
			found[m.path] = m
		}
		m.packages = append(m.packages, p.Dir)
	}
}

// legalFiles returns the licences and notices that go for the linked packages:
// those in their folders and in the folders above, up to the module's own.
func (m module) legalFiles() ([]string, error) {
	folders := map[string]bool{}
	for _, folder := range m.packages {
		for ; strings.HasPrefix(folder, m.dir); folder = filepath.Dir(folder) {
			folders[folder] = true
		}
	}
	var files []string
	for folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return nil, fmt.Errorf("look for licences of %s: %w", m.path, err)
		}
		for _, entry := range entries {
			if !entry.IsDir() && isLegal(entry.Name()) {
				files = append(files, filepath.Join(folder, entry.Name()))
			}
		}
	}
	slices.Sort(files)
	return files, nil
}

func isLegal(name string) bool {
	name = strings.ToLower(name)
	return !strings.HasSuffix(name, ".go") && slices.ContainsFunc(
		[]string{"license", "licence", "copying", "notice", "unlicense", "patents"},
		func(start string) bool { return strings.HasPrefix(name, start) })
}
