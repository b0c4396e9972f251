package record

import (
	"fmt"
	"regexp"
)

// NumberedName is what the n-th, from 1, of several things of one name is called: 满意度, 满意度（2）.
func NumberedName(name string, n int) string {
	if n < 2 {
		return name
	}
	return fmt.Sprintf("%s（%d）", name, n)
}

var numbered = regexp.MustCompile(`^(.+)（\d{1,2}）$`)

// UnnumberedName is the name that NumberedName made another one of, "" for one that it did not make.
func UnnumberedName(name string) string {
	if m := numbered.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return ""
}

// NumberNames tells apart the names of things that follow each other; blanks and width make no other name.
func NumberNames(names []string) []string {
	taken := map[string]bool{}
	for _, name := range names {
		taken[FoldWord(name)] = true
	}
	met, out := map[string]bool{}, make([]string, len(names))
	for i, name := range names {
		out[i] = name
		if name != "" && met[FoldWord(name)] {
			for n := 2; taken[FoldWord(out[i])]; n++ {
				out[i] = NumberedName(name, n)
			}
			taken[FoldWord(out[i])] = true
		}
		met[FoldWord(name)] = true
	}
	return out
}
