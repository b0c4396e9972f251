package export

import (
	"bytes"
	"cmp"
	"compress/flate"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/store"
)

// sentFigure is a figure of a pack as it is kept: ids are differences from the one before, which pack well. What it is called, and whether it is a
// rate, is said by the figure of today.
type sentFigure struct {
	Code string  `json:"c"`
	Num  int64   `json:"v"`
	Den  int64   `json:"d,omitempty"`
	Kind string  `json:"k,omitempty"`
	IDs  []int64 `json:"i,omitempty"`
}

// largestSent bounds what is unpacked of a pack kept in the database, in bytes: what a year of 20,000 proposals takes, several times.
const largestSent = 32 << 20

// keptPack is what is kept of a pack.
type keptPack struct {
	Folder  string       `json:"f"` // where it was written to
	Figures []sentFigure `json:"v"`
}

// packSent makes of figures what is kept of a pack written to the folder.
func packSent(folder string, figures []measure.Figure) ([]byte, error) {
	kept := make([]sentFigure, len(figures))
	for i, f := range figures {
		kept[i] = sentFigure{f.Code, f.Num, f.Den, f.Counted.Kind, differences(f.Counted.IDs)}
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(json.NewEncoder(w).Encode(keptPack{folder, kept}), w.Close()); err != nil {
		return nil, fmt.Errorf("pack figures: %w", err)
	}
	return b.Bytes(), nil
}

// unpackSent is the reverse of packSent.
func unpackSent(content []byte) (folder string, figures []measure.Figure, err error) {
	var kept keptPack
	if err := json.NewDecoder(io.LimitReader(flate.NewReader(bytes.NewReader(content)), largestSent)).Decode(&kept); err != nil {
		return "", nil, fmt.Errorf("unpack what was sent: %w", err)
	}
	figures = make([]measure.Figure, len(kept.Figures))
	for i, f := range kept.Figures {
		figures[i] = measure.Figure{Code: f.Code, Num: f.Num, Den: f.Den, Counted: measure.Set{Kind: f.Kind, IDs: sums(f.IDs)}}
	}
	return kept.Folder, figures, nil
}

func differences(ids []int64) []int64 {
	sorted := slices.Sorted(slices.Values(ids))
	for i := len(sorted) - 1; i > 0; i-- {
		sorted[i] -= sorted[i-1]
	}
	return sorted
}

func sums(steps []int64) []int64 {
	for i := 1; i < len(steps); i++ {
		steps[i] += steps[i-1]
	}
	return steps
}

// SentPack is the pack of the year that was written for the latest day before the report's.
type SentPack struct {
	Day     string           // 填报日期, YYYY-MM-DD
	Damaged bool             // what was kept of it cannot be read
	At      time.Time        // when it was written
	Figures []measure.Figure // as they were then
	Then    []measure.Figure // as of the same day, by what is recorded now
	Mended  []mended         // records that are counted otherwise as of the same day
	writeID int64
}

// mended is a record that a figure of the last pack would count today and did not, or the other way round.
type mended struct {
	kind   string
	id     int64
	name   string
	in     []string // names of the figures that count it now
	out    []string // of those that no longer do
	writes []string // who changed it when and how since
}

// readSent reads the pack before, nil when there is none. One that cannot be read has only its day.
func readSent(ctx context.Context, db bun.IDB, year int, day string) (*SentPack, error) {
	sent, err := store.SentBefore(ctx, db, year, day)
	if err != nil || sent == nil {
		return nil, err
	}
	p := SentPack{At: sent.At, writeID: sent.WriteID, Day: sent.Day}
	_, badDay := time.Parse(time.DateOnly, sent.Day)
	_, figures, damaged := unpackSent(sent.Content)
	if p.Damaged = badDay != nil || damaged != nil; p.Damaged {
		return &p, nil
	}
	p.Figures = figures
	p.Then, err = data.Figures(ctx, db, year, min(sent.Day, sent.At.Local().Format(time.DateOnly))) // as it counted
	return &p, err
}

// mostMended is how many records are named whose past was changed.
const mostMended = 300

// explain finds the records that make figures as of the last pack's day other than they were, and the writes since that changed them.
func (p *SentPack) explain(ctx context.Context, st *store.Store) error {
	type key struct {
		kind string
		id   int64
	}
	found := map[key]*mended{}
	add := func(in, not measure.Set, note func(m *mended)) {
		for _, id := range in.Without(not).IDs {
			k := key{in.Kind, id}
			if found[k] == nil {
				found[k] = &mended{kind: in.Kind, id: id}
			}
			note(found[k])
		}
	}
	for _, f := range p.Then {
		was := measure.Of(p.Figures, f.Code) // one the pack did not have counted nothing
		if f.IsRate || was.Counted.Kind != "" && f.Counted.Kind != was.Counted.Kind {
			continue
		}
		add(f.Counted, was.Counted, func(m *mended) { m.in = append(m.in, f.Name) })
		add(was.Counted, f.Counted, func(m *mended) { m.out = append(m.out, f.Name) })
	}
	for _, m := range found {
		p.Mended = append(p.Mended, *m)
	}
	slices.SortFunc(p.Mended, func(a, b mended) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id)) })
	for i := range min(len(p.Mended), mostMended) {
		if err := p.Mended[i].explain(ctx, st, p.writeID); err != nil {
			return err
		}
	}
	return nil
}

// explain names the record and what was done to it after the write since.
func (m *mended) explain(ctx context.Context, st *store.Store, since int64) error {
	kind, err := data.KindByName(m.kind)
	if err != nil { // a kind of another version of the program
		m.name = m.kind
		return nil //nolint:nilerr // nothing more is known of it
	}
	m.name = kind.Title
	switch r, err := kind.Record(ctx, st.DB(), m.id); {
	case err == nil:
		m.name += " " + kind.Called(r)
	case store.CodeOf(err) != store.CodeNotFound:
		return err
	}
	history, err := kind.History(ctx, st, m.id)
	if err != nil {
		return err
	}
	for _, e := range slices.Backward(history) { // the earliest first
		if e.WriteID > since && !e.Undone {
			m.writes = append(m.writes, e.At.In(store.OfficeZone).Format("2006-01-02 15:04")+" "+e.Actor+" "+e.Wording)
		}
	}
	return nil
}
