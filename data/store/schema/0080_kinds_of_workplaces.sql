-- Other ways of writing the kinds of workplaces. A list in which an office has synonyms of its own, or one of these as a word, is left as it is.
CREATE TEMP TABLE more_synonyms AS WITH known (kind, name, synonyms) AS (VALUES
  ('org_kind', '机关', '行政机关、党政机关、国家机关、行政、行政单位'),
  ('org_kind', '事业', '事业单位'),
  ('org_kind', '民非', '民办非企业、民办非企业单位、社会服务机构'),
  ('org_kind', '国有', '国企、国有企业'),
  ('org_kind', '国有控股', '国有控股企业'),
  ('org_kind', '外资', '外企、外资企业'),
  ('org_kind', '合资', '合资企业、中外合资'),
  ('org_kind', '私营', '私企、私营企业、民企、民营、民营企业、非公企业'))
SELECT k.* FROM known k WHERE NOT EXISTS (SELECT 1 FROM dictionary d WHERE d.kind = k.kind AND (d.synonyms <> ''
  OR EXISTS (SELECT 1 FROM known o WHERE o.kind = d.kind AND '、' || o.synonyms || '、' LIKE '%、' || d.name || '、%')));

UPDATE dictionary AS d SET synonyms = k.synonyms FROM more_synonyms k WHERE k.kind = d.kind AND k.name = d.name;

DROP TABLE more_synonyms;
