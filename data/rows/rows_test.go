package rows_test

import (
	"reflect"
	"testing"

	"cppccdesk/data/rows"
)

func TestText(t *testing.T) {
	for _, tc := range []struct {
		name string
		rows []rows.Row
		want string
	}{
		{"None", nil, ""},
		{"KeysSortedEmptyLeftOut", []rows.Row{
			{"unit": "县教育局", "replied_on": "2026-07-01", "id": "12"},
			{"id": "", "unit": "县财政局", "replied_on": ""},
		}, `[{"id":"12","replied_on":"2026-07-01","unit":"县教育局"},{"unit":"县财政局"}]`},
		{"EmptyRowKept", []rows.Row{{}, {"unit": ""}}, `[{},{}]`},
		{"AsTyped", []rows.Row{{"note": "甲<乙>&“丙”\n\"丁\""}}, `[{"note":"甲<乙>&“丙”\n\"丁\""}]`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text := rows.Text(tc.rows)
			if text != tc.want {
				t.Fatalf("Text = %s, want %s", text, tc.want)
			}
			back, err := rows.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			if len(back) != len(tc.rows) {
				t.Fatalf("%d rows came back as %d", len(tc.rows), len(back))
			}
			for i := range back {
				if !back[i].Is(tc.rows[i]) {
					t.Errorf("row %d came back as %v, was %v", i, back[i], tc.rows[i])
				}
			}
		})
	}
}

func TestParse(t *testing.T) {
	got, err := rows.Parse(" [ {\"unit\" : \"县教育局\", \"id\":\"7\", \"note\":\"\"} ,\n{} ] ")
	want := []rows.Row{{"unit": "县教育局", "id": "7"}, {}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Parse = %v, %v, want %v", got, err, want)
	}
	for _, nothing := range []string{"", "  ", "[]"} {
		if got, err := rows.Parse(nothing); err != nil || len(got) != 0 {
			t.Errorf("Parse(%q) = %v, %v, want no rows", nothing, got, err)
		}
	}
	for name, text := range map[string]string{
		"Word":       `县教育局`,
		"Object":     `{"unit":"县教育局"}`,
		"Null":       `null`,
		"RowNull":    `[null]`,
		"RowNoTable": `["县教育局"]`,
		"Number":     `[{"id":12}]`,
		"Nested":     `[{"unit":{"name":"县教育局"}}]`,
		"Cut":        `[{"unit":"县教`,
		"CutRow":     `[{"unit":"县教育局"`,
		"CutTable":   `[{"unit":"县教育局"}`,
		"After":      `[{"unit":"县教育局"}] []`,
		"Twice":      `[{"unit":"县教育局","unit":"县财政局"}]`,
		"TwiceEmpty": `[{"unit":"","unit":"县财政局"}]`,
		"NoUTF8":     "[{\"unit\":\"\xff\"}]",
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := rows.Parse(text); err == nil {
				t.Errorf("Parse(%q) = %v, want it refused", text, got)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"", "[]", "[{}]", `[{"id":"12","unit":"县教育局"},{"unit":"县财政局"}]`, `[{"a":"\ud800"}]`, `[{"a":1}]`, "[[[[", `[{"":""}]`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		table, err := rows.Parse(text)
		if err != nil {
			return
		}
		once := rows.Text(table)
		again, err := rows.Parse(once)
		if err != nil {
			t.Fatalf("%q became %q, which is refused: %v", text, once, err)
		}
		if twice := rows.Text(again); twice != once {
			t.Fatalf("%q became %q and then %q", text, once, twice)
		}
		if len(again) != len(table) {
			t.Fatalf("%d rows became %d", len(table), len(again))
		}
	})
}
