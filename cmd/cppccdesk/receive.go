package main

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// receiveCommand enters a proposal from its proposer's paper (文稿).
type receiveCommand struct {
	File   string `arg:"" name:"文稿"`
	Set    said   `placeholder:"项目=内容" help:"文稿里没有写的、要改的一项，可以写多次"`
	DryRun bool   `help:"只列出读到什么，不登记"`
	ofYear
	printed
	writer
}

func (c *receiveCommand) Run(ctx context.Context, p *program) error {
	document, err := intake.ReadDocument(ctx, c.File, intake.Options{})
	if err != nil {
		return err
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		read, err := proposal.ReadManuscript(ctx, st.DB(), scope, document)
		if err != nil {
			return err
		}
		told, err := c.told()
		if err != nil {
			return err
		}
		if told.Has("proposer") {
			delete(read.Values, "proposers")
		}
		maps.Copy(read.Values, told)
		if err := c.settled(p, read.Doubts, told); err != nil {
			return err
		}
		values, err := p.begun(ctx, st, scope, read.Values)
		if err != nil {
			return err
		}
		if !c.DryRun {
			err = st.Write(ctx, actor, "登记提案 "+values["title"], func(ctx context.Context, tx *store.Tx) error {
				_, err := proposal.Proposals.Save(ctx, tx, scope, 0, values)
				return err
			})
		}
		if err != nil {
			return err
		}
		return p.writeRows(c.Format, []string{"项目", "内容"}, shown(values))
	})
}

// settled prints the doubts and refuses those of fields that --set does not tell.
func (c *receiveCommand) settled(p *program, doubts []proposal.Doubt, told record.Values) error {
	var open []error
	for _, d := range doubts {
		p.print(p.err, "%s\n", d.Words)
		if d.Key != "" && !c.DryRun && !told.Has(d.Key) && (d.Key != "proposers" || !told.Has("proposer")) {
			open = append(open, store.Refuse(store.CodeInvalid, "%s；请用 --set %s=… 写明。", d.Words, setAs(d.Key)))
		}
	}
	return store.RefuseAll(open...)
}

// told is what --set says, by key.
func (c *receiveCommand) told() (record.Values, error) {
	told := record.Values{}
	for name, value := range c.Set {
		at := slices.IndexFunc(proposal.Proposals.Fields, func(f record.Field) bool { return f.Title == name && f.Part == nil && !f.ListOnly && !f.Later })
		if at < 0 {
			return nil, store.Refuse(store.CodeInvalid, "登记提案没有「%s」这一项，见 cppccdesk template proposals。", name)
		}
		told[proposal.Proposals.Fields[at].Key] = value
	}
	return told, nil
}

// setAs is what --set calls a field.
func setAs(key string) string {
	if key == "proposers" {
		key = "proposer"
	}
	return proposal.Proposals.Field(key).Title
}

// begun are the values of a new proposal with what its form would begin with.
func (p *program) begun(ctx context.Context, st *store.Store, scope record.Scope, values record.Values) (record.Values, error) {
	all, err := proposal.Proposals.Begins(ctx, st.DB(), scope, nil)
	if err != nil {
		return nil, err
	}
	if today := p.today(); strings.HasPrefix(today, strconv.Itoa(scope.Year)) {
		all["received_on"] = today
	}
	maps.Copy(all, values)
	return all, proposal.Proposals.Canonical(all)
}

// shown are the fields that have a value, in their order.
func shown(values record.Values) [][]string {
	var rows [][]string
	for i := range proposal.Proposals.Fields {
		f := &proposal.Proposals.Fields[i]
		if values[f.Key] != "" {
			rows = append(rows, []string{f.Title, f.Show(values[f.Key])})
		}
	}
	text := proposal.ReadText(values["body"])
	if words := text.Words(); words != "" {
		rows = append(rows, []string{"正文各段", words})
	}
	return rows
}
