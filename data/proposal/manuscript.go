package proposal

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Manuscript is what the paper of a proposer (文稿) says of his proposal.
type Manuscript struct {
	Values record.Values // what is certain
	Doubts []Doubt       // what is left to the clerk
}

// Doubt is something of a manuscript that was not taken, or wants looking at.
type Doubt struct {
	Key   string // the field that is left empty for it; "": none is
	Words string // without a full stop
}

// labels are the fields that a manuscript names with a colon or in a cell of a table, beside what a ledger calls them.
var labels = map[string][]string{
	"title":           nil,
	"proposer":        {"提案发起人", "领衔人"},
	"joint":           {"附议提案人", "联名提案者", "联名", "联名者", "联署", "共同提案人", "联合提案人"},
	"seconders":       nil,
	"suggested_units": {"建议主办单位", "提案人建议办理单位"},
	"received_on":     nil,
	"category":        nil,
	"open":            {"是否同意向社会公开", "是否同意公开"},
	"body":            nil,
}

// The most lines from the beginning of a manuscript in which its title is, and from its end in which it is signed.
const (
	headLines = 12
	footLines = 3
)

var (
	titled    = regexp.MustCompile(`(建议|提案|意见|议案)$`)
	sentence  = regexp.MustCompile(`[，。；：！？,;:!?]`)
	dayAlone  = regexp.MustCompile(`^[〇○零一二三四五六七八九十\d]{4}\s*[年.\-/]\s*[一二三四五六七八九十\d]{1,3}\s*[月.\-/]\s*[一二三四五六七八九十\d]{1,3}\s*日?$`)
	contact   = regexp.MustCompile(`^(联系|通讯|通信|邮|电话|手机|电子|界别|工作单位|职务|编号|地址|传真|类型|日期|附议|联名|联署|共同|联合|第[一二三四五六七八九十]+提案)[^：:，。]{0,6}[：:][^，。；]{0,40}$`)
	furtherOf = regexp.MustCompile(`^第[二三四五六七八九十]+(提案|联名)(人|者)$`)
	inHonours = regexp.MustCompile(`^(提案人|提案者|第一提案人|委员)[：:\s]*|(委员)$`)
)

// manuscriptReader takes a manuscript apart.
type manuscriptReader struct {
	ctx    context.Context
	db     bun.IDB
	scope  record.Scope
	out    Manuscript
	said   map[string]string // by the fields named
	labels map[string]string // squeezed label -> key
	body   []string
	left   []string // lines that are of no field
	head   int      // how many lines without a label stand before the last label of the head
}

// ReadManuscript reads what the document says of a proposal: its title, who proposes it where that is said or signed by somebody the rosters know, what it
// names with labels, and its text. Nothing is guessed: what is doubtful is told and left out.
func ReadManuscript(ctx context.Context, db bun.IDB, scope record.Scope, d *intake.Document) (Manuscript, error) {
	r := &manuscriptReader{ctx: ctx, db: db, scope: scope, out: Manuscript{Values: record.Values{}}, said: map[string]string{}, labels: map[string]string{}}
	for key, more := range labels {
		f := Proposals.Field(key)
		for _, label := range append(append([]string{f.Title}, f.Aliases...), more...) {
			r.labels[intake.Squeeze(label)] = key
		}
	}
	lines := slices.DeleteFunc(slices.Clone(d.Lines), func(line string) bool { return strings.TrimSpace(line) == "" })
	lines = r.named(lines)
	lines = r.title(lines)
	for _, step := range []func([]string) ([]string, error){r.byline, r.signature} {
		var err error
		if lines, err = step(lines); err != nil {
			return Manuscript{}, err
		}
	}
	r.body = append(lines, r.body...)
	if err := r.fields(); err != nil {
		return Manuscript{}, err
	}
	if len(r.left) > 0 {
		r.doubt("", "没有填入的几行：「%s」", strings.Join(r.left, "」「"))
	}
	if d.Numbered {
		r.doubt("", "文稿用了自动编号，段首的「一、」等没有读入，请核对正文")
	}
	if d.Pictures > 0 {
		r.doubt("", "文稿里的 %d 张图片没有读入，可以把文稿存为附件", d.Pictures)
	}
	return r.out, nil
}

func (r *manuscriptReader) doubt(key, words string, args ...any) {
	r.out.Doubts = append(r.out.Doubts, Doubt{key, fmt.Sprintf(words, args...)})
}

// named takes out what is said with labels; what follows 内容 is text.
func (r *manuscriptReader) named(lines []string) (others []string) {
	for i, line := range lines {
		cells := strings.Split(line, "\t")
		if len(cells) == 1 {
			cells = strings.SplitN(strings.Replace(line, ":", "：", 1), "：", 2)
		}
		key := r.keyOf(cells[0])
		if key == "body" && len(cells) > 1 {
			r.body = append([]string{strings.Join(cells[1:], " ")}, lines[i+1:]...)
			r.body = slices.DeleteFunc(r.body, func(line string) bool { return strings.TrimSpace(line) == "" })
			return others
		}
		if key == "" || len(cells) < 2 {
			others = append(others, strings.ReplaceAll(line, "\t", " "))
			continue
		}
		if !slices.ContainsFunc(others, ofText) {
			r.head = len(others)
		}
		for len(cells) > 0 {
			key := r.keyOf(cells[0])
			switch {
			case key == "" || len(cells) == 1:
				if rest := strings.TrimSpace(strings.Join(cells, " ")); rest != "" {
					r.left = append(r.left, rest)
				}
				cells = nil
				continue
			case r.said[key] == "":
				r.said[key] = strings.TrimSpace(cells[1])
			default:
				r.again(key, cells[0], strings.TrimSpace(cells[1]))
			}
			cells = cells[2:]
		}
	}
	return others
}

// again takes what a label says that was there before: further names, else a line of no field.
func (r *manuscriptReader) again(key, label, text string) {
	switch {
	case text == "":
	case key == "joint" || key == "seconders":
		r.said[key] += "、" + text
	default:
		r.left = append(r.left, label+"："+text)
	}
}

// keyOf is the field a label names, "" for none.
func (r *manuscriptReader) keyOf(label string) string {
	label = intake.Squeeze(label)
	if furtherOf.MatchString(label) {
		return "joint"
	}
	return r.labels[label]
}

// ofText tells that a line is of the text: a heading of it, or longer than anything above it.
func ofText(line string) bool {
	part, _, _ := headingOf(line)
	return part >= 0 || len([]rune(line)) > 2*longestHeading && sentence.MatchString(line)
}

// title takes the title off the lines, with what stands before it.
func (r *manuscriptReader) title(lines []string) []string {
	if r.said["title"] != "" {
		r.left = append(r.left, lines[:r.head]...)
		return r.contacts(lines[r.head:])
	}
	for i, line := range lines[:min(len(lines), headLines)] {
		whole, taken := line, 1
		if strings.HasPrefix(line, "关于") && !titled.MatchString(line) && i+1 < len(lines) && titled.MatchString(lines[i+1]) && !sentence.MatchString(lines[i+1]) {
			whole, taken = line+lines[i+1], 2
		}
		whole = strings.ReplaceAll(whole, " ", "")
		if !strings.HasPrefix(whole, "关于") && !strings.HasSuffix(whole, "的建议") && !strings.HasSuffix(whole, "的提案") || sentence.MatchString(whole) || len([]rune(whole)) > record.TitleMost {
			continue
		}
		r.left = append(r.left, lines[:i]...)
		rest := lines[i+taken:]
		if !titled.MatchString(whole) {
			r.doubt("title", "「%s」像是案由，但不像写完了，没有填入", whole)
			return r.contacts(rest)
		}
		r.said["title"] = whole
		return r.contacts(rest)
	}
	r.doubt("title", "没有找到案由，如「关于……的建议」")
	return lines
}

// contacts takes off the lines before the text that name something a proposal has no field for, such as a telephone.
func (r *manuscriptReader) contacts(lines []string) []string {
	for len(lines) > 0 && contact.MatchString(lines[0]) && !ofText(lines[0]) {
		r.left, lines = append(r.left, lines[0]), lines[1:]
	}
	return lines
}

// byline takes the proposers off the lines that follow the title.
func (r *manuscriptReader) byline(lines []string) ([]string, error) {
	if len(lines) == 0 || r.said["title"] == "" {
		return lines, nil
	}
	names := namesAlone(lines[0])
	if part, _, _ := headingOf(lines[0]); names == nil || part >= 0 || strings.TrimSpace(r.said["proposer"]) != "" {
		return lines, nil
	}
	known, err := r.known(names)
	switch {
	case err != nil:
		return nil, err
	case known:
		r.said["proposer"] = zh.JoinNames(names)
	default:
		r.doubt("proposers", "案由下面的「%s」像是提案人，名册里没有，没有填入", lines[0])
	}
	return r.contacts(lines[1:]), nil
}

// signature takes who signs a manuscript, and when, off its end.
func (r *manuscriptReader) signature(lines []string) ([]string, error) {
	text := &lines
	if len(r.body) > 0 {
		text = &r.body
	}
	for range footLines {
		at := len(*text) - 1
		if at < 0 {
			break
		}
		line := (*text)[at]
		if dayAlone.MatchString(line) {
			r.left = append(r.left, line)
			*text = (*text)[:at]
			continue
		}
		names := namesAlone(line)
		known, err := r.known(names)
		if err != nil {
			return nil, err
		}
		if !known {
			break
		}
		*text = (*text)[:at]
		if r.said["proposer"] == "" {
			r.said["proposer"] = zh.JoinNames(names)
		} else if r.said["proposer"] != zh.JoinNames(names) {
			r.left = append(r.left, line)
		}
	}
	return lines, nil
}

// namesAlone are the names of a line that has nothing else, nil for any other.
func namesAlone(line string) []string {
	line = strings.Trim(strings.TrimSpace(line), "（）()")
	line = inHonours.ReplaceAllString(line, "")
	var names []string
	spaced := false // the last one is written with blanks: 张 小 明
	for _, name := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("、，,\u3000 ", r) }) {
		single := len([]rune(name)) == 1
		if last := len(names) - 1; single && spaced && len([]rune(names[last])) < 4 {
			names[last] += name
			continue
		}
		names, spaced = append(names, name), single
	}
	for _, name := range names {
		if n := len([]rune(name)); n < 2 || n > 20 || sentence.MatchString(name) {
			return nil
		}
	}
	return names
}

// known reports whether all names are those of members or bodies.
func (r *manuscriptReader) known(names []string) (bool, error) {
	for _, name := range names {
		count, body, err := r.members(name)
		if err != nil || count == 0 && !body {
			return false, err
		}
	}
	return len(names) > 0, nil
}

// members counts the members of the term who are called name, and reports whether a body is.
func (r *manuscriptReader) members(name string) (count int64, body bool, err error) {
	term := r.scope.TermID
	if term == 0 {
		if term, err = roster.CurrentTerm(r.ctx, r.db); err != nil {
			return 0, false, err
		}
	}
	if body, err = isBody(r.ctx, r.db, term, name); err != nil {
		return 0, false, err
	}
	name, _ = roster.NameAndWorkplace(name)
	count, err = store.LookUp(r.ctx, r.db, "SELECT count(*) FROM member m JOIN person h ON h.id = m.person_id WHERE h.name = ? AND m.term_id = ? AND m.deleted_at = ''", name, term)
	return count, body, err
}

// fields has what is said as the fields keep it.
func (r *manuscriptReader) fields() error {
	put := func(key, value string) {
		if value != "" {
			r.out.Values[key] = value
		}
	}
	put("title", r.said["title"])
	put("suggested_units", r.said["suggested_units"])
	put("body", strings.Join(r.body, "\n"))
	if r.out.Values["body"] == "" {
		r.doubt("body", "没有读到正文")
	}
	if answer, form := tickedOpen(r.said["open"]); form && answer == "" {
		r.doubt("", "是否公开「%s」看不出勾选的是哪一个，没有填入，不写明的按公开登记", r.said["open"])
		r.said["open"] = ""
	} else if answer != "" {
		r.said["open"] = answer
	}
	for _, key := range []string{"received_on", "open"} {
		value, err := Proposals.Field(key).Canonical(r.said[key])
		if err != nil {
			r.doubt(key, "%s「%s」读不懂，没有填入", Proposals.Field(key).Title, r.said[key])
			continue
		}
		put(key, value)
	}
	if category := r.said["category"]; category != "" {
		words, err := record.WordsIn(r.ctx, r.db, "proposal_category", r.scope.Year)
		if err != nil {
			return err
		}
		if slices.Contains(words, category) {
			put("category", category)
		} else {
			r.doubt("category", "分类「%s」不是用词表里的，没有填入", category)
		}
	}
	return r.proposers()
}

// proposers has those named as rows of the part, unless one of them could be several members.
func (r *manuscriptReader) proposers() error {
	var all []rows.Row
	for _, of := range []struct{ key, role string }{{"proposer", "提案人"}, {"joint", "联名"}, {"seconders", "附议"}} {
		said, count := countedProposers(strings.TrimSpace(r.said[of.key]))
		if count > 1 {
			r.doubt("", "提案人写着「%s」，其余各位请补上", r.said[of.key])
		}
		for i, name := range zh.SplitNames(said) {
			if joined := namesAlone(name); len(joined) == 1 {
				name = joined[0]
			}
			count, body, err := r.members(name)
			switch {
			case err != nil:
				return err
			case count > 1 && !strings.ContainsAny(name, "（("):
				r.doubt("proposers", "本届有 %d 位委员名叫「%s」，没有填入，请选是哪一位", count, name)
				return nil
			case count == 0 && !body:
				r.doubt("", "「%s」不在本届委员名册中，请核对", name)
			}
			role := of.role
			if i > 0 && of.key == "proposer" {
				role = "联名"
			}
			all = append(all, rows.Row{"name": name, "role": role})
		}
	}
	if len(all) == 0 {
		if !slices.ContainsFunc(r.out.Doubts, func(d Doubt) bool { return d.Key == "proposers" }) {
			r.doubt("proposers", "没有写明提案人")
		}
		return nil
	}
	r.out.Values["proposers"] = rows.Text(all)
	return nil
}
