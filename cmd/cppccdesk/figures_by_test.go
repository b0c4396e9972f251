package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

// The figures of a part of the proposals are listed by a dimension, and lead to what they count.
func TestFiguresByDimension(t *testing.T) {
	dir := sampleData(t)
	const day = "2026-06-30"
	for _, by := range []string{"党派", "session"} {
		var parted []struct{ Name, Numerator, Denominator, Code string }
		if err := json.Unmarshal([]byte(mustRun(t, exitDone, "figures", "--by", by, "--date", day, "--format", "json", "--data", dir).out), &parted); err != nil || len(parted) == 0 {
			t.Fatalf("by %s: %d figures, %v", by, len(parted), err)
		}
		for _, f := range parted {
			if !strings.HasPrefix(f.Code, "reply_rate.") {
				continue
			}
			var listed []map[string]string
			out := mustRun(t, exitDone, "list", "proposals", "--figure", f.Name, "--date", day, "--part", "分母", "--format", "json", "--year", "2026", "--data", dir).out
			if err := json.Unmarshal([]byte(out), &listed); err != nil || strconv.Itoa(len(listed)) != f.Denominator {
				t.Errorf("%s: %d listed, %s counted, %v", f.Name, len(listed), f.Denominator, err)
			}
			break
		}
	}
	if got := mustRun(t, exitUsage, "figures", "--by", "姓名", "--data", dir).err; !strings.Contains(got, "--by 应为类别、类型、时间属性") {
		t.Errorf("an unknown dimension: %q", got)
	}
}
