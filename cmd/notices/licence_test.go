package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shiyun/server/notices"
)

const (
	grantMIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`
	grantGPL = `This program is free software; you can redistribute it and/or modify it under the terms of the GNU General Public License as published by the Free Software Foundation; either version 2 of the License, or (at your option) any later version.

This program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE. See the GNU General Public License for more details.

You should have received a copy of the GNU General Public License along with this program; if not, write to the Free Software Foundation, Inc., 51 Franklin Street, Fifth Floor, Boston, MA 02110-1301 USA.
`
)

func TestClassify(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text, want string
		err              error
	}{
		{name: "MIT", text: "Copyright (c) 2026 A. Author\n\n" + grantMIT, want: "MIT"},
		{name: "GPL", text: grantGPL, err: errForbidden},
		{name: "LGPL", text: strings.ReplaceAll(grantGPL, "GNU General", "GNU Lesser General"), err: errForbidden},
		{name: "AGPL", text: strings.ReplaceAll(strings.ReplaceAll(grantGPL, "GNU General", "GNU Affero General"), "version 2", "version 3"), err: errForbidden},
		{name: "MIT with GPL below", text: grantMIT + "\n" + grantGPL, err: errForbidden},
		{name: "MIT below other terms", text: strings.Repeat("You may use this on Tuesdays and pay for it. ", 40) + grantMIT, err: errUnknown},
		{name: "unknown", text: "All rights reserved.", err: errUnknown},
		{name: "empty", err: errUnknown},
	} {
		got, err := classify([]byte(c.text))
		if !errors.Is(err, c.err) || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, %v", c.name, got, err)
		}
	}
}

func TestAddRefusesAPartWithoutALicence(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	mit, gpl, notice := write("LICENSE", grantMIT), write("COPYING", grantGPL), write("NOTICE", "By A. Author.")
	for _, c := range []struct {
		files []string
		err   error
	}{
		{[]string{mit, notice}, nil},
		{[]string{mit, gpl}, errForbidden},
		{[]string{notice}, errNone},
		{nil, errNone},
	} {
		list := &notices.List{}
		err := add(list, notices.Part{Name: "part"}, c.files)
		if !errors.Is(err, c.err) {
			t.Errorf("%v: %v", c.files, err)
		}
		if err == nil && (list.Parts[0].Licence != "MIT" || len(list.Texts) != len(c.files)) {
			t.Errorf("%v: %v", c.files, list)
		}
	}
}

// Whatever is linked is under a permitted licence and in the file.
func TestNoticesAreCurrent(t *testing.T) {
	t.Parallel()
	if err := run("../..", "./cmd/shiyun", true); err != nil {
		t.Error(err)
	}
}
