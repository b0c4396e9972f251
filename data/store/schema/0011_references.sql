-- A word is in a list once. Of twins the one in use stays, else the older; records hold the word itself and lose nothing.
DELETE FROM dictionary AS d WHERE EXISTS (SELECT 1 FROM dictionary x WHERE x.kind = d.kind AND x.name = d.name
  AND (x.active > d.active OR x.active = d.active AND x.id < d.id));
CREATE UNIQUE INDEX dictionary_name ON dictionary (kind, name);

-- What refers to a row is found without reading the whole table, also when the row is removed.
CREATE INDEX activity_group_by_term ON activity_group (term_id);
CREATE INDEX committee_by_term ON committee (term_id);
CREATE INDEX consultation_by_unit ON consultation (unit_id);
CREATE INDEX evaluation_by_rubric ON evaluation (rubric_id);
CREATE INDEX evaluation_target_by_unit ON evaluation_target (unit_id);
CREATE INDEX feedback_by_proposer ON feedback (proposer_id);
CREATE INDEX feedback_by_unit ON feedback (unit_id);
CREATE INDEX key_proposal_by_committee ON key_proposal (committee_id);
CREATE INDEX member_by_person ON member (person_id);
CREATE INDEX member_by_sector ON member (sector_id);
CREATE INDEX member_post_by_activity_group ON member_post (activity_group_id);
CREATE INDEX member_post_by_committee ON member_post (committee_id);
CREATE INDEX panel_by_committee ON panel (committee_id);
CREATE INDEX proposal_by_merged_into ON proposal (merged_into);
CREATE INDEX proposal_by_session ON proposal (session_id);
CREATE INDEX rater_by_person ON rater (person_id);
CREATE INDEX rubric_indicator_by_parent ON rubric_indicator (parent_id);
CREATE INDEX score_by_indicator ON score (indicator_id);
CREATE INDEX score_sheet_by_rater ON score_sheet (rater_id);
CREATE INDEX sector_by_term ON sector (term_id);
CREATE INDEX supervision_group_by_committee ON supervision_group (committee_id);
CREATE INDEX unit_by_parent ON unit (parent_id);
CREATE INDEX unit_by_successor ON unit (successor_id);
