package proposal

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
)

// figureWords are the words by which the figures divide the proposals: those of the dictionaries in use, then those
// only the records have, so that no proposal is left out of a division.
type figureWords struct {
	classes, kinds, timings, fields, categories, results, opinions, destinations, submissions []string
	sessions, parties, sectors, committees, groups                                            []string
}

func readFigureWords(ctx context.Context, db bun.IDB, t *census, b *belongings, year int) (figureWords, error) {
	w := figureWords{classes: []string{"委员提案", "集体提案"}}
	for _, of := range []struct {
		into  *[]string
		known []string
		of    *column
	}{
		{&w.sessions, nil, sessions},
		{&w.parties, b.of.Parties, partiesOf},
		{&w.sectors, b.of.Sectors(b.terms...), sectors},
		{&w.committees, b.of.CommitteeNames(b.terms...), committees},
		{&w.groups, b.of.GroupNames(b.terms...), groups},
	} {
		*of.into = slices.Concat(of.known, t.words(of.of, of.known))
	}
	for _, of := range []struct {
		into       *[]string
		dictionary string
		of         *column
	}{
		{&w.kinds, "proposal_kind", kinds},
		{&w.timings, "timing", timings},
		{&w.fields, "field", fields},
		{&w.categories, "proposal_category", categories},
		{&w.results, "result_class", results},
		{&w.destinations, "destination", destinations},
		{&w.submissions, "submission", submissions},
		{&w.opinions, "satisfaction", satisfactions},
		{&w.opinions, "satisfaction", attitudes},
	} {
		known := *of.into
		if known == nil {
			var err error
			if known, err = record.WordsIn(ctx, db, of.dictionary, year); err != nil {
				return w, err
			}
		}
		*of.into = append(known, t.words(of.of, known)...)
	}
	return w, nil
}

// wordTitle is what a division is called; the empty word is what nobody has entered.
func wordTitle(word, missing string) string {
	if word == "" {
		return missing
	}
	return word
}
