package main

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// stepsCommand lists what can be done to a record now, what waits for something that has to be done first, and what each step asks.
type stepsCommand struct {
	Kind   string `arg:"" name:"类别"`
	Number string `arg:"" name:"编号"`
	All    bool   `help:"也列出现在轮不到的步骤，以及为什么"`
	ofYear
	printed
	reader
}

func (c *stepsCommand) Run(ctx context.Context, p *program) error {
	kind, err := data.KindByName(c.Kind)
	if err != nil {
		return err
	}
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		r, err := kind.Find(ctx, st.DB(), scope, c.Number)
		if err != nil {
			return err
		}
		var rows [][]string
		for _, possible := range kind.Steps(r) {
			if possible.Why != "" && !possible.Waits && !c.All {
				continue
			}
			words, err := asked(ctx, st, scope, r.ID, possible)
			if err != nil {
				return err
			}
			rows = append(rows, []string{possible.Step.Name, words, strings.Join(possible.Step.To, "、"), possible.Why})
		}
		return p.writeRows(c.Format, []string{"步骤", "要填的", "以后的状态", "不能做的原因"}, rows)
	})
}

// find finds the record of a year, 0 for the working one, that people call text.
func (p *program) find(ctx context.Context, st *store.Store, kind *record.Kind, of year, text string) (record.Record, error) {
	scope, err := p.scope(ctx, st, of)
	if err != nil {
		return record.Record{}, err
	}
	return kind.Find(ctx, st.DB(), scope, text)
}

// asked says what a step asks of record id, with what can be chosen and, where nothing needs to be typed to know it, what could be there.
func asked(ctx context.Context, st *store.Store, scope record.Scope, id int64, possible record.Possible) (string, error) {
	var words []string
	for _, f := range possible.Step.Asks {
		word := f.Title
		if f.Required {
			word += "（必填）"
		}
		if offers := possible.Offers[f.Key]; len(offers) > 0 {
			word += "（" + strings.Join(offers, "／") + "）"
		}
		if f.TellsEmpty && possible.Why == "" {
			told, err := f.Tells(ctx, st.DB(), scope, id, "")
			if err != nil {
				return "", err
			}
			if told.Words != "" {
				word += "（" + told.Words + "）"
			}
		}
		words = append(words, word)
	}
	return strings.Join(words, "、"), nil
}

// stepCommand takes one step of a record, or of several in one write.
type stepCommand struct {
	Kind   string `arg:"" name:"类别"`
	Number string `arg:"" name:"编号" help:"可以写几件，用顿号或逗号隔开：12、15、18"`
	Step   string `arg:"" name:"步骤"`
	Set    said   `placeholder:"项目=内容" help:"这一步要填的一项，可以写多次"`
	ofYear
	writer
}

// said is what --set says of a record, by the name of the field.
type said map[string]string

// Decode adds one field.
func (s said) Decode(c *kong.DecodeContext) error {
	title, value, ok := strings.Cut(typedIn(c), "=")
	if !ok || title == "" {
		return wrong("--set 应写成 项目=内容，如 --set 答复日期=2026-07-01")
	}
	if err := legible("--set ", title, value); err != nil {
		return err
	}
	if before, twice := s[title]; twice && before != value {
		return wrong("--set 对「%s」写了两个不同的内容「%s」和「%s」，请只留一个", title, before, value)
	}
	s[title] = value
	return nil
}

// of are the contents by the keys of what the step asks.
func (s said) of(step *record.Step) (record.Values, error) {
	values := record.Values{}
	for name, value := range s {
		key := name
		if f := step.Ask(name); f != nil {
			key, name = f.Key, f.Title
		}
		if before, twice := values[key]; twice && before != value {
			return nil, wrong("--set 对「%s」写了两个不同的内容，请只留一个", name)
		}
		values[key] = value
	}
	return values, nil
}

// legible refuses what a terminal of another encoding wrote: it would be stored as signs that nobody can read.
func legible(of, title, value string) error {
	switch {
	case !utf8.ValidString(title):
		return wrong("%s的项目名称不是 UTF-8 编码，读不出来；请把终端的编码改为 UTF-8 再写", of)
	case !utf8.ValidString(value):
		return wrong("%s「%s」的内容不是 UTF-8 编码，读不出来；请把终端的编码改为 UTF-8 再写", of, title)
	}
	return nil
}

func (c *stepCommand) Run(ctx context.Context, p *program) error {
	kind, err := data.KindByName(c.Kind)
	if err != nil {
		return err
	}
	step, err := kind.Step(c.Step)
	if err != nil {
		return err
	}
	values, err := c.Set.of(step)
	if err != nil {
		return err
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		numbers, records, err := c.find(ctx, st, kind, scope)
		if err != nil {
			return err
		}
		taken, left, err := kind.Sift(records, step.Name)
		if err != nil {
			return err
		}
		var ids []int64
		for _, r := range taken {
			ids = append(ids, r.ID)
		}
		if err := record.TakeStep(ctx, st, actor, kind, scope, step.Name, values, ids...); err != nil {
			return err
		}
		for _, r := range taken {
			after, err := kind.RecordOn(ctx, st.DB(), r.ID, scope.Day)
			if err != nil {
				return err
			}
			p.print(p.out, "%s\t%s\t%s\n", numbers[r.ID], step.Name, after.Values[kind.Flow.State])
		}
		for _, l := range left {
			p.print(p.err, "没有%s：%s\n", step.Name, kind.LeftWords(l))
		}
		if left != nil {
			return errRejected
		}
		return nil
	})
}

// find finds the records called Number: the one that is called all of it, else each of those named in it; by their ids what each is called there.
func (c *stepCommand) find(ctx context.Context, st *store.Store, kind *record.Kind, scope record.Scope) (map[int64]string, []record.Record, error) {
	names := []string{c.Number}
	if several := zh.SplitNames(c.Number); len(several) > 1 {
		if _, err := kind.Find(ctx, st.DB(), scope, c.Number); store.CodeOf(err) == store.CodeNotFound {
			names = several
		}
	}
	called := map[int64]string{}
	var found []record.Record
	for _, name := range names {
		r, err := kind.Find(ctx, st.DB(), scope, name)
		if err != nil {
			return nil, nil, err
		}
		if _, twice := called[r.ID]; !twice {
			found = append(found, r)
		}
		called[r.ID] = name
	}
	return called, found, nil
}
