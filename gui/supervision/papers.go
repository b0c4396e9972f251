package supervision

import (
	"context"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/records"
)

// urging is the paper to the units that are named in a field of what is chosen: what each of them is late with.
func urging(field string) []records.Paper {
	return []records.Paper{{Name: "监督督办单", Choose: func(ctx context.Context, st *store.Store, request *export.PaperRequest, chosen []records.Row) error {
		request.Units = []int64{} // none, where nothing chosen names one
		for _, row := range chosen {
			if row.Values[field] == "" {
				continue
			}
			id, err := roster.NamedUnit(ctx, st.DB(), row.Values[field])
			if err != nil {
				return err
			}
			request.Units = append(request.Units, id)
		}
		return nil
	}}}
}

// ofLetters has papers written of the letters chosen.
func ofLetters(_ context.Context, _ *store.Store, request *export.PaperRequest, chosen []records.Row) error {
	request.Letters = records.RowIDs(chosen)
	return nil
}
