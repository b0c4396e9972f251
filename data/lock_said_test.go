package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
)

// What was done by locking and opening is said plainly: whose result, by whom, and what can be done now.
func TestLockSaysWhatItDid(t *testing.T) {
	for kind, r := range map[*record.Kind]record.Record{
		evaluation.Evaluations: {Values: record.Values{"name": "今年的评议"}},
		evaluation.Rounds:      {Values: record.Values{"evaluation": "今年的评议", "number": "1"}},
	} {
		var said []string
		for i := range kind.Flow.Steps {
			said = append(said, kind.Flow.Steps[i].Said(r, record.Values{"person": "王芳", "second": "李四"}))
		}
		if got, want := strings.Join(said, "|"), "「今年的评议」的结果已由王芳、李四锁定，不能再改；要改，先撤销锁定|「今年的评议」的结果已撤销锁定，可以改了；改好以后要重新锁定"; got != want {
			t.Errorf("%s: %s, want %s", kind.Title, got, want)
		}
	}
}
