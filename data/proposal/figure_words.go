package proposal

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
)

// figureWords are the words by which the figures divide the proposals: those of the dictionaries in use, then those
// only the records have, so that no proposal is left out of a division.
type figureWords struct {
	classes, kinds, timings, fields, categories, results, opinions []string
}

func readFigureWords(ctx context.Context, db bun.IDB, lines []docket.Line) (figureWords, error) {
	w := figureWords{classes: []string{"委员提案", "集体提案"}}
	for _, of := range []struct {
		into       *[]string
		dictionary string
		value      func(*docket.Line) string
	}{
		{&w.kinds, "proposal_kind", kindOf},
		{&w.timings, "timing", timingOf},
		{&w.fields, "field", fieldOf},
		{&w.categories, "proposal_category", categoryOf},
		{&w.results, "result_class", resultOf},
		{&w.opinions, "satisfaction", satisfactionOf},
		{&w.opinions, "satisfaction", attitudeOf},
	} {
		known := *of.into
		if known == nil {
			var err error
			if known, err = record.Words(ctx, db, of.dictionary); err != nil {
				return w, err
			}
		}
		*of.into = withWordsOf(known, lines, of.value)
	}
	return w, nil
}

func withWordsOf(known []string, lines []docket.Line, value func(*docket.Line) string) []string {
	var further []string
	for i := range lines {
		word := value(&lines[i])
		if !slices.Contains(known, word) && !slices.Contains(further, word) {
			further = append(further, word)
		}
	}
	slices.Sort(further)
	return append(known, further...)
}

// wordTitle is what a division is called; the empty word is what nobody has entered.
func wordTitle(word, missing string) string {
	if word == "" {
		return missing
	}
	return word
}
