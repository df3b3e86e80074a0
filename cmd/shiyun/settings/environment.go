package settings

import (
	"errors"
	"slices"
	"strings"
)

// prefix begins every variable that is a setting.
const prefix = "SHIYUN_"

// others are variables with that prefix which are none: tests read them, and
// SHIYUN_CONFIG names the file,
// and a server tells the one after it with SHIYUN_HANDOVER.
var others = []string{"SHIYUN_POEMS", "SHIYUN_AXE", "SHIYUN_CONFIG", "SHIYUN_HANDOVER"}

const testPrefix = "SHIYUN_TEST_"

// ReadEnvironment takes the settings among variables as os.Environ lists them;
// an empty variable sets nothing. It returns every fault.
func (s *Settings) ReadEnvironment(environ []string) error {
	keys := map[string]string{}
	for key := range s.flags {
		keys[Variable(key)] = key
	}
	var faults []error
	for _, variable := range environ {
		name, value, _ := strings.Cut(variable, "=")
		if value == "" || !strings.HasPrefix(name, prefix) || strings.HasPrefix(name, testPrefix) || slices.Contains(others, name) {
			continue
		}
		from := Origin{Kind: Environment, Name: name}
		if key, ok := keys[name]; ok {
			faults = append(faults, s.set(key, value, from))
		} else {
			faults = append(faults, s.unknown(name, from))
		}
	}
	return errors.Join(faults...)
}
