package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data"
)

// oddRoster is a file nobody would recognise: a title, strange headings, a total, and a man of a known name below it.
const oddRoster = "某县名册,,,\n某某,何处,号码,鞋码\n张三,县一中,13800000001,42\n李四,县二中,13800000002,40\n合计,2,,\n张三,县九中,13900000003,41\n"

func oddFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "表.csv")
	if err := os.WriteFile(path, []byte(oddRoster), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImportAsToldByFlags(t *testing.T) {
	naming := []string{"--map", "某某=name", "--map", "何处=工作单位", "--map", "鞋码="}
	for _, tt := range []struct {
		name string
		args []string
		end  int
		want string
	}{
		{"header row", append(naming, "--header-row", "2"), exitDone, "new 3 changed 0 same 0 rejected 0"},
		{"range", append(naming, "--range", "A3:C4"), exitDone, "new 2 changed 0 same 0 rejected 0"},
		{"range without end", append(naming, "--header-row", "2", "--range", "A4"), exitDone, "new 2 changed 0 same 0 rejected 0"},
		{"map of one file", []string{"--map", "表.csv/某某=姓名", "--header-row", "2"}, exitDone, "new 3 changed 0 same 0 rejected 0"},
		{"map of another file", []string{"--map", "别的.csv/某某=姓名", "--header-row", "2"}, exitRejected, "new 0 changed 0 same 0 rejected 3"},
		{"by workplace", append(naming, "--header-row", "2", "--match", "unit"), exitDone, "new 3 changed 0 same 0 rejected 0"},
		{"by ID number", append(naming, "--header-row", "2", "--match", "id"), exitRejected, "new 0 changed 0 same 0 rejected 3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			args := append([]string{"import", "members", oddFile(t), "--data", t.TempDir()}, tt.args...)
			if end := mustRun(t, tt.end, args...); !strings.HasSuffix(end.out, ": "+tt.want+"\n") {
				t.Errorf("printed %q and %q, want %s", end.out, end.err, tt.want)
			}
		})
	}
}

// A heading of --map that is not there is refused with those that are, and nothing comes in; of several files it may be in another.
func TestImportMapsOnlyHeadingsThere(t *testing.T) {
	dir := t.TempDir()
	args := []string{"import", "members", oddFile(t), "--data", dir, "--map", "某某=姓名", "--header-row", "2"}
	end := mustRun(t, exitFailed, append(args, "--map", "不存在=界别")...)
	if want := "--map 写的标题「不存在」文件里没有，有的是："; !strings.Contains(end.err, want) || !strings.Contains(end.err, "某某") {
		t.Errorf("says %q, want %q", end.err, want)
	}
	if end := mustRun(t, exitDone, "list", "members", "--data", dir); strings.Count(end.out, "\n") > 1 {
		t.Errorf("came in:\n%s", end.out)
	}
	mustRun(t, exitDone, append(args, "--map", "别的.csv/不存在=界别")...)
}

func TestImportRemembersTheLayout(t *testing.T) {
	dir := t.TempDir()
	mustRun(t, exitFailed, "import", "members", oddFile(t), "--data", dir)
	mustRun(t, exitDone, "import", "members", oddFile(t), "--data", dir, "--map", "某某=name", "--map", "何处=workplace", "--header-row", "2")
	end := mustRun(t, exitDone, "import", "members", oddFile(t), "--data", dir)
	if !strings.HasSuffix(end.out, "new 0 changed 0 same 3 rejected 0\n") {
		t.Errorf("printed %q and %q", end.out, end.err)
	}
	if !strings.Contains(end.err, "：按上次的对应：「某某」为「姓名」、「何处」为「工作单位」；不对时请用 --map 写明。\n") {
		t.Errorf("says of it %q", end.err)
	}
}

// A file of which nothing was taken in leaves no layout behind for the next.
func TestImportThatWroteNothingRemembersNothing(t *testing.T) {
	dir := t.TempDir()
	mapped := []string{"--map", "某某=name", "--map", "何处=workplace", "--header-row", "2"}
	mustRun(t, exitRejected, append([]string{"import", "members", oddFile(t), "--data", dir, "--match", "id"}, mapped...)...)
	mustRun(t, exitFailed, "import", "members", oddFile(t), "--data", dir)
}

func TestImportAsks(t *testing.T) {
	dir := t.TempDir()
	args := []string{"import", "members", oddFile(t), "--data", dir, "--map", "某某=name", "--map", "何处=workplace"}
	mustRun(t, exitDone, append(args, "--range", "A3:C4")...)
	end := mustRun(t, exitRejected, append(args, "--range", "A6:C6", "--header-row", "2", "--ask")...)
	if !strings.Contains(end.err, "可能是已有的人") || !strings.HasSuffix(end.out, "new 0 changed 0 same 0 rejected 1\n") {
		t.Errorf("printed %q and %q", end.out, end.err)
	}
}

// What a row is that waits is said by its line.
func TestImportIsToldWhoARowIs(t *testing.T) {
	dir := t.TempDir()
	read := func(end int, text string, more ...string) ended {
		t.Helper()
		path := filepath.Join(t.TempDir(), "委员.csv")
		if err := os.WriteFile(path, []byte("姓名,出生日期,工作单位\n"+text), 0o600); err != nil {
			t.Fatal(err)
		}
		return mustRun(t, end, append([]string{"import", "members", path, "--data", dir, "--year", "2026", "--ask"}, more...)...)
	}
	read(exitDone, "甲一,1980-05-06,县一中\n乙二,1970-01-02,县二中\n乙二,1971-03-04,县三中\n")
	const later = "甲一,1990-01-01,县医院\n乙二,,县法院\n丙三,1985-05-05,县四中\n"
	if end := read(exitRejected, later); !strings.HasSuffix(end.out, "new 1 changed 0 same 0 rejected 2\n") || !strings.Contains(end.err, "待确认的 2 行没有写入；就是已有的那一条用 --decide 行=same") {
		t.Errorf("printed %q\nand %q", end.out, end.err)
	}
	for _, test := range []struct {
		end      int
		decide   []string
		out, err string
	}{
		{exitUsage, []string{"2"}, "", "--decide 应写成 行=new、行=same 或 行=skip"},
		{exitUsage, []string{"2=same:0"}, "", "--decide 应写成"},
		{exitFailed, []string{"4=same"}, "", "第 4 行没有要确认的事"},
		{exitFailed, []string{"3=same"}, "", "第 3 行可能是 2 条中的一条：1. "},
		{exitFailed, []string{"3=same:3"}, "", "第 3 行可能是的只有 2 条，没有第 3 条。"},
		{exitDone, []string{"2=new", "3=skip"}, "new 1 changed 0 same 1 rejected 0\n", "跳过 1 行"},
		{exitDone, []string{"3=same:2"}, "new 0 changed 1 same 2 rejected 0\n", ""},
	} {
		var more []string
		for _, d := range test.decide {
			more = append(more, "--decide", d)
		}
		if end := read(test.end, later, more...); !strings.HasSuffix(end.out, test.out) || !strings.Contains(end.err, test.err) {
			t.Errorf("%v: printed %q\nand %q", test.decide, end.out, end.err)
		}
	}
}

func TestReadingIsRefusedInWords(t *testing.T) {
	file := oddFile(t)
	for _, tt := range []struct {
		name string
		end  int
		args []string
	}{
		{"no such sheet", exitFailed, []string{"--sheet", "表二"}},
		{"no such field", exitFailed, []string{"--map", "某某=绰号"}},
		{"no such rule", exitFailed, []string{"--match", "hat"}},
		{"header below the end", exitFailed, []string{"--header-row", "99"}},
		{"header that is no row", exitUsage, []string{"--header-row", "二"}},
		{"range that is none", exitUsage, []string{"--range", "第3行"}},
		{"map without a field", exitUsage, []string{"--map", "某某"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			end := mustRun(t, tt.end, append([]string{"import", "members", file, "--data", t.TempDir()}, tt.args...)...)
			if !strings.Contains(end.err, "。") || strings.Contains(end.err, "意外错误") {
				t.Errorf("told as %q", end.err)
			}
		})
	}
}

// TestTemplates writes the template of every kind; empty, it imports without a question and without a row.
func TestTemplates(t *testing.T) {
	dir := t.TempDir()
	for _, kind := range data.Kinds() {
		t.Run(kind.Name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "模板.xlsx")
			mustRun(t, exitDone, "template", kind.Name, path, "--data", dir)
			end := mustRun(t, exitDone, "import", kind.Name, path, "--data", dir)
			if !strings.HasSuffix(end.out, "new 0 changed 0 same 0 rejected 0\n") || strings.Contains(end.err, "没有对应的项目") {
				t.Errorf("printed %q and %q", end.out, end.err)
			}
		})
	}
	mustRun(t, exitUsage, "template", "members", "--data", dir)
}

// What a word means that no word list has is said once, and remembered.
func TestImportIsToldWhatAWordMeans(t *testing.T) {
	file := filepath.Join(t.TempDir(), "委员.csv")
	if err := os.WriteFile(file, []byte("姓名,性别,工作单位\n甲一,男士生,县一中\n甲二,男士生,县二中\n甲三,女,县三中\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	end := mustRun(t, exitRejected, "import", "members", file, "--data", dir, "--year", "2026")
	for _, want := range []string{
		"「男士生」在「性别」一栏有 2 处，用词表里没有，有的是：男、女。请用 --word 写明当作哪一个，如 --word 男士生=男；记住以后不再问。",
		"第 2、3 行退回：「性别」一栏为「男士生」，应为男、女之一。",
	} {
		if !strings.Contains(end.err, want) {
			t.Errorf("%s\nlacks %s", end.err, want)
		}
	}
	odd := filepath.Join(t.TempDir(), "状态.csv")
	if err := os.WriteFile(odd, []byte("姓名,性别,状态\n乙一,女,正常\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if end := run(t.Context(), "import", "members", odd, "--data", dir); !strings.Contains(end.err, "请用 --word 写明当作哪一个（--word 正常=有的词）") || strings.Contains(end.err, "正常=在册") {
		t.Errorf("no word of the list is like it: %s", end.err)
	}
	for _, c := range []struct{ word, want string }{
		{"男士生", "--word 应写成 词=用词，如 很满意=满意"}, {"男士生=雄", "委员的用词表里没有「雄」，不能把「男士生」当作它。"},
	} {
		if end := run(t.Context(), "import", "members", file, "--data", dir, "--word", c.word); !strings.Contains(end.err, c.want) {
			t.Errorf("--word %s: %s", c.word, end.err)
		}
	}
	if end = mustRun(t, exitDone, "import", "members", file, "--data", dir, "--word", "男士生=男"); !strings.Contains(end.out, "new 2 changed 0 same 1 rejected 0") {
		t.Error(end.out, end.err)
	}
	if end = mustRun(t, exitDone, "import", "members", file, "--data", dir); !strings.Contains(end.out, "new 0 changed 0 same 3 rejected 0") {
		t.Error(end.out, end.err)
	}
	if end = mustRun(t, exitDone, "list", "words", "--data", dir); !strings.Contains(end.out, "男性、男士、M、male、♂、男士生") {
		t.Error(end.out)
	}
}

// A name that is like that of a body is refused with what to say about it; what was said is remembered.
func TestImportIsToldWhichBodyIsMeant(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	in := filepath.Join(dir, "data")
	mustRun(t, exitDone, "import", "members", write("甲.csv", "姓名,界别\n甲一,教育界\n"), "--data", in)
	file := write("乙.csv", "姓名,界别\n甲二,教育届\n甲三,教　育\n")
	end := mustRun(t, exitRejected, "import", "members", file, "--data", in)
	for _, want := range []string{
		"「教育届」在「界别」一栏有 1 处，与已有的「教育界」读音相同。是它请用 --word 教育届=教育界 写明，记入它的曾用名；是另一个界别，用 --word 教育届=+。",
		"第 2 行退回：「界别」一栏为「教育届」，与已有的「教育界」读音相同；是它请改正，或登记为它的曾用名，不是请先登记这个界别。",
	} {
		if !strings.Contains(end.err, want) {
			t.Errorf("%s\nlacks %s", end.err, want)
		}
	}
	if end = mustRun(t, exitDone, "import", "members", file, "--data", in, "--word", "教育届=教育界"); !strings.Contains(end.out, "new 1 changed 0 same 1 rejected 0") {
		t.Error(end.out, end.err)
	}
	if end = mustRun(t, exitDone, "import", "members", file, "--data", in); !strings.Contains(end.out, "new 0 changed 0 same 2 rejected 0") {
		t.Error(end.out, end.err)
	}
	if end = mustRun(t, exitDone, "list", "sectors", "--data", in); strings.Count(end.out, "\n") != 2 || !strings.Contains(end.out, "教育届") {
		t.Error(end.out)
	}
}

// Rows that are set apart are named with how to leave them out.
func TestImportLeavesMarkedRowsOut(t *testing.T) {
	file := filepath.Join("..", "..", "..", "shared", "data", "faults", "filtered.xlsx")
	if _, err := os.Stat(file); err != nil {
		t.Skip("the collection of faulty workbooks is not beside the checkout")
	}
	end := mustRun(t, exitDone, "import", "members", file, "--data", t.TempDir())
	if want := "：不要隐藏或筛选掉的 2 行，可以用 --without hidden。"; !strings.Contains(end.err, want) || !strings.Contains(end.out, "new 4 ") {
		t.Errorf("%s%s\nlacks %s", end.out, end.err, want)
	}
	end = mustRun(t, exitDone, "import", "members", file, "--data", t.TempDir(), "--without", "struck,hidden")
	if want := "2 行是隐藏或筛选掉的（第 3、4 行），没有录入。"; !strings.Contains(end.err, want) || !strings.Contains(end.out, "new 2 ") {
		t.Errorf("%s%s\nlacks %s", end.out, end.err, want)
	}
	if end = run(t.Context(), "import", "members", file, "--data", t.TempDir(), "--without", "red"); !strings.Contains(end.err, "而不是「red」") {
		t.Error(end.err)
	}
}

// Files of one person each come in together, also as a folder.
func TestImportOfAFolderOfCards(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"丁一.csv": "政协委员登记表,,,\n姓名,丁一,性别,男\n民族,汉族,手机,13900000001\n界别,教育界,工作单位,县一中\n", "马二.csv": "政协委员登记表,,,\n姓名,马二,性别,女\n民族,汉族,手机,13900000002\n界别,教育界,工作单位,县二中\n",
		"方三.csv": "政协委员登记表,,,\n姓名,方三,性别,男生\n民族,汉族,手机,13900000003\n界别,教育界,工作单位,县三中\n", "说明.txt": "登记表说明",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	end := mustRun(t, exitRejected, "import", "members", dir, "--data", t.TempDir())
	if !strings.Contains(end.out, "等 3 个文件: new 2 changed 0 same 0 rejected 1\n") || !strings.Contains(end.err, "登记表「方三」退回：「性别」一栏为「男生」") ||
		!strings.Contains(end.err, "里另有 1 个文件不是工作簿（说明.txt），没有读取") {
		t.Error(end.out, end.err)
	}
	if end = mustRun(t, exitFailed, "import", "members", t.TempDir(), "--data", t.TempDir()); !strings.Contains(end.err, "是空的，请选择放着工作簿的文件夹") {
		t.Error(end.err)
	}
}
