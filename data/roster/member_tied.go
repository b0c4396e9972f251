package roster

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

func init() { Members.Tied = memberTied }

// memberTied says how many proposals a member made; who left is better told by his status than deleted.
func memberTied(ctx context.Context, db bun.IDB, id int64) (string, error) {
	made, err := store.LookUp(ctx, db, `SELECT count(DISTINCT x.proposal_id) FROM proposal_proposer x JOIN proposal p ON p.id = x.proposal_id AND p.deleted_at = '' WHERE x.member_id = ?`, id)
	if err != nil || made == 0 {
		return "", err
	}
	return fmt.Sprintf("提出或参与过 %d 件提案。不再任职的请改「状态」，不要删除。", made), nil
}
