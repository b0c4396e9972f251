package export

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export/paper"
)

// PaperRequest says which papers to write and where.
type PaperRequest struct {
	Paper       Paper
	Year        int
	Date        time.Time // of the papers; what is dated later does not exist
	Proposals   []int64   // only of these; nil: of all
	Units       []int64   // only for these; nil: for all
	Activities  []int64   // only of these; nil: of all
	Evaluations []int64   // only of these; nil: of all
	Letters     []int64   // only of these; nil: of all
	FirstNumber int       // 发文字号: the number of the first document, one more for each; 0: left blank
	Dir         string    // the folder that is to hold the paper, or the folder of papers
	Replace     bool      // also documents that the program did not write or somebody has edited since
	Progress    func(done, total int, name string)
}

// PaperPlan is what a request will write.
type PaperPlan struct {
	Request PaperRequest
	Names   []string // of the files
	Missing []string // names of settings without which nothing is written
	Blank   []string // names of settings that are empty, whose places stay blank

	year *paperYear
	docs []document
}

// Target is the folder of the papers, or the one there is of a year.
func (r PaperRequest) Target() string {
	name := strconv.Itoa(r.Year) + "年" + r.Paper.Name
	if r.Paper.OneAYear {
		name += ".docx"
	}
	return filepath.Join(r.Dir, name)
}

// Outgoing is the papers as they leave the program.
func (r PaperRequest) Outgoing() store.Outgoing {
	return store.Outgoing{Verb: "生成", What: strconv.Itoa(r.Year) + "年" + r.Paper.Name, Unit: "份", To: r.Target(), Replace: r.Replace}
}

// PlanPapers says what a request will write. Nothing that can be written is refused in a sentence.
func PlanPapers(ctx context.Context, st *store.Store, request PaperRequest) (*PaperPlan, error) {
	y, err := readPaperYear(ctx, st, request)
	if err != nil {
		return nil, err
	}
	return y.plan()
}

// plan says what the request of the year will write.
func (y *paperYear) plan() (*PaperPlan, error) {
	request := y.PaperRequest
	plan := &PaperPlan{Request: request, year: y, docs: request.Paper.make(y)}
	plan.Missing, plan.Blank = y.unfilled(request.Paper.Needs), y.unfilled(request.Paper.Better)
	if len(plan.docs) == 0 {
		return plan, request.nothing()
	}
	taken := map[string]bool{}
	for _, d := range plan.docs {
		name := filepath.Base(request.Target())
		if !request.Paper.OneAYear {
			name = freeFileName(request.Paper.Name+" "+d.name, taken)
		}
		plan.Names = append(plan.Names, name)
	}
	return plan, nil
}

// nothing refuses a request of which nothing would be written, with what there are papers of.
func (r PaperRequest) nothing() error {
	which := strconv.Itoa(r.Year) + "年"
	switch {
	case r.Activities != nil:
		which = "选定的活动中"
	case r.Evaluations != nil:
		which = "选定的评议中"
	case r.Letters != nil:
		which = "选定的监督意见书中"
	case r.Proposals == nil && r.Units != nil:
		which = "选定的单位中"
	case r.Proposals != nil:
		which = "选定的提案和单位中"
	}
	return store.Refuse(store.CodeNotFound, "%s没有要出%s的。%s：%s。", which, r.Paper.Name, r.Paper.Each, r.Paper.Rule)
}

// noneWithout ends the rule of a paper that each unit has which has something on it.
const noneWithout = "；都没有的单位不出"

// NoPapers says in a sentence why a request would write nothing, "" when it would write something. It is for papers that are not of proposals, and reads only
// what such a paper is of: it can be asked of every record that is looked at.
func NoPapers(ctx context.Context, st *store.Store, request PaperRequest) (why string, err error) {
	y := newPaperYear(request)
	if err := st.DB().RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error { return y.readSubject(ctx, tx) }); err != nil {
		return "", fmt.Errorf("read %d for %s: %w", request.Year, request.Paper.Name, err)
	}
	if len(request.Paper.make(y)) == 0 {
		why = "暂时没有可以出具的" + request.Paper.Name + "。出具的条件：" + strings.TrimSuffix(request.Paper.Rule, noneWithout) + "。"
	}
	return why, nil
}

// freeFileName makes a name that every system can store and no other document of the folder has.
func freeFileName(name string, taken map[string]bool) string {
	stem := []rune(store.StorableName(name))
	const longest = 70 // characters: a folder and 255 bytes are left room for
	text := strings.Trim(string(stem[:min(len(stem), longest)]), " .")
	name = text
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s (%d)", text, n)
	}
	taken[strings.ToLower(name)] = true
	return name + ".docx"
}

// WritePapers writes the papers of a plan and gives their paths. They are complete in a folder beside before any of them takes its place, like those
// of WritePack; the same data on the same date with the same template make the same bytes. Cancelling ctx leaves what was there.
func WritePapers(ctx context.Context, st *store.Store, plan *PaperPlan) (files []string, err error) {
	request := plan.Request
	if len(plan.Missing) > 0 {
		return nil, store.Refuse(store.CodeInvalid, "还不能生成%s：「设置」里没有填%s。请先填好再生成。", request.Paper.Name, zh.JoinNames(plan.Missing))
	}
	template, err := TemplateOf(ctx, st, request.Paper)
	if err != nil {
		return nil, err
	}
	folder := request.Target()
	if request.Paper.OneAYear {
		folder = request.Dir
	}
	for _, name := range plan.Names {
		if err := store.MayReplace(filepath.Join(folder, name), false); err != nil && (!request.Replace || store.CodeOf(err) != store.CodeExists) {
			return nil, err
		}
	}
	if err := os.MkdirAll(request.Dir, 0o755); err != nil {
		return nil, cannotWrite(request.Dir, err)
	}
	tidyPacks(request.Dir, time.Now())
	temporary, err := os.MkdirTemp(request.Dir, ".文书-")
	if err != nil {
		return nil, cannotWrite(request.Dir, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temporary)) }()
	if err := plan.fill(ctx, template, temporary); err != nil {
		return nil, err
	}
	if err := moveInto(folder, temporary, plan.Names); err != nil {
		return nil, err
	}
	for _, name := range plan.Names {
		files = append(files, filepath.Join(folder, name))
	}
	return files, nil
}

// fill writes the documents into the folder.
func (plan *PaperPlan) fill(ctx context.Context, template *paper.Template, folder string) error {
	request, say := plan.Request, plan.Request.Progress
	if say == nil {
		say = func(int, int, string) {}
	}
	for i, d := range plan.docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		say(i, len(plan.docs), plan.Names[i])
		common := textsOf(plan.year, commonValues, i)
		maps.Copy(common, d.data.Texts)
		d.data.Texts = common
		properties := paper.Properties{Title: strings.TrimSuffix(plan.Names[i], ".docx"), Creator: plan.year.setting("paper.office|office.name"), Date: request.Date}
		if err := writeDocument(filepath.Join(folder, plan.Names[i]), template, request.Paper.Fields, d.data, properties); err != nil {
			return err
		}
	}
	say(len(plan.docs), len(plan.docs), "")
	return ctx.Err()
}

func writeDocument(path string, template *paper.Template, fields []paper.Field, d paper.Data, properties paper.Properties) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return cannotWrite(filepath.Dir(path), err)
	}
	err = template.Fill(f, fields, d, properties)
	if e := errors.Join(f.Sync(), f.Close()); e != nil {
		err = errors.Join(err, cannotWrite(filepath.Dir(path), e))
	}
	return err
}
