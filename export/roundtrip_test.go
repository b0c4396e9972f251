package export_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/export/sampleyear/sampletest"
)

// exported is a list as an office takes it out: some records, some columns, in some order.
type exported struct {
	fields  []record.Field
	records []record.Record
	list    list
}

func exportOf(t *testing.T, s *store.Store, kind *record.Kind, random *rand.Rand) exported {
	t.Helper()
	termID, err := roster.CurrentTerm(t.Context(), s.DB())
	if err != nil {
		t.Fatal(err)
	}
	fields, records, err := kind.List(t.Context(), s.DB(), record.Scope{Year: year, TermID: termID, Day: s.Today()})
	if err != nil {
		t.Fatal(err)
	}
	keep := func(record.Field) bool { return random.IntN(3) > 0 }
	fields = slices.DeleteFunc(fields, func(f record.Field) bool { return !f.Required && !keep(f) })
	random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] }) // as sorted by any column
	records = records[:1+random.IntN(len(records))]                                                  // as filtered
	key, err := take.RecordKey(t.Context(), kind, s.DB())
	if err != nil {
		t.Fatal(err)
	}
	out := exported{fields: fields, records: records, list: list{title: kind.Layout}}
	for _, f := range fields {
		out.list.headers = append(out.list.headers, f.Title)
	}
	for _, r := range records {
		var row []string
		for _, f := range fields {
			row = append(row, masked(f, r.Values[f.Key]))
		}
		out.list.rows = append(out.list.rows, row)
		out.list.keys = append(out.list.keys, key(r.ID))
	}
	return out
}

// masked is a sensitive value as lists that were not asked to show it export it.
func masked(f record.Field, value string) string {
	if !f.Sensitive || value == "" {
		return value
	}
	runes := []rune(value)
	n := min(3, len(runes)/2)
	return string(runes[:n]) + "****" + string(runes[len(runes)-n:])
}

func planBack(t *testing.T, s *store.Store, kind *record.Kind, path string) *take.Import {
	t.Helper()
	im, err := take.PlanFile(t.Context(), s, kind, record.Scope{Year: year}, path)
	if err != nil {
		t.Fatal(err)
	}
	return im
}

// listed are the kinds whose lists can be taken out and edited.
var listed = []*record.Kind{roster.Units, roster.Members, roster.Supervisors, roster.Groups, proposal.Proposals}

func TestExportedListIsTheSameWhenTakenBack(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, kind := range listed {
		for seed := range uint64(6) {
			t.Run(fmt.Sprint(kind.Name, seed), func(t *testing.T) {
				out := exportOf(t, s, kind, rand.New(rand.NewPCG(seed, 1)))
				im := planBack(t, s, kind, out.list.write(t))
				if im.Count(take.RowSame) != len(out.records) || len(im.Unknown) > 0 || len(im.Strange) > 0 {
					t.Errorf("%s of %d, unknown %q, columns %q, said %q", im.Summary(), len(out.records), im.Unknown, out.list.headers, im.Strange)
					reportFirst(t, im)
				}
			})
		}
	}
}

func reportFirst(t *testing.T, im *take.Import) {
	t.Helper()
	for _, row := range im.Rows {
		if row.Outcome != take.RowSame {
			t.Logf("line %d %s: %s %+v %q", row.Line, row.Name, row.Reason, row.Changes, row.Raw)
			return
		}
	}
}

// editable are free texts in which any edit is a change that nothing refuses.
var editable = map[string][]string{
	"units": {"contact", "leader"}, "members": {"workplace", "job", "native_place"}, "supervisors": {"workplace", "job", "recommended_by"},
	"groups": {"note"}, "proposals": {"suggested_units", "title"},
}

func TestEditedCellsAreExactlyTheChanges(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, kind := range listed {
		for seed := range uint64(4) {
			t.Run(fmt.Sprint(kind.Name, seed), func(t *testing.T) {
				random := rand.New(rand.NewPCG(seed, 2))
				out := exportOf(t, s, kind, random)
				want := edit(out, editable[kind.Name], random)
				im := planBack(t, s, kind, out.list.write(t))
				got := map[string]bool{}
				for _, row := range im.Rows {
					for _, c := range row.Changes {
						got[fmt.Sprint(row.Line, c.Title, c.New)] = true
					}
				}
				if len(got) != len(want) || im.Count(take.RowNew)+im.Count(take.RowRejected) > 0 {
					t.Errorf("%s; %d changes for %d edits of %d columns", im.Summary(), len(got), len(want), len(out.fields))
					for _, row := range im.Rows {
						if row.Outcome == take.RowRejected || row.Outcome == take.RowNew {
							t.Log(row.Line, row.Name, row.Reason)
						}
					}
				}
				for change := range want {
					if !got[change] {
						t.Errorf("the edit %s is not a change", change)
					}
				}
			})
		}
	}
}

func edit(out exported, keys []string, random *rand.Rand) map[string]bool {
	want := map[string]bool{}
	for range 8 {
		i, j := random.IntN(len(out.records)), random.IntN(len(out.fields))
		if f := out.fields[j]; slices.Contains(keys, f.Key) && !strings.HasSuffix(out.list.rows[i][j], "改") {
			out.list.rows[i][j] += "改"
			want[fmt.Sprint(i+2, f.Title, out.list.rows[i][j])] = true
		}
	}
	return want
}

func TestMaskedCellsNeverOverwrite(t *testing.T) {
	s := sampletest.MustOpen(t)
	out := exportOf(t, s, roster.Members, rand.New(rand.NewPCG(3, 3)))
	at := slices.IndexFunc(out.fields, func(f record.Field) bool { return f.Key == "workplace" })
	if at < 0 {
		at = slices.IndexFunc(out.fields, func(f record.Field) bool { return f.Required })
	}
	out.list.headers = append(out.list.headers, "身份证号", "通讯地址", "手机号")
	for i := range out.list.rows {
		out.list.rows[i] = append(out.list.rows[i], "110***********0011", "云岭县****", "138****5678")
		if at >= 0 && out.fields[at].Key == "workplace" {
			out.list.rows[i][at] += "改"
		}
	}
	im := planBack(t, s, roster.Members, out.list.write(t))
	if im.Count(take.RowRejected)+im.Count(take.RowNew) > 0 || im.Masked < 3*len(out.records) {
		t.Errorf("%s, %d masked cells", im.Summary(), im.Masked)
		reportFirst(t, im)
	}
	if err := take.Apply(t.Context(), s, "测试", im); err != nil {
		t.Fatal(err)
	}
	for _, was := range out.records {
		is, err := roster.Members.Record(t.Context(), s.DB(), was.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"id_number", "address", "mobile"} {
			if is.Values[key] != was.Values[key] {
				t.Fatalf("%s of %s was %q and is %q", key, was.Values["name"], was.Values[key], is.Values[key])
			}
		}
	}
}

func TestKeyOutlivesARenamingButNotAHalfSortedSheet(t *testing.T) {
	s := sampletest.MustOpen(t)
	key, err := take.RecordKey(t.Context(), roster.Units, s.DB())
	if err != nil {
		t.Fatal(err)
	}
	records, err := roster.Units.Records(t.Context(), s.DB(), record.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	a, b := records[0], records[1]
	for _, c := range []struct {
		name string
		rows [][]string
		want []take.Outcome
	}{
		{"Renamed", [][]string{{"新设的局", key(a.ID)}}, []take.Outcome{take.RowChanged}},
		{"HalfSorted", [][]string{{a.Values["name"], key(b.ID)}, {b.Values["name"], key(a.ID)}}, []take.Outcome{take.RowRejected, take.RowRejected}},
		{"CopiedRow", [][]string{{a.Values["name"], key(a.ID)}, {"又一个局", key(a.ID)}}, []take.Outcome{take.RowSame, take.RowNew}},
		{"OfAnotherDatabase", [][]string{{"外县的局", "units-1-ffffff"}}, []take.Outcome{take.RowNew}},
		{"OfAnotherKind", [][]string{{"外来的局", strings.Replace(key(a.ID), "units", "members", 1)}}, []take.Outcome{take.RowNew}},
	} {
		t.Run(c.name, func(t *testing.T) {
			workbook := intake.FromText("单位", append([][]string{{"单位名称", take.RecordKeyHeading}}, c.rows...))
			im, err := take.PlanWorkbook(t.Context(), s, roster.Units, record.Scope{}, workbook)
			if err != nil {
				t.Fatal(err)
			}
			var got []take.Outcome
			for _, row := range im.Rows {
				got = append(got, row.Outcome)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v: %+v", got, c.want, im.Rows)
			}
		})
	}
}
