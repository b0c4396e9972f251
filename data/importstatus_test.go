package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/roster"
)

// Who left is not taken for somebody in office, wherever the file says it.
func TestWhoLeftIsNotInOffice(t *testing.T) {
	for name, c := range map[string]struct {
		sheet string
		rows  []string
		want  string // members with their states
		said  string // in the reasons and notes
	}{
		"the name of the sheet": {"离任委员", []string{"姓名,工作单位", "甲一,县一中"}, "", "工作表「离任委员」里的人离任了，没有说明是怎样离任的；请在「状态」一栏写明"},
		"with the reason of each": {
			"离任委员",
			[]string{"姓名,工作单位,离任原因,离任时间", "甲一,县一中,调离,2025-03", "甲二,县二中,辞去委员,2025-04", "甲三,县二中,工作需要,2025-04"},
			"甲一 调离|甲二 辞去", "工作表「离任委员」里的人离任了，没有说明",
		},
		"a title":                {"Sheet1", []string{"政协青溪县第十届委员会已故委员名单", "姓名,工作单位", "甲一,县一中"}, "甲一 去世", "状态按「去世」录入"},
		"those who came later":   {"增补委员名单", []string{"姓名,工作单位", "甲一,县一中"}, "甲一 届中增补", "状态按「届中增补」录入"},
		"a column":               {"名册", []string{"姓名,工作单位,离任时间,离任原因", "甲一,县一中,,", "甲二,县一中,2025-03,调离", "甲三,县一中,2025-03,"}, "甲一 在册|甲二 调离", "「离任时间」一栏为「2025-03」，没有说明是怎样离任的"},
		"a group in other words": {"名册", []string{"姓名,工作单位,性别", "（三）免去委员资格人员", "甲一,县一中,男"}, "", "上面的分组是「免去委员资格人员」，没有说明是怎样离任的"},
		"those in office":        {"在册委员", []string{"姓名,工作单位", "甲一,县一中"}, "甲一 在册", ""},
		"all of them":            {"名册", []string{"政协青溪县第十届委员会全体委员名册", "姓名,工作单位", "甲一,县一中"}, "甲一 在册", ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			_, im := o.takenSheets(roster.Members, sheetOf(c.sheet, c.rows...))
			if got := o.valuesOf(roster.Members, "name", "status"); got != c.want {
				t.Errorf("members %q, want %q\n%s", got, c.want, outcomesOf(im))
			}
			said := slices.Clone(im.Strange)
			for _, row := range im.Rows {
				said = append(said, row.Reason)
			}
			if !strings.Contains(strings.Join(said, "\n"), c.said) {
				t.Errorf("says %q, lacks %q", said, c.said)
			}
			if got := o.valuesOf(roster.Sectors, "name"); got != "" {
				t.Errorf("new sectors %q", got)
			}
		})
	}
}

func TestMarksApartFromNames(t *testing.T) {
	for text, want := range map[string]string{
		"马晓二 女 回族": "马晓二 女 回族", "马晓二　女": "马晓二 女 ", "欧阳 男": "欧阳男  ", "李 一 男": "李一男  ", "郑晓①": "郑晓  ", "②郑晓": "郑晓  ", "司马 晓云 女": "司马晓云 女 ",
	} {
		o := openOffice(t)
		_, im := o.takenSheets(roster.Members, pipedSheet("姓名|工作单位|联系地址", text+"|县一中|青溪"))
		if got := o.valuesOf(roster.Members, "name", "gender", "ethnicity"); got != want {
			t.Errorf("%q: %q, want %q\n%s", text, got, want, outcomesOf(im))
		}
		if strings.ContainsAny(text, "女①②") && len(im.Strange) == 0 {
			t.Errorf("%q: nothing is said of it", text)
		}
	}
}

// A number of people, or what they are, is no part of a sector's name.
func TestSectorsWithMoreAroundThem(t *testing.T) {
	o := openOffice(t)
	_, im := o.takenSheets(roster.Members, pipedSheet("姓名|性别|界别", "甲一|男|教育界", "甲二|男|教育界（12人）", "甲三|男|教育界委员", "甲四|男|教 育"))
	if got := o.valuesOf(roster.Sectors, "name"); got != "教育界" {
		t.Errorf("%s\n%s", got, outcomesOf(im))
	}
}
