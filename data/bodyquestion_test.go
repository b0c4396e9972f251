package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// bodyOffice is an office with bodies of each sort.
func bodyOffice(t *testing.T) office {
	t.Helper()
	o := openOffice(t)
	for kind, names := range map[*record.Kind]string{
		roster.Sectors: "教育界 社会科学界 经济界(含工商)", roster.Committees: "提案委员会 教科卫体委员会", roster.ActivityGroups: "第一活动组 第十一活动组 高新区组",
	} {
		for _, name := range strings.Fields(names) {
			o.save(kind, record.Values{"name": name})
		}
	}
	o.change(roster.Sectors, 1, record.Values{"former_names": "文教界"})
	o.change(roster.Committees, o.idOf(roster.Committees, "教科卫体委员会"), record.Values{"short": "教科文卫体委"})
	return o
}

func (o office) idOf(k *record.Kind, name string) int64 {
	o.tb.Helper()
	records, err := k.Records(o.tb.Context(), o.DB(), record.Scope{TermID: 1})
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, r := range records {
		if r.Values["name"] == name {
			return r.ID
		}
	}
	o.tb.Fatalf("no %s %s", k.Title, name)
	return 0
}

// A body named in a row is found however its name is written; a name that is only like that of one is asked about, and one like none is a new body's.
func TestBodiesNamedInRows(t *testing.T) {
	for _, test := range []struct {
		name, heading, cell string
		want, asked         string
	}{
		{"its name", "界别", "教育界", "教育界", ""},
		{"with blanks", "界别", "教 育　界", "教育界", ""},
		{"without its ending", "界别", "教育", "教育界", ""},
		{"with another ending", "界别", "教育界别", "教育界", ""},
		{"radicals", "界别", "经济界(含\u2f2f商)", "经济界(含工商)", ""},
		{"brackets of full width", "界别", "经济界（含工商）", "经济界(含工商)", ""},
		{"former name", "界别", "文教界", "教育界", ""},
		{"short name", "专委会", "教科文卫体委", "教科卫体委员会", ""},
		{"short ending", "专委会", "提案委", "提案委员会", ""},
		{"several", "专委会", "提案专委会、教科卫体委", "提案委员会、教科卫体委员会", ""},
		{"numeral in figures", "活动组", "第１活动组", "第一活动组", ""},
		{"numeral alone", "活动组", "十一组", "第十一活动组", ""},
		{"another number", "活动组", "第十二活动组", "第十二活动组", ""},
		{"another area", "活动组", "开发区组", "开发区组", ""},
		{"new", "界别", "科技界", "科技界", ""},
		{"like by sound", "界别", "教育届", "", "界别 教育届 与已有的「教育界」读音相同"},
		{"like by traditional characters", "界别", "經济界(含工商)", "", "界别 經济界(含工商) 与已有的「经济界(含工商)」读音相同"},
		{"two of its characters", "界别", "社科", "", "界别 社科 与已有的「社会科学界」像是全称和简称"},
		{"like by length", "界别", "社科界", "", "界别 社科界 与已有的「社会科学界」像是全称和简称"},
		{"like but for brackets", "界别", "经济界", "", "界别 经济界 与已有的「经济界(含工商)」只差括号里的字"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := bodyOffice(t)
			got, im := o.takenAnswering(roster.Members, nil, "姓名|"+test.heading, "张一|"+test.cell)
			field := map[string]string{"界别": "sector", "专委会": "committees", "活动组": "activity_groups"}[test.heading]
			asked := ""
			for _, q := range im.Words {
				asked += q.Body + " " + q.Text + " " + q.How
			}
			if asked != test.asked || test.asked != "" && !strings.HasPrefix(got, "退回 「"+test.heading+"」一栏为「"+test.cell+"」") {
				t.Errorf("asked %q, want %q; %s", asked, test.asked, got)
			}
			if test.asked == "" {
				if now := o.valuesOf(roster.Members, field); now != test.want {
					t.Errorf("%s is %q, want %q; %s", field, now, test.want, got)
				}
			}
		})
	}
}

func TestAnswersAboutABody(t *testing.T) {
	for _, test := range []struct {
		name                  string
		answer                take.WordAnswer
		became, sector, names string
	}{
		{"it is that one", take.WordAnswer{Do: take.WordIs, Word: "教育界"}, "新增\n新增", "教育界|教育界", "文教界、教育届"},
		{"it is another", take.WordAnswer{Do: take.WordNew}, "新增\n新增", "教育届|教育届", "文教界"},
		{"blank", take.WordAnswer{Do: take.WordBlank}, "新增\n新增", "|", "文教界"},
		{"refused", take.WordAnswer{Do: take.WordRefuse}, "退回 「界别」一栏为「教育届」，按您的选择退回。\n退回 「界别」一栏为「教 育 届」，按您的选择退回。", "", "文教界"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := bodyOffice(t)
			answers := map[take.WordKey]take.WordAnswer{take.NewWordKey("sector", "教育届"): test.answer}
			got, im := o.takenAnswering(roster.Members, answers, "姓名|界别", "张一|教育届", "张二|教 育 届")
			if got != test.became || len(im.Words) != 1 || im.Words[0].Rows != 2 {
				t.Errorf("became %s of %+v", got, im.Words)
			}
			if sectors := o.valuesOf(roster.Members, "sector"); sectors != test.sector {
				t.Errorf("sectors %s, want %s", sectors, test.sector)
			}
			o.expect(roster.Sectors, o.idOf(roster.Sectors, "教育界"), record.Values{"former_names": test.names})
		})
	}
	t.Run("on the command line", func(t *testing.T) {
		o := bodyOffice(t)
		answers, err := take.Answers(t.Context(), o.DB(), roster.Members, map[string]string{"教育届": "教育界", "社科界": "+"})
		if err != nil {
			t.Fatal(err)
		}
		o.takenAnswering(roster.Members, answers, "姓名|界别", "张一|教育届", "张二|社科界")
		if sectors := o.valuesOf(roster.Members, "sector"); sectors != "教育界|社科界" {
			t.Errorf("sectors %s", sectors)
		}
	})
}

// Two ways of writing a name that is new are one body, and a third that is only like it is asked about in the same file.
func TestNewBodiesOfOneFile(t *testing.T) {
	o := openOffice(t)
	got, _ := o.takenAnswering(roster.Members, nil, "姓名|界别", "张一|科技界", "张二|科 技", "张三|科技届")
	if !strings.HasPrefix(got, "新增\n新增\n退回 「界别」一栏为「科技届」，与已有的「科技界」读音相同") {
		t.Error(got)
	}
	if sectors := o.valuesOf(roster.Sectors, "name"); sectors != "科技界" {
		t.Errorf("sectors %s", sectors)
	}
}

func TestCommitteesOfGroupsAndPanels(t *testing.T) {
	o := bodyOffice(t)
	o.supervisors("张一", "张二", "张三", "张四")
	groups := []string{"组号|派驻单位|组长|成员|联系专委会", "1|县公安局|张三|张一、张二、张三、张四|提案委员会", "2|县公安局|||提案法制委员会"}
	if got, im := o.takenAnswering(roster.Groups, nil, groups...); !strings.Contains(got, "与已有的「提案委员会」像是全称和简称") || len(im.Words) != 1 {
		t.Errorf("groups %s", got)
	}
	panels := []string{"组号|评委|评委类别|评议案号|承办单位|牵头专委会", "1|评一|常委|12|水务局|教科卫体委"}
	if got, _ := o.takenAnswering(evaluation.Panels, nil, panels...); got != "新增" {
		t.Errorf("panels %s", got)
	}
	if committees := o.valuesOf(roster.Committees, "name"); committees != "提案委员会|教科卫体委员会" {
		t.Errorf("committees %s", committees)
	}
}

// A list of bodies finds them the same way; a row that is only like one waits.
func TestListsOfBodies(t *testing.T) {
	o := bodyOffice(t)
	got, im := o.takenWith(roster.Sectors, in2026, take.Options{}, pipedSheet("界别名称|备注", "教育|甲", "经济界（含工商）|乙", "社科界|丙", "科技界|丁"))
	want := "变更\n变更\n待确认 「社科界」与已有的「社会科学界」像是全称和简称，看不出是不是同一界别；是同一界别请选择它，或把名称改成「社会科学界」，不是请选择新增，或先在名录里新建。\n新增"
	if got != want {
		t.Errorf("got %s %+v", got, im.Rows)
	}
	if names := o.valuesOf(roster.Sectors, "name"); names != "教育界|社会科学界|科技界|经济界(含工商)" {
		t.Errorf("sectors %s", names)
	}
	office{o.Store, t}.refuses(roster.Sectors, o.idOf(roster.Sectors, "科技界"), record.Values{"name": "教育界别"}, "本届已有界别「教育界」，不能改成同名；如要合并，请先把委员改到其中一个。")
}
