package setting

import (
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/gui/desk/desktest"
)

// The box shows what becomes of the words before it is agreed to; the year before keeps its own, and one undo takes all back.
func TestOfficeGoesOverToOtherCategories(t *testing.T) {
	st := datatest.MustOpen(t)
	d := desktest.New(t, st)
	desktest.Show(d, New(d, "0.1.0"))
	used := func(year int) string {
		words, err := record.WordsIn(t.Context(), st.DB(), "proposal_category", year)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(words, "、")
	}
	year := d.Year()
	before := used(year)
	s := askScheme(d)
	s.scheme, s.from = proposal.CategorySchemes[2], year+1
	s.preview()
	top := d.Native().Canvas().Overlays().Top()
	if text := desktest.Text(top); !strings.Contains(text, "科教文卫体") || !strings.Contains(text, "农林水利") {
		t.Fatalf("the box shows:\n%s", text)
	}
	desktest.PressButton(t, top, "换用")
	if used(year) != before || used(year+1) != "经济发展、城乡建设、民政劳动、农牧林水、科教文卫体、财税金融、交通旅游、资源环境、政务服务、民族宗教、纪检政法、组宣统战、其他方面" {
		t.Errorf("%d has %s, the year after %s", year, used(year), used(year+1))
	}
	s = askScheme(d)
	s.scheme = proposal.CategorySchemes[2]
	s.preview()
	top = d.Native().Canvas().Overlays().Top()
	if text := desktest.Text(top); !strings.Contains(text, "已经是「十三类」") || !s.Agree.Disabled() {
		t.Errorf("a second time the box shows:\n%s", text)
	}
	desktest.PressButton(t, top, "取消")
	d.Undo()
	if used(year+1) != before {
		t.Errorf("after undo the year after has %s", used(year+1))
	}
}
