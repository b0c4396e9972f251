package take

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// bodyOf is the kind of the bodies of a term that the field names, nil for none.
func bodyOf(f *record.Field) *record.Kind {
	ref, _ := f.One().(record.Ref)
	for _, kind := range []*record.Kind{roster.Sectors, roster.Committees, roster.ActivityGroups} {
		if kind.Name == ref.Kind {
			return kind
		}
	}
	return nil
}

// readNamed reads the bodies that the kind's fields name, and what finds the people they name. The names of bodies are words, too, that answers speak of.
func (im *Import) readNamed(ctx context.Context, db bun.IDB) error {
	im.named = map[string]*roster.BodyNames{}
	err := im.readPeople(ctx, db)
	if err != nil {
		return err
	}
	if im.term = im.scope.TermID; im.term == 0 {
		if im.term, err = roster.CurrentTerm(ctx, db); err != nil {
			return err
		}
	}
	for i := range im.Kind.Fields {
		body := bodyOf(&im.Kind.Fields[i])
		if body == nil || im.named[body.Table] != nil {
			continue
		}
		table := body.Table
		if im.named[table], err = roster.ReadBodyNames(ctx, db, table, im.term); err != nil {
			return err
		}
		im.dictionary[table], im.forms[table] = im.named[table].Names(), map[string]string{}
		for _, name := range im.dictionary[table] {
			im.forms[table][squeezed(name)] = name
		}
	}
	return nil
}

// bodyCount is a name with the number of those in it: 教育界（12人）.
var bodyCount = regexp.MustCompile(`^(?:(.+?)[(\[]共?\d+[人名位][)\]]|(.+[界会组委办室])共?\d+[人名位])$`)

// bodyPost is a name with the post somebody has there: 提案委员会副主任.
var bodyPost = regexp.MustCompile(`[会委组室](副?(?:主任|组长|主席|会长)|召集人)$`)

// headerOf is what the column of a field is headed by; where there is none, as under a group row, the title of the field.
func headerOf(f *record.Field, row intake.Row) string {
	if header := row.Header(f.Key); header != f.Key {
		return header
	}
	return f.Title
}

// meantBody is a name in a cell as the term has it. One that is like those of bodies there are is asked about; without an answer its rows are refused. One
// that is like none is a new body's.
func (im *Import) meantBody(f *record.Field, body *record.Kind, row intake.Row, text string) (string, error) {
	if m := bodyCount.FindStringSubmatch(squeezed(text)); m != nil {
		text = m[1] + m[2]
	}
	if post := bodyPost.FindStringSubmatch(squeezed(text)); post != nil && im.named[body.Table].Find(text) == "" {
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，名称里写着职务「%s」；请只写名称，职务另写一栏。", headerOf(f, row), text, post[1])
	}
	if body == roster.Sectors {
		if name := strings.TrimSuffix(text, "委员"); strings.HasSuffix(name, "界") {
			text = name
		}
	}
	if text == "" {
		return "", nil
	}
	q := im.bodyQuestion(f, body, row, text)
	switch {
	case q == nil:
		if name := im.named[body.Table].Find(text); name != "" {
			return name, nil
		}
		im.named[body.Table].Meet(text)
		return text, nil
	case q.Answer.Do == 0:
		q.meet(f)
		if q.Unlike {
			return "", store.Refuse(store.CodeInvalid, "上面的分组「%s」不像界别，看不出其中的人是哪个界别的；请加「界别」一栏写明，是界别请先登记它。", text)
		}
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，%s；是它请改正，或登记为它的曾用名，不是请先登记这个%s。", headerOf(f, row), text, q.How, q.Body)
	default:
		return q.answered(f, row, text)
	}
}

// bodyQuestion is what is asked about a name; nil for one that finds a body and for one that is like none.
func (im *Import) bodyQuestion(f *record.Field, body *record.Kind, row intake.Row, text string) *WordQuestion {
	key, names := NewWordKey(body.Table, text), im.named[body.Table]
	if q := im.asked[key]; q != nil {
		return q
	}
	answer := im.options.Words[key]
	if answer.Do == 0 && names.Find(text) != "" {
		return nil
	}
	like, how := names.Like(text)
	unlike := len(like) == 0 && row.Cells[f.Key].Inherited && body == roster.Sectors && noSector(text, names.Names()) && !im.ofPeople(text)
	if unlike {
		how = "是一个分组，不像界别"
	}
	if answer.Do == 0 {
		answer = im.answerAnywhere(body.Table, text)
	}
	if how == "" && answer.Do == 0 {
		return nil
	}
	known := slices.Concat(like, slices.DeleteFunc(names.Names(), func(name string) bool { return slices.Contains(like, name) }))
	q := &WordQuestion{
		Key: key, Text: text, Heading: headerOf(f, row), Field: f.Title, Known: known, Grows: true, Closed: true, Answer: answer,
		Body: body.Title, How: how, Unlike: unlike,
	}
	im.asked[key], im.Words, im.unsettled = q, append(im.Words, q), append(im.unsettled, q)
	return q
}

// noSector reports whether a group is called as none of the 界别 are where these end in 界: 退休, 候补委员.
func noSector(group string, sectors []string) bool {
	sector := func(name string) bool { return strings.HasSuffix(name, "界") }
	return !sector(group) && slices.ContainsFunc(sectors, sector)
}

// settleBody remembers that a name is another of a body, as one of its former names.
func (im *Import) settleBody(ctx context.Context, tx *store.Tx, q *WordQuestion) error {
	if q.Answer.Do != WordIs || im.named[q.Key.Dictionary].Find(q.Text) == q.Answer.Word {
		return nil
	}
	return roster.CallBody(ctx, tx, q.Key.Dictionary, im.term, q.Answer.Word, q.Text)
}
