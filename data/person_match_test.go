package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// Of many only the month of birth is entered; their ID numbers still say that they are two.
func TestNamesakesOfOneMonthAreTwoPeople(t *testing.T) {
	store := storeWithMembers(t)
	im, err := take.PlanWorkbook(t.Context(), store, roster.Members, record.Scope{}, intake.FromText("名册", [][]string{
		personHeader, {"张伟", "1975-03", id18("33010619750308123"), "县一中", ""},
	}))
	if err != nil {
		t.Fatal(err)
	}
	if err := take.Apply(t.Context(), store, "测试", im); err != nil {
		t.Fatal(err)
	}
	other := []string{"张伟", "1975-03", id18("33010619750321123"), "县二中", ""}
	if _, row := planRow(t, store, take.Options{}, personHeader, other); row.Outcome != take.RowNew {
		t.Errorf("%s of %d: %s %+v", row.Outcome, row.ID, row.Reason, row.Changes)
	}
	if _, row := planRow(t, store, take.Options{Ask: true}, personHeader, other); row.Outcome != take.RowAsked {
		t.Errorf("asks nobody: %s %+v", row.Outcome, row.Changes)
	}
}

// Of two of a name the one against whom nothing speaks is not meant where more speaks for the other: nobody guesses.
func TestANamesakeLeftOverIsAskedAbout(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "郭春", "sector": "中共界", "workplace": "县委办公室", "mobile": "13900000001"})
	o.save(roster.Members, record.Values{"name": "郭春", "sector": "经济界", "workplace": "县水务局", roster.NewPersonKey: "是"})
	for _, rows := range [][]string{
		{"姓名,界别,工作单位,手机", "郭春,中共界,县委办公室,13911110001"},
		{"姓名,界别,手机", "郭春,中共界,13911110001"},
	} {
		_, im := o.taken(roster.Members, rows...)
		if row := im.Rows[0]; row.Outcome != take.RowAsked || len(row.Likely) != 2 || !strings.HasPrefix(row.Reason, "名叫「郭春」的有几位，看不出是哪一位：同名，手机不同") {
			t.Errorf("%s: %s %s", rows[0], row.Outcome, row.Reason)
		}
	}
	if got, _ := o.taken(roster.Members, "姓名,界别,手机", "郭春,经济界,13911110002"); got != "变更" {
		t.Errorf("the second: %s", got)
	}
}

// Of a name and a sex, with another mobile and nothing that tells: he has a new one, or is another one. Nobody guesses which.
func TestAnotherMobileAloneIsAskedAbout(t *testing.T) {
	store := storeWithMembers(t)
	header := []string{"姓名", "性别", "编号", "出生日期", "工作单位", "手机"}
	im, err := take.PlanWorkbook(t.Context(), store, roster.Members, record.Scope{}, intake.FromText("名册", [][]string{
		header, {"钱七", "男", "", "", "", "13911112222"}, {"孙八", "女", "A1", "1980-05-01", "县一中", "13933334444"},
	}))
	if err != nil {
		t.Fatal(err)
	}
	if err := take.Apply(t.Context(), store, "测试", im); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		cells []string
		want  take.Outcome
	}{
		{"Mobile", []string{"钱七", "男", "", "", "", "13955556666"}, take.RowAsked},
		{"MobileAndUnit", []string{"孙八", "女", "", "", "县二中", "13955556666"}, take.RowAsked},
		{"SameUnit", []string{"孙八", "女", "", "", "县一中", "13955556666"}, take.RowAsked},
		{"MonthOfBirth", []string{"孙八", "女", "", "1980-05", "", "13955556666"}, take.RowAsked},
		{"SameBirth", []string{"孙八", "女", "", "1980-05-01", "", "13955556666"}, take.RowChanged},
		{"AnotherBirth", []string{"孙八", "女", "", "1981-05-01", "", "13955556666"}, take.RowAsked},
		{"AnotherNumber", []string{"孙八", "女", "A2", "", "", "13955556666"}, take.RowNew},
		{"AnotherSex", []string{"钱七", "女", "", "", "", "13955556666"}, take.RowAsked},
	} {
		im, row := planRow(t, store, take.Options{}, header, c.cells)
		if row.Outcome != c.want || c.want == take.RowAsked && (len(row.Likely) != 1 || !strings.Contains(row.Reason, "手机不同")) {
			t.Errorf("%s: %s %s %+v", c.name, row.Outcome, row.Reason, row.Likely)
		}
		if c.want == take.RowAsked && im.Summary() != "new 0 changed 0 same 0 rejected 1" {
			t.Errorf("%s: %s", c.name, im.Summary())
		}
	}
	both, err := take.PlanWith(t.Context(), store, roster.Members, record.Scope{}, intake.FromText("名册", [][]string{
		header, {"钱七", "男", "", "", "", "13911112222"}, {"钱七", "男", "", "", "", "13955556666"},
	}), take.Options{})
	if err != nil || both.Summary() != "new 1 changed 0 same 1 rejected 0" {
		t.Errorf("two of one name in one file: %s, %v", both.Summary(), err)
	}
}

// That another row speaks of the one he may be makes nobody of his name and birth another one.
func TestANamesakeOfOneBirthIsAskedAboutBehindHim(t *testing.T) {
	store := storeWithMembers(t)
	header := []string{"姓名", "出生日期", "手机"}
	whole, coarse := []string{"孙八", "1980-05-01", "13933334444"}, []string{"孙八", "1980-05", "13955556666"}
	im, err := take.PlanWorkbook(t.Context(), store, roster.Members, record.Scope{}, intake.FromText("名册", [][]string{header, whole}))
	if err != nil {
		t.Fatal(err)
	}
	if err := take.Apply(t.Context(), store, "测试", im); err != nil {
		t.Fatal(err)
	}
	for _, rows := range [][][]string{{header, whole, coarse}, {header, coarse, whole}} {
		im, err := take.PlanWorkbook(t.Context(), store, roster.Members, record.Scope{}, intake.FromText("名册", rows))
		if err != nil {
			t.Fatal(err)
		}
		if im.Count(take.RowAsked) != 1 || im.Count(take.RowSame) != 1 {
			t.Errorf("%v: %s", rows[1], im.Summary())
		}
	}
}
