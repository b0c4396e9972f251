package take

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
)

// coarser reports whether a value taken for a field says no more than the stored one, and nothing else: a month on one of its days, an ID number of
// 15 digits on that of 18, the same with radicals for characters, a word that the list does not have on one that begins with it, as 城建 on 城建管理.
func (im *Import) coarser(f *record.Field, stored, taken string) bool {
	switch {
	case stored == "" || taken == "":
		return false
	case fold.Unify(taken) == stored:
		return true
	case f.Typed().Coarser(stored, taken):
		return true
	case f.Dictionary() != "" && !f.Many():
		words := im.dictionary[f.Dictionary()]
		return utf8.RuneCountInString(taken) > 1 && strings.HasPrefix(stored, taken) && slices.Contains(words, stored) && !slices.Contains(words, taken)
	}
	return false
}
