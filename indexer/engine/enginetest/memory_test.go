package enginetest_test

import (
	"testing"

	"shiyun/indexer/engine"
	"shiyun/indexer/engine/enginetest"
)

func TestMemory(t *testing.T) {
	t.Parallel()
	enginetest.Run(t, enginetest.Subject{New: func(testing.TB) engine.Opener { return enginetest.NewMemory() }})
}
